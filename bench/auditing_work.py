"""The work of ``bench.auditing``, once the settings stand. Rows are written in bulk, past the operations."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from alongside.casework.models import Case, Child  # noqa: E402
from alongside.config.installation import prepare  # noqa: E402
from alongside.kernel.actor import Actor, Holding  # noqa: E402
from alongside.people.models import LocalArea, Person  # noqa: E402
from alongside.quality import perms  # noqa: E402
from alongside.quality.marked import Period, marked_items  # noqa: E402
from alongside.quality.models import (  # noqa: E402
    Audit,
    AuditAnswer,
    AuditRound,
    Draw,
    DrawnItem,
)
from alongside.quality.operations.marking import NewAnswer, save_answers  # noqa: E402
from alongside.quality.rules.codes import About, AuditState, Stratum  # noqa: E402
from alongside.quality.rules.drawing import Candidate, draw, population  # noqa: E402
from alongside.quality.rules.results import results_of  # noqa: E402
from alongside.quality.tools import tool_numbered  # noqa: E402
from alongside.web import clock  # noqa: E402

BATCH = 1_000
ROUNDS = 3
QUESTIONS, SAMPLE = 40, 400
SHORT = 8
"""One answer in so many falls short."""


def run(home: Path, *, audits: int) -> tuple[float, float, float, float]:
    """(seconds of the quickest of three, statements, milliseconds of a draw, milliseconds of an answer)."""
    prepare()
    at = clock.now()
    area = LocalArea.objects.create(
        slug="area0", name="Area 0", short_name="Area 0", dfe_code="816"
    )
    today = at.date()
    sample = _draw(area, today)
    auditors = Person.objects.bulk_create(
        Person(registered_in=area, name=f"Auditor {number}") for number in range(20)
    )
    for start in range(0, audits, BATCH):
        with transaction.atomic():
            _load(sample, auditors, range(start, min(audits, start + BATCH)), today)
    period = Period(today - timedelta(days=400), today + timedelta(days=1))
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            items = marked_items(area.pk, about=About.PLAN, period=period)
            found = results_of(each.marked for each in items)
        took.append(time.perf_counter() - began)
        assert found.overall.base == audits
    return min(took), float(len(asked)), _drawing(audits, today), _saving(area, auditors[0])


def _drawing(count: int, today: date) -> float:
    """Of a population that is at hand: the quickest of three."""
    found = population(
        [
            Candidate(
                key=f"plan{number:06}",
                happened_on=today,
                groups={Stratum.TEAM: f"Team {number % 8}", Stratum.NEED: f"Need {number % 12}"},
            )
            for number in range(count)
        ],
        (),
    )
    took = []
    for each in range(ROUNDS):
        began = time.perf_counter()
        strata = (Stratum.TEAM, Stratum.NEED)
        drawn = draw(found, strata=strata, size=SAMPLE, seed=f"seed {each}", twice_in=5)
        took.append(time.perf_counter() - began)
        assert len(drawn) == min(SAMPLE, count)
    return 1_000 * min(took)


def _saving(area: LocalArea, auditor: Person) -> float:
    """By the operation that the page calls, one answer after another, with its entry in the ledger."""
    audit = Audit.objects.in_area(area.pk).filter(auditor=auditor).order_by("pk")[0]
    audit.answers.all().delete()
    audit.state, audit.grade = AuditState.ASSIGNED.value, ""
    audit.submitted_at = audit.submitted_on = None
    audit.save()
    actor = Actor(
        person_id=auditor.pk,
        name=auditor.name,
        area_id=area.pk,
        area_slug=area.slug,
        holdings=(Holding("auditor", frozenset({perms.AUDIT})),),
    )
    took = []
    for question in tool_numbered("ehc_plan", 1).questions[:QUESTIONS]:
        began = time.perf_counter()
        given = {
            question.code: NewAnswer(mark="2", words="It says who, how often and for how long.")
        }
        save_answers(actor=actor, at=clock.now(), audit_ref=audit.ref, answers=given)
        took.append(time.perf_counter() - began)
    return 1_000 * median(took)


def _draw(area: LocalArea, today: date) -> Draw:
    made = AuditRound.objects.create(
        area=area, title="Everything", about="ehc_plan", tool="ehc_plan", tool_version=1,
        from_on=today - timedelta(days=400), until_on=today, sample_size=400, due_on=today,
        state="drawn", opened_at=clock.now(),
    )  # fmt: skip
    return Draw.objects.create(
        area=area, round=made, number=1, seed="seed", population_count=1,
        population_sha256="0" * 64, drawn_at=clock.now(),
    )  # fmt: skip


def _load(draw: Draw, auditors: list[Person], numbers: range, today: date) -> None:
    at, area = clock.now(), draw.area
    children = Child.objects.bulk_create(
        Child(area=area, given_names="Ada", family_name=f"Testly {number}",
              born_on=date(2015, 3, 1), sex="F", registered_at=at)
        for number in numbers
    )  # fmt: skip
    cases = Case.objects.bulk_create(
        Case(area=area, child=child, number=f"2022-{number:05}", opened_at=at)
        for child, number in zip(children, numbers, strict=True)
    )
    items = DrawnItem.objects.bulk_create(
        DrawnItem(area=area, draw=draw, position=number + 1, case=case, agreed_on=today,
                  happened_on=today - timedelta(days=number % 365), team=f"Team {number % 8}",
                  agreed_grade="good" if number % 5 else "requires_improvement")
        for case, number in zip(cases, numbers, strict=True)
    )  # fmt: skip
    audits = Audit.objects.bulk_create(
        Audit(area=area, item=item, seat="first", auditor=auditors[number % 20],
              state="submitted", assigned_at=at, submitted_at=at, submitted_on=today,
              grade=item.agreed_grade)
        for item, number in zip(items, numbers, strict=True)
    )  # fmt: skip
    AuditAnswer.objects.bulk_create(_answers(area, audits, numbers), batch_size=2_000)


def _answers(area: LocalArea, audits: list[Audit], numbers: range) -> Iterator[AuditAnswer]:
    codes = [each.code for each in tool_numbered("ehc_plan", 1).questions]
    for audit, number in zip(audits, numbers, strict=True):
        for place, code in enumerate(codes):
            mark = "1" if (number + place) % SHORT == 0 else "2"
            yield AuditAnswer(
                area=area, audit=audit, question=code, mark=mark, saved_at=clock.now()
            )
