"""Which events stand: a later record that names an earlier one takes its place.

Nothing is overwritten: both stay in the record, and the clock counts the last word.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from alongside.kernel.refusals import Refusal
from alongside.law.events import IN_ERROR, Event


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that count. Raises Refusal for corrections that lead nowhere.

    An event of kind recorded_in_error takes away the event it names and puts nothing in its place.
    """
    listed = tuple(events)
    by_id = _by_id(listed)
    corrected = {event.corrects: event for event in listed if event.corrects}
    if not corrected:
        return listed
    _check_corrections(listed, by_id=by_id)
    return tuple(e for e in listed if e.id not in corrected and e.kind != IN_ERROR)


def _by_id(events: Sequence[Event]) -> Mapping[str, Event]:
    by_id = {event.id: event for event in events}
    if len(by_id) != len(events):
        twice = Counter(event.id for event in events).most_common()[0][0]
        raise Refusal(f"Two events have the id “{twice}”. Give each its own.", field="id")
    return by_id


def _check_corrections(events: Sequence[Event], *, by_id: Mapping[str, Event]) -> None:
    named = Counter(event.corrects for event in events if event.corrects)
    for event in events:
        if not event.corrects:
            continue
        if event.corrects not in by_id:
            raise Refusal(
                f"Event “{event.id}” corrects “{event.corrects}”, which is not there.",
                field="corrects",
            )
        if named[event.corrects] > 1:
            raise Refusal(
                f"Event “{event.corrects}” is corrected twice. Correct the correction instead.",
                field="corrects",
            )
        _check_ends(event, by_id=by_id)


def _check_ends(event: Event, *, by_id: Mapping[str, Event]) -> None:
    """A chain of corrections has a first event."""
    seen, at = {event.id}, event
    while at.corrects:
        if at.corrects in seen:
            raise Refusal(
                f"Event “{event.id}” corrects itself, directly or through others.", field="corrects"
            )
        seen.add(at.corrects)
        at = by_id[at.corrects]
