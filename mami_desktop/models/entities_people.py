"""The tables of the register's own matters: facility, users, pairs, drafts, reports, changes."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from mami_desktop.models import codes
from mami_desktop.models.schema import (
    CODE_LENGTH,
    Json,
    code,
    entity,
    metadata,
    reference,
    uid,
)

facility = entity(
    "facility",
    Column("code", Text, nullable=False),
    Column("code_key", Text, nullable=False),
    Column("name", Text, nullable=False),
    # the register's own facility; others came along with an import and are history
    Column("is_own", Boolean, nullable=False),
    Column("training", Boolean, nullable=False),
    Column("admin1", Text),
    Column("admin2", Text),
    Column("admin3", Text),
    Column("address", Text),
    Column("phone", Text),
    UniqueConstraint("code_key"),
)

setting = entity(
    "setting",
    Column("name", String(CODE_LENGTH), nullable=False),
    Column("value", Json),
    UniqueConstraint("facility_uid", "name"),
)

app_user = entity(
    "app_user",
    Column("name", Text, nullable=False),
    *code("role", codes.ROLES, nullable=False),
    Column("phone", Text),
    Column("active", Boolean, nullable=False),
)

mother = entity(
    "mother",
    # empty only behind an emergency slip that was written before any name was known
    Column("caregiver_name", Text),
    *code("caregiver_role", codes.CAREGIVER_ROLES),
    *code("mother_status", codes.MOTHER_STATUSES),
    Column("father_or_head_name", Text),
    Column("village", Text),
    Column("house_landmark", Text),
    Column("phone_1", Text),
    *code("phone_1_owner", codes.PHONE_OWNERS),
    Column("consent_phone_sms", Boolean),
    Column("chw_name", Text),
    *code("resident_status", codes.RESIDENT_STATUSES),
    Column("travel_time_min", Integer),
)

infant = entity(
    "infant",
    *reference("mother"),
    Column("infant_name", Text),
    # sex and birth may be empty only behind an emergency slip, never in an enrolment
    *code("sex", codes.SEXES),
    Column("date_of_birth", Date),
    *code("dob_precision", codes.DOB_PRECISIONS),
    *code("birth_type", codes.BIRTH_TYPES),
    Column("birth_order", Integer),
    Column("birth_weight_g", Integer),
    *code("birth_weight_source", codes.BIRTH_WEIGHT_SOURCES),
    Column("gest_weeks", Float),
    *code("gest_source", codes.GEST_SOURCES),
    # names, numbers, village and phones of the pair, casefolded and without accents
    Column("search_text", Text, nullable=False),
    Index(None, "facility_uid", "mother_uid"),
)

screening = entity(
    "screening",
    Column("scr_on", Date, nullable=False),
    *code("scr_place", codes.SCREENING_PLACES, nullable=False),
    Column("scr_male", Integer, nullable=False),
    Column("scr_female", Integer, nullable=False),
    Column("scr_at_risk_male", Integer, nullable=False),
    Column("scr_at_risk_female", Integer, nullable=False),
    Column("scr_referred_inpatient", Integer),
    Column("scr_enrolled_same_day", Integer),
    UniqueConstraint("facility_uid", "scr_on", "scr_place"),
)

month_report = entity(
    "month_report",
    Column("calendar", String(CODE_LENGTH), nullable=False),
    Column("label", String(CODE_LENGTH), nullable=False),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("revision", Integer, nullable=False),
    *code("state", codes.MONTH_STATES, nullable=False),
    # the numbers as they were when frozen, and what was answered to the checks
    Column("numbers", Json),
    Column("check_answers", Json),
    Column("checked_at", DateTime),
    uid("checked_by", nullable=True),
    Column("submitted_at", DateTime),
    uid("submitted_by", nullable=True),
    Column("submitted_role", String(CODE_LENGTH)),
    Column("program_version", Text),
    UniqueConstraint("facility_uid", "first_on", "last_on", "revision"),
)

pathway_version = entity(
    "pathway_version",
    Column("pathway_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("facility_uid", "sha256"),
)

draft = entity(
    "draft",
    *code("kind", codes.DRAFT_KINDS, nullable=False),
    *code("state", codes.DRAFT_STATES, nullable=False),
    *reference("infant", nullable=True),
    uid("enrolment_uid", nullable=True),
    Column("title", Text),
    Column("form", Json, nullable=False),
    Column("answers", Json, nullable=False),
    Column("section", Text),
    Column("item", Text),
    Column("started_at", DateTime, nullable=False),
    ForeignKeyConstraint(
        ["facility_uid", "enrolment_uid"], ["enrolment.facility_uid", "enrolment.enrolment_uid"]
    ),
    Index(None, "facility_uid", "state"),
)

# Append-only: one line per changed field, each with the hash of the line before. It carries no
# stamps of its own because it is never updated, and is written by models.changes alone.
change = Table(
    "change",
    metadata,
    uid("facility_uid", primary_key=True),
    uid("change_uid", primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("entity", String(CODE_LENGTH), nullable=False),
    uid("entity_uid"),
    Column("field", String(CODE_LENGTH), nullable=False),
    Column("old_value", Text),
    Column("new_value", Text),
    Column("reason", Text),
    uid("user_uid"),
    Column("at", DateTime, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    ForeignKeyConstraint(["facility_uid"], ["facility.facility_uid"], name="fk_change_facility"),
    UniqueConstraint("facility_uid", "seq"),
    Index(None, "facility_uid", "entity", "entity_uid"),
)
