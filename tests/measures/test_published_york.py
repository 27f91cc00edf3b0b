"""York's years come out of the published releases, imported and shown by the commands."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import transaction

from alongside.config.commands import data, measure

pytestmark = pytest.mark.django_db
TIMELY = "plans_issued_within_20_weeks_including_exceptions"
YORK = "E06000014"
RELEASES = (
    "sen2/published_2022_release_full.zip",
    "sen2_2025_release/published_2025_release_full.zip",
    "sen2_2026_extract",
    "neighbours/statistical_neighbours_2025_05.csv",
)
Imports = dict[str, tuple[Result, float]]


def run_data(*words: str) -> Result:
    return CliRunner().invoke(data.command, words, catch_exceptions=False)


def run(*words: str) -> Result:
    return CliRunner().invoke(measure.command, words, catch_exceptions=False)


def shown(*words: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run("show", *words, "--json").stdout)
    return told


@pytest.fixture(scope="module")
def imported(django_db_setup: None, django_db_blocker: Any, shared_data: Path) -> Iterator[Imports]:
    """What importing each release said, and its seconds of work."""
    found = {}
    with django_db_blocker.unblock(), transaction.atomic():
        for name in RELEASES:
            begun = time.process_time()
            done = run_data("import", str(shared_data / name))
            found[name] = (done, time.process_time() - begun)
        yield found
        transaction.set_rollback(True)


def test_the_full_2025_release_is_imported_in_under_10_seconds(
    imported: Imports,
) -> None:
    assert imported[RELEASES[1]][1] < 10


def test_the_import_says_what_was_read_kept_and_doubted(
    imported: Imports,
) -> None:
    said = imported[RELEASES[1]][0].stdout
    assert "Imported: Education, health and care plans, reporting year 2025\n" in said
    assert "  caseload: 25,339 rows\n" in said
    assert "Kept: 20,617 figures, 1,961 missing with their reason\n" in said
    assert "beside each measure that says which of them counts the same.\n" in said
    assert "Doubts: 44, which stand beside the figures they touch\n" in said
    assert (
        "  An authority is given the total of its region: 1, such as: newplans, “new plans in the year” (Barnsley, 2022;"
        in said
    )
    assert "Not read: sen2_mi: column assnone," in imported[RELEASES[0]][0].stdout
    neighbours = imported[RELEASES[3]][0].stdout
    assert "Kept: 1,580 statistical neighbours\n" in neighbours
    assert "0 figures" not in neighbours


def test_yorks_share_in_time_is_what_was_published_from_2019_to_2025(
    imported: Imports,
) -> None:
    found = {each["period"]: each for each in shown(TIMELY, "--area", YORK)["periods"]}
    years = [str(year) for year in range(2019, 2026)]
    assert [found[year]["value"] for year in years] == [
        88.7, 74.7, 63.0, 88.2, 96.3, 64.8, 98.5,
    ]  # fmt: skip
    latest = found["2025"]
    assert (latest["numerator"], latest["denominator"]) == (330, 335)
    assert latest["interval"] == {"lower": 96.6, "upper": 99.4, "method": "Wilson, 95%"}
    assert latest["source"] == ("Education, health and care plans, reporting year 2026 (extract)")


def test_england_the_region_and_the_neighbours_stand_beside_each_year(
    imported: Imports,
) -> None:
    found = {each["period"]: each["beside"] for each in shown(TIMELY, "--area", YORK)["periods"]}
    beside = found["2024"]
    assert (beside["england"]["value"], beside["region"]["value"]) == (45.9, 57.1)
    assert [each["name"] for each in beside["neighbours"]][:2] == [
        "Gloucestershire", "Bath and North East Somerset",
    ]  # fmt: skip
    assert len(beside["neighbours"]) == 10
    together = beside["neighbours_together"]
    assert together["numerator"] == sum(each["numerator"] for each in beside["neighbours"])
    assert found["2025"]["region"] is None


def test_a_short_series_is_shown_without_icons_and_says_why(
    imported: Imports,
) -> None:
    judgement = shown(TIMELY, "--area", YORK)["judgement"]
    assert judgement["variation"]["icon"] == "none"
    assert judgement["variation"]["sentence"] == "There are too few figures to judge change."
    assert judgement["notes"][0].startswith("There are only 12 figures")
    (beside,) = judgement["comparisons"]
    assert beside["verdict"] == "better"
    assert beside["interval"]["lower"] < beside["value"] < beside["interval"]["upper"]


def test_the_year_in_which_the_figures_were_made_anew_is_told(
    imported: Imports,
) -> None:
    told = shown(TIMELY, "--area", YORK)["counted_anew"]
    assert [each["on"] for each in told] == ["2023-01-01"]


def test_a_figure_in_doubt_is_shown_with_its_doubt(
    imported: Imports,
) -> None:
    found = {each["period"]: each for each in shown("new_plans", "--area", YORK)["periods"]}
    assert found["2022"]["value"] == 6078
    assert found["2022"]["doubt"].startswith("The release gives this authority the total")
    assert (found["2013"]["value"], found["2013"]["missing"]) == (None, "does not apply")
    plain = run("show", "new_plans", "--area", YORK).stdout
    assert "(1) The release gives this authority the total of its region." in plain


def test_the_plain_table_has_the_figure_with_its_base(
    imported: Imports,
) -> None:
    said = run("show", TIMELY, "--area", YORK).stdout
    assert "2025    98.5%   330 of 335  96.6% to 99.4%   45.5%" in said
    assert "Variation: No icon. There are too few figures to judge change." in said
    assert "Beside England (45.5%): better" in said


def test_an_old_code_of_an_authority_is_understood(
    imported: Imports,
) -> None:
    assert shown("requests", "--area", "E10000023")["area"]["name"] == "North Yorkshire"
