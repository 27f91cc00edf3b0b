"""No word of a person ever becomes markup of the paper: what is read in a viewer is what was written."""

from collections import Counter

import pypdfium2
import pytest
from hypothesis import given

from alongside.documents import content as c
from alongside.documents.letters import for_paper
from alongside.documents.pdf import TEMPLATE
from tests.documents.making import (
    DOCUMENTS,
    FOOTER,
    HOSTILE,
    SEVERAL,
    elements,
    every_kind,
    opened,
    paper,
    pdf_of,
    squeezed,
    text_of,
)

LOOSE = Counter({"/Div": 1000, "/Span": 1000, "/P": 1000})
"""Tags without a meaning of their own; how many there are depends on where a page ends."""
PLAIN = "An ordinary sentence of a board."


@pytest.mark.parametrize("words", HOSTILE)
def test_a_page_reads_exactly_as_it_was_written(words):
    """A macro that ran would add, drop or change something."""
    found = text_of(paper(c.Paragraph(words), title="Title", subtitle=words))
    shown = squeezed(for_paper(words))
    expected = f"A board Title {shown} 21 October 2020 {shown} {FOOTER} Page 1 of 1"
    assert squeezed(found) == squeezed(expected)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_change_no_structure(words):
    """In every place that takes words, they leave the same tags as an ordinary sentence."""

    def tags(text):
        with opened(paper(*every_kind(text), title=text, subtitle=text, author=text)) as read:
            return Counter(str(x.S) for x in elements(read)) - LOOSE

    assert tags(words) == tags(PLAIN)


@pytest.mark.parametrize("words", [x for x in HOSTILE if "\n" not in x and len(x) < 200])
def test_words_arrive_whole_in_title_bookmarks_and_alternatives(words):
    plain = " ".join(for_paper(words).split())
    with opened(paper(*every_kind(words), title=words)) as read:
        assert str(read.docinfo["/Title"]) == plain
        assert {str(x.Alt) for x in elements(read, "Figure")} == {for_paper(words)}
        with read.open_outline() as outline:
            assert outline.root[1].title == plain


def test_a_word_of_ten_thousand_letters_stays_whole_and_on_the_page():
    word = "x" * 10_000
    cell = (c.TableCell(word, note=word), c.TableCell(word, tag_colour="red"))
    columns = (c.TableColumn(word), c.TableColumn("B", is_number=True))
    made = paper(
        c.Heading(1, word),
        c.Paragraph(word),
        c.Table(word, columns, (cell,)),
        c.KeyFigures((c.Fact(word, word, word),)),
    )
    assert text_of(made).count("x") > 80_000
    for page in pypdfium2.PdfDocument(made.bytes):
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        assert min(left for left, _, _, _ in boxes) > 70
        assert max(right for _, _, right, _ in boxes) < 526
        assert min(bottom for _, bottom, _, _ in boxes) > 20


@given(DOCUMENTS)
@SEVERAL
def test_whatever_was_accepted_can_be_set(made):
    assert pdf_of(made, footer=FOOTER).page_count >= 1


def test_the_template_never_evaluates_what_it_is_given():
    source = TEMPLATE.read_text()
    assert "eval(" not in source
    assert "#import" not in source
    assert "read(" not in source
    assert source.count("sys.inputs") == 1
