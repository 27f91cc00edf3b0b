"""The page of the import format says what the import does."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest
from django.db import models

from alongside.plan import transfer
from alongside.plan.models import (
    Activity,
    Line,
    MeasureOfSuccess,
    PrintedLeader,
    PublishedRow,
    SourceDocument,
    Statement,
    Weakness,
)
from alongside.plan.transfer import action_plan_format_page
from alongside.plan.transfer.formats import (
    ACTION,
    ACTIVITY,
    AREA,
    LEADER,
    MEASURE,
    OUTCOME,
    PROGRESS,
    PROGRESS_ROW,
    ROW,
    SIGNATORY,
    STATEMENT,
)
from alongside.plan.transfer.schema import Key, Number, Object, Text
from alongside.plan.transfer.table_columns import MEANINGS

KEPT_IN: list[tuple[Object, tuple[type[models.Model], ...]]] = [
    (STATEMENT, (SourceDocument, Statement)),
    (AREA, (Weakness,)),
    (OUTCOME, (Line, PublishedRow)),
    (ACTION, (Line, PublishedRow)),
    (ROW, (PublishedRow,)),
    (MEASURE, (MeasureOfSuccess,)),
    (LEADER, (PrintedLeader,)),
    (SIGNATORY, (PrintedLeader,)),
    (ACTIVITY, (Activity,)),
    (PROGRESS, (SourceDocument,)),
    (PROGRESS_ROW, (PublishedRow,)),
]
MODULES = [
    each.name for each in pkgutil.walk_packages(transfer.__path__, "alongside.plan.transfer.")
]


def _keys(node: Object) -> list[Key]:
    found = []
    for key in node.keys:
        found.append(key)
        if isinstance(key.node, Object) and not key.apart:
            found += _keys(key.node)
    return found


@pytest.mark.parametrize(("node", "kept_in"), KEPT_IN)
def test_every_key_fits_the_column_that_keeps_it(
    node: Object, kept_in: tuple[type[models.Model], ...]
) -> None:
    for key in _keys(node):
        if not key.column:
            continue
        columns = [m for m in kept_in if hasattr(m, key.column)]
        assert columns, f"{key.name}: no record has the column {key.column}"
        field = columns[0]._meta.get_field(key.column)
        match key.node:
            case Text(longest=longest, choices=choices) if field.max_length:
                fits = max(map(len, choices), default=0) if choices else longest
                assert 0 < fits <= field.max_length, f"{key.name} may be longer than {field}"
            case Number(places=places, most=most):
                assert places == getattr(field, "decimal_places", 0)
                assert places or (most or 0) <= 32_767


def test_every_key_of_the_definitions_is_on_the_page() -> None:
    page = action_plan_format_page()
    for node in (STATEMENT, PROGRESS, OUTCOME, MEASURE, LEADER):
        for key in node.keys:
            assert f"{key.name}` |" in page
    for name in MEANINGS:
        assert f"| {name} |" in page


def test_the_committed_page_is_what_is_printed() -> None:
    committed = Path(__file__).parents[3] / "docs" / "reference" / "action-plan-format.md"
    assert committed.read_text() == action_plan_format_page()


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_source_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
