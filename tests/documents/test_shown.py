"""A document on screen: every text escaped, headings in order, tables and charts with their words."""

from pathlib import Path

import html5lib
import pytest
from django.template.loader import render_to_string

from alongside import documents
from alongside.documents import content as c
from alongside.documents.letters import for_screen
from alongside.documents.shown import figures_of, shown
from tests.documents.making import HOSTILE, document, every_kind
from tests.documents.sample import sample

SVG = "{http://www.w3.org/2000/svg}"
KINDS = {
    "contents", "heading", "paragraph", "bullets", "table", "chart", "notice", "key-figures",
    "facts", "page-break",
}  # fmt: skip


def written(made, **options):
    return render_to_string("documents/document.html", {"document": shown(made, **options)})


def parsed(html):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(f"<!doctype html><html lang=en><title>t</title><body>{html}")


def text_of(element):
    return " ".join("".join(element.itertext()).split())


@pytest.fixture(scope="module")
def page():
    return parsed(written(sample()))


def test_the_sample_shows_every_kind_of_block():
    assert {block.kind for block in shown(sample()).blocks} == KINDS


def test_headings_begin_below_the_title_of_the_page_and_skip_no_level(page):
    levels = [int(x.tag[1]) for x in page.iter() if x.tag in {"h1", "h2", "h3", "h4"}]
    assert min(levels) == 2
    assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))


def test_ids_are_unique_and_the_contents_lead_to_them(page):
    ids = [x.get("id") for x in page.iter() if isinstance(x.tag, str) and x.get("id")]
    assert len(ids) == len(set(ids))
    links = [x.get("href") for x in page.iter("a")]
    assert len([link for link in links if link != "#section-contents"]) == 10
    assert all(link.removeprefix("#") in ids for link in links)


def test_two_documents_may_stand_on_one_page():
    both = parsed(written(sample(), prefix="one") + written(sample(), prefix="two"))
    ids = [x.get("id") for x in both.iter() if isinstance(x.tag, str) and x.get("id")]
    assert len(ids) == len(set(ids))


def test_a_table_has_its_caption_and_scoped_headers(page):
    for table in page.iter("table"):
        assert text_of(table.find("caption"))
        assert {x.get("scope") for x in table.iter("th")} <= {"col", "row"}
    empty = [x for x in page.iter("td") if text_of(x) == "Every line has a lead."]
    assert [x.get("colspan") for x in empty] == ["2"]


def test_a_chart_has_its_words_and_its_numbers_beside_it(page):
    charts = list(page.iter("figure"))
    assert len(charts) == 3
    for chart in charts:
        words = [x for x in chart.iter("p") if x.get("class") == "documents-chart__words"]
        assert len(text_of(words[0])) > 20
        assert len(list(chart.iter(SVG + "svg"))) == 2
        assert len(list(chart.find("details").iter("tr"))) > 6


def test_the_numbers_of_a_line_name_period_figure_and_base():
    points = (c.ChartPoint("Sep", "September 2020", "12.5", "5 of 40"), c.ChartPoint("Oct", "", ""))
    table = figures_of(c.LineChart("T", "A", "% of plans", points))
    assert [column.title for column in table.columns] == ["Period", "% of plans", "Of"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["September 2020", "12.5", "5 of 40"],
        ["Oct", "No figure", ""],
    ]


def test_a_line_without_bases_has_no_column_for_them():
    table = figures_of(c.LineChart("T", "A", "", (c.ChartPoint("Sep", "", "1"),)))
    assert [column.title for column in table.columns] == ["Period", "Figure"]


def test_nothing_on_the_page_is_styled_or_scripted_inline(page):
    for element in page.iter():
        if isinstance(element.tag, str):
            assert element.tag not in {"script", "style"}
            assert not [name for name in element.attrib if name == "style" or name[:2] == "on"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_words(words):
    html = written(document(*every_kind(words)))
    page = parsed(html)
    assert list(page.iter("script")) == []
    expected = " ".join(for_screen(words).split())
    assert text_of(next(page.iter("h2"))) in {"Contents", expected}
    for tag in ("h4", "caption", "li", "figcaption", SVG + "title", SVG + "desc", "dt"):
        found = [text_of(x).replace("\n", " ") for x in page.iter(tag)]
        assert any(squeezed == expected.replace(" ", "") for squeezed in _squeezed(found)), tag


def _squeezed(texts):
    return [text.replace(" ", "") for text in texts]


def test_a_drawing_is_the_only_thing_taken_as_it_is():
    """The template trusts two values; both come from the serialiser of charts."""
    folder = Path(documents.__file__).parent / "templates/documents"
    trusted = [
        line.strip()
        for path in folder.glob("*.html")
        for line in path.read_text().splitlines()
        if "safe" in line or "autoescape" in line
    ]
    assert len(trusted) == 2
    assert all("chart.wide|safe" in x or "chart.narrow|safe" in x for x in trusted)


def test_line_breaks_are_kept():
    html = written(document(c.Paragraph("one\ntwo")))
    assert "one<br>two" in html
