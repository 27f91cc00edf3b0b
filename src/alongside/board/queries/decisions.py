"""Decisions with what they rest on, then and now, and those on which the board is to look back.

A look-back comes up by itself: it is due when its day has come and nobody has looked since.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.board.meeting_facts import state_of
from alongside.board.models import AgendaItem, Decision, DecisionBasis, LookBack, Meeting
from alongside.board.queries.decision_values import (
    DecidingMeeting,
    DecisionView,
    EvidenceBasis,
    FigureBasis,
    KeptFigure,
    LookBackView,
    MeetingToDecide,
)
from alongside.board.queries.meetings import check_may_view
from alongside.board.rules.codes import BasisKind, LookBackVerdict
from alongside.board.rules.decisions import (
    MOVED_WORDS,
    check_meeting_may_decide,
    moved,
    next_look,
)
from alongside.board.words import LOOK_BACK_VERDICTS
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.measures.choosing import FigureNow, figures_now
from alongside.people.finding import found
from alongside.people.scoping import AreaQuerySet
from alongside.web.clock import london_day


def due_on(actor: Actor, day: date) -> tuple[DecisionView, ...]:
    """Those on which the board is to look back by the end of the day, the longest due first.

    Look-backs after that day are not counted, so that an old agenda reads as it did.
    """
    again = LookBack.objects.visible_to(actor).filter(again_on__lte=day)
    may_be_due = Q(look_back_on__lte=day) | Q(pk__in=again.values("decision_id"))
    views = _views(actor, _decisions(actor).filter(may_be_due), looked_by=day)
    due = [each for each in views if each.is_due(day)]
    return tuple(sorted(due, key=lambda each: (each.next_look or day, each.id)))


def decisions_of_meeting(actor: Actor, meeting_id: int) -> tuple[DecisionView, ...]:
    """In the order in which they were recorded."""
    return _views(actor, _decisions(actor).filter(meeting_id=meeting_id).order_by("id"))


def all_decisions(actor: Actor) -> tuple[DecisionView, ...]:
    """The newest meeting first."""
    return _views(actor, _decisions(actor).order_by("-meeting__held_on", "-id"))


def decision(actor: Actor, *, decision_ref: str) -> DecisionView:
    """Raises Hidden."""
    views = _views(actor, _decisions(actor).filter(ref=decision_ref))
    if not views:
        raise Hidden("decision")
    return views[0]


def meetings_to_decide(actor: Actor) -> tuple[MeetingToDecide, ...]:
    """Under which a decision may be recorded today, the latest first."""
    check_may_view(actor)
    rows = (
        Meeting.objects.visible_to(actor)
        .filter(held_at__isnull=False, signed_at=None)
        .order_by("-held_on", "-id")
        .values_list("ref", "held_on", "board__title")
    )
    return tuple(MeetingToDecide(*row) for row in rows)


def deciding_meeting(actor: Actor, *, meeting_ref: str) -> DecidingMeeting:
    """Raises Hidden."""
    check_may_view(actor)
    row = found(Meeting, actor, meeting_ref, "board")
    items = AgendaItem.objects.visible_to(actor).filter(meeting=row, withdrawn_at=None)
    return DecidingMeeting(
        ref=row.ref,
        held_on=row.held_on,
        board_title=row.board.title,
        was_quorate=bool(row.was_quorate),
        closed=_closed(row),
        items=tuple(items.order_by("order", "id").values_list("ref", "title")),
    )


def kept_figures(figures: Iterable[FigureBasis]) -> list[dict[str, str]]:
    """What a look-back keeps of the figures: plain words, read back by ``KeptFigure``."""
    return [
        {
            "series_ref": each.series_ref,
            "title": each.title,
            "then": each.corrected or each.then,
            "now": each.now,
            "moved_words": each.moved_words,
        }
        for each in figures
    ]


def _closed(row: Meeting) -> str:
    try:
        check_meeting_may_decide(state_of(row))
    except Refusal as refusal:
        return refusal.sentence
    return ""


def _decisions(actor: Actor) -> AreaQuerySet:
    check_may_view(actor)
    rows: AreaQuerySet = Decision.objects.visible_to(actor)
    return rows


def _views(
    actor: Actor, among: AreaQuerySet, *, looked_by: date | None = None
) -> tuple[DecisionView, ...]:
    rows: Sequence[Decision] = list(among.select_related("meeting__board", "item", "recorded_by"))
    ids = [row.pk for row in rows]
    bases = _bases(actor, ids)
    looks = _looks(actor, ids, looked_by)
    figures = figures_now(
        actor, {each.figure_id for of in bases.values() for each in of if each.figure_id}
    )
    return tuple(_view(row, bases.get(row.pk, ()), looks.get(row.pk, ()), figures) for row in rows)


def _bases(actor: Actor, ids: Sequence[int]) -> Mapping[int, list[DecisionBasis]]:
    rows = (
        DecisionBasis.objects.visible_to(actor)
        .filter(decision_id__in=ids)
        .select_related("evidence__line", "evidence__impact__line", "evidence__withdrawal")
        .order_by("id")
    )
    by_decision: dict[int, list[DecisionBasis]] = defaultdict(list)
    for row in rows:
        by_decision[row.decision_id].append(row)
    return by_decision


def _looks(
    actor: Actor, ids: Sequence[int], looked_by: date | None
) -> Mapping[int, list[LookBackView]]:
    rows = LookBack.objects.visible_to(actor).filter(decision_id__in=ids)
    if looked_by is not None:
        rows = rows.filter(looked_on__lte=looked_by)
    by_decision: dict[int, list[LookBackView]] = defaultdict(list)
    for row in rows.select_related("recorded_by").order_by("looked_on", "id"):
        by_decision[row.decision_id].append(_look(row))
    return by_decision


def _view(
    row: Decision,
    bases: Sequence[DecisionBasis],
    looks: Sequence[LookBackView],
    figures: Mapping[int, FigureNow],
) -> DecisionView:
    return DecisionView(
        id=row.pk,
        ref=row.ref,
        number=row.number,
        text=row.text,
        should_change=row.should_change,
        look_back_on=row.look_back_on,
        was_quorate=row.was_quorate,
        meeting_id=row.meeting_id,
        meeting_ref=row.meeting.ref,
        meeting_on=row.meeting.held_on,
        board_title=row.meeting.board.title,
        item_id=row.item_id,
        item_title=row.item.title if row.item else "",
        figures=tuple(_figure(b, figures[b.figure_id]) for b in bases if b.figure_id),
        evidence=tuple(_evidence(b.evidence) for b in bases if b.kind == BasisKind.EVIDENCE),
        documents=tuple(b.document for b in bases if b.kind == BasisKind.DOCUMENT),
        looks=tuple(looks),
        next_look=next_look(row.look_back_on, [(each.looked_on, each.again_on) for each in looks]),
        recorded_by=row.recorded_by.name if row.recorded_by else "",
        recorded_on=london_day(row.recorded_at),
    )


def _figure(basis: DecisionBasis, now: FigureNow) -> FigureBasis:
    way = moved(now.then, now.now, now.better)
    return FigureBasis(
        series_ref=now.series_ref,
        title=now.title,
        then=basis.then_words,
        corrected=now.then_words if now.is_corrected else "",
        now=now.now_words,
        moved=way,
        moved_words=MOVED_WORDS[way],
        refs=now.refs,
    )


def _evidence(row: Any) -> EvidenceBasis:
    line = row.line or row.impact.line
    return EvidenceBasis(row.title, line.ref, line.reference, hasattr(row, "withdrawal"))


def _look(row: LookBack) -> LookBackView:
    return LookBackView(
        ref=row.ref,
        looked_on=row.looked_on,
        verdict=row.verdict,
        verdict_label=LOOK_BACK_VERDICTS[LookBackVerdict(row.verdict)],
        text=row.text,
        figures=tuple(KeptFigure(**each) for each in row.figures),
        again_on=row.again_on,
        by=row.recorded_by.name if row.recorded_by else "",
    )
