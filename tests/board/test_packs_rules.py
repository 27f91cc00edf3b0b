"""When a pack may be frozen, as a table of examples."""

from datetime import date

import pytest

from alongside.board.rules.codes import PackKind
from alongside.board.rules.packs import PackState, check_may_freeze
from alongside.kernel.refusals import Changed, Refusal

TODAY = date(2022, 9, 14)
FREEZES = date(2022, 9, 14)


@pytest.mark.parametrize(
    ("state", "seen", "why"),
    [
        (PackState(PackKind.BOARD, 0, is_being_made=False), 0, ""),
        (PackState(PackKind.BOARD, 1, is_being_made=False), 1, "A figure was corrected."),
        (PackState(PackKind.UPWARD, 3, is_being_made=False), 3, "A report came."),
        (PackState(PackKind.VISIT, 0, is_being_made=False, freezes_on=FREEZES), 0, ""),
        (PackState(PackKind.VISIT, 1, is_being_made=False, freezes_on=date(2022, 9, 15)), 1, "New"),
    ],
)
def test_a_pack_is_frozen(state: PackState, seen: int, why: str) -> None:
    check_may_freeze(state, seen_number=seen, why=why, today=TODAY)


@pytest.mark.parametrize(
    ("state", "seen", "why", "sentence"),
    [
        (PackState(PackKind.BOARD, 1, is_being_made=False), 1, " ", "Say why the pack is issued"),
        (PackState(PackKind.BOARD, 1, is_being_made=True), 1, "Why", "still being made"),
        (
            PackState(PackKind.BOARD, 0, is_being_made=False, is_cancelled=True),
            0,
            "",
            "is cancelled",
        ),
    ],
)
def test_a_pack_is_not_frozen(state: PackState, seen: int, why: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_may_freeze(state, seen_number=seen, why=why, today=TODAY)


def test_who_did_not_see_the_latest_edition_is_told_of_it() -> None:
    with pytest.raises(Changed) as changed:
        check_may_freeze(
            PackState(PackKind.BOARD, 2, is_being_made=False), seen_number=1, why="x", today=TODAY
        )
    assert changed.value.differences == (("Latest edition", "2", "1"),)


@pytest.mark.scenario(40)
def test_the_evidence_of_a_visit_does_not_change_from_its_day_on() -> None:
    state = PackState(PackKind.VISIT, 1, is_being_made=False, freezes_on=FREEZES)
    with pytest.raises(Refusal, match="froze on 14 September 2022 and does not change"):
        check_may_freeze(state, seen_number=1, why="A better table.", today=TODAY)
