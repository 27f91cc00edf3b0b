"""Which events count, what they have to say, and which process they belong to."""

import pytest

from alongside.kernel.refusals import Refusal
from alongside.law.corrections import standing
from alongside.law.events import check_not_ahead
from alongside.law.processes import in_order, processes_of
from tests.law.making import RULES, day, event, numbered, of, the

KINDS = RULES.kinds


def grouped(*events):
    """Each process with the kinds in it; processes of one name are shown together."""
    found = {}
    for each in processes_of(in_order(events, kinds=KINDS), kinds=KINDS):
        kinds = [placed.kind for _, placed in each.events]
        found[each.name] = found.get(each.name, []) + [
            k for k in kinds if k not in found.get(each.name, [])
        ]
    return found


def refused(*events):
    with pytest.raises(Refusal) as refusal:
        of(*events)
    return refusal.value.sentence


def test_a_correction_takes_the_place_of_the_event_it_names():
    wrong, right = numbered("request_received 2025-03-30", "request_received 2025-03-03")
    right = event("request_received", "2025-03-03", id="e2", corrects="e1")
    assert standing([wrong, right]) == (right,)
    assert standing([right, wrong]) == (right,)
    assert the("DEC-6W", of(wrong, right)).due_on == day("2025-04-14")


def test_a_chain_of_corrections_leaves_the_last_word():
    first = event("request_received", "2025-03-01", id="a")
    second = event("request_received", "2025-03-02", id="b", corrects="a")
    third = event("request_received", "2025-03-03", id="c", corrects="b")
    assert standing([first, second, third]) == (third,)


def test_what_was_recorded_in_error_is_taken_away_and_can_be_put_back():
    request = event("request_received", "2025-03-01", id="a")
    error = event("recorded_in_error", "2025-03-05", id="b", corrects="a")
    assert of(request, error) == ()
    mistaken = event("recorded_in_error", "2025-03-06", id="c", corrects="b")
    again = event("request_received", "2025-03-01", id="d", corrects="c")
    assert the("DEC-6W", of(request, error, mistaken, again)).due_on == day("2025-04-12")


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([("a", ""), ("a", "")], "Two events have the id “a”. Give each its own."),
        ([("a", "z")], "Event “a” corrects “z”, which is not there."),
        ([("a", "a")], "Event “a” corrects itself, directly or through others."),
        ([("a", "b"), ("b", "a")], "Event “a” corrects itself, directly or through others."),
        ([("a", ""), ("b", "a"), ("c", "a")], "Event “a” is corrected twice. Correct the correction instead."),
    ],
)  # fmt: skip
def test_corrections_that_lead_nowhere_are_refused(events, sentence):
    assert (
        refused(*(event("request_received", "2025-03-03", id=i, corrects=c) for i, c in events))
        == sentence
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "nothing"}, "Event “e” has an unknown kind “nothing”."),
        ({"kind": "absence"}, "Event “e” (absence) has to name the first day after it, in “until”."),
        ({"kind": "exception_relied_on"}, "Event “e” (exception_relied_on) has to name the ground, in “ground”."),
        ({"kind": "recorded_in_error"}, "Event “e” (recorded_in_error) has to name the event that was wrong, in “corrects”."),
        ({"kind": "review_meeting_arranged"}, "Event “e” (review_meeting_arranged) has to name the day that it is about, in “for”."),
        ({"kind": "absence", "until": "2025-03-03"}, "Event “e” ends on 3 March 2025, which is not after its first day, 3 March 2025."),
    ],
)  # fmt: skip
def test_an_event_that_says_too_little_is_refused(given, sentence):
    assert refused(event(on="2025-03-03", id="e", **given)) == sentence


def test_an_event_after_today_is_refused_unless_it_can_be_known():
    today = day("2025-03-02")
    for kind in ("phase_transfer_expected", "moved_away", "nothing"):
        if kind in KINDS:
            check_not_ahead(event(kind, "2025-03-03"), kinds=KINDS, today=today)
    check_not_ahead(event("request_received", "2025-03-02"), kinds=KINDS, today=today)
    with pytest.raises(Refusal, match=r"after today, 2 March 2025\. It cannot have happened yet\."):
        check_not_ahead(event("request_received", "2025-03-03"), kinds=KINDS, today=today)


def test_an_event_knows_its_target_and_its_period():
    plain = event("review_held", "2025-03-03")
    assert (plain.target, plain.period.until) == (day("2025-03-03"), day("2025-03-04"))
    full = event("absence", "2025-03-03", until="2025-04-01", for_on="2025-05-01")
    assert (full.target, full.period.until) == (day("2025-05-01"), day("2025-04-01"))


def test_events_of_one_day_are_taken_in_the_order_of_their_kinds():
    kinds = [
        each.kind
        for each in in_order(
            numbered(
                "final_plan_sent 2025-03-03", "request_received 2025-03-03", "order_to_assess 2025-03-03"
            ),
            kinds=KINDS,
        )
    ]  # fmt: skip
    assert kinds == ["order_to_assess", "request_received", "final_plan_sent"]
    same = numbered("request_received 2025-03-03", "request_received 2025-03-03")
    assert [each.id for each in in_order(reversed(same), kinds=KINDS)] == ["e1", "e2"]


def test_a_day_aimed_at_comes_first_and_a_day_of_recording_in_its_turn():
    aimed = event("phase_transfer_expected", "2026-09-01", id="x")
    known = event("phase_transfer_expected", "2025-06-01", for_on="2026-09-01", id="y")
    other = event("review_held", "2025-05-01", id="z")
    assert [e.id for e in in_order([other, known, aimed], kinds=KINDS)] == ["x", "z", "y"]


def test_a_request_joins_an_open_assessment_and_begins_another_after_a_closed_one():
    assert grouped(*numbered("request_received 2025-03-03", "brought_to_attention 2025-03-20")) == {
        "assessment 1": ["request_received", "brought_to_attention"]
    }
    found = grouped(
        *numbered(
            "request_received 2025-03-03",
            "request_withdrawn 2025-03-10",
            "request_received 2025-09-01",
        )
    )
    assert found == {
        "assessment 1": ["request_received", "request_withdrawn"],
        "assessment 2": ["request_received"],
    }


def test_the_next_review_begins_where_the_last_meeting_has_been():
    found = grouped(
        *numbered(
            "review_invited 2025-04-01", "review_papers_circulated 2025-04-02", "review_held 2025-05-01",
            "review_invited 2026-04-01", "review_held 2026-05-01", "review_held 2027-05-01",
        )
    )  # fmt: skip
    assert found == {
        "review 1": ["review_invited", "review_papers_circulated", "review_held"],
        "review 2": ["review_invited", "review_held"],
        "review 3": ["review_held"],
    }


def test_one_act_answers_every_open_process_that_it_can_answer():
    found = grouped(
        *numbered(
            "request_received 2025-03-03", "order_to_make_plan 2025-04-01", "draft_sent 2025-04-20",
            "final_plan_sent 2025-05-20",
        )
    )  # fmt: skip
    assert found["assessment 1"] == ["request_received", "draft_sent", "final_plan_sent"]
    assert found["order 1"] == ["order_to_make_plan", "draft_sent", "final_plan_sent"]
    assert found["upkeep 1"] == found["dispute 1"] == ["final_plan_sent"]


def test_an_act_after_everything_is_closed_joins_the_last_process_of_its_kinds():
    found = grouped(
        *numbered(
            "request_received 2025-03-03", "decided_not_to_assess 2025-04-10", "draft_sent 2025-06-01",
        )
    )  # fmt: skip
    assert found["assessment 1"] == ["request_received", "decided_not_to_assess", "draft_sent"]


def test_of_two_closed_processes_the_later_one_is_joined():
    found = grouped(
        *numbered(
            "request_received 2025-03-03", "decided_not_to_assess 2025-04-10", "order_to_assess 2025-05-01",
            "decided_no_plan 2025-06-01", "draft_sent 2025-07-01",
        )
    )  # fmt: skip
    assert "draft_sent" in found["order 1"]
    assert "draft_sent" not in found["assessment 1"]


def test_a_refusal_that_is_taken_back_opens_the_assessment_again():
    found = grouped(
        *numbered(
            "request_received 2025-03-03", "decided_not_to_assess 2025-04-10", "decided_to_assess 2025-05-01",
            "request_received 2025-05-02",
        )
    )  # fmt: skip
    assert len(found["assessment 1"]) == 4


def test_a_named_process_takes_its_own_events_only():
    request = event("request_received", "2025-03-03", process="A1")
    other = event("request_received", "2025-03-10", process="B1")
    decided = event("decided_to_assess", "2025-03-20", process="B1")
    assert grouped(request, other, decided) == {
        "A1": ["request_received"],
        "B1": ["request_received", "decided_to_assess"],
    }
    by_process = {
        each.process: each.done_on for each in of(request, other, decided) if each.rule == "DEC-6W"
    }
    assert by_process == {"A1": None, "B1": day("2025-03-20")}


def test_a_named_process_may_begin_later_with_what_had_not_to_wait():
    found = grouped(
        event("mediation_contacted", "2025-03-03", process="D1"),
        event("decided_not_to_assess", "2025-03-10", process="D1"),
    )
    assert found["D1"] == ["mediation_contacted", "decided_not_to_assess"]


def test_a_named_process_is_one_and_unnamed_ones_are_kept_apart():
    def disputes(name):
        contacted = event("mediation_contacted", "2025-03-03", process=name)
        refusal = event("decided_not_to_assess", "2025-03-10", process=name)
        every = processes_of(in_order([contacted, refusal], kinds=KINDS), kinds=KINDS)
        return [(each.name, each.opener) for each in every if each.type == "dispute"], refusal

    found, refusal = disputes("D1")
    assert found == [("D1", refusal)]
    found, refusal = disputes("")
    assert found == [("dispute 1", None), ("dispute 2", refusal)]


def test_a_history_may_begin_in_the_middle():
    assert grouped(*numbered("draft_served 2026-04-01")) == {"assessment 1": ["draft_served"]}


def test_an_earlier_history_does_not_swallow_a_new_process():
    found = grouped(*numbered("earlier_plan_recorded 2024-05-01", "review_held 2025-05-01"))
    assert found["review 1"] == ["review_held"]
    old = event("review_decided", "2024-05-01", process="2024")
    assert grouped(old, event("review_held", "2025-05-01"))["review 2"] == ["review_held"]


@pytest.mark.parametrize(
    "lines",
    [
        ("decided_to_assess 2025-03-02", "request_received 2025-03-03"),
        ("final_plan_sent 2025-03-02", "request_received 2025-03-03"),
        ("draft_served 2025-03-02", "brought_to_attention 2025-03-03"),
        ("review_decided 2025-03-02", "review_held 2025-03-03"),
        ("decided_to_reassess 2025-03-02", "reassessment_requested 2025-03-03"),
        ("request_received 2025-03-01", "draft_sent 2025-03-02", "decided_to_assess 2025-03-03"),
        (
            "review_held 2025-03-01",
            "amended_plan_sent 2025-03-02",
            "amendment_notice_sent 2025-03-03",
        ),
        ("advice_returned 2025-03-02", "advice_request_received 2025-03-03"),
    ],
)
def test_what_cannot_come_first_is_refused(lines):
    sentence = refused(*numbered(*lines))
    assert "cannot be before" in sentence
    assert sentence.endswith("If they belong to different processes, name each.")


@pytest.mark.parametrize(
    "lines",
    [
        ("decided_to_assess 2025-03-03", "request_received 2025-03-03"),
        ("reassessment_requested 2025-03-01", "advice_request_sent 2025-03-03", "decided_to_reassess 2025-03-03"),
        ("request_received 2025-03-01", "draft_sent 2025-03-02", "draft_served 2025-03-04", "final_plan_sent 2025-04-01"),
        ("request_received 2025-03-01", "draft_served 2025-03-02", "final_plan_sent 2025-03-03", "draft_sent 2025-03-02"),
    ],
)  # fmt: skip
def test_what_can_be_is_not_refused(lines):
    assert of(*numbered(*lines))


def test_the_answer_of_one_body_does_not_stand_in_the_way_of_another():
    early = event("advice_returned", "2025-03-02", body="Therapy")
    asked = event("advice_request_received", "2025-03-03", body="Nursing")
    assert of(early, asked)
    assert "cannot be before" in refused(
        early, event("advice_request_received", "2025-03-03", body="Therapy")
    )


def test_what_each_body_answers_comes_after_what_all_were_asked():
    answered = event("recommendation_answered", "2025-03-02", body="Health")
    assert of(event("recommendation_made", "2025-03-01"), answered)
    assert "cannot be before" in refused(answered, event("recommendation_made", "2025-03-03"))


def test_advice_may_be_asked_for_before_the_family_was_told_that_there_will_be_an_assessment():
    """The duty to seek it begins with the decision; the event has the day on which the family was told."""
    begun = numbered("request_received 2025-03-03", "decided_to_assess 2025-04-10")
    asked = event("advice_request_sent", "2025-04-08", body="Health")
    received = event("advice_request_received", "2025-04-09", body="Health")
    found = of(*begun, asked, received)
    assert the("ADV-6W", found).due_on == day("2025-05-21")
    assert the("ADV-REQ", found).started_on == day("2025-04-10")


def test_names_in_different_processes_can_have_any_order():
    old = event("decided_to_assess", "2024-01-10", process="old")
    new = event("request_received", "2025-03-03", process="new")
    assert the("DEC-6W", of(old, new)).due_on == day("2025-04-14")


def test_phase_transfers_are_settled_in_turn():
    found = of(
        event("phase_transfer_expected", "2024-09-01"),
        event("phase_transfer_expected", "2026-09-01"),
        event("next_setting_named", "2024-02-10"),
        event("next_setting_named", "2026-02-20"),
    )
    assert [(each.due_on, each.done_on) for each in found] == [
        (day("2024-02-14"), day("2024-02-10")),
        (day("2026-02-14"), day("2026-02-20")),
    ]


def test_a_transfer_named_once_more_changes_nothing():
    found = of(
        event("phase_transfer_expected", "2024-09-01"),
        event("next_setting_named", "2024-02-10"),
        event("next_setting_named", "2024-03-10"),
    )
    assert [each.done_on for each in found] == [day("2024-02-10")]


def test_a_request_on_the_day_of_a_refusal_is_another_request():
    again = numbered(
        "request_received 2025-03-03",
        "decided_not_to_assess 2025-04-14",
        "request_received 2025-04-14",
    )
    assert grouped(*again)["assessment 2"] == ["request_received"]
    assert len([duty for duty in of(*again) if duty.rule == "DEC-6W"]) == 2


def test_what_is_asked_and_settled_on_one_day_is_one():
    one = numbered("request_received 2025-04-14", "decided_not_to_assess 2025-04-14")
    assert list(grouped(*one)) == ["assessment 1", "dispute 1"]


def test_what_follows_on_the_same_day_is_in_order_however_the_day_lists_it():
    """In the file the final EHC plan stands before a decision to re-assess."""
    lines = (
        "reassessment_requested 2025-03-03",
        "decided_to_reassess 2025-03-17",
        "final_plan_sent 2025-03-17",
    )
    assert set(grouped(*numbered(*lines))["reassessment 1"]) == {line.split()[0] for line in lines}
