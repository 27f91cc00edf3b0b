"""A duty in words: plain English for families, the whole of it for officers.

What is late says so and by how many days, whatever ground is relied on.
"""

import re
from datetime import date
from typing import assert_never

from alongside.kernel.dates import day_in_words
from alongside.law.counting import Counted
from alongside.law.duty import Duty, Reliance
from alongside.law.provisions import PARTIES, Force
from alongside.law.states import Standing, State, state, was_missed


def days_in_words(count: int) -> str:
    """ "1 day", "12 days"."""
    return f"{count} day{'' if count == 1 else 's'}"


def state_in_words(duty: Duty, today: date) -> str:
    """ "late by 5 days; the authority relies on EXC-C (exceptional personal circumstances) because …"."""
    told = _in_words(state(duty, today), duty)
    return "; ".join([told, *(_relied(duty, each) for each in duty.relies_on)])


def for_officers(duty: Duty, today: date) -> str:
    """Who must do what, by when and why then, how it stands, the source and what is unconfirmed."""
    who = PARTIES[duty.provision.who][0]
    verb = _VERBS[duty.provision.force]
    does = duty.provision.does
    told = (
        f"{_capital(who)} {does}"
        if does.startswith(_OWN_VERBS)
        else f"{_capital(who)} {verb} {does}"
    )
    parts = [
        f"{told}.",
        _due(duty),
        _capital(state_in_words(duty, today)) + ".",
        f"{duty.authority}.",
    ]
    if duty.needs_lawyer:
        parts.append(f"{_capital(duty.provision.status.means)}.")
    return " ".join(part for part in parts if part)


def for_families(duty: Duty, today: date) -> str:
    """What you can expect and by when, how late it is, and what the council says about that."""
    says = f"{_capital(PARTIES[duty.provision.who][1])} says"
    return _told(duty, today, duty.provision.family, says)


def in_a_letter(duty: Duty, today: date) -> str:
    """The same to families, as the authority whose duty it is writes it."""
    return _told(duty, today, as_we_say(duty.provision.family), "We say")


def as_we_say(words: str) -> str:
    """What the council has to do, as the council itself says it.

    >>> as_we_say("The council has to tell you what it decided.")
    'We have to tell you what we decided.'
    """
    for said, ours in _OURS:
        words = said.sub(ours, words)
    return _capital(words)


_COUNCIL = r"\b(?:[Tt]he|[Yy]our new|[Yy]our old) council"
_OURS = tuple(
    (re.compile(said), ours)
    for said, ours in (
        (rf"{_COUNCIL} has\b", "we have"),
        (rf"{_COUNCIL} sends\b", "we send"),
        (rf"{_COUNCIL} or health has\b", "we or health have"),
        (r"\bit is considering\b", "we are considering"),
        (r"\bit does\b", "we do"),
        (r"\bit (decide|propose)s\b", r"we \1"),
        (r"\bit (will|decided)\b", r"we \1"),
        (r"\bits decision\b", "our decision"),
    )
)


def _told(duty: Duty, today: date, expected: str, says: str) -> str:
    now = state(duty, today)
    stands = _at_once(now, duty) if _takes_effect(now, duty) else _for_families(now, duty)
    parts = [expected, stands]
    if now.is_late:
        parts += [_relied_for_families(each, says) for each in duty.relies_on]
    return " ".join(part for part in parts if part)


_OWN_VERBS = ("may ", "need not ", "need no ", "must ", "should ")
_VERBS = {
    Force.DUTY: "must",
    Force.GUIDANCE: "should",
    Force.AIM: "aims to",
    Force.RIGHT: "may",
    Force.AT_LEAST: "must",
}


def _due(duty: Duty) -> str:
    if duty.due_on is None:
        return duty.refusal or duty.reason
    if duty.not_before is not None:
        end = day_in_words(duty.due_on)
        return f"The time runs to the end of {end}: {_small(duty.reason)}"
    return f"Due on {day_in_words(duty.due_on)}: {_small(duty.reason)}"


def _in_words(now: State, duty: Duty) -> str:
    days = days_in_words(now.days)
    match now.standing:
        case Standing.DONE_LATE:
            return f"done late by {days}"
        case Standing.LATE:
            return f"late by {days}"
        case Standing.DUE:
            return f"due in {days}" if now.days else "due today"
        case Standing.NO_LONGER_DUE:
            return _fell_away(now, duty)
        case Standing.CUT_SHORT:
            return f"cut short by {days}"
        case Standing.OPEN:
            return "not yet done; no day is set by law"
        case Standing.REFUSED:
            return "the day cannot be worked out"
        case Standing.DONE_ON_TIME | Standing.DONE | Standing.TIME_OVER:
            return str(now.standing)
    assert_never(now.standing)


def _fell_away(now: State, duty: Duty) -> str:
    days = days_in_words(now.days)
    if now.days and was_missed(duty):
        return f"not recorded before the meeting; {days} late on the day of the meeting"
    late = f", and {days} late by then" if now.days else ""
    return f"no longer due{late}, because {duty.ended_means}"


def _fell_away_for_families(now: State, duty: Duty) -> str:
    days = days_in_words(now.days)
    if now.days and was_missed(duty):
        return (
            "No record shows that this was done before the meeting. "
            f"It was late by {days} on the day of the meeting."
        )
    late = f" It was late by {days} by then." if now.days else ""
    return f"This is no longer due, because {duty.ended_means}.{late}"


def _relied(duty: Duty, reliance: Reliance) -> str:
    who = PARTIES[duty.provision.who][0]
    return (
        f"{who} relies on {reliance.ground} ({reliance.title}) because {_small(_bare(reliance.because))}; "
        f"the due date stays"
    )


def _for_families(now: State, duty: Duty) -> str:
    day = day_in_words(duty.due_on) if duty.due_on else ""
    days = days_in_words(now.days)
    match now.standing:
        case Standing.DUE:
            return _time_left(now, duty)
        case Standing.LATE:
            return f"This was due on {day}. It is late by {days}."
        case Standing.DONE_LATE:
            return f"This was due on {day}. It was done late by {days}."
        case Standing.DONE_ON_TIME | Standing.DONE:
            return (
                "This has been done."
                if duty.done_on is None
                else f"This was done on {day_in_words(duty.done_on)}."
            )
        case Standing.NO_LONGER_DUE:
            return _fell_away_for_families(now, duty)
        case Standing.CUT_SHORT:
            return f"You should have had until {day}. Your time was cut short by {days}."
        case Standing.TIME_OVER:
            return f"The time for this ended on {day}."
        case Standing.OPEN:
            return "The law sets no day for this. It has to be done as soon as possible."
        case Standing.REFUSED:
            return "We cannot work out the day yet. Ask the council."
    assert_never(now.standing)


def _takes_effect(now: State, duty: Duty) -> bool:
    """Whether it is so from that day, whoever does anything: "The EHC plan goes on." """
    is_at_once = duty.provision.counted is Counted.SAME_DAY
    is_said_so = " has to " not in duty.provision.family
    return is_at_once and is_said_so and now.standing in (Standing.DUE, Standing.LATE)


def _at_once(now: State, duty: Duty) -> str:
    late = f" The council has not confirmed this yet. It is late by {days_in_words(now.days)}."
    return (
        f"This counts at once, from {day_in_words(duty.started_on)}.{late if now.is_late else ''}"
    )


def _time_left(now: State, duty: Duty) -> str:
    day = day_in_words(duty.due_on) if duty.due_on else ""
    left = f"{day}, {days_in_words(now.days)} from today" if now.days else f"today, {day}"
    if duty.provision.force in (Force.RIGHT, Force.AT_LEAST):
        return f"You have until {left}."
    return f"The last day for this is {left}."


def _relied_for_families(reliance: Reliance, says: str) -> str:
    return (
        f"{says} there is a reason that the law allows: {_bare(reliance.because)}. "
        "The day it was due does not change."
    )


def _bare(text: str) -> str:
    return text.strip().rstrip(".")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """The first letter small, unless the first word is a name or letters."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
