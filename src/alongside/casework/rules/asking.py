"""What somebody without an account must tell when they ask for an assessment, and by when the law then
answers them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.casework.rules.children import OLDEST, age_on, rights_pass_on
from alongside.casework.rules.codes import Relation
from alongside.casework.rules.folding import Clock
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal, Refusals
from alongside.law.events import Event
from alongside.law.schedule import schedule

PARENT, YOUNG_PERSON, SCHOOL, OTHER = "parent", "young_person", "school", "other"
WHO = (PARENT, YOUNG_PERSON, SCHOOL, OTHER)
"""What the first step asks. Whoever is a parent or carer then says which."""
RELATIVES = (
    Relation.MOTHER, Relation.FATHER, Relation.CARER, Relation.FOSTER_CARER, Relation.GRANDPARENT,
)  # fmt: skip
ASKERS = frozenset({*(each.value for each in RELATIVES), YOUNG_PERSON, SCHOOL, OTHER})
"""Who asks: somebody's place in the family, the young person, a school, or somebody else who brings a child to the
council's attention (section 24).
"""
ANSWERS = ("DEC-6W", "NOPLAN-16W", "FINAL-20W")
"""The duties of which a family is told before it asks."""


class OnBehalf(StrEnum):
    """Why somebody else asks for a young person whose own right it is: they were asked to, or they represent
    the young person in what the young person cannot decide.
    """

    ASKED = "asked"
    REPRESENTS = "represents"


class RequestState(StrEnum):
    """How a request that came in by the public page stands."""

    WAITING = "waiting"
    FILED = "filed"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """Words as they were typed. ``safely``: how to reach them safely. For a school ``name`` is that of
    whoever asks for it, and ``place`` the school's; of somebody else ``place`` says who they are.
    ``on_behalf``: why somebody of the family asks once the right is the young person's own.
    """

    asker: str
    name: str
    given_names: str
    family_name: str
    born_on: date
    email: str = ""
    phone: str = ""
    safely: str = ""
    place: str = ""
    text: str = ""
    on_behalf: str = ""


@dataclass(frozen=True, slots=True)
class LawfulAnswer:
    """What the council then has to do, within "6 weeks", and by which day. ``title`` is for officers,
    ``words`` for families.
    """

    title: str
    words: str
    within: str
    due_on: date


def check_request(new: NewRequest, *, today: date) -> None:
    """Raises Refusals, in words for whoever asks. Nothing depends on who is known here."""
    found = list(_faults(new, today))
    if found:
        raise Refusals(found)


def check_who(asker: str, born_on: date, *, today: date) -> None:
    """What the first step asks. Raises Refusals."""
    found = [*_unknown(asker, WHO), *_faults_of_age(asker, born_on, today)]
    if found:
        raise Refusals(found)


def _faults(new: NewRequest, today: date) -> Iterator[Refusal]:
    of_who = [*_unknown(new.asker, ASKERS), *_faults_of_age(new.asker, new.born_on, today)]
    yield from of_who
    if not (new.email or new.phone):
        yield Refusal(
            "Give an e-mail address or a phone number, so that we can reach you.", field="phone"
        )
    if new.asker == SCHOOL and not new.place.strip():
        yield Refusal("Write the name of the school or college.", field="place")
    if new.asker == OTHER and not new.place.strip():
        yield Refusal("Say who you are to the child or young person.", field="place")
    is_open = new.on_behalf not in set(OnBehalf) and is_for_another(new.asker, new.born_on, today)
    if is_open and not of_who:
        yield Refusal(
            f"Since {day_in_words(rights_pass_on(new.born_on))} the right to ask is the young person’s own. "
            "Say whether they asked you to ask for them, or whether you speak for them.",
            field="on_behalf",
        )


def _unknown(asker: str, known: Collection[str]) -> Iterator[Refusal]:
    if asker not in known:
        yield Refusal("Say who you are.", field="asker")


def _faults_of_age(asker: str, born_on: date, today: date) -> Iterator[Refusal]:
    if born_on > today:
        yield Refusal(
            f"{day_in_words(born_on)} is still to come. Check the date of birth.",
            field="born_on",
        )
    elif age_on(born_on, today) >= OLDEST:
        yield Refusal(
            f"An assessment can be asked for until somebody is {OLDEST}. Check the date of birth, or ring us.",
            field="born_on",
        )
    elif asker == YOUNG_PERSON and today < rights_pass_on(born_on):
        yield Refusal(
            f"You can ask for yourself from {day_in_words(rights_pass_on(born_on))}. Until then a "
            "parent or your school asks. You can also ring us: we listen.",
            field="asker",
        )


def is_for_another(asker: str, born_on: date, today: date) -> bool:
    """Whether somebody of the family asks for a young person whose own right it is.

    >>> is_for_another("mother", date(2006, 9, 1), date(2023, 6, 30))
    True
    """
    return asker not in (YOUNG_PERSON, SCHOOL, OTHER) and today >= rights_pass_on(born_on)


def lawful_answers(received_on: date, clock: Clock) -> tuple[LawfulAnswer, ...]:
    """Counted by the law's own rules from the day on which a request comes in."""
    event = Event(id="asked", kind="request_received", on=received_on)
    duties = schedule((event,), clock.rules, clock.calendar).duties
    found = {each.provision.rule: each for each in duties}
    return tuple(
        LawfulAnswer(
            duty.provision.title,
            duty.provision.family,
            str(duty.provision.limit.length),
            duty.due_on,
        )
        for duty in (found[rule] for rule in ANSWERS)
        if duty.provision.limit is not None and duty.due_on is not None
    )
