"""Attacks on small numbers: by a councillor, a chair and a visitor, through every page that shows figures.

Each secret is a number that stands nowhere else, so that it is found wherever it is printed or drawn.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client

from alongside.kernel.actor import system_actor
from alongside.measures import operations, work
from alongside.measures.choosing import latest_figures
from alongside.measures.codes import Level, Origin, Release
from alongside.measures.models import Figure, FigurePart, Measure, Series
from alongside.measures.operations import NewBasis
from alongside.measures.perms import COMPUTE
from alongside.measures.queries.protected import CHANGED
from alongside.measures.restating import restatements
from alongside.measures.rules.targets import Promise
from alongside.plan import queries
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import (
    AT,
    enter,
    make_active,
    make_counted,
    make_measure,
    make_series,
    plain,
    share,
)
from tests.plan.factories import Place, make_outcome, make_place, make_statement, make_success

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
READERS = ("scrutiny_member", "chair", "forum_officer")
USUAL = [(200 + number % 5, 419) for number in range(15)]
NAMES_BY_CHANCE = re.compile(
    r"\?v=\w+|csrfmiddlewaretoken[^>]*|nonce=\S+|\b(?=\d*[a-z])[0-9a-z]{16}\b"
)
"""A public name is drawn by lot, and now and then has the digits of a secret in it."""
SECRETS = ("487", "0.6", "484")
"""Three of 487: the base, the share, and how many the others are."""


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def judged(place: Place) -> None:
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)


def figures(place: Place) -> list[Figure]:
    return list(Figure.objects.in_area(place.area.pk).order_by("id"))


def addresses(place: Place) -> Iterator[str]:
    """Every page and file of the measures that names something of the area."""
    for name in ("dashboard", "all_series", "framework", "impact"):
        yield to(name)
    for kind in ("csv", "xlsx"):
        yield to("export", kind)
    for order in ("", "code"):
        yield f"{to('dashboard')}?order={order}&kind=how_well&partner=council"
    yield from (to("measure", row.ref) for row in Measure.objects.in_area(place.area.pk))
    yield from (to("series", row.ref) for row in Series.objects.in_area(place.area.pk))
    for row in figures(place):
        yield to("figure", row.ref)
        yield from (to("figure_rows", row.ref, part) for part in ("numerator", "left-out"))


def found_by(client: Client, place: Place, secrets: tuple[str, ...]) -> list[str]:
    """Where a secret was found, in words, drawings and files alike."""
    found = []
    for address in addresses(place):
        response = client.get(address)
        content = _content(response)
        for secret in secrets:
            if re.search(rf"(?<![\d.]){re.escape(secret)}(?!\d)", content):
                found.append(f"{address}: {secret}")
    return found


def _content(response: HttpResponse) -> str:
    body = response.content
    if "spreadsheet" in response["Content-Type"]:
        sheet = openpyxl.load_workbook(io.BytesIO(body)).active
        return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    if "html" not in response["Content-Type"]:
        return str(body.decode())
    return NAMES_BY_CHANCE.sub("", body.decode())


@pytest.mark.scenario(34)
@pytest.mark.parametrize("place_of_the_secret", [0, 7, 15])
def test_a_small_share_is_found_nowhere(place: Place, place_of_the_secret: int) -> None:
    shares = [*USUAL[:place_of_the_secret], (3, 487), *USUAL[place_of_the_secret:]]
    make_active(place, make_counted(place, *shares))
    judged(place)
    for role in READERS:
        assert found_by(client_of(place, role), place, SECRETS) == [], role
    assert found_by(client_of(place, "data_analyst"), place, SECRETS[:1])


@pytest.mark.parametrize("role", READERS)
def test_a_small_count_without_a_base_is_found_nowhere(place: Place, role: str) -> None:
    measure = make_measure(place, unit="children", denominator_words="")
    series = make_series(place, measure)
    for number, value in enumerate((57, 58, 59)):
        enter(place, series, plain(number, value))
    enter(place, series, plain(3, 3, "Three children: Ann, Bob and Cem."))
    judged(place)
    client = client_of(place, role)
    (latest,) = [row for row in figures(place) if row.value == 3]
    for address in (to("figure", latest.ref), to("series", series.ref), to("measure", measure.ref)):
        said = words(client.get(address))
        assert "3 children" not in said, address
        assert "Ann" not in said, address
        assert "Hidden" in said, address
    assert "3 children" not in words(client.get(to("dashboard")))
    assert "3 children" not in words(client.get(to("all_series")))
    (row,) = taken_away(client)
    assert (row["Figure"], row["State"]) == (
        "",
        "Hidden, because a small number of people could be recognised from it.",
    )


def test_the_page_of_a_measure_lists_what_the_page_of_its_series_lists(place: Place) -> None:
    measure = make_counted(place, (30, 60), (3, 487), (45, 61), (50, 62))
    judged(place)
    client = client_of(place, "chair")
    page = client.get(to("measure", measure.ref))
    series = words(client.get(to("series", measure.series.get().ref)))
    for base in ("30 of 60", "45 of 61", "50 of 62"):
        assert base in words(page)
        assert base in series
    assert "Hidden, because a small number of people could be recognised from it." in words(page)
    assert "There is no chart and no judgement" in words(page)
    assert "487" not in words(page)
    assert 'class="measures-figure"' not in page.content.decode()


def test_hidden_figures_that_follow_each_other_are_one_row(place: Place) -> None:
    measure = make_counted(place, (30, 60), (3, 487), (2, 488), (1, 489), (45, 61))
    judged(place)
    page = words(client_of(place, "chair").get(to("measure", measure.ref)))
    assert (
        "February to April 2020 – Hidden, because a small number of people could be recognised from "
        "it. So it is with all 3 figures of this time."
    ) in page
    assert page.count("Hidden, because") == 1
    assert "Judged as" not in page


def test_a_series_that_belongs_to_no_measure_is_protected_as_well(place: Place) -> None:
    series = operations.create_series(
        actor=place.officer,
        at=AT,
        details=operations.SeriesDetails(title="Alone", unit="percent", source="A register"),
    )
    enter(place, series, share(0, 3, 487))
    assert found_by(client_of(place, "scrutiny_member"), place, SECRETS) == []


def test_left_out_and_missing_are_protected_where_they_are_small(place: Place) -> None:
    measure, series = worked_out(place)
    counted(place, series, left_out=2, missing=31)
    judged(place)
    (row,) = figures(place)
    client = client_of(place, "scrutiny_member")
    assert "Left out Hidden: it is small" in words(client.get(to("figure", row.ref)))
    assert "Missing 31" in words(client.get(to("figure", row.ref)))
    assert "Hidden: it is small 31" in words(client.get(to("measure", measure.ref)))
    (told,) = taken_away(client)
    assert (told["Left out"], told["Missing"]) == ("Hidden: it is small", "31")
    officer = client_of(place, "data_analyst")
    assert "Left out 2" in words(officer.get(to("figure", row.ref)))


def test_a_correction_line_tells_neither_the_figure_nor_the_reason(place: Place) -> None:
    measure, series = worked_out(place)
    counted(place, series, numerator=300)
    counted(place, series, numerator=3)
    (told,) = restatements(place.chair, measure.ref)
    assert "300" not in told.sentence
    assert "instead of" not in told.sentence
    assert told.why == "The reason is hidden with it."
    assert "counted 3 instead of 300" in restatements(place.officer, measure.ref)[0].why


def test_a_correction_by_one_answer_tells_nobody_the_figure_before(place: Place) -> None:
    measure = make_counted(place, (204, 487), (300, 481))
    wrong = measure.series.get().figures.get(denominator=487)
    operations.correct_figure(
        actor=place.officer, at=AT, figure_ref=wrong.ref, new=share(0, 205, 488, "One came late.")
    )
    judged(place)
    for role in READERS:
        client = client_of(place, role)
        assert found_by(client, place, ("487", "One came late")) == []
        assert "42.0% (205 of 488)" in words(client.get(to("measure", measure.ref)))
    (told,) = restatements(place.chair, measure.ref)
    assert told.was == "a figure that is hidden because a small number could be worked out from it"
    assert (told.now, told.why) == ("42.0% (205 of 488)", "The reason is hidden with it.")
    assert restatements(place.officer, measure.ref)[0].was == "41.9% (204 of 487)"


def test_of_three_versions_none_is_told_that_lies_near_a_later_one(place: Place) -> None:
    measure = make_counted(place, (204, 487))
    for numerator, note in ((24, "Typed wrongly."), (205, "Now rightly.")):
        standing = measure.series.get().figures.get(corrected_by_figure=None)
        new = share(0, numerator, 487, note)
        operations.correct_figure(actor=place.officer, at=AT, figure_ref=standing.ref, new=new)
    later, first = restatements(place.chair, measure.ref)
    assert (later.was, later.now) == ("4.9% (24 of 487)", "42.1% (205 of 487)")
    assert "204" not in first.sentence


def test_a_correction_line_does_not_tell_how_few_were_left_out(place: Place) -> None:
    measure, series = worked_out(place)
    counted(place, series, left_out=1)
    counted(place, series, left_out=2)
    (told,) = restatements(place.chair, measure.ref)
    assert told.why == CHANGED
    client = client_of(place, "scrutiny_member")
    for row in figures(place):
        assert "instead of" not in words(client.get(to("figure", row.ref)))
        assert "instead of" not in words(client.get(to("series", series.ref)))


def test_a_secret_is_found_beside_a_name_by_chance_and_not_in_it() -> None:
    named = '<a href="/york/measures/cah204pezt58xbvs/">204 of 419</a>'
    assert NAMES_BY_CHANCE.sub("", named) == '<a href="/york/measures//">204 of 419</a>'
    assert NAMES_BY_CHANCE.sub("", "2040000000000204") == "2040000000000204"


def test_what_is_to_be_rounded_is_shown_rounded_and_not_drawn(place: Place) -> None:
    shares = [(203 + number % 5, 419) for number in range(15)]
    make_active(place, make_counted(place, *shares, release=Release.HEALTH))
    judged(place)
    client = client_of(place, "scrutiny_member")
    assert found_by(client, place, ("419", "203", "204", "206", "207")) == []
    (measure,) = Measure.objects.in_area(place.area.pk)
    page = client.get(to("measure", measure.ref))
    assert "of 420" in words(page)
    assert "measures-figure__wide" not in page.content.decode()
    assert "There is no chart and no judgement" in words(page)
    assert "Too few figures" not in words(page)


def test_the_order_of_the_dashboard_tells_nothing_of_a_hidden_figure(place: Place) -> None:
    """A measure that gets worse because of a hidden figure stands where one that is steady stands."""
    worse = [*[(400, 419)] * 17, (5, 487)]
    for code, shares in (("A", [(3, 487), *worse]), ("B", [(3, 487), *[(400, 419)] * 18])):
        make_counted(place, *shares, code=code, title=f"Measure {code}")
    judged(place)
    page = words(client_of(place, "scrutiny_member").get(to("dashboard")))
    assert "Getting worse 0 of 2 with a figure to see" in page
    assert page.index("Measure A") < page.index("Measure B")
    assert "There is no chart and no judgement" in page


def test_a_hidden_figure_takes_its_target_with_it(place: Place) -> None:
    measure = make_counted(place, (3, 487))
    make_active(place, measure, Promise(Level.CORE, Decimal(90)))
    judged(place)
    page = words(client_of(place, "scrutiny_member").get(to("dashboard")))
    assert "Not shown, to protect the few people behind them: 1 measure" in page
    assert "not met" not in page


def test_the_action_plan_and_the_board_print_no_small_figure(place: Place) -> None:
    """Whoever reads: packs are frozen once for everybody."""
    series = make_series(place, make_measure(place))
    enter(place, series, share(0, 3, 487))
    outcome = make_outcome(place, make_statement(place))
    make_success(place, outcome, series)
    for actor in (place.officer, place.chair):
        page = queries.line_page(actor, line_ref=outcome.ref, today=NOW.date())
        (shown,) = page.line.measures
        assert (shown.points, shown.met, shown.has_figure) == ((), None, True)
        assert not shown.worsened
        assert shown.too_small.startswith("Hidden, because a small number")
        (choice,) = latest_figures(actor)
        assert choice.words == "Hidden, because it is small, January 2020"


@pytest.mark.parametrize("name", ["dashboard", "all_series"])
def test_a_visitor_is_asked_to_sign_in(place: Place, client: Client, name: str) -> None:
    make_counted(place, (3, 487))
    assert client.get(to(name))["Location"].startswith("/account/login/")


def taken_away(client: Client) -> list[dict[str, str]]:
    content = client.get(to("export", "csv")).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def worked_out(place: Place) -> tuple[Measure, Series]:
    measure = make_measure(place)
    basis = NewBasis(
        source="The action plan",
        origin=Origin.COMPUTED,
        counted_as="plan.actions_completed_in_time",
    )
    return measure, make_series(place, measure, basis)


def counted(place: Place, series: Series, **changes: int) -> None:
    """What the worker would write of January 2020."""
    told = {"numerator": 300, "denominator": 487, "left_out": 0, "missing": 0} | changes
    figure = operations.ComputedFigure(
        period_from=date(2020, 1, 1), period_until=date(2020, 2, 1), keys={}, **told
    )
    worker = system_actor(
        name="working out figures",
        area_id=place.area.pk,
        area_slug=place.area.slug,
        permissions=(COMPUTE,),
    )
    operations.keep_computed(
        actor=worker, at=NOW, computed=operations.Computed(series.ref, "Records", (figure,))
    )
    assert not FigurePart.objects.in_area(place.area.pk).exclude(keys="[]").exists()
