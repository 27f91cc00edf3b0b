"""To whom a letter goes, which of them waits, and what a restricted person never reads."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.casework.rules.folding import CaseFact
from alongside.casework.rules.letters import Audience, letters_due
from alongside.casework.rules.letters_writing import write_letter
from alongside.casework.rules.recording import MAINTAINS
from alongside.kernel.refusals import Refusal
from tests.casework.letter_paths import CHILD, FATHER, GROWN, MOTHER, PATHS, path_to
from tests.casework.written_letters import BOOK, LAW, due_at_end, material_of, words_of, written


@pytest.mark.parametrize(
    ("kind", "code", "whom"),
    [
        ("request_received", "request_acknowledged", {"contact:mother", "contact:father"}),
        ("request_received", "others_considering", {"setting", "commissioner", "social_care"}),
        ("decided_to_assess", "advice_asked", {
            "adviser:education", "adviser:health", "adviser:educational psychology",
            "adviser:social care",
        }),
        ("institution_consulted", "school_consulted", {"body:Ashfield School"}),
        ("advice_request_received", "advice_chaser", {"adviser:health"}),
        ("final_plan_sent", "final_plan_copy", {"setting", "commissioner"}),
        ("plan_transferred_out", "handed_over_copy", {"new_authority"}),
    ],
)  # fmt: skip
def test_who_is_written_to(kind: str, code: str, whom: set[str]) -> None:
    found = {each.recipient.key for each in due_at_end(kind) if each.template.code == code}
    assert found == whom


def test_the_young_person_is_written_to_once_the_rights_are_theirs() -> None:
    parents = (replace(MOTHER, acts_for_them=False), replace(FATHER, acts_for_them=True))
    grown = replace(GROWN, contacts=parents)
    found = list(due_at_end("request_received", grown))
    family = {each.recipient.key for each in found if each.recipient.audience is Audience.FAMILY}
    assert family == {"young_person", "contact:father"}
    letter = next(each for each in found if each.recipient.is_young_person)
    assert "your education, health and care needs" in words_of(
        written(letter, "request_received", grown)
    )


def test_from_year_nine_adulthood_is_asked_too() -> None:
    found = {each.recipient.key for each in due_at_end("decided_to_assess", GROWN)}
    assert "adviser:preparing for adulthood" in found


def test_nobody_known_is_a_refusal_with_a_sentence() -> None:
    alone = replace(CHILD, contacts=(), setting="")
    letters = list(due_at_end("request_received", alone))
    assert {each.recipient.key for each in letters if not each.recipient.name} == {
        "nobody",
        "setting",
    }
    for due in letters:
        if not due.recipient.name:
            with pytest.raises(Refusal, match="It is not known to whom this letter goes"):
                written(due, "request_received", alone)


@pytest.mark.parametrize("kind", list(PATHS))
def test_a_restricted_parent_never_reads_where_the_other_lives_or_which_school_it_is(
    kind: str,
) -> None:
    for due in due_at_end(kind):
        if due.recipient.contact_ref != FATHER.ref:
            continue
        later = 200 if due.template.only_with == "late" else 2
        text = words_of(written(due, kind, later=later)).casefold()
        for secret in ("alder row", "mo@example.org", "01632 960001", "ashfield primary"):
            assert secret not in text, due.template.code


def test_what_is_left_out_for_a_restricted_person_is_told() -> None:
    found = {
        each.recipient.contact_ref: written(each, "other_school_arranged")
        for each in due_at_end("other_school_arranged")
    }
    assert found[FATHER.ref].left_out == ("setting",)
    assert found[MOTHER.ref].left_out == ()
    assert "It is Ashfield Primary School." in words_of(found[MOTHER.ref])


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (FATHER, "She goes to ASHFIELD  Primary School now."),
        (FATHER, "Come to 7 alder row."),
        (MOTHER, "He lives at 9 Birch Lane."),
        (MOTHER, "Write to fred@example.org."),
    ],
)
def test_ones_own_words_cannot_reveal_it_either(to: object, words: str) -> None:
    due = next(
        each
        for each in due_at_end("request_received")
        if each.recipient.contact_ref == to.ref  # type: ignore[attr-defined]
    )
    with pytest.raises(Refusal, match="Take"):
        write_letter(material_of(due, "request_received"), free_text=words, book=BOOK)


def test_a_correction_asks_for_no_second_letter() -> None:
    (first,) = path_to("request_received")
    second = replace(first, ref="e02", happened_on=date(2025, 3, 1), corrects="e01")
    before = {each.key for each in letters_due((first,), CHILD, BOOK, LAW.rules)}
    after = {each.key for each in letters_due((first, second), CHILD, BOOK, LAW.rules)}
    assert before == after


def test_what_was_told_in_another_way_no_longer_waits() -> None:
    facts = path_to("decided_to_assess")
    found = letters_due(facts, CHILD, BOOK, LAW.rules)
    waits = {each.template.code for each in found if each.waits(())}
    assert "views_asked" not in waits
    assert "will_assess" in waits


def test_the_note_of_a_decision_that_nobody_was_told_of_leaves_its_letter_waiting() -> None:
    noted = {"decides": "decided_to_assess", "note": "In haste."}
    made = CaseFact(ref="e99", kind="decision_made", happened_on=date(2025, 3, 3), body=noted)
    by_hand = replace(made, kind="decided_to_assess", body={"note": "By hand on 3 March."})
    for fact, waits in ((made, True), (by_hand, False)):
        found = letters_due((*path_to("request_received"), fact), CHILD, BOOK, LAW.rules)
        ours = [each for each in found if each.template.code == "will_assess"]
        assert {(each.waits(()), each.is_extra) for each in ours} == {(waits, not waits)}


def test_where_one_parent_was_written_to_the_other_waits_although_the_law_was_told() -> None:
    facts = (*path_to("decided_no_plan"), *_told("rights_notice_sent"))
    found = letters_due(facts, CHILD, BOOK, LAW.rules)
    root = facts[-2].ref
    told = [each for each in found if each.template.code == "no_plan"]
    assert [each.waits(()) for each in told] == [False, False]  # told in another way
    assert [each.waits({(root, "no_plan")}) for each in told] == [True, True]


def _told(kind: str) -> tuple[CaseFact, ...]:
    return (CaseFact(ref="e99", kind=kind, happened_on=date(2025, 6, 20), body={}),)


def test_advice_that_one_body_was_asked_for_by_hand_waits_only_for_the_others() -> None:
    found = letters_due(path_to("advice_request_received"), CHILD, BOOK, LAW.rules)
    waits = {
        each.recipient.body
        for each in found
        if each.template.code == "advice_asked" and each.waits(())
    }
    assert waits == {"education", "educational psychology", "social care"}


def test_the_invitation_to_a_meeting_on_another_day_takes_the_place_of_the_first() -> None:
    (*before, first) = path_to("review_meeting_arranged")
    second = replace(first, ref="e99", happened_on=date(2026, 4, 20), body={"for_on": "2026-05-18"})
    found = letters_due((*before, first, second), CHILD, BOOK, LAW.rules)
    waits = {each.event.ref for each in found if each.waits(()) and "review" in each.template.code}
    assert waits == {"e99"}


def test_once_an_order_is_carried_out_nobody_waits_to_read_what_follows_from_it() -> None:
    order = path_to("order_to_amend")
    done = replace(order[-1], ref="e99", kind="amended_plan_sent", happened_on=date(2026, 1, 20))
    waits = [
        {
            each.template.code
            for each in letters_due(facts, CHILD, BOOK, LAW.rules)
            if each.waits(())
        }
        for facts in (order, (*order, done))
    ]
    assert "order_followed" in waits[0]
    assert "order_followed" not in waits[1]


@pytest.mark.parametrize("ordered", sorted(MAINTAINS))
def test_an_ending_that_was_overturned_is_told_to_no_school_any_more(ordered: str) -> None:
    decided = path_to("decided_to_cease")
    appeal = replace(decided[-1], ref="e98", kind="appeal_lodged", happened_on=date(2026, 6, 10))
    order = replace(appeal, ref="e99", kind=ordered, happened_on=date(2026, 9, 20))
    before, after = (
        [each for each in letters_due(facts, CHILD, BOOK, LAW.rules) if "cease_copy" in each.template.code]
        for facts in (decided, (*decided, appeal, order))
    )  # fmt: skip
    assert [each.waits(()) for each in before] == [True, True]
    assert [each.waits(()) for each in after] == [False, False]
    assert {each.over_by.kind for each in after if each.over_by} == {ordered}
