"""The first tables: facility, users, pairs, and the record of changes. Frozen."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    """Make the tables."""
    op.create_table(
        "facility",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("code_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("training", sa.Boolean(), nullable=False),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("admin2", sa.Text(), nullable=True),
        sa.Column("admin3", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("facility_uid", name=op.f("pk_facility")),
        sa.UniqueConstraint("code_key", name=op.f("uq_facility_code_key")),
    )
    op.create_table(
        "setting",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("setting_uid", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_setting_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "setting_uid", name=op.f("pk_setting")),
        sa.UniqueConstraint("facility_uid", "name", name=op.f("uq_setting_facility_uid_name")),
    )
    op.create_table(
        "app_user",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("app_user_uid", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "role IN ('nurse', 'clinician', 'in_charge', 'data_officer', 'administrator')",
            name=op.f("ck_app_user_role"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_app_user_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "app_user_uid", name=op.f("pk_app_user")),
    )
    op.create_table(
        "mother",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("mother_uid", sa.String(length=64), nullable=False),
        sa.Column("caregiver_name", sa.Text(), nullable=True),
        sa.Column("caregiver_role", sa.String(length=40), nullable=True),
        sa.Column("mother_status", sa.String(length=40), nullable=True),
        sa.Column("father_or_head_name", sa.Text(), nullable=True),
        sa.Column("village", sa.Text(), nullable=True),
        sa.Column("house_landmark", sa.Text(), nullable=True),
        sa.Column("phone_1", sa.Text(), nullable=True),
        sa.Column("phone_1_owner", sa.String(length=40), nullable=True),
        sa.Column("consent_phone_sms", sa.Boolean(), nullable=True),
        sa.Column("chw_name", sa.Text(), nullable=True),
        sa.Column("resident_status", sa.String(length=40), nullable=True),
        sa.Column("travel_time_min", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "caregiver_role IN ('mother', 'father', 'grandmother', 'other_relative', "
            "'foster', 'institution', 'other')",
            name=op.f("ck_mother_caregiver_role"),
        ),
        sa.CheckConstraint(
            "mother_status IN ('present', 'alive_absent', 'dead', 'unknown')",
            name=op.f("ck_mother_mother_status"),
        ),
        sa.CheckConstraint(
            "phone_1_owner IN ('own', 'husband', 'relative', 'neighbour', 'chw')",
            name=op.f("ck_mother_phone_1_owner"),
        ),
        sa.CheckConstraint(
            "resident_status IN ('resident', 'idp', 'refugee', 'nomad', 'returnee', 'unknown')",
            name=op.f("ck_mother_resident_status"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_mother_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "mother_uid", name=op.f("pk_mother")),
    )
    op.create_table(
        "infant",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("infant_uid", sa.String(length=64), nullable=False),
        sa.Column("mother_uid", sa.String(length=64), nullable=False),
        sa.Column("infant_name", sa.Text(), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("date_of_birth", sa.Date(), nullable=True),
        sa.Column("dob_precision", sa.String(length=40), nullable=True),
        sa.Column("birth_type", sa.String(length=40), nullable=True),
        sa.Column("birth_order", sa.Integer(), nullable=True),
        sa.Column("birth_weight_g", sa.Integer(), nullable=True),
        sa.Column("birth_weight_source", sa.String(length=40), nullable=True),
        sa.Column("gest_weeks", sa.Float(), nullable=True),
        sa.Column("gest_source", sa.String(length=40), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "birth_type IN ('singleton', 'twin', 'triplet_plus')", name=op.f("ck_infant_birth_type")
        ),
        sa.CheckConstraint(
            "birth_weight_source IN ('card', 'recall', 'unknown')",
            name=op.f("ck_infant_birth_weight_source"),
        ),
        sa.CheckConstraint(
            "dob_precision IN ('exact', 'estimated_day', 'estimated_month')",
            name=op.f("ck_infant_dob_precision"),
        ),
        sa.CheckConstraint(
            "gest_source IN ('ultrasound', 'lmp', 'exam', 'mother_says_early', 'unknown')",
            name=op.f("ck_infant_gest_source"),
        ),
        sa.CheckConstraint("sex IN ('female', 'male')", name=op.f("ck_infant_sex")),
        sa.ForeignKeyConstraint(
            ["facility_uid", "mother_uid"],
            ["mother.facility_uid", "mother.mother_uid"],
            name=op.f("fk_infant_mother_uid_mother"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_infant_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "infant_uid", name=op.f("pk_infant")),
    )
    op.create_index(
        op.f("ix_infant_facility_uid_mother_uid"),
        "infant",
        ["facility_uid", "mother_uid"],
        unique=False,
    )
    op.create_table(
        "pathway_version",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("pathway_version_uid", sa.String(length=64), nullable=False),
        sa.Column("pathway_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_pathway_version_facility"
        ),
        sa.PrimaryKeyConstraint(
            "facility_uid", "pathway_version_uid", name=op.f("pk_pathway_version")
        ),
        sa.UniqueConstraint(
            "facility_uid", "sha256", name=op.f("uq_pathway_version_facility_uid_sha256")
        ),
    )
    op.create_table(
        "change",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("change_uid", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_uid", sa.String(length=64), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("old_value", sa.Text(), nullable=True),
        sa.Column("new_value", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("user_uid", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_change_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "change_uid", name=op.f("pk_change")),
        sa.UniqueConstraint("facility_uid", "seq", name=op.f("uq_change_facility_uid_seq")),
    )
    op.create_index(
        op.f("ix_change_facility_uid_entity_entity_uid"),
        "change",
        ["facility_uid", "entity", "entity_uid"],
        unique=False,
    )
    op.create_table(
        "screening",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("screening_uid", sa.String(length=64), nullable=False),
        sa.Column("scr_on", sa.Date(), nullable=False),
        sa.Column("scr_place", sa.String(length=40), nullable=False),
        sa.Column("scr_male", sa.Integer(), nullable=False),
        sa.Column("scr_female", sa.Integer(), nullable=False),
        sa.Column("scr_at_risk_male", sa.Integer(), nullable=False),
        sa.Column("scr_at_risk_female", sa.Integer(), nullable=False),
        sa.Column("scr_referred_inpatient", sa.Integer(), nullable=True),
        sa.Column("scr_enrolled_same_day", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "scr_place IN ('facility_opd', 'epi_immunisation', 'pnc', 'gmp', "
            "'ipd_discharge', 'community_chw', 'blanket_feeding', 'other')",
            name=op.f("ck_screening_scr_place"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_screening_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "screening_uid", name=op.f("pk_screening")),
        sa.UniqueConstraint(
            "facility_uid",
            "scr_on",
            "scr_place",
            name=op.f("uq_screening_facility_uid_scr_on_scr_place"),
        ),
    )
    op.create_table(
        "month_report",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("month_report_uid", sa.String(length=64), nullable=False),
        sa.Column("calendar", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=True),
        sa.Column("check_answers", sa.JSON(), nullable=True),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.Column("checked_by", sa.String(length=64), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("submitted_by", sa.String(length=64), nullable=True),
        sa.Column("submitted_role", sa.String(length=40), nullable=True),
        sa.Column("program_version", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'checked', 'submitted')", name=op.f("ck_month_report_state")
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_month_report_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "month_report_uid", name=op.f("pk_month_report")),
        sa.UniqueConstraint(
            "facility_uid",
            "first_on",
            "last_on",
            "revision",
            name=op.f("uq_month_report_facility_uid_first_on_last_on_revision"),
        ),
    )
