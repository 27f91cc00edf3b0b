"""From a finding to the board's decision: what may happen, in which order, and what is late."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.codes import FindingKind, LessonState, Verdict
from alongside.quality.rules.learning import (
    DID_NOT_WORK,
    FOR_THE_BOARD,
    NOT_ACTED_ON,
    ON_THE_BOARDS_PAGE,
    ChangeFacts,
    LessonFacts,
    NewChange,
    NewDecision,
    NewLesson,
    Standing,
    check_change,
    check_decision,
    check_finding,
    check_instead_of,
    check_lesson,
    check_made,
    check_may_read,
    days_late,
    next_due,
    standing_of,
    try_again_by,
)

TODAY = date(2025, 6, 2)
LATER = TODAY + timedelta(days=30)
EARLIER = TODAY - timedelta(days=30)
LESSON = NewLesson(
    theme="t", title="Say how often", words="Rows name no rhythm.", effect="specific_help",
    owner="p", due_on=LATER,
)  # fmt: skip
WEAK = frozenset({FindingKind.WEAKNESS})


def said(refused: pytest.ExceptionInfo[Refusal | Refusals]) -> str:
    return str(refused.value)


def test_an_empty_finding_is_refused() -> None:
    with pytest.raises(Refusal, match="Write what was found"):
        check_finding("  ")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " "}, "Give the lesson a title."),
        ({"words": ""}, "Say what was learned."),
        ({"owner": ""}, "Choose the post"),
        ({"due_on": EARLIER}, "still to come"),
        ({"effect": "question"}, "Choose the question that is compared."),
        ({"question": "F1", "tool": "ehc_plan"}, "only where answers to it are"),
    ],
)
def test_a_lesson_says_what_whose_and_until_when(changed: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refusals, match=sentence):
        check_lesson(replace(LESSON, **changed), kinds=WEAK, today=TODAY)  # type: ignore[arg-type]


def test_a_lesson_needs_a_theme_with_a_finding() -> None:
    with pytest.raises(Refusals, match="no finding yet"):
        check_lesson(LESSON, kinds=(), today=TODAY)


def test_a_whole_lesson_is_accepted() -> None:
    check_lesson(LESSON, kinds=WEAK, today=TODAY)


@pytest.mark.parametrize("state", [LessonState.WRITTEN, LessonState.KEPT, LessonState.DROPPED])
def test_only_what_the_board_wants_tried_again_is_tried_again(state: LessonState) -> None:
    with pytest.raises(Refusal, match="not asked for another try"):
        check_instead_of(state, has_next=False)


def test_it_is_tried_again_once() -> None:
    check_instead_of(LessonState.CHANGED, has_next=False)
    with pytest.raises(Refusal, match="written already"):
        check_instead_of(LessonState.CHANGED, has_next=True)


@pytest.mark.parametrize("state", [LessonState.KEPT, LessonState.CHANGED, LessonState.DROPPED])
def test_nothing_is_changed_once_the_board_has_decided(state: LessonState) -> None:
    new = NewChange(kind="training", words="An hour on rows.", owner="p", due_on=LATER)
    with pytest.raises(Refusal, match="board has decided"):
        check_change(new, state=state, today=TODAY)


def test_a_change_says_what_whose_and_until_when() -> None:
    new = NewChange(kind="training", words="", owner="", due_on=EARLIER)
    with pytest.raises(Refusals) as refused:
        check_change(new, state=LessonState.WRITTEN, today=TODAY)
    assert [each.field for each in refused.value.refusals] == ["words", "owner", "due_on"]


@pytest.mark.parametrize(
    ("done_on", "sentence"),
    [
        (LATER, "still to come"),
        (EARLIER - timedelta(days=1), "The first finding is of 3 May 2025"),
    ],
)
def test_a_change_is_made_after_the_finding_and_by_today(done_on: date, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_made(
            ChangeFacts(due_on=LATER),
            state=LessonState.WRITTEN,
            done_on=done_on,
            found_on=EARLIER,
            today=TODAY,
        )


def test_a_change_is_made_once() -> None:
    with pytest.raises(Refusal, match="was made on 3 May 2025"):
        check_made(
            ChangeFacts(due_on=LATER, done_on=EARLIER),
            state=LessonState.ACTED_ON,
            done_on=TODAY,
            found_on=EARLIER,
            today=TODAY,
        )


@pytest.mark.parametrize(
    ("state", "last_on", "sentence"),
    [
        (LessonState.WRITTEN, None, "Nothing was changed yet"),
        (LessonState.KEPT, EARLIER, "board has decided"),
        (LessonState.ACTED_ON, TODAY, "compared today"),
    ],
)
def test_what_may_not_be_compared_says_why(
    state: LessonState, last_on: date | None, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_may_read(state, last_on=last_on, today=TODAY)


def test_what_was_acted_on_is_compared_on_another_day() -> None:
    check_may_read(LessonState.ACTED_ON, last_on=EARLIER, today=TODAY)


@pytest.mark.parametrize(
    ("new", "readings", "sentence"),
    [
        (NewDecision(decided="kept", reason="It works.", seen=1), [], "no comparison yet"),
        (NewDecision(decided="kept", reason="It works.", seen=1), [2, 1], "newer comparison"),
        (NewDecision(decided="kept", reason=" ", seen=1), [1], "Say why"),
        (NewDecision(decided="written", reason="It works.", seen=1), [1], "kept, changed or"),
    ],
)
def test_the_board_decides_with_a_reading_and_a_reason(
    new: NewDecision, readings: list[int], sentence: str
) -> None:
    with pytest.raises((Refusal, Refusals), match=sentence):
        check_decision(
            new, state=LessonState.ACTED_ON, readings=readings, verdict=Verdict.NO_EVIDENCE
        )


def test_keeping_what_cannot_be_told_yet_is_confirmed() -> None:
    new = NewDecision(decided="kept", reason="Nothing else is ready.", seen=1)
    said = {"state": LessonState.ACTED_ON, "readings": [1]}
    with pytest.raises(Refusals, match="too early to tell") as refused:
        check_decision(new, **said, verdict=Verdict.TOO_EARLY)  # type: ignore[arg-type]
    assert [each.field for each in refused.value.refusals] == ["is_sure"]
    for sure in (replace(new, is_sure=True), replace(new, decided="dropped")):
        check_decision(sure, **said, verdict=Verdict.TOO_EARLY)  # type: ignore[arg-type]


def test_what_was_asked_for_before_the_decision_is_read_after_it() -> None:
    check_may_read(LessonState.KEPT, last_on=EARLIER, today=TODAY, was_asked=True)
    with pytest.raises(Refusal, match="compared today"):
        check_may_read(LessonState.KEPT, last_on=TODAY, today=TODAY, was_asked=True)


def test_the_board_decides_once() -> None:
    new = NewDecision(decided="dropped", reason="It does nothing.", seen=2)
    told = {"readings": [2, 1], "verdict": Verdict.NO_EVIDENCE}
    check_decision(new, state=LessonState.ACTED_ON, **told)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="has decided"):
        check_decision(new, state=LessonState.DROPPED, **told)  # type: ignore[arg-type]


OPEN = ChangeFacts(due_on=EARLIER)
DONE = ChangeFacts(due_on=EARLIER, done_on=EARLIER)


@pytest.mark.parametrize(
    ("facts", "late", "standing"),
    [
        (LessonFacts(state=LessonState.WRITTEN, due_on=TODAY), 0, Standing.WAITS),
        (LessonFacts(state=LessonState.WRITTEN, due_on=EARLIER), 30, Standing.NOT_ACTED_ON),
        (
            LessonFacts(state=LessonState.WRITTEN, due_on=LATER, changes=(OPEN,)),
            30,
            Standing.NOT_ACTED_ON,
        ),
        (
            LessonFacts(state=LessonState.ACTED_ON, due_on=EARLIER, changes=(DONE, OPEN)),
            30,
            Standing.CHANGE_LATE,
        ),
        (
            LessonFacts(state=LessonState.ACTED_ON, due_on=EARLIER, changes=(DONE,)),
            0,
            Standing.NOT_READ,
        ),
        (LessonFacts(state=LessonState.KEPT, due_on=EARLIER, changes=(OPEN,)), 0, Standing.KEPT),
        (LessonFacts(state=LessonState.DROPPED, due_on=EARLIER), 0, Standing.DROPPED),
        (
            LessonFacts(state=LessonState.CHANGED, due_on=EARLIER, decided_on=TODAY),
            0,
            Standing.TRY_AGAIN,
        ),
        (
            LessonFacts(state=LessonState.CHANGED, due_on=EARLIER, decided_on=EARLIER),
            2,
            Standing.NOT_TRIED_AGAIN,
        ),
        (
            LessonFacts(
                state=LessonState.CHANGED, due_on=EARLIER, decided_on=EARLIER, has_next=True
            ),
            0,
            Standing.TRIED_AGAIN,
        ),
        (
            LessonFacts(
                state=LessonState.CHANGED, due_on=EARLIER, has_next=True, is_next_open=True
            ),
            0,
            Standing.BEING_TRIED_AGAIN,
        ),
    ],
)
def test_how_a_lesson_stands(facts: LessonFacts, late: int, standing: Standing) -> None:
    assert (days_late(facts, TODAY), standing_of(facts, TODAY)) == (late, standing)


def test_the_day_that_is_told_is_that_of_what_is_late() -> None:
    waits = LessonFacts(state=LessonState.WRITTEN, due_on=LATER)
    assert next_due(waits) == LATER
    assert next_due(replace(waits, changes=(OPEN,))) == EARLIER
    assert next_due(replace(waits, state=LessonState.ACTED_ON, changes=(DONE,))) is None


@pytest.mark.parametrize(
    ("verdict", "standing"),
    [
        (Verdict.BETTER, Standing.WORKED),
        (Verdict.WORSE, Standing.WORSE),
        (Verdict.NO_EVIDENCE, Standing.DID_NOT_WORK),
        (Verdict.TOO_EARLY, Standing.TOO_EARLY),
    ],
)
def test_a_lesson_stands_as_its_last_comparison_says(verdict: Verdict, standing: Standing) -> None:
    facts = LessonFacts(
        state=LessonState.ACTED_ON, due_on=EARLIER, changes=(DONE,), verdict=verdict
    )
    assert standing_of(facts, TODAY) is standing
    told = replace(facts, verdict=Verdict.NO_EVIDENCE, is_untellable=True)
    assert standing_of(told, TODAY) is Standing.CANNOT_TELL


def test_the_board_reads_what_was_not_acted_on_and_what_did_not_work_first() -> None:
    assert sorted(Standing)[:6] == [*sorted(NOT_ACTED_ON), *sorted(DID_NOT_WORK)]
    assert set(sorted(Standing)[:8]) == FOR_THE_BOARD
    assert set(sorted(Standing)[:9]) == ON_THE_BOARDS_PAGE


def test_what_the_board_wants_tried_again_did_not_work_until_its_day_has_passed() -> None:
    told = LessonFacts(state=LessonState.CHANGED, due_on=EARLIER, decided_on=TODAY)
    day = try_again_by(TODAY)
    assert standing_of(told, day) in DID_NOT_WORK
    assert standing_of(told, day + timedelta(days=1)) in NOT_ACTED_ON
