"""Letters that cannot be shown are named, and nothing a person wrote vanishes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.documents import content as c
from alongside.documents.letters import for_paper, for_screen, is_drawn
from tests.documents.making import DOCUMENTS, SEVERAL, document, paper, squeezed, text_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a  b\tc", "a b c"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\x07b", "a b"),
        ("\u202eabc", "[right-to-left override]abc"),
        ("a\uffffb", "a[U+FFFF]b"),
        ("🙂 محمد", "🙂 محمد"),
        ("e\u0301", "é"),
        ("\u200d", "[zero width joiner]"),
    ],
)
def test_on_screen(text, shown):
    assert for_screen(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“Łukasz” ≥ 90 % → ✓ ŵ", "“Łukasz” ≥ 90 % → ✓ ŵ"),
        ("🙂", "[slightly smiling face]"),
        ("👩\u200d👧\ufe0f", "[woman][girl]"),
        ("\u202eabc", "[right-to-left override]abc"),
        ("co\u00adoperate", "cooperate"),
        ("a\u3000b", "a b"),
        ("\ue123", "[U+E123]"),
        ("م", "[arabic letter meem]"),
        ("\u200b", "[zero width space]"),
        ("\x01", "[U+0001]"),
    ],
)
def test_on_paper(text, shown):
    assert for_paper(text) == shown


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")))
@SEVERAL
def test_what_is_fit_for_paper_stays_as_it_is(text):
    once = for_paper(text)
    assert for_paper(once) == once
    assert all(letter == "\n" or is_drawn(letter) for letter in once)


@given(DOCUMENTS)
@SEVERAL
def test_a_document_stays_sound_on_screen_and_on_paper(made):
    """Whatever was accepted can be shown: making it fit never raises."""
    assert len(for_paper(for_screen(made)).blocks) == len(made.blocks)


def test_every_letter_of_the_list_is_in_both_fonts():
    """Typst refuses a paper with a letter that its font cannot draw."""
    letters = [chr(n) for n in range(1, 0x30000) if not 0xD800 <= n < 0xE000]
    drawn = [x for x in letters if is_drawn(x) and for_paper(f"a{x}") == f"a{x}"]
    assert len(drawn) > 2500
    words = " ".join(drawn)
    pdf = paper(c.Paragraph(words), c.Notice(words), c.Facts((c.Fact(words, words),)))
    assert pdf.page_count >= 3


def test_a_name_in_another_script_is_spelled_out():
    found = text_of(paper(c.Paragraph("محمد"), title="陳"))
    assert "[arabic letter meem][arabic letter hah]" in " ".join(found.split())
    assert squeezed("[cjk unified ideograph-9673]") in squeezed(found)


def test_a_document_without_odd_letters_is_not_changed():
    made = document(c.Paragraph("“Quoted” – and dashed"))
    assert for_screen(made) == for_paper(made) == made
