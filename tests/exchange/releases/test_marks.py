"""A missing figure keeps its reason and is never a zero."""

import pytest

from alongside.exchange.releases import figures, read_release
from tests.exchange.releases.making import folder, placed, requested, requests, residential

YORK = "E06000014"


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        ("x", "not available"),
        (":", "not available"),
        ("", "not available"),
        ("..", "not available"),
        ("z", "not applicable"),
        ("c", "confidential"),
        ("~", "confidential"),
        ("k", "rounds to zero"),
        ("low", "rounds to zero"),
        ("u", "low reliability"),
    ],
)
def test_each_mark_is_its_reason(tmp_path, mark, reason) -> None:
    rows = [placed(YORK, 2, 3, Res_52=mark), placed("E06000065", 2, 0)]
    files = {"residential_settings.csv": residential(rows)}
    release = read_release(folder(tmp_path / "r", files))
    table = release.tables["residential_settings"]
    assert table["res_52"].to_pylist() == [None, 0]
    assert table["res_52__missing"].to_pylist() == [reason, None]
    found = figures(release, indicators=("residential_placements_52_weeks",)).to_pylist()
    assert [(f["numerator"], f["missing"]) for f in found] == [(None, reason), (0, None)]


def test_a_missing_percentage_keeps_its_counts(tmp_path) -> None:
    rows = [requested(YORK, request_not_assess_pc="x")]
    release = read_release(folder(tmp_path / "r", {"requests.csv": requests(rows)}))
    found = figures(release, indicators=("requests_refused",)).to_pylist()[0]
    assert (found["numerator"], found["denominator"], found["percentage"]) == (30, 100, None)
    assert found["missing"] == "not available"


def test_a_missing_part_of_a_denominator_makes_it_missing(tmp_path) -> None:
    rows = [requested(YORK, request_outcome_over_6_weeks="c", request_outcome_six_weeks_pc="c")]
    release = read_release(folder(tmp_path / "r", {"requests.csv": requests(rows)}))
    found = figures(release, indicators=("requests_decided_within_six_weeks",)).to_pylist()[0]
    assert (found["numerator"], found["denominator"], found["missing"]) == (
        81, None, "confidential",
    )  # fmt: skip
