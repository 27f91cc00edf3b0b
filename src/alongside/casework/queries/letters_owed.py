"""Who of the family is still owed a letter of their own, while another was sent theirs: a decision is told once
for the law, and to each of them by a letter.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q

from alongside.casework.letters.material import ACTING
from alongside.casework.models import Contact, Letter, YoungPersonsChoice
from alongside.casework.rules.bodies import TELLS
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import YOUNG_PERSON, Audience
from alongside.casework.rules.letters_reading import letter_book

OVER = (LetterState.SENT.value, LetterState.NOT_NEEDED.value)


def letters_with_one_owed(area_id: int) -> Any:
    """Letters that told somebody of the family of a decision, while another of them waits for theirs."""
    own = Letter.objects.in_area(area_id)
    told = own.filter(
        state=LetterState.SENT.value,
        audience=Audience.FAMILY.value,
        template__in=telling_templates(),
    )
    theirs = _beside(own).filter(recipient_key=YOUNG_PERSON)
    to_young = Q(recipient_key=YOUNG_PERSON)
    return told.filter(
        to_young & Exists(_waiting(area_id).filter(Exists(_acting(area_id))))
        | ~to_young & ~Exists(theirs) & Exists(_waiting(area_id).filter(has_responsibility=True))
        | ~to_young & Exists(theirs) & ~Exists(theirs.filter(state__in=OVER))
    )


def cases_with_one_owed(area_id: int, case_ids: Collection[int]) -> frozenset[int]:
    """Of these cases, those with such a letter."""
    rows = letters_with_one_owed(area_id).filter(case__in=case_ids)
    return frozenset(rows.order_by().values_list("case_id", flat=True).distinct())


def telling_templates() -> frozenset[str]:
    """The letters by which families are told of decisions."""
    return frozenset(
        each.code
        for each in letter_book().templates
        if each.follows & TELLS and Audience.FAMILY in each.to and not each.is_optional
    )


def _beside(letters: Any) -> Any:
    """Those of the same event and kind."""
    return letters.filter(event=OuterRef("event"), template=OuterRef("template"))


def _waiting(area_id: int) -> Any:
    """The contacts of the child whose own letter did not go out."""
    done = Letter.objects.in_area(area_id).filter(
        event=OuterRef(OuterRef("event")),
        template=OuterRef(OuterRef("template")),
        contact=OuterRef("pk"),
        state__in=OVER,
    )
    people = Contact.objects.in_area(area_id).filter(child=OuterRef("case__child"), is_ended=False)
    return people.filter(~Exists(done))


def _acting(area_id: int) -> Any:
    rows = YoungPersonsChoice.objects.in_area(area_id)
    return rows.filter(contact=OuterRef("pk"), reach__in=ACTING, ended_at=None)
