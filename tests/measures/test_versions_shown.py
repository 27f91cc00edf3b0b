"""Of all versions of a figure no reader is shown two that differ by few: on its page, in the list of what was
corrected, and in the words that papers keep.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations

import pytest
from django.test import Client

from alongside.measures import operations, work
from alongside.measures.choosing import words_of
from alongside.measures.codes import Release
from alongside.measures.models import Figure, Measure
from alongside.measures.queries.protected import told_to_all
from alongside.measures.restating import restatements
from alongside.measures.rules.figures import Point, percentage
from alongside.measures.rules.protecting import POLICY_OF, differs_by_few
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import make_counted, share
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
CHAINS = (
    ((60, 90), (61, 90), (62, 90)),
    ((60, 90), (63, 90), (67, 90), (63, 91)),
    ((60, 90), (75, 95), (61, 91), (74, 94), (60, 90)),
    ((60, 90), (2, 90), (60, 91), (30, 45)),
    ((60, 90), (52, 90), (60, 90), (51, 90), (44, 90)),
)
RELEASES = [each for each in Release if POLICY_OF[each] and each is not Release.HEALTH]
"""Where figures are rounded no two counts stand as they are."""


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def corrected(
    place: Place, number: int, chain: tuple[tuple[int, int], ...], release: Release
) -> Measure:
    """A figure with so many versions, of which every second was kept by a paper as it was told then."""
    named = {"code": f"{number}.{release}", "title": f"Plans {number} {release}"}
    measure = make_counted(place, chain[0], release=release, **named)
    for count, (numerator, denominator) in enumerate(chain[1:]):
        row = Figure.objects.in_area(place.area.pk).get(
            series__measure=measure, corrected_by_figure=None
        )
        if count % 2 == 0:
            operations.release_figures(actor=place.chair, at=NOW, figures=[row.ref])
        new = share(0, numerator, denominator, "The records were checked.")
        operations.correct_figure(actor=place.officer, at=NOW, figure_ref=row.ref, new=new)
    return measure


def read(client: Client, place: Place, measure: Measure) -> Iterator[str]:
    rows = Figure.objects.in_area(place.area.pk).filter(series__measure=measure)
    for row in rows.select_related("series__measure", "told_as", "corrected_by_figure"):
        yield words_of(row)
        told = told_to_all(row) if row.released_at else None
        yield words_of(told) if told else ""
        yield _counts_on(words(client.get(to("figure", row.ref))))
    yield from (line.sentence for line in restatements(place.chair, measure.ref))
    yield words(client.get(to("measure", measure.ref)))
    yield words(client.get(to("series", measure.series.get().ref)))


def _counts_on(page: str) -> str:
    """Its two counts stand in boxes of their own."""
    found = re.search(r"Counted (\d+) .*?Out of (\d+) ", page)
    return f"{found[1]} of {found[2]}" if found else ""


@pytest.mark.parametrize("release", RELEASES)
def test_no_reader_is_shown_two_versions_that_differ_by_few(place: Place, release: Release) -> None:
    measures = [corrected(place, n, chain, release) for n, chain in enumerate(CHAINS)]
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)
    chair = client_of(place, "chair")
    for measure in measures:
        told = " ".join(read(chair, place, measure))
        shown = {(int(x), int(n)) for x, n in re.findall(r"(\d+) of (\d+)", told)}
        points = [_point(*each) for each in sorted(shown) if each[1] >= 45]
        assert points, told
        near = [
            pair for pair in combinations(points, 2) if differs_by_few(release, "percent", *pair)
        ]
        assert near == [], measure


def _point(numerator: int, denominator: int) -> Point:
    new = share(0, numerator, denominator)
    return Point(new.period_from, new.period_until, percentage(numerator, denominator), numerator, denominator)  # fmt: skip
