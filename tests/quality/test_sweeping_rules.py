"""What a sweep looks for in one EHC plan, and when what it found may be judged."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.codes import Judged, SweepRule
from alongside.quality.rules.sweeping import (
    ListedAdvice,
    NewSweep,
    Swept,
    check_judgement,
    check_sweep,
    found_by,
    is_of_health,
    newest_health_advice,
)

TODAY = date(2026, 3, 2)
RECENT, OLD = date(2025, 12, 1), date(2023, 5, 4)
LIMIT = date(2025, 3, 2)
NURSE = ListedAdvice("School nurse", RECENT)
PSYCHOLOGIST = ListedAdvice("Educational psychologist", RECENT)
SOUND = Swept(advice=(PSYCHOLOGIST, NURSE), accepted_on=(), says_of_d=True, is_review_overdue=False)
NONE, AGED, D, LATE = SweepRule


@pytest.mark.parametrize(
    ("swept", "found"),
    [
        (SOUND, ()),
        (replace(SOUND, advice=()), (NONE,)),
        (replace(SOUND, advice=(PSYCHOLOGIST,)), (NONE,)),
        (replace(SOUND, advice=(), accepted_on=(RECENT,)), ()),
        (replace(SOUND, advice=(replace(NURSE, given_on=OLD),)), (AGED,)),
        (replace(SOUND, advice=(replace(NURSE, given_on=None),)), (AGED,)),
        (replace(SOUND, advice=(replace(NURSE, given_on=LIMIT),)), ()),
        (replace(SOUND, advice=(replace(NURSE, given_on=OLD),), accepted_on=(RECENT,)), ()),
        (replace(SOUND, advice=(), accepted_on=(OLD,)), (AGED,)),
        (replace(SOUND, says_of_d=False), (D,)),
        (replace(SOUND, is_review_overdue=True), (LATE,)),
        (replace(SOUND, advice=(), says_of_d=False, is_review_overdue=True), (NONE, D, LATE)),
    ],
)
def test_a_rule_finds_what_it_says(swept: Swept, found: tuple[SweepRule, ...]) -> None:
    assert found_by(swept, set(SweepRule), older_than_on=LIMIT) == found


def test_only_the_chosen_rules_find_anything() -> None:
    worst = replace(SOUND, advice=(), says_of_d=False, is_review_overdue=True)
    assert found_by(worst, {D}, older_than_on=None) == (D,)


@pytest.mark.parametrize(
    ("role", "of_health"),
    [
        ("Community paediatrician", True),
        ("Consultant pediatrician", True),
        ("Speech and language therapist", True),
        ("Occupational therapist", True),
        ("Physiotherapist, NHS", True),
        ("CAMHS nurse", True),
        ("Clinical psychologist", True),
        ("Health visitor", True),
        ("Educational psychologist", False),
        ("Head of school", False),
        ("Special educational needs coordinator", False),
        ("Social worker", False),
        ("Parent", False),
        ("", False),
    ],
)
def test_whose_advice_is_of_health_is_seen_by_the_role(role: str, of_health: bool) -> None:
    assert is_of_health(ListedAdvice(role, RECENT)) is of_health


def test_whose_advice_is_of_health_is_seen_by_how_it_came() -> None:
    assert is_of_health(ListedAdvice("Dr A", RECENT, is_of_health=True))


@pytest.mark.parametrize(
    ("listed", "accepted_on", "newest"),
    [
        ((PSYCHOLOGIST,), (), None),
        ((PSYCHOLOGIST, replace(NURSE, given_on=OLD)), (), OLD),
        ((replace(NURSE, given_on=OLD),), (RECENT,), RECENT),
        ((replace(NURSE, given_on=None),), (), None),
    ],
)
def test_the_newest_health_advice_is_of_section_k_or_was_accepted_here(
    listed: tuple[ListedAdvice, ...], accepted_on: tuple[date, ...], newest: date | None
) -> None:
    assert newest_health_advice(listed, accepted_on) == newest


NEW = NewSweep(title="Health", rules=(AGED,), target_on=TODAY, older_than_on=LIMIT)


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (replace(NEW, title=" "), "Give the sweep a title"),
        (replace(NEW, rules=()), "Choose at least one thing"),
        (replace(NEW, older_than_on=None), "must not be older than"),
        (replace(NEW, older_than_on=TODAY + timedelta(days=1)), "still to come"),
        (replace(NEW, target_on=TODAY - timedelta(days=1)), "target is a day"),
    ],
)
def test_a_sweep_that_looks_for_nothing_is_refused(new: NewSweep, sentence: str) -> None:
    with pytest.raises(Refusals) as caught:
        check_sweep(new, today=TODAY)
    assert any(sentence in str(each) for each in caught.value.refusals)


@pytest.mark.parametrize(
    ("before", "judged", "is_as_read", "why", "sentence"),
    [
        (None, Judged.APPROPRIATE, False, "Why.", "judged it already"),
        (None, Judged.APPROPRIATE, True, " ", "Say why"),
        (Judged.APPROPRIATE, Judged.APPROPRIATE, True, "Why.", "judged so already"),
        (Judged.NOT_APPROPRIATE, Judged.APPROPRIATE, True, "Why.", "has to be put right"),
    ],
)
def test_a_judgement_has_its_reason_and_is_no_other_persons(
    before: Judged | None, judged: Judged, is_as_read: bool, why: str, sentence: str
) -> None:
    check_judgement(judged, before=None, is_as_read=True, why="He has epilepsy.")
    with pytest.raises(Refusal, match=sentence):
        check_judgement(judged, before=before, is_as_read=is_as_read, why=why)
