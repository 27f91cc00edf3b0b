"""The numbered scenarios of the law."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from alongside.kernel.refusals import Refusal
from alongside.law.counting import Length, Limit
from alongside.law.from_json import answer
from alongside.law.reading import read_rules
from alongside.law.reliance import check_may_rely
from alongside.law.states import Standing, State, state
from alongside.law.words import for_families, for_officers, state_in_words
from tests.law.making import CALENDAR, RULES, day, event, exception, of, the

REQUEST = event("request_received", "2025-03-03")


@pytest.mark.scenario(1)
def test_a_request_on_3_march_2025_shows_its_three_dates_each_with_its_rule():
    found = of(REQUEST)
    shown = {each.rule: (each.due_on, each.authority) for each in found}
    assert shown["DEC-6W"] == (day("2025-04-14"), "SEND Regulations 2014, reg 5(1)")
    assert shown["NOPLAN-16W"][0] == day("2025-06-23")
    assert shown["FINAL-20W"] == (day("2025-07-21"), "SEND Regulations 2014, reg 13(2)")
    assert the("FINAL-20W", found).reason == (
        "20 weeks from 3 March 2025, when the authority received the request for an assessment."
    )


@pytest.mark.scenario(2)
@pytest.mark.parametrize(
    ("sent", "stands"),
    [
        ("2025-07-21", State(Standing.DONE_ON_TIME)),
        ("2025-07-22", State(Standing.DONE_LATE, 1)),
    ],
)
def test_final_issued_on_day_140_counts_on_time_and_on_day_141_does_not(sent, stands):
    final = the("FINAL-20W", of(REQUEST, event("final_plan_sent", sent)))
    assert (final.done_on - final.started_on).days == (140 if stands.days == 0 else 141)
    assert state(final, day("2026-01-01")) == stands


@pytest.mark.scenario(3)
def test_an_exception_needs_reason_evidence_and_authoriser():
    lawful = [each for each in RULES.latest.provisions if each.rule == "FINAL-20W"]
    check_may_rely(exception("EXC-C", "2025-05-01"), rules=lawful)
    for lacking in ("because", "evidence", "authorised_by"):
        with pytest.raises(Refusal, match="An exception needs"):
            check_may_rely(exception("EXC-C", "2025-05-01", **{lacking: " "}), rules=lawful)
    check_may_rely(exception("EXC-C", "2025-05-01"), rules=RULES.latest.provisions)
    with pytest.raises(Refusal, match="EXC-8C is no ground for this limit"):
        check_may_rely(exception("EXC-8C", "2025-05-01"), rules=lawful)


@pytest.mark.scenario(3)
def test_lateness_is_told_with_and_without_the_exception():
    relied = exception("EXC-C", "2025-05-01", because="The mother was in hospital.")
    without, with_it = the("FINAL-20W", of(REQUEST)), the("FINAL-20W", of(REQUEST, relied))
    today = day("2025-07-26")
    assert state(without, today) == state(with_it, today) == State(Standing.LATE, 5)
    assert with_it.due_on == without.due_on
    assert without.relies_on == ()
    assert [each.ground for each in with_it.relies_on] == ["EXC-C"]
    assert state_in_words(with_it, today) == (
        "late by 5 days; the authority relies on EXC-C (exceptional personal circumstances) "
        "because the mother was in hospital; the due date stays"
    )


@pytest.mark.scenario(4)
def test_a_refusal_stops_the_twenty_weeks_and_starts_mediation_and_appeal():
    found = of(REQUEST, event("decided_not_to_assess", "2025-04-10"))
    final = the("FINAL-20W", found)
    assert (final.done_on, final.ended_on) == (None, day("2025-04-10"))
    assert state(final, day("2026-01-01")) == State(Standing.NO_LONGER_DUE)
    assert the("MED-1", found).due_on == day("2025-06-10")
    assert the("APP-1", found).due_on == day("2025-06-10")
    assert the("DEC-6W-c", found).due_on == day("2025-04-10")


@pytest.mark.scenario(5)
def test_a_review_held_on_1_may_has_all_its_dates_from_one_rule_set():
    found = of(
        event("review_held", "2025-05-01"),
        event("amendment_notice_sent", "2025-05-29"),
        event("amendment_notice_served", "2025-05-30"),
    )
    assert {each.rule: each.due_on for each in found if each.rule.startswith(("REV-4", "REV-12W", "AMD"))} == {
        "REV-4W": day("2025-05-29"),
        "REV-4W-AMEND": day("2025-05-29"),
        "REV-12W": day("2025-07-24"),
        "AMD-8W": day("2025-07-24"),
        "AMD-15D": day("2025-06-13"),
    }  # fmt: skip
    assert {each.rule_set for each in found} == {"2018-04"}


@pytest.mark.scenario(6)
def test_phase_transfers_show_who_is_at_risk_today():
    school = event("phase_transfer_expected", "2026-09-01", process="Ash")
    college = event("post16_transfer_expected", "2026-09-01", process="Bel")
    named = event("next_setting_named", "2026-02-14", process="Ash")
    found = of(school, college, named)
    assert the("REV-PT-S", found).due_on == day("2026-02-14")
    assert the("REV-PT-16", found).due_on == day("2026-03-30")
    today = day("2026-03-31")
    assert state(the("REV-PT-S", found), today) == State(Standing.DONE_ON_TIME)
    assert state(the("REV-PT-16", found), today) == State(Standing.LATE, 1)


SHORTER = """
[[rule]]
id = "FINAL-20W"
since = "2027-09"
process = "assessment"
title = "Final EHC plan"
who = "authority"
to = "family"
does = "send the final EHC plan"
start = ["request_received", "brought_to_attention"]
done = ["final_plan_sent"]
within = "16 weeks"
authority = "An Act of 2027"
status = "K"
"""
NEW_SET = '[[set]]\nid = "2027-09"\ntitle = "A new Act"\nfrom = 2027-09-01\n'


def rules_of_2027(folder, *, reaches=""):
    (folder / "rules").mkdir()
    (folder / "rules" / "own.toml").write_text(SHORTER)
    (folder / "sets.toml").write_text(NEW_SET + reaches)
    return read_rules(folder)


@pytest.mark.scenario(7)
def test_a_process_keeps_the_rules_of_its_start(tmp_path):
    rules = rules_of_2027(tmp_path)
    before, after = event("request_received", "2027-08-31"), event("request_received", "2027-09-01")
    old, new = the("FINAL-20W", of(before, rules=rules)), the("FINAL-20W", of(after, rules=rules))
    assert (old.due_on, old.rule_set) == (day("2028-01-18"), "2018-04")
    assert (new.due_on, new.rule_set) == (day("2027-12-22"), "2027-09")
    assert new.authority == "An Act of 2027"


@pytest.mark.scenario(7)
def test_a_new_set_reaches_running_processes_only_where_it_says_so(tmp_path):
    rules = rules_of_2027(tmp_path, reaches='reaches = ["dispute"]\n')
    request, refusal = (
        event("request_received", "2027-08-02"),
        event("decided_not_to_assess", "2027-09-13"),
    )
    found = of(request, refusal, rules=rules)
    assert the("FINAL-20W", found).rule_set == "2018-04"
    assert the("MED-1", found).rule_set == "2027-09"
    running = rules_of_2027_reaching_assessments(rules)
    second = event("request_received", "2027-09-02", process="A1")
    first = event("request_received", "2027-08-02", process="A1")
    again = [each for each in of(first, second, rules=running) if each.rule == "REQ-0"]
    assert [each.rule_set for each in again] == ["2018-04", "2027-09"]


def rules_of_2027_reaching_assessments(rules):
    last = replace(rules.latest, reaches=frozenset({"assessment"}))
    return replace(rules, sets=(*rules.sets[:-1], last))


@pytest.mark.scenario(8)
@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([("request_received", "March 2-21")], "“March 2-21” is not a date that can be read."),
        ([("request_received", "30 February 2025")], "There is no 30 February 2025"),
        ([("request_received", "2025-02-30")], "There is no 30 February 2025"),
        ([("request_received", "03/03/25")], "The year “25” does not have four digits."),
        (
            [("request_received", "2025-03-03"), ("decided_to_assess", "2025-02-03")],
            "On 3 February 2025 the family was told that the authority will assess. That cannot be before 3 March 2025,",
        ),
        (
            [("request_received", "2025-03-03"), ("decided_not_to_assess", "2025-02-03")],
            "On 3 February 2025 the family was told that the authority will not assess. That cannot be before",
        ),
    ],
)
def test_impossible_dates_are_each_refused_with_a_plain_sentence(events, sentence):
    told = [{"id": str(n), "kind": kind, "on": on} for n, (kind, on) in enumerate(events)]
    with pytest.raises(Refusal) as refused:
        answer({"today": "2026-01-01", "events": told}, rules=RULES, calendar=CALENDAR)
    assert sentence in refused.value.sentence


@pytest.mark.scenario(54)
def test_on_day_141_the_family_reads_late_by_1_day():
    final = the("FINAL-20W", of(REQUEST, event("decided_to_assess", "2025-04-14")))
    assert for_families(final, day("2025-07-22")) == (
        "The council has to send you the final EHC plan. This was due on 21 July 2025. It is late by 1 day."
    )
    assert "Late by 1 day." in for_officers(final, day("2025-07-22"))


def test_the_rules_cannot_be_changed_while_in_use():
    assert isinstance(RULES.kinds, MappingProxyType)
    with pytest.raises(AttributeError):
        RULES.latest.provisions[0].limit = Limit(Length.parse("7 weeks"))
