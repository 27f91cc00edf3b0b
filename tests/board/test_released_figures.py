"""A pack keeps its figure for good, so a later version that differs by few is not told beside it."""

from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from alongside.board.models import Meeting, PackEdition
from alongside.board.operations.packs import freeze_board_pack
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations, work
from alongside.measures.choosing import latest_figures
from alongside.measures.models import Figure, Measure, ReadingForAll
from alongside.measures.restating import restatements
from alongside.measures.rules.protecting import HELD, OF_THE_RELEASED
from alongside.web import clock
from tests.board.factories import make_board, make_meeting
from tests.board.packing import issued
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import make_counted, share
from tests.plan.factories import Place, make_outcome, make_place, make_statement, make_success

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
FROZEN = datetime(2020, 7, 10, 9, 0, tzinfo=UTC)
MONTHS = [(200 + number % 5, 419) for number in range(14)]
PAPER, HELD_BACK, FAR = ("311 of 523", "59.5%"), ("313 of 523", "59.8%"), ("402 of 523", "76.9%")


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def measure(place: Place) -> Measure:
    made = make_counted(place, *MONTHS, (311, 523))
    make_success(place, make_outcome(place, make_statement(place)), made.series.get())
    judged(place)
    return made


@pytest.fixture
def meeting(place: Place, measure: Measure) -> Meeting:
    return make_meeting(place, make_board(place))


def judged(place: Place) -> None:
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)


def freeze(place: Place, meeting: Meeting, seen: int = 0, why: str = "") -> str:
    edition: PackEdition = freeze_board_pack(
        actor=place.chair, at=FROZEN, meeting_ref=meeting.ref, seen_number=seen, why=why
    )
    return str(issued(edition).content)


def correct(place: Place, numerator: int, why: str = "One came late.") -> Figure:
    wrong = Figure.objects.in_area(place.area.pk).get(denominator=523, corrected_by_figure=None)
    made = operations.correct_figure(
        actor=place.officer, at=NOW, figure_ref=wrong.ref, new=share(14, numerator, 523, why)
    )
    judged(place)
    return made


def read_by(client: Client, place: Place, measure: Measure) -> str:
    """Everything that shows the figure, in words and files."""
    rows = Figure.objects.in_area(place.area.pk).filter(denominator=523)
    addresses = (
        to("dashboard"),
        to("all_series"),
        to("measure", measure.ref),
        to("series", measure.series.get().ref),
        *(to("figure", row.ref) for row in rows),
    )
    pages = [client.get(address) for address in addresses]
    export = client.get(to("export", "csv")).content.decode()
    drawn = " ".join(page.content.decode() for page in pages)
    return " ".join([*map(words, pages), export, drawn])


def test_a_small_correction_of_what_a_pack_keeps_is_told_to_nobody_beside_it(
    place: Place, measure: Measure, meeting: Meeting
) -> None:
    assert PAPER[1] in freeze(place, meeting)
    later = correct(place, 313)
    chair = client_of(place, "chair")
    said = read_by(chair, place, measure)
    assert [each for each in (*HELD_BACK, "59.847") if each in said] == []
    assert PAPER[0] in said
    assert HELD in words(chair.get(to("measure", measure.ref)))
    assert OF_THE_RELEASED in words(chair.get(to("figure", later.ref)))
    assert "<svg" in chair.get(to("measure", measure.ref)).content.decode()
    (row,) = latest_figures(place.chair)
    assert "311 of 523" in row.words
    (line,) = restatements(place.chair, measure.ref)
    assert "311 of 523) was corrected to a figure that is not shown" in line.sentence
    officer = read_by(client_of(place, "data_analyst"), place, measure)
    assert HELD_BACK[0] in officer
    again = freeze(place, meeting, seen=1, why="A report came late.")
    assert PAPER[1] in again
    assert HELD_BACK[1] not in again
    assert not Figure.objects.in_area(place.area.pk).filter(pk=later.pk, released_at__isnull=False)


@pytest.mark.scenario(29)
def test_the_live_figure_is_corrected_with_a_line_and_the_pack_keeps_its_own(
    place: Place, measure: Measure, meeting: Meeting
) -> None:
    freeze(place, meeting)
    correct(place, 402, "The dates of 91 were wrong.")
    page = words(client_of(place, "chair").get(to("measure", measure.ref)))
    assert "March 2021 59.5% (311 of 523) 76.9% (402 of 523) The dates of 91 were wrong." in page
    kept = str(PackEdition.objects.in_area(place.area.pk).get().content)
    assert PAPER[1] in kept
    assert FAR[1] not in kept


def test_a_large_correction_is_told_and_the_ones_between_are_not(
    place: Place, measure: Measure, meeting: Meeting
) -> None:
    freeze(place, meeting)
    correct(place, 313)
    assert ReadingForAll.objects.in_area(place.area.pk).exists()
    correct(place, 402)
    assert not ReadingForAll.objects.in_area(place.area.pk).exists()
    said = read_by(client_of(place, "chair"), place, measure)
    assert FAR[0] in said
    assert PAPER[0] in said
    assert HELD_BACK[0] not in said


def test_what_was_never_released_gives_way_to_its_correction(
    place: Place, measure: Measure, meeting: Meeting
) -> None:
    correct(place, 313)
    assert HELD_BACK[1] in freeze(place, meeting)
    said = read_by(client_of(place, "chair"), place, measure)
    assert HELD_BACK[0] in said
    assert PAPER[0] not in said


def test_freezing_notes_which_figures_were_released_once(
    place: Place, measure: Measure, meeting: Meeting
) -> None:
    freeze(place, meeting)
    rows = Figure.objects.in_area(place.area.pk)
    assert {row.released_at for row in rows} == {FROZEN}
    freeze(place, meeting, seen=1, why="A report came late.")
    (entry,) = LedgerEntry.objects.filter(verb="measures.release_figures")
    assert entry.subject_ref == measure.series.get().ref


def test_packs_from_before_count_as_released(
    place: Place, measure: Measure, meeting: Meeting
) -> None:
    freeze(place, meeting)
    rows = Figure.objects.in_area(place.area.pk)
    rows.update(released_at=None, entered_at=datetime(2020, 7, 1, tzinfo=UTC))
    correct(place, 313)
    migration: Any = import_module("alongside.board.migrations.0003_released_figures")
    migration.release(apps, None)
    assert rows.filter(released_at=FROZEN).count() == 15
    assert rows.filter(released_at=None).count() == 1
    judged(place)
    said = read_by(client_of(place, "chair"), place, measure)
    assert PAPER[0] in said
    assert HELD_BACK[0] not in said


def test_the_page_of_the_series_tells_which_version_the_paper_keeps(
    place: Place, measure: Measure, meeting: Meeting
) -> None:
    freeze(place, meeting)
    correct(place, 313)
    address = reverse("measures:series", args=["york", measure.series.get().ref])
    said = words(client_of(place, "chair").get(address))
    assert PAPER[0] in said
    assert OF_THE_RELEASED in said
