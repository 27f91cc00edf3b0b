"""Every permission has one meaning, in the room that owns it, and the role table names no other."""

import importlib
from collections import Counter

from alongside.access.roles import EMERGENCY_READER, ROLES, roles_page
from tests.architecture.house import SOURCE

ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/perms.py"))
MODULES = [importlib.import_module(f"alongside.{room}.perms") for room in ROOMS]
MEANINGS = {name: words for module in MODULES for name, words in module.MEANINGS.items()}
SYSTEM_ONLY = {name for module in MODULES for name in getattr(module, "SYSTEM_ONLY", ())}
GIVEN = {name for role in (*ROLES, EMERGENCY_READER) for name in role.permissions}


def test_a_permission_has_one_meaning() -> None:
    named = Counter(name for module in MODULES for name in module.MEANINGS)
    assert [name for name, count in named.items() if count > 1] == []


def test_the_role_table_names_only_permissions_that_rooms_have() -> None:
    assert GIVEN - MEANINGS.keys() == set()


def test_every_permission_is_given_to_a_role_or_kept_for_the_system() -> None:
    assert MEANINGS.keys() - GIVEN == SYSTEM_ONLY


def test_the_page_of_roles_says_what_every_permission_means() -> None:
    page = roles_page(MEANINGS)
    assert [name for name in GIVEN if MEANINGS[name] not in page] == []
