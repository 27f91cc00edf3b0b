"""Duties in words: for officers, for families, and as the council writes them in letters."""

import pytest

from alongside.law.words import (
    as_we_say,
    days_in_words,
    for_families,
    for_officers,
    in_a_letter,
    state_in_words,
)
from tests.law.making import day, event, exception, numbered, of, the

REQUEST = event("request_received", "2025-03-03")
WORDS = [
    ("request_received 2025-03-03", "DEC-6W", "2025-04-13", "due in 1 day",
     "The council has to tell you whether it will assess. The last day for this is 14 April 2025, 1 day from today."),
    ("request_received 2025-03-03", "DEC-6W", "2025-04-14", "due today",
     "The council has to tell you whether it will assess. The last day for this is today, 14 April 2025."),
    ("request_received 2025-03-03", "DEC-6W", "2025-04-16", "late by 2 days",
     "The council has to tell you whether it will assess. This was due on 14 April 2025. It is late by 2 days."),
    ("request_received 2025-03-03|decided_to_assess 2025-04-15", "DEC-6W", "2025-05-01", "done late by 1 day",
     "The council has to tell you whether it will assess. This was due on 14 April 2025. It was done late by 1 day."),
    ("request_received 2025-03-03|decided_to_assess 2025-04-14", "DEC-6W", "2025-05-01", "done on time",
     "The council has to tell you whether it will assess. This was done on 14 April 2025."),
    ("request_received 2025-03-03|request_withdrawn 2025-03-10", "DEC-6W", "2025-05-01",
     "no longer due, because the request was withdrawn",
     "The council has to tell you whether it will assess. This is no longer due, because the request was withdrawn."),
    ("request_received 2025-03-03|request_withdrawn 2025-04-16", "DEC-6W", "2025-05-01",
     "no longer due, and 2 days late by then, because the request was withdrawn",
     "The council has to tell you whether it will assess. This is no longer due, because the request was withdrawn. "
     "It was late by 2 days by then."),
    ("request_received 2025-03-03", "REQ-1", "2025-05-01", "not yet done; no day is set by law",
     "The council has to ask you whether there should be an assessment. The law sets no day for this. "
     "It has to be done as soon as possible."),
    ("request_received 2025-03-03|family_consulted 2025-03-04", "REQ-1", "2025-05-01", "done",
     "The council has to ask you whether there should be an assessment. This was done on 4 March 2025."),
    ("draft_served 2026-04-01", "DRAFT-15D", "2026-04-10", "due in 5 days",
     "You have at least 15 days to say what you think of the draft and which school you would like. "
     "You have until 15 April 2026, 5 days from today."),
    ("draft_served 2026-04-01", "DRAFT-15D", "2026-04-15", "due today",
     "You have at least 15 days to say what you think of the draft and which school you would like. "
     "You have until today, 15 April 2026."),
    ("draft_served 2026-04-01|final_plan_sent 2026-04-14", "DRAFT-15D", "2026-05-10", "cut short by 2 days",
     "You have at least 15 days to say what you think of the draft and which school you would like. "
     "You should have had until 15 April 2026. Your time was cut short by 2 days."),
    ("decided_not_to_assess 2026-01-12", "MED-1", "2026-03-01", "due in 11 days",
     "You can contact the mediation adviser. You have until 12 March 2026, 11 days from today."),
    ("decided_not_to_assess 2026-01-12", "MED-1", "2026-03-13", "time over",
     "You can contact the mediation adviser. The time for this ended on 12 March 2026."),
    ("move_became_known 2035-01-12", "MOVE-1", "2036-03-13", "the day cannot be worked out",
     "Your old council has to hand the EHC plan to your new council. We cannot work out the day yet. Ask the council."),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "rule", "today", "state_words", "family"), WORDS)
def test_how_it_stands_is_told_to_officers_and_to_families(lines, rule, today, state_words, family):
    duty = the(rule, of(*numbered(*lines.split("|"))))
    assert state_in_words(duty, day(today)) == state_words
    assert for_families(duty, day(today)) == family
    told = for_officers(duty, day(today))
    assert state_words[0].upper() + state_words[1:] + "." in told
    assert duty.authority in told


def test_officers_read_who_what_when_why_source_and_what_is_unconfirmed():
    advice = the("ADV-6W", of(event("advice_request_received", "2025-05-01", body="Therapy")))
    assert for_officers(advice, day("2025-06-13")) == (
        "The body that was asked must give the advice it was asked for. Due on 12 June 2025: "
        "6 weeks from 1 May 2025, when the request for advice was received. Late by 1 day. "
        "SEND Regulations 2014, reg 8(1); Children and Families Act 2014, s 31. "
        "Confirmed from a secondary source only: to be checked by the authority’s lawyer."
    )


@pytest.mark.parametrize(
    ("line", "rule", "begins"),
    [
        ("decided_not_to_assess 2026-01-12", "MED-1", "The parent or young person may contact"),
        ("institution_consulted 2026-01-12", "CONS-15D", "The school or college should answer"),
        ("decided_to_issue 2026-01-12", "DRAFT", "The authority aims to consult"),
        ("draft_served 2026-01-12", "DRAFT-15D", "The authority must leave"),
    ],
)
def test_the_verb_says_how_binding_it_is(line, rule, begins):
    assert for_officers(the(rule, of(*numbered(line))), day("2026-02-01")).startswith(begins)


def test_time_that_is_left_is_told_as_time_and_not_as_a_deadline():
    served = the("DRAFT-15D", of(*numbered("draft_served 2026-04-01")))
    assert (
        "The time runs to the end of 15 April 2026: 15 days beginning with 1 April 2026"
        in for_officers(served, day("2026-04-02"))
    )


def test_a_family_reads_the_reason_only_where_something_is_late():
    claimed = exception("EXC-C", "2025-05-01", because="A stay in hospital.")
    final = the("FINAL-20W", of(REQUEST, claimed))
    assert "reason that the law allows" not in for_families(final, day("2025-07-21"))
    assert for_families(final, day("2025-07-22")).endswith(
        "It is late by 1 day. The council says there is a reason that the law allows: A stay in hospital. "
        "The day it was due does not change."
    )


def test_letters_that_stand_for_words_keep_their_capitals():
    claimed = exception("EXC-C", "2025-05-01", because="NHS strike, see letter.")
    final = the("FINAL-20W", of(REQUEST, claimed))
    assert "because NHS strike, see letter; the due date stays" in state_in_words(
        final, day("2025-07-22")
    )
    claimed = exception("EXC-C", "2025-05-01", because="A stay in hospital.")
    assert "because a stay in" in state_in_words(
        the("FINAL-20W", of(REQUEST, claimed)), day("2025-07-22")
    )


def test_officers_read_why_a_day_cannot_be_worked_out():
    move = the("MOVE-1", of(*numbered("move_became_known 2035-01-12")))
    assert "Bank holidays are known from 1 September 2014" in for_officers(move, day("2036-03-13"))
    consult = the("REQ-1", of(REQUEST))
    assert "As soon as practicable from 3 March 2025" in for_officers(consult, day("2025-03-13"))


def test_days_are_counted_in_words():
    assert [days_in_words(n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


@pytest.mark.parametrize(
    ("line", "rule", "today", "ends"),
    [
        ("order_to_maintain 2026-03-02", "REG44-G", "2026-03-02", "The EHC plan goes on. This counts at once, from 2 March 2026."),
        ("order_to_maintain 2026-03-02", "REG44-G", "2026-03-05", "The council has not confirmed this yet. It is late by 3 days."),
        ("decided_not_to_assess 2026-03-02", "DEC-6W-b", "2026-03-02", "what it decided. The last day for this is today, 2 March 2026."),
        ("decided_not_to_assess 2026-03-02", "DEC-6W-b", "2026-03-05", "This was due on 2 March 2026. It is late by 3 days."),
    ],
)  # fmt: skip
def test_what_counts_at_once_is_no_deadline(line, rule, today, ends):
    duty = the(rule, of(*numbered(line)))
    assert for_families(duty, day(today)).endswith(ends)


CHANGED = (
    ("The council has to tell you whether it will assess.", "We have to tell you whether we will assess."),
    ("Your new council has to tell you when it will review it.", "We have to tell you when we will review it."),
    ("If it is to change, the council has to send what it proposes.", "If it is to change, we have to send what we propose."),
    ("The council has to ask before it decides.", "We have to ask before we decide."),
    ("The council has to look at its decision again.", "We have to look at our decision again."),
    ("The council has to say that it is considering it.", "We have to say that we are considering it."),
    ("The council has to send it, or tell you why it does not.", "We have to send it, or tell you why we do not."),
    ("The council or health has to do it.", "We or health have to do it."),
    ("The council sends you a draft.", "We send you a draft."),
)  # fmt: skip


@pytest.mark.parametrize(("told", "ours"), CHANGED)
def test_the_council_says_we(told, ours):
    assert as_we_say(told) == ours


@pytest.mark.parametrize(
    "told", ["The EHC plan goes on.", "Health has to tell you why it stays as it is."]
)
def test_what_is_about_something_else_stays(told):
    assert as_we_say(told) == told


def test_what_people_wrote_stays_as_it_is():
    request = event("request_received", "2025-03-03")
    claimed = exception("EXC-C", "2025-04-14", because="The council has lost it.")
    duty = the("DEC-6W", of(request, claimed))
    assert in_a_letter(duty, day("2025-04-15")) == (
        "We have to tell you whether we will assess. This was due on 14 April 2025. It is late by 1 day. "
        "We say there is a reason that the law allows: The council has lost it. The day it was due does not change."
    )
    assert "The council says there is a reason" in for_families(duty, day("2025-04-15"))
