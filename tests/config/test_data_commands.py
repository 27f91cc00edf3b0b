"""Published releases and measures from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from alongside.config.commands import data, measure
from alongside.kernel.refusals import Refusal
from alongside.measures.codes import Kind, Origin
from alongside.measures.models import PublishedFigure, PublishedRelease
from alongside.measures.operations import NewBasis
from tests.exchange.releases.making import folder, requested, requests
from tests.measures.factories import make_counted, make_measure, make_series
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.django_db
YORK = "E06000014"


def run_data(*words: str) -> Result:
    return CliRunner().invoke(data.command, words, catch_exceptions=False)


def run(*words: str) -> Result:
    return CliRunner().invoke(measure.command, words, catch_exceptions=False)


def shown(*words: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run("show", *words, "--json").stdout)
    return told


def small(path: Path) -> Path:
    rows = [requested(YORK), requested("England"), requested(YORK, "2023")]
    return folder(path / "release", {"requests.csv": requests(rows)})


def york() -> Place:
    place = make_place()
    place.area.dfe_code = "816"
    place.area.save()
    return place


def test_the_same_release_again_says_so(tmp_path: Path) -> None:
    run_data("import", str(small(tmp_path)))
    before = PublishedFigure.objects.count()
    again = run_data("import", str(small(tmp_path)))
    assert again.stdout.startswith("Already imported, nothing doubled: ")
    assert "Read:" not in again.stdout
    assert (PublishedRelease.objects.count(), PublishedFigure.objects.count()) == (1, before)


def test_what_is_no_release_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Refusal, match="is not a release that is read here"):
        run_data("import", str(tmp_path / "notes.csv"))
    with pytest.raises(Refusal, match="There is no file or folder"):
        run_data("import", str(tmp_path / "nothing.zip"))


def test_releases_and_their_codes_are_listed(tmp_path: Path) -> None:
    assert "No published figures are held yet" in run_data("list").stdout
    run_data("import", str(small(tmp_path)))
    told = json.loads(run_data("list", "--json").stdout)
    assert [each["title"] for each in told["releases"]] == [
        "Education, health and care plans, reporting year 2025 (extract)"
    ]
    assert "requests_refused" in [each["code"] for each in told["codes"]]
    assert "Requests where an assessment was refused" in run_data("list").stdout


def test_a_measure_of_the_installation_is_shown_by_its_area_or_its_ons_code(
    tmp_path: Path,
) -> None:
    run_data("import", str(small(tmp_path)))
    make_counted(york(), (90, 100), (45, 60), code="4.1a")
    for area in ("york", YORK):
        told = shown("4.1A", "--area", area)
        assert [each["value"] for each in told["periods"]] == [90.0, 75.0]
        assert told["origin"] == "Entered by hand"


def test_a_measure_shows_what_is_published_beside_it(tmp_path: Path) -> None:
    place = york()
    new = NewBasis(source="DfE", origin=Origin.IMPORTED, counted_as="requests_refused")
    made = make_measure(
        place, code="REF", kind=Kind.HOW_WELL, every_months=12, published_code="requests_refused"
    )
    make_series(place, made, new)
    done = run_data("import", str(small(tmp_path)))
    assert (
        "Brought up to date: /york/ Plans in 20 weeks: 2 new figures, 0 corrections" in done.stdout
    )
    told = shown("REF")
    assert [each["beside"]["england"] is None for each in told["periods"]] == [True, False]
    assert "SHA-256" in told["periods"][1]["source"]


def test_measures_are_listed_for_people_and_programs(tmp_path: Path) -> None:
    run_data("import", str(small(tmp_path)))
    make_counted(york(), (90, 100), code="4.1a")
    told = json.loads(run("list", "--area", "york", "--json").stdout)
    assert [(each["code"], each["latest"]) for each in told["measures"]] == [
        ("4.1a", "90.0% (90 of 100), January 2020")
    ]
    assert "requests" in [each["code"] for each in told["published"]]
    assert "york\t4.1a\tPlans in 20 weeks\t90.0% (90 of 100), January 2020" in run("list").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing", "--area", YORK), "There is no measure “nothing”"),
        (("requests", "--area", "nowhere"), "There is no area “nowhere”"),
        (("requests",), "Say which area is meant"),
        (("requests", "--area", "E06000001"), "No published figures of “requests” are held"),
    ],
)
def test_what_is_not_there_is_refused_with_a_sentence(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    run_data("import", str(small(tmp_path)))
    with pytest.raises(Refusal, match=said):
        run("show", *words)


def test_without_any_release_the_command_says_how_to_bring_one_in() -> None:
    with pytest.raises(Refusal, match="alongside data import"):
        run("show", "requests", "--area", YORK)


def test_of_several_areas_one_has_to_be_named() -> None:
    make_place()
    make_place("shire", "Example Shire")
    with pytest.raises(Refusal, match="There are several local areas"):
        run("show", "4.1a")
