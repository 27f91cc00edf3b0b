"""A whole world for tests: the demonstration's two areas, each with every kind of record in it.

The demonstration is loaded once a session by a child process, as ``make run`` would do it. Tests in this
process get a copy of its database; the browser's server gets a copy of its home.
"""

import atexit
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.core.cache import cache as django_cache
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import Model

from alongside.access.actors import arrive
from alongside.access.models import Account
from alongside.access.operations import take_emergency_access
from alongside.config import demonstration_start
from alongside.demonstration import content
from alongside.jobs.models import FAILED, Job
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.dates import PartialDate
from alongside.measures.models import Series
from alongside.measures.operations import (
    NewFigure,
    SeriesDetails,
    create_series,
    enter_figure,
)
from alongside.notices.operations import make_calendar_link
from alongside.people.models import LocalArea, Organisation, Post
from alongside.plan import operations
from alongside.plan.commands import (
    Assessment,
    NewEvidence,
    NewStatus,
    RiskDetails,
)
from alongside.plan.models import Line, Statement
from alongside.plan.rules.codes import (
    FINISHED,
    LineKind,
    MemberSide,
    Partner,
    RiskKind,
    StatementKind,
    WhichDate,
)
from alongside.plan.transfer import ImportChoice, ImportResult, import_action_plan
from alongside.web import clock

YORK, SHIRE = "york", "example-shire"
PASSWORD = "demonstration-only"  # everybody may know it: nothing real is kept there
TEMPLATE_DATABASE = "alongside.sqlite3"


@cache
def demonstration_home() -> Path:
    """A home with the demonstration loaded and the static files collected. Copy it before writing."""
    home = Path(tempfile.mkdtemp(prefix="alongside-demonstration-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    environment = {**os.environ, "ALONGSIDE_HOME": str(home), "ALONGSIDE_MODE": "demonstration"}
    environment.pop("ALONGSIDE_DATABASE", None)
    made = subprocess.run(
        [str(Path(sys.executable).with_name("alongside")), "demo", "load"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return home


@dataclass
class Side:
    """One local area as the tests look at it."""

    area: LocalArea
    accounts: dict[str, Account]
    _found: dict[Any, Model] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.area.slug

    def actor(self, role: str) -> Actor:
        arrival = arrive(
            person_id=self.accounts[role].person_id, area_slug=self.slug, at=clock.now()
        )
        assert arrival is not None, role
        return arrival.actor

    def first(self, model: type[Model], **conditions: object) -> Any:
        """The oldest record of the area for which the conditions hold. Having none fails."""
        key = (model, tuple(sorted(conditions.items())))
        if key not in self._found:
            manager: Any = model._default_manager  # type: ignore[attr-defined]
            inside = manager.in_area(self.area.pk) if hasattr(manager, "in_area") else manager.all()
            found = inside.filter(**conditions).order_by("pk").first()
            assert found is not None, f"{self.slug} has no {model.__name__} with {conditions}"
            self._found[key] = found
        return self._found[key]


@dataclass(frozen=True)
class World:
    york: Side
    shire: Side


@contextmanager
def world() -> Iterator[World]:
    """Inside, the tests' database holds the world, and the clock is the demonstration's."""
    before, moved = _copy_of_database(), clock.moved_by()
    clock.move(demonstration_start.BEGINS - clock.now() + moved)
    with closing(sqlite3.connect(demonstration_home() / TEMPLATE_DATABASE)) as template:
        _replace_database(template)
    django_cache.clear()
    try:
        sides = World(_side(YORK), _side(SHIRE))
        _furnish_second_area(sides.shire)
        for side in (sides.york, sides.shire):
            _furnish(side, clock.now())
        yield sides
    finally:
        clock.move(moved)
        with closing(before):
            _replace_database(before)


def _copy_of_database() -> sqlite3.Connection:
    connection.ensure_connection()
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)
    return copy


def _replace_database(other: sqlite3.Connection) -> None:
    connection.ensure_connection()
    other.backup(connection.connection)


def _side(slug: str) -> Side:
    """Accounts by the code of the role that they were given."""
    area = LocalArea.objects.get(slug=slug)
    key = "york" if slug == YORK else "shire"
    accounts = {
        each["role"]: Account.objects.get(email=each["email"])
        for each in content.read("sign_ins")[key]
    }
    return Side(area, accounts)


def _furnish_second_area(side: Side) -> None:
    """York's written statement again, so that the second area has whatever an import makes."""
    for name, into in (("statement.json", ""), ("progress.json", "imported")):
        report = import_action_plan(
            actor=side.actor("nominated_officer"),
            at=clock.now(),
            upload=content.FOLDER / name,
            name=name,
            choice=ImportChoice(into=_imported(side).ref if into else ""),
        )
        assert report.result is ImportResult.IMPORTED, report


def _imported(side: Side) -> Statement:
    found: Statement = Statement.objects.in_area(side.area.pk).get(
        kind=StatementKind.WRITTEN_STATEMENT.value
    )
    return found


def _furnish(side: Side, at: datetime) -> None:
    """One of each record that an address may name, made by the real operations."""
    officer = side.actor("nominated_officer")
    statement = _imported(side)
    outcome, action = _lines(statement)
    post = side.first(Post)
    _work_on(officer, at, action, post)
    _ask_for_date(officer, at, outcome)
    _raise_risk(officer, at, statement, action)
    _set_up_workstream(officer, at, statement, post)
    _count(side, officer, at)
    _messages(side, at)
    organisation = Organisation.objects.order_by("pk").first()
    take_emergency_access(
        actor=officer, at=at, reason="A tribunal asks for the evidence today.", hours=2, organisation=organisation
    )  # fmt: skip


def _lines(statement: Statement) -> tuple[Line, Line]:
    outcome = statement.lines.filter(kind=LineKind.OUTCOME.value).order_by("order").last()
    actions = statement.lines.filter(kind=LineKind.ACTION.value)
    action = actions.exclude(statuses__code__in=FINISHED).order_by("order").last()
    assert outcome is not None
    assert action is not None
    return outcome, action


def _work_on(officer: Actor, at: datetime, action: Line, post: Post) -> None:
    upload = ContentFile(b"What the board saw.\n", name="board.txt")
    operations.attach_evidence(
        actor=officer,
        at=at,
        line_ref=action.ref,
        new=NewEvidence(title="Board note", upload=upload),
    )
    operations.record_status(
        actor=officer,
        at=at,
        line_ref=action.ref,
        expected_version=action.version,
        new=NewStatus(
            "progressing_delayed", at.date(), "Two people are ill.", forecast=PartialDate(2023, 4)
        ),
    )
    operations.add_milestone(
        actor=officer, at=at, line_ref=action.ref, text="Draft shown", due=PartialDate(2023, 1)
    )
    operations.assign_lead(
        actor=officer, at=at, line_ref=action.ref, partner=Partner.OTHER, post_ref=post.ref
    )


def _ask_for_date(officer: Actor, at: datetime, outcome: Line) -> None:
    operations.ask_date_change(
        actor=officer,
        at=at,
        line_ref=outcome.ref,
        expected_version=outcome.version,
        which=WhichDate.END,
        new_date=PartialDate(2023, 12),
        reason="Recruitment took longer than planned.",
    )


def _raise_risk(officer: Actor, at: datetime, statement: Statement, action: Line) -> None:
    operations.raise_risk(
        actor=officer,
        at=at,
        statement_ref=statement.ref,
        details=RiskDetails(
            RiskKind.RISK, "The register of risks is read late", line_refs=(action.ref,)
        ),
        assessment=Assessment(at.date(), 4, 4, 2, 3),
    )


def _set_up_workstream(officer: Actor, at: datetime, statement: Statement, post: Post) -> None:
    workstream = operations.create_workstream(
        actor=officer, at=at, statement_ref=statement.ref, title="Made for the tests"
    )
    operations.add_member(
        actor=officer,
        at=at,
        workstream_ref=workstream.ref,
        side=MemberSide.HEALTH,
        member_from=at.date(),
        post_ref=post.ref,
    )


def _count(side: Side, officer: Actor, at: datetime) -> None:
    details = SeriesDetails("Plans on time, for the tests", "%", "The service's own count")
    made: Series = create_series(actor=officer, at=at, details=details)
    first, second = at.date().replace(day=1), at.date()
    enter_figure(
        actor=officer,
        at=at,
        series_ref=made.ref,
        new=NewFigure(first, second, value=Decimal(60)),
    )
    assert side.first(Series)


def _messages(side: Side, at: datetime) -> None:
    """A calendar link, and work that failed: the worker makes such a row, never a page."""
    make_calendar_link(actor=side.actor("chair"), at=at)
    Job.objects.create(
        name="notices.send",
        key=f"tests {side.slug}",
        arguments={},
        state=FAILED,
        enqueued_at=at,
        due_at=at,
        finished_at=at,
        attempt_count=5,
        sentence="The mail server did not answer.",
    )


def operator(side: Side, *permissions: str) -> Actor:
    return system_actor(
        name="operator", area_id=side.area.pk, area_slug=side.slug, permissions=permissions
    )
