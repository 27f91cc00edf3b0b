"""What happened in a case, for the law's clocks: one dated event each, and the kinds of event there are.

Days are dates in London, so that a change of clocks moves nothing. Which events count after
corrections is settled in ``corrections``; which process an event belongs to, in ``processes``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alongside.kernel.dates import Period, day_in_words
from alongside.kernel.refusals import Refusal

EXCEPTION = "exception_relied_on"
ABSENCE = "absence"
IN_ERROR = "recorded_in_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a day. Only ``id``, ``kind`` and ``on`` are always needed.

    ``process`` names the assessment, review or other process; left empty, it is found by the order
    of events. ``body`` is the adviser, school or college. ``for_on`` is the day aimed at: a meeting,
    a move, a transfer. ``until`` is the first day after an absence or ground that began on ``on``.
    ``corrects`` is the id of the event that this one takes the place of. An exception has a
    ``ground``, ``because``, ``evidence`` and ``authorised_by``; ``rules`` narrows it to those duties.
    """

    id: str
    kind: str
    on: date
    process: str = ""
    body: str = ""
    for_on: date | None = None
    until: date | None = None
    corrects: str = ""
    ground: str = ""
    because: str = ""
    evidence: str = ""
    authorised_by: str = ""
    rules: tuple[str, ...] = ()

    @property
    def target(self) -> date:
        """The day aimed at, or the day of the event where there is none."""
        return self.for_on or self.on

    @property
    def period(self) -> Period:
        """From the day of the event until it ended; one day where no end is recorded."""
        return Period(self.on, self.until or date.fromordinal(self.on.toordinal() + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """What the file of events says about a kind; ``rank`` is its place there.

    ``opens`` maps a type of process to the stage below which the event joins an open one. ``after``
    holds groups of kinds; one of each group comes first where any of it is recorded.
    """

    code: str
    means: str
    rank: int
    of: tuple[str, ...]
    others: tuple[str, ...]
    opens: Mapping[str, int]
    closes: frozenset[str]
    reopens: frozenset[str]
    after: tuple[frozenset[str], ...]
    also: tuple[str, ...]
    needs: tuple[str, ...]
    stage: int
    by_body: bool
    ahead: bool
    target: bool


Kinds = Mapping[str, EventKind]

_NEEDED = {
    "for": "the day that it is about, in “for”",
    "until": "the first day after it, in “until”",
    "ground": "the ground, in “ground”",
    "corrects": "the event that was wrong, in “corrects”",
}
_FIELDS = {"for": "for_on"}


def check_event(event: Event, *, kinds: Kinds) -> None:
    """Raises Refusal for an event that says too little or contradicts itself."""
    if event.kind not in kinds:
        raise Refusal(f"Event “{event.id}” has an unknown kind “{event.kind}”.", field="kind")
    for name in kinds[event.kind].needs:
        if not getattr(event, _FIELDS.get(name, name)):
            raise Refusal(
                f"Event “{event.id}” ({event.kind}) has to name {_NEEDED[name]}.", field=name
            )
    if event.until is not None and event.until <= event.on:
        raise Refusal(
            f"Event “{event.id}” ends on {day_in_words(event.until)}, which is not after its first "
            f"day, {day_in_words(event.on)}.",
            field="until",
        )


def check_not_ahead(event: Event, *, kinds: Kinds, today: date) -> None:
    """Raises Refusal for an event after today that cannot be known beforehand."""
    if event.kind in kinds and kinds[event.kind].ahead:
        return
    if event.on > today:
        raise Refusal(
            f"Event “{event.id}” ({event.kind}) is on {day_in_words(event.on)}, after today, "
            f"{day_in_words(today)}. It cannot have happened yet.",
            field="on",
        )
