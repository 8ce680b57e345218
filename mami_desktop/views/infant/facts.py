"""What the pair page shows, taken out of the story of the pair. Free of Qt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from mami_desktop.growth.age import (
    BORN_WITHIN_DAYS,
    age_days,
    age_months,
    born_early,
    corrected_age_days,
)
from mami_desktop.growth.age import gestation_days as to_gestation_days
from mami_desktop.growth.chart_record import (
    AFTER_SIX_MONTHS_MM,
    ChartEvent,
    ChartInfant,
    ChartRules,
    Reading,
)
from mami_desktop.growth.velocity import FIRST_JUDGED_AGE_DAYS, OLDER_FROM_DAYS
from mami_desktop.i18n import _, current
from mami_desktop.pathway.definition import Pathway
from mami_desktop.pathway.schedule import Judged
from mami_desktop.services.next_visit import judged_visits
from mami_desktop.services.pair import PairHeader, PairStory, VisitFacts, pair_story
from mami_desktop.services.register_file import Work
from mami_desktop.services.settings import load_settings
from mami_desktop.views import words
from mami_desktop.views.pair_facts import PairFacts

NOT_SEEN = ("absent", "phone")


@dataclass(frozen=True)
class PairPage:
    """The story with what the programme's parameters make of it. ``judged`` by visit_uid."""

    story: PairStory
    today: date
    rules: ChartRules
    judged: Mapping[str, Judged] = field(default_factory=dict)
    maternal_muac_cut_mm: int | None = None

    @property
    def header(self) -> PairHeader:
        """Who the page is about."""
        return self.story.header

    def day(self, on: date) -> str:
        """A date as lists write it: without the year while that is this year."""
        return current().date(on, year=on.year != self.today.year)

    @property
    def seen(self) -> list[VisitFacts]:
        """Visits made that stand, oldest first."""
        return [v for v in self.story.visits if not v.struck and v.visit_kind not in NOT_SEEN]


def read_page(
    work: Work, pathway: Pathway, infant_uid: str | None, enrolment_uid: str | None
) -> PairPage:
    """Everything the pair page needs, in one transaction."""
    story = (
        pair_story(work, enrolment_uid=enrolment_uid)
        if infant_uid is None
        else pair_story(work, infant_uid)
    )
    parameter = partial(load_settings(work).parameter, pathway)
    judged: dict[str, Judged] = {}
    born_on = story.header.date_of_birth
    for one in story.enrolments:
        if born_on is None or one.struck:
            continue
        found = judged_visits(work, pathway, one.enrolment_uid, born_on)
        by_day = {j.visit.visit_on: j for j in found}
        for visit in story.visits:
            if visit.enrolment_uid == one.enrolment_uid and visit.visit_on in by_day:
                judged[visit.visit_uid] = by_day[visit.visit_on]
    rules = ChartRules(
        muac_low_mm=parameter("muac_cut_mm"),
        muac_from_day=parameter("muac_min_age_d"),
        muac_after_six_months_mm=AFTER_SIX_MONTHS_MM,
        use_corrected_age=parameter("preterm_use_corrected"),
        least_gain_g_per_day=(
            (FIRST_JUDGED_AGE_DAYS, parameter("min_gain_early")),
            (OLDER_FROM_DAYS, parameter("min_gain_late")),
        ),
    )
    return PairPage(story, work.today, rules, judged, parameter("maternal_muac_cut"))


def pair_facts(header: PairHeader, today: date) -> PairFacts:
    """The pair bar."""
    born_on = header.date_of_birth
    days = None if born_on is None else age_days(born_on, today)
    corrected = None
    if days is not None and header.gest_weeks is not None and born_early(header.gest_weeks):
        corrected = corrected_age_days(days, to_gestation_days(header.gest_weeks))
    level = words.level_of(header.level)
    carer = words.carer(header.caregiver_name, header.caregiver_role)
    away = {"dead": _("the mother has died"), "alive_absent": _("the mother is away")}
    return PairFacts(
        infant_name=words.infant(header.infant_name, header.caregiver_name or ""),
        sex=header.sex,
        born_on=born_on,
        age_days=days,
        age_months=None if born_on is None else age_months(born_on, today),
        corrected_age_days=None if corrected is None or corrected < 0 else corrected,
        birth_estimated=header.dob_precision not in (None, "exact"),
        mami_no=header.mami_no or "",
        carer_name=carer,
        carer_word=words.word(words.CAREGIVER, header.caregiver_role),
        carer_age=header.mother_age_y if header.caregiver_role == "mother" else None,
        village=header.village or "",
        phone=header.phone_1 or "",
        carer_note=away.get(header.mother_status or "", ""),
        level="in_depth" if header.in_depth and level == "moderate" else level,
        next_visit_on=header.next_visit_on,
        next_visit_days=None
        if header.next_visit_on is None
        else (header.next_visit_on - today).days,
        twins=tuple(
            (name or _("no name yet"), {"infant_uid": uid}) for uid, name, _order in header.siblings
        ),
    )


def chart_infant(header: PairHeader) -> ChartInfant:
    """Who the charts are about."""
    sex = header.sex
    return ChartInfant(
        sex="female" if sex == "female" else "male" if sex == "male" else None,
        born_on=header.date_of_birth,
        born_within_days=BORN_WITHIN_DAYS.get(header.dob_precision or "exact", 0),
        gestation_weeks=header.gest_weeks,
    )


def readings(visits: Sequence[VisitFacts]) -> list[Reading]:
    """What was measured, visit by visit; struck lines measure nothing."""
    return [
        Reading(
            visit.visit_uid,
            visit.visit_on,
            weight_g=visit.weight_g,
            length_mm=visit.length_mm,
            head_mm=visit.head_mm,
            muac_mm=visit.muac_mm,
            oedema=visit.oedema not in (None, "none"),
        )
        for visit in visits
        if not visit.struck
    ]


def chart_events(story: PairStory) -> Iterator[ChartEvent]:
    """Enrolment, slips and exits, as small flags."""
    for one in story.enrolments:
        if not one.struck:
            yield ChartEvent(one.enrolled_on, "enrolled", _("Enrolled"))
    for slip in story.referrals:
        if not slip.struck:
            label = _("Sent: {place}", place=words.service(slip.to_service))
            yield ChartEvent(slip.ref_on, "referral", label)
    for stint in story.stints:
        if stint.seq > 1:
            yield ChartEvent(
                stint.started_on, "returned", words.word(words.ENTRY_TYPE, stint.entry_type)
            )


def progress_word(page: PairPage, visit: VisitFacts) -> str:
    """good, slow or worse; empty where it is not known."""
    judged = page.judged.get(visit.visit_uid)
    table = {"good": _("good"), "slow": _("slow"), "worse": _("worse")}
    return table[judged.progress] if judged is not None and judged.progress else ""


def feeding_word(visit: VisitFacts) -> str:
    """How feeding went on since the visit before; neutral and short."""
    table = {
        "solved": _("Solved"),
        "better": _("Better"),
        "same": _("Same"),
        "worse": _("Worse"),
        "new": _("New problem"),
    }
    return table.get(visit.feeding_progress or "", "")


def fed_word(fd_type: str | None) -> str:
    """How the infant is fed."""
    table = {
        "exclusive_bf": _("breast milk only"),
        "bf_plus_water": _("breast milk and water"),
        "bf_plus_food": _("breast milk and food"),
        "mixed_milk": _("breast and other milk"),
        "not_bf": _("not breastfed"),
    }
    return table.get(fd_type or "", "")


def visit_name(visit: VisitFacts) -> str:
    """Visit 6, Enrolment, Absent, ..."""
    if visit.visit_kind == "enrolment":
        return _("Enrolment")
    if visit.visit_kind == "absent":
        return _("Did not come")
    if visit.visit_kind == "phone":
        return _("Phone call")
    if visit.visit_kind == "assessment" or visit.visit_no is None:
        return _("Assessment")
    if visit.visit_kind == "home_visit":
        return _("Visit {number}, at home", number=visit.visit_no)
    return _("Visit {number}", number=visit.visit_no)


def gain_text(visit: VisitFacts) -> str:
    """+31: grams a day since the weight before; empty where there is none."""
    if visit.gain_g_day is None:
        return ""
    return current().number(visit.gain_g_day, signed=True)


def weeks_number(weeks: float) -> str:
    """Weeks of gestation, never rounded past a threshold: 36.9 is not 37."""
    return current().number(weeks, 0 if weeks == int(weeks) else 1)


def initials(name: str | None) -> str:
    """N.S. for N. Sample."""
    return "".join(f"{part[0]}." for part in (name or "").replace(".", " ").split() if part)
