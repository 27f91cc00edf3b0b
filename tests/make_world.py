"""Makes the world of ``tests/world.py`` in the home that ALONGSIDE_HOME names: run in a process of its own.

York is as the demonstration tells it. The second area is crowded: much of everything, in long words. The
third is empty: people who may sign in, and nothing else. Everything is made by the real operations.
"""

import json
import shutil
import time
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import fmean

from alongside.config.installation import prepare, prepare_static_files, start_django

start_django()

from django.conf import settings  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.db import connections, transaction  # noqa: E402

from alongside.access.actors import arrive  # noqa: E402
from alongside.access.operations import (  # noqa: E402
    create_account,
    grant_role,
    take_emergency_access,
)
from alongside.access.roles import ORGANISATION, ROLES  # noqa: E402
from alongside.casework.models import Case  # noqa: E402
from alongside.config import demonstration_start  # noqa: E402
from alongside.demonstration import content, loading  # noqa: E402
from alongside.jobs.models import FAILED, Job  # noqa: E402
from alongside.kernel.actor import Actor, system_actor  # noqa: E402
from alongside.kernel.dates import PartialDate  # noqa: E402
from alongside.measures.models import Series  # noqa: E402
from alongside.measures.operations import (  # noqa: E402
    NewFigure,
    SeriesDetails,
    create_series,
    enter_figure,
)
from alongside.notices.operations import make_calendar_link  # noqa: E402
from alongside.people.models import LocalArea, Organisation, Person, Post  # noqa: E402
from alongside.people.operations import create_area, register_person  # noqa: E402
from alongside.plan import operations  # noqa: E402
from alongside.plan.commands import (  # noqa: E402
    Assessment,
    NewEvidence,
    NewStatus,
    RiskDetails,
)
from alongside.plan.models import Line, Statement  # noqa: E402
from alongside.plan.rules.codes import (  # noqa: E402
    FINISHED,
    LineKind,
    MemberSide,
    Partner,
    RiskKind,
    StatementKind,
    WhichDate,
)
from alongside.plan.transfer import ImportChoice, ImportResult, import_action_plan  # noqa: E402
from alongside.web import clock  # noqa: E402
from tests.advice import known as advice  # noqa: E402
from tests.board import known as board  # noqa: E402
from tests.casework import known as casework  # noqa: E402
from tests.make_lines import LONG, crowd  # noqa: E402
from tests.measures import known as measures  # noqa: E402
from tests.measures import known_outcomes as outcomes  # noqa: E402
from tests.quality import known as quality  # noqa: E402
from tests.world import (  # noqa: E402
    BOROUGH,
    PASSWORD,
    SHIRE,
    TOOK,
    YORK,
    Side,
    loaded_beside,
    side_of,
)

HEALTH = ("health_professional", "designated_clinical_officer")
QUALITY = ("quality_lead", "quality_auditor", "family_auditor")
MANAGERS = ("administrator", "information_governance_lead")
CROWD = 60
EACH = 20
TEXT = b"What the board saw.\n"


def make() -> None:
    prepare()
    prepare_static_files()
    demonstration_start.move_clock()
    _load_demonstration(Path(settings.HOME))
    with transaction.atomic():
        at = clock.now()
        others = ("forum_officer", "sendiass", "head_of_send", *HEALTH, *QUALITY, *MANAGERS)
        _people_in(LocalArea.objects.get(slug=SHIRE), others, at)
        _crowd(side_of(SHIRE), at)
        borough = create_area(
            actor=_operator(0, "", "people.create_area"), at=at, slug=BOROUGH, name="Quiet Borough"
        )
        own = ("chair", "nominated_officer", "head_of_send", "senco", "provider_manager")
        _people_in(borough, (*own, *HEALTH, *QUALITY, *MANAGERS), at)
        for slug in (YORK, SHIRE):
            furnish(side_of(slug), at)
        measures.crowd(side_of(SHIRE), at)
        outcomes.crowd(side_of(SHIRE), at)
        board.crowd(side_of(SHIRE), at)
        casework.crowd(side_of(SHIRE), at)
        advice.crowd(side_of(SHIRE), at)
        quality.crowd(side_of(SHIRE), at)


def _load_demonstration(home: Path) -> None:
    """A copy is kept as it was just loaded, with how many steps and how much work it took."""
    steps: list[float] = []
    begun = time.process_time()
    loading.load(step=lambda: steps.append(0.0 if len(steps) % EACH else _unit()))
    units = [each for each in steps if each]
    worked = time.process_time() - begun - sum(units)
    took = {"steps": len(steps), "seconds_of_work": worked, "seconds_of_a_unit": fmean(units)}
    connections.close_all()
    copied = shutil.copytree(home, loaded_beside(home))
    (copied / TOOK).write_text(json.dumps(took))


def _unit() -> float:
    """What this machine takes for a fixed piece of work of the kind that a load is made of: machines differ,
    and so do their minutes, so it is done now and then between the steps of the load.
    """
    begun = time.process_time()
    for number in range(60):
        found = Case.objects.in_area(number).filter(child__family_name=str(number))
        str(found.select_related("child").order_by("pk").query)
    return time.process_time() - begun


def furnish(side: Side, at: datetime) -> None:
    """One of each record that an address may name."""
    officer = side.actor("nominated_officer")
    statement = _imported(side)
    outcome = statement.lines.filter(kind=LineKind.OUTCOME.value).order_by("-order")[0]
    actions = statement.lines.filter(kind=LineKind.ACTION.value)
    action = actions.exclude(statuses__code__in=FINISHED).order_by("-order")[0]
    post = side.first(Post)
    _work_on(officer, at, action, post)
    _ask_for_date(officer, at, outcome)
    _raise_risk(officer, at, statement, action)
    _set_up_workstream(officer, at, statement, post)
    _count(officer, at)
    measures.furnish(side, at)
    outcomes.furnish(side, at)
    board.furnish(side, at)
    casework.furnish(side, at)
    advice.furnish(side, at)
    quality.furnish(side, at)
    _messages(side, at)
    _take_emergency_access(side, at)


def _take_emergency_access(side: Side, at: datetime) -> None:
    """By somebody whom no test signs in: from then on each of their looks is recorded."""
    (taker,) = _people_in(side.area, ("designated_clinical_officer",), at, domain="nhs.example")
    arrival = arrive(person_id=taker.pk, area_slug=side.slug, at=at)
    assert arrival is not None
    take_emergency_access(
        actor=arrival.actor,
        at=at,
        reason="A tribunal asks for the evidence today.",
        hours=2,
        organisation=Organisation.objects.order_by("pk").first(),
    )


def _crowd(side: Side, at: datetime) -> None:
    """York's written statement again, sixty actions more, and thirty risks."""
    officer = side.actor("nominated_officer")
    for name in ("statement.json", "progress.json"):
        into = _imported(side).ref if name == "progress.json" else ""
        report = import_action_plan(
            actor=officer,
            at=at,
            upload=content.FOLDER / name,
            name=name,
            choice=ImportChoice(into=into),
        )
        assert report.result is ImportResult.IMPORTED, report
    statement = _imported(side)
    operations.add_weakness(
        actor=officer, at=at, statement_ref=statement.ref, number=9, title=LONG[:150]
    )
    crowd(officer, at, statement, CROWD)
    for line in statement.lines.filter(reference__startswith="9.1-A").order_by("pk")[:30]:
        _raise_risk(officer, at, statement, line, title=f"{LONG[:120]} {line.reference}")


def _people_in(
    area: LocalArea, roles: tuple[str, ...], at: datetime, *, domain: str = ""
) -> list[Person]:
    made = []
    manager = _operator(area.pk, area.slug, "people.edit", "access.administer", "access.grant")
    for role in roles:
        words = role.replace("_", " ")
        person = register_person(actor=manager, at=at, name=f"The {words} of {area.name}")
        email = f"{role.replace('_', '-')}@{area.slug}.{domain or 'example'}"
        create_account(actor=manager, at=at, person=person, email=email, password=PASSWORD)
        grant_role(
            actor=manager,
            at=at,
            person=person,
            role=role,
            purpose="For the tests",
            organisation=_organisation_of(role),
        )
        made.append(person)
    return made


def _organisation_of(role: str) -> Organisation | None:
    """Any, for a role that is held for one."""
    is_for_one = any(each.code == role and each.scope == ORGANISATION for each in ROLES)
    return Organisation.objects.order_by("pk").first() if is_for_one else None


def _operator(area_id: int, slug: str, *permissions: str) -> Actor:
    return system_actor(name="operator", area_id=area_id, area_slug=slug, permissions=permissions)


def _imported(side: Side) -> Statement:
    found: Statement = Statement.objects.in_area(side.area.pk).get(
        kind=StatementKind.WRITTEN_STATEMENT.value
    )
    return found


def _work_on(officer: Actor, at: datetime, action: Line, post: Post) -> None:
    operations.attach_evidence(
        actor=officer,
        at=at,
        line_ref=action.ref,
        new=NewEvidence("Board note", upload=ContentFile(TEXT, name="board.txt")),
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


def _raise_risk(
    officer: Actor, at: datetime, statement: Statement, action: Line, title: str = "Read too late"
) -> None:
    operations.raise_risk(
        actor=officer,
        at=at,
        statement_ref=statement.ref,
        details=RiskDetails(RiskKind.RISK, title, line_refs=(action.ref,)),
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
        member_from=at.date() - timedelta(days=120),
        post_ref=post.ref,
    )


def _count(officer: Actor, at: datetime) -> None:
    details = SeriesDetails("Plans on time, for the tests", "days", "The service's own count")
    made: Series = create_series(actor=officer, at=at, details=details)
    first = at.date().replace(day=1)
    new = NewFigure(first, at.date(), value=Decimal(60))
    enter_figure(actor=officer, at=at, series_ref=made.ref, new=new)


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


if __name__ == "__main__":
    make()
