"""A document in sections that open one by one: nothing is left out, and what is read first stands first."""

import html5lib
import pytest
from django.template.loader import render_to_string

from alongside.documents import content as c
from alongside.documents.sections import in_sections
from alongside.documents.shown import shown
from tests.documents.making import HOSTILE, document, every_kind
from tests.documents.sample import sample

FIRST = "What the board is asked for"


def written(made, *first):
    return render_to_string(
        "documents/by_section.html",
        {"document": in_sections(shown(made), first=first), "whole": "show=all"},
    )


def parsed(html):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(f"<!doctype html><html lang=en><title>t</title><body>{html}")


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def sections_of(page):
    return [x for x in page.iter("details") if x.get("class") == "documents-section"]


@pytest.fixture(scope="module")
def page():
    return parsed(written(sample(), FIRST))


def test_every_heading_of_the_first_level_is_a_section_that_is_closed(page):
    found = sections_of(page)
    assert [text_of(each.find("summary")) for each in found] == [
        "Summary in plain English",
        "The written statement of action",
        "What the figures say",
        "Who leads what",
    ]
    assert not [each for each in found if "open" in each.attrib]


def test_nothing_of_the_document_is_left_out(page):
    whole = parsed(render_to_string("documents/document.html", {"document": shown(sample())}))
    for tag in ("table", "figure", "p", "li", "dl"):
        there = {text_of(x) for each in sections_of(page) for x in each.iter(tag)}
        wanted = {text_of(x) for x in whole.iter(tag)}
        contents = {text_of(x) for nav in whole.iter("nav") for x in nav.iter(tag)}
        assert wanted - contents <= there, tag


def test_what_is_read_first_stands_above_the_contents_and_again_in_its_section(page):
    first = next(page.iter("section"))
    assert text_of(first.find("h2")) == FIRST
    assert "Name an officer for the short breaks review" in text_of(first)
    assert "No report was received for workstream 4" in text_of(first)
    assert FIRST in text_of(sections_of(page)[0])
    headings = [text_of(x) for x in page.iter("h2")]
    assert headings[:2] == [FIRST, "Contents"]


def test_a_whole_section_that_stands_first_is_not_listed_again():
    page = parsed(written(sample(), "Nowhere", "What the figures say", FIRST))
    assert text_of(next(page.iter("section")).find("h2")) == "What the figures say"
    assert [text_of(each.find("summary")) for each in sections_of(page)] == [
        "Summary in plain English",
        "The written statement of action",
        "Who leads what",
    ]


def test_it_stops_at_the_next_heading():
    made = document(
        c.Heading(1, "One"), c.Heading(2, "Wanted"), c.Paragraph("mine"),
        c.Heading(3, "Next"), c.Paragraph("not mine"),
    )  # fmt: skip
    first = in_sections(shown(made), first=["Wanted"]).first
    assert first is not None
    assert len(first.blocks) == 1


def test_without_such_a_heading_nothing_stands_first():
    assert in_sections(shown(sample()), first=["Nowhere"]).first is None
    assert in_sections(shown(sample())).first is None


def test_what_stands_before_the_first_heading_is_not_hidden():
    made = document(c.Notice("Edition 2."), c.Heading(1, "One"), c.Paragraph("inside"))
    html = written(made)
    assert html.index("Edition 2.") < html.index("<details")


def test_a_document_without_headings_is_shown_as_it_is():
    html = written(document(c.Paragraph("all of it")))
    assert "all of it" in html
    assert "<details" not in html


def test_ids_are_unique_and_every_link_leads_into_the_page(page):
    ids = [x.get("id") for x in page.iter() if isinstance(x.tag, str) and x.get("id")]
    assert len(ids) == len(set(ids))
    links = [x.get("href") for x in page.iter("a")]
    assert all(link.removeprefix("#") in ids for link in links if link != "?show=all")


def test_the_parts_of_a_section_are_named_only_when_there_are_several(page):
    parts = [[text_of(x) for x in each.iter("a")][:-1] for each in sections_of(page)]
    assert parts[0] == ["What changed", "What the board is asked for", "This meeting"]
    assert parts[3] == []


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_words(words):
    page = parsed(written(document(*every_kind(words))))
    assert list(page.iter("script")) == []
