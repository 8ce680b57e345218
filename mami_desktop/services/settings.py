"""What the facility sets for its register (records dossier 6.6 no. 30, 35, 38; pathway 10)."""

from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import select

from mami_desktop.models.entities import setting
from mami_desktop.pathway.definition import Pathway
from mami_desktop.services.register_file import Work


@dataclass(frozen=True)
class RegisterSettings:
    """Every setting with its default; weekdays are 0 (Monday) to 6, holidays ISO dates.

    ``parameters`` are the pathway parameters the country changed.
    """

    default_missed_weekly: int = 3
    default_missed_biweekly: int = 2
    default_min_days: int = 15
    require_tracing: bool = True
    due_day: int = 5
    u6m_population: int | None = None
    population: int | None = None
    expected_caseload_12m: int | None = None
    clinic_weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    holidays: tuple[str, ...] = ()
    parameters: dict[str, Any] = field(default_factory=dict)

    def parameter(self, pathway: Pathway, name: str) -> Any:
        """A pathway parameter as the country set it, else the pathway's own default."""
        return self.parameters.get(name, pathway.parameters[name].default)


def load_settings(work: Work) -> RegisterSettings:
    """The register's settings, defaults where nothing is set."""
    stored = {
        row.name: row.value
        for row in work.session.execute(
            select(setting.c.name, setting.c.value).where(
                setting.c.facility_uid == work.facility_uid, setting.c.struck_at.is_(None)
            )
        )
    }
    known: dict[str, Any] = {}
    for one in fields(RegisterSettings):
        if one.name in stored:
            value = stored[one.name]
            known[one.name] = tuple(value) if isinstance(value, list) else value
    return RegisterSettings(**known)


def save_setting(work: Work, name: str, value: Any) -> None:
    """Set one of the settings; ValueError for a name that is none."""
    work.allow("change_settings")
    if name not in {one.name for one in fields(RegisterSettings)}:
        raise ValueError(f"no setting {name}")
    stored = list(value) if isinstance(value, tuple) else value
    row = work.session.execute(
        select(setting.c.setting_uid).where(
            setting.c.facility_uid == work.facility_uid, setting.c.name == name
        )
    ).one_or_none()
    if row is None:
        work.insert(setting, {"name": name, "value": stored})
    else:
        work.update(setting, row.setting_uid, {"value": stored})
