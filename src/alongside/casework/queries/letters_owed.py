"""Who of the family is still owed a letter of their own, while another was sent theirs: a decision is told once
for the law, and to each of them by a letter.

These say exactly what is owed, and read every letter that they are asked of. What they find is kept on the case by
``keeping.keep_owed``, so that lists ask of few cases.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q

from alongside.casework.letters.material import ACTING
from alongside.casework.models import (
    Case,
    Contact,
    Letter,
    PlanVersion,
    YoungPersonsChoice,
)
from alongside.casework.queries.letter_values import OwedIn
from alongside.casework.rules.bodies import FINALS_SENT, MADE, TELLS
from alongside.casework.rules.codes import WITH_A_PLAN
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import YOUNG_PERSON, Audience
from alongside.casework.rules.letters_reading import letter_book
from alongside.casework.rules.plans.codes import FINALS, VersionState

OVER = (LetterState.SENT.value, LetterState.NOT_NEEDED.value)
NOT_OWED = (
    "Nothing is owed for this EHC plan: how it was sent is recorded, or another took its place."
)


def letters_with_one_owed(area_id: int, letters: Any) -> Any:
    """Of these letters: those that told somebody of the family of a decision, while another of them waits for theirs."""
    told = letters.filter(
        state=LetterState.SENT.value,
        audience=Audience.FAMILY.value,
        template__in=telling_templates(),
    )
    theirs = _beside(Letter.objects.in_area(area_id)).filter(recipient_key=YOUNG_PERSON)
    to_young = Q(recipient_key=YOUNG_PERSON)
    return told.filter(
        to_young & Exists(_waiting(area_id).filter(Exists(_acting(area_id))))
        | ~to_young & Exists(_waiting(area_id).filter(has_responsibility=True)) & ~Exists(theirs)
        | ~to_young & Exists(theirs) & ~Exists(theirs.filter(state__in=OVER))
    )


def plans_not_sent(area_id: int) -> Any:
    """The last final EHC plan of a case, where it was issued before its sending counted, and neither a letter
    nor a note says that it was sent.
    """
    finals = PlanVersion.objects.in_area(area_id).filter(
        state=VersionState.ISSUED.value, kind__in=[kind.value for kind in FINALS]
    )
    later = finals.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    sent = Letter.objects.in_area(area_id).filter(
        event=OuterRef("event"), state=LetterState.SENT.value, audience=Audience.FAMILY.value
    )
    return finals.filter(
        ~Exists(later),
        ~Exists(sent),
        event__kind__in=FINALS_SENT,
        event__corrected_by=None,
        event__is_brought_over=False,
        case__stage__in=[each.value for each in WITH_A_PLAN],
    )


def why_not_owed(plan: PlanVersion) -> str:
    """Why nobody has to say how this version was sent; empty where somebody has to."""
    if plans_not_sent(plan.area_id).filter(pk=plan.pk).exists():
        return ""
    if plan.state != VersionState.ISSUED.value:
        return "This version is not issued, so nothing of it was sent."
    if plan.kind not in {kind.value for kind in FINALS}:
        return "This is no final EHC plan. Write and send its letter: that says how it went."
    is_unsent = plan.event is not None and plan.event.kind == MADE
    if is_unsent and not hasattr(plan.event, "corrected_by"):
        return "This EHC plan goes with its letter. Send the letter: that says how it went."
    return NOT_OWED


def formats_owed(sendings: Any) -> Any:
    """Letters that went to somebody who asked for another format or language, and that they have only as it is."""
    standing = sendings.filter(letter__state=LetterState.SENT.value)
    return standing.exclude(asked_for="").filter(format_given_on=None)


def owed_in(area_id: int, case_ids: Collection[int]) -> Mapping[int, OwedIn]:
    """Of these cases, those in which something is owed. By way of each one’s own letters: by way of the sendings, all of
    the area would be read for each case. Where nothing was ever sent or issued, the long question is not asked.
    """
    own = Letter.objects.in_area(area_id).filter(case=OuterRef("pk"))
    issued = PlanVersion.objects.in_area(area_id).filter(case=OuterRef("pk"))
    cases = Case.objects.in_area(area_id).filter(
        Exists(own.filter(state=LetterState.SENT.value))
        | Exists(issued.filter(state=VersionState.ISSUED.value)),
        pk__in=case_ids,
    )
    found = list(cases.order_by().values_list("pk", flat=True))
    return _owed_in(area_id, own, found) if found else {}


def _owed_in(area_id: int, own: Any, case_ids: Collection[int]) -> Mapping[int, OwedIn]:
    rows = Case.objects.in_area(area_id).filter(pk__in=case_ids)
    rows = rows.annotate(
        own_letter=Exists(letters_with_one_owed(area_id, own)),
        plan_owed=Exists(plans_not_sent(area_id).filter(case=OuterRef("pk"))),
        in_format=Exists(
            own.filter(
                state=LetterState.SENT.value,
                sending__asked_for__gt="",
                sending__format_given_on=None,
            )
        ),
    )
    flags = rows.order_by().values_list("pk", "own_letter", "plan_owed", "in_format")
    return {pk: OwedIn(*each) for pk, *each in flags if any(each)}


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
