"""The people who work with the register."""

from mami_desktop.errors import Problem
from mami_desktop.i18n import _
from mami_desktop.models import codes
from mami_desktop.models.entities import app_user
from mami_desktop.services.checks import need, one_of, only_hard
from mami_desktop.services.register_file import Actor, Work


def add_user(work: Work, name: str, role: str, phone: str | None = None) -> Actor:
    """Add a user with a role; EntryError without a name or with an unknown role."""
    work.allow("manage_users")
    problems: list[Problem] = [
        *need(name.strip(), "name", _("Type the name of the user.")),
        *one_of(role, codes.ROLES, "role"),
    ]
    only_hard(problems)
    values = {"name": name.strip(), "role": role, "phone": phone, "active": True}
    return Actor(work.insert(app_user, values), name.strip(), role, phone)
