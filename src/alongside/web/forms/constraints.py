"""From a database's complaint to the sentence that the broken constraint carries.

PostgreSQL names the constraint. SQLite names a check constraint but, for most unique ones, only
their columns.
"""

import re
from functools import cache
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models
from django.db.models.options import Options

_SQLITE_CHECK = re.compile(r"CHECK constraint failed: (\w+)")
_SQLITE_INDEX = re.compile(r"UNIQUE constraint failed: index '(\w+)'")
_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (.+)")


def broken_sentence(error: IntegrityError) -> str | None:
    """The broken constraint's ``violation_error_message``, or None when it has none of its own.

    Where SQLite leaves two constraints possible, both sentences are given.
    """
    named = _constraints_by_name().get(_postgres_name(error))
    possible = [named] if named else _sqlite_constraints(str(error))
    sentences = [str(c.violation_error_message) for c in possible if _has_own_sentence(c)]
    return " ".join(dict.fromkeys(sentences)) or None


def _has_own_sentence(constraint: models.BaseConstraint) -> bool:
    default = models.BaseConstraint.default_violation_error_message
    return constraint.violation_error_message != default


def _postgres_name(error: IntegrityError) -> str:
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def _sqlite_constraints(text: str) -> list[models.BaseConstraint]:
    if named := (_SQLITE_CHECK.search(text) or _SQLITE_INDEX.search(text)):
        found = _constraints_by_name().get(named.group(1))
        return [found] if found else []
    if columns := _SQLITE_UNIQUE.search(text):
        return _unique_by_columns().get(frozenset(columns.group(1).split(", ")), [])
    return []


@cache
def _constraints_by_name() -> dict[str, models.BaseConstraint]:
    return {
        constraint.name: constraint
        for model in apps.get_models(include_auto_created=True)
        for constraint in _options(model).constraints
    }


@cache
def _unique_by_columns() -> dict[frozenset[str], list[models.BaseConstraint]]:
    found: dict[frozenset[str], list[models.BaseConstraint]] = {}
    for model in apps.get_models(include_auto_created=True):
        for constraint in _options(model).constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                columns = frozenset(_column(model, name) for name in constraint.fields)
                found.setdefault(columns, []).append(constraint)
    return found


def _column(model: type[models.Model], name: str) -> str:
    field = _options(model).get_field(name)
    column = (isinstance(field, models.Field) and field.column) or name
    return f"{_options(model).db_table}.{column}"


def _options(model: type[models.Model]) -> "Options[Any]":
    """Django's public description of a model, in spite of its name."""
    return model._meta  # noqa: SLF001
