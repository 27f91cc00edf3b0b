"""That somebody has a letter in the format or language that they asked for: until it is written down, it is owed."""

from datetime import date, datetime

from django.db import transaction

from alongside.casework.keeping import keep_owed
from alongside.casework.letters.finding import check_stands, find_letter
from alongside.casework.models import Letter
from alongside.casework.rules.letter_acts import Act
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.versions import apply
from alongside.web.clock import london_day


@transaction.atomic
def give_letter_format(
    *,
    actor: Actor,
    at: datetime,
    letter_ref: str,
    expected_version: int,
    given_on: date,
    known: str,
) -> Letter:
    """``known``: what they were given, and how that is known. Raises Refusal for a day before the sending."""
    today = london_day(at)
    letter = find_letter(actor, letter_ref, expected_version=expected_version, today=today)
    check_stands(letter, Act.GIVE_FORMAT)
    sending = letter.sending
    _check(given_on, known, sending.sent_on, today)
    sending.format_given_on, sending.format_known = given_on, known.strip()
    sending.format_given_at, sending.format_given_by_id = at, actor.person_id
    sending.save(
        update_fields=["format_given_on", "format_known", "format_given_at", "format_given_by"]
    )
    apply(letter, {})
    keep_owed(letter.area_id, [letter.case_id])
    record(
        actor=actor,
        at=at,
        verb="casework.give_letter_format",
        subject="casework.case",
        subject_ref=letter.case.ref,
        detail={"letter": letter.ref, "on": given_on.isoformat()},
    )
    return letter


def _check(given_on: date, known: str, sent_on: date, today: date) -> None:
    if given_on > today:
        raise Refusal("The day is still to come.", field="given_on")
    if given_on < sent_on:
        raise Refusal(
            f"The letter was sent on {day_in_words(sent_on)}. Write that day, or a later one.",
            field="given_on",
        )
    if not known.strip():
        raise Refusal("Say what they were given, and how you know.", field="known")
