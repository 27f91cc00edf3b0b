"""Dates that move, leads that are missing, what the measures say, initials, places and risks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal, Refusals
from alongside.people.partial_dates import closing, opening, read
from alongside.plan.rules.codes import LineKind, QuestionKind, Step, WhichDate
from alongside.plan.rules.date_changes import (
    Answered,
    Asked,
    check_may_answer_date_change,
    check_may_ask_date_change,
    may_answer_date_change,
    may_ask_date_change,
    slip_days,
)
from alongside.plan.rules.difference import Difference, Reading, difference
from alongside.plan.rules.initials import Leader, PrintedLead, match_initials, read_printed_leads
from alongside.plan.rules.ownership import Gap, LeadFact, gap_words, ownership_gaps
from alongside.plan.rules.places import check_may_stand_below, may_stand_below
from alongside.plan.rules.risks import band, check_may_assess

JUNE, MARCH, MAY = PartialDate(2020, 6), PartialDate(2021, 3), PartialDate(2021, 5)


def ask(new: PartialDate = MAY, which: WhichDate = WhichDate.END, **more: object) -> Asked:
    old = MARCH if which is WhichDate.END else JUNE
    facts = {
        "which": which,
        "old": old,
        "new": new,
        "start": JUNE,
        "end": MARCH,
        "reason": "The pandemic.",
    }
    return Asked(**(facts | more))


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        (ask(), True),
        (ask(reason="  "), False),
        (ask(new=MARCH), False),
        (ask(new=PartialDate(2021, 3, 31)), True),
        (ask(is_waiting=True), False),
        (ask(new=PartialDate(2020, 5)), False),
        (ask(new=PartialDate(2020, 6, 1)), True),
        (ask(new=PartialDate(2021, 4), which=WhichDate.START), False),
        (ask(new=PartialDate(2021, 3), which=WhichDate.START), True),
    ],
)
def test_a_date_change_needs_a_reason_another_date_and_an_end_after_the_start(
    asked: Asked, allowed: bool
) -> None:
    assert may_ask_date_change(asked) is allowed
    if not allowed:
        with pytest.raises(Refusals):
            check_may_ask_date_change(asked)


@pytest.mark.scenario(38)
@pytest.mark.parametrize(
    ("answered", "allowed"),
    [
        (Answered(1, 2, is_answered=False, old=MARCH, current=MARCH), True),
        (Answered(1, 1, is_answered=False, old=MARCH, current=MARCH), False),
        (Answered(1, 2, is_answered=True, old=MARCH, current=MARCH), False),
        (Answered(1, 2, is_answered=False, old=MARCH, current=MAY), False),
        (Answered(None, 2, is_answered=False, old=None, current=None), True),
    ],
)
def test_somebody_else_consents_once_while_the_date_is_what_it_was(
    answered: Answered, allowed: bool
) -> None:
    assert may_answer_date_change(answered) is allowed
    if not allowed:
        with pytest.raises(Refusal):
            check_may_answer_date_change(answered)


@pytest.mark.parametrize(
    ("which", "old", "new", "days"),
    [
        ("end", MARCH, MAY, 61),
        ("end", MAY, MARCH, 0),
        ("end", MARCH, PartialDate(2021, 3, 1), 0),
        ("end", PartialDate(2021, 3, 1), MARCH, 30),
        ("end", None, MAY, 0),
        ("start", JUNE, PartialDate(2020, 7), 30),
    ],
)
def test_a_slip_is_the_days_by_which_a_promise_became_later(
    which: str, old: PartialDate | None, new: PartialDate, days: int
) -> None:
    assert slip_days(which, old, new) == days


def test_a_missing_partner_is_said_even_if_the_other_is_in_post() -> None:
    leads = [LeadFact("council", "Director", ("Ada",))]
    gaps = ownership_gaps(("council", "health"), leads)
    assert [gap_words(gap, "Health") for gap in gaps] == ["No health lead"]


def test_a_lead_post_that_nobody_holds_is_no_lead() -> None:
    leads = [LeadFact("council", "Director", ("Ada",)), LeadFact("health", "Chief Nurse")]
    gaps = ownership_gaps(("council", "health"), leads)
    assert gaps == (Gap("health", "Chief Nurse"),)
    assert gap_words(gaps[0], "Health") == "No health lead: nobody is Chief Nurse now"


def test_one_lead_in_post_is_enough_for_a_partner() -> None:
    leads = [LeadFact("health", "Chief Nurse"), LeadFact("health", "Lead", ("Ada",))]
    assert ownership_gaps(("health",), leads) == ()


@pytest.mark.scenario(36)
@pytest.mark.parametrize(
    ("code", "readings", "made"),
    [
        (Step.ON_TRACK, [Reading(met=False)], Difference.NOT_DONE),
        (None, [], Difference.NOT_DONE),
        (Step.COMPLETED, [], Difference.NOT_MEASURED),
        (Step.COMPLETED, [Reading()], Difference.NOT_MEASURED),
        (Step.COMPLETED, [Reading(met=True)], Difference.MADE),
        (Step.COMPLETED, [Reading(met=True), Reading(met=False)], Difference.NOT_YET),
        (Step.COMPLETED, [Reading(met=True, worsened=True)], Difference.MADE),
        (Step.COMPLETED, [Reading(met=None, worsened=True)], Difference.NOT_YET),
        (Step.EMBEDDED, [Reading(met=False)], Difference.NOT_YET),
    ],
)
def test_done_is_not_the_same_as_worked(
    code: Step | None, readings: list[Reading], made: Difference
) -> None:
    assert difference(code, readings) is made


LEADERS = [
    Leader("1", "S.S", "health"),
    Leader("2", "S.S", "council"),
    Leader("3", "M.S", "council"),
    Leader("4", "K.McN", "health"),
    Leader("5", "J.T", "trust"),
    Leader("6", "J.T", "council"),
    Leader("7", "JT", "trust"),
    Leader("8", "P.C", "council"),
]


@pytest.mark.scenario(37)
def test_initials_of_two_people_are_asked_and_never_applied() -> None:
    match = match_initials(PrintedLead("S.S", ""), LEADERS)
    assert match.question is QuestionKind.AMBIGUOUS_INITIALS
    assert [leader.key for leader in match.candidates] == ["1", "2"]
    assert match.proposed is None


@pytest.mark.scenario(37)
def test_an_organisation_makes_one_of_two_a_proposal_that_is_still_asked() -> None:
    match = match_initials(PrintedLead("S.S", "council"), LEADERS)
    assert match.question is QuestionKind.AMBIGUOUS_INITIALS
    assert match.proposed == LEADERS[1]


@pytest.mark.scenario(37)
def test_unknown_initials_are_queued_and_not_guessed() -> None:
    match = match_initials(PrintedLead("S.D", "council"), LEADERS)
    assert match.question is QuestionKind.UNKNOWN_INITIALS
    assert match.candidates == ()


@pytest.mark.scenario(37)
def test_a_match_in_another_organisation_is_a_question_too() -> None:
    match = match_initials(PrintedLead("M.S", "health"), LEADERS)
    assert match.question is QuestionKind.OTHER_ORGANISATION
    assert [leader.key for leader in match.candidates] == ["3"]
    assert match.proposed is None


def test_one_leader_in_the_printed_organisation_is_certain() -> None:
    match = match_initials(PrintedLead("k mcn", "health"), LEADERS)
    assert match.question is None
    assert [leader.key for leader in match.candidates] == ["4"]


def test_two_with_the_same_initials_in_one_organisation_propose_nobody() -> None:
    match = match_initials(PrintedLead("J.T", "trust"), LEADERS)
    assert match.question is QuestionKind.AMBIGUOUS_INITIALS
    assert [leader.key for leader in match.candidates] == ["5", "6", "7"]
    assert match.proposed is None


@pytest.mark.parametrize(
    ("cell", "leads"),
    [
        ("(M.S) CYC (K.McN) CCG", [("M.S", "CYC"), ("K.McN", "CCG")]),
        ("CYC (S.D) CCG (S.DV) (P.C)", [("S.D", "CYC"), ("S.DV", "CCG"), ("P.C", "CCG")]),
        ("CCG (K.McN)", [("K.McN", "CCG")]),
        ("(M.S)", [("M.S", "")]),
        ("  ", []),
        ("CYC", []),
    ],
)
def test_the_printed_leads_of_a_cell_are_read_in_either_order(
    cell: str, leads: list[tuple[str, str]]
) -> None:
    assert [(lead.initials, lead.organisation) for lead in read_printed_leads(cell)] == leads


@pytest.mark.parametrize(
    ("kind", "parent", "allowed"),
    [
        (LineKind.OUTCOME, None, True),
        (LineKind.ACTION, None, False),
        (LineKind.ACTION, LineKind.OUTCOME, True),
        (LineKind.ACTION, LineKind.OBJECTIVE, True),
        (LineKind.OBJECTIVE, LineKind.PRIORITY, True),
        (LineKind.TASK, LineKind.ACTION, True),
        (LineKind.TASK, LineKind.OUTCOME, False),
        (LineKind.TASK, LineKind.TASK, False),
    ],
)
def test_a_line_stands_only_in_its_place(
    kind: LineKind, parent: LineKind | None, allowed: bool
) -> None:
    assert may_stand_below(kind, parent) is allowed


def test_a_line_out_of_place_is_told_where_it_belongs() -> None:
    with pytest.raises(Refusal, match="An action stands below an outcome or an objective"):
        check_may_stand_below(LineKind.ACTION, None)


@pytest.mark.parametrize(
    ("points", "name"),
    [
        (1, "low"),
        (4, "low"),
        (5, "medium"),
        (9, "medium"),
        (10, "high"),
        (15, "very_high"),
        (25, "very_high"),
    ],
)
def test_a_score_has_a_band(points: int, name: str) -> None:
    assert band(points) == name


def test_mitigation_cannot_make_a_risk_worse() -> None:
    check_may_assess(before=(4, 4), after=(2, 4))
    with pytest.raises(Refusal, match="should not make it worse"):
        check_may_assess(before=(2, 2), after=(3, 3))
    with pytest.raises(Refusal, match="from 1 to 5"):
        check_may_assess(before=(6, 1), after=(1, 1))


@given(st.dates(date(1901, 1, 1), date(2190, 1, 1)), st.booleans())
def test_a_date_kept_in_two_columns_is_read_back_as_it_was(day: date, exact: bool) -> None:
    partial = PartialDate.on(day) if exact else PartialDate(day.year, day.month)
    assert read(*opening(partial)) == partial
    assert read(*closing(partial)) == partial


@given(st.dates(date(1901, 1, 1), date(2190, 1, 1)), st.dates(date(1901, 1, 1), date(2190, 1, 1)))
def test_an_end_has_passed_exactly_when_the_kept_day_is_before_today(
    day: date, today: date
) -> None:
    for partial in (PartialDate.on(day), PartialDate(day.year, day.month)):
        kept, _ = closing(partial)
        assert kept is not None
        assert partial.has_passed(today) is (kept < today)
