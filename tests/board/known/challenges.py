"""Challenges and recommendations: one of each that waits, one that is answered, and many of both."""

from datetime import datetime, timedelta

from alongside.access.roles import permissions_of
from alongside.board import perms
from alongside.board.asking import MEMBERS
from alongside.board.models import Board, Challenge
from alongside.board.operations.answers import answer_challenge
from alongside.board.operations.challenges import (
    NewChallenge,
    NewRecommendation,
    raise_challenge,
    recommend,
)
from alongside.board.operations.governance import BoardDetails, NewSeat, add_seat, create_board
from alongside.board.queries.governance import improvement_board, seats_on
from alongside.board.rules.challenges import Reply
from alongside.board.rules.codes import AnswerVerdict, BoardKind, SeatKind
from alongside.board.rules.codes import Side as Whom
from alongside.people.models import Post
from alongside.plan.models import Line
from alongside.web.clock import london_day
from tests.filling import Fill, nothing, ref
from tests.make_lines import LONG, UNBROKEN
from tests.world import Side

_WAITS = ref(Challenge, kind="recommendation", answer=None)
_WAITING_TEXT = "Publish how long families wait, every quarter."
_OURS = ref(Challenge, kind="recommendation", text=_WAITING_TEXT)
_ANSWERED = ref(
    Challenge, kind="recommendation", answer__isnull=False, satisfied_on=None, followed_by=None
)
MANY = 12
FORTNIGHT, YEAR = timedelta(days=14), timedelta(days=365)

ADDRESSES: dict[str, Fill] = {
    "board:challenges": nothing,
    "board:raise_challenge": nothing,
    "board:recommend": nothing,
    "board:challenge": _WAITS,
    "board:answer_challenge": _OURS,
    "board:give_challenge": _WAITS,
    "board:withdraw_challenge": _WAITS,
    "board:find_answer_good": _ANSWERED,
    "board:ask_again": _ANSWERED,
}
"""All name recommendations, which everybody who may open such a page may see."""
NARROWER = {"board:answer_challenge": "board.run"}
"""For whoever holds the post that was asked, and for those who run the board."""


def board_of(side: Side, at: datetime) -> Board:
    """The improvement board, made if no other subject has."""
    actor = side.actor("nominated_officer")
    made = improvement_board(actor)
    if made is not None:
        return made
    details = BoardDetails(title="SEND Improvement Board")
    return create_board(actor=actor, at=at, kind=BoardKind.IMPROVEMENT, details=details)


def member_of(side: Side, at: datetime) -> Post:
    """A post that sits on the board as a member, seated if none does.

    Nobody holds it who answers only as its holder, so that a role alone decides who may answer.
    """
    actor, board = side.actor("nominated_officer"), board_of(side, at)
    answering = {
        account.person_id
        for role, account in side.accounts.items()
        if perms.RUN not in permissions_of(role)
    }
    for seat in seats_on(actor, board.pk, london_day(at)):
        if seat.post is None or seat.kind not in MEMBERS:
            continue
        if not seat.post.holdings.filter(person_id__in=answering).exists():
            return seat.post
    post: Post = side.first(Post, closed_on=None)
    new = NewSeat(SeatKind.MEMBER, Whom.HEALTH, london_day(at) - YEAR, post_ref=post.ref)
    add_seat(actor=actor, at=at, board_ref=board.ref, new=new)
    return post


def furnish(side: Side, at: datetime) -> None:
    _challenge(side, at, "Why is the strategy late?")
    _recommend(side, at, _WAITING_TEXT)
    _answer(side, at, _recommend(side, at, "Tell families who to ask."), "partly")


def crowd(side: Side, at: datetime) -> None:
    for number in range(MANY):
        asked = _challenge(side, at, f"{LONG}{UNBROKEN} {number}")
        if number % 3 == 0:
            _answer(side, at, asked, "answered")
        _recommend(side, at, f"{LONG}{number}")


def _challenge(side: Side, at: datetime, text: str) -> Challenge:
    new = NewChallenge(
        text=text,
        owner_ref=member_of(side, at).ref,
        due_on=london_day(at) + FORTNIGHT,
        line_ref=side.first(Line, kind="action").ref,
    )
    return raise_challenge(actor=side.actor("chair"), at=at, new=new)


def _recommend(side: Side, at: datetime, text: str) -> Challenge:
    new = NewRecommendation(
        text=text,
        from_board_ref=_committee(side, at).ref,
        owner_ref=member_of(side, at).ref,
        raised_on=london_day(at),
        due_on=london_day(at) + FORTNIGHT,
    )
    return recommend(actor=side.actor("nominated_officer"), at=at, new=new)


def _answer(side: Side, at: datetime, asked: Challenge, verdict: str) -> None:
    reply = Reply(AnswerVerdict(verdict), f"{LONG}From next month on.", london_day(at))
    actor = side.actor("nominated_officer")
    answer_challenge(actor=actor, at=at, challenge_ref=asked.ref, reply=reply)


def _committee(side: Side, at: datetime) -> Board:
    rows = Board.objects.in_area(side.area.pk).filter(kind=BoardKind.SCRUTINY.value)
    found: Board | None = rows.first()
    if found is not None:
        return found
    details = BoardDetails(title="Children’s Scrutiny Committee")
    return create_board(
        actor=side.actor("nominated_officer"), at=at, kind=BoardKind.SCRUTINY, details=details
    )
