"""What a pack says in words: what was brought in, which leads are missing, and the way back on screen."""

# ruff: noqa: F811

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.board.operations.packs import freeze_board_pack
from alongside.board.paper.edition import changed_sections
from alongside.board.paper.plan_material import plans_of
from alongside.board.paper.plan_page import on_a_page
from alongside.board.paper.plan_sections import line_by_line, not_published, ownerless
from alongside.board.paper.summary import Told, summary
from alongside.documents.content import Document, Heading, KeyFigures, Paragraph, Table
from alongside.kernel.dates import PartialDate
from alongside.plan.models import Line
from tests.board.factories import make_board, make_meeting
from tests.board.packing import AT, issued
from tests.board.test_packs_papers import NOTHING, SINCE, TODAY, published, texts
from tests.plan.factories import Place, make_action, make_line, make_place
from tests.plan.pages_changing.conftest import (  # noqa: F401
    SignIn,
    june_2020,
    mail_to_memory,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def line(place: Place) -> Line:
    return make_line(place)


def told(place: Place, told: Told = NOTHING) -> list[str]:
    plans = plans_of(place.officer, today=TODAY, since=SINCE)
    return texts(iter(list(summary(plans, told, today=TODAY, since=SINCE.day))))


def test_what_counts_as_done_because_it_was_brought_in_is_said(place: Place, line: Line) -> None:
    published(line, "completed", date(2022, 5, 1))
    said = told(place)
    assert "Nothing was finished in this time." in said
    assert any(
        each.startswith("1 more counts as done because published statuses were brought in.")
        for each in said
    )


def test_nothing_is_said_of_it_otherwise(place: Place, line: Line) -> None:
    assert not [each for each in told(place) if "brought in" in each]


def test_the_missing_leads_are_counted_alike_everywhere(place: Place, line: Line) -> None:
    (plan,) = plans = plans_of(place.officer, today=TODAY, since=SINCE)
    figures = next(
        block
        for block in summary(plans, NOTHING, today=TODAY, since=SINCE.day)
        if isinstance(block, KeyFigures)
    )
    missing = next(fact for fact in figures.facts if fact.label == "A lead is missing")
    (table,) = [block for block in on_a_page(plans) if isinstance(block, Table)]
    assert len(ownerless(plan).rows) == int(missing.value) == 2
    assert f"A lead is missing: {missing.value} {missing.note}" in table.caption
    assert not_published(plan).rows == ()


def test_each_section_on_screen_leads_back_to_the_contents(
    place: Place, line: Line, sign_in: SignIn
) -> None:
    meeting = make_meeting(place, make_board(place))
    frozen = freeze_board_pack(actor=place.chair, at=AT, meeting_ref=meeting.ref, seen_number=0)
    edition = issued(frozen)
    reader = sign_in("Mona Member", "board_member")
    address = reverse("board:edition", args=["york", edition.ref])
    page = reader.get(address).content.decode()
    assert page.count("Back to contents") == page.count("documents-section__title") > 5
    whole = reader.get(f"{address}?show=everything").content.decode()
    after = whole.partition('class="documents-contents"')[2]
    assert after.count("Back to contents") == after.count("documents-heading") > 5
    assert whole.count("Back to contents") == after.count("Back to contents")


def test_days_that_pass_are_no_difference_and_new_words_are(place: Place, line: Line) -> None:
    make_action(place, line.parent, "2.1-L", end=PartialDate(2021, 1))

    def on(today: date, said: str = "The same") -> Document:
        plans = plans_of(place.officer, today=today, since=SINCE)
        blocks = [*summary(plans, NOTHING, today=today, since=SINCE.day), Heading(1, "By line")]
        blocks += [*line_by_line(plans[0]), Heading(1, "Said"), Paragraph(said)]
        return Document(title="A", author="B", dated=today, blocks=tuple(blocks))

    first, next_day = on(TODAY), on(TODAY + timedelta(days=1))
    assert first.blocks != next_day.blocks
    assert changed_sections(first, next_day) == ()
    assert changed_sections(on(TODAY, "It is 2 days late"), on(TODAY, "It is 9 days late")) == (
        "Said",
    )
