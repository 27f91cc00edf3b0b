"""Letters as data: every one whole for every legal path, to the right people, and revealing nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.casework.rules.folding import CaseFact
from alongside.casework.rules.letter_acts import Act, Stands, why_not
from alongside.casework.rules.letter_codes import ENDED, LetterState
from alongside.casework.rules.letters import (
    Audience,
    LetterDue,
    Parties,
    Template,
    letters_due,
    starts_a_right,
)
from alongside.casework.rules.letters_filling import Material
from alongside.casework.rules.letters_reading import gaps_in, letter_book
from alongside.casework.rules.letters_writing import Written, texts_of, write_letter
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal, Refusals
from alongside.language.house import check_house_text
from tests.casework.letter_paths import CHILD, FATHER, GROWN, MOTHER, OWN, PATHS, path_to

BOOK, LAW = letter_book(), clock_of_the_law()
OWN_WORDS = "This is what we would like to add."
RIGHTS = (
    "You can appeal until",
    "mediation certificate",
    "contact the mediation adviser until",
    OWN["mediation_contact"],
    OWN["disagreement_contact"],
    OWN["support_contact"],
)


def due_at_end(kind: str, parties: Parties = CHILD) -> Iterator[LetterDue]:
    """The letters that follow the last event of the path."""
    facts = path_to(kind)
    found = letters_due(facts, parties, BOOK, LAW.rules)
    yield from (each for each in found if each.event.ref == facts[-1].ref)


def material_of(due: LetterDue, kind: str, parties: Parties = CHILD, later: int = 2) -> Material:
    return Material(
        due=due,
        parties=parties,
        facts=path_to(kind),
        clock=LAW,
        dated_on=due.event.happened_on + timedelta(days=later),
        case_number="2025-00001",
        officer="Olive Officer",
        post="EHC coordinator",
        own=OWN,
    )


def written(due: LetterDue, kind: str, parties: Parties = CHILD, later: int = 2) -> Written:
    material = material_of(due, kind, parties, later)
    return write_letter(material, free_text=OWN_WORDS, book=BOOK)


def words_of(found: Written) -> str:
    return "\n".join(texts_of(found.document))


def every_letter() -> Iterator[tuple[str, str, str]]:
    """Each kind of event, each letter that follows it, each recipient, of a child and of a young person."""
    for kind in PATHS:
        for whose, parties in (("child", CHILD), ("grown", GROWN)):
            for due in due_at_end(kind, parties):
                yield kind, whose, f"{due.template.code}/{due.recipient.key}"


@pytest.mark.parametrize(("kind", "whose", "name"), list(every_letter()))
def test_every_letter_is_whole_for_every_legal_path(kind: str, whose: str, name: str) -> None:
    parties = {"child": CHILD, "grown": GROWN}[whose]
    (due,) = [
        each
        for each in due_at_end(kind, parties)
        if f"{each.template.code}/{each.recipient.key}" == name
    ]
    later = 200 if due.template.only_with == "late" else 2
    found = written(due, kind, parties, later)
    text = words_of(found)
    assert "{" not in text
    assert "}" not in text
    assert "…" not in text
    assert "None" not in text
    assert all(each.strip() for each in texts_of(found.document) if each)
    assert OWN_WORDS in text
    assert f"Dear {due.recipient.name}," in text or "Dear colleague," in text
    assert text.count("\n# ") == 0


def test_every_kind_of_event_has_its_letter_or_a_reason_why_none() -> None:
    follows = {kind for each in BOOK.templates if not each.is_optional for kind in each.follows}
    optional = {kind for each in BOOK.templates if each.is_optional for kind in each.follows}
    assert sorted(follows & BOOK.none.keys()) == []
    assert sorted(LAW.rules.kinds.keys() - follows - optional - BOOK.none.keys()) == []
    assert sorted((follows | BOOK.none.keys()) - LAW.rules.kinds.keys()) == []


def test_there_is_a_path_to_every_kind_that_a_letter_follows() -> None:
    follows = {kind for each in BOOK.templates for kind in each.follows}
    assert sorted(follows - PATHS.keys()) == []


@pytest.mark.parametrize("kind", [kind for kind in PATHS if starts_a_right(kind, LAW.rules)])
def test_a_decision_that_can_be_appealed_carries_every_right_with_its_days(kind: str) -> None:
    letters = [each for each in due_at_end(kind) if each.recipient.key == f"contact:{MOTHER.ref}"]
    assert letters
    for due in letters:
        text = words_of(written(due, kind))
        assert [each for each in RIGHTS if each not in text] == []
        assert "First-tier Tribunal" in text


@pytest.mark.scenario(4)
def test_a_refusal_to_assess_gives_the_days_for_mediation_and_appeal() -> None:
    """Decided on 7 April 2025 and sent two days later: both run from 9 April."""
    letters = {each.recipient.key: each for each in due_at_end("decided_not_to_assess")}
    text = words_of(written(letters[f"contact:{MOTHER.ref}"], "decided_not_to_assess"))
    assert "You can appeal until 9 June 2025." in text
    assert "contact the mediation adviser until 9 June 2025." in text
    assert "The school meets the needs." in text
    assert "It may be necessary to make special educational provision under an EHC plan" in text


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


def test_a_gap_that_cannot_be_filled_is_a_refusal_and_never_an_empty_field() -> None:
    due = next(each for each in due_at_end("decided_no_plan"))
    material = material_of(due, "decided_no_plan")
    bare = replace(material, own={**OWN, "mediation_contact": ""})
    with pytest.raises(Refusals) as refused:
        write_letter(bare, free_text="", book=BOOK)
    assert "mediation adviser" in refused.value.refusals[0].sentence


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


def test_words_that_people_wrote_become_no_headings() -> None:
    due = next(each for each in due_at_end("request_received"))
    found = write_letter(
        material_of(due, "request_received"), free_text="# Big\n\n{child} @rights", book=BOOK
    )
    assert "# Big" in words_of(found)
    assert "{child} @rights" in words_of(found)


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


@pytest.mark.parametrize("template", BOOK.templates, ids=lambda each: each.code)
def test_a_letter_is_plain_english(template: Template) -> None:
    lines = [template.title, template.about, *(line.text for line in template.lines)]
    text = "\n\n".join(lines)
    for name in gaps_in(template):
        text = text.replace(f"{{{name}}}", "{}")
    assert check_house_text(text) == []


def test_every_sentence_about_a_gap_is_plain_english() -> None:
    sentences = [each.missing for each in BOOK.gaps.values()] + list(BOOK.none.values())
    assert [found for text in sentences for found in check_house_text(text)] == []
    assert all(each.endswith(".") for each in sentences)


def test_the_rules_that_a_letter_names_are_rules_of_the_law() -> None:
    known = {each.rule for rule_set in LAW.rules.sets for each in rule_set.provisions}
    named = {rule for each in BOOK.templates for rule in each.rules}
    assert sorted(named - known) == []
    assert sorted({rule for each in BOOK.gaps.values() for rule in each.due} - known) == []


def test_what_a_letter_records_are_kinds_of_the_law() -> None:
    kinds = {kind for each in BOOK.templates for kind in (*each.sent, *each.served, *each.over)}
    assert sorted(kinds - LAW.rules.kinds.keys()) == []


def test_a_version_is_used_from_its_day_on() -> None:
    first = next(each for each in BOOK.templates if each.code == "no_plan")
    second = replace(first, version=2, since=date(2026, 9, 1))
    book = replace(BOOK, templates=(*BOOK.templates, second))

    def used(day: date) -> list[int]:
        found = book.following("decided_no_plan", day)
        return [each.version for each in found if each.code == "no_plan"]

    assert (used(date(2026, 8, 31)), used(date(2026, 9, 1))) == ([1], [2])
    assert used(date(2014, 8, 31)) == []
    assert book.version("no_plan", 1) is first


def test_the_letter_says_its_day() -> None:
    due = next(each for each in due_at_end("request_received"))
    assert f"Date: {day_in_words(date(2025, 3, 5))}" in words_of(written(due, "request_received"))


@pytest.mark.parametrize("contact", ["ring 01632 960103", "ring 01632 960103. It rings nowhere."])
def test_words_that_end_their_own_sentence_bring_no_second_full_stop(contact: str) -> None:
    late = [
        (kind, due)
        for kind in PATHS
        for due in due_at_end(kind)
        if due.template.only_with == "late"
    ]
    kind, due = late[0]
    material = material_of(due, kind, CHILD, 200)
    own = {**material.own, "complaints_contact": contact}
    text = words_of(write_letter(replace(material, own=own), free_text=OWN_WORDS, book=BOOK))
    assert f"You can complain to us: {contact.removesuffix('.')}. If our answer" in text


MAY: dict[LetterState, set[Act]] = {
    LetterState.NOT_MADE: {Act.AGAIN, Act.CHANGE, Act.WITHDRAW},
    LetterState.DRAFTED: {Act.AGAIN, Act.CHANGE, Act.WITHDRAW},
    LetterState.CHECKED: {Act.AGAIN, Act.SEND, Act.WITHDRAW, Act.PAPERS},
    LetterState.SENT: {Act.SERVE, Act.GIVE_FORMAT, Act.WITHDRAW, Act.PAPERS},
    LetterState.WITHDRAWN: set(),
    LetterState.NOT_NEEDED: set(),
}


@pytest.mark.parametrize("state", LetterState)
def test_what_may_be_done_with_a_letter_depends_on_where_it_stands(state: LetterState) -> None:
    stands = Stands(state=state, owes_format=True)
    assert {act for act in Act if not why_not(act, stands)} == MAY[state]
    if state in ENDED:
        assert {why_not(act, stands) for act in Act} == {"This letter was ended already."}


def test_what_is_done_with_a_sent_letter_is_not_done_twice() -> None:
    over = Stands(state=LetterState.SENT, is_served=True, has_papers=True)
    assert {act for act in Act if not why_not(act, over)} == {Act.WITHDRAW}
    assert why_not(Act.SEND, over) == "This letter was sent already."
    assert "Nobody asked for this letter" in why_not(Act.GIVE_FORMAT, over)


PROMISES = (
    "We tell you by",
    "we tell you by",
    "you have the final",
    "gives us until",
    "We decide by",
    "have to decide",
)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("request_received", "request_acknowledged"),
        ("request_received", "views_asked"),
        ("request_received", "others_considering"),
        ("brought_to_attention", "attention_told"),
        ("decided_to_assess", "will_assess"),
        ("reassessment_requested", "reassessment_acknowledged"),
    ],
)
def test_a_letter_that_is_written_late_promises_no_day_that_has_passed(
    kind: str, code: str
) -> None:
    due = next(each for each in due_at_end(kind) if each.template.code == code)
    in_time, late = (
        words_of(write_letter(material_of(due, kind, later=days), free_text="", book=BOOK))
        for days in (2, 500)
    )
    assert any(each in in_time for each in PROMISES)
    assert "we are late" not in in_time
    assert "That day has passed, and we are late." in late
    assert [each for each in PROMISES if each in late] == []
