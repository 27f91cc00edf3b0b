"""What a school may send today, and which decisions it sees: tables of examples."""

from datetime import date

import pytest

from alongside.casework.rules.folding import CaseFact
from alongside.casework.rules.settings import (
    HAS_PLAN,
    NO_MEETING,
    NO_PLAN,
    NOT_HELD,
    UNDER_WAY,
    Content,
    PupilStands,
    Sent,
    check_may_send,
    may_send,
    shown_to_school,
    why_not,
)
from alongside.kernel.refusals import Refusal

TODAY = date(2022, 9, 12)
PLAN = PupilStands(has_plan=True)
SET = PupilStands(has_plan=True, meets_on=date(2022, 10, 3))
CIRCULATED = PupilStands(
    has_plan=True, meets_on=date(2022, 10, 3), invited_on=TODAY, papers_on=TODAY
)
HELD = PupilStands(has_plan=True, held_on=date(2022, 9, 5))
REPORTED = PupilStands(has_plan=True, held_on=date(2022, 9, 5), report_on=TODAY)


@pytest.mark.parametrize(
    ("stands", "expected"),
    [
        (PupilStands(), ()),
        (PupilStands(may_be_asked_for=True), (Sent.REQUEST,)),
        (PLAN, (Sent.MEETING, Sent.HELD)),
        (SET, (Sent.MEETING, Sent.INVITED, Sent.PAPERS, Sent.HELD)),
        (CIRCULATED, (Sent.MEETING, Sent.HELD)),
        (HELD, (Sent.REPORT,)),
        (REPORTED, ()),
        (
            PupilStands(has_plan=True, owed_on=TODAY),
            (Sent.MEETING, Sent.HELD, Sent.REPORT),
        ),
    ],
)
def test_what_may_be_sent(stands: PupilStands, expected: tuple[Sent, ...]) -> None:
    assert may_send(stands) == expected


@pytest.mark.parametrize(
    ("sent", "stands", "sentence"),
    [
        (Sent.REQUEST, PupilStands(), UNDER_WAY),
        (Sent.REQUEST, PupilStands(has_plan=True, may_be_asked_for=True), HAS_PLAN),
        (Sent.MEETING, PupilStands(), NO_PLAN),
        (Sent.PAPERS, PLAN, NO_MEETING),
        (Sent.INVITED, PLAN, NO_MEETING),
        (Sent.INVITED, CIRCULATED, "Everybody was invited on 12 September 2022."),
        (Sent.PAPERS, CIRCULATED, "The papers were sent on 12 September 2022."),
        (
            Sent.HELD,
            HELD,
            "The meeting of 5 September 2022 is recorded. It is the council’s turn now.",
        ),
        (Sent.REPORT, SET, NOT_HELD),
        (Sent.REPORT, REPORTED, "The report was sent on 12 September 2022."),
    ],
)
def test_why_it_may_not(sent: Sent, stands: PupilStands, sentence: str) -> None:
    assert why_not(sent, stands) == sentence


@pytest.mark.parametrize(
    ("sent", "content", "field"),
    [
        (Sent.MEETING, Content(), "meeting_on"),
        (Sent.MEETING, Content(meeting_on=date(2022, 9, 11)), "meeting_on"),
        (Sent.HELD, Content(meeting_on=date(2022, 9, 13)), "meeting_on"),
        (Sent.PAPERS, Content(text="They are on their way."), "upload"),
    ],
)
def test_what_lacks_is_said_beside_its_box(sent: Sent, content: Content, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_may_send(sent, SET, content, today=TODAY)
    assert refused.value.field == field


def test_a_request_needs_its_reasons_and_a_report_needs_words_or_a_file() -> None:
    new = PupilStands(may_be_asked_for=True)
    for sent, stands, content in (
        (Sent.REQUEST, new, Content(has_file=True)),
        (Sent.REPORT, HELD, Content()),
    ):
        with pytest.raises(Refusal) as refused:
            check_may_send(sent, stands, content, today=TODAY)
        assert refused.value.field == "text"
    check_may_send(Sent.REPORT, HELD, Content(has_file=True), today=TODAY)


def fact(number: int, kind: str, corrects: str = "", **body: str) -> CaseFact:
    return CaseFact(
        ref=f"e{number}",
        kind=kind,
        happened_on=date(2022, 9, number),
        corrects=corrects,
        body=body,
    )


def test_a_school_sees_what_the_family_was_told_and_nothing_that_is_only_decided() -> None:
    facts = [
        fact(1, "request_received"),
        fact(2, "decided_to_assess"),
        fact(3, "decision_made", decides="decided_no_plan"),
        fact(4, "decided_to_issue"),
        fact(5, "note_made"),
        fact(6, "appeal_lodged"),
        fact(7, "representations_received"),
        fact(8, "review_held"),
        fact(9, "recorded_in_error", corrects="e8"),
        fact(10, "decided_to_assess", corrects="e2"),
    ]
    assert [each.ref for each in shown_to_school(facts)] == ["e10"]
