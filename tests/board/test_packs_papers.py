"""What the papers say: marks of copied statuses, what is late, what changed, and one scope."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pypdfium2 import PdfDocument

from alongside.board.paper.board_sections import decided, waiting
from alongside.board.paper.changed import what_changed
from alongside.board.paper.contribution_sections import contribution, who_came
from alongside.board.paper.hard_words import explained
from alongside.board.paper.line_words import as_published_words, late_words
from alongside.board.paper.plan_material import PlanMaterial, plans_of
from alongside.board.paper.plan_page import on_a_page
from alongside.board.paper.plan_sections import line_by_line
from alongside.board.paper.since import since_month
from alongside.board.paper.summary import Told, summary
from alongside.board.queries.contribution import contribution_page
from alongside.board.queries.decisions import all_decisions
from alongside.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    Table,
)
from alongside.documents.pdf import pdf_of
from alongside.kernel.dates import PartialDate
from alongside.plan.models import Line, StatusEntry
from tests.board.deciding import decide, held_meeting, make_desk
from tests.plan.factories import (
    LETTER,
    Place,
    complete,
    make_action,
    make_line,
    make_outcome,
    make_place,
    make_statement,
    record,
)

TODAY = date(2022, 10, 1)
SINCE = since_month(date(2022, 9, 1))
LOADED = datetime(2022, 9, 5, 9, tzinfo=UTC)
NOTHING = Told(coming_up=(), not_known=(), who_came="")


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def line(place: Place) -> Line:
    return make_line(place)


def published(line: Line, code: str, month: date) -> None:
    StatusEntry.objects.create(
        area_id=line.area_id,
        line=line,
        code=code,
        status_on=month,
        status_precision="month",
        as_published=True,
        printed="Words",
        recorded_at=LOADED,
    )


def plans(place: Place) -> tuple[PlanMaterial, ...]:
    return plans_of(place.officer, today=TODAY, since=SINCE)


def plan(place: Place) -> PlanMaterial:
    return plans(place)[0]


def texts(blocks: Iterator[Block]) -> list[str]:
    """Everything that is written, cell by cell."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(text=text) | Heading(text=text):
                found.append(text)
            case Bullets(items=items):
                found.extend(items)
            case Table(rows=rows, caption=caption):
                found.append(caption)
                found.extend(part for row in rows for c in row for part in (c.text, c.note))
    return [text for text in found if text]


def told(place: Place) -> list[Block]:
    return list(summary(plans(place), NOTHING, today=TODAY, since=SINCE.day))


def test_a_copied_status_keeps_its_mark_in_the_table_the_chart_and_the_page(
    place: Place, line: Line
) -> None:
    published(line, "embedded", date(2022, 8, 1))
    long = texts(line_by_line(plan(place)))
    assert "Dated August 2022. As published; evidence not held here" in long
    assert any(
        "1 status comes from the published action plan, and its evidence is not held here. 1 of these"
        in t
        for t in long
    )
    short = texts(on_a_page(plans(place)))
    assert "Embedded, as published" in short


def test_the_summary_says_how_many_of_the_done_are_only_published(place: Place, line: Line) -> None:
    published(line, "completed", date(2022, 8, 1))
    opening = texts(iter(told(place)))[1]
    assert "1 of 2 are done. For 1 of these the published action plan says so" in opening


def test_a_status_earned_here_has_no_mark(place: Place, line: Line) -> None:
    complete(place, line)
    assert as_published_words(plan(place).lines) == ""


def test_done_since_goes_by_the_month_the_status_stood(place: Place, line: Line) -> None:
    published(line, "completed", date(2020, 8, 1))
    assert plan(place).newly_done == ()
    published(line, "embedded", date(2022, 9, 1))
    assert plan(place).newly_done == ()


def test_done_since_holds_what_was_opened_again_and_finished(place: Place, line: Line) -> None:
    complete(place, line)
    record(place, line, "on_track", date(2020, 7, 1), note="It was not whole.")
    published(line, "completed", date(2022, 9, 1))
    assert [each.reference for each in plan(place).newly_done] == ["2.1-A"]


def test_imports_are_one_line_in_what_changed(place: Place, line: Line) -> None:
    for month, code in ((5, "started_delayed"), (8, "on_track"), (11, "completed")):
        published(line, code, date(2020, month, 1))
    found = texts(what_changed(plan(place)))
    assert found[1:] == [
        "3 statuses were brought in from the published document, for May 2020 to November 2020. "
        "The evidence for them is not held here."
    ]


def test_a_line_that_reads_another_status_because_of_an_import_is_named(
    place: Place, line: Line
) -> None:
    record(place, line, "started_delayed", date(2020, 6, 20), forecast=PartialDate(2022, 12))
    published(line, "on_track", date(2022, 7, 1))
    published(line, "embedded", date(2022, 8, 1))
    found = texts(what_changed(plan(place)))
    assert found[2:] == [
        "What the published document changed in where a line stands today",
        "August 2022",
        "2.1-A",
        "Write the strategy together",
        "Started but delayed",
        "Status of 20 June 2020",
        "Embedded",
    ]


def test_an_import_that_leaves_a_line_where_it_stood_names_none(place: Place, line: Line) -> None:
    published(line, "completed", date(2020, 5, 1))
    record(place, line, "on_track", date(2020, 6, 20), note="It was not whole.")
    assert plan(place).overwritten == ()
    published(line, "on_track", date(2022, 8, 1))
    assert plan(place).overwritten == ()


def test_a_status_tells_its_line_in_words_and_what_stood_before(place: Place, line: Line) -> None:
    record(place, line, "not_started")
    record(place, line, "started_delayed", date(2022, 9, 6), forecast=PartialDate(2022, 12))
    found = texts(what_changed(plan(place)))
    assert found[1:] == [
        "Progress recorded",
        "6 September 2022",
        "2.1-A",
        "Write the strategy together",
        "Not yet started",
        "Started but delayed",
    ]


def test_past_its_end_date_is_late_even_without_a_status(place: Place) -> None:
    outcome = make_outcome(place, make_statement(place))
    make_action(place, outcome, end=PartialDate(2021, 1))
    late = plan(place).late
    assert [late_words(each, TODAY) for each in late] == ["Late since 1 February 2021, 608 days"]
    assert "Late since 1 February 2021, 608 days" in texts(line_by_line(plan(place)))
    assert "1 Feb 2021" in texts(on_a_page(plans(place)))


def test_the_tiles_are_the_lists(place: Place, line: Line) -> None:
    record(place, line, "on_track")
    for number in range(7):
        make_action(place, line.parent, f"2.1-L{number}", end=PartialDate(2021, 1))
    blocks = told(place)
    tiles = next(block for block in blocks if isinstance(block, KeyFigures)).facts
    late = next(block for block in blocks if isinstance(block, Bullets)).items
    assert (tiles[1].value, tiles[1].note) == ("8", "of 9")
    assert len([each for each in late if "days late" in each]) == 8


@pytest.mark.parametrize(("rows_above", "fewest"), [(0, 10), (12, 6)])
def test_as_many_as_fit_are_named_and_the_rest_is_counted(
    place: Place, line: Line, rows_above: float, fewest: int
) -> None:
    record(place, line, "on_track")
    for number in range(39):
        make_action(place, line.parent, f"2.1-L{number}", end=PartialDate(2021, 1))
    edition = replace(NOTHING, rows_above=rows_above)
    blocks = list(summary(plans(place), edition, today=TODAY, since=SINCE.day))
    *named, rest = next(block for block in blocks if isinstance(block, Bullets)).items
    assert len(named) >= fewest
    assert rest == f"And {40 - len(named)} more, listed in this pack."


def pages_of(*blocks: Block) -> list[str]:
    document = Document(title="Pack", author="York", dated=TODAY, blocks=blocks)
    with closing(PdfDocument(pdf_of(document, footer="Edition 1.").bytes)) as paper:
        return [page.get_textpage().get_text_range() for page in paper]


def test_a_plan_that_nearly_fills_a_page_stands_on_one_and_the_next_flows(
    place: Place, line: Line
) -> None:
    for number in range(46):
        make_action(place, line.parent, f"2.1-a{number}.12")
    second = make_outcome(place, make_statement(place, "A second plan"), "9.1")
    make_action(place, second, "9.1-a1.1")
    blocks = tuple(on_a_page(plans(place)))
    assert not any(isinstance(block, PageBreak) for block in blocks)
    pages = pages_of(Heading(1, "Before"), Heading(1, "The action plan in short"), *blocks)
    holding = {number for number, text in enumerate(pages) if "2.1-a" in text}
    assert len(holding) == 1
    assert sum(text.count("2.1-a") for text in pages) == 46
    assert sum("9.1-a1.1" in text for text in pages) == 1


def test_a_plan_longer_than_a_page_begins_where_the_page_has_room(place: Place, line: Line) -> None:
    for number in range(90):
        make_action(place, line.parent, f"2.1-a{number}")
    pages = pages_of(Heading(1, "Before"), *on_a_page(plans(place)))
    assert "2.1-a0" in pages[0]
    assert "Before" in pages[0]
    assert len(pages) == 2


def test_everything_that_waits_is_named_where_the_summary_names_the_first() -> None:
    assert texts(waiting([f"Question {number}." for number in range(9)])) == [
        f"Question {number}." for number in range(9)
    ]
    assert texts(waiting(())) == ["Nothing waits for the board."]


def test_a_decision_says_what_it_rests_on(place: Place) -> None:
    desk = make_desk(place)
    decide(desk, held_meeting(desk))
    assert "Document: Business case, SIB/2020/07" in texts(
        iter([decided(all_decisions(desk.officer))])
    )


def test_contribution_says_what_the_page_says(place: Place) -> None:
    desk = make_desk(place)
    held_meeting(desk)
    page = contribution_page(desk.officer, last=date(2020, 6, 1), today=date(2020, 7, 1))
    found = texts(contribution(page))
    families = found[found.index("Families") :][:5]
    assert families == [
        "Families", "No member’s seat", "None expected", "None expected", "Leads none",
    ]  # fmt: skip


def test_a_row_in_short_keeps_its_whole_text_and_says_why_no_lead_stands(place: Place) -> None:
    outcome = make_outcome(place, make_statement(place))
    text = "Every key indicator stands on the shared dashboard, and together they show improvement"
    action = make_action(place, outcome)
    Line.objects.in_area(place.area.pk).filter(pk=action.pk).update(text=text)
    (table,) = [block for block in on_a_page(plans(place)) if isinstance(block, Table)]
    assert text in [row[1].text for row in table.rows]
    leads = [row[-1].text for row in table.rows if row[2].text]
    assert set(leads) <= {"No lead", "No lead published"}
    assert f"A lead is missing: {leads.count('No lead')} of 2 not done" in table.caption


def test_the_summary_says_by_how_much_what_is_late_in_whole_sentences(place: Place) -> None:
    outcome = make_outcome(place, make_statement(place))
    make_action(place, outcome, end=PartialDate(2021, 1))
    found = texts(iter(told(place)))
    assert "1 of 2 are late, the longest by 608 days." in found[1]
    assert "2.1-A: Write the strategy together. 608 days late." in found
    assert not [text for text in found if " line" in text or text.startswith("Line")]


def test_what_was_finished_earlier_and_written_down_since_is_told_with_its_month(
    place: Place, line: Line
) -> None:
    record(place, line, "completed", date(2020, 8, 1), at=LOADED, new_evidence=(LETTER,))
    found = texts(iter(told(place)))
    assert (
        "2.1-A: Write the strategy together. Done for 1 August 2020, and written down since."
    ) in found


def test_contribution_is_told_once(place: Place) -> None:
    desk = make_desk(place)
    held_meeting(desk)
    page = contribution_page(desk.officer, last=date(2020, 6, 1), today=date(2020, 7, 1))
    blocks = list(contribution(page))
    assert [type(block) for block in blocks] == [Table]
    assert who_came(page) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("4 embedded", "Embedded: done, and it has lasted."),
        ("The EHC plan", "EHC plan: education, health and care plan"),
        ("under a section 75 agreement", "Section 75 agreement: a legal way"),
        ("Publish the joint strategic needs assessment", "Joint strategic needs assessment: a"),
    ],
)
def test_a_hard_word_that_is_used_is_explained_once(text: str, word: str) -> None:
    (found,) = explained([text, text])
    assert found.startswith(word)


def test_a_word_that_is_not_used_is_not_explained() -> None:
    assert explained(["Online help for families."]) == ()
