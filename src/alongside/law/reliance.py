"""Exceptions: whether a ground may be relied on for a duty, and if not, why not.

A ground excuses; it sets no date and hides no lateness (T8). It counts for a duty only where the
rule names it, where the facts bear it out, and where reason, evidence and authoriser are recorded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.dates import Period, day_in_words
from alongside.kernel.refusals import Refusal
from alongside.law.calendars import Calendar, is_in_closure_window, longest_within
from alongside.law.duty import Reliance
from alongside.law.events import ABSENCE, EXCEPTION, Event
from alongside.law.processes import Process
from alongside.law.provisions import Ground, Provision

_ASKED = "advice_request_sent"
_RECEIVED = "advice_request_received"
NEVER_GROUNDS = (
    "Waiting lists, a shortage of psychologists, late advice, staff leave, half-term, Christmas and "
    "Easter are no grounds."
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A duty for which a ground may be claimed: its rule, process, body and the time that it runs."""

    provision: Provision
    process: Process
    body: str
    runs: Period


def check_exceptions(events: Iterable[Event], *, grounds: Mapping[str, Ground]) -> None:
    """Raises Refusal for a ground that the law does not have."""
    for event in events:
        if event.kind == EXCEPTION and event.ground not in grounds:
            raise Refusal(
                f"“{event.ground}” is no ground of the law. The grounds are: {', '.join(grounds)}. "
                f"{NEVER_GROUNDS}",
                field="ground",
            )


def check_may_rely(event: Event, *, rules: Iterable[Provision]) -> None:
    """Raises Refusal unless reason, evidence and authoriser are there and a rule allows the ground.

    For whoever records an exception, before it is recorded.
    """
    if lacking := what_is_lacking(event):
        raise Refusal(f"An exception needs {lacking}. Record it too.", field="because")
    if not any(event.ground in provision.grounds for provision in rules):
        raise Refusal(f"{event.ground} is no ground for this limit.", field="ground")


def what_is_lacking(event: Event) -> str:
    """ "evidence and the name of who authorised it", or nothing."""
    needed = {
        "a reason": event.because,
        "evidence": event.evidence,
        "the name of who authorised it": event.authorised_by,
    }
    return " and ".join(words for words, value in needed.items() if not value.strip())


class Exceptions:
    """The exceptions of a case, with what they excuse and, in ``remarks``, what they do not."""

    def __init__(
        self, events: Sequence[Event], *, grounds: Mapping[str, Ground], calendar: Calendar
    ) -> None:
        self.claimed = [event for event in events if event.kind == EXCEPTION]
        self.absences = [event.period for event in events if event.kind == ABSENCE]
        self.grounds = grounds
        self.calendar = calendar
        self.used: set[str] = set()
        self.reasons: dict[str, str] = {}
        check_exceptions(self.claimed, grounds=grounds)

    def relied_on(self, claim: Claim) -> tuple[Reliance, ...]:
        """What is lawfully relied on for the duty."""
        found = []
        for event in self.claimed:
            if not _is_about(event, claim) or not self._concerns(event, claim):
                continue
            why_not = self.why_not(event, claim)
            if why_not:
                self.reasons[event.id] = why_not
            else:
                self.used.add(event.id)
                found.append(self._reliance(event))
        return tuple(found)

    def _concerns(self, event: Event, claim: Claim) -> bool:
        """A ground that the rule does not have is spoken of only where the exception names the rule."""
        return bool(event.rules) or event.ground in claim.provision.grounds

    def remarks(self) -> tuple[str, ...]:
        """A sentence for each exception that excuses nothing, with the reason."""
        return tuple(
            f"The exception of {day_in_words(event.on)} ({event.ground}) excuses nothing: "
            f"{self.reasons.get(event.id, _NO_DUTY)}"
            for event in self.claimed
            if event.id not in self.used
        )

    def why_not(self, event: Event, claim: Claim) -> str:
        """Why the exception does not count for the duty; empty where it does."""
        ground = self.grounds[event.ground]
        if event.ground not in claim.provision.grounds:
            return f"{event.ground} is no ground for {claim.provision.rule}."
        if lacking := what_is_lacking(event):
            return f"it lacks {lacking}."
        if not _is_in_force(ground, event.on):
            return f"{event.ground} was not in force on {day_in_words(event.on)}."
        match ground.test:
            case "absence":
                return self._absence_fails(event, ground, claim)
            case "closure":
                return self._closure_fails(event, ground, claim)
        if event.period.overlaps(claim.runs):
            return ""
        return f"it does not fall in the time of {claim.provision.rule}."

    def _absence_fails(self, event: Event, ground: Ground, claim: Claim) -> str:
        own = [event.period] if event.until else []
        away = longest_within([*self.absences, *own], within=claim.runs)
        if away >= ground.least:
            return ""
        return (
            f"{away} days of absence without a break fall in the time of {claim.provision.rule}, "
            f"and {ground.least} are needed."
        )

    def _closure_fails(self, event: Event, ground: Ground, claim: Claim) -> str:
        by_kind = claim.process.by_kind
        asked = [each for _, each in (*by_kind.get(_ASKED, ()), *by_kind.get(_RECEIVED, ()))]
        about = [each for each in asked if not event.body or each.body == event.body]
        fails = [self._asked_outside(each, event, least=ground.least) for each in about]
        return "" if "" in fails else max(fails, default=_NOT_ASKED)

    def _asked_outside(self, asked: Event, event: Event, *, least: int) -> str:
        """Why this question was not asked in the window of a closure; empty where it was."""
        if event.until:
            inside = is_in_closure_window(asked.on, closure=event.period, least=least)
            return "" if inside else _NOT_ASKED
        known = self.calendar.closures.get(asked.body)
        if known is None:
            return f"the closures of {asked.body or 'the school'} are not known."
        try:
            return "" if known.window_holding(asked.on, least=least) else _NOT_ASKED
        except Refusal as refusal:
            return refusal.sentence

    def _reliance(self, event: Event) -> Reliance:
        ground = self.grounds[event.ground]
        return Reliance(
            ground=event.ground,
            title=ground.title,
            because=event.because,
            evidence=event.evidence,
            authorised_by=event.authorised_by,
            event=event.id,
            authority=ground.authority,
        )


_NOT_ASKED = "no advice was asked in the time around a closure of at least 4 weeks."
_NO_DUTY = "it belongs to no duty that has a date."


def _is_about(event: Event, claim: Claim) -> bool:
    """Whether the exception is meant for the duty. One that names rules is meant for those alone."""
    if event.rules and claim.provision.rule not in event.rules:
        return False
    if event.process and event.process != claim.process.name:
        return False
    return not (claim.provision.by_body and event.body and event.body != claim.body)


def _is_in_force(ground: Ground, day: date) -> bool:
    begun = ground.begins is None or ground.begins <= day
    return begun and (ground.until is None or day < ground.until)


def time_that_runs(started_on: date, due_on: date) -> Period:
    """From the start to the last day in time, that day included."""
    return Period(started_on, max(due_on, started_on) + timedelta(days=1))
