"""Whether what is kept on the cases of an area is what the exact queries find."""

from importlib import import_module
from typing import Any

from django.apps import apps

from alongside.casework.keeping import OWES
from alongside.casework.models import OWES_SOMETHING, Case
from alongside.casework.queries.letter_values import OwedIn
from alongside.casework.queries.letters_owed import owed_in

MIGRATION = "alongside.casework.migrations.0006_letters_owed_on_the_case"


def kept_as_owed(case: Case) -> OwedIn:
    case.refresh_from_db()
    return OwedIn(*(getattr(case, name) for name in OWES))


def check_owed_is_kept(area_id: int) -> None:
    cases = Case.objects.in_area(area_id)
    rows = cases.filter(OWES_SOMETHING).values_list("pk", *OWES)
    kept = {pk: OwedIn(*owed) for pk, *owed in rows}
    assert kept == owed_in(area_id, list(cases.values_list("pk", flat=True)))


def check_the_migration_finds_it(case: Case) -> None:
    """It says in its own words what was owed when it was written."""
    before = kept_as_owed(case)
    assert before != OwedIn()
    forget(case)
    migration: Any = import_module(MIGRATION)
    migration.find(apps, None)
    assert kept_as_owed(case) == before


def forget(case: Case) -> None:
    Case.objects.in_area(case.area_id).update(**dict.fromkeys(OWES, False))
