"""Whether a request that ended by mistake may be opened again, and how it stands then.

What had ended it is undone, and nothing else: what was given stays, and no due date moves.

| it was asked, received, and then | opened again, it stands as |
|---|---|
| withdrawn | received |
| given, accepted | given, and waits for its check |
| given, accepted, withdrawn | accepted; opened once more, it waits for its check |
| answered “not known”, declined | answered “not known” |
| earlier advice used again | received |
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.advice.rules.codes import CLOSED, Act, Outcome, Stand, State
from alongside.advice.rules.correcting import WHO_CORRECTS
from alongside.kernel.dates import day_in_words

IS_OPEN = "This request is open. Nothing has to be put right."
IS_MERGED = "This case was made one with another of the same child. Look at the request there."
IS_CASE_OVER = "This case has ended. Nothing is asked for in it any more."
IS_OVER = "What this was asked for is over. If advice is still needed, ask for it anew."
OF_WHOLE = "This part ended with the request to the single point of access. Open that one again."
IN_PARTS = "This was shared with services. Open the part again that ended by mistake."
ASKED_AGAIN = "This body was asked again on {day}. Go on with that, so that nobody is asked twice."
_AFTER: Mapping[Act, State] = {
    Act.ASK: State.ASKED,
    Act.RECEIVE: State.RECEIVED,
    Act.SHARE: State.RECEIVED,
    Act.TAKE_ON: State.TAKEN_ON,
    Act.NOT_KNOWN: State.NOT_KNOWN,
    Act.DECLINE: State.DECLINED,
    Act.GIVE: State.GIVEN,
    Act.ENTER: State.GIVEN,
    Act.REUSE: State.ACCEPTED,
    Act.WITHDRAW: State.WITHDRAWN,
}
"""How a request, or a part from its sharing on, stands after each. A check has its outcome; the rest changes
nothing.
"""
TAKEN_BACK_ALONE = frozenset({Act.NOT_BROUGHT, Act.RELY})
"""What may be taken back by itself: nothing of how a request stands rests on it."""
_ENDS = frozenset({Act.WITHDRAW, Act.DECLINE, Act.REUSE})


@dataclass(frozen=True, slots=True)
class Done:
    """One step in the order in which the steps were recorded. ``code``: the outcome of a check, and of what was
    taken back its number.
    """

    number: int
    act: Act
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """``by``: what ended it itself; None for a part that ended with its whole, and for a whole that ended with
    its parts. ``whole``: how that stands of which this is a part. ``is_under_way``: what it was asked for goes on.
    ``asked_again_on``: when the same body was asked by another request, or in the case.
    """

    state: State
    by: Act | None = None
    whole: State | None = None
    is_merged: bool = False
    is_case_over: bool = False
    is_under_way: bool = True
    asked_again_on: date | None = None


def why_not_again(ended: Ended) -> str:
    """A sentence, or empty when it may be opened again."""
    if ended.state not in CLOSED:
        return IS_OPEN
    if ended.is_merged:
        return IS_MERGED
    if ended.is_case_over:
        return IS_CASE_OVER
    if not ended.is_under_way:
        return IS_OVER
    if ended.whole is State.WITHDRAWN:
        return OF_WHOLE
    if ended.by is None:
        return IN_PARTS
    if ended.asked_again_on is not None:
        return ASKED_AGAIN.format(day=day_in_words(ended.asked_again_on))
    return ""


def may_open_again(by: Act | None, how: frozenset[Stand]) -> bool:
    """Whoever may correct the day of what ended it; of a part that ended with its whole, whoever may ask.

    >>> may_open_again(Act.WITHDRAW, frozenset({Stand.HOLDER}))
    False
    """
    return not WHO_CORRECTS[by or Act.WITHDRAW].isdisjoint(how)


def standing_steps(history: Sequence[Done]) -> tuple[Done, ...]:
    """Without what was undone by opening again or was taken back, and without that.

    >>> asked, withdrawn = Done(1, Act.ASK), Done(2, Act.WITHDRAW)
    >>> standing_steps([asked, withdrawn, Done(3, Act.OPEN_AGAIN)]) == (asked,)
    True
    """
    found: list[Done] = []
    for each in history:
        if each.act is Act.TAKE_BACK:
            found = [one for one in found if str(one.number) != each.code]
        elif each.act is not Act.OPEN_AGAIN:
            found.append(each)
        elif (last := _ending_of(found)) is not None:
            found.remove(last)
    return tuple(found)


def ending_step(history: Sequence[Done]) -> Done | None:
    """The last that ended it and was not undone."""
    return _ending_of(standing_steps(history))


def state_from(history: Sequence[Done]) -> State:
    """Of one that has no parts.

    >>> state_from([Done(1, Act.ASK), Done(2, Act.RECEIVE), Done(3, Act.CHASE)])
    <State.RECEIVED: 'received'>
    """
    state = State.ASKED
    for each in standing_steps(history):
        state = _after(each) or state
    return state


def _after(step: Done) -> State | None:
    """None where it stands as before."""
    if step.act is Act.CHECK:
        return State.ACCEPTED if _ends(step) else State.SENT_BACK
    return _AFTER.get(step.act)


def _ending_of(steps: Sequence[Done]) -> Done | None:
    return next((each for each in reversed(steps) if _ends(each)), None)


def _ends(step: Done) -> bool:
    return step.act in _ENDS or (step.act is Act.CHECK and step.code == Outcome.ACCEPTED)
