"""What may be done with a letter, by where it stands."""

import pytest

from alongside.casework.rules.letter_acts import Act, Stands, why_not
from alongside.casework.rules.letter_codes import ENDED, LetterState

MAY: dict[LetterState, set[Act]] = {
    LetterState.NOT_MADE: {Act.AGAIN, Act.CHANGE, Act.WITHDRAW},
    LetterState.DRAFTED: {Act.AGAIN, Act.CHANGE, Act.WITHDRAW},
    LetterState.CHECKED: {Act.AGAIN, Act.SEND, Act.WITHDRAW, Act.PAPERS},
    LetterState.SENT: {Act.SERVE, Act.GIVE_FORMAT, Act.WITHDRAW, Act.PAPERS},
    LetterState.WITHDRAWN: set(),
    LetterState.NOT_NEEDED: set(),
}


@pytest.mark.parametrize("state", LetterState)
def test_what_may_be_done_with_a_letter_depends_on_where_it_stands(state: LetterState) -> None:
    stands = Stands(state=state, owes_format=True)
    assert {act for act in Act if not why_not(act, stands)} == MAY[state]
    if state in ENDED:
        assert {why_not(act, stands) for act in Act} == {"This letter was ended already."}


def test_what_is_done_with_a_sent_letter_is_not_done_twice() -> None:
    over = Stands(state=LetterState.SENT, is_served=True, has_papers=True)
    assert {act for act in Act if not why_not(act, over)} == {Act.WITHDRAW}
    assert why_not(Act.SEND, over) == "This letter was sent already."
    assert "Nobody asked for this letter" in why_not(Act.GIVE_FORMAT, over)
