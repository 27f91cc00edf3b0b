"""How many letters of a case wait, for the page of the case: cheap, and without any name or address."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from alongside.casework.letters.material import ACTING
from alongside.casework.models import Case
from alongside.casework.queries.letter_values import Waiting
from alongside.casework.rules.bodies import TELLS
from alongside.casework.rules.children import rights_pass_on
from alongside.casework.rules.folding import CaseFact
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import Audience, LetterDue, Parties, Someone, letters_due
from alongside.casework.rules.letters_reading import letter_book
from alongside.casework.the_law import clock_of_the_law

Key = tuple[str, str, str]


def letters_waiting(case: Case, facts: Sequence[CaseFact]) -> Waiting:
    """How many are still to be written, and how many wait to be checked or sent. In three queries, and one less
    where the contacts are read already, and where nobody can act for a young person yet.
    """
    states = dict[Key, str]()
    rows = case.letters.exclude(state=LetterState.WITHDRAWN.value).order_by()
    for event, template, key, state in rows.values_list(
        "event__ref", "template", "recipient_key", "state"
    ):
        states[event, template, key] = state
    parties = _parties_in_short(case, facts)
    due = letters_due(facts, parties, letter_book(), clock_of_the_law().rules)
    sent = {key[:2] for key, state in states.items() if state == LetterState.SENT}
    waits = [each for each in due if each.waits(sent)]
    return Waiting(
        to_write=sum(each.key not in states for each in waits),
        not_made=sum(state == LetterState.NOT_MADE for state in states.values()),
        to_check=sum(state == LetterState.DRAFTED for state in states.values()),
        to_send=sum(state == LetterState.CHECKED for state in states.values()),
        owed=tuple(dict.fromkeys(_owed(waits, states, sent))),
    )


def _owed(
    waits: Sequence[LetterDue], states: Mapping[Key, str], sent: Collection[tuple[str, str]]
) -> Iterator[str]:
    """Whose letter of a decision did not go out, while the same letter to somebody else did."""
    ended = (LetterState.SENT, LetterState.NOT_NEEDED)
    for each in waits:
        is_decision = each.event.kind in TELLS and each.recipient.audience is Audience.FAMILY
        if is_decision and each.key[:2] in sent and states.get(each.key) not in ended:
            yield each.recipient.name


def _acting(case: Case, facts: Sequence[CaseFact]) -> Collection[int]:
    """Who acts for the young person. Before the rights pass on nobody does."""
    passes = rights_pass_on(case.child.born_on)
    if all(each.counts_from < passes for each in facts):
        return ()
    rows = case.choices.filter(reach__in=ACTING, ended_at=None).order_by()
    return set(rows.values_list("contact_id", flat=True))


def _parties_in_short(case: Case, facts: Sequence[CaseFact]) -> Parties:
    """Enough to tell recipients apart: no address and no name of a body."""
    acting = _acting(case, facts)
    return Parties(
        child=case.child.given_names,
        known_as="",
        born_on=case.child.born_on,
        contacts=tuple(
            Someone(
                ref=each.ref,
                name=each.name,
                has_responsibility=each.has_responsibility,
                acts_for_them=each.pk in acting,
                is_ended=each.is_ended,
            )
            for each in case.child.contacts.all()
        ),
    )
