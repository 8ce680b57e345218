"""Words for people, in their language.

Every visible sentence is English in the code and goes through a Translator. Catalogues are read
from ``resources/locale/<language>.po`` at run time, so a country can correct them with any editor.
A paper may speak another language than the screen: reports take a Translator, screens use ``_``.
"""

import datetime
import os
import string
from collections.abc import Callable
from functools import cache

from mami_desktop.paths import resource

MINUS = "\N{MINUS SIGN}"


def N_(text: str) -> str:
    """Mark a text for the catalogue without translating it here."""
    return text


def _placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conv in string.Formatter().parse(text) if name}


class Translator:
    """Speaks one language: ``t("{n} pairs", n=3)``; also dates, ages and numbers."""

    def __init__(
        self,
        language: str,
        texts: dict[str, str],
        plurals: dict[str, dict[int, str]],
        plural_index: Callable[[int], int],
    ) -> None:
        self.language = language
        self._texts = texts
        self._plurals = plurals
        self._plural_index = plural_index

    def __call__(self, text: str, /, **values: object) -> str:
        """The text in this language with its named placeholders filled."""
        translated = self._texts.get(text, text)
        return translated.format(**values) if values else translated

    def n(self, one: str, many: str, n: int, /, **values: object) -> str:
        """A text whose form depends on the count ``n``, which is filled in as ``{n}``."""
        forms = self._plurals.get(one)
        if forms:
            form = forms.get(self._plural_index(n)) or many
        else:
            form = one if n == 1 else many
        return form.format(n=n, **values)

    def date(self, day: datetime.date | None, *, year: bool = True, weekday: bool = False) -> str:
        """21 Nov 2026; without year 21 Nov; weekday: Saturday 21 November 2026; unknown: empty."""
        if day is None:
            return ""
        from babel.dates import format_date

        pattern = "EEEE d MMMM y" if weekday else "d MMM y"
        if not year:
            pattern = pattern.removesuffix(" y")
        return format_date(day, pattern, locale=self.language)

    def month(self, first_on: datetime.date) -> str:
        """October 2026."""
        from babel.dates import format_date

        return format_date(first_on, "LLLL y", locale=self.language)

    def time(self, moment: datetime.datetime) -> str:
        """10:42, by the 24-hour clock."""
        return f"{moment:%H:%M}"

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """1 204 or 3.800 with the language's decimal sign, a thin space and a true minus sign."""
        from babel.numbers import get_decimal_symbol

        text = f"{abs(value):,.{decimals}f}".replace(",", "\N{NARROW NO-BREAK SPACE}")
        text = text.replace(".", get_decimal_symbol(self.language))
        if value < 0 and any(digit in "123456789" for digit in text):
            return MINUS + text
        return "+" + text if signed and value > 0 else text

    def z(self, value: float | None) -> str:
        """A z-score with two decimals, or nothing."""
        return "" if value is None else self.number(value, 2)

    def kg(self, weight_g: int | None) -> str:
        """A weight in kilograms with three decimals (without unit), or nothing."""
        return "" if weight_g is None else self.number(weight_g / 1000, 3)

    def cm(self, length_mm: int | None) -> str:
        """A length in centimetres with one decimal (without unit), or nothing."""
        return "" if length_mm is None else self.number(length_mm / 10, 1)

    def age(self, age_days: int, age_months: int | None = None, *, short: bool = False) -> str:
        """An age in words: 9 days; 7 weeks 3 days; from six months 6 months (months given)."""
        if age_days < 14 and not short:
            return self.n("{n} day", "{n} days", age_days)
        if age_months is not None and age_months >= 6:
            return self.n("{n} month", "{n} months", age_months)
        weeks, days = divmod(age_days, 7)
        if short:
            return self("{weeks} w {days} d", weeks=weeks, days=days)
        in_weeks = self.n("{n} week", "{n} weeks", weeks)
        if not days:
            return in_weeks
        return self("{weeks} {days}", weeks=in_weeks, days=self.n("{n} day", "{n} days", days))

    def sex(self, sex: str) -> str:
        """The infant's sex as the clinic says it."""
        return {"female": self("girl"), "male": self("boy")}[sex]


@cache
def translator(language: str) -> Translator:
    """The Translator of a language code (``fr``, ``fr_FR.UTF-8``); English without a catalogue.

    A translation whose placeholders differ from the source is refused: the English stands.
    """
    code = language.replace("-", "_").split(".")[0].split("_")[0].lower()
    path = resource("locale", f"{code}.po")
    if code == "en" or not code.isalpha() or not path.is_file():
        return Translator("en", {}, {}, lambda n: int(n != 1))
    import polib
    from babel.core import Locale

    texts: dict[str, str] = {}
    plurals: dict[str, dict[int, str]] = {}
    for entry in polib.pofile(str(path), encoding="utf-8"):
        if entry.obsolete or entry.fuzzy:
            continue
        if entry.msgid_plural:
            expected = _placeholders(entry.msgid_plural)
            forms = {int(i): text for i, text in entry.msgstr_plural.items() if text}
            if all(_placeholders(text) <= expected for text in forms.values()):
                plurals[entry.msgid] = forms
        elif entry.msgstr and _placeholders(entry.msgstr) == _placeholders(entry.msgid):
            texts[entry.msgid] = entry.msgstr
    rule = Locale(code).plural_form
    # The two-form languages we ship list "one" first; Babel names the category.
    return Translator(code, texts, plurals, lambda n: int(rule(n) != "one"))


def available_languages() -> list[str]:
    """Codes of the languages the program can speak, English first."""
    return ["en", *sorted(path.stem for path in resource("locale").glob("*.po"))]


def computer_language() -> str:
    """The language this computer is set to, by its environment; English if it says nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    return "en"


class _Screen:
    translator = translator("en")


def set_language(language: str) -> Translator:
    """Choose the language of screens and messages; returns its Translator."""
    _Screen.translator = translator(language)
    return _Screen.translator


def current() -> Translator:
    """The Translator of the screen."""
    return _Screen.translator


def _(text: str, /, **values: object) -> str:
    """``text`` in the language of the screen."""
    return _Screen.translator(text, **values)
