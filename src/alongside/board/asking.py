"""Putting a question of the board to a post: parts of operations, which record them."""

from datetime import date, datetime

from django.urls import reverse

from alongside.board import perms
from alongside.board.models import Board, Challenge, ChallengeAnswer
from alongside.board.queries.governance import seats_on
from alongside.board.queries.reaching import reach_now
from alongside.board.recorded_twice import check_is_new
from alongside.board.rules.challenges import RAISERS, Judge, number_of, seat_of
from alongside.board.rules.codes import ChallengeKind, SeatKind
from alongside.board.rules.governance import check_post_is_open
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Hidden, Refusal
from alongside.notices.telling import tell_holders
from alongside.people.finding import find_post
from alongside.people.models import Post
from alongside.web.clock import london_day

MEMBERS = (SeatKind.CHAIR, SeatKind.VICE_CHAIR, SeatKind.MEMBER)


def put(
    actor: Actor, at: datetime, board: Board, kind: ChallengeKind, **facts: object
) -> Challenge:
    """Under the next number of its kind. The board is locked already."""
    check_is_new(
        Challenge.objects.visible_to(actor).filter(kind=kind.value, withdrawn_at=None, **facts),
        actor,
        at,
    )
    count = Challenge.objects.visible_to(actor).filter(kind=kind.value).count()
    asked: Challenge = Challenge.objects.create(
        area_id=actor.area_id,
        board=board,
        kind=kind.value,
        number=number_of(kind, count),
        recorded_at=at,
        recorded_by_id=actor.person_id,
        **facts,
    )
    tell_owner(actor, at, asked)
    return asked


def tell_owner(actor: Actor, at: datetime, asked: Challenge) -> None:
    """Whoever holds the post today, once for each post that is asked and each day."""
    day = day_in_words(asked.due_on)
    key = f"board.{asked.kind}:{asked.ref}:{asked.owner.ref}:{asked.due_on}"
    if asked.kind == ChallengeKind.RECOMMENDATION:
        tell_holders(
            actor=actor,
            posts=[asked.owner],
            sentence=f"Scrutiny asks you to answer {asked.number}, by {day}.",
            address=address_of(actor, asked),
            at=at,
            key=key,
        )
    else:
        tell_holders(
            actor=actor,
            posts=[asked.owner],
            sentence=f"The board asks you to answer {asked.number}, by {day}.",
            address=address_of(actor, asked),
            at=at,
            key=key,
        )


def address_of(actor: Actor, asked: Challenge) -> str:
    return reverse("board:challenge", args=[actor.area_slug, asked.ref])


def office_of(actor: Actor) -> SeatKind:
    """In which the actor challenges. Raises Refusal."""
    return seat_of(h.role for h in actor.holdings if perms.CHALLENGE in h.permissions)


def post_to_answer(actor: Actor, ref: str, kind: ChallengeKind, at: datetime) -> Post:
    """An open post of the area whose holder can answer, or can be told in another way. Raises Refusal
    or Hidden.
    """
    post = find_post(actor, ref)
    if post is None:
        raise Refusal("Choose the post that is to answer.", field="owner")
    check_post_is_open(post.closed_on, on=london_day(at), title=post.title, field="owner")
    reach = reach_now(actor, post, kind, at=at)
    if not reach.is_askable:
        raise Refusal(reach.words, field="owner")
    return post


def check_sits(actor: Actor, board: Board, owner: Post, today: date) -> None:
    """Scrutiny recommends to members of the board only. Raises Refusal."""
    seats = seats_on(actor, board.pk, today)
    if owner.pk not in {seat.post_id for seat in seats if seat.kind in MEMBERS}:
        raise Refusal(
            "Scrutiny recommends to the members of the board. Choose one of their posts.",
            field="owner",
        )


def judge_of(actor: Actor, *, recorded_by: int | None, answered_by: int | None) -> Judge:
    """How the actor stands to a challenge that these people recorded and answered."""
    offices = {h.role for h in actor.holdings if perms.CHALLENGE in h.permissions}
    is_somebody = actor.person_id is not None
    return Judge(
        offices=frozenset(seat for seat in RAISERS if seat.value in offices),
        of_scrutiny=actor.may(perms.RECOMMEND),
        recorded_it=is_somebody and recorded_by == actor.person_id and actor.may(perms.RUN),
        answered_it=is_somebody and answered_by == actor.person_id,
    )


def judge_of_it(actor: Actor, asked: Challenge) -> Judge:
    """The same of the record itself. Raises Hidden to those who never ask anything of its kind."""
    asks = [perms.CHALLENGE]
    if asked.kind == ChallengeKind.RECOMMENDATION:
        asks += [perms.RECOMMEND, perms.RUN]
    if not any(actor.may(each) for each in asks):
        raise Hidden(perms.CHALLENGE)
    answer: ChallengeAnswer | None = getattr(asked, "answer", None)
    return judge_of(
        actor,
        recorded_by=asked.recorded_by_id,
        answered_by=answer.answered_by_id if answer else None,
    )
