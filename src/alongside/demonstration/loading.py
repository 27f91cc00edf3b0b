"""Loading the demonstration: what happened, in the order in which it happened.

One transaction holds it all, so that a load that is killed leaves nothing. Contents of documents
that were stored before a kill stay unreferenced in the store, which keeps each content once.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import transaction

from alongside.demonstration import (
    advice,
    advice_used,
    audit_reviews,
    audit_sweeps,
    audits,
    beginning,
    board,
    board_events,
    cases,
    content,
    events,
    families,
    figures,
    grown,
    learning,
    letters,
    measures,
    opening,
    outcomes,
    panels,
    published,
    shire,
    strategy,
)
from alongside.demonstration.stage import Moment, NotInContentError, Stage
from alongside.ledger.remembering import while_nothing_changes
from alongside.notices.operations import settle_history
from alongside.people import queries as people
from alongside.plan.commands import StatementDetails
from alongside.plan.operations import edit_statement
from alongside.plan.transfer import ImportResult, import_action_plan
from alongside.plan.transfer.importing import ImportChoice

BEGINS = "2020-06-08 08:00"
OPENS = "2020-06-12"
DATES_AGREED = "2020-06-15 09:00"
SERIES_BEGIN = "2022-01-10"
PROGRESS_PUBLISHED = "2022-09-05"
SHIRE_BEGINS = "2022-03-01 09:00"
UNREAD_SINCE = "2022-08-13 09:00"
ENDS = "2022-09-11 18:00"
DOCUMENT = StatementDetails(
    title="",
    inspected_from=date(2019, 12, 9),
    report_published_on=date(2020, 2, 28),
    submitted_on=date(2020, 5, 22),
    judged_fit_on=date(2020, 6, 5),
    fit_judge="Ofsted and the Care Quality Commission",
)
Stages = dict[str, Stage]


@dataclass(frozen=True, slots=True)
class Happening:
    at: datetime
    do: Callable[[Stages, datetime], None]


def is_begun() -> bool:
    """True when there is any local area: then nothing is loaded over it."""
    return bool(people.all_areas())


def is_here() -> bool:
    """Whether this home holds the demonstration's own area, and so the people who sign in to it."""
    return people.area_by_slug(content.read("places")["york"]["slug"]) is not None


def step_count() -> int:
    return len(_happenings())


@transaction.atomic
def load(*, step: Callable[[], object]) -> None:
    """Everything or nothing. Calls ``step`` after each happening."""
    stages: Stages = {}
    gc.disable()  # hardly anything of a load is let go before its end, and looking for it takes a tenth
    try:
        for happening in _happenings():
            happening.do(stages, happening.at)
            step()
    finally:
        gc.enable()


def _happenings() -> list[Happening]:
    """In time; what falls on one instant keeps the order of the lists."""
    found = [
        *_york(),
        *_living("york", content.read("living")),
        *_board(),
        *_figures(),
        *_published(),
        *_measures(),
        *_outcomes(),
        *_cases(),
        *_shire(),
        *_end(),
    ]
    return sorted(found, key=lambda happening: happening.at)


def _york() -> list[Happening]:
    at = content.instant
    listed = [
        Happening(at(BEGINS), _begin("york")),
        Happening(at(BEGINS), lambda stages, now: _import(stages["york"], "statement", now)),
        Happening(at(BEGINS), lambda stages, now: beginning.open_accounts(stages["york"], at=now)),
        Happening(at(BEGINS), lambda stages, now: _describe(stages["york"], now)),
        Happening(at(OPENS), lambda stages, now: opening.set_to_work(stages["york"], at=now)),
        Happening(
            at(DATES_AGREED), lambda stages, now: opening.agree_dates(stages["york"], at=now)
        ),
        Happening(
            at(content.read("strategy")["at"]),
            lambda stages, now: strategy.write_strategy(stages["york"], at=now),
        ),
        Happening(
            at(content.read("places")["succession"]["at"]),
            lambda stages, now: beginning.succeed(stages["york"], at=now),
        ),
        Happening(
            at(PROGRESS_PUBLISHED), lambda stages, now: _import(stages["york"], "progress", now)
        ),
    ]
    return listed + [Happening(at(day), _open_later(day)) for day in beginning.later_starts()]


def _shire() -> list[Happening]:
    facts = content.read("shire")
    return [
        Happening(content.instant(SHIRE_BEGINS), _begin("shire")),
        Happening(
            content.instant(SHIRE_BEGINS),
            lambda stages, now: beginning.open_accounts(stages["shire"], at=now),
        ),
        Happening(
            content.instant(facts["at"]),
            lambda stages, now: shire.write_plan(stages["shire"], at=now),
        ),
        *_living("shire", facts),
    ]


def _board() -> list[Happening]:
    facts = content.read(board.CONTENT)
    return [
        Happening(
            content.instant(facts["at"]),
            lambda stages, now: board.set_up_boards(stages["york"], at=now),
        ),
        Happening(
            content.instant(facts["terms_later"]["agreed"]),
            lambda stages, now: board.change_terms(stages["york"], at=now),
        ),
        *_board_events(facts["events"]),
    ]


def _board_events(listed: Iterable[dict[str, Any]]) -> Iterator[Happening]:
    """The reports of one moment are filed together: none changes what the next one reads."""
    for (on, is_report), group in groupby(
        listed, lambda each: (each["on"], each["do"] == "report")
    ):
        if is_report:
            yield Happening(content.instant(on), _reports([_board_event(each) for each in group]))
        else:
            yield from (Happening(content.instant(on), _board_event(each)) for each in group)


def _reports(
    filed: Sequence[Callable[[Stages, datetime], None]],
) -> Callable[[Stages, datetime], None]:
    def happen(stages: Stages, now: datetime) -> None:
        with while_nothing_changes():
            for each in filed:
                each(stages, now)

    return happen


def _living(key: str, facts: Mapping[str, Any]) -> list[Happening]:
    return [Happening(content.instant(each["on"]), _event(key, each)) for each in facts["events"]]


def _figures() -> list[Happening]:
    begins = [
        Happening(
            content.instant(SERIES_BEGIN),
            lambda stages, now: figures.begin_series(stages["york"], at=now),
        ),
        Happening(
            content.instant(SERIES_BEGIN),
            lambda stages, now: strategy.link_figures(stages["york"], at=now),
        ),
    ]
    entered = [
        Happening(content.instant(f"{each['entered']} 09:30"), _figure(each))
        for each in figures.published()
    ]
    return begins + entered


def _published() -> list[Happening]:
    return [
        Happening(content.instant(each["on"]), _bring_in(each)) for each in published.releases()
    ]


def _bring_in(facts: dict[str, Any]) -> Callable[[Stages, datetime], None]:
    return lambda stages, now: published.bring_in(facts, at=now)


def _measures() -> list[Happening]:
    facts, at = content.read(measures.CONTENT), content.instant
    told = [Happening(at(each["on"]), _told(measures.tell, each)) for each in facts["stories"]]
    noted = [Happening(at(each["on"]), _told(measures.note, each)) for each in facts["notes"]]
    return [
        Happening(
            at(facts["defined"]), lambda stages, now: measures.define(stages["york"], at=now)
        ),
        Happening(at(facts["linked"]), lambda stages, now: measures.tie(stages["york"], at=now)),
        *told,
        *noted,
    ]


def _outcomes() -> list[Happening]:
    return [Happening(at, _outcome(do, facts)) for at, do, facts in outcomes.happenings()]


def _outcome(do: outcomes.Do, facts: dict[str, Any]) -> Callable[[Stages, datetime], None]:
    def happen(stages: Stages, now: datetime) -> None:
        stage = stages["york"]
        do(stage, Moment(now, facts, stage.actor(facts["by"], now)))

    return happen


def _cases() -> list[Happening]:
    found = (
        *cases.happenings(),
        *grown.happenings(),
        *families.happenings(),
        *letters.happenings(),
        *panels.happenings(),
        *advice.happenings(),
        *advice_used.happenings(),
        *audits.happenings(),
        *audit_sweeps.happenings(),
        *audit_reviews.happenings(),
        *learning.happenings(),
    )
    return [Happening(at, _in_york(do)) for at, do in found]


def _in_york(do: cases.Do) -> Callable[[Stages, datetime], None]:
    return lambda stages, now: do(stages["york"], now)


def _told(do: Callable[..., None], facts: dict[str, Any]) -> Callable[[Stages, datetime], None]:
    return lambda stages, now: do(stages["york"], at=now, facts=facts)


def _end() -> list[Happening]:
    """Nobody is e-mailed about the years before, and their messages are not left to be read."""
    at = content.instant(ENDS)
    return [Happening(at, _settle(key)) for key in ("york", "shire")]


def _settle(key: str) -> Callable[[Stages, datetime], None]:
    since = content.instant(UNREAD_SINCE)
    return lambda stages, now: settle_history(actor=stages[key].loader, at=now, read_before=since)


def _begin(key: str) -> Callable[[Stages, datetime], None]:
    def begin(stages: Stages, now: datetime) -> None:
        stages[key] = beginning.begin_area(key, at=now)

    return begin


def _open_later(day: str) -> Callable[[Stages, datetime], None]:
    return lambda stages, now: beginning.open_accounts(stages["york"], at=now, starting=day)


def _event(key: str, facts: dict[str, Any]) -> Callable[[Stages, datetime], None]:
    def happen(stages: Stages, now: datetime) -> None:
        stage = stages[key]
        events.happen(stage, Moment(now, facts, stage.actor(facts["by"], now)))

    return happen


def _board_event(facts: dict[str, Any]) -> Callable[[Stages, datetime], None]:
    def happen(stages: Stages, now: datetime) -> None:
        stage = stages["york"]
        moment = Moment(now, facts, stage.actor(facts["by"], now))
        board_events.EVENTS[facts["do"]](stage, moment)

    return happen


def _figure(facts: dict[str, Any]) -> Callable[[Stages, datetime], None]:
    def enter(stages: Stages, now: datetime) -> None:
        stage = stages["york"]
        figures.enter(stage, Moment(now, facts, stage.actor(figures.ANALYST, now)))

    return enter


def _import(stage: Stage, name: str, now: datetime) -> None:
    path = content.FOLDER / f"{name}.json"
    into = stage.statements[0].ref if stage.statements else ""
    report = import_action_plan(
        actor=stage.loader,
        at=now,
        upload=path,
        name=path.name,
        choice=ImportChoice(into=into),
    )
    if report.result is not ImportResult.IMPORTED:
        raise NotInContentError(report.sentence)
    if not stage.statements:
        stage.add_statement(report.statement_ref)


def _describe(stage: Stage, now: datetime) -> None:
    """The dates of the document itself, which its own text does not give."""
    statement = stage.statements[0]
    edit_statement(
        actor=stage.loader,
        at=now,
        statement_ref=statement.ref,
        expected_version=statement.version,
        details=replace(
            DOCUMENT,
            title=statement.title,
            timescale_months=statement.timescale_months,
            timescale_text=statement.timescale_text,
            embedded_review_points=statement.embedded_review_points,
        ),
    )
