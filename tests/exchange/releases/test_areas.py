"""Areas are matched by what they are, through changed codes, changed names and changed councils."""

from datetime import date

import pytest

from alongside.exchange.releases import figures, read_release
from alongside.exchange.releases.authorities import (
    SUCCESSORS,
    authorities,
    authority_of,
    named,
    region_of,
)
from alongside.exchange.releases.recognising import Published, recognise


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E06000014", "York"),
        ("816", "York"),
        ("E10000023", "North Yorkshire"),
        ("E06000065", "North Yorkshire"),
        ("E10000027", "Somerset"),
        ("E06000066", "Somerset"),
        ("E10000002", "Buckinghamshire"),
        ("E08000020", "Gateshead"),
        ("E06000048", "Northumberland"),
        ("E08000038", "Barnsley"),
        ("E06000058", "Bournemouth, Christchurch and Poole"),
        ("928", "Northamptonshire"),
    ],
)
def test_an_authority_goes_by_any_of_its_codes(code, name) -> None:
    found = authority_of(code)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("code", ["", "999", "E06999999", "York", "E12000003"])
def test_any_other_code_is_nobodys(code) -> None:
    assert authority_of(code) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Herefordshire", "E06000019"),
        ("Kingston Upon Hull, City of", "E06000010"),
        ("Bedford Borough", "E06000055"),
        ("Durham", "E06000047"),
        ("St Helens", "E08000013"),
        ("Telford & Wrekin", "E06000020"),
        ("Poole5", "E06000029"),
        ("Bournemouth (Pre LG)", "E06000028"),
        ("Southend on Sea", "E06000033"),
    ],
)
def test_a_name_written_differently_is_one_authoritys(written, code) -> None:
    assert [one.code for one in named(written)] == [code]


def test_two_authorities_were_called_dorset() -> None:
    assert {one.dfe_code for one in named("Dorset")} == {"835", "838"}


def test_there_are_as_many_authorities_as_dfe_counts_at_each_time() -> None:
    def at(day: date) -> int:
        return sum(one.existed_on(day) for one in authorities().values())

    counts = [at(date(year, 1, 17)) for year in (2019, 2020, 2022, 2024)]
    assert counts == [152, 151, 152, 153]
    assert {code for codes, _, _ in SUCCESSORS.values() for code in codes} <= set(authorities())


def test_a_code_and_a_name_of_two_authorities_are_a_fault() -> None:
    area = recognise(Published("authority", "", "823", "Cambridgeshire", "", ""))
    assert (area.code, area.fault_kind) == ("E10000003", "code_and_name_disagree")
    assert "Central Bedfordshire" in area.fault


def test_two_codes_of_two_authorities_are_a_fault() -> None:
    area = recognise(Published("authority", "E06000014", "815", "York", "", ""))
    assert (area.code, area.fault_kind) == ("E06000014", "code_and_name_disagree")


def test_regions_go_by_code_number_or_name() -> None:
    assert region_of("982") == region_of("E12000003") == region_of("", "Yorkshire and the Humber")
    assert region_of("987") == region_of("", "Inner London") == "E13000001"
    assert region_of("", "Wessex") == ""


def test_every_published_area_of_the_releases_is_known(release_2025, release_2022) -> None:
    for release in (release_2025, release_2022):
        for frame in release.frames.values():
            assert [area for area in frame.areas if not area.code] == []


def test_north_yorkshire_is_one_series_under_either_code(release_2025) -> None:
    rows = figures(
        release_2025, indicators=("requests",), areas=("E06000065",), totals_only=True
    ).to_pylist()
    assert [r["period_label"] for r in rows] == ["2019", "2020", "2021", "2022", "2023", "2024"]
    assert {r["area_code_published"] for r in rows} == {"E10000023"}


def test_the_lookup_is_checked_against_our_regions(shared_data) -> None:
    release = read_release(shared_data / "neighbours" / "local_authority_lookup.csv")
    assert [d.kind for d in release.doubts] == ["region_disagrees"]
    assert "Buckinghamshire; Gloucestershire" in release.doubts[0].where


def test_yorks_statistical_neighbours_are_found_by_code(shared_data) -> None:
    release = read_release(shared_data / "neighbours" / "statistical_neighbours_2025_05.csv")
    rows = [r for r in release.tables["neighbours_2025-05"].to_pylist()
            if r["area_code"] == "E06000014"]  # fmt: skip
    assert [r["neighbour_name"] for r in sorted(rows, key=lambda r: r["rank"])] == [
        "Gloucestershire", "Bath and North East Somerset", "North Somerset", "Hertfordshire",
        "Warwickshire", "Oxfordshire", "West Sussex", "Trafford", "Hampshire", "Stockport",
    ]  # fmt: skip
    assert all(r["neighbour_code"] for r in rows)
    assert release.doubts == ()
