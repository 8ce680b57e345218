"""The columns of the book: the left page (in) and the right page (out)."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QFontMetrics

from mami_desktop.columns import Column
from mami_desktop.i18n import _, current
from mami_desktop.services.register import SORTS, RegisterRow
from mami_desktop.views import theme, words
from mami_desktop.views.theme_tokens import SizeName, TextName
from mami_desktop.views.widgets import level_word


@dataclass(frozen=True)
class PageColumn(Column):
    """``origin`` is typed (pen blue) or computed (ink)."""

    origin: str = "computed"
    bold: bool = False

    def can_sort(self) -> bool:
        """Whether the database sorts by this column."""
        return self.key in SORTS


# large letters leave no room for these; they stand on the pair's page
OPTIONAL = frozenset(
    {"village", "sex", "weight_in_g", "waz_in", "main_reason", "weight_out_g", "gain_g_kg_day"}
)
OPTIONAL_AT_DOUBLE = OPTIONAL | {"enrolled_on", "age_days", "days_in_care", "waz_out", "remarks"}
DOUBLE = 200
NAMES = ("infant_name", "caregiver_name")


def in_page() -> list[PageColumn]:
    """The left page; from 150 % without the optional columns."""
    return _fitting(_in_page())


def out_page() -> list[PageColumn]:
    """The right page; from 150 % without the optional columns."""
    return _fitting(_out_page())


def _fitting(columns: list[PageColumn]) -> list[PageColumn]:
    if not theme.is_large():
        return _within_the_window(columns)
    dropped = OPTIONAL_AT_DOUBLE if theme.text_scale() >= DOUBLE else OPTIONAL
    return [one for one in columns if one.key not in dropped]


def _within_the_window(columns: list[PageColumn]) -> list[PageColumn]:
    """Where a language needs more room than there is, the names give way, down to a limit."""
    edges = theme.gap("xl") + 2 * theme.gap("l") + theme.gap("xs")
    room = theme.window_size().width() - theme.size("rail") - edges
    over = max(0, sum(one.width for one in columns) - room)
    least = theme.size("col_place")
    return [
        replace(one, width=max(least, one.width - (over + 1) // 2)) if one.key in NAMES else one
        for one in columns
    ]


def _in_page() -> list[PageColumn]:
    t = current()
    return [
        *_who(),
        _column("village", _("Village"), "col_place", lambda r: r.village, origin="typed"),
        _column(
            "sex", _("Sex"), "col_sex", lambda r: r.sex, _sex, origin="typed",
            longest=max(_sex("male"), _sex("female"), key=len),
        ),
        _column("age_days", _("Age"), "col_age", lambda r: r, _age),
        _column("level", _("Level"), "col_level", lambda r: r.level, _level),
        _column(
            "weight_in_g", _("kg in"), "col_number", lambda r: r.weight_in_g, t.kg,
            origin="typed", right=True,
        ),
        _column("waz_in", _("WAZ in"), "col_number", lambda r: r.waz_in, t.z, right=True),
        _column(
            "main_reason", _("Main reason"), "col_words", lambda r: r.main_reason,
            lambda code: words.word(words.MAIN_REASON, code), origin="typed",
        ),
        _column("next_visit_on", _("Next visit"), "col_words", lambda r: r, next_visit),
    ]  # fmt: skip


def _out_page() -> list[PageColumn]:
    t = current()
    return [
        *_who(),
        _column(
            "outcome", _("Outcome"), "col_wide_words", lambda r: r, _outcome, origin="typed"
        ),
        _column(
            "outcome_on", _("Left on"), "col_day", lambda r: r.outcome_on, _day, origin="typed"
        ),
        _column(
            "weight_out_g", _("kg out"), "col_number", lambda r: r.weight_out_g, t.kg,
            origin="typed", right=True,
        ),
        _column("waz_out", _("WAZ out"), "col_number", lambda r: r.waz_out, t.z, right=True),
        _column(
            "days_in_care", _("Days"), "col_number", lambda r: r.days_in_care, _whole, right=True
        ),
        _column(
            "gain_g_kg_day", _("g/kg a day"), "col_age", lambda r: r.gain_g_kg_day, _gain,
            right=True,
        ),
        _column("remarks", _("Remarks"), "col_words", lambda r: r.remarks, origin="typed"),
    ]  # fmt: skip


def next_visit(row: RegisterRow) -> str:
    """The day of the next visit, how late it is, or why there is none."""
    t = current()
    if row.struck:
        return t("struck out")
    if row.status == "left":
        return words.word(words.OUTCOME, row.outcome) or words.status("left")
    if row.days_late > 0:
        return t.n("{n} day late", "{n} days late", row.days_late)
    if row.next_visit_on is None:
        return words.status(row.status) if row.status == "at_inpatient" else t("none booked")
    return _day(row.next_visit_on)


def _who() -> list[PageColumn]:
    return [
        _column(
            "serial_no", _("No."), "col_no", lambda r: r.serial_no or r.mami_no, right=True,
        ),
        _column(
            "enrolled_on", _("Enrolled"), "col_day", lambda r: r.enrolled_on, _day, origin="typed"
        ),
        _column(
            "infant_name", _("Infant"), "col_name", lambda r: r, _infant, origin="typed", bold=True
        ),
        _column(
            "caregiver_name", _("Mother or carer"), "col_carer", lambda r: r,
            lambda r: words.carer(r.caregiver_name, r.caregiver_role), origin="typed",
        ),
    ]  # fmt: skip


def _column(
    key: str,
    heading: str,
    width: SizeName,
    value,
    text=lambda value: "" if value is None else str(value),
    *,
    origin: str = "computed",
    bold: bool = False,
    right: bool = False,
    longest: str = "",
) -> PageColumn:
    # no heading is cut, in no language
    words_px = _wide("caption", heading)
    return PageColumn(
        key,
        heading,
        value,
        text,
        "right" if right else "left",
        max(theme.size(width), words_px + theme.gap("l"), _wide("body", longest) + theme.gap("l")),
        origin,
        bold,
    )


def _wide(text: TextName, words: str) -> int:
    return QFontMetrics(theme.font(text, bold=text == "caption")).horizontalAdvance(words)


def _level(code: str | None) -> str:
    level = words.level_of(code)
    return level_word(level) if level is not None else ""


def _infant(row: RegisterRow) -> str:
    carer = words.carer(row.caregiver_name, row.caregiver_role)
    name = words.infant(row.infant_name, carer)
    if row.birth_type in ("twin", "triplet_plus") and row.birth_order:
        return _("{name}, twin {order}", name=name, order=row.birth_order)
    return name


def _sex(sex: str | None) -> str:
    return current().sex(sex) if sex else ""


def _age(row: RegisterRow) -> str:
    """13 weeks; ~ 13 weeks where the date of birth is estimated."""
    if row.age_days is None:
        return ""
    about = "" if row.dob_precision in (None, "exact") else "~ "
    return about + current().age(row.age_days, short=True)


def _day(day) -> str:
    return current().date(day, year=False)


def _outcome(row: RegisterRow) -> str:
    return words.word(words.OUTCOME, row.outcome) or words.status(row.status)


def _whole(number: int | None) -> str:
    return "" if number is None else current().number(number)


def _gain(gain: float | None) -> str:
    return "" if gain is None else current().number(gain, 1, signed=True)
