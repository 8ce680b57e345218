"""The codebook sheet: one line per column, per code, and per item of the pathway."""

from collections.abc import Iterator

from mami_desktop.i18n import Translator
from mami_desktop.pathway.definition import Item, Pathway
from mami_desktop.services.anonymous import ANONYMOUS_SHEETS, LEFT_OUT_ACTIONS, is_public
from mami_desktop.services.workbook_sheets import SHEETS, SheetColumn
from mami_desktop.services.workbook_words import CODE_WORDS, COLUMN_WORDS

Line = tuple[str, str, str, str, str, str, str]
"""sheet, column, type, unit, code, label, class"""


def codebook_lines(pathway: Pathway, t: Translator) -> Iterator[Line]:
    """What every column, code and item of the workbook means, in the language of ``t``."""
    spoken = pathway.translated(t.language)
    for sheet in SHEETS:
        for column in sheet.columns:
            yield from _column_lines(sheet.name, column, t)
            if column.name == "action_id":
                for action in spoken.actions.values():
                    yield _line(sheet.name, column, column.name, action.id, action.label)
        if sheet.name == "answers":
            for item in spoken.items.values():
                if item.asked:
                    yield from _item_lines(item, t)


def anonymous_codebook_lines(pathway: Pathway, t: Translator) -> Iterator[Line]:
    """The same for the workbook without people."""
    spoken = pathway.translated(t.language)
    for sheet in ANONYMOUS_SHEETS:
        for column in sheet.columns:
            yield from _column_lines(sheet.name, column, t)
            if column.name == "action_id":
                for action in spoken.actions.values():
                    if action.id not in LEFT_OUT_ACTIONS:
                        yield _line(sheet.name, column, column.name, action.id, action.label)
        if sheet.name == "answers":
            for item in spoken.items.values():
                if item.asked and is_public(pathway, item.id):
                    yield from (
                        line for line in _item_lines(item, t) if not line[1].endswith(".text")
                    )


def _column_lines(sheet: str, column: SheetColumn, t: Translator) -> Iterator[Line]:
    yield _line(sheet, column, column.name, "", _words(sheet, column.name, t))
    for code in column.codes:
        yield _line(sheet, column, column.name, code, t(CODE_WORDS[code]))


def _words(sheet: str, name: str, t: Translator) -> str:
    """What a column is called; that of a date told as days or month comes from the date's."""
    words = COLUMN_WORDS.get(f"{sheet}.{name}") or COLUMN_WORDS.get(name)
    if words is not None:
        return t(words)
    stem, _underscore, told = name.rpartition("_")
    of = t(COLUMN_WORDS[f"{stem}_on"])
    if told == "day":
        return t("{date}: days since enrolment", date=of)
    return t("{date}: month", date=of)


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
