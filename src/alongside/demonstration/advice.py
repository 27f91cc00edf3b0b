"""Invented advice in some of the invented cases: in time, late, sent back, not known, and come by post. Social care
offers help to a child whom it does not know.

The cases say already when the body was asked and when it received the request; the requests take that over.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from alongside.advice.keeping import Said
from alongside.advice.operations import answering, asking, checking, giving, offering, rows
from alongside.advice.operations.asking import NewRequest
from alongside.advice.operations.checking import NewCheck
from alongside.advice.operations.giving import Written
from alongside.advice.operations.offering import NewAnswer, NewOffer
from alongside.advice.operations.rows import NewRow
from alongside.demonstration import content
from alongside.demonstration.stage import Stage
from alongside.kernel.actor import Actor

CONTENT = "advice"
REQUEST, PART, GIVEN = "advice request", "advice part", "advice given"
POINT = "clinical-officer"
Do = Callable[[Stage, datetime], None]
Facts = Mapping[str, Any]


def happenings() -> Iterator[tuple[datetime, Do]]:
    facts = content.read(CONTENT)
    for each in facts["requests"]:
        yield content.instant(each["asked"]), partial(_ask, facts, each)
        for name, do in _STEPS.items():
            if name in each:
                yield content.instant(each[name]["at"]), partial(do, each, each[name])


def _ask(facts: Facts, each: Facts, stage: Stage, at: datetime) -> None:
    new = NewRequest(
        adviser=each.get("adviser", "health"),
        post_ref=stage.post(each.get("post", facts["point"])).ref,
        asks=each.get("asks", facts["asks"]),
        said=Said(on=at.date()),
    )
    case_ref = stage.ref("case", each["case"])
    made = asking.ask_for_advice(actor=_officer(stage, at), at=at, case_ref=case_ref, new=new)
    stage.remember(REQUEST, each["case"], made.ref)


def _share(each: Facts, facts: Facts, stage: Stage, at: datetime) -> None:
    services = [(service, stage.post(title).ref) for service, title in facts["services"]]
    made = asking.share_request(
        actor=stage.actor(POINT, at),
        at=at,
        request_ref=stage.ref(REQUEST, each["case"]),
        services=services,
        said=Said(on=at.date()),
    )
    for part in made:
        stage.remember(PART, f"{each['case']} {part.adviser}", part.ref)


def _give(each: Facts, facts: Facts, stage: Stage, at: datetime) -> None:
    made = giving.give_advice(
        actor=stage.actor(facts["by"], at),
        at=at,
        request_ref=_part(each, facts, stage),
        expected_version=0,
        new=_written(facts),
    )
    stage.remember(GIVEN, each["case"], made.ref)


def _write(each: Facts, facts: Facts, stage: Stage, at: datetime) -> None:
    actor = stage.actor(facts["by"], at)
    made = giving.save_writing(
        actor=actor,
        at=at,
        request_ref=_part(each, facts, stage),
        expected_version=0,
        new=_written(facts),
    )
    for row in facts["rows"]:
        rows.mark_row(actor=actor, at=at, submission_ref=made.ref, new=NewRow(**row))


def _send_back(each: Facts, facts: Facts, stage: Stage, at: datetime) -> None:
    new = NewCheck(outcome="sent_back", reasons=facts["reasons"], themes=facts["themes"])
    ref = stage.ref(GIVEN, each["case"])
    checking.check_advice(actor=stage.actor(POINT, at), at=at, submission_ref=ref, new=new)


def _not_known(each: Facts, facts: Facts, stage: Stage, at: datetime) -> None:
    answering.answer_not_known(
        actor=stage.actor(facts.get("by", POINT), at),
        at=at,
        request_ref=stage.ref(REQUEST, each["case"]),
        said=Said(on=at.date(), note=facts["note"]),
    )


def _offer(each: Facts, facts: Facts, stage: Stage, at: datetime) -> None:
    """The family has not answered yet."""
    new = NewOffer(
        kind=facts["kind"],
        offered_on=at.date(),
        offered_by=facts["offered_by"],
        answer=NewAnswer(says="waiting"),
    )
    ref = stage.ref(REQUEST, each["case"])
    offering.record_offer(actor=stage.actor(facts["by"], at), at=at, request_ref=ref, new=new)


def _enter(each: Facts, facts: Facts, stage: Stage, at: datetime) -> None:
    made = giving.enter_advice(
        actor=_officer(stage, at),
        at=at,
        request_ref=stage.ref(REQUEST, each["case"]),
        new=_written(facts),
        said=Said(on=date.fromisoformat(facts["on"]), source=facts["source"]),
    )
    stage.remember(GIVEN, each["case"], made.ref)


def _accept(each: Facts, facts: Facts, stage: Stage, at: datetime) -> None:
    actor, ref = stage.actor(facts["by"], at), stage.ref(GIVEN, each["case"])
    new = NewCheck(outcome="accepted")
    checking.check_advice(actor=actor, at=at, submission_ref=ref, new=new)


_STEPS: Mapping[str, Callable[[Facts, Facts, Stage, datetime], None]] = {
    "shared": _share,
    "given": _give,
    "sent_back": _send_back,
    "writing": _write,
    "not_known": _not_known,
    "offered": _offer,
    "entered": _enter,
    "accepted": _accept,
}


def _part(each: Facts, facts: Facts, stage: Stage) -> str:
    return stage.ref(PART, f"{each['case']} {facts.get('part', 'camhs')}")


def _written(facts: Facts) -> Written:
    return Written(
        text=facts["text"],
        author_name=facts["author"],
        author_role=facts["role"],
        registration=facts["registration"],
        seen_on=date.fromisoformat(facts["seen_on"]),
        basis=facts["basis"],
    )


def _officer(stage: Stage, at: datetime) -> Actor:
    return stage.actor("ehc-coordinator", at)
