"""The codebook sheet: one line per column, per code, and per item of the pathway."""

from collections.abc import Iterator

from mami_desktop.i18n import Translator
from mami_desktop.pathway.definition import Item, Pathway
from mami_desktop.services.workbook_sheets import SHEETS, SheetColumn
from mami_desktop.services.workbook_words import CODE_WORDS, COLUMN_WORDS

Line = tuple[str, str, str, str, str, str, str]
"""sheet, column, type, unit, code, label, class"""


def codebook_lines(pathway: Pathway, t: Translator) -> Iterator[Line]:
    """What every column, code and item of the workbook means, in the language of ``t``."""
    spoken = pathway.translated(t.language)
    for sheet in SHEETS:
        for column in sheet.columns:
            words = COLUMN_WORDS.get(f"{sheet.name}.{column.name}") or COLUMN_WORDS[column.name]
            yield _line(sheet.name, column, column.name, "", t(words))
            for code in column.codes:
                yield _line(sheet.name, column, column.name, code, t(CODE_WORDS[code]))
            if column.name == "action_id":
                for action in spoken.actions.values():
                    yield _line(sheet.name, column, column.name, action.id, action.label)
        if sheet.name == "answers":
            for item in spoken.items.values():
                if item.asked:
                    yield from _item_lines(item, t)


def _line(sheet: str, column: SheetColumn, name: str, code: str, label: str) -> Line:
    return sheet, name, column.kind, column.unit, code, label, column.privacy


def _item_lines(item: Item, t: Translator) -> Iterator[Line]:
    def line(name: str, kind: str, unit: str, code: str, label: str) -> Line:
        return "answers", name, kind, unit, code, label, "S"

    if item.kind != "parts":
        yield line(item.id, item.kind, item.unit, "", item.label)
    if item.kind == "bool":
        yield line(item.id, item.kind, "", "yes", t("yes"))
        yield line(item.id, item.kind, "", "no", t("no"))
    for choice in item.choices:
        yield line(item.id, item.kind, "", choice.code, choice.label)
    for part in item.parts:
        yield line(f"{item.id}.{part.name}", part.kind, part.unit, "", part.label)
