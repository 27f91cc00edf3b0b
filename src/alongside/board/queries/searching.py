"""Challenges, recommendations and decisions by number or by words, and follow-ups by words, for whoever
searches: in one query.
"""

from dataclasses import dataclass

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Coalesce

from alongside.board import perms
from alongside.board.models import Decision, FollowUp
from alongside.board.queries.challenges import seen_challenges
from alongside.board.rules.codes import ChallengeKind
from alongside.board.words import CHALLENGE_KINDS
from alongside.kernel.actor import Actor
from alongside.people.scoping import AreaQuerySet

CHALLENGE, DECISION, FOLLOW_UP = "1 challenge", "2 decision", "3 follow-up"
"""What was found, in the order in which it is shown."""
MOST = 40


@dataclass(frozen=True, slots=True)
class Found:
    """``number`` is empty for a follow-up, which has none. ``sort`` is one of the constants above."""

    sort: str
    kind: str
    ref: str
    number: str
    text: str

    @property
    def kind_label(self) -> str:
        if self.sort == CHALLENGE:
            return CHALLENGE_KINDS[ChallengeKind(self.kind)]
        return "Decision" if self.sort == DECISION else "Follow-up"


def found_on_board(actor: Actor, words: str) -> tuple[Found, ...]:
    """What this person may read of it, each sort with the newest first. Raises Hidden."""
    numbered = Q(number__iexact=words) | Q(text__icontains=words)
    asked = _rows(seen_challenges(actor).filter(numbered), CHALLENGE, F("kind"), F("number"))
    others = _of_the_board(actor, words, numbered) if actor.may_somewhere(perms.VIEW) else ()
    rows = asked.union(*others, all=True).order_by("sort", "-pk")[:MOST]
    return tuple(Found(*row[:5]) for row in rows)


def _of_the_board(actor: Actor, words: str, numbered: Q) -> tuple[AreaQuerySet, AreaQuerySet]:
    """What should change counts as well as what was decided, and what was done as what was promised."""
    decided = Decision.objects.visible_to(actor).filter(
        numbered | Q(should_change__icontains=words)
    )
    given = FollowUp.objects.visible_to(actor).filter(
        Q(text__icontains=words) | Q(done_words__icontains=words)
    )
    return (
        _rows(decided, DECISION, Value(""), F("number")),
        _rows(given, FOLLOW_UP, Value(""), Value("")),
    )


def _rows(found: AreaQuerySet, sort: str, kind: object, number: object) -> AreaQuerySet:
    columns = {
        "sort": Value(sort, output_field=CharField()),
        "of_kind": Coalesce(kind, Value(""), output_field=CharField()),
        "said": Coalesce(number, Value(""), output_field=CharField()),
    }
    rows: AreaQuerySet = (
        found.order_by()
        .annotate(**columns)
        .values_list("sort", "of_kind", "ref", "said", "text", "pk")
    )
    return rows
