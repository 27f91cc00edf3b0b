"""Requests for advice and whoever asks, answers and looks after them, made by the real operations."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from alongside.advice import perms
from alongside.advice.keeping import Said
from alongside.advice.models import AdviceRequest, AdviceSubmission
from alongside.advice.operations import answering, asking, checking, giving
from alongside.advice.operations.asking import NewRequest
from alongside.advice.operations.checking import NewCheck
from alongside.advice.operations.giving import Written
from alongside.casework.models import Case
from alongside.kernel.actor import Actor
from alongside.people.models import LocalArea, Post
from tests.casework.factories import HEAD, OFFICER, happen, make_case, make_officer

ASKED = date(2025, 4, 14)
RECEIVED = date(2025, 4, 15)
DUE = RECEIVED + timedelta(days=42)
ASKER = OFFICER | {perms.ASK}
ANSWERS = frozenset({perms.ANSWER})
CLINICAL = frozenset({perms.OVERSEE_HEALTH})
GOOD = Written(
    text="One 45-minute session a week by a therapist will be given for three terms.",
    author_name="Sal Speech",
    author_role="Speech and language therapist",
)


@dataclass
class Somebody:
    actor: Actor
    post: Post


@dataclass
class Place:
    """An area with a case under assessment, and everybody who has to do with its advice."""

    area: LocalArea
    officer: Somebody
    head: Somebody
    doctor: Somebody
    point: Somebody
    speech: Somebody
    physio: Somebody
    camhs: Somebody
    case: Case


def make_place(area: LocalArea) -> Place:
    officer = somebody(area, "Olive Officer", ASKER)
    head = somebody(area, "Hetty Head", HEAD | {perms.ASK, perms.OVERSEE_EDUCATION})
    case = assessed(head.actor, officer.post)
    return Place(
        area=area,
        officer=officer,
        head=head,
        doctor=somebody(area, "Dora Doctor", CLINICAL),
        point=somebody(area, "Paul Point", ANSWERS),
        speech=somebody(area, "Sal Speech", ANSWERS),
        physio=somebody(area, "Phil Physio", ANSWERS),
        camhs=somebody(area, "Cam Health", ANSWERS),
        case=case,
    )


def somebody(area: LocalArea, name: str, grants: frozenset[str]) -> Somebody:
    return Somebody(*make_officer(area, name, grants))


def assessed(head: Actor, post: Post, **child: object) -> Case:
    """Asked for on 3 March and agreed on 10 April 2025."""
    case = make_case(head, post, **child)
    happen(head, case, "request_received")
    happen(head, case, "decided_to_assess", date(2025, 4, 10))
    return case


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def after(days: int) -> date:
    """So many days after the receipt at the single point."""
    return RECEIVED + timedelta(days=days)


def ask(place: Place, *, adviser: str = "health", post: Post | None = None) -> AdviceRequest:
    new = NewRequest(
        adviser=adviser,
        post_ref=(post or place.point.post).ref,
        said=Said(on=ASKED),
    )
    return asking.ask_for_advice(
        actor=place.officer.actor, at=noon(ASKED), case_ref=place.case.ref, new=new
    )


def receive(place: Place, request: AdviceRequest, on: date = RECEIVED) -> AdviceRequest:
    return answering.receive_request(
        actor=place.officer.actor, at=noon(on), request_ref=request.ref, said=Said(on=on)
    )


def asked_and_received(place: Place, **how: object) -> AdviceRequest:
    return receive(place, ask(place, **how))  # type: ignore[arg-type]


def share(
    place: Place, whole: AdviceRequest, *services: tuple[str, Somebody], on: date = RECEIVED
) -> list[AdviceRequest]:
    return asking.share_request(
        actor=place.doctor.actor,
        at=noon(on),
        request_ref=whole.ref,
        services=[(name, who.post.ref) for name, who in services],
        said=Said(on=on),
    )


def give(who: Somebody, request: AdviceRequest, on: date, new: Written = GOOD) -> AdviceSubmission:
    return giving.give_advice(
        actor=who.actor, at=noon(on), request_ref=request.ref, expected_version=0, new=new
    )


def check(
    who: Somebody, submission: AdviceSubmission, on: date, outcome: str, **said: object
) -> object:
    return checking.check_advice(
        actor=who.actor,
        at=noon(on),
        submission_ref=submission.ref,
        new=NewCheck(outcome=outcome, **said),  # type: ignore[arg-type]
    )


def said_on(day: date, note: str = "") -> Said:
    return Said(on=day, note=note)
