"""A baseline is frozen and let go on the page of a measure: with a reason, shown on the chart and in words."""

from datetime import UTC, date, datetime

import pytest

from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations, work
from alongside.measures.models import Baseline, Measure, Reading
from alongside.measures.rules.beginnings import Days, check_may_freeze
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import approver, make_counted
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
MONTHS = [date(2020 + number // 12, number % 12 + 1, 1) for number in range(30)]
DAYS = Days(MONTHS, MONTHS)
THIRTEENTH, TWELFTH = MONTHS[12], MONTHS[11]
WHY = "Before the new panel"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"why": "12"}, "Say why"),
        ({"until_on": date(2020, 1, 15)}, "Choose a period of this series"),
        ({"until_on": TWELFTH}, "There are 12 figures to judge up to then"),
        ({"starts": [MONTHS[12]]}, "There is 1 figure to judge up to then"),
        ({"standing": THIRTEENTH}, "ends there already. Nothing would change"),
        ({"until_on": None}, "No baseline is frozen. Nothing would change"),
    ],
)
def test_when_a_baseline_may_not_be_frozen(given: dict[str, object], message: str) -> None:
    asked: dict[str, object] = {
        "until_on": THIRTEENTH, "why": WHY, "days": DAYS, "starts": (), "standing": None,
    }  # fmt: skip
    with pytest.raises(Refusal, match=message):
        check_may_freeze(**asked | given)  # type: ignore[arg-type]


def test_new_limits_after_the_baseline_leave_it_be() -> None:
    check_may_freeze(until_on=THIRTEENTH, why=WHY, days=DAYS, starts=[MONTHS[15]], standing=None)
    check_may_freeze(until_on=None, why=WHY, days=DAYS, starts=(), standing=THIRTEENTH)


@pytest.fixture
def place(db: None, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())
    return make_place()


@pytest.fixture
def measure(place: Place) -> Measure:
    """Thirteen months about a half, then thirteen about two thirds."""
    first = [(200 + number % 5, 400) for number in range(13)]
    return make_counted(place, *first, *((280 + number % 5, 420) for number in range(13)))


def judged(place: Place) -> None:
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)


def test_what_is_frozen_on_the_page_stands_in_words_and_on_the_chart(
    place: Place, measure: Measure
) -> None:
    judged(place)
    analyst = client_of(place, "data_analyst")
    assert "Freeze the baseline" in words(analyst.get(to("measure", measure.ref)))
    sent = {"until_on": THIRTEENTH.isoformat(), "why": WHY}
    assert analyst.post(to("freeze", measure.ref), sent).status_code == 302
    judged(place)
    page = words(analyst.get(to("measure", measure.ref)))
    assert "The limits rest on the figures up to and including January 2021" in page
    assert f"{WHY}" in page
    assert "Recorded by A data_analyst on 2 June 2025" in page
    assert "up to and including January 2021. Later ones do not move them." in page
    chart = Reading.objects.in_area(place.area.pk).get(measure=measure).chart
    assert "The limits rest on the figures up to and" in chart
    facts = LedgerEntry.objects.get(verb="measures.freeze_baseline").detail.words
    assert facts["facts"]["until"] == "2021-01-01"


def test_a_new_baseline_takes_the_place_of_the_one_before_and_both_stay_to_be_read(
    place: Place, measure: Measure
) -> None:
    said = {"actor": place.officer, "at": NOW, "measure_ref": measure.ref}
    operations.freeze_baseline(**said, until_on=THIRTEENTH, why=WHY)  # type: ignore[arg-type]
    analyst = client_of(place, "data_analyst")
    sent = {"until_on": "none", "why": "The panel met only once"}
    assert analyst.post(to("freeze", measure.ref), sent).status_code == 302
    judged(place)
    page = words(analyst.get(to("measure", measure.ref)))
    assert "Every figure counts for the limits again: The panel met only once" in page
    assert "The limits rest on the figures up to and including January 2021" in page
    assert "Later ones do not move them." not in page
    assert analyst.post(to("freeze", measure.ref), sent).status_code == 422


def test_new_limits_from_within_the_baseline_end_it(place: Place, measure: Measure) -> None:
    said = {"actor": place.officer, "at": NOW, "measure_ref": measure.ref}
    operations.freeze_baseline(**said, until_on=THIRTEENTH, why=WHY)  # type: ignore[arg-type]
    operations.recalculate(
        **said,  # type: ignore[arg-type]
        from_on=MONTHS[10],
        cause="A second panel",
        approved_by=approver(place).ref,
    )
    judged(place)
    page = words(client_of(place, "data_analyst").get(to("measure", measure.ref)))
    assert "Later ones do not move them." not in page
    assert "It no longer holds, because the limits were worked out anew within it." in page


def test_only_whoever_keeps_measures_freezes_a_baseline(place: Place, measure: Measure) -> None:
    chair = client_of(place, "chair")
    assert chair.get(to("freeze", measure.ref)).status_code == 404
    assert "Freeze the baseline" not in words(chair.get(to("measure", measure.ref)))
    assert not Baseline.objects.in_area(place.area.pk).exists()


def test_a_measure_with_too_few_figures_says_so(place: Place) -> None:
    few = make_counted(place, (200, 400), (201, 400))
    page = words(client_of(place, "data_analyst").get(to("freeze", few.ref)))
    assert "A baseline needs 13 figures, and there are fewer." in page
    with pytest.raises(Hidden):
        operations.freeze_baseline(
            actor=place.officer, at=NOW, measure_ref="nonsense", until_on=THIRTEENTH, why=WHY
        )
