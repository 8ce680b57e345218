"""Bring the catalogues in resources/locale up to date with the texts in the source.

    make messages                      every language that is there
    python setup/catalogues.py sw      begin another one

Translations that still fit are kept; texts that left the source leave the catalogue too.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.plurals import get_plural

PROJECT = Path(__file__).resolve().parent.parent
LOCALE = PROJECT / "resources" / "locale"
SOURCE = "mami_desktop"

MARKERS = frozenset({"_", "N_", "t", "_t", "speak"})
"""Names that translate or mark their first argument, alone or as ``self.t``, ``desk.t``."""
SPEAKERS = frozenset({"current", "translator", "Translator"})
"""Calls whose result does: ``current()("...")``."""

HEADER = {
    "Project-Id-Version": "MAMI Desktop",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


class Message(NamedTuple):
    """A text of the source; ``many`` is empty where no count decides its form."""

    text: str
    many: str
    file: str


def messages(project: Path = PROJECT) -> list[Message]:
    """Every text a person reads, once, by file and line where it first stands."""
    found: dict[str, Message] = {}
    for path in sorted((project / SOURCE).rglob("*.py")):
        file = path.relative_to(project).as_posix()
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
            for text, many in _texts(call, in_translator=path.name == "i18n.py"):
                known = found.get(text)
                if known is None or (many and not known.many):
                    found[text] = Message(text, many, known.file if known else file)
    return list(found.values())


def _texts(call: ast.Call, *, in_translator: bool) -> Iterator[tuple[str, str]]:
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr == "n" and len(call.args) >= 3:
        yield from zip(_literals(call.args[0]), _literals(call.args[1]), strict=True)
    elif call.args and (_translates(function) or (in_translator and _is_self(function))):
        for text in _literals(call.args[0]):
            yield text, ""


def _translates(function: ast.expr) -> bool:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in MARKERS
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in SPEAKERS
    return False


def _is_self(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id == "self"


def _literals(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _literals(body)
            yield from _literals(orelse)


def updated(language: str, old: polib.POFile, texts: list[Message]) -> polib.POFile:
    """A catalogue with exactly ``texts``, translated as in ``old``."""
    new = polib.POFile(wrapwidth=0)
    new.header = old.header
    plural = get_plural(language)
    new.metadata = {**old.metadata, **HEADER, "Language": language}
    new.metadata["Plural-Forms"] = str(plural)
    translations = {entry.msgid: entry for entry in old if not entry.obsolete}
    for message in texts:
        entry = polib.POEntry(msgid=message.text, occurrences=[(message.file, "")])
        known = translations.get(message.text)
        if message.many:
            entry.msgid_plural = message.many
            forms = known.msgstr_plural if known else {}
            entry.msgstr_plural = {i: forms.get(i, "") for i in range(plural.num_plurals)}
        elif known:
            entry.msgstr = known.msgstr
        if known:
            entry.comment, entry.tcomment, entry.flags = known.comment, known.tcomment, known.flags
        new.append(entry)
    return new


def main(languages: list[str]) -> None:
    """Update the catalogues of ``languages``, or all there are, and say what is left to do."""
    texts = messages()
    for language in languages or sorted(path.stem for path in LOCALE.glob("*.po")):
        path = LOCALE / f"{language}.po"
        old = polib.pofile(str(path), encoding="utf-8") if path.exists() else polib.POFile()
        new = updated(language, old, texts)
        path.parent.mkdir(exist_ok=True)
        new.save(str(path))
        waiting = len(new.untranslated_entries())
        print(f"{path.name}: {len(new)} texts, {waiting} still to translate")


if __name__ == "__main__":
    main(sys.argv[1:])
