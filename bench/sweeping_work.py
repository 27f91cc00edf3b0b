"""The work of ``bench.sweeping``, once the settings stand. Rows are written in bulk, past the operations."""

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.db.models import OuterRef, Subquery  # noqa: E402
from django.urls import reverse  # noqa: E402

from alongside.casework.models import (  # noqa: E402
    Case,
    CaseDuty,
    CaseEvent,
    Child,
    PlanPart,
    PlanVersion,
)
from alongside.config.installation import prepare  # noqa: E402
from alongside.people.models import LocalArea  # noqa: E402
from alongside.quality.models import Sweep, SweepCandidate  # noqa: E402
from alongside.quality.rules.codes import SweepRule  # noqa: E402
from alongside.quality.sweep_work import run_sweep  # noqa: E402
from alongside.web import clock  # noqa: E402

BATCH = 1_000
ROLES = (
    "Parent", "Head teacher", "Educational psychologist", "Social worker",
    "Community paediatrician", "Speech and language therapist",
)  # fmt: skip
HEALTH_ROLES = 2
WITHOUT = 7
"""One in so many EHC plans lists no health advice; one in so many more says nothing in section D, and so on."""


def run(home: Path, *, plans: int) -> tuple[float, float, float]:
    """(seconds of the sweep, statements for 1,000 EHC plans, EHC plans that were overlooked)."""
    prepare()
    reverse("healthy")  # a worker has loaded the addresses of the house before
    at = clock.now()
    area = LocalArea.objects.create(
        slug="area0", name="Area 0", short_name="Area 0", dfe_code="816"
    )
    numbers = iter(range(plans))
    while batch := list(islice(numbers, BATCH)):
        with transaction.atomic():
            _load(area, batch, at)
    sweep = Sweep.objects.create(
        area=area,
        title="Every EHC plan",
        rules=[each.value for each in SweepRule],
        older_than_on=at.date() - timedelta(days=730),
        target_on=at.date() + timedelta(days=90),
        begun_at=at,
    )
    said = _Statements()
    began = time.perf_counter()
    with connection.execute_wrapper(said):
        run_sweep(sweep_id=sweep.pk, at=at, today=at.date(), progress=lambda done, total: None)
    seconds = time.perf_counter() - began
    found = set(SweepCandidate.objects.in_area(area.pk).values_list("case__number", flat=True))
    wanted = {_number(each) for each in range(plans) if any(_faults(each))}
    return seconds, said.count * 1_000 / plans, float(len(wanted ^ found))


class _Statements:
    count = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.count += 1
        return execute(sql, params, many, context)


def _faults(number: int) -> tuple[bool, bool, bool, bool]:
    """No health advice, old health advice, a silent section D, and a review that is overdue."""
    return (
        number % WITHOUT == 0,
        number % WITHOUT == 1,
        number % (WITHOUT * 3) == 2,
        number % (WITHOUT * 5) == 3,
    )


def _number(number: int) -> str:
    return f"2022-{number:05}"


def _load(area: LocalArea, numbers: list[int], at: datetime) -> None:
    today = at.date()
    children = Child.objects.bulk_create(
        Child(area=area, given_names="Ada", family_name=f"Testly {number}",
              born_on=date(2015, 3, 1), sex="F", registered_at=at)
        for number in numbers
    )  # fmt: skip
    cases = Case.objects.bulk_create(
        Case(area=area, child=child, number=_number(number), opened_at=at, stage="in_force")
        for child, number in zip(children, numbers, strict=True)
    )
    sent = today - timedelta(days=200)
    CaseEvent.objects.bulk_create(
        CaseEvent(area=area, case=case, kind="final_plan_sent", schema=1, happened_on=sent,
                  source="own_work", recorded_at=at)
        for case in cases
    )  # fmt: skip
    versions = PlanVersion.objects.bulk_create(
        PlanVersion(area=area, case=case, number=2, kind="final", template="house/1", begun_at=at)
        for case in cases
    )
    PlanPart.objects.bulk_create(
        (
            part
            for version, number in zip(versions, numbers, strict=True)
            for part in _parts(area, version, number, today)
        ),
        batch_size=2_000,
    )
    event = CaseEvent.objects.in_area(area.pk).filter(case=OuterRef("case"))
    PlanVersion.objects.in_area(area.pk).filter(pk__in=[each.pk for each in versions]).update(
        state="issued", issued_on=sent, issued_at=at, content="{}",
        event=Subquery(event.values("pk")[:1]),
    )  # fmt: skip
    CaseDuty.objects.bulk_create(
        _duty(area, case, today + timedelta(days=-5 if _faults(number)[3] else 30))
        for case, number in zip(cases, numbers, strict=True)
    )


def _parts(area: LocalArea, version: PlanVersion, number: int, today: date) -> Iterator[PlanPart]:
    without, is_old, is_silent, _ = _faults(number)
    if not is_silent:
        yield PlanPart(area=area, plan=version, section="D", kind="none_found", position=1,
                       schema=1, body={"says_who": "Social care"})  # fmt: skip
    for section in "BEF":
        yield PlanPart(area=area, plan=version, section=section,
                       kind={"B": "need", "E": "outcome", "F": "provision"}[section],
                       position=1, schema=1, body={"need": "Words " * 40})  # fmt: skip
    roles = ROLES[:-HEALTH_ROLES] if without else ROLES
    given_on = today - timedelta(days=900 if is_old else 300)
    for position, role in enumerate(roles, start=1):
        yield PlanPart(
            area=area, plan=version, section="K", kind="advice", position=position, schema=1,
            body={"author": "Somebody", "role": role, "given_on": given_on.isoformat(), "event": ""},
        )  # fmt: skip


def _duty(area: LocalArea, case: Case, due_on: date) -> CaseDuty:
    return CaseDuty(
        area=area, case=case, rule="REV-12M", process="upkeep", title="Review", who="authority",
        force="statute", is_ours=True, is_conditional=False, needs_lawyer=False, authority="s.44",
        rule_set="1", reason="", started_by="", started_on=due_on - timedelta(days=365),
        due_on=due_on,
    )  # fmt: skip
