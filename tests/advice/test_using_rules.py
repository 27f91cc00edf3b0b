"""How it stands with a row and the advice it rests on: tables of examples."""

from datetime import date

import pytest

from alongside.advice.rules.codes import SubmissionState
from alongside.advice.rules.family_evidence import (
    Bought,
    check_bought,
    check_came,
    check_considered,
)
from alongside.advice.rules.using import (
    ANSWER_DAYS,
    Answer,
    LastAnswer,
    Settled,
    UseFact,
    UseState,
    answer_by,
    check_answer,
    check_settles,
    may_rest_on,
    state_of,
    without_source,
)
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.refusals import Refusal

BY = date(2025, 6, 16)
YES, OBJECTS = Answer.YES, Answer.OBJECTS


def said(answer: Answer, about: str = "one", settled: Settled | None = None) -> LastAnswer:
    return LastAnswer(answer=answer, about=about, settled=settled)


@pytest.mark.parametrize(
    ("now", "last", "today", "state"),
    [
        ("one", None, BY, UseState.WAITS),
        ("one", None, date(2025, 6, 17), UseState.UNANSWERED),
        ("one", said(YES), date(2025, 6, 17), UseState.YES),
        ("one", said(OBJECTS), date(2025, 6, 17), UseState.OBJECTED),
        ("one", said(OBJECTS, settled=Settled.KEPT), BY, UseState.KEPT),
        ("one", said(OBJECTS, settled=Settled.MENDED), BY, UseState.MENDED),
        ("two", said(YES), BY, UseState.WAITS),
        ("two", said(YES), date(2025, 6, 17), UseState.UNANSWERED),
        ("two", said(OBJECTS, settled=Settled.MENDED), BY, UseState.WAITS),
        ("two", said(OBJECTS, settled=Settled.KEPT), BY, UseState.WAITS),
        ("", None, date(2025, 6, 17), UseState.GONE),
        ("", said(YES), BY, UseState.GONE),
    ],
)
def test_an_answer_is_about_the_words_that_were_read(
    now: str, last: LastAnswer | None, today: date, state: UseState
) -> None:
    fact = UseFact(now=now, answer_by=BY, last=last)
    assert state_of(fact, today=today) is state


@pytest.mark.parametrize(
    ("asked_on", "last_day"),
    [
        (date(2025, 6, 2), date(2025, 6, 16)),
        (date(2025, 5, 23), date(2025, 6, 9)),
        (date(2025, 12, 19), date(2026, 1, 7)),
    ],
)
def test_an_author_has_ten_working_days(asked_on: date, last_day: date) -> None:
    """Bank holidays of May and of the turn of the year are none."""
    assert answer_by(asked_on, ANSWER_DAYS, clock_of_the_law().calendar) == last_day


@pytest.mark.parametrize(
    ("state", "in_a_draft", "in_a_final"),
    [
        (SubmissionState.WRITING, False, False),
        (SubmissionState.GIVEN, True, False),
        (SubmissionState.SENT_BACK, False, False),
        (SubmissionState.ACCEPTED, True, True),
    ],
)
def test_a_final_rests_on_what_was_accepted(
    state: SubmissionState, in_a_draft: bool, in_a_final: bool
) -> None:
    assert may_rest_on(state, is_final=False) is in_a_draft
    assert may_rest_on(state, is_final=True) is in_a_final


@pytest.mark.parametrize(
    ("answer", "words", "seen", "now", "sentence"),
    [
        (YES, "", "one", "one", ""),
        (OBJECTS, "Twice a week.", "one", "one", ""),
        (OBJECTS, " ", "one", "one", "Say what is not right."),
        (YES, "", "one", "two", "The row was changed meanwhile. Read it again, and then answer."),
        (YES, "", "one", "", "This row stands in the EHC plan no more."),
    ],
)
def test_words_are_needed_only_to_object(
    answer: Answer, words: str, seen: str, now: str, sentence: str
) -> None:
    if not sentence:
        check_answer(answer, words, seen=seen, now=now)
        return
    with pytest.raises(Refusal, match=sentence):
        check_answer(answer, words, seen=seen, now=now)


@pytest.mark.parametrize(
    ("settled", "reason", "chosen", "is_changed", "sentence"),
    [
        (Settled.KEPT, "The panel heard both.", "", False, ""),
        (Settled.KEPT, "", "", True, "Say why the row stays as it is."),
        (Settled.MENDED, "", "f2", False, ""),
        (Settled.MENDED, "", "f1", True, ""),
        (Settled.MENDED, "", "f1", False, "still says what was objected to"),
        (Settled.MENDED, "Done.", "", True, "Choose the row that says it now."),
    ],
)
def test_a_row_is_kept_with_a_reason_or_mended(
    settled: Settled, reason: str, chosen: str, is_changed: bool, sentence: str
) -> None:
    told = {"reason": reason, "chosen": chosen, "key": "f1", "is_changed": is_changed}
    if not sentence:
        check_settles(settled, **told)  # type: ignore[arg-type]
        return
    with pytest.raises(Refusal, match=sentence):
        check_settles(settled, **told)  # type: ignore[arg-type]


def test_help_without_a_source_is_named_in_its_order() -> None:
    assert without_source(["f1", "f2", "g1"], {"f2", "b1"}) == ("f1", "g1")


@pytest.mark.parametrize(
    ("dated_on", "received_on", "sentence"),
    [
        (None, BY, ""),
        (BY, BY, ""),
        (date(2025, 6, 17), BY, "It cannot have been written after it came."),
        (None, date(2025, 6, 17), "17 June 2025 is still to come."),
    ],
)
def test_days_of_a_report(dated_on: date | None, received_on: date, sentence: str) -> None:
    if not sentence:
        check_came(dated_on, received_on, today=BY)
        return
    with pytest.raises(Refusal, match=sentence):
        check_came(dated_on, received_on, today=BY)


@pytest.mark.parametrize(
    ("bought", "words", "is_refused"),
    [
        (Bought.NO, "", False),
        (Bought.LATE, "Speech therapy came in week 11.", False),
        (Bought.LATE, "", True),
        (Bought.MISSING, " ", True),
    ],
)
def test_what_a_family_had_to_pay_for_has_its_reason(
    bought: Bought, words: str, is_refused: bool
) -> None:
    if not is_refused:
        check_bought(bought, words=words)
        return
    with pytest.raises(Refusal, match="Say what was late or missing"):
        check_bought(bought, words=words)


def test_what_was_considered_says_how_it_was_used() -> None:
    check_considered("It is the base of row F2.")
    with pytest.raises(Refusal, match="Say how it was used"):
        check_considered("")
