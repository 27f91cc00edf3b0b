"""What waits for a person on their home page, in few queries: the whole board in one, reports in
another reading: one's own to write, and for those who look after the board's work what did not come.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Concat

from alongside.board import perms
from alongside.board.asking import judge_of
from alongside.board.models import (
    Challenge,
    Decision,
    FollowUp,
    LookBack,
    Meeting,
    PackEdition,
    Visit,
)
from alongside.board.queries.report_desk import desk_of, report_of
from alongside.board.queries.report_values import MonthReport
from alongside.board.queries.reports import own_due
from alongside.board.rules.codes import ChallengeKind
from alongside.board.rules.reports import ReportState, months_shown
from alongside.kernel.actor import Actor
from alongside.kernel.dates import first_of_month
from alongside.people.scoping import AreaQuerySet

ANSWER, VERDICT, FOLLOW_UP, LOOK_BACK, MEETING, PACK = (
    "answer",
    "verdict",
    "follow",
    "look",
    "meeting",
    "pack",
)
LATE_ANSWER, LATE_FOLLOW_UP, FREEZES, VISIT = "late-answer", "late-follow", "freezes", "visit"
OF_THE_BOARD = frozenset({LATE_ANSWER, LATE_FOLLOW_UP, LOOK_BACK, FREEZES})
"""What the board as a whole waits for."""
WORDS = {ANSWER: "answer due", VERDICT: "answered", FOLLOW_UP: "due"}
AHEAD = timedelta(days=31)
RECENT = timedelta(days=31)
SOON = timedelta(days=7)
MONTHS_BACK = 2
"""So many ended months are looked at for a report that did not come, as reminders do."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """``kind`` is one of the constants above. ``on`` is the day it is due or happens."""

    kind: str
    ref: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class ReportsWaiting:
    """``own`` are the person's to write, the earliest first; ``missing`` did not come at all."""

    own: tuple[MonthReport, ...] = ()
    missing: tuple[MonthReport, ...] = ()


def looks_after(actor: Actor) -> bool:
    """Whether the board's waiting work is theirs to see to: chair, scrutineer and officers."""
    return actor.may(perms.RUN) or actor.may(perms.CHALLENGE)


def sees_visits(actor: Actor) -> bool:
    return any(actor.may_somewhere(each) for each in perms.SEES_VISITS)


def reports_waiting(actor: Actor, *, today: date) -> ReportsWaiting:
    if not (looks_after(actor) or actor.may_somewhere(perms.REPORT)):
        return ReportsWaiting()
    months = months_shown(first_of_month(today))
    desk = desk_of(actor, months, today=today)
    missing = [
        report
        for month in reversed(months[1 : MONTHS_BACK + 1])
        for head in desk.heads
        if (report := report_of(actor, desk, head, month, today=today)).state is ReportState.MISSING
    ]
    return ReportsWaiting(
        own=own_due(actor, desk, months, today=today),
        missing=tuple(missing) if looks_after(actor) else (),
    )


def waiting_for(actor: Actor, *, today: date) -> tuple[Waiting, ...]:
    """Everything but reports, soonest first, in one query."""
    asked = [
        *(_of_posts(actor, today) if actor.person_id is not None else ()),
        *(_of_the_board(actor, today) if actor.may_somewhere(perms.VIEW) else ()),
        *(_waited_for(actor, today) if looks_after(actor) else ()),
        *(_visits(actor, today) if sees_visits(actor) else ()),
        _packs(actor, today),
    ]
    rows = asked[0].union(*asked[1:], all=True).order_by("on", "about", "ref")
    return tuple(Waiting(*row) for row in rows)


def _of_posts(actor: Actor, today: date) -> list[AreaQuerySet]:
    """What is asked of the posts that the person holds, and answers to what they asked."""
    challenges = Challenge.objects.visible_to(actor)
    mine = challenges.filter(_held(actor, today), answer=None, withdrawn_at=None)
    answered = challenges.filter(
        _theirs_to_judge(actor), answer__isnull=False, satisfied_on=None, followed_by=None
    ).exclude(answer__answered_by_id=actor.person_id)
    follow_ups = FollowUp.objects.visible_to(actor).filter(_held(actor, today), done_on=None)
    return [
        _rows(mine, ANSWER, _numbered(), F("due_on")),
        _rows(answered, VERDICT, _numbered(), F("answer__answered_at__date")),
        _rows(follow_ups, FOLLOW_UP, F("text"), F("due_on")),
    ]


def _of_the_board(actor: Actor, today: date) -> list[AreaQuerySet]:
    meetings = Meeting.objects.visible_to(actor).filter(
        held_at=None, cancelled_at=None, held_on__range=(today, today + AHEAD)
    )
    return [_rows(meetings, MEETING, F("board__title"), F("held_on"))]


def _visits(actor: Actor, today: date) -> list[AreaQuerySet]:
    coming = Visit.objects.visible_to(actor).filter(
        held_on__range=(today, today + AHEAD), called_off_at=None
    )
    return [_rows(coming, VISIT, F("visitors"), F("held_on"))]


def _theirs_to_judge(actor: Actor) -> Q:
    """What they asked, or somebody before them in the same office; of scrutiny what is scrutiny's."""
    judge = judge_of(actor, recorded_by=None, answered_by=None)
    mine = Q(by_seat__in=[seat.value for seat in judge.offices])
    recommended = Q(kind=ChallengeKind.RECOMMENDATION.value)
    if judge.of_scrutiny:
        return mine | recommended
    if actor.may(perms.RUN):
        return mine | (recommended & Q(recorded_by_id=actor.person_id))
    return mine


def _waited_for(actor: Actor, today: date) -> list[AreaQuerySet]:
    """What the whole board waits for: late answers and follow-ups, decisions to look back on, and
    evidence that freezes within a week.
    """
    answers = Challenge.objects.visible_to(actor).filter(
        due_on__lt=today, answer=None, withdrawn_at=None
    )
    follow_ups = FollowUp.objects.visible_to(actor).filter(due_on__lt=today, done_on=None)
    frozen = PackEdition.objects.visible_to(actor).filter(pack__visit=OuterRef("pk"))
    visits = Visit.objects.visible_to(actor).filter(
        ~Exists(frozen),
        freezes_on__range=(today, today + SOON),
        called_off_at=None,
        letter=None,
    )
    return [
        _rows(answers, LATE_ANSWER, _numbered(), F("due_on")),
        _rows(follow_ups, LATE_FOLLOW_UP, F("text"), F("due_on")),
        _rows(_to_look_back(actor, today), LOOK_BACK, _numbered(), F("look_back_on")),
        _rows(visits, FREEZES, F("visitors"), F("freezes_on")),
    ]


def _to_look_back(actor: Actor, today: date) -> AreaQuerySet:
    """Those whose day has come and on which nobody has looked since."""
    looked = LookBack.objects.visible_to(actor)
    never = Q(look_back_on__lte=today) & ~Q(pk__in=looked.values("decision_id"))
    again = looked.filter(again_on__lte=today).exclude(
        decision__look_backs__looked_on__gte=F("again_on")
    )
    found: AreaQuerySet = Decision.objects.visible_to(actor).filter(
        never | Q(pk__in=again.values("decision_id"))
    )
    return found


def _packs(actor: Actor, today: date) -> AreaQuerySet:
    """The latest edition of each that was issued lately."""
    editions = PackEdition.objects.visible_to(actor).filter(issued_at__isnull=False)
    later = editions.filter(pack=OuterRef("pack"), number__gt=OuterRef("number"))
    issued = editions.filter(~Exists(later), issued_at__date__gte=today - RECENT)
    title = Concat(F("pack__title"), Value(", edition "), F("number"), output_field=CharField())
    return _rows(issued, PACK, title, F("issued_at__date"))


def _held(actor: Actor, today: date) -> Q:
    began = Q(owner__holdings__held_from=None) | Q(owner__holdings__held_from__lte=today)
    still = Q(owner__holdings__held_until=None) | Q(owner__holdings__held_until__gt=today)
    return Q(owner__holdings__person_id=actor.person_id) & began & still


def _numbered() -> Concat:
    return Concat(F("number"), Value(" "), F("text"), output_field=CharField())


def _rows(found: AreaQuerySet, kind: str, text: object, on: object) -> AreaQuerySet:
    columns = {
        "about": Value(kind, output_field=CharField()),
        "said": Coalesce(text, Value(""), output_field=CharField()),
        "on": Coalesce(on, Value(None), output_field=DateField()),
    }
    rows: AreaQuerySet = (
        found.order_by().annotate(**columns).values_list("about", "ref", "said", "on")
    )
    return rows
