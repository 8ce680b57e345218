"""An open register on each database, and people to work in it."""

from collections.abc import Iterator

import pytest

from mami_desktop.services.register_file import Actor, RegisterFile, create_register
from mami_desktop.services.users import add_user
from tests.conftest import FixedClock


@pytest.fixture
def register(register_url: str, clock: FixedClock) -> Iterator[RegisterFile]:
    """A new register on SQLite, then on PostgreSQL, with a clock that can be set."""
    made = create_register(
        register_url,
        facility_code="EX01",
        facility_name="Example Health Post 01",
        user_name="P. Sample",
        clock=clock,
    )
    yield made
    made.close()


@pytest.fixture
def in_charge(register: RegisterFile) -> Actor:
    """The first user."""
    return register.users()[0]


@pytest.fixture
def nurse(register: RegisterFile, in_charge: Actor) -> Actor:
    """A nurse."""
    with register.saving(in_charge) as work:
        return add_user(work, "N. Sample", "nurse", "000 000 009")


@pytest.fixture
def clinician(register: RegisterFile, in_charge: Actor) -> Actor:
    """A clinician."""
    with register.saving(in_charge) as work:
        return add_user(work, "C. Sample", "clinician")
