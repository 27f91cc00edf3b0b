"""Whether what is kept on the cases of an area is what the exact queries find."""

from importlib import import_module
from typing import Any

from django.apps import apps

from alongside.casework.models import Case
from alongside.casework.queries.letters_owed import owed_in

MIGRATION = "alongside.casework.migrations.0006_letters_owed_on_the_case"


def check_owed_is_kept(area_id: int) -> None:
    cases = Case.objects.in_area(area_id)
    kept = set(cases.filter(owes_letters=True).values_list("pk", flat=True))
    assert kept == set(owed_in(area_id, list(cases.values_list("pk", flat=True))))


def check_the_migration_finds_it(case: Case) -> None:
    """It says in its own words what was owed when it was written."""
    migration: Any = import_module(MIGRATION)
    Case.objects.in_area(case.area_id).update(owes_letters=False)
    migration.find(apps, None)
    case.refresh_from_db()
    assert case.owes_letters
