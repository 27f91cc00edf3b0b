"""Finding a letter before something in it changes, and whether what it rests on still stands. Not there
and not theirs are the same.
"""

from datetime import date

from alongside.casework import perms
from alongside.casework.finding import find_case
from alongside.casework.letters.material import Desk
from alongside.casework.models import Case, CaseEvent, Letter
from alongside.casework.rules.letter_acts import Act, Stands, check_may_act
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import LetterDue
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.people.versions import check_version

GONE = (
    "The event that this letter rests on was taken back, or the letter no longer follows from it. "
    "Withdraw the letter."
)


def find_letter(actor: Actor, ref: str, *, expected_version: int, today: date) -> Letter:
    """Locked with its case until the transaction ends. Raises Hidden, and Changed for a letter that
    somebody else changed.
    """
    letters = Letter.objects.visible_to(actor)
    case_ref = letters.filter(ref=ref).values_list("case__ref", flat=True).first()
    if case_ref is None:
        raise Hidden("letter")
    actor.check_may(perms.RECORD, case_ref=case_ref)
    case = find_case(actor, case_ref, today=today)
    found: Letter = letters.select_for_update(of=("self",)).select_related("rests_on").get(ref=ref)
    found.case = case
    check_version(found, expected_version, wanted={}, labels={})
    return found


def check_stands(letter: Letter, act: Act) -> None:
    """Raises Refusal where it is not done with a letter that stands so."""
    sending = getattr(letter, "sending", None)
    stands = Stands(
        state=LetterState(letter.state),
        is_served=sending is not None and sending.served_on is not None,
        owes_format=sending is not None
        and bool(sending.asked_for)
        and sending.format_given_on is None,
        has_papers=letter.pdf_id is not None and not lacks_large_print(letter),
    )
    check_may_act(act, stands)


def due_of(letter: Letter, desk: Desk) -> LetterDue:
    """What the letter answers to now. Raises Refusal when nothing asks for it any more."""
    found = find_due(desk, (letter.event.ref, letter.template, letter.recipient_key))
    if found is None:
        raise Refusal(GONE)
    return found


def find_due(desk: Desk, key: tuple[str, str, str]) -> LetterDue | None:
    return next((each for each in desk.due() if each.key == key), None)


def event_called(case: Case, ref: str) -> CaseEvent:
    found: CaseEvent = case.events.get(ref=ref)
    return found


def lacks_large_print(letter: Letter) -> bool:
    """Whether whoever it is for asked for another format, and there is no large print of it yet."""
    contact = letter.contact
    return contact is not None and bool(contact.asked_for) and letter.large_print_id is None
