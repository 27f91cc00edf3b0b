"""Who of a family sees and acts, and by when they are answered: tables of examples."""

from datetime import date

import pytest

from alongside.casework.families.words import ADVISERS, with_adviser
from alongside.casework.families.worries import worry_cues
from alongside.casework.rules.codes import AdviceBody
from alongside.casework.rules.families import (
    Clock,
    Reader,
    ReplyDays,
    Somebody,
    check_may_be_given,
    check_reply_days,
    check_said,
    clock_of,
    cues_in,
    may_read,
    one_month_after,
    reply_due_on,
    standing_of,
)
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.family_release import CLOSED, Item, release
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.refusals import Refusal

PASSES = date(2025, 6, 27)
BEFORE, AFTER = date(2025, 6, 26), PASSES
DAYS = ReplyDays()


@pytest.mark.scenario(50)
@pytest.mark.parametrize(
    ("is_young_person", "today", "reach", "may_see", "may_act"),
    [
        (True, BEFORE, "", True, True),
        (True, AFTER, "", True, True),
        (False, BEFORE, "", True, True),
        (False, AFTER, "", False, False),
        (False, AFTER, "sees", True, False),
        (False, AFTER, "acts", True, True),
        (False, AFTER, "represents", True, True),
    ],
)
def test_from_that_day_a_parent_rests_on_the_young_persons_choice(
    is_young_person: bool, today: date, reach: str, may_see: bool, may_act: bool
) -> None:
    who = Somebody(is_young_person=is_young_person, rights_pass_on=PASSES, reach=reach)
    standing = standing_of(who, today=today)
    assert (standing.may_see, standing.may_act) == (may_see, may_act)
    assert bool(standing.why) == (not may_act)


def test_somebody_no_longer_in_contact_sees_nothing() -> None:
    who = Somebody(is_young_person=False, rights_pass_on=PASSES, is_ended=True, reach="acts")
    assert not standing_of(who, today=AFTER).may_see
    assert not standing_of(who, today=BEFORE).may_see


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"is_ended": True}, "no longer in contact"),
        ({"has_responsibility": False}, "no parental responsibility"),
        ({"rights_passed": True}, "the young person’s own"),
    ],
)
def test_access_is_refused_with_the_reason(changed: dict[str, bool], words: str) -> None:
    facts = {
        "relation": "mother", "has_responsibility": True, "is_ended": False, "rights_passed": False,
        "reach": "",
    }  # fmt: skip
    with pytest.raises(Refusal, match=words):
        check_may_be_given(**{**facts, **changed})  # type: ignore[arg-type]


def test_a_carer_and_a_chosen_parent_may_be_given_access() -> None:
    known = {"is_ended": False, "has_responsibility": False}
    check_may_be_given(relation="foster_carer", rights_passed=False, reach="", **known)
    check_may_be_given(relation="mother", rights_passed=True, reach="sees", **known)


@pytest.mark.scenario(56)
@pytest.mark.parametrize(
    ("said", "received", "due"),
    [
        (Said.QUESTION, date(2025, 3, 3), date(2025, 3, 10)),
        (Said.QUESTION, date(2025, 4, 17), date(2025, 4, 28)),  # over Easter
        (Said.NOT_HAPPENING, date(2025, 3, 1), date(2025, 3, 7)),  # a Saturday
        (Said.EVERYTHING, date(2025, 1, 31), date(2025, 2, 28)),
        (Said.VIEWS, date(2025, 3, 3), None),
        (Said.DRAFT, date(2025, 3, 3), None),
    ],
)
def test_the_reply_clock(said: Said, received: date, due: date | None) -> None:
    assert reply_due_on(said, received, DAYS, clock_of_the_law().calendar) == due


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2024, 12, 31), date(2025, 1, 31)),
        (date(2025, 11, 30), date(2025, 12, 30)),
    ],
)
def test_one_month(day: date, then: date) -> None:
    assert one_month_after(day) == then


@pytest.mark.scenario(56)
@pytest.mark.parametrize(
    ("answered", "today", "clock"),
    [
        (None, date(2025, 3, 9), (Clock.WAITING, 1)),
        (None, date(2025, 3, 10), (Clock.WAITING, 0)),
        (None, date(2025, 3, 11), (Clock.LATE, 1)),
        (date(2025, 3, 10), date(2025, 3, 20), (Clock.ANSWERED, 0)),
        (date(2025, 3, 12), date(2025, 3, 20), (Clock.ANSWERED_LATE, 2)),
    ],
)
def test_how_a_reply_clock_stands(
    answered: date | None, today: date, clock: tuple[Clock, int]
) -> None:
    assert clock_of(date(2025, 3, 10), answered, today=today) == clock


@pytest.mark.parametrize("days", [ReplyDays(0, 5), ReplyDays(5, 21)])
def test_no_setting_lets_an_answer_wait_for_ever(days: ReplyDays) -> None:
    with pytest.raises(Refusal, match="from 1 to 20"):
        check_reply_days(days)


@pytest.mark.parametrize(
    ("reader", "by_young_person", "is_private", "reads"),
    [
        (Reader(is_author=True), False, False, True),
        (Reader(is_author=True), True, True, True),
        (Reader(is_author=False), True, False, True),
        (Reader(is_author=False), True, True, False),
        (Reader(is_author=False), False, False, False),
        (Reader(is_author=False, is_restricted=True), True, False, False),
        (Reader(is_author=False, rights_passed=True), True, False, False),
        (Reader(is_author=False, is_young_person=True), False, False, False),
    ],
)
def test_who_reads_what_was_said(
    reader: Reader, by_young_person: bool, is_private: bool, reads: bool
) -> None:
    assert may_read(reader, by_young_person=by_young_person, is_private=is_private) is reads


@pytest.mark.parametrize(
    ("said", "text", "has_file", "about", "field"),
    [
        (Said.QUESTION, " ", False, "", "text"),
        (Said.NOT_HAPPENING, "x", False, "", "about"),
        (Said.SCHOOL, "x", False, " ", "about"),
    ],
)
def test_what_says_nothing_is_refused(
    said: Said, text: str, has_file: bool, about: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        check_said(said, text, has_file=has_file, about=about)
    assert refused.value.field == field


def test_a_recording_needs_no_words() -> None:
    check_said(Said.VIEWS, "", has_file=True, about="")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He hits me at night.", True),
        ("Please don’t tell my dad.", True),
        ("The hit song was played; she beat the drum.", False),
        ("Speech therapy stopped in May.", False),
    ],
)
def test_cues_only_suggest(text: str, found: bool) -> None:
    assert bool(cues_in(text, worry_cues())) is found


@pytest.mark.scenario(53)
def test_what_is_about_others_is_withheld_and_listed() -> None:
    items = (
        Item(key="a", heading="One", title="You", lines=("Ada",)),
        Item(key="b", heading="One", title="Somebody else", lines=("Bea",), is_of_others=True),
        Item(key="c", heading="Two", title="Closed", lines=("Secret",), is_closed=True),
    )
    found = release(items, withhold=["b"], reason="About somebody else.")
    assert found.content == (("One", (("You", ("Ada",)),)),)
    assert found.withheld == (("Somebody else", "About somebody else."), ("Closed", CLOSED))
    with pytest.raises(Refusal, match="why"):
        release(items, withhold=["b"], reason=" ")


@pytest.mark.scenario(53)
def test_what_must_not_be_told_stays_back_whatever_is_ticked() -> None:
    items = (Item(key="c", heading="Two", title="Closed", lines=("Secret",), is_closed=True),)
    found = release(items, withhold=[], reason="")
    assert found.content == ()
    assert [title for title, _ in found.withheld] == ["Closed"]


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("advice_returned", "social care", "It came: social care"),
        ("advice_declined", "family", "It came: the family"),
        (
            "advice_request_sent",
            "Dr Ann Example, Clinic Road",
            "It came: somebody else who was asked",
        ),
        ("advice_request_sent", "another person", "It came: somebody else who was asked"),
        ("advice_quality_checked", "health", "It came: health services"),
        ("advice_quality_checked", "", "It came"),
        ("institution_consulted", "Ann Example School", "It came"),
    ],
)
def test_of_advice_a_family_reads_which_service_and_nobody_by_name(
    kind: str, body: str, said: str
) -> None:
    assert with_adviser(kind, "It came", body) == said
    assert set(ADVISERS) == set(AdviceBody) - {AdviceBody.OTHER}
