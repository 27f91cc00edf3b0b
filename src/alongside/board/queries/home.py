"""What waits for a person on their home page, in few queries: the whole board in one, one's own
reports in another.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, DateField, F, Q, Value
from django.db.models.functions import Coalesce, Concat

from alongside.board import perms
from alongside.board.models import Challenge, Decision, FollowUp, LookBack, Meeting, PackEdition
from alongside.kernel.actor import Actor
from alongside.people.scoping import AreaQuerySet

ANSWER, VERDICT, FOLLOW_UP, LOOK_BACK, MEETING, PACK = (
    "answer",
    "verdict",
    "follow",
    "look",
    "meeting",
    "pack",
)
WORDS = {ANSWER: "answer due", VERDICT: "answered", FOLLOW_UP: "due"}
AHEAD = timedelta(days=31)
RECENT = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Waiting:
    """``kind`` is one of the constants above. ``on`` is the day it is due or happens."""

    kind: str
    ref: str
    text: str
    on: date


def waiting_for(actor: Actor, *, today: date) -> tuple[Waiting, ...]:
    """Everything but reports, soonest first, in one query."""
    asked = [
        *(_of_posts(actor, today) if actor.person_id is not None else ()),
        *(_of_the_board(actor, today) if actor.may_somewhere(perms.VIEW) else ()),
        _packs(actor, today),
    ]
    rows = asked[0].union(*asked[1:], all=True).order_by("on", "about", "ref")
    return tuple(Waiting(*row) for row in rows)


def _of_posts(actor: Actor, today: date) -> list[AreaQuerySet]:
    """What is asked of the posts that the person holds, and answers to what they asked."""
    challenges = Challenge.objects.visible_to(actor)
    mine = challenges.filter(_held(actor, today), answer=None)
    answered = challenges.filter(
        recorded_by_id=actor.person_id,
        answer__isnull=False,
        satisfied_on=None,
        followed_by=None,
    )
    follow_ups = FollowUp.objects.visible_to(actor).filter(_held(actor, today), done_on=None)
    return [
        _rows(mine, ANSWER, _numbered(), F("due_on")),
        _rows(answered, VERDICT, _numbered(), F("answer__answered_on")),
        _rows(follow_ups, FOLLOW_UP, F("text"), F("due_on")),
    ]


def _of_the_board(actor: Actor, today: date) -> list[AreaQuerySet]:
    meetings = Meeting.objects.visible_to(actor).filter(
        held_at=None, cancelled_at=None, held_on__range=(today, today + AHEAD)
    )
    found = [_rows(meetings, MEETING, F("board__title"), F("held_on"))]
    if actor.may(perms.RUN):
        found.append(_rows(_to_look_back(actor, today), LOOK_BACK, _numbered(), F("look_back_on")))
    return found


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
    issued = PackEdition.objects.visible_to(actor).filter(issued_at__date__gte=today - RECENT)
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
