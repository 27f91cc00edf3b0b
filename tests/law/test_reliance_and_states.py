"""Exceptions count only where the law and the facts allow, and lateness is always told."""

import pytest

from alongside.kernel.dates import Period
from alongside.kernel.refusals import Refusal
from alongside.law.calendars import Closures
from alongside.law.counting import Counted
from alongside.law.provisions import Force
from alongside.law.reliance import time_that_runs, what_is_lacking
from alongside.law.states import MEANINGS, Standing, State, state
from alongside.law.words import for_families, state_in_words
from tests.law.making import CALENDAR, RULES, day, event, exception, numbered, of, remarks, the

REQUEST = event("request_received", "2025-03-03")


def grounds(rule, *events, calendar=CALENDAR):
    return [each.ground for each in the(rule, of(*events, calendar=calendar)).relies_on]


def test_a_reliance_keeps_everything_that_was_recorded():
    claimed = exception(
        "EXC-C", "2025-05-01", id="x", because="Illness.", evidence="L1", authorised_by="Head"
    )
    (reliance,) = the("FINAL-20W", of(REQUEST, claimed)).relies_on
    assert (reliance.event, reliance.because, reliance.evidence, reliance.authorised_by) == (
        "x", "Illness.", "L1", "Head",
    )  # fmt: skip
    assert reliance.title == "exceptional personal circumstances"
    assert "10(4)(c)" in reliance.authority


def test_a_ground_reaches_every_duty_whose_time_it_falls_in():
    claimed = exception("EXC-C", "2025-04-14")
    assert grounds("DEC-6W", REQUEST, claimed) == ["EXC-C"]
    assert grounds("FINAL-20W", REQUEST, claimed) == ["EXC-C"]
    assert grounds("DEC-6W", REQUEST, exception("EXC-C", "2025-04-15")) == []
    assert grounds("FINAL-20W", REQUEST, exception("EXC-C", "2025-04-15")) == ["EXC-C"]
    assert grounds("FINAL-20W", REQUEST, exception("EXC-C", "2025-03-02")) == []
    assert grounds("FINAL-20W", REQUEST, exception("EXC-C", "2025-03-02", until="2025-03-04")) == [
        "EXC-C"
    ]


def test_a_ground_outside_the_time_says_so():
    assert remarks(REQUEST, exception("EXC-C", "2025-09-01")) == (
        "The exception of 1 September 2025 (EXC-C) excuses nothing: it does not fall in the time of FINAL-20W.",
    )


def test_a_ground_is_narrowed_by_rules_and_by_process():
    narrowed = exception("EXC-C", "2025-04-01", rules=("DEC-6W",))
    assert grounds("DEC-6W", REQUEST, narrowed) == ["EXC-C"]
    assert grounds("FINAL-20W", REQUEST, narrowed) == []
    elsewhere = exception("EXC-C", "2025-04-01", process="other")
    assert grounds("DEC-6W", REQUEST, elsewhere) == []
    assert remarks(REQUEST, elsewhere) == (
        "The exception of 1 April 2025 (EXC-C) excuses nothing: it belongs to no duty that has a date.",
    )
    here = exception("EXC-C", "2025-04-01", process="assessment 1")
    assert grounds("DEC-6W", REQUEST, here) == ["EXC-C"]
    assert remarks(REQUEST, here) == ()


def test_each_exception_is_looked_at_for_itself():
    elsewhere = exception("EXC-C", "2025-04-01", id="a", rules=("DEC-6W",))
    other = exception("EXC-8C", "2025-04-01", id="b")
    lawful = exception("EXC-C", "2025-05-01", id="c")
    also = exception("EXC-C", "2025-05-02", id="d")
    assert grounds("FINAL-20W", REQUEST, elsewhere, other, lawful, also) == ["EXC-C", "EXC-C"]


def test_a_body_relies_for_itself():
    therapy = event("advice_request_received", "2025-04-14", body="Therapy")
    nursing = event("advice_request_received", "2025-04-14", body="Nursing", id="n")
    missed = exception("EXC-8C", "2025-05-01", body="Therapy")
    relied = {e.body: [r.ground for r in e.relies_on] for e in of(therapy, nursing, missed)}
    assert relied == {"Therapy": ["EXC-8C"], "Nursing": []}
    both = exception("EXC-8A", "2025-05-01")
    assert all(e.relies_on for e in of(therapy, nursing, both))


@pytest.mark.parametrize("ground", ["EXC-8A", "EXC-8B", "EXC-8C", "EXC-T2W"])
def test_no_ground_of_another_duty_relieves_the_authority_of_its_weeks(ground):
    claimed = exception(ground, "2025-04-01", until="2025-06-01")
    for rule in ("DEC-6W", "NOPLAN-16W", "FINAL-20W"):
        assert grounds(rule, REQUEST, claimed) == []


def test_waiting_for_the_family_is_no_ground_and_moves_nothing():
    with pytest.raises(Refusal) as refused:
        of(REQUEST, exception("waiting for the family", "2025-04-01"))
    assert "is no ground of the law. The grounds are: EXC-A, EXC-B" in refused.value.sentence
    assert "Waiting lists" in refused.value.sentence


def test_absence_needs_four_weeks_inside_the_time():
    def away(*spans):
        events = [event("absence", start, until=end) for start, end in spans]
        return grounds("FINAL-20W", REQUEST, *events, exception("EXC-D", "2025-05-01"))

    assert away(("2025-05-01", "2025-05-29")) == ["EXC-D"]
    assert away(("2025-05-01", "2025-05-28")) == []
    assert away(("2025-06-24", "2025-08-01")) == ["EXC-D"]
    assert away(("2025-06-25", "2025-08-01")) == []
    assert away() == []
    own = exception("EXC-D", "2025-05-01", until="2025-05-29")
    assert grounds("FINAL-20W", REQUEST, own) == ["EXC-D"]
    order = event("order_to_amend", "2026-01-05")
    two_weeks = exception("EXC-T2W", "2026-01-05", until="2026-01-19")
    assert grounds("REG44-E", order, two_weeks) == ["EXC-T2W"]
    assert grounds("REG44-E", order, exception("EXC-T2W", "2026-01-05", until="2026-01-18")) == []


SUMMER = Closures(
    "Ashfield",
    Period(day("2026-01-01"), day("2027-01-01")),
    (Period(day("2026-07-22"), day("2026-09-02")),),
)


def closed(asked="2026-07-15", body="Ashfield", kind="advice_request_sent", calendar=None, **given):
    request, sent = event("request_received", "2026-06-01"), event(kind, asked, body=body)
    known = CALENDAR.with_closures([SUMMER]) if calendar is None else calendar
    return grounds(
        "FINAL-20W", request, sent, exception("EXC-A", "2026-07-22", **given), calendar=known
    )


def test_a_closure_counts_where_advice_was_asked_in_its_window():
    assert closed() == ["EXC-A"]
    assert closed(asked="2026-07-14") == []
    assert closed(kind="advice_request_received") == ["EXC-A"]
    assert closed(kind="advice_accepted") == []
    assert closed(body="Ashfield") == ["EXC-A"]
    assert closed(body="Brook") == []
    assert closed(calendar=CALENDAR) == []
    assert closed(calendar=CALENDAR, until="2026-09-02") == ["EXC-A"]
    assert closed(calendar=CALENDAR, until="2026-08-18") == []
    assert closed(calendar=CALENDAR, until="2026-09-02", body="Brook") == ["EXC-A"]


def test_a_closure_named_for_one_school_looks_at_that_school_only():
    request = event("request_received", "2026-06-01")
    sent = [
        event("advice_request_sent", "2026-07-20", body=body, id=body)
        for body in ("Brook", "Ashfield")
    ]
    known = CALENDAR.with_closures([SUMMER])
    brook = exception("EXC-A", "2026-07-22", body="Brook")
    assert grounds("FINAL-20W", request, *sent, brook, calendar=known) == []
    ashfield = exception("EXC-A", "2026-07-22", body="Ashfield")
    assert grounds("FINAL-20W", request, *sent, ashfield, calendar=known) == ["EXC-A"]


def test_a_closure_outside_what_is_known_is_told_and_excuses_nothing():
    assert closed(asked="2026-01-05") == []
    request = event("request_received", "2025-11-03")
    sent = event("advice_request_sent", "2025-12-01", body="Ashfield")
    known = CALENDAR.with_closures([SUMMER])
    (remark,) = remarks(request, sent, exception("EXC-A", "2025-12-20"), calendar=known)
    assert "The closures of Ashfield are not known for 1 December 2025." in remark
    (remark,) = remarks(request, sent, exception("EXC-A", "2025-12-20"))
    assert remark.endswith("excuses nothing: the closures of Ashfield are not known.")
    (remark,) = remarks(request, exception("EXC-A", "2025-12-20"))
    assert remark.endswith("no advice was asked in the time around a closure of at least 4 weeks.")


def test_an_exception_alone_excuses_nothing_and_says_so():
    assert remarks(exception("EXC-C", "2025-04-01")) == (
        "The exception of 1 April 2025 (EXC-C) excuses nothing: it belongs to no duty that has a date.",
    )


def test_what_is_not_known_is_told_before_what_does_not_fit():
    request = event("request_received", "2026-05-01")
    sent = [event("advice_request_sent", "2026-05-20", body=b, id=b) for b in ("Ashfield", "Brook")]
    known = CALENDAR.with_closures([SUMMER])
    (remark,) = remarks(request, *sent, exception("EXC-A", "2026-07-22"), calendar=known)
    assert remark.endswith("excuses nothing: the closures of Brook are not known.")


def test_the_coronavirus_ground_has_ended():
    def covid(on):
        return grounds(
            "FINAL-20W", event("request_received", "2020-04-01"), exception("EXC-COVID", on)
        )

    assert covid("2020-05-01") == ["EXC-COVID"]
    assert covid("2020-04-30") == []
    late = event("request_received", "2020-06-01")
    assert grounds("FINAL-20W", late, exception("EXC-COVID", "2020-09-25")) == ["EXC-COVID"]
    assert grounds("FINAL-20W", late, exception("EXC-COVID", "2020-09-26")) == []
    assert remarks(late, exception("EXC-COVID", "2020-09-26")) == (
        "The exception of 26 September 2020 (EXC-COVID) excuses nothing: "
        "EXC-COVID was not in force on 26 September 2020.",
    )


def test_what_an_exception_lacks_is_named():
    assert what_is_lacking(exception("EXC-C", "2025-05-01")) == ""
    assert what_is_lacking(exception("EXC-C", "2025-05-01", because=" ")) == "a reason"
    bare = exception("EXC-C", "2025-05-01", because="", evidence="", authorised_by="")
    assert what_is_lacking(bare) == "a reason and evidence and the name of who authorised it"
    assert remarks(REQUEST, bare)[0].endswith(
        "it lacks a reason and evidence and the name of who authorised it."
    )


def test_time_that_runs_has_its_last_day_and_never_runs_back():
    assert time_that_runs(day("2025-03-03"), day("2025-03-10")).until == day("2025-03-11")
    assert time_that_runs(day("2025-03-03"), day("2025-02-10")).until == day("2025-03-04")


def standing(rule, today, *lines):
    return state(the(rule, of(*numbered(*lines))), day(today))


@pytest.mark.parametrize(
    ("today", "stands"),
    [
        ("2025-03-02", State(Standing.DUE, 43)),
        ("2025-04-13", State(Standing.DUE, 1)),
        ("2025-04-14", State(Standing.DUE, 0)),
        ("2025-04-15", State(Standing.LATE, 1)),
    ],
)
def test_before_it_is_done_a_duty_is_due_or_late(today, stands):
    assert standing("DEC-6W", today, "request_received 2025-03-03") == stands


def test_what_happened_later_is_not_yet_known_on_a_day():
    lines = ("request_received 2025-03-03", "decided_to_assess 2025-04-20")
    assert standing("DEC-6W", "2025-04-19", *lines) == State(Standing.LATE, 5)
    assert standing("DEC-6W", "2025-04-20", *lines) == State(Standing.DONE_LATE, 6)
    withdrawn = ("request_received 2025-03-03", "request_withdrawn 2025-04-20")
    assert standing("DEC-6W", "2025-04-19", *withdrawn) == State(Standing.LATE, 5)
    assert standing("DEC-6W", "2025-04-20", *withdrawn) == State(Standing.NO_LONGER_DUE, 6)
    assert standing("REQ-1", "2025-04-20", *withdrawn) == State(Standing.NO_LONGER_DUE)


def test_a_condition_that_did_not_come_about_was_never_late():
    lines = ("request_received 2025-03-03", "decided_to_issue 2025-07-01")
    assert standing("NOPLAN-16W", "2025-06-30", *lines) == State(Standing.LATE, 7)
    assert standing("NOPLAN-16W", "2025-07-01", *lines) == State(Standing.NO_LONGER_DUE)


@pytest.mark.parametrize(
    ("today", "more", "stands"),
    [
        ("2026-03-02", (), State(Standing.NO_LONGER_DUE, 14)),
        ("2026-03-29", (), State(Standing.NO_LONGER_DUE, 14)),
        ("2026-05-01", ("review_papers_circulated 2026-03-05",), State(Standing.NO_LONGER_DUE, 14)),
        ("2026-03-30", ("review_decided 2026-03-30",), State(Standing.NO_LONGER_DUE, 14)),
        ("2027-03-30", ("review_decided_maintain 2026-03-30",), State(Standing.NO_LONGER_DUE, 14)),
        ("2026-05-01", ("review_decided_cease 2026-03-30",), State(Standing.NO_LONGER_DUE, 14)),
        ("2026-05-01", ("review_papers_circulated 2026-02-20", "review_decided_amend 2026-03-30"), State(Standing.DONE_LATE, 4)),
        ("2026-05-01", ("review_decided_amend 2026-03-30", "review_papers_circulated 2026-04-02"), State(Standing.NO_LONGER_DUE, 14)),
    ],
)  # fmt: skip
def test_papers_that_nobody_recorded_stay_as_late_as_they_were_at_the_meeting(today, more, stands):
    lines = [event("review_held", "2026-03-02"), *numbered(*more)]
    assert state(the("REV-PAPERS", of(*lines)), day(today)) == stands


@pytest.mark.parametrize("decided_on", ["2026-03-02", "2026-03-30"])
def test_what_was_missed_says_so_and_by_how_much(decided_on):
    held, decided = "review_held 2026-03-02", f"review_decided_maintain {decided_on}"
    duty = the("REV-PAPERS", of(*numbered(held, decided)))
    today = day("2026-05-01")
    assert state_in_words(duty, today) == (
        "not recorded before the meeting; 14 days late on the day of the meeting"
    )
    assert for_families(duty, today).endswith(
        "No record shows that this was done before the meeting. It was late by 14 days on the day of the meeting."
    )


def test_a_meeting_that_was_moved_ends_its_notice_on_the_day_of_the_moving():
    found = of(
        event("review_meeting_arranged", "2026-01-05", for_on="2026-03-02"),
        event("review_meeting_arranged", "2026-02-20", for_on="2026-04-06"),
    )
    first = next(each for each in found if each.rule == "REV-NOTICE")
    assert state(first, day("2026-05-01")) == State(Standing.NO_LONGER_DUE, 4)
    assert state_in_words(first, day("2026-05-01")).startswith("no longer due, and 4 days late")


def test_notice_that_is_not_given_is_late_until_the_meeting_and_no_longer():
    lines = [event("review_meeting_arranged", "2026-01-05", for_on="2026-03-02")]
    assert state(the("REV-NOTICE", of(*lines)), day("2026-03-01")) == State(Standing.LATE, 13)
    held = the("REV-NOTICE", of(*lines, event("review_held", "2026-03-02")))
    assert state(held, day("2026-03-01")) == State(Standing.LATE, 13)
    assert state(held, day("2026-03-29")) == State(Standing.NO_LONGER_DUE, 14)


def test_a_meeting_before_the_day_that_was_set_is_measured_from_its_own_day():
    found = of(
        event("review_meeting_arranged", "2026-01-05", for_on="2026-03-02"),
        event("review_invited", "2026-02-10"),
        event("review_held", "2026-02-18"),
        event("review_decided_maintain", "2026-03-01"),
    )
    from_meeting, from_set_day = [each for each in found if each.rule == "REV-NOTICE"]
    assert state(from_set_day, day("2026-05-01")) == State(Standing.DONE_ON_TIME)
    assert state(from_meeting, day("2026-05-01")) == State(Standing.DONE_LATE, 6)
    missed, ended = [each for each in found if each.rule == "REV-PAPERS"]
    assert state(missed, day("2026-05-01")) == State(Standing.NO_LONGER_DUE, 14)
    assert state(ended, day("2026-05-01")) == State(Standing.NO_LONGER_DUE, 2)
    assert state_in_words(ended, day("2026-05-01")).startswith("no longer due, and 2 days late")


def test_a_meeting_on_the_last_day_that_was_set_is_measured_once():
    found = of(
        event("review_meeting_arranged", "2026-01-05", for_on="2026-03-09"),
        event("review_meeting_arranged", "2026-01-20", for_on="2026-03-02"),
        event("review_held", "2026-03-02"),
    )
    assert [each.due_on for each in found if each.rule == "REV-NOTICE"] == [
        day("2026-02-16"),
        day("2026-02-23"),
    ]


def test_only_what_comes_before_a_review_meeting_can_be_missed():
    """The words speak of the meeting."""
    missed = [
        each.rule
        for each in RULES.latest.provisions
        if each.counted is Counted.BEFORE and each.ends
    ]
    assert missed == ["REV-NOTICE", "REV-PAPERS"]


def test_a_right_runs_out_and_is_never_late():
    lines = ("decided_not_to_assess 2026-01-12",)
    assert standing("MED-1", "2026-03-12", *lines) == State(Standing.DUE, 0)
    assert standing("MED-1", "2026-03-13", *lines) == State(Standing.TIME_OVER)
    late = ("decided_not_to_assess 2026-01-12", "mediation_contacted 2026-03-20")
    assert standing("MED-1", "2026-04-01", *late) == State(Standing.DONE_LATE, 8)
    ended = ("decided_not_to_assess 2026-01-12", "mediation_certificate_issued 2026-04-01")
    (first, _second) = [each for each in of(*numbered(*ended)) if each.rule == "APP-1"]
    assert state(first, day("2026-05-01")) == State(Standing.NO_LONGER_DUE)
    assert standing("MED-1", "2026-05-01", *ended) == State(Standing.NO_LONGER_DUE)


@pytest.mark.parametrize(
    ("today", "more", "stands"),
    [
        ("2026-04-01", (), State(Standing.DUE, 14)),
        ("2026-04-15", (), State(Standing.DUE, 0)),
        ("2026-04-16", (), State(Standing.TIME_OVER)),
        ("2026-04-16", ("representations_received 2026-04-15",), State(Standing.DONE_ON_TIME)),
        ("2026-04-14", ("representations_received 2026-04-15",), State(Standing.DUE, 1)),
        ("2026-04-20", ("representations_received 2026-04-16",), State(Standing.TIME_OVER)),
        ("2026-04-20", ("final_plan_sent 2026-04-16",), State(Standing.TIME_OVER)),
        ("2026-04-20", ("final_plan_sent 2026-04-15",), State(Standing.CUT_SHORT, 1)),
        ("2026-04-14", ("final_plan_sent 2026-04-15",), State(Standing.DUE, 1)),
        ("2026-04-20", ("final_plan_sent 2026-04-02",), State(Standing.CUT_SHORT, 14)),
        ("2026-04-20", ("final_plan_sent 2026-04-10", "representations_received 2026-04-09"), State(Standing.DONE_ON_TIME)),
        ("2026-04-20", ("final_plan_sent 2026-04-10", "representations_received 2026-04-10"), State(Standing.DONE_ON_TIME)),
        ("2026-04-20", ("final_plan_sent 2026-04-10", "representations_received 2026-04-11"), State(Standing.CUT_SHORT, 6)),
    ],
)  # fmt: skip
def test_time_left_to_the_family_runs_out_is_used_or_is_cut_short(today, more, stands):
    assert standing("DRAFT-15D", today, "draft_served 2026-04-01", *more) == stands


def test_time_to_appeal_against_ceasing_ends_with_the_appeal():
    lines = ("decided_to_cease 2026-01-12", "appeal_lodged 2026-02-10")
    assert standing("CEASE-3", "2026-02-09", *lines) == State(Standing.DUE, 31)
    assert standing("CEASE-3", "2026-02-10", *lines) == State(Standing.NO_LONGER_DUE)
    late = ("decided_to_cease 2026-01-12", "appeal_lodged 2026-03-20")
    assert standing("CEASE-3", "2026-04-01", *late) == State(Standing.TIME_OVER)


def test_only_late_states_are_late():
    assert {each for each in Standing if State(each).is_late} == {Standing.LATE, Standing.DONE_LATE}
    assert set(MEANINGS) == set(Standing)


def test_every_force_is_used_by_some_rule():
    assert {each.force for each in RULES.latest.provisions} == set(Force)
