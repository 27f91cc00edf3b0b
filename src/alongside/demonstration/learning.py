"""What the invented round of audits taught: findings under themes, a lesson that was acted on and compared, and
one that nobody acted on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from alongside.demonstration import content
from alongside.demonstration.audits import CONTENT as AUDITS
from alongside.demonstration.audits import LEAD, ROUND
from alongside.demonstration.stage import Stage
from alongside.people.operations import change_post, create_post
from alongside.quality.learning_work import compare_due
from alongside.quality.operations import learning
from alongside.quality.queries.rounds import round_page
from alongside.quality.rules.codes import Seat
from alongside.quality.rules.learning import NewChange, NewFinding, NewLesson

CONTENT = "learning"
THEME, LESSON, CHANGE = "theme", "lesson", "lesson change"
Do = Callable[[Stage, datetime], None]
Facts = Mapping[str, Any]


def happenings() -> Iterator[tuple[datetime, Do]]:
    facts, at = content.read(CONTENT), content.instant
    yield at(facts["teams"]["at"]), partial(_set_teams, facts["teams"]["posts"])
    for each in facts["findings"]:
        yield at(each["at"]), partial(_find, each)
    for each in facts["lessons"]:
        yield at(each["at"]), partial(_write, each)
        for change in each["changes"]:
            yield at(change["at"]), partial(_plan, each["title"], change)
            yield at(change["made"]), partial(_make, each["title"])
    yield at(facts["compared"]), _compare


def _set_teams(posts: Sequence[Facts], stage: Stage, at: datetime) -> None:
    """One post has its team from then on, and another is made for the second team. Nobody holds it."""
    for each in posts:
        known = stage.find_post(each["post"])
        told = {"actor": stage.loader, "at": at, "title": each["post"], "team": each["team"]}
        if known is None:
            create_post(organisation=stage.post(each["like"]).organisation, **told)
        else:
            change_post(
                ref=known.ref,
                expected_version=known.version,
                organisation=known.organisation,
                **told,
            )


def _find(facts: Facts, stage: Stage, at: datetime) -> None:
    new = NewFinding(
        audit=_audit_of(stage, at, facts["place"]),
        question=facts["question"],
        agency=facts["agency"],
        kind=facts["kind"],
        words=facts["words"],
        theme=_theme(stage, at, facts["theme"]),
    )
    learning.record_finding(actor=stage.actor(LEAD, at), at=at, new=new)


def _theme(stage: Stage, at: datetime, title: str) -> str:
    """Named with its first finding."""
    try:
        return stage.ref(THEME, title)
    except LookupError:
        made = learning.name_theme(actor=stage.actor(LEAD, at), at=at, title=title)
        stage.remember(THEME, title, made.ref)
        return made.ref


def _write(facts: Facts, stage: Stage, at: datetime) -> None:
    new = NewLesson(
        theme=stage.ref(THEME, facts["theme"]),
        title=facts["title"],
        words=facts["words"],
        effect=facts["effect"],
        owner=stage.post(facts["owner"]).ref,
        due_on=date.fromisoformat(facts["due"]),
        tool=facts["tool"],
        question=facts["question"],
    )
    made = learning.write_lesson(actor=stage.actor(LEAD, at), at=at, new=new)
    stage.remember(LESSON, facts["title"], made.ref)


def _plan(title: str, facts: Facts, stage: Stage, at: datetime) -> None:
    new = NewChange(
        kind=facts["kind"],
        words=facts["words"],
        owner=stage.post(facts["owner"]).ref,
        due_on=date.fromisoformat(facts["due"]),
        teams=tuple(facts["teams"]),
    )
    lesson = stage.ref(LESSON, title)
    made = learning.plan_change(actor=stage.actor(LEAD, at), at=at, lesson_ref=lesson, new=new)
    stage.remember(CHANGE, title, made.ref)


def _make(title: str, stage: Stage, at: datetime) -> None:
    learning.make_change(
        actor=stage.actor(LEAD, at),
        at=at,
        change_ref=stage.ref(CHANGE, title),
        done_on=at.date(),
    )


def _compare(stage: Stage, at: datetime) -> None:
    """As the worker does once a month."""
    compare_due(at=at, today=at.date())


def _audit_of(stage: Stage, at: datetime, place: int) -> str:
    """The first auditor’s, of an item that is marked once, in the order of the draw."""
    found = round_page(stage.actor(LEAD, at), round_ref=stage.ref(ROUND, AUDITS))
    item = [each for each in found.items if not each.is_double][place - 1]
    return next(each.ref for each in item.audits if each.seat is Seat.FIRST)
