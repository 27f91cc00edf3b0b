"""That a letter was sent, and that it was served: two days, kept apart, and what the law makes of them.

From the sending run the times for mediation and appeal; from the service run the fifteen days for a
draft. The law's events are recorded here, in the same transaction and by the same operation as by hand.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from alongside.casework.families.news import has_way_in_to
from alongside.casework.keeping import keep_owed
from alongside.casework.letters.enclosing import check_enclosures
from alongside.casework.letters.finding import check_stands, due_of, find_letter
from alongside.casework.letters.going import takes_plan_first
from alongside.casework.letters.law import date_by_letter, record_kind_served, tell_the_law
from alongside.casework.letters.material import desk_of
from alongside.casework.models import Letter, LetterSending
from alongside.casework.rules.bodies import DRAFTS_SENT
from alongside.casework.rules.letter_acts import Act
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letter_ways import OnPage, check_way_reaches
from alongside.casework.rules.letters import LetterDue, starts_a_right
from alongside.casework.rules.letters_writing import check_letter_reveals_nothing
from alongside.casework.the_law import clock_of_the_law
from alongside.documents.content import from_json
from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.versions import apply
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSending:
    """``proof`` is what shows it: a receipt, the number of a signed-for item, who handed it over. A file may
    show it too.
    """

    way: str
    sent_on: date
    proof: str = ""
    proof_file: "File[bytes] | None" = None


@transaction.atomic
def send_letter(
    *, actor: Actor, at: datetime, letter_ref: str, expected_version: int, sending: NewSending
) -> Letter:
    """A checked letter left. Raises Refusal for a day other than that from which its days are counted."""
    today = london_day(at)
    letter = find_letter(actor, letter_ref, expected_version=expected_version, today=today)
    check_stands(letter, Act.SEND)
    desk = desk_of(letter.case, today=today)
    due = due_of(letter, desk)
    first = takes_plan_first(letter.case, due)
    _check_goes(letter, due, sending.sent_on, today)
    if first or (due.event.kind in DRAFTS_SENT and due.event.is_untold):
        _check_dated(letter, sending.sent_on)
    check_way_reaches(sending.way, due.recipient, _on_page(letter, at))
    check_letter_reveals_nothing(
        from_json(json.loads(letter.content)), desk.material(due, dated_on=today)
    )
    check_enclosures(letter, desk, due)
    _keep_sending(letter, sending, due.recipient.asked_for, actor=actor, at=at)
    apply(letter, {"state": LetterState.SENT.value})
    if first:
        date_by_letter(actor, at, letter, due)
    tell_the_law(actor, at, letter, due, desk)
    keep_owed(letter.area_id, [letter.case_id])
    _record(actor, at, letter, "casework.send_letter", sending.sent_on)
    return letter


def _keep_sending(
    letter: Letter, sending: NewSending, asked_for: str, *, actor: Actor, at: datetime
) -> None:
    upload = sending.proof_file
    LetterSending.objects.create(
        area_id=letter.area_id,
        letter=letter,
        proof_file=keep_file(actor=actor, upload=upload, at=at) if upload else None,
        sent_by_way=sending.way,
        sent_on=sending.sent_on,
        proof=sending.proof.strip(),
        asked_for=asked_for,
        sent_at=at,
        sent_by_id=actor.person_id,
    )


@transaction.atomic
def record_service(
    *,
    actor: Actor,
    at: datetime,
    letter_ref: str,
    expected_version: int,
    served_on: date,
    known: str,
) -> Letter:
    """On which day the letter reached whom it is for, and how that is known."""
    today = london_day(at)
    letter = find_letter(actor, letter_ref, expected_version=expected_version, today=today)
    check_stands(letter, Act.SERVE)
    if not known.strip():
        raise Refusal("Say how you know that it was served.", field="known")
    _check_served(letter, served_on, today)
    letter.sending.served_on, letter.sending.served_known = served_on, known.strip()
    letter.sending.served_at, letter.sending.served_by_id = at, actor.person_id
    letter.sending.save(update_fields=["served_on", "served_known", "served_at", "served_by"])
    apply(letter, {})
    due = due_of(letter, desk_of(letter.case, today=today))
    for kind in due.template.served:
        record_kind_served(actor, at, letter, kind, served_on)
    _record(actor, at, letter, "casework.record_service", served_on)
    return letter


def _on_page(letter: Letter, at: datetime) -> OnPage:
    has_way_in = has_way_in_to(letter.case, letter.contact_id, at=at)
    return OnPage(has_way_in=has_way_in, has_paper=letter.pdf_id is not None)


def _check_goes(letter: Letter, due: LetterDue, sent_on: date, today: date) -> None:
    _check_day(letter, due, sent_on, today)
    _check_may_tell(letter, due)


def _check_may_tell(letter: Letter, due: LetterDue) -> None:
    """Raises Refusal: nobody else is written to of a decision before those whose it is, and none in the
    words of an earlier one.
    """
    if not due.event.is_untold:
        return
    if not due.tells:
        raise Refusal(FAMILY_FIRST)
    if letter.rests_on.ref != due.event.ref:
        raise Refusal(CORRECTED)


FAMILY_FIRST = (
    "The family is not told of this decision yet. Send the letter to the family first, and where the "
    "rights are the young person’s, the letter to them."
)
CORRECTED = (
    "The decision was corrected since this letter was written. Withdraw it, and write it again."
)


def _check_day(letter: Letter, due: LetterDue, sent_on: date, today: date) -> None:
    if sent_on > today:
        raise Refusal("The day is still to come. It cannot have been sent yet.", field="sent_on")
    counts = starts_a_right(due.event.kind, clock_of_the_law().rules)
    if counts or sent_on < letter.dated_on:
        _check_dated(letter, sent_on)


def _check_dated(letter: Letter, sent_on: date) -> None:
    if sent_on != letter.dated_on:
        dated = day_in_words(letter.dated_on)
        raise Refusal(
            f"This letter is dated {dated}, and its days are counted from then. "
            "Write it again on the day on which it is sent.",
            field="sent_on",
        )


def _check_served(letter: Letter, served_on: date, today: date) -> None:
    if served_on > today:
        raise Refusal(
            "The day is still to come. It cannot have been served yet.", field="served_on"
        )
    if served_on < letter.sending.sent_on:
        raise Refusal(
            f"It was sent on {day_in_words(letter.sending.sent_on)}. It cannot be served before.",
            field="served_on",
        )


def _record(actor: Actor, at: datetime, letter: Letter, verb: str, on: date) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=letter.case.ref,
        detail={
            "letter": letter.ref,
            "template": letter.template,
            "audience": letter.audience,
            "on": on.isoformat(),
            "sha256": letter.content_sha256,
        },
    )
