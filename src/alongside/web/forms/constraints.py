"""From a database's complaint to the sentence that the broken constraint carries.

PostgreSQL names the constraint. SQLite names a check constraint but, for most unique ones, only their columns.
"""

import re
from functools import cache

from django.apps import apps
from django.db import IntegrityError, models

_SQLITE_CHECK = re.compile(r"CHECK constraint failed: (\w+)")
_SQLITE_INDEX = re.compile(r"UNIQUE constraint failed: index '(\w+)'")
_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (.+)")


def broken_sentence(error: IntegrityError) -> str | None:
    """The ``violation_error_message`` of the named constraint, or None when it has no sentence of its own."""
    found = _constraints_by_name().get(_postgres_name(error)) or _sqlite_constraint(str(error))
    if (
        found is None
        or found.violation_error_message == models.BaseConstraint.default_violation_error_message
    ):
        return None
    return str(found.violation_error_message)


def _postgres_name(error: IntegrityError) -> str:
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def _sqlite_constraint(text: str) -> models.BaseConstraint | None:
    if named := (_SQLITE_CHECK.search(text) or _SQLITE_INDEX.search(text)):
        return _constraints_by_name().get(named.group(1))
    if columns := _SQLITE_UNIQUE.search(text):
        return _unique_by_columns().get(frozenset(columns.group(1).split(", ")))
    return None


@cache
def _constraints_by_name() -> dict[str, models.BaseConstraint]:
    return {
        constraint.name: constraint
        for model in apps.get_models(include_auto_created=True)
        for constraint in model._meta.constraints
    }


@cache
def _unique_by_columns() -> dict[frozenset[str], models.BaseConstraint]:
    return {
        frozenset(
            f"{model._meta.db_table}.{_column(model, name)}" for name in constraint.fields
        ): constraint
        for model in apps.get_models(include_auto_created=True)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields
    }


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    return (isinstance(field, models.Field) and field.column) or name
