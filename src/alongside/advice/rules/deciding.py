"""What may be done with a request for advice, and why not the rest.

Due dates are the law's and stand in casework. Nothing here moves one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.advice.rules.codes import (
    CLOSED,
    OWED,
    SERVICES,
    WITH_LAW_DAY,
    Act,
    Adviser,
    Consent,
    DeclineGround,
    NoGround,
    Purpose,
    Stand,
    State,
)
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal, Refusals
from alongside.law.calendars import Calendar

CHECK_DAYS = 5
"""Working days that the quality check has of its own. They stop no clock."""
OPEN = frozenset(State) - CLOSED
ALLOWED: Mapping[Act, frozenset[State]] = {
    Act.RECEIVE: frozenset({State.ASKED}),
    Act.TAKE_ON: frozenset({State.RECEIVED}),
    Act.SHARE: frozenset({State.RECEIVED, State.TAKEN_ON, State.SHARED}),
    Act.NOT_KNOWN: frozenset({State.RECEIVED, State.TAKEN_ON}),
    Act.DECLINE: frozenset({State.RECEIVED, State.TAKEN_ON, State.NOT_KNOWN}),
    Act.NOT_BROUGHT: OPEN - {State.ASKED},
    Act.RELY: OPEN - {State.ASKED},
    Act.HAND_OVER: OPEN,
    Act.COVER: OPEN,
    Act.CHASE: OWED | {State.SENT_BACK},
    Act.ESCALATE: OWED | {State.SENT_BACK},
    Act.WITHDRAW: OPEN | {State.ACCEPTED},
    Act.GIVE: frozenset({State.RECEIVED, State.TAKEN_ON, State.NOT_KNOWN, State.SENT_BACK}),
    Act.ENTER: frozenset({State.RECEIVED, State.TAKEN_ON, State.NOT_KNOWN, State.SENT_BACK}),
    Act.CHECK: frozenset({State.GIVEN}),
    Act.REUSE: frozenset({State.ASKED, State.RECEIVED, State.TAKEN_ON, State.NOT_KNOWN}),
    Act.NEWS: OPEN,
    Act.OPEN_AGAIN: CLOSED,
    Act.TAKE_BACK: frozenset(State),
}
_WORKS = frozenset({Stand.HOLDER, Stand.OVERSEER})
_RUNS = frozenset({Stand.OVERSEER, Stand.ASKER})
WHO: Mapping[Act, frozenset[Stand]] = {
    Act.RECEIVE: frozenset(Stand),
    Act.TAKE_ON: _WORKS | {Stand.SYSTEM},
    Act.SHARE: _WORKS,
    Act.NOT_KNOWN: frozenset(Stand),
    Act.DECLINE: frozenset(Stand) - {Stand.VISITOR},
    Act.NOT_BROUGHT: _WORKS | {Stand.SYSTEM},
    Act.RELY: _WORKS | {Stand.SYSTEM},
    Act.HAND_OVER: _WORKS,
    Act.COVER: _WORKS,
    Act.CHASE: _RUNS,
    Act.ESCALATE: _RUNS,
    Act.WITHDRAW: frozenset({Stand.ASKER}),
    Act.GIVE: frozenset({Stand.HOLDER, Stand.VISITOR}),
    Act.ENTER: _RUNS | {Stand.SYSTEM},
    Act.CHECK: frozenset({Stand.OVERSEER}),
    Act.REUSE: frozenset({Stand.ASKER}),
    Act.NEWS: frozenset({Stand.SYSTEM}),
    Act.OPEN_AGAIN: _WORKS | _RUNS,
    Act.TAKE_BACK: _WORKS,
}
"""By how somebody stands to it. Whoever asks may write down an answer that came by e-mail, post or phone."""
THEN: Mapping[Act, State] = {
    Act.RECEIVE: State.RECEIVED,
    Act.TAKE_ON: State.TAKEN_ON,
    Act.SHARE: State.SHARED,
    Act.NOT_KNOWN: State.NOT_KNOWN,
    Act.DECLINE: State.DECLINED,
    Act.WITHDRAW: State.WITHDRAWN,
}
"""Every other act leaves the state, or the submissions set it."""
IS_NO_GROUND: Mapping[NoGround, str] = {
    NoGround.WAITING_LIST: "A waiting list is no ground of section 31. The six weeks run on.",
    NoGround.CAPACITY: "Too little capacity is no ground of section 31. The six weeks run on.",
    NoGround.NOT_COMMISSIONED: "That a service is not commissioned is no ground of section 31. "
    "Say what the child needs all the same.",
    NoGround.NOT_KNOWN: "That the child is not known is no ground of section 31. "
    "Record it as a reply. The advice is still owed.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """``parts`` are the states of the services with which it was shared. ``is_health``: health was asked."""

    state: State
    is_part: bool = False
    is_health: bool = True
    parts: tuple[State, ...] = ()


def check_may(act: Act, standing: Standing) -> None:
    """Raises Refusal with the reason."""
    if sentence := why_not(act, standing):
        raise Refusal(sentence)


def why_not(act: Act, standing: Standing) -> str:
    """A sentence, or empty when it may be done."""
    if act is Act.SHARE and not standing.is_health:
        return "Only the single point of access for health shares its requests with services."
    if act is Act.SHARE and standing.is_part:
        return "This is a service’s part already. It cannot be shared further."
    if act in (Act.GIVE, Act.ENTER) and standing.parts:
        return "This was shared. Each service gives its own part."
    if act is Act.CHECK and standing.parts:
        return "Each service’s part is checked by itself."
    if act in (Act.NOT_KNOWN, Act.DECLINE, Act.REUSE, Act.RECEIVE) and standing.parts:
        return "This was shared. Each service answers for its own part."
    if act in (Act.RECEIVE, Act.WITHDRAW) and standing.is_part:
        return "This part was shared from the single point of access, and ends with it."
    if standing.state in ALLOWED[act]:
        return ""
    return _NOT_NOW[standing.state]


_NOT_NOW: Mapping[State, str] = {
    State.ASKED: "It is not recorded yet that this was received. Record that first.",
    State.RECEIVED: "It was received already. Look at the request again.",
    State.TAKEN_ON: "It was taken on already. Look at the request again.",
    State.SHARED: "It was shared with services. Each answers for its own part.",
    State.NOT_KNOWN: "It was answered already that the child is not known.",
    State.DECLINED: "It was declined. If that was a mistake, it is opened again first.",
    State.GIVEN: "Advice was given and waits for its check.",
    State.SENT_BACK: "Advice was sent back for amendment and is with its author.",
    State.ACCEPTED: "The advice was accepted. If that was a mistake, the request is opened again first.",
    State.WITHDRAWN: "The request was withdrawn. If that was a mistake, it is opened again first.",
}


def check_decline(ground: str, reasons: str) -> DeclineGround:
    """Only on the two grounds of section 31, and in writing. Raises Refusal."""
    if ground in set(NoGround):
        raise Refusal(IS_NO_GROUND[NoGround(ground)], field="ground")
    if ground not in set(DeclineGround):
        raise Refusal("Choose the ground from the list.", field="ground")
    if not reasons.strip():
        raise Refusal("Write the reasons. Section 31 asks for them in writing.", field="note")
    return DeclineGround(ground)


def purposes_now(process: str) -> tuple[Purpose, ...]:
    """For what advice may be asked while this process of the law goes on, its own first. The others wait for
    nothing.

    >>> purposes_now("assessment")[0], len(purposes_now(""))
    (<Purpose.ASSESSMENT: 'assessment'>, 3)
    """
    own = [each for each in Purpose if each in WITH_LAW_DAY and each == process]
    return (*own, *(each for each in Purpose if each not in WITH_LAW_DAY))


def check_services(wanted: Collection[Adviser], there: Collection[Adviser]) -> None:
    """Raises Refusal for none, for what is no service of health, and for one that has a part already."""
    if not wanted:
        raise Refusal("Choose at least one service.", field="services")
    if not set(wanted) <= set(SERVICES):
        raise Refusal("Choose services from the list.", field="services")
    if set(wanted) & set(there):
        raise Refusal("One of these services has its part already.", field="services")


def check_consents(agreed: Mapping[Consent, date | None], *, today: date) -> Mapping[Consent, date]:
    """The days. Regulation 6(4): all three have to agree, each on a day that has come. Raises Refusals."""
    found = [
        Refusal(MISSING[whose], field=f"{whose}_on")
        for whose in Consent
        if agreed.get(whose) is None
    ]
    found += [
        Refusal(f"{day_in_words(day)} is still to come.", field=f"{whose}_on")
        for whose, day in agreed.items()
        if day is not None and day > today
    ]
    if found:
        raise Refusals(found)
    return {whose: day for whose, day in agreed.items() if day is not None}


OWN_ADVICE = "You wrote this advice. Somebody else checks it."
MISSING = {
    Consent.PROVIDER: "Say when its author agreed that it is enough. Without all three it is asked for anew.",
    Consent.AUTHORITY: "Say when the authority agreed that it is enough.",
    Consent.FAMILY: "Say when the parent or the young person agreed that it is enough.",
}


def state_of_whole(parts: Sequence[State]) -> State:
    """Of a request that was shared, from its parts. Parts that were declined or withdrawn count for
    nothing while another is there.

    >>> state_of_whole([State.GIVEN, State.ASKED])
    <State.SHARED: 'shared'>
    """
    counted = [each for each in parts if each not in (State.DECLINED, State.WITHDRAWN)]
    if not counted:
        return State.DECLINED if parts else State.SHARED
    if OWED & set(counted):
        return State.SHARED
    if State.SENT_BACK in counted:
        return State.SENT_BACK
    return State.GIVEN if State.GIVEN in counted else State.ACCEPTED


def check_by(given_on: date, calendar: Calendar) -> date:
    """The last of the five working days of the quality check. Raises Refusal outside the calendar."""
    return calendar.nth_working_day(
        given_on, CHECK_DAYS, first_day_counts=False, for_tribunal=False
    )


def check_day(on: date, *, today: date, not_before: date | None, field: str) -> None:
    """Raises Refusal for a day to come, or one before what it answers."""
    if on > today:
        raise Refusal(f"{day_in_words(on)} is still to come.", field=field)
    if not_before is not None and on < not_before:
        raise Refusal(
            f"{day_in_words(on)} is before {day_in_words(not_before)}, when it was asked for or received.",
            field=field,
        )


def check_was_under_way(on: date, began_on: date | None) -> None:
    """Raises Refusal for a day on which there was nothing yet to ask advice for."""
    if began_on is not None and on < began_on:
        raise Refusal(
            f"On {day_in_words(on)} nothing was under way: it began on {day_in_words(began_on)}.",
            field="on",
        )


def days_late(due_on: date | None, today: date) -> int:
    return max((today - due_on) // timedelta(days=1), 0) if due_on else 0
