"""What begins, does, ends, revives and cuts short a duty."""

import pytest

from alongside.kernel.refusals import Refusal
from alongside.law.schedule import schedule
from alongside.law.states import Standing, State, state
from tests.law.making import CALENDAR, RULES, day, event, numbered, of, the


def standing(duty, today):
    return state(duty, day(today))


def test_duties_come_by_due_date_and_those_without_a_date_last():
    found = of(*numbered("request_received 2025-03-03"))
    assert [each.rule for each in found] == [
        "REQ-0", "DEC-6W", "NOPLAN-16W", "FINAL-20W", "REQ-1", "REQ-2", "REQ-3",
    ]  # fmt: skip


def test_no_events_make_no_duties():
    assert of() == ()
    assert schedule([], RULES, CALENDAR).remarks == ()


def test_a_duty_says_where_it_comes_from():
    final = the(
        "FINAL-20W", of(*numbered("request_received 2025-03-03", "final_plan_sent 2025-07-01"))
    )
    assert final.key == ("FINAL-20W", "", "e1")
    assert (final.started_by, final.done_by, final.process) == ("e1", "e2", "assessment 1")
    assert (final.rule_set, final.body, final.refusal) == ("2018-04", "", "")
    assert final.authority == "SEND Regulations 2014, reg 13(2)"
    assert (final.cautious_on, final.not_before, final.needs_lawyer) == (
        day("2025-07-20"),
        None,
        False,
    )
    assert the("REQ-1", of(*numbered("request_received 2025-03-03"))).needs_lawyer


def test_a_duty_that_ended_says_by_what():
    found = of(*numbered("request_received 2025-03-03", "request_withdrawn 2025-03-09"))
    final = the("FINAL-20W", found)
    assert (final.ended_on, final.ended_by) == (day("2025-03-09"), "e2")
    assert final.ended_means == "the request was withdrawn"
    assert (final.done_on, final.done_by) == (None, "")


def test_what_is_done_before_it_could_fall_away_stays_done():
    lines = (
        "request_received 2025-03-03",
        "decided_to_assess 2025-03-20",
        "request_withdrawn 2025-04-01",
    )
    decision = the("DEC-6W", of(*numbered(*lines)))
    assert (decision.done_on, decision.ended_on) == (day("2025-03-20"), None)


def test_what_fell_away_is_not_done_afterwards():
    lines = (
        "request_received 2025-03-03",
        "request_withdrawn 2025-03-20",
        "decided_to_assess 2025-04-01",
    )
    decision = the("DEC-6W", of(*numbered(*lines)))
    assert (decision.done_on, decision.ended_on) == (None, day("2025-03-20"))


def test_the_notice_of_a_decision_may_stand_in_any_order_of_its_day():
    found = of(
        event("rights_notice_sent", "2026-01-12", id="z"),
        event("decided_to_cease", "2026-01-12", id="a"),
    )
    assert the("CEASE-2", found).done_on == day("2026-01-12")
    earlier = of(event("rights_notice_sent", "2026-01-11"), event("decided_to_cease", "2026-01-12"))
    assert the("CEASE-2", earlier).done_on is None


def test_one_review_does_not_do_itself():
    found = of(
        *numbered("review_decided_maintain 2025-05-01", "review_decided_maintain 2026-05-02")
    )
    years = [each for each in found if each.rule == "REV-12M"]
    assert [(each.due_on, each.done_on) for each in years] == [
        (day("2026-04-30"), day("2026-05-02")),
        (day("2027-05-01"), None),
    ]


def test_a_refusal_revived_and_refused_again_has_fallen_away_again():
    lines = (
        "request_received 2025-03-03", "decided_not_to_assess 2025-04-01", "decided_to_assess 2025-05-01",
        "decided_not_to_assess 2025-06-01",
    )  # fmt: skip
    assert the("FINAL-20W", of(*numbered(*lines))).ended_on == day("2025-06-01")
    assert the("FINAL-20W", of(*numbered(*lines[:3]))).ended_on is None


def test_no_plan_that_is_taken_back_runs_on():
    lines = (
        "request_received 2025-03-03", "decided_to_assess 2025-04-01", "decided_no_plan 2025-06-01",
        "decided_to_issue 2025-07-01",
    )  # fmt: skip
    found = of(*numbered(*lines))
    assert the("FINAL-20W", found).ended_on is None
    assert the("NOPLAN-16W", found).done_on == day("2025-06-01")


def test_a_second_question_to_the_same_body_waits_for_the_first_answer():
    ask, answer = "advice_request_received", "advice_returned"
    chased = of(event(ask, "2025-03-03", body="T"), event(ask, "2025-03-20", body="T"))
    assert [each.due_on for each in chased if each.rule == "ADV-6W"] == [day("2025-04-14")]
    again = of(
        event(ask, "2025-03-03", body="T"),
        event(answer, "2025-03-10", body="T"),
        event(ask, "2025-03-20", body="T"),
        event(answer, "2025-05-02", body="T"),
    )
    assert [(each.due_on, each.done_on) for each in again if each.rule == "ADV-6W"] == [
        (day("2025-04-14"), day("2025-03-10")),
        (day("2025-05-01"), day("2025-05-02")),
    ]


def test_a_chaser_is_no_question_of_its_own_and_a_later_question_is():
    def asked(*days):
        events = [
            event("advice_request_received", on, body=body, id=f"{n}")
            for n, (on, body) in enumerate(days)
        ]
        answer = event("advice_returned", "2025-03-20", body="T")
        return [(e.body, e.due_on) for e in of(*events, answer) if e.rule == "ADV-6W"]

    first, later = ("2025-03-03", "T"), ("2025-03-24", "T")
    due, due_later = ("T", day("2025-04-14")), ("T", day("2025-05-05"))
    assert asked(first, ("2025-03-10", "T"), later) == [due, due_later]
    assert asked(("2025-03-02", "N"), first, ("2025-03-10", "T")) == [("N", day("2025-04-13")), due]
    assert asked(first, ("2025-03-20", "T")) == [due]
    assert asked(first, ("2025-03-21", "T")) == [due, ("T", day("2025-05-02"))]


def test_a_body_answers_for_itself_only():
    found = of(
        event("advice_request_received", "2025-03-03", body="Therapy"),
        event("advice_returned", "2025-03-10", body="Nursing"),
    )
    advice = the("ADV-6W", found)
    assert (advice.body, advice.done_on) == ("Therapy", None)


def test_two_questions_without_a_body_are_refused_unless_the_first_is_answered():
    ask = "advice_request_received"
    with pytest.raises(
        Refusal,
        match="recorded twice that the request for advice was received, without saying which",
    ):
        of(*numbered(f"{ask} 2025-03-03", f"{ask} 2025-03-05"))
    found = of(*numbered(f"{ask} 2025-03-03", "advice_returned 2025-03-04", f"{ask} 2025-03-05"))
    assert [each.done_on for each in found if each.rule == "ADV-6W"] == [day("2025-03-04"), None]


def test_advice_in_an_assessment_and_an_order_is_one_duty():
    lines = (
        "request_received 2025-03-03",
        "order_to_assess 2025-03-04",
        "advice_request_received 2025-03-05",
    )
    assert len([each for each in of(*numbered(*lines)) if each.rule == "ADV-6W"]) == 1


def test_a_new_meeting_day_takes_the_place_of_the_old():
    found = of(
        event("review_meeting_arranged", "2026-01-05", for_on="2026-03-02"),
        event("review_meeting_arranged", "2026-01-20", for_on="2026-03-09"),
    )
    first, second = [each for each in found if each.rule == "REV-NOTICE"]
    assert (first.due_on, first.ended_on, first.started_on) == (
        day("2026-02-16"), day("2026-01-20"), day("2026-03-02"),
    )  # fmt: skip
    assert (second.due_on, second.ended_on) == (day("2026-02-23"), None)
    three = of(
        event("review_meeting_arranged", "2026-01-05", for_on="2026-03-02"),
        event("review_meeting_arranged", "2026-01-20", for_on="2026-03-09"),
        event("review_meeting_arranged", "2026-01-27", for_on="2026-03-16"),
    )
    assert [each.ended_on for each in three if each.rule == "REV-NOTICE"] == [
        day("2026-01-20"),
        day("2026-01-27"),
        None,
    ]


def test_notice_given_before_the_day_was_set_is_no_notice_of_that_day():
    found = of(
        event("review_invited", "2026-01-02"),
        event("review_meeting_arranged", "2026-01-05", for_on="2026-03-02"),
    )
    assert the("REV-NOTICE", found).done_on is None


def test_a_meeting_without_a_set_day_is_measured_from_itself():
    found = of(*numbered("review_invited 2026-02-20", "review_held 2026-03-02"))
    notice = the("REV-NOTICE", found)
    assert (notice.due_on, notice.done_on) == (day("2026-02-16"), day("2026-02-20"))
    assert standing(notice, "2026-03-03") == State(Standing.DONE_LATE, 4)


def test_a_set_day_before_the_meeting_is_the_only_measure():
    found = of(
        event("review_meeting_arranged", "2026-01-05", for_on="2026-03-02"),
        event("review_held", "2026-03-09"),
    )
    assert the("REV-NOTICE", found).due_on == day("2026-02-16")


def test_a_move_that_was_learned_later_starts_another_time():
    found = of(*numbered("moved_away 2026-03-02", "move_became_known 2026-03-09"))
    first, second = [each for each in found if each.rule == "MOVE-1"]
    assert (first.due_on, first.ended_on) == (day("2026-03-02"), day("2026-03-09"))
    assert standing(first, "2026-04-01") == State(Standing.NO_LONGER_DUE, 7)
    assert second.due_on == day("2026-03-27")


def test_a_move_that_was_known_before_has_one_time():
    found = of(*numbered("move_became_known 2026-03-02", "moved_away 2026-03-09"))
    assert the("MOVE-1", found).due_on == day("2026-03-20")
    told_twice = of(
        *numbered(
            "move_became_known 2026-03-02", "moved_away 2026-03-09", "move_became_known 2026-03-16"
        )
    )
    assert [each.due_on for each in told_twice] == [day("2026-03-20"), day("2026-04-07")]


def test_the_later_of_two_beginnings_is_the_latest_one_recorded():
    found = of(
        *numbered(
            "earlier_plan_recorded 2024-01-01",
            "review_decided 2025-09-01",
            "plan_transferred_in 2026-03-20",
        )
    )
    assert the("MOVE-4", found).due_on == day("2026-08-31")


def test_a_certificate_looks_to_the_decision_of_its_own_dispute():
    found = of(
        event("decided_not_to_assess", "2026-01-12", process="A"),
        event("review_decided_maintain", "2026-02-02", process="B"),
        event("mediation_certificate_issued", "2026-02-09", process="A"),
    )
    from_certificate = [e for e in found if e.provision.limb == "from the certificate"]
    assert [each.due_on for each in from_certificate] == [day("2026-03-12")]


def test_a_certificate_without_a_recorded_decision_has_its_own_month():
    found = of(*numbered("mediation_certificate_issued 2026-02-09"))
    assert the("APP-1", found).due_on == day("2026-03-09")


def test_a_certificate_in_a_dispute_of_its_own_looks_to_the_case():
    found = of(
        event("decided_not_to_assess", "2026-01-12", process="A"),
        event("mediation_certificate_issued", "2026-01-20", process="M"),
    )
    from_certificate = [e for e in found if e.provision.limb == "from the certificate"]
    assert [each.due_on for each in from_certificate] == [day("2026-03-12")]


def test_a_draft_aims_at_week_14_of_the_request_and_has_no_day_without_one():
    found = of(*numbered("request_received 2026-01-05", "decided_to_issue 2026-03-02"))
    draft = the("DRAFT", found)
    assert (draft.due_on, draft.started_on) == (day("2026-04-13"), day("2026-01-05"))
    assert draft.reason == (
        "14 weeks from 5 January 2026, when the authority received the request for an assessment."
    )
    alone = the("DRAFT", of(*numbered("decided_to_issue 2026-03-02")))
    assert (alone.due_on, alone.refusal) == (None, "")


def test_outside_the_calendar_a_duty_is_refused_and_the_others_are_not():
    found = of(*numbered("decided_not_to_assess 2028-12-01"))
    appeal = the("APP-1", found)
    assert appeal.due_on is None
    assert appeal.refusal.startswith("Bank holidays are known from")
    assert standing(appeal, "2028-12-02") == State(Standing.REFUSED)
    assert the("MED-1", found).due_on == day("2029-02-01")


def test_a_start_before_the_first_set_is_refused():
    with pytest.raises(
        Refusal, match=r"The rules here begin on 1 September 2014\. 31 August 2014 is earlier"
    ):
        of(*numbered("request_received 2014-08-31"))
    assert of(*numbered("request_received 2014-09-01"))[0].rule_set == "2014-09"


REQUESTED = "when the authority received the request for an assessment."
REASONS = {
    "DEC-6W": ("request_received", f"6 weeks from 5 January 2026, {REQUESTED}"),
    "DRAFT-15D": (
        "draft_served",
        "15 days beginning with 5 January 2026, when the draft EHC plan was served on the family.",
    ),
    "REV-NOTICE": (
        "review_held",
        "2 weeks before 5 January 2026: the review meeting was held.",
    ),
    "REV-PT-S": (
        "phase_transfer_expected",
        "The last day in time in the year of the transfer: a move to another phase of education was expected.",
    ),
    "REG44-A": (
        "order_to_cease",
        "The same day, when the tribunal dismissed the appeal against ceasing.",
    ),
    "APP-1": (
        "decided_not_to_assess",
        "2 months from 5 January 2026, when the family was told that the authority will not assess. If the "
        "tribunal does not work on that day, its next working day counts.",
    ),
    "MOVE-1": (
        "moved_away",
        "The day of the move, 5 January 2026, when the child or young person moved to another area.",
    ),
    "MOVE-4": (
        "plan_transferred_in",
        "3 months from 5 January 2026, when the EHC plan was handed over by another authority, or 12 months beginning "
        "with the making or last review of the EHC plan, whichever is later.",
    ),
    "REQ-1": ("request_received", f"As soon as practicable from 5 January 2026, {REQUESTED}"),
}


@pytest.mark.parametrize("rule", REASONS)
def test_a_date_has_its_reason_in_a_sentence(rule):
    kind, sentence = REASONS[rule]
    assert the(rule, of(event(kind, "2026-01-05"))).reason == sentence


def test_a_date_that_another_beginning_moves_on_says_from_what():
    found = of(
        *numbered("decided_not_to_assess 2026-01-12", "mediation_certificate_issued 2026-01-26")
    )
    last = [each for each in found if each.rule == "APP-1"][-1]
    assert last.due_on == day("2026-03-12")
    assert (
        "or 2 months from the decision letter, whichever is later. If the tribunal" in last.reason
    )


def test_a_hand_over_is_not_due_before_the_move():
    assert (
        "learned of a move to another area, and not before the day of the move."
        in the("MOVE-1", of(event("move_became_known", "2026-01-05", for_on="2026-06-01"))).reason
    )


def test_the_first_day_after_time_left_to_somebody_is_told():
    served = the("DRAFT-15D", of(*numbered("draft_served 2026-04-01")))
    assert (served.due_on, served.not_before) == (day("2026-04-15"), day("2026-04-16"))


def test_caution_is_a_day_earlier_except_at_the_end_of_a_short_month():
    med = the("MED-1", of(*numbered("decided_not_to_assess 2023-12-30")))
    assert med.cautious_on == med.due_on == day("2024-02-29")
    med = the("MED-1", of(*numbered("decided_not_to_assess 2023-12-12")))
    assert (med.due_on, med.cautious_on) == (day("2024-02-12"), day("2024-02-11"))
    assert the("REQ-1", of(*numbered("request_received 2023-12-12"))).cautious_on is None
