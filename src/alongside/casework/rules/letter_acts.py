"""What may be done with a letter as it stands, and why not: the same sentence on the page and on saving. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from alongside.casework.rules.letter_codes import ENDED, LetterState
from alongside.kernel.refusals import Refusal


class Act(StrEnum):
    """What an officer does with a letter. CHANGE: one’s own words, and checking. PAPERS: having them made again."""

    AGAIN = "again"
    CHANGE = "change"
    SEND = "send"
    SERVE = "serve"
    GIVE_FORMAT = "give_format"
    WITHDRAW = "withdraw"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """``owes_format``: somebody asked for it in another way and does not have it so. ``has_papers``: all that
    it can have.
    """

    state: LetterState
    is_served: bool = False
    owes_format: bool = False
    has_papers: bool = False


def check_may_act(act: Act, letter: Stands) -> None:
    """Raises Refusal."""
    if words := why_not(act, letter):
        raise Refusal(words)


def why_not(act: Act, letter: Stands) -> str:
    """Empty where it may be done.

    >>> why_not(Act.SEND, Stands(state=LetterState.SENT))
    'This letter was sent already.'
    """
    if letter.state in ENDED:
        return ENDED_ALREADY
    return _WHY_NOT[act](letter)


ENDED_ALREADY = "This letter was ended already."
UNCHECKED = "Only a letter that was checked has papers."
FIXED = "This letter does not change any more. Withdraw it, and write another."
_OPEN = (LetterState.NOT_MADE, LetterState.DRAFTED)


def _again(letter: Stands) -> str:
    return "" if letter.state in (*_OPEN, LetterState.CHECKED) else FIXED


def _change(letter: Stands) -> str:
    return "" if letter.state in _OPEN else FIXED


def _send(letter: Stands) -> str:
    if letter.state is LetterState.SENT:
        return "This letter was sent already."
    is_checked = letter.state is LetterState.CHECKED
    return "" if is_checked else "Somebody checks the letter first. Then it can be sent."


def _serve(letter: Stands) -> str:
    if letter.state is not LetterState.SENT:
        return "A letter is sent before it is served."
    return "The service of this letter is recorded already." if letter.is_served else ""


def _give_format(letter: Stands) -> str:
    if letter.state is not LetterState.SENT:
        return "The letter is sent first. It may go in the format that was asked for."
    if letter.owes_format:
        return ""
    return "Nobody asked for this letter in another way, or it is recorded as given."


def _withdraw(letter: Stands) -> str:
    return ""


def _papers(letter: Stands) -> str:
    if letter.state in _OPEN:
        return UNCHECKED
    return "The papers of this letter are there already." if letter.has_papers else ""


_WHY_NOT: Mapping[Act, Callable[[Stands], str]] = {
    Act.AGAIN: _again,
    Act.CHANGE: _change,
    Act.SEND: _send,
    Act.SERVE: _serve,
    Act.GIVE_FORMAT: _give_format,
    Act.WITHDRAW: _withdraw,
    Act.PAPERS: _papers,
}
