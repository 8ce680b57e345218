"""The first tables: what follows from a visit, and drafts. Frozen."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    """Make the tables."""
    op.create_table(
        "support_action",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("support_action_uid", sa.String(length=64), nullable=False),
        sa.Column("visit_uid", sa.String(length=64), nullable=False),
        sa.Column("action_id", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "status IN ('done', 'partly', 'not_done', 'not_applicable')",
            name=op.f("ck_support_action_status"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "visit_uid"],
            ["visit.facility_uid", "visit.visit_uid"],
            name=op.f("fk_support_action_visit_uid_visit"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_support_action_facility"
        ),
        sa.PrimaryKeyConstraint(
            "facility_uid", "support_action_uid", name=op.f("pk_support_action")
        ),
        sa.UniqueConstraint(
            "facility_uid",
            "visit_uid",
            "action_id",
            name=op.f("uq_support_action_facility_uid_visit_uid_action_id"),
        ),
    )
    op.create_table(
        "outcome",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("outcome_uid", sa.String(length=64), nullable=False),
        sa.Column("enrolment_uid", sa.String(length=64), nullable=False),
        sa.Column("stint_uid", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("outcome_on", sa.Date(), nullable=False),
        sa.Column("linked_to", sa.String(length=40), nullable=True),
        sa.Column("confirmed_by", sa.String(length=40), nullable=True),
        sa.Column("died_on", sa.Date(), nullable=True),
        sa.Column("death_place", sa.String(length=40), nullable=True),
        sa.Column("death_cause", sa.Text(), nullable=True),
        sa.Column("default_reason", sa.String(length=40), nullable=True),
        sa.Column("mother_died", sa.Boolean(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "confirmed_by IN ('seen', 'home_visit', 'phone', 'chw_report', 'not_confirmed')",
            name=op.f("ck_outcome_confirmed_by"),
        ),
        sa.CheckConstraint(
            "death_place IN ('home', 'this_facility', 'other_facility', 'transit')",
            name=op.f("ck_outcome_death_place"),
        ),
        sa.CheckConstraint(
            "default_reason IN ('distance', 'moved', 'illness_mother', 'felt_better', "
            "'dissatisfied', 'husband_family', 'insecurity', 'work_season', "
            "'died_found_later', 'unknown')",
            name=op.f("ck_outcome_default_reason"),
        ),
        sa.CheckConstraint(
            "linked_to IN ('none', 'gmp', 'otp', 'tsfp_bsfp', 'iycf', 'disability', "
            "'social_protection', 'other')",
            name=op.f("ck_outcome_linked_to"),
        ),
        sa.CheckConstraint(
            "outcome IN ('graduated', 'early_discharge_ok', 'completed_not_ok', "
            "'non_response', 'died', 'defaulted', 'transferred_mami', "
            "'transferred_inpatient', 'left_area', 'withdrew', 'entered_in_error')",
            name=op.f("ck_outcome_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "enrolment_uid"],
            ["enrolment.facility_uid", "enrolment.enrolment_uid"],
            name=op.f("fk_outcome_enrolment_uid_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "stint_uid"],
            ["stint.facility_uid", "stint.stint_uid"],
            name=op.f("fk_outcome_stint_uid_stint"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_outcome_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "outcome_uid", name=op.f("pk_outcome")),
    )
    op.create_index(
        op.f("ix_outcome_facility_uid_enrolment_uid"),
        "outcome",
        ["facility_uid", "enrolment_uid"],
        unique=False,
    )
    op.create_table(
        "appointment",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("appointment_uid", sa.String(length=64), nullable=False),
        sa.Column("enrolment_uid", sa.String(length=64), nullable=False),
        sa.Column("scheduled_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("visit_uid", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "status IN ('booked', 'rescheduled', 'cancelled')", name=op.f("ck_appointment_status")
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "enrolment_uid"],
            ["enrolment.facility_uid", "enrolment.enrolment_uid"],
            name=op.f("fk_appointment_enrolment_uid_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "visit_uid"],
            ["visit.facility_uid", "visit.visit_uid"],
            name=op.f("fk_appointment_visit_uid_visit"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_appointment_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "appointment_uid", name=op.f("pk_appointment")),
    )
    op.create_index(
        op.f("ix_appointment_facility_uid_enrolment_uid_scheduled_on"),
        "appointment",
        ["facility_uid", "enrolment_uid", "scheduled_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_appointment_facility_uid_scheduled_on"),
        "appointment",
        ["facility_uid", "scheduled_on"],
        unique=False,
    )
    op.create_table(
        "contact_attempt",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("contact_attempt_uid", sa.String(length=64), nullable=False),
        sa.Column("enrolment_uid", sa.String(length=64), nullable=False),
        sa.Column("attempted_on", sa.Date(), nullable=False),
        sa.Column("means", sa.String(length=40), nullable=False),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.Column("return_on", sa.Date(), nullable=True),
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
            "means IN ('phone', 'home_visit', 'chw')", name=op.f("ck_contact_attempt_means")
        ),
        sa.CheckConstraint(
            "result IN ('found_will_return', 'found_refused', 'moved', 'inpatient', "
            "'died', 'not_found')",
            name=op.f("ck_contact_attempt_result"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "enrolment_uid"],
            ["enrolment.facility_uid", "enrolment.enrolment_uid"],
            name=op.f("fk_contact_attempt_enrolment_uid_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_contact_attempt_facility"
        ),
        sa.PrimaryKeyConstraint(
            "facility_uid", "contact_attempt_uid", name=op.f("pk_contact_attempt")
        ),
    )
    op.create_index(
        op.f("ix_contact_attempt_facility_uid_enrolment_uid_attempted_on"),
        "contact_attempt",
        ["facility_uid", "enrolment_uid", "attempted_on"],
        unique=False,
    )
    op.create_table(
        "referral",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("referral_uid", sa.String(length=64), nullable=False),
        sa.Column("infant_uid", sa.String(length=64), nullable=False),
        sa.Column("enrolment_uid", sa.String(length=64), nullable=True),
        sa.Column("visit_uid", sa.String(length=64), nullable=True),
        sa.Column("referral_no", sa.Text(), nullable=False),
        sa.Column("referral_no_key", sa.Text(), nullable=False),
        sa.Column("serial_year", sa.Integer(), nullable=True),
        sa.Column("serial_no", sa.Integer(), nullable=True),
        sa.Column("ref_on", sa.Date(), nullable=False),
        sa.Column("ref_time", sa.String(length=5), nullable=True),
        sa.Column("urgency", sa.String(length=40), nullable=False),
        sa.Column("to_facility", sa.Text(), nullable=True),
        sa.Column("to_service", sa.String(length=40), nullable=False),
        sa.Column("who_is_referred", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("treatment_given", sa.Text(), nullable=True),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("share_sensitive", sa.Boolean(), nullable=False),
        sa.Column("accompanied_by", sa.Text(), nullable=True),
        sa.Column("transport", sa.Text(), nullable=True),
        sa.Column("sender_name", sa.Text(), nullable=True),
        sa.Column("sender_phone", sa.Text(), nullable=True),
        sa.Column("refused_by", sa.Text(), nullable=True),
        sa.Column("refused_reason", sa.Text(), nullable=True),
        sa.Column("refused_agreed", sa.Text(), nullable=True),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.Column("diagnosis", sa.Text(), nullable=True),
        sa.Column("treatment_received", sa.Text(), nullable=True),
        sa.Column("discharge_weight_g", sa.Integer(), nullable=True),
        sa.Column("feeding_plan", sa.Text(), nullable=True),
        sa.Column("follow_up_at", sa.Text(), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("receiver_name", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "result IN ('admitted', 'treated_sent_back', 'died', 'absconded', "
            "'referred_on', 'refused', 'not_arrived')",
            name=op.f("ck_referral_result"),
        ),
        sa.CheckConstraint(
            "to_service IN ('inpatient_sc', 'neonatal', 'opd', 'maternity_pnc', "
            "'mental_health', 'hiv_pmtct', 'tb', 'iycf', 'disability_rehab', "
            "'social_protection', 'gbv', 'cmam_otp', 'other_mami', 'other')",
            name=op.f("ck_referral_to_service"),
        ),
        sa.CheckConstraint(
            "urgency IN ('emergency', 'within_24h', 'routine')", name=op.f("ck_referral_urgency")
        ),
        sa.CheckConstraint(
            "who_is_referred IN ('infant', 'mother', 'both')",
            name=op.f("ck_referral_who_is_referred"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "enrolment_uid"],
            ["enrolment.facility_uid", "enrolment.enrolment_uid"],
            name=op.f("fk_referral_enrolment_uid_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "infant_uid"],
            ["infant.facility_uid", "infant.infant_uid"],
            name=op.f("fk_referral_infant_uid_infant"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "visit_uid"],
            ["visit.facility_uid", "visit.visit_uid"],
            name=op.f("fk_referral_visit_uid_visit"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_referral_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "referral_uid", name=op.f("pk_referral")),
        sa.UniqueConstraint(
            "facility_uid", "referral_no_key", name=op.f("uq_referral_facility_uid_referral_no_key")
        ),
    )
    op.create_index(
        op.f("ix_referral_facility_uid_infant_uid"),
        "referral",
        ["facility_uid", "infant_uid"],
        unique=False,
    )
    op.create_index(
        op.f("ix_referral_facility_uid_ref_on"),
        "referral",
        ["facility_uid", "ref_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_referral_facility_uid_serial_year_serial_no"),
        "referral",
        ["facility_uid", "serial_year", "serial_no"],
        unique=False,
    )
    op.create_table(
        "draft",
        sa.Column("facility_uid", sa.String(length=64), nullable=False),
        sa.Column("draft_uid", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("infant_uid", sa.String(length=64), nullable=True),
        sa.Column("enrolment_uid", sa.String(length=64), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_by", sa.String(length=64), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('enrolment', 'visit', 'referral')", name=op.f("ck_draft_kind")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'finished', 'discarded')", name=op.f("ck_draft_state")
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "enrolment_uid"],
            ["enrolment.facility_uid", "enrolment.enrolment_uid"],
            name=op.f("fk_draft_enrolment_uid_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid", "infant_uid"],
            ["infant.facility_uid", "infant.infant_uid"],
            name=op.f("fk_draft_infant_uid_infant"),
        ),
        sa.ForeignKeyConstraint(
            ["facility_uid"], ["facility.facility_uid"], name="fk_draft_facility"
        ),
        sa.PrimaryKeyConstraint("facility_uid", "draft_uid", name=op.f("pk_draft")),
    )
    op.create_index(
        op.f("ix_draft_facility_uid_state"), "draft", ["facility_uid", "state"], unique=False
    )
