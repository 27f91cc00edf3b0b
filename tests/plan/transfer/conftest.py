"""York's own files, an area to import into, and somebody who may."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from alongside.kernel.actor import Actor, system_actor
from alongside.people import perms as people_perms
from alongside.people.models import LocalArea
from alongside.plan import perms
from alongside.plan.transfer import ImportChoice, ImportReport, import_action_plan

AT = datetime(2022, 9, 12, 9, tzinfo=UTC)
Document = dict[str, Any]
Importing = Callable[..., ImportReport]


@pytest.fixture
def york(shared_data: Path) -> Document:
    """York's written statement of action, as published."""
    document: Document = json.loads((shared_data / "york_wsoa_2020.json").read_text())
    return document


@pytest.fixture
def progress(shared_data: Path) -> Document:
    """What York published of its progress."""
    document: Document = json.loads((shared_data / "york_wsoa_published_progress.json").read_text())
    return document


@pytest.fixture(scope="module")
def york_is_here(
    shared_data: Path, django_db_setup: None, django_db_blocker: Any
) -> Iterator[LocalArea]:
    """York's action plan, imported once for every test of a module. What a test changes is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        area = LocalArea.objects.create(slug="york", name="York", short_name="York")
        bring(officer_of(area), (shared_data / "york_wsoa_2020.json").read_bytes())
        yield area
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def york_and_progress_are_here(york_is_here: LocalArea, shared_data: Path) -> LocalArea:
    """The same with its published progress."""
    content = (shared_data / "york_wsoa_published_progress.json").read_bytes()
    bring(officer_of(york_is_here), content, name="progress.json")
    return york_is_here


@pytest.fixture
def area(db: None) -> LocalArea:
    return LocalArea.objects.create(slug="york", name="York", short_name="York")


@pytest.fixture
def officer(area: LocalArea) -> Actor:
    return officer_of(area)


@pytest.fixture
def importing(officer: Actor) -> Importing:
    """Import a document as a file of its own; ``choice`` by keyword."""

    def run(
        document: Document | bytes,
        *,
        name: str = "plan.json",
        at: datetime = AT,
        actor: Actor | None = None,
        **choice: Any,
    ) -> ImportReport:
        content = document if isinstance(document, bytes) else json.dumps(document).encode()
        return bring(actor or officer, content, name=name, at=at, **choice)

    return run


def bring(
    actor: Actor, content: bytes, *, name: str = "plan.json", at: datetime = AT, **choice: Any
) -> ImportReport:
    return import_action_plan(
        actor=actor, at=at, upload=BytesIO(content), name=name, choice=ImportChoice(**choice)
    )


def officer_of(area: LocalArea) -> Actor:
    return system_actor(
        name="test",
        area_id=area.pk,
        area_slug=area.slug,
        permissions=[*people_perms.MEANINGS, *perms.MEANINGS],
    )
