"""A register made by the migrations themselves, on both databases."""

from collections.abc import Iterator

import pytest

from mami_desktop.services.register_file import RegisterFile, create_register
from tests.conftest import FixedClock


@pytest.fixture
def register(register_url: str, clock: FixedClock) -> Iterator[RegisterFile]:
    """A new register on SQLite, then on PostgreSQL."""
    made = create_register(
        register_url,
        facility_code="EX01",
        facility_name="Example Health Post 01",
        user_name="P. Sample",
        clock=clock,
    )
    yield made
    made.close()
