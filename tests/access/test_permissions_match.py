"""The role table names permissions as strings; the rooms that own them stand above it."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import alongside
from alongside.access.roles import EMERGENCY_READER, ROLES

HOUSE = Path(alongside.__file__).parent


def _owned() -> tuple[set[str], set[str]]:
    """(every permission of every room, those that only the system holds)."""
    known: set[str] = set()
    system: set[str] = set()
    for folder in HOUSE.iterdir():
        name = f"alongside.{folder.name}.perms"
        if (folder / "__init__.py").exists() and find_spec(name):
            perms = import_module(name)
            assert all(permission.startswith(f"{folder.name}.") for permission in perms.MEANINGS)
            known |= set(perms.MEANINGS)
            system |= getattr(perms, "SYSTEM_ONLY", set())
    return known, system


def test_every_permission_a_role_names_is_owned_by_a_room() -> None:
    known, _ = _owned()
    named = set().union(*(role.permissions for role in (*ROLES, EMERGENCY_READER)))
    assert named - known == set()


def test_every_permission_is_held_by_a_role_or_by_the_system_alone() -> None:
    known, system = _owned()
    held = set().union(*(role.permissions for role in ROLES))
    assert known - held == system
