"""Small components are escaped, whole, and reachable by keyboard."""

import html5lib
import pytest

from alongside.web import markup
from alongside.web.components import TAG_COLOURS, Cell, Column, KeyFigure, Table

HOSTILE = '<script>alert("x")</script>'
COLUMNS = (Column("Action"), Column("Slips", is_number=True))


def parsed(text: str) -> None:
    """A strict parser refuses a malformed piece."""
    html5lib.HTMLParser(strict=True).parseFragment(text)


@pytest.mark.parametrize("colour", TAG_COLOURS)
def test_a_tag_says_its_words_whatever_its_colour(colour: str) -> None:
    assert (
        markup.tag("On track", colour)
        == f'<strong class="house-tag house-tag--{colour}">On track</strong>'
    )


def test_an_unknown_tag_colour_is_a_fault() -> None:
    with pytest.raises(KeyError):
        markup.tag("On track", "pink")


@pytest.mark.parametrize(
    "piece",
    [
        markup.tag(HOSTILE, "red"),
        markup.muted(HOSTILE),
        markup.paragraphs(HOSTILE),
        markup.link(HOSTILE, f"/?q={HOSTILE}"),
        markup.progress(1, 2, HOSTILE),
        markup.key_figure(KeyFigure(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
        markup.table(
            Table(
                HOSTILE,
                (Column(HOSTILE), Column("B")),
                [(HOSTILE, Cell(HOSTILE, note=HOSTILE))],
                stack=True,
            )
        ),
        markup.table(Table("Caption", COLUMNS, [(Cell(HOSTILE, HOSTILE, "red"), HOSTILE)])),
    ],
)
def test_what_people_wrote_never_becomes_markup(piece: str) -> None:
    assert "<script" not in piece
    assert "&lt;script&gt;" in piece


def test_a_table_is_well_formed_and_says_what_it_is() -> None:
    text = markup.table(Table("Actions", COLUMNS, [(Cell("2.1A", is_header=True), "3")]))
    parsed(text)
    assert '<caption class="govuk-table__caption govuk-table__caption--m">Actions</caption>' in text
    assert text.count('scope="col"') == 2
    assert '<th scope="row" class="govuk-table__header">2.1A</th>' in text


def test_a_wide_table_can_be_scrolled_with_the_keyboard() -> None:
    text = markup.table(Table("Actions", COLUMNS, []))
    assert 'role="group" aria-label="Actions" tabindex="0"' in text


def test_a_table_without_rows_says_so_across_its_width() -> None:
    text = markup.table(Table("Risks", COLUMNS, [], empty="No risks yet."))
    assert 'colspan="2"' in text
    assert "No risks yet." in text


def test_a_stacked_table_keeps_its_meaning_and_labels_each_cell() -> None:
    text = markup.table(
        Table("Actions", COLUMNS, [(Cell("2.1A", is_header=True), "3")], stack=True)
    )
    parsed(text)
    assert [
        text.count(f'role="{role}"')
        for role in ("table", "row", "rowheader", "cell", "columnheader")
    ] == [1, 2, 1, 1, 2]
    assert text.count("data-label=") == 2


def test_a_card_leaves_out_what_says_nothing_and_keeps_a_dash_that_is_meant() -> None:
    row = (Cell("2.1A", is_header=True), "–", "", Cell(""), Cell("–"), Cell("–", note="hidden"))
    columns = [Column(title) for title in "ABCDEF"]
    card = markup.table(Table("Actions", columns, [row], stack=True))
    parsed(card)
    assert [title for title in "ABCDEF" if f'house-nothing" data-label="{title}"' in card] == [
        "B",
        "C",
        "D",
    ]
    assert "house-nothing" not in markup.table(Table("Actions", columns, [row]))


def test_a_row_of_the_wrong_length_is_a_fault() -> None:
    with pytest.raises(ValueError, match="zip"):
        markup.table(Table("Actions", COLUMNS, [("only one",)]))


def test_progress_says_its_numbers_in_words() -> None:
    text = markup.progress(3, 1200, "Tasks done")
    assert "Tasks done: 3 of 1,200" in text
    assert 'max="1200" value="3"' in text


def test_progress_of_nothing_is_not_a_bar() -> None:
    assert "<progress" not in markup.progress(0, 0, "Tasks done")


def test_a_figure_carries_its_base() -> None:
    assert "153 of 236 plans" in markup.key_figure(
        KeyFigure("On time", "64.8%", "153 of 236 plans")
    )
