"""The book of letters as data: plain English, and nothing in it that the law does not know."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.casework.rules.letters import Template
from alongside.casework.rules.letters_reading import gaps_in
from alongside.language.house import check_house_text
from tests.casework.letter_paths import PATHS
from tests.casework.written_letters import BOOK, LAW


def test_every_kind_of_event_has_its_letter_or_a_reason_why_none() -> None:
    follows = {kind for each in BOOK.templates if not each.is_optional for kind in each.follows}
    optional = {kind for each in BOOK.templates if each.is_optional for kind in each.follows}
    assert sorted(follows & BOOK.none.keys()) == []
    assert sorted(LAW.rules.kinds.keys() - follows - optional - BOOK.none.keys()) == []
    assert sorted((follows | BOOK.none.keys()) - LAW.rules.kinds.keys()) == []


def test_there_is_a_path_to_every_kind_that_a_letter_follows() -> None:
    follows = {kind for each in BOOK.templates for kind in each.follows}
    assert sorted(follows - PATHS.keys()) == []


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
