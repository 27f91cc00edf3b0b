"""The file format of the clock: a day and events in, duties out, as plain JSON values.

In: ``{"today": "2025-04-20", "events": [{"id": "e1", "kind": "request_received", "on": "2025-03-03"}]}``.
Out: ``{"duties": [{"rule", "due_on", "done_on", "state", "days", "authority", …}], "remarks": […]}``.
Days in are written like 2025-03-03 or 3 March 2025, days out like 2025-03-03.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from alongside.kernel.dates import Period, parse_date
from alongside.kernel.refusals import Refusal
from alongside.law.calendars import Calendar, Closures
from alongside.law.counting import CountFrom
from alongside.law.duty import Duty, Reliance
from alongside.law.events import Event, Kinds, check_not_ahead
from alongside.law.rulebook import Rules
from alongside.law.schedule import schedule
from alongside.law.states import state
from alongside.law.words import for_families, for_officers

TEXTS = {
    "process": "process", "body": "body", "institution": "body", "corrects": "corrects",
    "ground": "ground", "because": "because", "reason": "because", "evidence": "evidence",
    "authorised_by": "authorised_by",
}  # fmt: skip
DAYS = {"for": "for_on", "until": "until"}
_LARGEST_ID = 10**18
PASSED_OVER = frozenset(
    {"schema", "recorded_at", "recorded_on", "recorded_by", "source", "note", "words"}
)
"""Fields of an event's record that no clock depends on."""
_EVENT_KEYS = ["id", "kind", "on", "rules", *TEXTS, *DAYS, *PASSED_OVER]
_FILE_KEYS = ["today", "events", "closures", "count_from"]


def answer(asked: object, *, rules: Rules, calendar: Calendar) -> dict[str, Any]:
    """The schedule of what a file asks for. Raises Refusal with a sentence for what it cannot be.

    A duty whose day cannot be worked out has ``refused``; the others are answered all the same.
    """
    given = _object(asked, "The file", allowed=_FILE_KEYS)
    today = _day(given.get("today"), "today")
    rules = rules.counted_from(_policy(given.get("count_from", CountFrom.NEXT_DAY)))
    calendar = calendar.with_closures(
        _closures(each) for each in _list(given.get("closures", []), "closures")
    )
    listed = _list(given.get("events"), "events")
    events = [_event(each, number, kinds=rules.kinds) for number, each in enumerate(listed, 1)]
    for event in events:
        check_not_ahead(event, kinds=rules.kinds, today=today)
    found = schedule(events, rules, calendar)
    return {
        "today": today.isoformat(),
        "duties": [duty_as_json(duty, today) for duty in found.duties],
        "remarks": list(found.remarks),
    }


def duty_as_json(duty: Duty, today: date) -> dict[str, Any]:
    """One duty with its state on ``today`` and its words."""
    now = state(duty, today)
    told: dict[str, Any] = {
        "rule": duty.rule,
        "due_on": _iso(duty.due_on),
        "done_on": _iso(duty.done_on),
        "state": str(now.standing),
        "days": now.days,
        "authority": duty.authority,
        "title": duty.provision.title,
        "limb": duty.provision.limb,
        "kind": str(duty.provision.force),
        "process": duty.process,
        "body": duty.body,
        "started_by": duty.started_by,
        "started_on": _iso(duty.started_on),
        "done_by": duty.done_by,
        "ended_on": _iso(duty.ended_on),
        "ended_by": duty.ended_by,
        "not_before": _iso(duty.not_before),
        "cautious_on": _iso(duty.cautious_on),
        "relies_on": [_reliance(each) for each in duty.relies_on],
        "reason": duty.reason,
        "status": str(duty.provision.status),
        "to_be_checked": duty.needs_lawyer,
        "rule_set": duty.rule_set,
        "words": for_officers(duty, today),
        "family_words": for_families(duty, today),
    }
    return {**told, "refused": duty.refusal} if duty.refusal else told


def _reliance(reliance: Reliance) -> dict[str, str]:
    return {
        "ground": reliance.ground,
        "title": reliance.title,
        "because": reliance.because,
        "evidence": reliance.evidence,
        "authorised_by": reliance.authorised_by,
        "event": reliance.event,
        "authority": reliance.authority,
    }


def _event(told: object, number: int, *, kinds: Kinds) -> Event:
    given = _object(told, f"Event {number}", allowed=_EVENT_KEYS)
    name = _text(given.get("id", str(number)), f"id of event {number}")
    place = f"Event “{name}”"
    said: dict[str, Any] = {
        field: _text(given[key], f"“{key}” of event “{name}”")
        for key, field in TEXTS.items()
        if given.get(key) is not None
    }
    said |= {
        field: _day(given[key], f"“{key}” of event “{name}”")
        for key, field in DAYS.items()
        if given.get(key) is not None
    }
    return Event(
        id=name,
        kind=_kind(given.get("kind"), place, kinds=kinds),
        on=_day(given.get("on"), f"“on” of event “{name}”"),
        rules=tuple(_text(each, "rules") for each in _list(given.get("rules", []), "rules")),
        **said,
    )


def _kind(told: object, place: str, *, kinds: Kinds) -> str:
    """The code of the kind, also by another of its names."""
    name = told if isinstance(told, str) else ""
    if name in kinds:
        return name
    other = {also: code for code, kind in kinds.items() for also in kind.also}
    if name in other:
        return other[name]
    if not name:
        raise Refusal(f"{place} has no kind. See: alongside law events", field="kind")
    close = dict.fromkeys(
        other.get(each, each) for each in get_close_matches(name, [*kinds, *other], n=3)
    )
    hint = f" Did you mean {', '.join(close)}?" if close else ""
    raise Refusal(
        f"{place} has an unknown kind “{name}”.{hint} See: alongside law events", field="kind"
    )


def _closures(told: object) -> Closures:
    given = _object(
        told, "A closure", allowed=["institution", "covered_from", "covered_until", "closed"]
    )
    closed = [_period(each) for each in _list(given.get("closed", []), "closed")]
    return Closures(
        institution=_text(given.get("institution"), "institution"),
        covered=Period(
            _day(given.get("covered_from"), "covered_from"),
            _day(given.get("covered_until"), "covered_until"),
        ),
        closed=tuple(closed),
    )


def _period(told: object) -> Period:
    given = _object(told, "A closed time", allowed=["from", "until"])
    return Period(_day(given.get("from"), "from"), _day(given.get("until"), "until"))


def _policy(told: object) -> CountFrom:
    try:
        return CountFrom(str(told))
    except ValueError:
        raise Refusal("“count_from” is next_day or same_day.", field="count_from") from None


def _object(told: object, what: str, *, allowed: Sequence[str]) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise Refusal(f"{what} has to be a JSON object with names and values.")
    for key in told:
        if key not in allowed:
            raise Refusal(f"{what} has “{key}”. Known here: {', '.join(allowed)}.", field=key)
    return told


def _list(told: object, what: str) -> Sequence[Any]:
    if not isinstance(told, list):
        raise Refusal(f"“{what}” has to be a list.", field=what)
    return told


def _text(told: object, what: str) -> str:
    if isinstance(told, str) and told.strip() and _is_writable(told):
        return told.strip()
    if isinstance(told, int) and not isinstance(told, bool) and abs(told) < _LARGEST_ID:
        return str(told)
    raise Refusal(f"The {what} has to be a text.", field=what)


def _is_writable(text: str) -> bool:
    """Whether the text has no half of a sign, which nothing can write out again."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _day(told: object, what: str) -> date:
    """Raises Refusal that says which day cannot be read, and why."""
    if not isinstance(told, str):
        raise Refusal(f"The day {what} is missing. Write it like 2025-03-03.", field=what)
    try:
        return parse_date(told)
    except Refusal as refusal:
        raise Refusal(f"The day {what} cannot be taken. {refusal.sentence}", field=what) from None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
