"""A decision stands from the day on which it is made, and counts for the law from the day on which the
family is told.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from alongside.casework.rules.bodies import (
    MADE,
    TELLS,
    Body,
    Decided,
    Made,
    carried,
    read,
    told_by,
    was_told_outside,
    written,
)
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.folding import (
    CaseFact,
    as_told,
    duties_of,
    processes_in,
    stage_of,
    standing_by_root,
    untold,
)
from alongside.casework.rules.letters import Audience, Parties, Someone, letters_due
from alongside.casework.rules.letters_reading import letter_book
from alongside.casework.rules.recording import (
    NewEvent,
    Withdrawn,
    check_event_of_case,
    check_how_it_was_told,
    check_not_before_its_letter,
    check_words_of_its_letter,
)
from alongside.casework.rules.steps import (
    TOLD_OUTSIDE,
    decided_means,
    stands_in_words,
    steps,
    why_not,
    why_not_decide,
)
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.refusals import Refusal, Refusals

LAW = clock_of_the_law()
RULES = LAW.rules
BEGAN = date(2025, 3, 3)
WORDS = {
    "decided_to_assess": "the authority decided that it will assess",
    "decided_not_to_assess": "the authority decided that it will not assess",
    "decided_no_plan": "the authority decided that no EHC plan will be made",
    "decided_to_reassess": "the authority decided that there will be a re-assessment",
    "decided_not_to_reassess": "the authority decided that there will be no re-assessment",
    "review_decided_maintain": "the authority decided that the EHC plan continues unchanged",
    "review_decided_amend": "the authority decided that the EHC plan will be amended",
    "review_decided_cease": "the authority decided after the review that the EHC plan is to cease",
    "budget_agreed": "the authority decided that it will agree to the personal budget",
    "budget_refused": "the authority decided that it will not agree to the personal budget",
    "budget_refusal_confirmed": "the authority decided that it will stand by its decision on the personal budget",
    "budget_refusal_changed": "the authority decided that it will agree to the personal budget after all",
    "decided_not_to_amend": "the authority decided that the EHC plan will not be amended after all",
    "decided_to_cease": "the authority decided that the EHC plan is to cease",
    "final_plan_sent": "the final EHC plan was issued",
    "amended_plan_sent": "the final amended EHC plan was issued",
}


def case_of(*kinds: str) -> list[CaseFact]:
    """One event a week. ``made:KIND`` is a decision that is not told; ``>KIND`` takes the place of the one
    before it.
    """
    found: list[CaseFact] = []
    for number, said in enumerate(kinds):
        kind, body = said.lstrip(">"), dict[str, Any]()
        if kind.startswith("made:"):
            kind, body = MADE, {"decides": kind[5:]}
        found.append(
            CaseFact(
                ref=f"e{number}",
                kind=kind,
                happened_on=BEGAN + timedelta(weeks=number),
                corrects=found[-1].ref if said.startswith(">") else "",
                body=body,
            )
        )
    return found


TO_REVIEW = (
    "request_received", "decided_to_assess", "decided_to_issue", "draft_sent", "final_plan_sent",
    "review_held",
)  # fmt: skip


TO_AMEND = (*TO_REVIEW, "review_decided_amend", "amendment_notice_sent")


def test_every_decision_that_a_letter_tells_has_words_of_its_own() -> None:
    assert {kind: decided_means(kind, RULES) for kind in TELLS} == WORDS


@pytest.mark.parametrize(
    ("kinds", "decided"),
    [
        (("request_received",), []),
        (("request_received", "decided_to_assess"), []),
        (("request_received", "made:decided_to_assess"), ["decided_to_assess"]),
        (("request_received", "made:decided_to_assess", ">decided_to_assess"), []),
        (("request_received", "made:decided_to_assess", ">recorded_in_error"), []),
        (("request_received", "made:decided_to_assess", ">made:decided_to_assess"), ["decided_to_assess"]),
        (("request_received", "made:nothing"), []),
    ],
)  # fmt: skip
def test_what_waits_to_be_told_is_what_nothing_later_took_the_place_of(
    kinds: tuple[str, ...], decided: list[str]
) -> None:
    found = untold(case_of(*kinds))
    assert [each.kind for each in found] == decided
    assert all(each.is_untold for each in found)


@pytest.mark.parametrize(
    ("kinds", "rule", "done_on", "stage"),
    [
        (("request_received", "made:decided_to_assess"), "DEC-6W", None, Stage.CONSIDERING),
        (("request_received", "made:decided_not_to_assess"), "DEC-6W", None, Stage.CONSIDERING),
        (("request_received", "made:decided_to_assess", ">decided_to_assess"), "DEC-6W", 2, Stage.ASSESSING),
        (("request_received", "made:decided_to_assess", ">recorded_in_error"), "DEC-6W", None, Stage.CONSIDERING),
        (("request_received", "note_made", ">recorded_in_error"), "DEC-6W", None, Stage.CONSIDERING),
        ((*TO_REVIEW, "made:review_decided_maintain"), "REV-4W", None, Stage.REVIEWING),
        ((*TO_REVIEW, "made:review_decided_maintain", ">review_decided_maintain"), "REV-4W", 7, Stage.IN_FORCE),
        ((*TO_REVIEW[:4], "made:final_plan_sent"), "FINAL-20W", None, Stage.DRAFT_OUT),
        ((*TO_REVIEW[:4], "made:final_plan_sent", ">final_plan_sent"), "FINAL-20W", 5, Stage.IN_FORCE),
        ((*TO_AMEND, "made:amended_plan_sent"), "AMD-8W", None, Stage.REVIEWING),
        ((*TO_AMEND, "made:amended_plan_sent", ">amended_plan_sent"), "AMD-8W", 9, Stage.IN_FORCE),
    ],
)  # fmt: skip
def test_the_time_runs_until_the_family_is_told(
    kinds: tuple[str, ...], rule: str, done_on: int | None, stage: Stage
) -> None:
    facts = case_of(*kinds)
    (duty,) = [
        each for each in duties_of(facts, LAW) if each.rule == rule and not each.provision.limb
    ]
    assert duty.done_on == (None if done_on is None else BEGAN + timedelta(weeks=done_on))
    assert stage_of(processes_in(facts, RULES)) is stage


DECIDED = ("request_received", "made:decided_to_assess")
OPPOSITE = (
    "The opposite is recorded already: the family was told that the authority will assess. "
    "Correct that if it is wrong."
)
NOTHING = (
    "Nothing is under way to which this belongs: the assessment or an order of the tribunal, or an "
    "appeal that is not opposed. Record first what began it."
)
ON = "The authority decided on 10 March 2025 that it will assess. The family is not told yet."


@pytest.mark.parametrize(
    ("kinds", "decides", "sentence"),
    [
        (("request_received",), "decided_to_assess", ""),
        (("request_received",), "decided_not_to_assess", ""),
        (DECIDED, "decided_to_assess", f"{ON} Send its letter, or correct the decision."),
        (DECIDED, "decided_not_to_assess", f"{ON} That decision stands. If it is wrong, take it back first."),
        ((*DECIDED, ">recorded_in_error"), "decided_not_to_assess", ""),
        ((*DECIDED, ">decided_to_assess"), "decided_not_to_assess", OPPOSITE),
        ((), "decided_to_assess", NOTHING),
    ],
)  # fmt: skip
def test_of_two_decisions_that_exclude_each_other_one_stands(
    kinds: tuple[str, ...], decides: str, sentence: str
) -> None:
    facts = case_of(*kinds)
    assert why_not_decide(decides, processes_in(facts, RULES), RULES, untold(facts)) == sentence


def test_what_follows_a_decision_waits_until_it_is_told() -> None:
    facts = case_of(*DECIDED)
    processes, waiting = processes_in(facts, RULES), untold(facts)
    assert "recorded first" in why_not("advice_request_sent", processes, RULES, waiting)
    assert why_not("decided_to_assess", processes, RULES, waiting) == ""
    assert "That decision stands" in why_not("decided_not_to_assess", processes, RULES, waiting)
    no_plan = case_of(*DECIDED, ">decided_to_assess", "made:decided_no_plan")
    stands = why_not("decided_to_issue", processes_in(no_plan, RULES), RULES, untold(no_plan))
    assert "no EHC plan will be made" in stands


def test_a_decision_is_offered_before_its_telling_and_the_telling_apart() -> None:
    facts = case_of("request_received")
    offered = [each for each in steps(processes_in(facts, RULES), RULES) if not each.why_not]
    mine = [each for each in offered if each.kind == "decided_to_assess"]
    assert [(each.is_made, each.group) for each in mine] == [
        (True, "The assessment"),
        (False, TOLD_OUTSIDE),
    ]
    assert MADE not in {each.kind for each in offered}


def test_a_decision_that_could_not_be_told_on_its_day_is_refused() -> None:
    request, made = case_of(*DECIDED)
    early = replace(made, happened_on=BEGAN - timedelta(days=1))
    with pytest.raises(Refusal, match="cannot be before"):
        duties_of([request, early], LAW)


def new(kind: str, body: Body) -> NewEvent:
    return NewEvent(kind=kind, happened_on=date(2025, 5, 1), source="own_work", body=body)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (Made(decides="decided_to_assess"), []),
        (Made(), ["decides"]),
        (Made(decides="final_plan_sent"), []),
        (Made(decides="draft_served"), ["decides"]),
        (Made(decides="decided_not_to_assess", limbs=("may_need_plan",)), ["reasons"]),
        (Made(decides="decided_not_to_assess", reasons="Because."), ["limbs"]),
        (Made(decides="decided_no_plan", reasons="Because."), []),
        (Made(decides="review_decided_cease"), ["reasons"]),
    ],
)
def test_a_decision_says_what_its_telling_has_to_say(body: Made, fields: list[str]) -> None:
    found: list[str] = []
    try:
        check_event_of_case(
            new(MADE, body), born_on=date(2014, 5, 1), today=date(2025, 6, 2), rules=RULES
        )
    except Refusals as refused:
        found = [each.field for each in refused.refusals]
    assert found == fields


@pytest.mark.parametrize(
    ("kind", "body", "field"),
    [
        ("decided_to_assess", Decided(), "note"),
        ("decided_to_assess", Decided(note=" "), "note"),
        ("decided_to_assess", Decided(note="By hand; a copy is on paper."), ""),
        ("decided_to_assess", Decided(letter="abc", decided_on=date(2025, 5, 1)), ""),
        ("decided_to_assess", Decided(letter="abc", decided_on=date(2025, 5, 2)), "happened_on"),
        ("decided_to_issue", Decided(), ""),
        ("final_plan_sent", Decided(), "note"),
        ("final_plan_sent", Decided(note="By hand; a copy is on paper."), ""),
        ("amended_plan_sent", Decided(letter="abc"), ""),
        (MADE, Made(decides="decided_to_assess"), ""),
    ],
)
def test_whoever_was_told_without_a_letter_of_ours_was_told_somehow(
    kind: str, body: Body, field: str
) -> None:
    found = ""
    try:
        check_how_it_was_told(new(kind, body))
    except Refusal as refused:
        found = refused.field
    assert found == field


def test_what_a_letter_tells_keeps_what_was_decided_and_when() -> None:
    made = Made(decides="decided_no_plan", reasons="Because.", note="A note.", panel_advised="No.")
    told = told_by(made, decided_on=date(2025, 5, 1), letter="abc")
    assert read(Decided, written(told)) == told
    assert (told.reasons, told.panel_advised, told.note) == ("Because.", "No.", "A note.")
    assert not was_told_outside("decided_no_plan", written(told))
    assert was_told_outside("decided_no_plan", {"note": "On paper."})
    assert not was_told_outside("decided_no_plan", {})
    assert not was_told_outside("decided_to_issue", {"note": "On paper."})


def test_a_correction_keeps_what_it_does_not_ask_for() -> None:
    told = Decided(reasons="One.", decided_on=date(2025, 5, 1), letter="abc")
    assert carried(told, Decided(reasons="Two.")) == replace(told, reasons="Two.")
    made = Made(decides="decided_no_plan", reasons="One.")
    assert carried(made, Made(reasons="Two.")) == replace(made, reasons="Two.")
    assert carried(Body(note="One."), Body(note="Two.")) == Body(note="Two.")


def test_an_ehc_plan_that_was_issued_is_told_as_not_sent() -> None:
    (issued,) = untold(case_of(*TO_REVIEW[:4], "made:final_plan_sent"))
    assert stands_in_words(issued, RULES) == (
        "The final EHC plan was issued on 31 March 2025. It is not sent to the family yet."
    )


def test_the_letter_told_these_reasons_and_no_others() -> None:
    told = Decided(reasons="One.", limbs=("may_need_plan",), letter="abc")
    check_words_of_its_letter(told, replace(told, note="More."))
    check_words_of_its_letter(replace(told, letter=""), replace(told, letter="", reasons="Two."))
    for other, field in (({"reasons": "Two."}, "reasons"), ({"limbs": ()}, "limbs")):
        with pytest.raises(Refusal, match="in these words") as no:
            check_words_of_its_letter(told, replace(told, **other))
        assert no.value.field == field


@pytest.mark.parametrize(
    ("kind", "on", "is_refused"),
    [
        ("decided_no_plan", date(2025, 5, 1), True),
        ("decided_no_plan", date(2025, 5, 8), True),
        ("decided_no_plan", date(2025, 5, 9), False),
        ("decided_no_plan", date(2024, 5, 8), False),
        ("decided_to_assess", date(2025, 5, 1), False),
    ],
)
def test_no_hand_moves_a_telling_before_its_withdrawn_letter(
    kind: str, on: date, *, is_refused: bool
) -> None:
    letter = Withdrawn("decided_no_plan", date(2025, 5, 1), date(2025, 5, 9))
    event = replace(new(kind, Decided(note="By hand.")), happened_on=on)
    found = False
    try:
        check_not_before_its_letter(event, [letter])
    except Refusal:
        found = True
    assert found is is_refused


def test_what_stands_is_known_by_what_was_recorded_first() -> None:
    facts = case_of(
        "request_received", "made:decided_no_plan", ">decided_no_plan", ">recorded_in_error"
    )
    assert {ref: each.kind for ref, each in standing_by_root(facts).items()} == {
        "e0": "request_received"
    }
    again = case_of(
        "request_received", "made:decided_no_plan", ">made:decided_no_plan", ">decided_no_plan"
    )
    assert standing_by_root(again)["e1"].kind == "decided_no_plan"


PARENTS = tuple(
    Someone(ref=name, name=name, has_responsibility=True, acts_for_them=True)
    for name in ("Mo", "Fred")
)


def due_of(facts: list[CaseFact], *, born_on: date = date(2016, 5, 1)) -> list[Any]:
    parties = Parties(child="Ada Testly", known_as="", born_on=born_on, contacts=PARENTS)
    return list(letters_due(facts, parties, letter_book(), RULES))


@pytest.mark.parametrize("decides", sorted(TELLS))
def test_one_letter_to_each_of_the_family_tells_each_decision(decides: str) -> None:
    made = [*case_of("request_received"), *case_of(*TO_REVIEW, f"made:{decides}")[-1:]]
    tells = [each for each in due_of(made) if each.tells]
    assert {each.recipient.name for each in tells} == {"Mo", "Fred"}
    assert len({each.template.code for each in tells}) == 1
    assert all(each.waits(()) and each.event.is_untold for each in tells)
    others = [each for each in due_of(made) if each.event.is_untold and not each.tells]
    assert all(
        each.recipient.audience is not Audience.FAMILY or each.template.is_optional
        for each in others
    )


def test_once_the_rights_are_theirs_the_young_person_is_told_first() -> None:
    tells = [each for each in due_of(case_of(*DECIDED), born_on=date(2008, 5, 1)) if each.tells]
    assert [each.recipient.is_young_person for each in tells] == [True]


def test_the_letters_of_a_decision_keep_their_place_when_it_is_told() -> None:
    before = {each.key for each in due_of(case_of(*DECIDED)) if each.event.is_untold}
    told = case_of(*DECIDED, ">decided_to_assess")
    after = {each.key for each in due_of(told) if each.event.kind == "decided_to_assess"}
    assert before == after
    assert not any(each.tells for each in due_of(told))


def test_the_family_that_was_told_outside_this_record_waits_for_no_letter() -> None:
    request, told = case_of("request_received", "decided_to_assess")
    outside = replace(told, body={"note": "On paper."})
    mine = [each for each in due_of([request, outside]) if each.event.ref == told.ref]
    waits = {each.recipient.audience for each in mine if each.waits(())}
    assert Audience.FAMILY not in waits
    assert Audience.ADVISERS in waits
    assert any(each.is_extra for each in mine if each.recipient.audience is Audience.FAMILY)


def test_only_the_one_that_is_asked_for_is_taken_as_told() -> None:
    facts = case_of(*DECIDED)
    assert as_told(facts, "another") == tuple(facts)
    assert as_told(facts, "e1")[1].kind == "decided_to_assess"
    assert stands_in_words(untold(facts)[0], RULES) == ON
