"""Whether a case that is brought over from earlier records could have gone that way, event after event."""

from collections.abc import Sequence
from datetime import date

from alongside.casework.rules.bodies import written
from alongside.casework.rules.folding import CaseFact, Clock, law_events, processes_among
from alongside.casework.rules.recording import NewEvent, check_event_of_case
from alongside.casework.rules.steps import check_may_record
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal, Refusals
from alongside.law.events import Event


def check_history(
    events: Sequence[NewEvent], *, born_on: date, today: date, clock: Clock
) -> tuple[CaseFact, ...]:
    """The events as facts, numbered in their order. Raises Refusals, each naming the event by its number
    and its day.
    """
    facts: list[CaseFact] = []
    known: list[Event] = []
    for number, new in enumerate(events, start=1):
        try:
            check_event_of_case(new, born_on=born_on, today=today, rules=clock.rules)
            check_may_record(new.kind, processes_among(known, clock.rules), clock.rules)
        except Refusals as refusals:
            raise Refusals([_named(each, number, new) for each in refusals.refusals]) from None
        except Refusal as refusal:
            raise _named(refusal, number, new) from None
        facts.append(_fact(new, number))
        known += law_events(facts[-1:], clock.rules)
    return tuple(facts)


def _named(refusal: Refusal, number: int, new: NewEvent) -> Refusal:
    where = f"Event {number} of {day_in_words(new.happened_on)}"
    return Refusal(f"{where}: {refusal.sentence}", field="events")


def _fact(new: NewEvent, number: int) -> CaseFact:
    return CaseFact(
        ref=f"{number:04}",
        kind=new.kind,
        happened_on=new.happened_on,
        received_on=new.received_on,
        body=written(new.body),
    )
