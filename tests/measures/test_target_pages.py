"""The draft of a target in the browser: changed, withdrawn with a reason, and never lost."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from alongside.ledger.models import LedgerEntry
from alongside.measures import operations
from alongside.measures.codes import Change, Level
from alongside.measures.forms.targets import as_it_is
from alongside.measures.models import Measure, Target
from alongside.measures.rules.targets import Baseline, Promise, Step
from alongside.measures.targets import promise_of
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import AT, CORE_90, make_active, make_measure, make_target
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
FULL = Promise(
    Level.STRETCHED,
    Decimal("12.5"),
    change=Change.POINTS,
    by_on=date(2026, 8, 31),
    baseline=Baseline(Decimal(40), date(2025, 1, 31), "Families asked in January"),
    expected_sample=60,
    steps=(Step(date(2025, 9, 1), Decimal(45)), Step(date(2026, 3, 1), Decimal("48.5"))),
)


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def measure(place: Place) -> Measure:
    return make_measure(place)


@pytest.fixture
def analyst(place: Place) -> Client:
    return client_of(place, "data_analyst")


def sent(promise: Promise, version: int = 1, **changes: str) -> dict[str, str]:
    """What the browser sends back when only ``changes`` were typed."""
    found = {}
    for name, value in as_it_is(promise).items():
        if isinstance(value, date):
            parts = {"day": value.day, "month": value.month, "year": value.year}
            found |= {f"{name}_{part}": str(number) for part, number in parts.items()}
        else:
            found[name] = "" if value is None else str(value)
    return found | {"expected_version": str(version)} | changes


def test_the_page_holds_what_the_draft_says_and_sends_the_same_back(
    place: Place, measure: Measure, analyst: Client
) -> None:
    target = make_target(place, measure, FULL)
    address = to("change_target", target.ref)
    page = analyst.get(address).content.decode()
    assert "1 September 2025: 45\n1 March 2026: 48.5" in page
    answer = analyst.post(address, sent(FULL))
    assert answer["Location"] == to("activate_target", target.ref)
    target.refresh_from_db()
    assert promise_of(target) == FULL
    facts = LedgerEntry.objects.get(verb="measures.change_target").detail.words["facts"]
    assert facts["changed"] == {}


def test_what_is_checked_has_its_milestones_and_says_what_ends(
    place: Place, measure: Measure, analyst: Client
) -> None:
    target = make_target(place, measure, FULL)
    page = words(analyst.get(to("activate_target", target.ref)))
    assert "On the way 45% by 1 September 2025, 48.5% by 1 March 2026" in page
    assert "If a target of the same kind is active now, that one ends." in page


def test_an_empty_form_asks_in_whole_sentences(measure: Measure, analyst: Client) -> None:
    page = words(analyst.post(to("set_target", measure.ref), {"value": ""}))
    assert "Answer the question “What does it ask for?”" in page


@pytest.mark.parametrize("typed", ["98%", "98 %", "98"])
def test_a_share_may_be_written_with_its_sign(
    measure: Measure, analyst: Client, typed: str
) -> None:
    sent_in = {"level": "core", "comparator": "at_least", "value": typed, "change": "reach"}
    answer = analyst.post(to("set_target", measure.ref), sent_in | {"expected_sample": "10"})
    assert answer.status_code == 302
    assert Target.objects.in_area(measure.area_id).get().value == 98
    assert "At least 98% cannot be shown by 10 records" in words(analyst.get(answer["Location"]))


def test_a_number_of_days_has_no_percent_sign(place: Place, analyst: Client) -> None:
    days = make_measure(place, code="d", title="Days", unit="days")
    sent_in = {"level": "core", "comparator": "at_most", "value": "98%", "change": "reach"}
    page = words(analyst.post(to("set_target", days.ref), sent_in))
    assert "Write a number with digits" in page


def test_a_draft_is_changed_with_its_milestones_and_the_ledger_keeps_what_it_was(
    place: Place, measure: Measure, analyst: Client
) -> None:
    target = make_target(place, measure, FULL)
    changed = sent(FULL, value="15", steps="1 September 2025: 47")
    assert analyst.post(to("change_target", target.ref), changed).status_code == 302
    target.refresh_from_db()
    assert promise_of(target) == replace(
        FULL, value=Decimal(15), steps=(Step(date(2025, 9, 1), Decimal(47)),)
    )
    told = LedgerEntry.objects.get(verb="measures.change_target").detail.words["facts"]["changed"]
    assert told["value"] == ["12.5000", "15"]
    assert told["steps"] == ["2025-09-01: 45, 2026-03-01: 48.5", "2025-09-01: 47"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": ""}, "Enter the number"),
        ({"steps": "next year"}, "“next year” is not a milestone."),
        ({"comparator": "at_most"}, "Higher is better for this measure"),
        ({"baseline_value": "140"}, "The baseline cannot be below 0 or above 100%."),
        ({"baseline_value": ""}, "Give the figure of the baseline."),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_typed(
    place: Place, measure: Measure, analyst: Client, changes: dict[str, str], sentence: str
) -> None:
    target = make_target(place, measure, FULL)
    page = analyst.post(to("change_target", target.ref), sent(FULL, **changes))
    assert page.status_code == 422
    assert sentence in words(page)
    assert "Families asked in January" in page.content.decode()
    target.refresh_from_db()
    assert promise_of(target) == FULL


def test_the_second_of_two_people_sees_both_drafts_with_their_milestones(
    place: Place, measure: Measure, analyst: Client
) -> None:
    target = make_target(place, measure, FULL)
    address = to("change_target", target.ref)
    analyst.post(address, sent(FULL, steps="1 September 2025: 47"))
    page = analyst.post(address, sent(FULL))
    assert page.status_code == 422
    assert "Milestones 2025-09-01: 47 2025-09-01: 45, 2026-03-01: 48.5" in words(page)
    assert analyst.post(address, sent(FULL, 2)).status_code == 302


@pytest.mark.parametrize("is_ended", [False, True])
def test_an_active_or_ended_target_is_not_changed_and_says_why(
    place: Place, measure: Measure, analyst: Client, is_ended: bool
) -> None:
    target = make_active(place, measure)
    if is_ended:
        operations.end_target(actor=place.officer, at=AT, target_ref=target.ref, why="Reached")
    address = to("change_target", target.ref)
    said = "This target has ended." if is_ended else "This target is active, so it stays as it is."
    assert said in words(analyst.get(address))
    target.refresh_from_db()
    refused = analyst.post(address, sent(CORE_90, target.version, value="50"))
    assert refused.status_code == 422
    assert "Only a draft can be changed." in words(refused)


def test_a_draft_is_withdrawn_with_a_reason_and_stays_to_be_read(
    place: Place, measure: Measure, analyst: Client
) -> None:
    target = make_target(place, measure)
    address = to("end_target", target.ref)
    page = words(analyst.get(address))
    assert "Withdraw this draft" in page
    assert "It has never judged a figure." in page
    assert "Answer the question “Why is this draft withdrawn?”" in words(
        analyst.post(address, {"why": ""})
    )
    assert analyst.post(address, {"why": "Set twice."}).status_code == 302
    shown = words(client_of(place, "scrutiny_member").get(to("measure", measure.ref)))
    assert "Target: at least 90% Ended" in shown
    assert "Ended on 2 June 2025: Set twice." in shown
    held = Target.objects.in_area(place.area.pk).get()
    assert (held.state, held.activated_at) == ("ended", None)


def test_the_measure_leads_to_its_draft_for_those_who_define(
    place: Place, measure: Measure, analyst: Client
) -> None:
    target = make_target(place, measure)
    address = to("change_target", target.ref)
    assert f'href="{address}"' in analyst.get(to("measure", measure.ref)).content.decode()
    chair = client_of(place, "chair")
    assert f'href="{address}"' not in chair.get(to("measure", measure.ref)).content.decode()
    assert chair.get(address).status_code == chair.post(address, sent(CORE_90)).status_code == 404
