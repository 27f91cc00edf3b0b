"""Which events belong together: one assessment, one review, one dispute.

An event that names its process belongs there. One that names none joins the open processes of its
kind, or begins one. What cannot have come first is refused, never put in order by guessing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.law.events import ABSENCE, EXCEPTION, Event, EventKind, Kinds

Placed = tuple[int, Event]
"""An event with its place in the whole case."""
_JOINS_FIRST_OPEN = "transfer"
_BEGUN_BY_A_REQUEST = ("assessment", "reassessment")
_ORDER = itemgetter(0, 1, 2)


@dataclass(slots=True)
class Process:
    """The events of one process in order. ``opener`` is None where its beginning is not recorded."""

    type: str
    name: str
    opener: Event | None
    events: list[Placed] = field(default_factory=list)
    by_kind: dict[str, list[Placed]] = field(default_factory=dict)
    stage: int = 0
    is_open: bool = True
    waiting: dict[tuple[str, str], tuple[Event, EventKind]] = field(default_factory=dict)

    @property
    def started_on(self) -> date:
        return self.events[0][1].on

    def add(self, place: int, event: Event, kind: EventKind) -> None:
        """Raises Refusal when something here should have come after this event."""
        if self.waiting:
            self._check_nothing_waited(event, kind)
        self.events.append((place, event))
        if event.kind in self.by_kind:
            self.by_kind[event.kind].append((place, event))
        else:
            self.by_kind[event.kind] = [(place, event)]
        self.stage = max(self.stage, kind.stage)
        for group in kind.after:
            if group.isdisjoint(self.by_kind):
                body = event.body if kind.by_body else ""
                self.waiting.update({(other, body): (event, kind) for other in group})
        if self.type in kind.closes:
            self.is_open = False
        elif self.type in kind.reopens:
            self.is_open = True

    def _check_nothing_waited(self, event: Event, kind: EventKind) -> None:
        for key in self.waits_of(event, kind):
            follower = self.waiting.pop(key)
            if follower[0].on < event.on:
                raise _out_of_order(follower, (event, kind))

    def waits_of(self, event: Event, kind: EventKind) -> list[tuple[str, str]]:
        """What waits for this event. What is counted for each body apart waits for its own, or for what is no
        one body’s.
        """
        bodies = {"", event.body} if kind.by_body else {body for _, body in self.waiting}
        return [key for body in bodies if (key := (event.kind, body)) in self.waiting]


NAME_EACH = " If they belong to different processes, name each."


def _out_of_order(follower: tuple[Event, EventKind], first: tuple[Event, EventKind]) -> Refusal:
    """The refusal of an event that is dated before what has to come first."""
    return Refusal(
        f"On {day_in_words(follower[0].on)} {follower[1].means}. That cannot be before "
        f"{day_in_words(first[0].on)}, when {first[1].means}. Check both dates.{NAME_EACH}",
        field="on",
    )


def in_order(events: Iterable[Event], *, kinds: Kinds) -> list[Event]:
    """By day, and within a day as the file of events has them. Days aimed at come first. What is asked for
    on the day on which an earlier request was settled comes after that: it is another request.
    """
    keyed = []
    for event in events:
        kind = kinds[event.kind]
        first = date.min if kind.target and event.for_on is None else event.on
        keyed.append((first, kind.rank, event.id, event))
    keyed.sort(key=_ORDER)
    ordered = [each[3] for each in keyed]
    for process_type in _BEGUN_BY_A_REQUEST:
        ordered = _asked_again_last(ordered, process_type, kinds)
    return ordered


def _asked_again_last(ordered: list[Event], process_type: str, kinds: Kinds) -> list[Event]:
    """The events with each further request of a day moved behind what settled the one before."""
    found: list[Event] = []
    held: list[Event] = []
    is_begun = False
    for place, event in enumerate(ordered):
        kind = kinds[event.kind]
        is_asked = process_type in kind.opens
        if is_asked and is_begun and not event.process:
            rest = (each for each in ordered[place + 1 :] if each.on == event.on)
            if any(process_type in kinds[each.kind].closes for each in rest):
                held.append(event)
                continue
        found.append(event)
        if process_type in kind.closes:
            found.extend(held)
            is_begun, held = bool(held), []
        elif is_asked or process_type in kind.reopens:
            is_begun = True
    return found


def processes_of(events: Sequence[Event], *, kinds: Kinds) -> list[Process]:
    """The processes of a case from its events in order. Raises Refusal for an impossible order."""
    sorting = _Sorting(kinds=kinds)
    for place, event in enumerate(events):
        if event.kind not in (EXCEPTION, ABSENCE):
            sorting.put(place, event)
    return sorting.processes


@dataclass(slots=True)
class _Sorting:
    kinds: Kinds
    processes: list[Process] = field(default_factory=list)
    by_type: dict[str, list[Process]] = field(default_factory=dict)

    def put(self, place: int, event: Event) -> None:
        kind = self.kinds[event.kind]
        for process_type, below in kind.opens.items():
            self._opened(event, process_type, below).add(place, event, kind)
        if kind.others:
            for process in self._joined(event, kind.others):
                process.add(place, event, kind)

    def _opened(self, event: Event, process_type: str, below: int) -> Process:
        current = self._current(process_type, event.process)
        if current is None:
            return self._new(process_type, event, opener=event)
        if current.opener is None:
            return self._after_unopened(current, event)
        if event.process or (current.is_open and current.stage < below):
            return current
        return self._new(process_type, event, opener=event)

    def _after_unopened(self, current: Process, event: Event) -> Process:
        """A beginning after something that should have followed it is refused, unless that is named apart."""
        if current.events[0][1].process and not event.process:
            return self._new(current.type, event, opener=event)
        kind = self.kinds[event.kind]
        for key in current.waits_of(event, kind):
            raise _out_of_order(current.waiting[key], (event, kind))
        if event.process:
            current.opener = event
            return current
        return self._new(current.type, event, opener=event)

    def _joined(self, event: Event, types: Sequence[str]) -> list[Process]:
        there = [
            each
            for process_type in types
            if process_type in self.by_type and (each := self._current(process_type, event.process))
        ]
        still_open = [process for process in there if process.is_open]
        if still_open:
            return still_open
        if there:
            return [max(there, key=lambda process: process.events[-1][0])]
        return [self._new(types[0], event, opener=None)]

    def _current(self, process_type: str, name: str) -> Process | None:
        known = self.by_type.get(process_type)
        if not known:
            return None
        if name:
            return next((each for each in known if each.name == name), None)
        if process_type == _JOINS_FIRST_OPEN:
            return next((each for each in known if each.is_open), known[-1])
        return known[-1]

    def _new(self, process_type: str, event: Event, *, opener: Event | None) -> Process:
        known = self.by_type.setdefault(process_type, [])
        process = Process(process_type, event.process or f"{process_type} {len(known) + 1}", opener)
        known.append(process)
        self.processes.append(process)
        return process
