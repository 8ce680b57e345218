"""The register workbook's sheets and columns: ids, order, types and who may see what.

One table for writing, reading and explaining the workbook. Types: key, ref, text, int, num, date,
time, bool, code, codes (joined by ``;``), any. ``required``: R must be filled on import, O may be
empty, X is worked out again. ``privacy``: D direct identifier, Q quasi-identifier, S sensitive.
"""

from dataclasses import dataclass

from mami_desktop.models import codes

FORMAT = "mami-register"
FORMAT_VERSION = 1

KINDS_OF_TEXT = ("key", "ref", "text", "time", "bool", "code", "codes")


@dataclass(frozen=True)
class SheetColumn:
    """One column; ``codes`` are those a code column may hold."""

    name: str
    kind: str
    required: str
    privacy: str
    unit: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One data sheet. Lines are sorted by ``date`` (if there is one), then by ``key``."""

    name: str
    key: tuple[str, ...]
    date: str | None
    columns: tuple[SheetColumn, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The header line."""
        return tuple(column.name for column in self.columns)


_CODES: dict[str, tuple[str, ...]] = {
    "caregiver_role": codes.CAREGIVER_ROLES,
    "mother_status": codes.MOTHER_STATUSES,
    "phone_1_owner": codes.PHONE_OWNERS,
    "resident_status": codes.RESIDENT_STATUSES,
    "sex": codes.SEXES,
    "dob_precision": codes.DOB_PRECISIONS,
    "birth_type": codes.BIRTH_TYPES,
    "birth_weight_source": codes.BIRTH_WEIGHT_SOURCES,
    "gest_source": codes.GEST_SOURCES,
    "number_source": codes.NUMBER_SOURCES,
    "enrolments.entry_type": codes.ENTRY_TYPES,
    "stints.entry_type": codes.STINT_ENTRY_TYPES,
    "referral_source": codes.REFERRAL_SOURCES,
    "main_reason": codes.REASONS,
    "reasons": codes.REASONS,
    "consent_form": codes.CONSENT_FORMS,
    "outcome": codes.OUTCOMES,
    "exit_code": codes.OUTCOMES,
    "linked_to": codes.LINKED_TO,
    "confirmed_by": codes.CONFIRMED_BY,
    "death_place": codes.DEATH_PLACES,
    "default_reason": codes.DEFAULT_REASONS,
    "visit_kind": codes.VISIT_KINDS,
    "attended_by": codes.ATTENDED_BY,
    "oedema": codes.OEDEMA,
    "level": codes.LEVELS,
    "chosen_level": codes.LEVELS,
    "decision": codes.DECISIONS,
    "feeding_progress": codes.FEEDING_PROGRESS,
    "actions.status": codes.ACTION_STATUSES,
    "appointments.status": codes.APPOINTMENT_STATUSES,
    "means": codes.CONTACT_MEANS,
    "contact_attempts.result": codes.CONTACT_RESULTS,
    "referrals.result": codes.REFERRAL_RESULTS,
    "urgency": codes.URGENCIES,
    "to_service": codes.SERVICES,
    "who_is_referred": codes.WHO_IS_REFERRED,
    "scr_place": codes.SCREENING_PLACES,
}


def _sheet(name: str, key: str, date: str | None, text: str) -> Sheet:
    columns = []
    for line in text.strip().splitlines():
        column, kind, required, privacy, *unit = line.split()
        listed = _CODES.get(f"{name}.{column}") or _CODES.get(column, ())
        columns.append(
            SheetColumn(
                column,
                kind,
                required,
                privacy,
                " ".join(unit),
                listed if kind in ("code", "codes") else (),
            )
        )
    return Sheet(name, tuple(key.split()), date, tuple(columns))


SHEETS = (
    _sheet(
        "facility",
        "facility_uid",
        None,
        """
        facility_uid   key   R  -
        facility_code  text  R  -
        facility_name  text  R  -
        admin1         text  O  -
        admin2         text  O  -
        admin3         text  O  -
        """,
    ),
    _sheet(
        "mothers",
        "mother_uid",
        None,
        """
        mother_uid           key   R  -
        caregiver_name       text  R  D
        caregiver_role       code  R  -
        mother_status        code  R  S
        father_or_head_name  text  O  D
        village              text  O  Q
        house_landmark       text  O  D
        phone_1              text  O  D
        phone_1_owner        code  O  -
        consent_phone_sms    bool  O  -
        chw_name             text  O  D
        resident_status      code  O  S
        travel_time_min      int   O  -  min
        """,
    ),
    _sheet(
        "infants",
        "infant_uid",
        "date_of_birth",
        """
        infant_uid           key   R  -
        mother_uid           ref   R  -
        infant_name          text  O  D
        sex                  code  R  Q
        date_of_birth        date  R  Q
        dob_precision        code  R  -
        birth_type           code  R  Q
        birth_order          int   O  -
        birth_weight_g       int   O  -  g
        birth_weight_source  code  O  -
        gest_weeks           num   O  -  weeks
        gest_source          code  O  -
        """,
    ),
    _sheet(
        "enrolments",
        "enrolment_uid",
        "enrolled_on",
        """
        enrolment_uid       key    R  -
        infant_uid          ref    R  -
        facility_uid        ref    R  -
        mami_no             text   R  Q
        number_source       code   O  -
        previous_mami_no    text   O  Q
        enrolled_on         date   R  -
        entry_type          code   R  -
        referral_source     code   R  -
        referring_facility  text   O  -
        main_reason         code   R  S
        reasons             codes  O  S
        consent_care        bool   R  -
        consent_share       bool   O  -
        consent_home_visit  bool   O  -
        consent_form        code   O  -
        outcome             code   O  -
        outcome_on          date   O  -
        linked_to           code   O  -
        confirmed_by        code   O  -
        died_on             date   O  S
        death_place         code   O  S
        death_cause         text   O  S
        default_reason      code   O  S
        mother_died         bool   O  S
        remarks             text   O  D
        """,
    ),
    _sheet(
        "stints",
        "stint_uid",
        "started_on",
        """
        stint_uid      key   R  -
        enrolment_uid  ref   R  -
        facility_uid   ref   R  -
        seq            int   R  -
        started_on     date  R  -
        ended_on       date  O  -
        entry_type     code  R  -
        exit_code      code  O  -
        """,
    ),
    _sheet(
        "visits",
        "visit_uid",
        "visit_on",
        """
        visit_uid         key   R  -
        infant_uid        ref   R  -
        enrolment_uid     ref   O  -
        facility_uid      ref   R  -
        visit_no          int   O  -
        visit_on          date  R  -
        visit_kind        code  R  -
        attended_by       code  O  -
        weight_g          int   O  -  g
        length_mm         int   O  -  mm
        muac_mm           int   O  -  mm
        head_mm           int   O  -  mm
        oedema            code  O  -
        waz               num   X  -  SD
        laz               num   X  -  SD
        wlz               num   X  -  SD
        level             code  O  -
        chosen_level      code  O  -
        override_reason   text  O  D
        decision          code  O  -
        feeding_progress  code  O  -
        staff_name        text  O  D
        note              text  O  D
        entered_in_error  bool  O  -
        """,
    ),
    _sheet(
        "answers",
        "visit_uid item_id",
        None,
        """
        visit_uid  ref   R  -
        item_id    text  R  -
        value      any   R  S
        """,
    ),
    _sheet(
        "actions",
        "visit_uid action_id",
        None,
        """
        visit_uid  ref   R  -
        action_id  code  R  S
        status     code  O  -
        """,
    ),
    _sheet(
        "appointments",
        "appointment_uid",
        "scheduled_on",
        """
        appointment_uid  key   R  -
        enrolment_uid    ref   R  -
        scheduled_on     date  R  -
        status           code  R  -
        visit_uid        ref   O  -
        """,
    ),
    _sheet(
        "contact_attempts",
        "attempt_uid",
        "attempted_on",
        """
        attempt_uid    key   R  -
        enrolment_uid  ref   R  -
        attempted_on   date  R  -
        means          code  R  -
        result         code  O  S
        return_on      date  O  -
        staff_name     text  O  D
        note           text  O  D
        """,
    ),
    _sheet(
        "referrals",
        "referral_uid",
        "ref_on",
        """
        referral_uid      key   R  -
        infant_uid        ref   R  -
        enrolment_uid     ref   O  -
        facility_uid      ref   R  -
        referral_no       text  R  Q
        ref_on            date  R  -
        ref_time          time  O  -
        urgency           code  R  -
        to_facility       text  O  -
        to_service        code  R  S
        who_is_referred   code  R  -
        reason            text  O  D
        treatment_given   text  O  D
        arrived_on        date  O  -
        result            code  O  S
        follow_up_on      date  O  -
        entered_in_error  bool  O  -
        """,
    ),
    _sheet(
        "screening",
        "screening_uid",
        "scr_on",
        """
        screening_uid           key   R  -
        facility_uid            ref   R  -
        scr_on                  date  R  -
        scr_place               code  R  -
        scr_male                int   R  -
        scr_female              int   R  -
        scr_at_risk_male        int   R  -
        scr_at_risk_female      int   R  -
        scr_referred_inpatient  int   O  -
        scr_enrolled_same_day   int   O  -
        """,
    ),
)
"""The twelve data sheets in their order; ``codebook`` and ``about`` follow them."""

CODEBOOK_COLUMNS = ("sheet", "column", "type", "unit", "code", "label", "class")
ABOUT_COLUMNS = ("name", "value")
