"""The rules of people, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.refusals import Refusal, Refusals
from alongside.people.models import ORGANISATION_KINDS
from alongside.people.rules import (
    HeldPeriod,
    OrganisationFacts,
    check_may_hold,
    check_no_cycle,
    check_slug,
    checked_organisation,
    follow,
    initials_of_name,
    plain_initials,
)
from alongside.people.words import KIND_LABELS, PARTNER_OF_KIND, period_words

CCG, ICB, NEXT = 1, 2, 3
JULY = date(2022, 7, 1)


@pytest.mark.parametrize(
    ("on", "answers"),
    [(date(2022, 6, 30), CCG), (JULY, ICB), (date(2030, 1, 1), NEXT)],
)
def test_a_promise_passes_to_the_successor_on_its_first_day(on: date, answers: int) -> None:
    links = {CCG: (ICB, JULY), ICB: (NEXT, date(2026, 4, 1))}
    assert follow(CCG, on=on, links=links) == answers


def test_following_a_circle_stops() -> None:
    links = {CCG: (ICB, JULY), ICB: (CCG, JULY)}
    assert follow(CCG, on=JULY, links=links) == ICB


def test_a_circle_of_successors_is_refused() -> None:
    with pytest.raises(Refusal, match="itself"):
        check_no_cycle(start=ICB, towards=CCG, next_of={CCG: ICB}, sentence="It is itself first.")


def test_an_organisation_cannot_point_to_itself() -> None:
    with pytest.raises(Refusal):
        check_no_cycle(start=CCG, towards=CCG, next_of={}, sentence="No.")


def test_a_chain_without_a_circle_is_allowed() -> None:
    check_no_cycle(start=CCG, towards=ICB, next_of={ICB: NEXT}, sentence="No.")


@pytest.mark.parametrize(
    "slug", ["York", "york_city", "-york", "york-", "9york", "", "a" * 41, "york council"]
)
def test_a_short_address_is_plain(slug: str) -> None:
    with pytest.raises(Refusal, match="small letters"):
        check_slug(slug)


@pytest.mark.parametrize("slug", ["account", "static", "healthy", "calendar"])
def test_a_short_address_is_not_one_of_the_installation(slug: str) -> None:
    with pytest.raises(Refusal, match="installation"):
        check_slug(slug)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("S.S", "SS"), ("s s", "SS"), ("I.F.", "IF"), ("K.McN", "KMCN"), ("S.DV", "SDV"),
        ("Cllr. I.C", "IC"), ("FO", "FO"), ("", ""), ("(M.S)", "MS"),
    ],
)  # fmt: skip
def test_initials_are_read_alike_however_printed(typed: str, read: str) -> None:
    assert plain_initials(typed) == read


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Sally Smith", "SS"),
        ("Cllr Ian Cuthbertson", "IC"),
        ("Anne-Marie Hall", "AMH"),
        ("Dr. A Bee", "AB"),
    ],
)
def test_initials_of_a_name_leave_titles_out(name: str, initials: str) -> None:
    assert initials_of_name(name) == initials


@given(st.text())
def test_plain_initials_are_letters_only(text: str) -> None:
    assert all(character.isalpha() for character in plain_initials(text))


HELD = HeldPeriod(date(2020, 1, 1), date(2021, 1, 1), is_job_share=False)


@pytest.mark.parametrize(
    "wanted",
    [
        HeldPeriod(date(2020, 12, 31), None, is_job_share=False),
        HeldPeriod(None, date(2020, 1, 2), is_job_share=False),
        HeldPeriod(None, None, is_job_share=False),
        HeldPeriod(date(2020, 6, 1), date(2020, 7, 1), is_job_share=True),
    ],
)
def test_two_people_do_not_hold_one_post_at_once(wanted: HeldPeriod) -> None:
    with pytest.raises(Refusal, match="job share"):
        check_may_hold(wanted, [HELD])


@pytest.mark.parametrize(
    "wanted",
    [
        HeldPeriod(date(2021, 1, 1), None, is_job_share=False),
        HeldPeriod(None, date(2020, 1, 1), is_job_share=False),
    ],
)
def test_the_day_one_leaves_is_the_day_another_may_begin(wanted: HeldPeriod) -> None:
    check_may_hold(wanted, [HELD])


def test_two_people_may_share_a_post_when_both_are_marked() -> None:
    shared = HeldPeriod(date(2020, 1, 1), None, is_job_share=True)
    check_may_hold(shared, [shared])


days = st.dates(min_value=date(2015, 1, 1), max_value=date(2030, 1, 1))
periods = st.builds(
    HeldPeriod, start=st.none() | days, until=st.none() | days, is_job_share=st.booleans()
)


@given(periods, periods)
def test_overlapping_is_mutual(one: HeldPeriod, other: HeldPeriod) -> None:
    assert one.overlaps(other) == other.overlaps(one)


def test_every_mistake_in_an_organisation_is_said_at_once() -> None:
    facts = OrganisationFacts(name=" ", kind="club", ods_code="q!", dfe_code="816")
    with pytest.raises(Refusals) as refused:
        checked_organisation(facts, kinds=ORGANISATION_KINDS)
    assert [refusal.field for refusal in refused.value.refusals] == [
        "name", "kind", "ods_code", "dfe_code",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "code", "kept"),
    [("council", " 816 ", "816"), ("school", "121 724", "121724"), ("forum", "", "")],
)
def test_codes_are_kept_without_spaces(kind: str, code: str, kept: str) -> None:
    facts = checked_organisation(
        OrganisationFacts(name="A", kind=kind, dfe_code=code), kinds=ORGANISATION_KINDS
    )
    assert facts.dfe_code == kept


@pytest.mark.parametrize(("kind", "code"), [("council", "81"), ("school", "81"), ("health", "816")])
def test_a_code_of_the_wrong_shape_is_refused(kind: str, code: str) -> None:
    with pytest.raises(Refusals):
        checked_organisation(
            OrganisationFacts(name="A", kind=kind, dfe_code=code), kinds=ORGANISATION_KINDS
        )


def test_every_kind_has_a_label_and_a_partner() -> None:
    assert set(KIND_LABELS) == set(PARTNER_OF_KIND) == set(ORGANISATION_KINDS)


@pytest.mark.parametrize(
    ("start", "until", "words"),
    [
        (date(2020, 6, 1), None, "Since 1 June 2020"),
        (date(2022, 6, 1), None, "From 1 June 2022"),
        (date(2020, 6, 1), date(2020, 7, 1), "1 June 2020 until 1 July 2020"),
        (None, date(2020, 7, 1), "Start not known until 1 July 2020"),
        (None, None, "Start not known"),
    ],
)
def test_a_period_is_written_in_words(start: date | None, until: date | None, words: str) -> None:
    assert period_words(start, until, date(2021, 1, 1)) == words
