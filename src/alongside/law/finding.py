"""Which events of a process begin a duty, do it, end it or cut it short.

Only the order of events decides, and the rule's own words; dates are worked out in ``schedule``.
"""

from collections.abc import Iterable, Sequence

from alongside.law.counting import Counted
from alongside.law.processes import Placed, Process
from alongside.law.provisions import ITSELF, Provision

_ANY_PLACE = -1


def place_of(placed: Placed) -> int:
    return placed[0]


def beginnings(provision: Provision, process: Process) -> list[Placed]:
    """The events that begin the duty, in order; a fallback only where no proper start came first, or where
    it came before the day that was set.
    """
    proper = [
        each
        for kind in provision.start
        if kind in process.by_kind
        for each in process.by_kind[kind]
    ]
    proper.sort(key=place_of)
    if not provision.fallback:
        return proper
    instead = [
        each
        for kind in provision.fallback
        for each in process.by_kind.get(kind, ())
        if _stands_alone(each, proper) or _came_early(provision, each, proper)
    ]
    return sorted(proper + instead, key=place_of)


def _stands_alone(placed: Placed, proper: Sequence[Placed]) -> bool:
    return not proper or placed[0] < proper[0][0]


def _came_early(provision: Provision, placed: Placed, proper: Sequence[Placed]) -> bool:
    """Whether a meeting was held before the day last set for it: its own day is then what counts."""
    if provision.counted is not Counted.BEFORE:
        return False
    _, last_set = [each for each in proper if each[0] < placed[0]][-1]
    return placed[1].on < last_set.target


def done_by(provision: Provision, process: Process, begun: Placed) -> Placed | None:
    """The first event that does it; notice may be given before the meeting that it is about."""
    place, event = begun
    if provision.done == (ITSELF,):
        return begun
    may_precede = provision.aims and (
        event.for_on is None or provision.counted is Counted.DAY_BEFORE
    )
    after = _ANY_PLACE if may_precede else place
    return first_of(process, provision.done, after, body=event.body if provision.by_body else None)


def ended_by(
    provision: Provision, process: Process, begun: Placed, replaced: Placed | None
) -> Placed | None:
    """The event with which it fell away for good: one that was not taken back later. What another body
    declined ends nothing of this one’s. Notice of a meeting that is measured from the meeting ends with it.
    """
    place, event = begun
    ended = first_of(process, provision.ends, place) if provision.ends else None
    if event.kind in provision.fallback and event.kind in provision.ends:
        ended = begun
    while ended and provision.by_body and ended[1].body not in ("", event.body):
        ended = first_of(process, provision.ends, ended[0])
    while ended and provision.revived_by:
        revived = first_of(process, provision.revived_by, ended[0])
        if revived is None:
            break
        ended = first_of(process, provision.ends, revived[0])
    if replaced is not None and (ended is None or replaced[0] < ended[0]):
        return replaced
    return ended


def first_of(
    process: Process, kinds: Iterable[str], after: int, *, body: str | None = None
) -> Placed | None:
    """The first event of these kinds after a place, of this body where one is given."""
    best: Placed | None = None
    for kind in kinds:
        if kind not in process.by_kind:
            continue
        for each in process.by_kind[kind]:
            if each[0] > after and (body is None or each[1].body == body):
                if best is None or each[0] < best[0]:
                    best = each
                break
    return best
