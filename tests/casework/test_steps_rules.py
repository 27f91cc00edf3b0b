"""Where a case stands, what may be recorded next, and why not the rest."""

from datetime import date, timedelta
from typing import Any

import pytest

from alongside.casework.families.events import has_a_plan
from alongside.casework.rules.bodies import Aimed, Body
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.folding import CaseFact, duties_of, processes_in, stage_of
from alongside.casework.rules.needed import TO_AMEND
from alongside.casework.rules.recording import NewEvent
from alongside.casework.rules.steps import (
    BEGUN,
    check_may_record,
    check_not_twice,
    why_not,
)
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.refusals import Refusal

LAW = clock_of_the_law()
BEGAN = date(2025, 3, 3)


def case_of(*kinds: str, bodies: dict[str, dict[str, Any]] | None = None) -> list[CaseFact]:
    """One event a week, in the order given."""
    said = bodies or {}
    return [
        CaseFact(
            ref=f"e{number}",
            kind=kind,
            happened_on=BEGAN + timedelta(weeks=number),
            body=said.get(kind, {}),
        )
        for number, kind in enumerate(kinds)
    ]


BUDGET_AGAIN = ("budget_requested", "budget_refused", "budget_review_asked")
TO_DRAFT = ("request_received", "decided_to_assess", "decided_to_issue", "draft_sent")
TO_PLAN = (*TO_DRAFT, "final_plan_sent")
TO_ORDER = (*TO_PLAN, "decided_to_cease", "appeal_lodged")
MAINTAINED = ("review_held", "review_decided_maintain")
REFUSED = ("request_received", "decided_not_to_assess")


@pytest.mark.parametrize(
    ("kinds", "stage"),
    [
        ((), Stage.NOTHING),
        (("request_received",), Stage.CONSIDERING),
        (("brought_to_attention",), Stage.CONSIDERING),
        (("request_received", "decided_to_assess"), Stage.ASSESSING),
        (("request_received", "decided_not_to_assess"), Stage.REFUSED),
        (("request_received", "request_withdrawn"), Stage.WITHDRAWN),
        (("request_received", "decided_to_assess", "decided_no_plan"), Stage.NO_PLAN),
        (("request_received", "decided_to_assess", "decided_to_issue"), Stage.DRAFTING),
        (TO_DRAFT, Stage.DRAFT_OUT),
        (TO_PLAN, Stage.IN_FORCE),
        ((*TO_PLAN, "review_held"), Stage.REVIEWING),
        ((*TO_PLAN, "review_held", "review_decided_maintain"), Stage.IN_FORCE),
        ((*TO_PLAN, "decided_to_cease", "plan_ceased"), Stage.CEASED),
        ((*TO_ORDER, "order_to_maintain"), Stage.DISPUTED),
        ((*TO_ORDER, "order_to_maintain", "maintaining_confirmed"), Stage.IN_FORCE),
        ((*TO_ORDER, "order_to_cease"), Stage.DISPUTED),
        ((*TO_ORDER, "order_to_cease", "plan_ceased"), Stage.CEASED),
        (("request_received", "decided_not_to_assess", "request_received"), Stage.CONSIDERING),
    ],
)
def test_where_a_case_stands_follows_from_its_events(kinds: tuple[str, ...], stage: Stage) -> None:
    assert stage_of(processes_in(case_of(*kinds), LAW.rules)) is stage


@pytest.mark.parametrize(
    ("kinds", "next_kind", "may"),
    [
        ((), "request_received", True),
        ((), "decided_to_assess", False),
        ((), "note_made", True),
        (("request_received",), "request_received", False),
        (("request_received",), "decided_to_assess", True),
        (("request_received",), "draft_sent", False),
        (("request_received", "decided_to_assess"), "decided_to_assess", False),
        (("request_received", "decided_to_assess"), "decided_not_to_assess", False),
        (("request_received", "decided_to_assess", "decided_to_issue"), "decided_no_plan", False),
        (
            (*TO_PLAN, "review_held", "review_decided_amend"),
            "review_decided_cease",
            False,
        ),
        (("request_received", "decided_to_assess"), "advice_request_sent", True),
        (("request_received", "decided_to_assess"), "final_plan_sent", False),
        (TO_DRAFT, "final_plan_sent", True),
        (TO_DRAFT, "draft_sent", True),
        (TO_PLAN, "review_held", True),
        (TO_PLAN, "review_decided_amend", False),
        (TO_PLAN, "request_received", True),
        (("request_received", "decided_not_to_assess"), "request_received", True),
        (("request_received", "decided_not_to_assess"), "decided_to_assess", False),
        (("request_received",), "review_held", False),
        (("request_received",), "cease_considered", False),
        (TO_PLAN, "order_to_amend", False),
        ((*TO_PLAN, "appeal_lodged"), "order_to_amend", True),
        ((*TO_PLAN, "appeal_lodged"), "agreement_to_amend", False),
        (TO_PLAN, "plan_ceased", False),
        ((*TO_PLAN, "appeal_lodged", "order_to_maintain"), "advice_accepted", False),
        ((*TO_PLAN, "appeal_lodged", "order_to_maintain"), "reconsidered", False),
        ((*TO_PLAN, "appeal_lodged", "order_to_maintain"), "maintaining_confirmed", True),
        ((*TO_PLAN, "decided_to_cease"), "plan_ceased", True),
        ((*TO_PLAN, "cease_considered"), "decided_to_cease", True),
        ((*TO_PLAN, "decided_to_cease"), "decided_to_cease", False),
        ((*TO_PLAN, "review_held", "review_decided_cease"), "decided_to_cease", False),
        ((*TO_ORDER, "order_to_cease"), "decided_to_cease", False),
        ((*TO_ORDER, "order_to_maintain"), "decided_to_cease", True),
        (TO_ORDER, "decided_to_cease", True),
        ((*TO_PLAN, "decided_to_cease", "review_held"), "decided_to_cease", True),
        (TO_PLAN, "phase_transfer_expected", True),
        ((), "plan_transferred_in", True),
        ((), "earlier_plan_recorded", True),
        (("request_received", "decided_not_to_assess"), "others_notified_of_decision", True),
        ((*TO_PLAN, *MAINTAINED), "review_report_received", True),
        ((*TO_PLAN, *MAINTAINED, "review_report_received"), "review_report_received", False),
        (TO_PLAN, "review_report_received", False),
        ((), "decided_not_to_assess", False),
        (TO_PLAN, "decided_not_to_assess", False),
        (("brought_to_attention",), "decided_not_to_assess", True),
        ((*REFUSED, "appeal_lodged", "order_to_assess"), "decided_to_assess", True),
        ((), "decided_not_to_reassess", False),
        (TO_PLAN, "decided_not_to_reassess", False),
        ((*TO_PLAN, "reassessment_requested"), "decided_not_to_reassess", True),
        ((*TO_PLAN, "reassessment_requested"), "reassessment_requested", False),
        ((*TO_PLAN, "reassessment_begun_by_authority"), "decided_to_reassess", True),
        (TO_PLAN, "decided_not_to_amend", False),
        ((*TO_PLAN, "review_held", "review_decided_amend"), "decided_not_to_amend", False),
        ((*TO_PLAN, "adhoc_amendment_notice_sent"), "decided_not_to_amend", True),
        (("request_received",), "budget_requested", False),
        (("request_received", "decided_to_assess", "decided_to_issue"), "budget_requested", True),
        (TO_PLAN, "budget_requested", True),
        (TO_PLAN, "budget_refused", False),
        ((*TO_PLAN, "budget_requested"), "budget_refused", True),
        ((*TO_PLAN, "budget_requested", "budget_refused"), "budget_agreed", False),
        ((*TO_PLAN, "budget_requested"), "budget_review_asked", False),
        ((*TO_PLAN, *BUDGET_AGAIN), "budget_refusal_changed", True),
        ((*TO_PLAN, *BUDGET_AGAIN, "budget_refusal_changed"), "budget_refusal_confirmed", False),
        ((*TO_PLAN, *BUDGET_AGAIN, "budget_refusal_confirmed"), "budget_requested", True),
    ],
)
def test_what_may_be_recorded_next(kinds: tuple[str, ...], next_kind: str, may: bool) -> None:
    said = why_not(next_kind, processes_in(case_of(*kinds), LAW.rules), LAW.rules)
    assert (said == "") is may, said


def test_a_second_request_is_refused_with_the_reason() -> None:
    processes = processes_in(case_of("request_received"), LAW.rules)
    with pytest.raises(Refusal, match=BEGUN):
        check_may_record("request_received", processes, LAW.rules)


@pytest.mark.scenario(8)
def test_a_decision_before_its_request_is_refused_in_words() -> None:
    facts = [
        CaseFact(ref="a", kind="request_received", happened_on=date(2025, 3, 3), body={}),
        CaseFact(ref="b", kind="decided_to_assess", happened_on=date(2025, 3, 1), body={}),
    ]
    with pytest.raises(Refusal) as refused:
        duties_of(facts, LAW)
    assert "decided_to_assess" not in refused.value.sentence
    assert "the family was told that the authority will assess" in refused.value.sentence


@pytest.mark.scenario(1)
def test_the_three_days_of_a_request_come_from_the_law() -> None:
    found = {duty.rule: duty.due_on for duty in duties_of(case_of("request_received"), LAW)}
    assert found["DEC-6W"] == date(2025, 4, 14)
    assert found["NOPLAN-16W"] == date(2025, 6, 23)
    assert found["FINAL-20W"] == date(2025, 7, 21)


def test_time_runs_from_receipt_however_late_it_was_written() -> None:
    fact = CaseFact(
        ref="a",
        kind="request_received",
        happened_on=date(2025, 2, 20),
        received_on=date(2025, 3, 3),
        body={},
    )
    found = {duty.rule: duty.due_on for duty in duties_of([fact], LAW)}
    assert found["FINAL-20W"] == date(2025, 7, 21)


def test_a_correction_takes_the_place_of_what_it_names() -> None:
    facts = [
        CaseFact(ref="a", kind="request_received", happened_on=date(2025, 3, 3), body={}),
        CaseFact(
            ref="b", kind="request_received", happened_on=date(2025, 3, 5), corrects="a", body={}
        ),
    ]
    found = {duty.rule: duty.due_on for duty in duties_of(facts, LAW)}
    assert found["FINAL-20W"] == date(2025, 7, 23)


@pytest.mark.parametrize(
    ("kind", "body", "on", "is_twice"),
    [
        ("order_to_amend", Body(), BEGAN + timedelta(weeks=6), True),
        ("order_to_amend", Body(), BEGAN + timedelta(weeks=7), False),
        ("order_to_name_school", Body(), BEGAN + timedelta(weeks=6), False),
        ("phase_transfer_expected", Aimed(for_on=date(2026, 9, 1)), BEGAN + timedelta(weeks=7), True),
        ("phase_transfer_expected", Aimed(for_on=date(2027, 9, 1)), BEGAN + timedelta(weeks=7), False),
        ("note_made", Body(), BEGAN + timedelta(weeks=8), False),
    ],
)  # fmt: skip
def test_what_begins_something_new_is_not_recorded_twice_of_one_day(
    kind: str, body: Body, on: date, is_twice: bool
) -> None:
    facts = case_of(
        *TO_PLAN, "appeal_lodged", "order_to_amend", "phase_transfer_expected", "note_made",
        bodies={"phase_transfer_expected": {"for_on": "2026-09-01"}},
    )  # fmt: skip
    new = NewEvent(kind=kind, happened_on=on, source="post", body=body)
    processes = processes_in(facts, LAW.rules)
    if is_twice:
        with pytest.raises(Refusal, match=r"recorded already, (on|for) the same day"):
            check_not_twice(new, processes, LAW.rules)
    else:
        check_not_twice(new, processes, LAW.rules)


def test_what_belongs_nowhere_says_to_what_it_would_belong_and_what_to_do() -> None:
    assert why_not("plan_transferred_out", processes_in(case_of(), LAW.rules), LAW.rules) == (
        "Nothing is under way to which this belongs: a move to another authority or the EHC plan. "
        "Record first what began it."
    )


def test_an_ehc_plan_is_not_due_to_be_handed_over_before_the_day_of_the_move() -> None:
    """Learned on 7 April 2025; they move on 1 October, more than 15 working days later."""
    facts = case_of(
        *TO_PLAN, "move_became_known", bodies={"move_became_known": {"for_on": "2025-10-01"}}
    )
    (due,) = [each for each in duties_of(facts, LAW) if each.rule == "MOVE-1"]
    assert due.due_on == date(2025, 10, 1)


@pytest.mark.parametrize(
    ("kinds", "stage", "expected"),
    [
        ((*TO_ORDER, "order_to_maintain"), Stage.DISPUTED, True),
        ((*REFUSED, "appeal_lodged", "order_to_assess"), Stage.DISPUTED, False),
        (TO_DRAFT, Stage.DRAFT_OUT, False),
        (TO_PLAN, Stage.IN_FORCE, True),
    ],
)
def test_after_an_order_a_family_may_still_say_that_help_is_not_happening(
    kinds: tuple[str, ...], stage: Stage, expected: bool
) -> None:
    facts = tuple(case_of(*kinds))
    assert stage_of(processes_in(facts, LAW.rules)) is stage
    assert has_a_plan(stage, facts) is expected


NO_PLAN = ("request_received", "decided_to_assess", "decided_no_plan", "appeal_lodged")


@pytest.mark.parametrize(
    "kinds",
    [
        *((*NO_PLAN, f"{way}_plan", "draft_sent", "draft_served", "final_plan_sent")
          for way in ("order_to_make", "unopposed_on_making")),
        (*NO_PLAN, "order_to_make_plan", "decided_to_issue", "draft_sent"),
        *((*TO_PLAN, "appeal_lodged", order, "amended_plan_sent") for order in TO_AMEND
          if not order.startswith("agreement")),
        (*TO_PLAN, "mediation_wanted", "agreement_to_amend", "amended_plan_sent"),
        (*TO_PLAN, "mediation_wanted", "agreement_to_name_school", "amended_plan_sent"),
        (*NO_PLAN[:-1], "mediation_wanted", "agreement_to_make_plan", "draft_sent"),
        (*REFUSED, "appeal_lodged", "order_to_assess", "decided_to_assess", "decided_no_plan"),
        (*REFUSED, "appeal_lodged", "order_to_reconsider", "reconsidered"),
        (*TO_ORDER, "order_to_cease", "plan_ceased"),
        ("earlier_plan_recorded", "appeal_lodged", "order_to_amend", "amended_plan_sent"),
        ("plan_transferred_in", "mediation_wanted", "mediation_held", "agreement_to_amend"),
    ],
)  # fmt: skip
def test_what_was_ordered_or_agreed_can_be_done_to_its_end(kinds: tuple[str, ...]) -> None:
    found = [
        (kind, why_not(kind, processes_in(case_of(*kinds[:place]), LAW.rules), LAW.rules))
        for place, kind in enumerate(kinds)
    ]
    assert [each for each in found if each[1]] == []
