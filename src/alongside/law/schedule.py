"""Every duty of a case, from its events alone: the statutory clock itself.

``duties`` does not know today: the same events give the same answer on any day. A later event adds
duties, does them or ends them; it never moves a date that stands. Only a correction does that.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.refusals import Refusal
from alongside.law.calendars import Calendar
from alongside.law.corrections import standing
from alongside.law.counting import Counted, CountFrom
from alongside.law.duty import Duty, Reliance
from alongside.law.events import EXCEPTION, Event, check_event
from alongside.law.finding import beginnings, done_by, ended_by, first_of, place_of
from alongside.law.processes import Placed, Process, in_order, processes_of
from alongside.law.provisions import Again, OrLater, Provision
from alongside.law.reliance import Claim, Exceptions, time_that_runs
from alongside.law.rulebook import Rules, RuleSet

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The duties of a case, a sentence for each exception that excuses nothing, and the processes that the
    events make.
    """

    duties: tuple[Duty, ...]
    remarks: tuple[str, ...]
    processes: tuple[Process, ...]


def duties(events: Iterable[Event], rules: Rules, calendar: Calendar) -> tuple[Duty, ...]:
    """Every duty of a case, by due date. Raises Refusal for events that cannot be.

    >>> duties([Event(id="1", kind="request_received", on=date(2025, 3, 3))], rules, calendar)[1].rule
    'DEC-6W'
    """
    return schedule(events, rules, calendar).duties


def schedule(events: Iterable[Event], rules: Rules, calendar: Calendar) -> Schedule:
    """The duties with remarks. Raises Refusal for events that cannot be."""
    listed = tuple(events)
    for event in listed:
        check_event(event, kinds=rules.kinds)
    ordered = in_order(standing(listed), kinds=rules.kinds)
    exceptions = None
    if any(event.kind == EXCEPTION for event in ordered):
        exceptions = Exceptions(ordered, grounds=rules.grounds, calendar=calendar)
    is_cautious = rules.count_from is CountFrom.SAME_DAY
    processes = tuple(processes_of(ordered, kinds=rules.kinds))
    case = _Case(ordered, processes, rules, calendar, exceptions, is_cautious)
    found = sorted(case.duties(), key=_by_due_date)
    return Schedule(tuple(found), exceptions.remarks() if exceptions else (), processes)


def _by_due_date(duty: Duty) -> tuple[date, date, str]:
    return (duty.due_on or date.max, duty.started_on, duty.provision.rule)


@dataclass(frozen=True, slots=True)
class _Case:
    ordered: Sequence[Event]
    processes: Sequence[Process]
    rules: Rules
    calendar: Calendar
    exceptions: Exceptions | None
    is_cautious: bool

    def duties(self) -> list[Duty]:
        """Every duty once: one that two processes share belongs to the first of them."""
        found: dict[tuple[int, str], Duty] = {}
        for process in self.processes:
            chain = self.rules.for_process(process.type, process.started_on)
            for rule_set, period in chain:
                for duty in self._of_set(rule_set, process):
                    if len(chain) == 1 or period.contains(duty.started_on):
                        found.setdefault((id(duty.provision), duty.started_by), duty)
        return list(found.values())

    def _of_set(self, rule_set: RuleSet, process: Process) -> Iterator[Duty]:
        for provision in _provisions(rule_set, process):
            begun = beginnings(provision, process)
            if len(begun) == 1:
                yield self._duty(provision, process, rule_set.id, begun[0], None)
            else:
                yield from self._one_after_another(provision, process, rule_set.id, begun)

    def _one_after_another(
        self, provision: Provision, process: Process, rule_set: str, begun: Sequence[Placed]
    ) -> Iterator[Duty]:
        """A duty for each beginning that counts."""
        earlier: list[Duty] = []
        for number, placed in enumerate(begun):
            if provision.again is Again.FIRST and number:
                return
            if provision.again is Again.AFTER_DONE and _is_running(earlier, placed[1]):
                continue
            replaced = None
            if provision.again is Again.REPLACES and number + 1 < len(begun):
                replaced = begun[number + 1]
            duty = self._duty(provision, process, rule_set, placed, replaced)
            earlier.append(duty)
            yield duty

    def _duty(
        self,
        provision: Provision,
        process: Process,
        rule_set: str,
        begun: Placed,
        replaced: Placed | None,
    ) -> Duty:
        place, event = begun
        counted_from = _counted_event(provision, process, event)
        started_on = counted_from.on
        due_on, refusal = self._due_on(provision, process, started_on, begun)
        done, ended = _outcome(provision, process, begun, replaced)
        cut = first_of(process, provision.cut_by, place) if provision.cut_by else None
        body = event.body if provision.by_body else ""
        relies_on = self._reliance(provision, process, body, event.on, due_on)
        kinds = self.rules.kinds
        return Duty(
            provision,
            rule_set,
            process.name,
            body,
            event.id,
            event.target if provision.aims else started_on,
            kinds[counted_from.kind].means,
            due_on,
            done[1].on if done else None,
            done[1].id if done else "",
            ended[1].on if ended else None,
            ended[1].id if ended else "",
            kinds[ended[1].kind].means if ended else "",
            cut[1].on if cut else None,
            relies_on,
            refusal,
        )

    def _due_on(
        self, provision: Provision, process: Process, started_on: date, begun: Placed
    ) -> tuple[date | None, str]:
        if provision.from_opening and process.opener is None:
            return None, ""
        if provision.days is not None:
            return started_on + provision.days[self.is_cautious], ""
        if provision.counted is Counted.NO_DATE:
            return None, ""
        try:
            day = self._last_day(provision, begun[1], started_on)
            if provision.or_later:
                day = max(day, self._other_day(provision.or_later, process, begun[0]) or day)
            if provision.tribunal_time:
                day = self.calendar.tribunal_end(day)
        except Refusal as refusal:
            return None, refusal.sentence
        return day, ""

    def _last_day(self, provision: Provision, event: Event, started_on: date) -> date:
        if provision.day_of_year is not None:
            return date(event.target.year, *provision.day_of_year) - _DAY
        if provision.limit is None:
            raise LookupError(f"{provision.rule} has neither a length nor a day of the year.")
        if provision.not_before_move and event.kind in provision.fallback:
            return event.on
        start = event.target if provision.counted is Counted.BEFORE else started_on
        last = provision.limit.last_day(
            start, calendar=self.calendar, count_from=self.rules.count_from
        )
        return max(last, event.target) if provision.not_before_move else last

    def _other_day(self, or_later: OrLater, process: Process, place: int) -> date | None:
        """The date of the other beginning: the latest in the process, or in the case."""
        since = or_later.since
        own = [each for kind in since for each in process.by_kind.get(kind, ()) if each[0] < place]
        every = own or [
            (at, event) for at, event in enumerate(self.ordered[:place]) if event.kind in since
        ]
        if not every:
            return None
        latest = max(every, key=place_of)[1]
        return or_later.limit.last_day(
            latest.on, calendar=self.calendar, count_from=self.rules.count_from
        )

    def _reliance(
        self,
        provision: Provision,
        process: Process,
        body: str,
        started_on: date,
        due_on: date | None,
    ) -> tuple[Reliance, ...]:
        if self.exceptions is None or due_on is None:
            return ()
        runs = time_that_runs(started_on, due_on)
        return self.exceptions.relied_on(Claim(provision, process, body, runs))


def _provisions(rule_set: RuleSet, process: Process) -> Mapping[Provision, None]:
    """The rules that something in the process starts, each once, in the order of their starts."""
    started_by = rule_set.started_by(process.type)
    return dict.fromkeys(
        provision
        for kind in process.by_kind
        if kind in started_by
        for provision in started_by[kind]
    )


def _is_running(earlier: Sequence[Duty], event: Event) -> bool:
    """Whether an earlier duty of the same body still runs on the day before the event: neither done nor
    declined.

    What is asked again on the day of the answer is part of what was answered.

    Raises Refusal where no body is named, because then nobody can say whose time it is.
    """
    for duty in earlier:
        over_on = duty.done_on or duty.ended_on
        if duty.body != event.body or (over_on and over_on < event.on):
            continue
        if not event.body:
            raise Refusal(
                f"It is recorded twice that {duty.started_means}, without saying which body or school. "
                "Name it in “body”, in the answer too.",
                field="body",
            )
        return True
    return False


def _outcome(
    provision: Provision, process: Process, begun: Placed, replaced: Placed | None
) -> tuple[Placed | None, Placed | None]:
    """What did it and what ended it: only one of them, whichever came first."""
    done = done_by(provision, process, begun)
    ended = ended_by(provision, process, begun, replaced)
    if done and ended and done[0] > ended[0]:
        return None, ended
    return (done, None) if done else (None, ended)


def _counted_event(provision: Provision, process: Process, event: Event) -> Event:
    """The one from whose day time runs: it is named beside that day."""
    if provision.from_opening and process.opener is not None:
        return process.opener
    return event
