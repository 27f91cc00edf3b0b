"""The clock answers as the worked examples say, and the examples reach every rule that has a date."""

import pytest

from alongside.law.examples import Example, read_tables
from alongside.law.from_json import answer
from tests.law.making import CALENDAR, RULES, day

TABLES = tuple(read_tables())
EXAMPLES = [(table.title, each) for table in TABLES for each in table.examples]


@pytest.mark.parametrize(("table", "example"), EXAMPLES, ids=[e.title for _, e in EXAMPLES])
def test_the_clock_answers_as_the_example_says(table, example):
    assert example.differences(rules=RULES, calendar=CALENDAR) == []


def test_no_two_examples_have_the_same_title():
    titles = [example.title for _, example in EXAMPLES]
    assert len(titles) == len(set(titles))


def test_every_rule_that_makes_duties_has_an_example():
    expected = {
        line.split(":")[0].split(" ")[0]
        for _, example in EXAMPLES
        for line in example.expected
        if ": none" not in line
    }
    made = {each.rule for each in RULES.latest.provisions if each.starts}
    assert made - expected == set()


def test_the_examples_begin_and_end_with_every_state_there_is():
    said = " ".join(line for _, example in EXAMPLES for line in example.expected)
    for words in ("done on time", "done late", "due", "late", "no longer due", "open", "time over",
                  "cut short", "refused", "done"):  # fmt: skip
        assert f", {words}" in said, words


def example(**given):
    told = {"title": "t", "note": "", "today": day("2025-03-03"), "events": (), "expected": ()}
    return Example(**{**told, **given})


REQUEST = ("request_received 2025-03-03",)
RELIES = "DEC-6W: 2025-04-14, due 42, relies on EXC-C"


@pytest.mark.parametrize(
    ("given", "differs"),
    [
        ({"events": REQUEST, "expected": ("DEC-6W: 2025-04-15",)}, ["DEC-6W: 2025-04-15"]),
        ({"events": REQUEST, "expected": ("DEC-6W: 2025-04-14, due 41",)}, ["DEC-6W: 2025-04-14, due 41"]),
        ({"events": REQUEST, "expected": ("DEC-6W: 2025-04-14, late 42",)}, ["DEC-6W: 2025-04-14, late 42"]),
        ({"events": REQUEST, "expected": ("DEC-6W: none",)}, ["DEC-6W: none"]),
        ({"events": REQUEST, "expected": (RELIES,)}, [RELIES]),
        ({"events": REQUEST, "expected": ("DEC-6W (x): 2025-04-14",)}, ["DEC-6W (x): 2025-04-14"]),
        ({"events": REQUEST, "expected": ("DEC-6W for x: 2025-04-14",)}, ["DEC-6W for x: 2025-04-14"]),
        ({"events": REQUEST, "refused": "never"}, ["not refused; “never” was expected"]),
        ({"events": REQUEST, "remark": "never"}, ["no remark “never”"]),
        ({"events": REQUEST, "expected": ("REG44-A: none",)}, []),
    ],
)  # fmt: skip
def test_an_example_that_is_wrong_says_where(given, differs):
    assert example(**given).differences(rules=RULES, calendar=CALENDAR) == differs


def test_a_refusal_that_was_not_expected_is_told():
    (line,) = example(events=("nothing 2025-03-03",)).differences(rules=RULES, calendar=CALENDAR)
    assert line.startswith("refused: Event “e1” has an unknown kind")


def test_an_expectation_that_cannot_be_read_is_a_fault():
    with pytest.raises(ValueError, match="cannot be read as an expectation"):
        example(events=REQUEST, expected=("soon",)).differences(rules=RULES, calendar=CALENDAR)


def test_the_events_of_an_example_are_those_of_the_file_format():
    asked = example(
        events=("absence 2025-03-03 until=2025-04-01 rules=A,B body='School=1=2'",)
    ).asked()
    assert asked["events"] == [
        {"id": "e1", "kind": "absence", "on": "2025-03-03", "until": "2025-04-01", "rules": ["A", "B"], "body": "School=1=2"}
    ]  # fmt: skip
    assert answer(asked | {"events": []}, rules=RULES, calendar=CALENDAR)["duties"] == []
