"""Of all versions of a figure that are read side by side no two differ by few."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.measures.codes import Release
from alongside.measures.rules.figures import Point, percentage
from alongside.measures.rules.protecting import (
    OF_THE_CORRECTED,
    OF_THE_RELEASED,
    POLICY_OF,
    differs_by_few,
    why_small,
)
from alongside.measures.rules.versions import Version, told_in_its_place, whys_beside

JUNE = (date(2021, 6, 1), date(2021, 7, 1))
FIVE = Release.UNDER_FIVE


def share(numerator: int, denominator: int) -> Point:
    return Point(*JUNE, percentage(numerator, denominator), numerator, denominator)


def count(value: int) -> Point:
    return Point(*JUNE, Decimal(value))


def told(release: Release, unit: str, versions: Sequence[Version]) -> list[Point]:
    """What a reader is shown of the versions, side by side."""
    whys = whys_beside(release, unit, versions)
    return [
        each.point
        for each, why in zip(versions, whys, strict=True)
        if not why and not why_small(release, unit, each.point)
    ]


shares = st.tuples(st.integers(0, 90), st.integers(1, 90)).map(lambda xn: share(min(xn), xn[1]))
counts = st.integers(0, 60).map(count)
releases = st.sampled_from(list(Release))


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine draws slowly
@given(releases, st.one_of(st.lists(shares, min_size=3, max_size=5), st.lists(counts, min_size=3, max_size=5)))  # fmt: skip
def test_no_two_versions_that_are_shown_differ_by_few(release: Release, chain: list[Point]) -> None:
    unit = "percent" if chain[0].denominator else "children"
    shown = told(release, unit, [Version(each) for each in chain])
    assert not [pair for pair in combinations(shown, 2) if differs_by_few(release, unit, *pair)]


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine draws slowly
@given(releases, st.lists(st.tuples(shares, st.booleans()), min_size=3, max_size=5))
def test_what_is_told_beside_papers_as_they_were_released_never_differs_from_them_by_few(
    release: Release, chain: list[tuple[Point, bool]]
) -> None:
    """Each version is told as it stands for everybody on its day, and released on some days."""
    versions: list[Version] = []
    for point, is_released in chain:
        versions.append(Version(point))
        place = told_in_its_place(release, "percent", versions)
        at = len(versions) - 1 if place is None else place
        if is_released and not why_small(release, "percent", versions[at].point):
            versions[at] = Version(versions[at].point, is_released=True)
    papers = [each.point for each in versions if each.is_released]
    place = told_in_its_place(release, "percent", versions)
    live = versions[-1 if place is None else place].point
    hidden = why_small(release, "percent", live)
    both = [*papers, *(() if hidden else (live,)), *told(release, "percent", versions)]
    assert not [p for p in combinations(both, 2) if differs_by_few(release, "percent", *p)]


def test_what_was_released_is_kept_and_a_small_correction_of_it_is_not() -> None:
    versions = [Version(share(48, 60), is_released=True), Version(share(49, 61))]
    assert whys_beside(FIVE, "percent", versions) == ("", OF_THE_RELEASED)
    assert told_in_its_place(FIVE, "percent", versions) == 0


def test_a_large_correction_of_what_was_released_stands() -> None:
    versions = [Version(share(48, 60), is_released=True), Version(share(30, 60))]
    assert whys_beside(FIVE, "percent", versions) == ("", "")
    assert told_in_its_place(FIVE, "percent", versions) is None


def test_of_what_was_never_released_the_last_is_kept() -> None:
    versions = [Version(share(48, 60)), Version(share(49, 61))]
    assert whys_beside(FIVE, "percent", versions) == (OF_THE_CORRECTED, "")
    assert told_in_its_place(FIVE, "percent", versions) is None


def test_a_correction_near_an_older_paper_gives_way_to_the_latest_paper() -> None:
    versions = [
        Version(share(48, 60), is_released=True),
        Version(share(30, 60), is_released=True),
        Version(share(47, 60)),
    ]
    assert told_in_its_place(FIVE, "percent", versions) == 1


@pytest.mark.parametrize("release", [each for each in Release if POLICY_OF[each] is None])
def test_where_everything_is_published_nothing_is_held_back(release: Release) -> None:
    versions = [Version(share(48, 60), is_released=True), Version(share(49, 61))]
    assert whys_beside(release, "percent", versions) == ("", "")
    assert told_in_its_place(release, "percent", versions) is None
