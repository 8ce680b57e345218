"""A new pair on its way into the register: form and assessment in one draft on disk."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mami_desktop.errors import Problem
from mami_desktop.growth.age import (
    age_days,
    born_early,
    corrected_age_days,
    gestation_days,
)
from mami_desktop.i18n import _
from mami_desktop.measures import Reading, read_measure
from mami_desktop.pathway.assessment import Assessment
from mami_desktop.pathway.entry import birth_problem
from mami_desktop.services.assessing import previous_contacts
from mami_desktop.services.drafts import DraftState, load_draft, save_draft
from mami_desktop.services.entries import InfantEntry, MotherEntry
from mami_desktop.services.settings import load_settings
from mami_desktop.typed_dates import read_date
from mami_desktop.views import words
from mami_desktop.views.draft_keeper import DraftKeeper
from mami_desktop.views.enrolment.fields import FIELDS, PAGES, Field, Page
from mami_desktop.views.pair_facts import PairFacts

_ESTIMATED = ("estimated", "unknown")


class Intake(DraftKeeper):
    """Everything known of the new pair. Each change is one upsert of the draft.

    ``form`` holds what the register asks, as typed; what the pathway asks is in ``assessment``.
    """

    def __init__(self, desk, draft: DraftState | None = None) -> None:
        self.desk = desk
        now: datetime = desk.now()
        self.draft_uid = draft.draft_uid if draft else None
        self.started_at = (draft.started_at if draft else None) or now
        self.saved_at = draft.updated_at if draft else None
        self.section = draft.section if draft else None
        self.item = draft.item if draft else None
        self.infant_uid = draft.infant_uid if draft else None
        stored: Mapping[str, Any] = draft.form if draft else {}
        self.form: dict[str, Any] = {
            key: value for key, value in stored.items() if key != "refused"
        }
        with desk.reading() as work:
            parameters = load_settings(work).parameters
            previous = previous_contacts(work, self.infant_uid, self.visit_on)
        self.assessment = Assessment(
            desk.pathway,
            self.visit_on,
            {key: dict(value) for key, value in draft.answers.items()} if draft else {},
            previous=previous,
            parameters=parameters,
            refused=dict(stored.get("refused", {})),
        )

    @classmethod
    def resume(cls, desk, draft_uid: str) -> "Intake":
        """The draft as it was left."""
        with desk.reading() as work:
            return cls(desk, load_draft(work, draft_uid))

    @property
    def visit_on(self) -> date:
        """The day the pair was seen: the day the form was begun, also when it is resumed later."""
        return self.started_at.date()

    # -- changing ----------------------------------------------------------------------------

    def put(self, key: str, typed: Any) -> Problem | None:
        """Keep what was typed or chosen in a field of the register, on disk before returning."""
        self.keep(key, typed)
        return self.reading(key).problem

    def keep(self, key: str, value: Any) -> None:
        """Keep anything else the draft must remember (a plan, steps done), on disk."""
        if value is None or value == "":
            self.form.pop(key, None)
        else:
            self.form[key] = value
        self.save()

    def answer(
        self, item_id: str, typed: Any, parts: Mapping[str, Any] | None = None
    ) -> list[Problem]:
        """Keep an answer of the pathway, on disk before returning."""
        problems = self.assessment.answer(
            item_id, typed, parts=parts, by=self.desk.actor.name, at=self.desk.now()
        )
        self.save()
        return problems

    def take(self, key: str, typed: Any) -> Problem | None:
        """Keep what a field of the form says, whoever asks it; the problem stands beside it."""
        if FIELDS[key].kind != "item":
            return self.put(key, typed)
        problems = self.answer(key, typed)
        if key == self.assessment.pathway.core["date_of_birth"].id:
            return self.birth_problem() or next(iter(problems), None)
        return next(iter(problems), None)

    def save(self) -> None:
        """Write the draft: one upsert. Raises UserError where the disk refuses."""
        self._unsaved = True
        state = DraftState(
            kind="enrolment",
            draft_uid=self.draft_uid,
            infant_uid=self.infant_uid,
            title=self.infant_words,
            form={**self.form, "refused": self.assessment.refused},
            answers=self.assessment.answers,
            section=self.section,
            item=self.item,
            started_at=self.started_at,
        )
        with self.desk.saving(quietly=True) as work:
            self.draft_uid = save_draft(work, state)
        self._unsaved = False
        self.saved_at = self.desk.now()

    def stand_at(self, section: str | None, item: str | None) -> None:
        """Remember where the form stopped; written with the next answer."""
        self.section, self.item = section, item

    # -- asking ------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Every field's value by key: facts of the register and answers of the pathway."""
        known = dict(self.form)
        for key, field in FIELDS.items():
            if field.kind == "item":
                value = self.assessment.value(key)
                if value is not None:
                    known[key] = value
        return known

    def reading(self, key: str) -> Reading:
        """What a field of the register is understood as."""
        field, typed = FIELDS[key], self.form.get(key)
        if typed is None or field.kind != "number":
            return Reading(typed)
        return read_measure(
            str(typed), unit=field.unit, lo=field.lo, hi=field.hi, whole=True, where=key
        )

    def shown(self, page: Page) -> list[Field]:
        """The fields of a page that are asked now."""
        values = self.values()
        return [field for field in page.fields if field.shown(values)]

    def progress(self, page: Page) -> tuple[int, int]:
        """How many of the page's fields are answered, and how many are asked."""
        values = self.values()
        shown = self.shown(page)
        return sum(field.key in values for field in shown), len(shown)

    def missing(self, page: Page | None = None) -> list[tuple[Page, Field, str]]:
        """Fields without which nobody can be enrolled, and wrong ones, each with why in words."""
        values = self.values()
        found = []
        for asked in PAGES if page is None else (page,):
            for field in self.shown(asked):
                if field.key not in values and field.missing:
                    found.append((asked, field, _(field.missing)))
                elif problem := self.reading(field.key).problem or self._against(field.key):
                    found.append((asked, field, problem.text))
        return found

    def _against(self, key: str) -> Problem | None:
        return self.mother_problem() if key == "reg_mother_status" else None

    def mother_problem(self) -> Problem | None:
        """Why who came and where the mother is cannot both be right; None if they can."""
        value = self.assessment.value
        if value("reg_caregiver_role") != "mother":
            return None
        if value("reg_mother_status") in (None, "present"):
            return None
        text = _("The mother came with the baby: then she is here. Correct one of the two.")
        return Problem(text, "reg_mother_status")

    @property
    def born_on(self) -> date | None:
        """The date of birth, when it is known."""
        value = self.assessment.value("reg_dob")
        return date.fromisoformat(value) if value else None

    @property
    def care_refused(self) -> bool:
        """The family does not agree: advice and referral only, no number."""
        return self.form.get("consent_care") is False

    @property
    def infant_words(self) -> str:
        """The infant as people say it: the name, or "Baby of ...", or "New pair"."""
        if self.form.get("infant_name"):
            return str(self.form["infant_name"])
        if self.form.get("caregiver_name"):
            return _("Baby of {name}", name=self.form["caregiver_name"])
        return _("New pair")

    @property
    def mother_here(self) -> bool:
        """Whether the person who came is the mother."""
        return self.assessment.value("reg_caregiver_role") in (None, "mother")

    def birth_problem(self) -> Problem | None:
        """Why the date of birth cannot be or ends MAMI, naming the infant; None if it is right."""
        refused = self.assessment.refused.get("reg_dob")
        if not refused:
            return None
        day = read_date(refused, self.visit_on)
        return (
            birth_problem(day, self.visit_on, self.form.get("infant_name") or "") if day else None
        )

    # -- handing over ------------------------------------------------------------------------

    def infant_entry(self) -> InfantEntry:
        """The infant's facts for the use cases."""
        value = self.assessment.value
        estimated = value("reg_dob_quality") in _ESTIMATED
        return InfantEntry(
            infant_name=self.form.get("infant_name"),
            sex=value("reg_sex"),
            date_of_birth=self.born_on,
            dob_precision="estimated_month" if estimated else "exact",
            birth_type=value("reg_birth_type"),
            birth_order=self._number("birth_order"),
            birth_weight_g=value("reg_birth_weight_g"),
            birth_weight_source=value("reg_birth_weight_source"),
            gest_weeks=value("reg_gest_weeks"),
            gest_source=value("reg_gest_source"),
        )

    def mother_entry(self) -> MotherEntry:
        """The facts of the mother, or who stands for her, for the use cases."""
        value, form = self.assessment.value, self.form
        return MotherEntry(
            caregiver_name=form.get("caregiver_name"),
            caregiver_role=value("reg_caregiver_role"),
            mother_status=value("reg_mother_status"),
            father_or_head_name=form.get("father_or_head_name"),
            village=form.get("village"),
            house_landmark=form.get("house_landmark"),
            phone_1=form.get("phone_1"),
            phone_1_owner=form.get("phone_1_owner"),
            consent_phone_sms=form.get("consent_phone_sms"),
            chw_name=form.get("chw_name"),
            resident_status=form.get("resident_status"),
            travel_time_min=self._number("travel_time_min"),
        )

    def _number(self, key: str) -> int | None:
        if not FIELDS[key].shown(self.values()):
            return None
        value = self.reading(key).value
        return None if value is None else int(value)

    def pair_facts(self) -> PairFacts:
        """What the pair bar shows of them so far."""
        value, born_on = self.assessment.value, self.born_on
        days = None if born_on is None else age_days(born_on, self.visit_on)
        weeks = value("reg_gest_weeks")
        corrected = None
        if days is not None and born_early(weeks):
            corrected = max(0, corrected_age_days(days, gestation_days(weeks)))
        return PairFacts(
            infant_name=self.infant_words,
            sex=value("reg_sex"),
            born_on=born_on,
            age_days=days,
            corrected_age_days=corrected,
            birth_estimated=value("reg_dob_quality") in _ESTIMATED,
            carer_name=self.form.get("caregiver_name") or "",
            carer_word=words.word(words.CAREGIVER, value("reg_caregiver_role")),
            carer_age=value("reg_mother_age_y") if self.mother_here else None,
            village=self.form.get("village") or "",
            carer_note=_("first baby") if value("reg_parity") == 1 else "",
        )
