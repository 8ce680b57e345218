"""The first tables: enrolment, stint, visit, assessment. Frozen."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    """Make the tables."""
    op.create_table(
        "enrolment",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("enrolment_uid", sa.String(length=64), nullable=False),
        sa.Column("infant_uid", sa.String(length=64), nullable=False),
        sa.Column("mami_no", sa.Text(), nullable=False),
        sa.Column("mami_no_key", sa.Text(), nullable=False),
        sa.Column("number_source", sa.String(length=40), nullable=False),
        sa.Column("serial_year", sa.Integer(), nullable=True),
        sa.Column("serial_no", sa.Integer(), nullable=True),
        sa.Column("previous_mami_no", sa.Text(), nullable=True),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("entry_type", sa.String(length=40), nullable=False),
        sa.Column("referral_source", sa.String(length=40), nullable=False),
        sa.Column("referring_facility", sa.Text(), nullable=True),
        sa.Column("main_reason", sa.String(length=40), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("consent_care", sa.Boolean(), nullable=False),
        sa.Column("consent_share", sa.Boolean(), nullable=True),
        sa.Column("consent_home_visit", sa.Boolean(), nullable=True),
        sa.Column("consent_form", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("current_level", sa.String(length=40), nullable=True),
        sa.Column("current_in_depth", sa.Boolean(), nullable=True),
        sa.Column("level_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "consent_form IN ('verbal', 'signature', 'thumbprint')",
            name=op.f("ck_enrolment_consent_form"),
        ),
        sa.CheckConstraint(
            "current_level IN ('high', 'moderate', 'low', 'incomplete')",
            name=op.f("ck_enrolment_current_level"),
        ),
        sa.CheckConstraint(
            "entry_type IN ('new', 'relapse', 'step_down_inpatient', 'transfer_in_mami')",
            name=op.f("ck_enrolment_entry_type"),
        ),
        sa.CheckConstraint(
            "main_reason IN ('r_waz', 'r_wlz', 'r_muac', 'r_laz', 'r_growth_falter', "
            "'r_oedema', 'r_lbw', 'r_preterm', 'r_multiple', 'r_feeding', 'r_not_bf', "
            "'r_clinical', 'r_disability', 'r_mat_mh', 'r_mat_nut', 'r_mat_adol', "
            "'r_mat_hiv', 'r_mother_absent', 'r_social', 'r_other')",
            name=op.f("ck_enrolment_main_reason"),
        ),
        sa.CheckConstraint(
            "number_source IN ('auto', 'paper')", name=op.f("ck_enrolment_number_source")
        ),
        sa.CheckConstraint(
            "outcome IN ('graduated', 'early_discharge_ok', 'completed_not_ok', "
            "'non_response', 'died', 'defaulted', 'transferred_mami', "
            "'transferred_inpatient', 'left_area', 'withdrew', 'entered_in_error')",
            name=op.f("ck_enrolment_outcome"),
        ),
        sa.CheckConstraint(
            "referral_source IN ('self', 'chw_volunteer', 'opd_imci', 'immunisation', "
            "'pnc_maternity', 'neonatal_unit', 'inpatient_sc', 'other_mami_site', "
            "'cmam_otp_tsfp', 'iycf_corner', 'mental_health', 'other')",
            name=op.f("ck_enrolment_referral_source"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "infant_uid"],
            ["infant.facility_uid", "infant.infant_uid"],
            name=op.f("fk_enrolment_infant_uid_infant"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_enrolment_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "enrolment_uid", name=op.f("pk_enrolment")),
        sa.UniqueConstraint(
            "facility_uid", "mami_no_key", name=op.f("uq_enrolment_facility_uid_mami_no_key")
        ),
    )
    op.create_index(
        op.f("ix_enrolment_facility_uid_enrolled_on"),
        "enrolment",
        ["facility_uid", "enrolled_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_enrolment_facility_uid_infant_uid"),
        "enrolment",
        ["facility_uid", "infant_uid"],
        unique=False,
    )
    op.create_index(
        op.f("ix_enrolment_facility_uid_serial_year_serial_no"),
        "enrolment",
        ["facility_uid", "serial_year", "serial_no"],
        unique=False,
    )
    op.create_table(
        "stint",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("stint_uid", sa.String(length=64), nullable=False),
        sa.Column("enrolment_uid", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("entry_type", sa.String(length=40), nullable=False),
        sa.Column("exit_code", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "entry_type IN ('new', 'relapse', 'step_down_inpatient', 'transfer_in_mami', "
            "'return_after_default', 'return_from_inpatient')",
            name=op.f("ck_stint_entry_type"),
        ),
        sa.CheckConstraint(
            "exit_code IN ('graduated', 'early_discharge_ok', 'completed_not_ok', "
            "'non_response', 'died', 'defaulted', 'transferred_mami', "
            "'transferred_inpatient', 'left_area', 'withdrew', 'entered_in_error')",
            name=op.f("ck_stint_exit_code"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "enrolment_uid"],
            ["enrolment.facility_uid", "enrolment.enrolment_uid"],
            name=op.f("fk_stint_enrolment_uid_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_stint_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "stint_uid", name=op.f("pk_stint")),
        sa.UniqueConstraint(
            "facility_uid",
            "enrolment_uid",
            "seq",
            name=op.f("uq_stint_facility_uid_enrolment_uid_seq"),
        ),
    )
    op.create_index(
        op.f("ix_stint_facility_uid_ended_on"), "stint", ["facility_uid", "ended_on"], unique=False
    )
    op.create_index(
        op.f("ix_stint_facility_uid_started_on"),
        "stint",
        ["facility_uid", "started_on"],
        unique=False,
    )
    op.create_table(
        "visit",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("visit_uid", sa.String(length=64), nullable=False),
        sa.Column("infant_uid", sa.String(length=64), nullable=False),
        sa.Column("enrolment_uid", sa.String(length=64), nullable=True),
        sa.Column("visit_no", sa.Integer(), nullable=True),
        sa.Column("visit_on", sa.Date(), nullable=False),
        sa.Column("visit_kind", sa.String(length=40), nullable=False),
        sa.Column("attended_by", sa.String(length=40), nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("length_mm", sa.Integer(), nullable=True),
        sa.Column("muac_mm", sa.Integer(), nullable=True),
        sa.Column("head_mm", sa.Integer(), nullable=True),
        sa.Column("oedema", sa.String(length=40), nullable=True),
        sa.Column("waz", sa.Float(), nullable=True),
        sa.Column("laz", sa.Float(), nullable=True),
        sa.Column("wlz", sa.Float(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("in_depth", sa.Boolean(), nullable=True),
        sa.Column("mother_urgent", sa.Boolean(), nullable=True),
        sa.Column("feeding_fired", sa.Boolean(), nullable=True),
        sa.Column("same_day_fired", sa.Boolean(), nullable=True),
        sa.Column("full_assessment", sa.Boolean(), nullable=True),
        sa.Column("chosen_level", sa.String(length=40), nullable=True),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("override_by", sa.String(length=64), nullable=True),
        sa.Column("override_role", sa.String(length=40), nullable=True),
        sa.Column("override_at", sa.DateTime(), nullable=True),
        sa.Column("decision", sa.String(length=40), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=True),
        sa.Column("feeding_progress", sa.String(length=40), nullable=True),
        sa.Column("fd_type", sa.String(length=40), nullable=True),
        sa.Column("bfa_suckling", sa.String(length=40), nullable=True),
        sa.Column("mp_muac_mm", sa.Integer(), nullable=True),
        sa.Column("mh_screened", sa.Boolean(), nullable=True),
        sa.Column("mh_positive", sa.Boolean(), nullable=True),
        sa.Column("mh_phq_total", sa.Integer(), nullable=True),
        sa.Column("reg_immunisation", sa.String(length=40), nullable=True),
        sa.Column("staff_name", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "attended_by IN ('mother', 'other_caregiver', 'infant_only')",
            name=op.f("ck_visit_attended_by"),
        ),
        sa.CheckConstraint(
            "chosen_level IN ('high', 'moderate', 'low', 'incomplete')",
            name=op.f("ck_visit_chosen_level"),
        ),
        sa.CheckConstraint(
            "decision IN ('enrol_mami', 'refer_inpatient', 'usual_care', "
            "'refused_inpatient_followed_here', 'continue', 'refer_other', 'discharge')",
            name=op.f("ck_visit_decision"),
        ),
        sa.CheckConstraint(
            "feeding_progress IN ('solved', 'better', 'same', 'worse', 'new')",
            name=op.f("ck_visit_feeding_progress"),
        ),
        sa.CheckConstraint(
            "level IN ('high', 'moderate', 'low', 'incomplete')", name=op.f("ck_visit_level")
        ),
        sa.CheckConstraint(
            "oedema IN ('none', 'plus1', 'plus2', 'plus3')", name=op.f("ck_visit_oedema")
        ),
        sa.CheckConstraint(
            "visit_kind IN ('enrolment', 'scheduled', 'early_unscheduled', 'late', "
            "'home_visit', 'phone', 'absent', 'assessment')",
            name=op.f("ck_visit_visit_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "enrolment_uid"],
            ["enrolment.facility_uid", "enrolment.enrolment_uid"],
            name=op.f("fk_visit_enrolment_uid_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "infant_uid"],
            ["infant.facility_uid", "infant.infant_uid"],
            name=op.f("fk_visit_infant_uid_infant"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_visit_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "visit_uid", name=op.f("pk_visit")),
        sa.UniqueConstraint(
            "facility_uid",
            "enrolment_uid",
            "visit_no",
            name=op.f("uq_visit_facility_uid_enrolment_uid_visit_no"),
        ),
    )
    op.create_index(
        op.f("ix_visit_facility_uid_enrolment_uid_visit_on"),
        "visit",
        ["facility_uid", "enrolment_uid", "visit_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_visit_facility_uid_infant_uid_visit_on"),
        "visit",
        ["facility_uid", "infant_uid", "visit_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_visit_facility_uid_visit_on"), "visit", ["facility_uid", "visit_on"], unique=False
    )
    op.create_table(
        "assessment",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("assessment_uid", sa.String(length=64), nullable=False),
        sa.Column("visit_uid", sa.String(length=64), nullable=False),
        sa.Column("pathway_version_uid", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("fired", sa.JSON(), nullable=False),
        sa.Column("same_day", sa.JSON(), nullable=False),
        sa.Column("refer", sa.JSON(), nullable=False),
        sa.Column("undecided", sa.JSON(), nullable=False),
        sa.Column("actions", sa.JSON(), nullable=False),
        sa.Column("notices", sa.JSON(), nullable=False),
        sa.Column("computed", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["facility_uid", "pathway_version_uid"],
            ["pathway_version.facility_uid", "pathway_version.pathway_version_uid"],
            name=op.f("fk_assessment_pathway_version_uid_pathway_version"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "visit_uid"],
            ["visit.facility_uid", "visit.visit_uid"],
            name=op.f("fk_assessment_visit_uid_visit"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_assessment_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "assessment_uid", name=op.f("pk_assessment")),
        sa.UniqueConstraint(
            "facility_uid", "visit_uid", name=op.f("uq_assessment_facility_uid_visit_uid")
        ),
    )
