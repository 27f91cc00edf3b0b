"""The bare page is bare; the gallery shows every component without a fault."""

import re
from pathlib import Path

import html5lib
import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

import alongside.web
from alongside.web import pages_bare, pages_gallery
from tests.web.requests import as_chair

COMPONENTS = Path(alongside.web.__file__).parent / "templates/web/components"
pytestmark = [pytest.mark.urls("tests.web.urls")]


@pytest.mark.django_db
def test_the_bare_page_makes_no_query_and_has_25_rows() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = pages_bare.bare(as_chair("/york/web/bare/"), "york")
    assert len(queries) == 0
    assert response.content.decode().count('scope="row"') == 25


def test_the_gallery_is_well_formed() -> None:
    response = pages_gallery.gallery(as_chair("/york/web/gallery/"), "york")
    html5lib.HTMLParser(strict=True).parse(response.content.decode())
    assert response.status_code == 200


def test_the_gallery_with_errors_is_well_formed() -> None:
    response = pages_gallery.gallery(as_chair("/york/web/gallery/", post={"title": "x"}), "york")
    html5lib.HTMLParser(strict=True).parse(response.content.decode())
    assert response.status_code == 422


def test_the_gallery_shows_every_component() -> None:
    shown = (COMPONENTS.parent / "gallery.html").read_text()
    shown += (COMPONENTS.parent / "fields.html").read_text() + (
        COMPONENTS / "check_answers.html"
    ).read_text()
    missing = [p.name for p in COMPONENTS.glob("*.html") if f"components/{p.name}" not in shown]
    assert missing == []


@override_settings(DEMONSTRATION=True)
def test_a_page_has_one_heading_a_skip_link_and_its_place_in_the_title() -> None:
    text = pages_bare.bare(as_chair("/york/web/bare/"), "york").content.decode()
    assert text.count("<h1") == 1
    assert '<a href="#main" class="govuk-skip-link"' in text
    assert "<title>Bare page – City of York – Alongside</title>" in text
    assert "Demonstration: invented people." in text


def test_no_template_holds_inline_script_or_style() -> None:
    rooms = Path(alongside.web.__file__).parents[1]
    templates = [*rooms.glob("web/templates/**/*.html"), *rooms.glob("access/templates/**/*.html")]
    assert len(templates) > 60
    inline = re.compile(
        r"\sstyle=|<style|\son\w+=|<script(?![^>]*(src=|application/json))", re.IGNORECASE
    )
    assert [str(path) for path in templates if inline.search(path.read_text())] == []
