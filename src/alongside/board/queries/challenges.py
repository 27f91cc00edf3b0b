"""Challenges and scrutiny's recommendations, where each stands on a day, and who is to answer.

Whoever reads the board's work sees all of it. Whoever reads only what was issued, such as an elected
scrutiny member, sees the recommendations and their responses.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from alongside.board import perms
from alongside.board.models import Challenge, ChallengeAnswer, ChallengeMove, Seat
from alongside.board.queries.challenge_values import (
    AnswerView,
    ChallengePage,
    ChallengeView,
    MoveView,
    OtherChallenge,
    Subject,
    Withdrawal,
)
from alongside.board.queries.governance import check_may_read
from alongside.board.queries.reaching import reach_now
from alongside.board.rules.challenges import (
    Asked,
    Standing,
    is_miss,
    late_days,
    standing,
    standing_words,
)
from alongside.board.rules.codes import AnswerVerdict, ChallengeKind, SeatKind, Voice
from alongside.board.words import ANSWER_VERDICTS, CHALLENGE_KINDS, SEAT_KINDS
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.finding import found
from alongside.people.models import Post, PostHolding
from alongside.people.queries import holders_of, words_of_organisations
from alongside.people.scoping import AreaQuerySet
from alongside.web.clock import london_day, start_of_day

COLOURS = {
    Standing.WAITING: "amber",
    Standing.LATE: "red",
    Standing.ANSWERED: "blue",
    Standing.GOOD: "green",
    Standing.ASKED_AGAIN: "grey",
    Standing.WITHDRAWN: "grey",
}
_BESIDE = (
    "line",
    "workstream",
    "owner__organisation",
    "from_board",
    "recorded_by",
    "withdrawn_by",
    "answer__answered_by",
    "follows",
    "followed_by",
)


def open_on(actor: Actor, day: date) -> tuple[ChallengeView, ...]:
    """Raised by the day and not answered by its end, the longest due first, in two queries.

    These stand on the agenda of every meeting until they are answered or withdrawn.
    """
    return _views(_seen(actor).filter(unanswered_on(day)).order_by("due_on", "id"), day)


def unanswered_on(day: date) -> Q:
    """Recorded by the end of the day, and neither answered nor withdrawn here by then."""
    end = start_of_day(day + timedelta(days=1))
    is_waiting = Q(answer=None) | Q(answer__answered_at__gte=end)
    return is_waiting & (Q(withdrawn_at=None) | Q(withdrawn_at__gte=end)) & Q(recorded_at__lt=end)


def all_challenges(actor: Actor, today: date) -> tuple[ChallengeView, ...]:
    """Everything this person may see, the newest first, in two queries."""
    return _views(_seen(actor).order_by("-raised_on", "-id"), today)


def challenge_page(actor: Actor, *, challenge_ref: str, today: date, at: datetime) -> ChallengePage:
    """``at`` says whom it reaches now. Raises Hidden."""
    view = challenge(actor, challenge_ref=challenge_ref, today=today)
    moves = (
        ChallengeMove.objects.visible_to(actor)
        .filter(challenge_id=view.id)
        .select_related("old_owner", "moved_by")
        .order_by("moved_at", "id")
    )
    return ChallengePage(view, tuple(_move(each) for each in moves), _untold(actor, view, at))


def _untold(actor: Actor, view: ChallengeView, at: datetime) -> str:
    """While it waits: what whoever asked has to do, since no message reaches a holder who may answer."""
    if not view.is_open or not view.holders:
        return ""
    owner = found(Post, actor, view.owner_ref)
    reach = reach_now(actor, owner, view.kind, at=at)
    if reach.may_not and not reach.is_askable:
        return f"{' and '.join(reach.may_not)} cannot open and answer this here."
    return reach.words


def challenge(actor: Actor, *, challenge_ref: str, today: date) -> ChallengeView:
    """Raises Hidden."""
    views = _views(_seen(actor).filter(ref=challenge_ref), today)
    if not views:
        raise Hidden("challenge")
    return views[0]


def challenges_about(
    actor: Actor, *, today: date, line_ref: str = "", workstream_ref: str = ""
) -> tuple[ChallengeView, ...]:
    """What was asked about one line or one workstream, the newest first."""
    rows = _seen(actor)
    about = (
        rows.filter(line__ref=line_ref) if line_ref else rows.filter(workstream__ref=workstream_ref)
    )
    return _views(about.order_by("-raised_on", "-id"), today)


def seen_challenges(actor: Actor) -> AreaQuerySet:
    """All of them for whoever reads the board's work, the recommendations for other readers of packs.

    Raises Hidden.
    """
    check_may_read(actor)
    rows = Challenge.objects.visible_to(actor)
    if actor.may_somewhere(perms.VIEW):
        return rows
    return rows.filter(kind=ChallengeKind.RECOMMENDATION.value)


def _seen(actor: Actor) -> AreaQuerySet:
    forums = Seat.objects.visible_to(actor).filter(post=OuterRef("owner"), voice=Voice.FORUM.value)
    rows: AreaQuerySet = seen_challenges(actor).annotate(of_forum=Exists(forums))
    return rows


def _views(wanted: AreaQuerySet, on: date) -> tuple[ChallengeView, ...]:
    rows: Sequence[Challenge] = list(wanted.select_related(*_BESIDE))
    held = holders_of([row.owner for row in rows], on)
    bodies = {row.owner.organisation for row in rows}
    names = words_of_organisations(bodies, on) if bodies else {}
    return tuple(_view(row, held, names, on) for row in rows)


def _view(
    row: Challenge,
    held: Mapping[int, Sequence[PostHolding]],
    names: Mapping[int, str],
    on: date,
) -> ChallengeView:
    asked = asked_of(row)
    where = standing(asked, on)
    return ChallengeView(
        id=row.pk,
        ref=row.ref,
        version=row.version,
        kind=asked.kind,
        kind_label=CHALLENGE_KINDS[asked.kind],
        number=row.number,
        by=row.from_board.title if row.from_board else SEAT_KINDS[SeatKind(row.by_seat)],
        recorded_by_id=row.recorded_by_id,
        recorded_by=row.recorded_by.name if row.recorded_by else "",
        recorded_on=london_day(row.recorded_at),
        by_seat=asked.by_seat,
        raised_on=row.raised_on,
        text=row.text,
        subject=_subject(row),
        due_on=row.due_on,
        standing=where,
        standing_words=standing_words(asked, on),
        colour=COLOURS[where],
        late_days=late_days(asked, on),
        answer=_answer(_answer_of(row)),
        satisfied_on=row.satisfied_on,
        withdrawn=_withdrawal(row),
        follows=_other(row.follows),
        followed_by=_other(_followed_by(row)),
        **_owner(row, held.get(row.owner_id, ()), names),
    )


def _owner(row: Challenge, held: Sequence[PostHolding], names: Mapping[int, str]) -> dict[str, Any]:
    """The post that is asked, who holds it and who answers for it on the day. A published list may keep the forum's
    post with the council, which does not speak for it.
    """
    post, speaks_for_families = row.owner, getattr(row, "of_forum", False)
    holders = {each.person_id: each.person.name for each in held}
    return {
        "owner_id": post.pk,
        "owner_ref": post.ref,
        "owner": post.title,
        "organisation": "" if speaks_for_families else names[post.organisation_id],
        "organisation_id": post.organisation_id,
        "holders": tuple(holders.values()),
        "holder_ids": frozenset(holders),
    }


def asked_of(row: Challenge) -> Asked:
    """What the rules need to know of it."""
    answer, again = _answer_of(row), _followed_by(row)
    return Asked(
        kind=ChallengeKind(row.kind),
        raised_on=row.raised_on,
        due_on=row.due_on,
        answered_on=london_day(answer.answered_at) if answer else None,
        satisfied_on=row.satisfied_on,
        again=again.number if again else "",
        by_seat=SeatKind(row.by_seat) if row.by_seat else None,
        withdrawn_on=london_day(row.withdrawn_at) if row.withdrawn_at else None,
    )


def _answer_of(row: Challenge) -> ChallengeAnswer | None:
    return getattr(row, "answer", None)


def _followed_by(row: Challenge) -> Challenge | None:
    return getattr(row, "followed_by", None)


def _subject(row: Challenge) -> Subject | None:
    if row.line is not None:
        return Subject("line", row.line.ref, f"{row.line.reference} {row.line.text}")
    if row.workstream is not None:
        return Subject("workstream", row.workstream.ref, row.workstream.title)
    return None


def _answer(row: ChallengeAnswer | None) -> AnswerView | None:
    if row is None:
        return None
    return AnswerView(
        verdict=row.verdict,
        verdict_label=ANSWER_VERDICTS[AnswerVerdict(row.verdict)],
        recorded_on=london_day(row.answered_at),
        said_on=row.answered_on,
        text=row.text,
        by_id=row.answered_by_id,
        by=row.answered_by.name if row.answered_by else "",
        is_on_behalf=row.is_on_behalf,
    )


def _other(row: Challenge | None) -> OtherChallenge | None:
    return OtherChallenge(row.ref, row.number) if row else None


def _move(row: ChallengeMove) -> MoveView:
    by = row.moved_by.name if row.moved_by else ""
    return MoveView(
        was=row.old_owner.title,
        was_due_on=row.old_due_on,
        is_miss=is_miss(row.old_due_on, london_day(row.moved_at)),
        why=row.why,
        at=row.moved_at,
        by=by,
    )


def _withdrawal(row: Challenge) -> Withdrawal | None:
    if row.withdrawn_at is None:
        return None
    by = row.withdrawn_by.name if row.withdrawn_by else ""
    return Withdrawal(london_day(row.withdrawn_at), row.withdrawn_why, by)
