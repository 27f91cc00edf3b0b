"""Reading series, setting them up, and entering figures in the browser."""

import html
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from alongside.access.models import Account, Grant
from alongside.access.roles import EMERGENCY_READER
from alongside.kernel.actor import Actor, Holding, Scope
from alongside.kernel.refusals import Hidden
from alongside.measures import operations, queries
from alongside.measures.models import Figure, Series
from alongside.measures.offers import OFFERS
from alongside.measures.operations import NewFigure, SeriesDetails
from alongside.web import clock
from tests.measures.factories import make_measure
from tests.plan.factories import AT, Place, make_place

MORNING = datetime(2020, 9, 15, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def september_2020(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    monkeypatch.setattr(clock, "today", lambda: MORNING.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def series(place: Place) -> Series:
    details = SeriesDetails("Plans in time", "percent", "SEN2 return", every_months=1)
    return operations.create_series(actor=place.officer, at=AT, details=details)


def client_of(place: Place, role: str, name: str = "Dana Data") -> Client:
    person = place.person(name)
    account = Account.objects.create(person=person, email=f"{role}@example.org", created_at=AT)
    Grant.objects.create(
        area=place.area,
        person=person,
        role=role,
        purpose="Work",
        granted_from=AT - timedelta(days=1),
    )
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def analyst(place: Place) -> Client:
    return client_of(place, "data_analyst")


def to(name: str, *args: str) -> str:
    return reverse(f"measures:{name}", args=["york", *args])


def words(response: HttpResponse) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def entered(place: Place, series: Series, month: int, numerator: int = 3) -> Figure:
    return operations.enter_figure(
        actor=place.officer,
        at=MORNING,
        series_ref=series.ref,
        new=NewFigure(
            date(2020, month, 1), date(2020, month + 1, 1), numerator=numerator, denominator=4
        ),
    )


def figure(month: int = 6, last: int = 30, **more: object) -> dict[str, object]:
    return {
        "period_from_day": "1",
        "period_from_month": str(month),
        "period_from_year": "2020",
        "period_until_day": str(last),
        "period_until_month": str(month),
        "period_until_year": "2020",
        "numerator": "153",
        "denominator": "236",
        **more,
    }


def test_an_empty_list_says_so(analyst: Client) -> None:
    assert "No figures are counted here yet." in words(analyst.get(to("all_series")))


def test_a_series_is_set_up_and_its_first_figure_entered(analyst: Client, place: Place) -> None:
    sent = {"title": "Plans in time", "unit": "percent", "source": "SEN2", "better": "higher"}
    answer = analyst.post(to("add_series"), sent)
    made = Series.objects.in_area(place.area.pk).get()
    assert answer["Location"] == to("series", made.ref)
    assert analyst.post(to("enter_figure", made.ref), figure()).status_code == 302
    kept = Figure.objects.in_area(place.area.pk).get()
    assert (kept.value, kept.period_until) == (Decimal("64.8305"), date(2020, 7, 1))
    page = words(analyst.get(to("series", made.ref)))
    assert "June 2020 64.8% 153 of 236" in page
    assert "64.8% 153 of 236" in words(analyst.get(to("all_series")))


def test_a_percentage_asks_for_both_numbers_and_a_count_for_one(
    analyst: Client, place: Place, series: Series
) -> None:
    share = analyst.get(to("enter_figure", series.ref)).content.decode()
    assert 'name="denominator"' in share
    assert 'name="value"' not in share
    count = operations.create_series(
        actor=place.officer, at=AT, details=SeriesDetails("Projects", "projects", "The register")
    )
    assert 'name="value"' in analyst.get(to("enter_figure", count.ref)).content.decode()
    sent = {k: v for k, v in figure(value="5").items() if k not in {"numerator", "denominator"}}
    assert analyst.post(to("enter_figure", count.ref), sent).status_code == 302
    assert "5 projects" in words(analyst.get(to("series", count.ref)))


def test_a_share_is_entered_with_what_was_left_out_what_is_missing_and_its_evidence(
    analyst: Client, place: Place, series: Series
) -> None:
    beside = {"left_out": "12", "missing": "7", "made_from": "Minutes of the panel, 8 July 2020"}
    assert analyst.post(to("enter_figure", series.ref), figure() | beside).status_code == 302
    row = Figure.objects.in_area(place.area.pk).get()
    assert (row.left_out, row.missing, row.made_from) == (12, 7, beside["made_from"])
    page = words(analyst.get(to("figure", row.ref)))
    assert "Made from Minutes of the panel, 8 July 2020" in page
    form = analyst.get(to("correct_figure", row.ref)).content.decode()
    assert all(f'value="{text}"' in form for text in beside.values())
    wrong = analyst.post(to("correct_figure", row.ref), figure(note="x") | {"missing": "-1"})
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (figure(9), "The period has not ended: it runs to"),
        (figure(numerator="300"), "More were counted than there are."),
        (figure(denominator=""), "Answer the question"),
        (figure(last=31), "There is no 31 June 2020"),
        (figure(5, 31), "There is already a figure for a period from 1 May 2020."),
    ],
)
def test_a_figure_that_cannot_be_is_refused_and_stays_typed(
    analyst: Client, place: Place, series: Series, wrong: dict[str, object], sentence: str
) -> None:
    entered(place, series, 5)
    page = analyst.post(to("enter_figure", series.ref), wrong)
    assert page.status_code == 422
    assert sentence in words(page)
    assert f'value="{wrong["numerator"]}"' in page.content.decode()
    assert Figure.objects.in_area(place.area.pk).count() == 1


def test_the_next_period_is_offered(analyst: Client, place: Place, series: Series) -> None:
    entered(place, series, 5)
    page = analyst.get(to("enter_figure", series.ref)).content.decode()
    assert re.search(r'name="period_from_month"[^>]*value="6"', page)
    assert re.search(r'name="period_until_day"[^>]*value="30"', page)


def test_a_figure_is_corrected_and_stays_readable(
    analyst: Client, place: Place, series: Series
) -> None:
    wrong = entered(place, series, 6)
    address = to("correct_figure", wrong.ref)
    assert "June 2020: 75.0% (3 of 4)" in words(analyst.get(address))
    assert "Say what was wrong" in words(analyst.post(address, figure()))
    assert analyst.post(address, figure(note="A school was left out")).status_code == 302
    page = words(analyst.get(to("series", series.ref)))
    assert "June 2020 corrected since 75.0% 3 of 4" in page
    assert "A school was left out" in page


def test_two_figures_are_drawn_and_told(analyst: Client, place: Place, series: Series) -> None:
    entered(place, series, 5, numerator=2)
    page = analyst.get(to("series", series.ref))
    assert "<polyline" not in page.content.decode()
    entered(place, series, 6)
    page = analyst.get(to("series", series.ref))
    assert "<polyline" in page.content.decode()
    assert "2 figures, from 50.0% (May 2020) to 75.0% (June 2020)." in words(page)


def test_the_second_of_two_people_sees_what_changed(analyst: Client, series: Series) -> None:
    sent = {
        "title": "Plans finished in time",
        "unit": "percent",
        "source": "SEN2 return",
        "better": "higher",
        "every_months": "1",
        "expected_version": "1",
    }
    assert analyst.post(to("edit_series", series.ref), sent).status_code == 302
    page = analyst.post(to("edit_series", series.ref), {**sent, "title": "Plans on time"})
    assert page.status_code == 422
    assert "Title Plans finished in time Plans on time" in words(page)


def test_readers_read_and_change_nothing(place: Place, series: Series) -> None:
    wrong = entered(place, series, 6)
    reader = client_of(place, "scrutiny_member")
    page = reader.get(to("series", series.ref))
    assert page.status_code == 200
    assert "Enter a figure" not in words(page)
    assert "Correct" not in words(page)
    for name, here in (
        ("add_series", ()),
        ("edit_series", (series.ref,)),
        ("enter_figure", (series.ref,)),
        ("correct_figure", (wrong.ref,)),
    ):
        assert reader.get(to(name, *here)).status_code == 404


@pytest.mark.scenario(49)
def test_a_series_of_another_area_is_not_found(place: Place, series: Series) -> None:
    leeds = make_place("leeds", "Leeds")
    far = client_of(leeds, "data_analyst", "Lee Leeds")
    assert far.get(to("series", series.ref)).status_code == 404
    assert far.get(to("series", series.ref).replace("/york/", "/leeds/")).status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_a_list_costs_the_same_for_few_and_many(
    analyst: Client, place: Place, count: int, django_assert_max_num_queries: object
) -> None:
    for number in range(count):
        details = SeriesDetails(f"Series {number}", "percent", "SEN2")
        made = operations.create_series(actor=place.officer, at=AT, details=details)
        entered(place, made, 6)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        page = analyst.get(to("all_series"))
    assert page.content.decode().count("3 of 4") == count


def test_emergency_access_for_one_organisation_opens_the_measures(
    place: Place, series: Series
) -> None:
    narrow = Holding(EMERGENCY_READER.code, EMERGENCY_READER.permissions, Scope(place.council.pk))
    reader = Actor(None, "Robin Reader", place.area.pk, place.area.slug, (narrow,))
    assert [row.title for row in queries.all_series(reader)] == ["Plans in time"]
    assert queries.series_page(reader, series.ref).title == "Plans in time"
    with pytest.raises(Hidden):
        queries.all_series(replace(reader, holdings=()))


def test_search_finds_series_by_title_and_source(place: Place, series: Series) -> None:
    for typed in ("plans in", "SEN2"):
        (found,) = OFFERS.search(place.chair, typed)
        assert (found.kind, found.title) == ("Measure", "Plans in time")
        assert found.address == to("series", series.ref)
    assert OFFERS.search(place.chair, "unicorn") == ()


def test_search_finds_a_measure_by_its_code_and_by_its_number(place: Place) -> None:
    measure = make_measure(place, code="EHC-5")
    for typed in ("EHC-5", "ehc-5", "5"):
        (found,) = OFFERS.search(place.chair, typed)
        assert (found.kind, found.title) == ("Measure", "EHC-5 Plans in 20 weeks")
        assert found.address == to("measure", measure.ref)
    assert OFFERS.search(place.chair, "EHC-6") == ()
