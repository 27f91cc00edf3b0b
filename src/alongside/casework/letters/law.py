"""What the law is told when a letter is sent or served: its events, by the same operation as by hand.

From the sending run the times for mediation and appeal; from the service run the fifteen days for a
draft. Called inside the transaction of the operation that records the sending or the service.
"""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.casework.finding import facts_of
from alongside.casework.letters.material import Desk
from alongside.casework.models import CaseEvent, Letter
from alongside.casework.operations.events import record_event, redate_event, tell_decision
from alongside.casework.rules.bodies import ToBody
from alongside.casework.rules.codes import Source
from alongside.casework.rules.folding import class_of, processes_in
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import Audience, LetterDue, starts_a_right
from alongside.casework.rules.recording import SENT_ON_THIS_DAY, NewEvent
from alongside.casework.rules.steps import why_not
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor

SERVED_ON_THIS_DAY = (
    "The last letter was served on this day, and the time of the family runs from it."
)


def tell_the_law(actor: Actor, at: datetime, letter: Letter, due: LetterDue, desk: Desk) -> None:
    """First the decision itself, or its day where somebody's time runs from its sending; then what was told."""
    sent_on = letter.sending.sent_on
    is_family = due.recipient.audience is Audience.FAMILY
    runs = starts_a_right(due.event.kind, clock_of_the_law().rules)
    is_another_day = due.event.happened_on != sent_on
    if due.tells:
        event = tell_decision(
            actor=actor,
            at=at,
            event_ref=due.event.ref,
            told_on=sent_on,
            letter_ref=letter.ref,
        )
        letter.case.letters.filter(rests_on=letter.rests_on).update(rests_on=event)
    elif is_family and runs and is_another_day and _is_first(letter, due):
        date_by_letter(actor, at, letter, due)
    if is_family or due.recipient.body or _is_last(letter, due, desk):
        for kind in due.template.sent:
            _record_kind(actor, at, letter, Told(kind, sent_on, due.recipient.body))


def date_by_letter(actor: Actor, at: datetime, letter: Letter, due: LetterDue) -> None:
    """What went with the letter went on its day."""
    if due.event.happened_on == letter.sending.sent_on:
        return
    event = redate_event(
        actor=actor,
        at=at,
        event_ref=due.event.ref,
        happened_on=letter.sending.sent_on,
        why=SENT_ON_THIS_DAY,
    )
    letter.case.letters.filter(rests_on=letter.rests_on).update(rests_on=event)


def tell_when_all_are_told(
    actor: Actor, at: datetime, letter: Letter, due: LetterDue, desk: Desk
) -> None:
    """For a letter that is not needed: the others of its kind may all have been sent already."""
    sent = letter.case.letters.filter(
        event=letter.event, template=letter.template, state=LetterState.SENT.value
    )
    last_on = sent.order_by("-sending__sent_on").values_list("sending__sent_on", flat=True).first()
    is_family = due.recipient.audience is Audience.FAMILY
    if last_on and not is_family and not due.recipient.body and _is_last(letter, due, desk):
        for kind in due.template.sent:
            _record_kind(actor, at, letter, Told(kind, last_on))


def _is_first(letter: Letter, due: LetterDue) -> bool:
    """Of the letters to the family after one event: the earliest day stays, and is the careful one. Where
    the family was told in another way, that day stays. A withdrawn letter counts for nobody's time.
    """
    ours = letter.case.letters.filter(
        event=letter.event, template=letter.template, sending__isnull=False
    ).exclude(pk=letter.pk)
    if ours.filter(state=LetterState.SENT.value).exists():
        return False
    return not due.is_told or ours.exists()


def _is_last(letter: Letter, due: LetterDue, desk: Desk) -> bool:
    """Whether all who are to be told by this letter have been: nobody known counts as told to nobody."""
    rows = letter.case.letters.exclude(state=LetterState.WITHDRAWN.value)
    done = {
        row.recipient_key
        for row in rows.filter(event=letter.event, template=letter.template)
        if row.state in (LetterState.SENT, LetterState.NOT_NEEDED)
    }
    wanted = {
        each.recipient.key
        for each in desk.due()
        if each.root == due.root and each.template is due.template
    }
    return wanted <= done


@dataclass(frozen=True, slots=True)
class Told:
    """What the law is told: the kind of event, its day, and the body where it is counted for each."""

    kind: str
    on: date
    body: str = ""


def _record_kind(actor: Actor, at: datetime, letter: Letter, told: Told) -> None:
    """Unless the case has it already, or has gone past it: then nothing is left to say."""
    law, case, kind, body = clock_of_the_law(), letter.case, told.kind, told.body
    case.refresh_from_db(fields=["version"])
    if _recorded(letter, kind, body) or why_not(
        kind, processes_in(facts_of(case), law.rules), law.rules
    ):
        return
    made = class_of(kind, law.rules)
    new = NewEvent(
        kind=kind,
        happened_on=told.on,
        source=Source.OWN_WORK.value,
        body=ToBody(body=body) if made is ToBody else made(),
        is_shown=True,
    )
    record_event(actor=actor, at=at, case_ref=case.ref, expected_version=case.version, new=new)


def record_kind_served(
    actor: Actor, at: datetime, letter: Letter, kind: str, served_on: date
) -> None:
    """The fifteen days begin with the last service, so that nobody's are cut short."""
    earlier = _recorded(letter, kind)
    if earlier is None:
        _record_kind(actor, at, letter, Told(kind, served_on))
    elif earlier.happened_on < served_on:
        redate_event(
            actor=actor,
            at=at,
            event_ref=earlier.ref,
            happened_on=served_on,
            why=SERVED_ON_THIS_DAY,
        )


def _recorded(letter: Letter, kind: str, body: str = "") -> CaseEvent | None:
    """The standing event of this kind that was recorded after the one that the letter follows."""
    rows = letter.case.events.filter(kind=kind, corrected_by=None, happened_on__gte=_since(letter))
    found = [row for row in rows.order_by("id") if not body or row.body.get("body") == body]
    return found[-1] if found else None


def _since(letter: Letter) -> date:
    day: date = letter.rests_on.happened_on
    return day
