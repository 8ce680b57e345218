"""The tables of care: enrolment, stint, visit, assessment, actions, appointments, referrals."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)

from mami_desktop.models import codes
from mami_desktop.models.schema import CODE_LENGTH, Json, code, entity, reference, uid

enrolment = entity(
    "enrolment",
    *reference("infant"),
    Column("mami_no", Text, nullable=False),
    Column("mami_no_key", Text, nullable=False),
    *code("number_source", codes.NUMBER_SOURCES, nullable=False),
    # both empty for a paper number of another pattern, which does not move the counter
    Column("serial_year", Integer),
    Column("serial_no", Integer),
    Column("previous_mami_no", Text),
    Column("enrolled_on", Date, nullable=False),
    *code("entry_type", codes.ENTRY_TYPES, nullable=False),
    *code("referral_source", codes.REFERRAL_SOURCES, nullable=False),
    Column("referring_facility", Text),
    *code("main_reason", codes.REASONS, nullable=False),
    Column("reasons", Json, nullable=False),
    Column("consent_care", Boolean, nullable=False),
    Column("consent_share", Boolean),
    Column("consent_home_visit", Boolean),
    *code("consent_form", codes.CONSENT_FORMS),
    # current outcome; its details are the outcome line of the last stint
    *code("outcome", codes.OUTCOMES),
    Column("outcome_on", Date),
    Column("remarks", Text),
    # the pair's current level: last full assessment, raised by later visits (pathway 7.2)
    *code("current_level", codes.LEVELS),
    Column("current_in_depth", Boolean),
    Column("level_on", Date),
    UniqueConstraint("facility_uid", "mami_no_key"),
    Index(None, "facility_uid", "infant_uid"),
    Index(None, "facility_uid", "enrolled_on"),
    Index(None, "facility_uid", "serial_year", "serial_no"),
)

stint = entity(
    "stint",
    *reference("enrolment"),
    Column("seq", Integer, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("ended_on", Date),
    *code("entry_type", codes.STINT_ENTRY_TYPES, nullable=False),
    *code("exit_code", codes.OUTCOMES),
    UniqueConstraint("facility_uid", "enrolment_uid", "seq"),
    Index(None, "facility_uid", "started_on"),
    Index(None, "facility_uid", "ended_on"),
)

visit = entity(
    "visit",
    *reference("infant"),
    *reference("enrolment", nullable=True),
    Column("visit_no", Integer),
    Column("visit_on", Date, nullable=False),
    *code("visit_kind", codes.VISIT_KINDS, nullable=False),
    *code("attended_by", codes.ATTENDED_BY),
    Column("weight_g", Integer),
    Column("length_mm", Integer),
    Column("muac_mm", Integer),
    Column("head_mm", Integer),
    *code("oedema", codes.OEDEMA),
    # as the pathway uses them (corrected age where it says so), two decimals
    Column("waz", Float),
    Column("laz", Float),
    Column("wlz", Float),
    # as classified on that day from the stored answers, never recomputed
    *code("level", codes.LEVELS),
    Column("in_depth", Boolean),
    Column("mother_urgent", Boolean),
    Column("feeding_fired", Boolean),
    Column("same_day_fired", Boolean),
    # everything needed for a level was assessed: only such a visit may lower the pair's level
    Column("full_assessment", Boolean),
    *code("chosen_level", codes.LEVELS),
    Column("override_reason", Text),
    uid("override_by", nullable=True),
    Column("override_role", String(CODE_LENGTH)),
    Column("override_at", DateTime),
    *code("decision", codes.DECISIONS),
    Column("decision_reason", Text),
    *code("feeding_progress", codes.FEEDING_PROGRESS),
    # answers that lists, tallies and indicators read; the whole stands in assessment.answers
    Column("fd_type", String(CODE_LENGTH)),
    Column("bfa_suckling", String(CODE_LENGTH)),
    Column("mp_muac_mm", Integer),
    Column("mh_screened", Boolean),
    Column("mh_positive", Boolean),
    Column("mh_phq_total", Integer),
    Column("reg_immunisation", String(CODE_LENGTH)),
    Column("staff_name", Text),
    Column("note", Text),
    UniqueConstraint("facility_uid", "enrolment_uid", "visit_no"),
    Index(None, "facility_uid", "infant_uid", "visit_on"),
    Index(None, "facility_uid", "enrolment_uid", "visit_on"),
    Index(None, "facility_uid", "visit_on"),
)

assessment = entity(
    "assessment",
    *reference("visit"),
    *reference("pathway_version"),
    # {item: {value, parts, state: typed | carried | not_assessed, why, at, by}}; untouched = absent
    Column("answers", Json, nullable=False),
    Column("fired", Json, nullable=False),
    Column("same_day", Json, nullable=False),
    Column("refer", Json, nullable=False),
    Column("undecided", Json, nullable=False),
    Column("actions", Json, nullable=False),
    Column("notices", Json, nullable=False),
    Column("computed", Json, nullable=False),
    Column("reasons", Json, nullable=False),
    UniqueConstraint("facility_uid", "visit_uid"),
)

support_action = entity(
    "support_action",
    *reference("visit"),
    Column("action_id", String(CODE_LENGTH), nullable=False),
    # found at the next visit
    *code("status", codes.ACTION_STATUSES),
    UniqueConstraint("facility_uid", "visit_uid", "action_id"),
)

appointment = entity(
    "appointment",
    *reference("enrolment"),
    Column("scheduled_on", Date, nullable=False),
    *code("status", codes.APPOINTMENT_STATUSES, nullable=False),
    # the visit that kept it
    *reference("visit", nullable=True),
    Index(None, "facility_uid", "enrolment_uid", "scheduled_on"),
    Index(None, "facility_uid", "scheduled_on"),
)

contact_attempt = entity(
    "contact_attempt",
    *reference("enrolment"),
    Column("attempted_on", Date, nullable=False),
    *code("means", codes.CONTACT_MEANS, nullable=False),
    *code("result", codes.CONTACT_RESULTS),
    Column("return_on", Date),
    Column("staff_name", Text),
    Column("note", Text),
    Index(None, "facility_uid", "enrolment_uid", "attempted_on"),
)

referral = entity(
    "referral",
    *reference("infant"),
    *reference("enrolment", nullable=True),
    *reference("visit", nullable=True),
    Column("referral_no", Text, nullable=False),
    Column("referral_no_key", Text, nullable=False),
    Column("serial_year", Integer),
    Column("serial_no", Integer),
    Column("ref_on", Date, nullable=False),
    Column("ref_time", String(5)),
    *code("urgency", codes.URGENCIES, nullable=False),
    Column("to_facility", Text),
    *code("to_service", codes.SERVICES, nullable=False),
    *code("who_is_referred", codes.WHO_IS_REFERRED, nullable=False),
    Column("reason", Text),
    Column("treatment_given", Text),
    # what was found when the slip was written: level, fired items, measurements, steps done
    Column("findings", Json, nullable=False),
    Column("share_sensitive", Boolean, nullable=False),
    Column("accompanied_by", Text),
    Column("transport", Text),
    Column("sender_name", Text),
    Column("sender_phone", Text),
    # the family refuses, or cannot go: who decided, why, what was agreed instead
    Column("refused_by", Text),
    Column("refused_reason", Text),
    Column("refused_agreed", Text),
    # the answer (counter-slip)
    Column("arrived_on", Date),
    *code("result", codes.REFERRAL_RESULTS),
    Column("diagnosis", Text),
    Column("treatment_received", Text),
    Column("discharge_weight_g", Integer),
    Column("feeding_plan", Text),
    Column("follow_up_at", Text),
    Column("follow_up_on", Date),
    Column("receiver_name", Text),
    UniqueConstraint("facility_uid", "referral_no_key"),
    Index(None, "facility_uid", "infant_uid"),
    Index(None, "facility_uid", "ref_on"),
    Index(None, "facility_uid", "serial_year", "serial_no"),
)

outcome = entity(
    "outcome",
    *reference("enrolment"),
    *reference("stint"),
    *code("outcome", codes.OUTCOMES, nullable=False),
    Column("outcome_on", Date, nullable=False),
    *code("linked_to", codes.LINKED_TO),
    *code("confirmed_by", codes.CONFIRMED_BY),
    Column("died_on", Date),
    *code("death_place", codes.DEATH_PLACES),
    Column("death_cause", Text),
    *code("default_reason", codes.DEFAULT_REASONS),
    Column("mother_died", Boolean),
    Index(None, "facility_uid", "enrolment_uid"),
)
