"""Answering what a family said."""

from datetime import datetime

from django.db import transaction

from alongside.casework.families.finding import find_message
from alongside.casework.families.news import tell_family_of_answer
from alongside.casework.letters.material import own_words, parties_of
from alongside.casework.models import FamilyAnswer, FamilyMessage
from alongside.casework.rules.family_codes import Outcome, Said
from alongside.casework.rules.revealing import Reader, check_reveals_nothing
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.web.clock import london_day


@transaction.atomic
def answer_family(
    *, actor: Actor, at: datetime, message_ref: str, text: str, outcome: str = ""
) -> FamilyAnswer:
    """Stops the reply clock. A further answer may follow; the first one counts."""
    message = find_message(actor, message_ref, at)
    if not text.strip():
        raise Refusal("Write the answer.", field="text")
    if message.said == Said.NOT_HAPPENING.value and outcome not in set(Outcome):
        raise Refusal("Say what was found.", field="outcome")
    _check_reveals_nothing(message, text)
    made: FamilyAnswer = FamilyAnswer.objects.create(
        area_id=message.area_id,
        message=message,
        text=text.strip(),
        outcome=outcome,
        answered_at=at,
        answered_by_id=actor.person_id,
    )
    if message.answered_on is None and message.said != Said.EVERYTHING.value:
        message.answered_on = london_day(at)
        message.save(update_fields=["answered_on"])
    tell_family_of_answer(message, made.ref, actor=actor, at=at)
    record(
        actor=actor,
        at=at,
        verb="casework.answer_family",
        subject="casework.case",
        subject_ref=message.case.ref,
        detail={"message": message.ref, "answer": made.ref, "outcome": outcome},
    )
    return made


def _check_reveals_nothing(message: FamilyMessage, text: str) -> None:
    """To whoever wrote. Raises Refusal."""
    case, one = message.case, message.contact
    reader = Reader(
        ref=one.ref if one else "",
        name=one.name if one else "",
        address=one.address if one else "",
        email=one.email if one else "",
        restriction=one.restriction if one else "",
    )
    parties = parties_of(case, own_words(case.area_id))
    check_reveals_nothing(text, reader, parties, what="This answer")
