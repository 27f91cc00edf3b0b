"""The pages of the sample look as the stored pictures do.

To renew them after a change that was meant: ``RENEW_SAMPLES=1 .venv/bin/pytest
tests/documents/test_pages_as_pictures.py``, then look at every picture before committing it.
"""

import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from alongside.documents.pdf import pdf_of
from tests.documents.sample import FOOTER, sample

FOLDER = Path(__file__).parent / "samples"
DOTS_PER_INCH = 70
GREYS = 16
FAR_OFF = 80
"""A difference in grey that the smoothing of edges does not make."""
MOST_DOTS_OFF = 40
"""Of half a million on a page; a short line of text that moves by one dot changes more."""


@pytest.fixture(scope="module")
def pages() -> list[Image.Image]:
    pdf = pypdfium2.PdfDocument(pdf_of(sample(), footer=FOOTER).bytes)
    scale = DOTS_PER_INCH / 72
    found = [page.render(scale=scale).to_pil().convert("L") for page in pdf]
    if os.environ.get("RENEW_SAMPLES"):
        _renew(found)
    return found


def _renew(pages: list[Image.Image]) -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("page-*.png"):
        old.unlink()
    for number, page in enumerate(pages, start=1):
        page.quantize(GREYS, dither=Image.Dither.NONE).save(
            FOLDER / f"page-{number}.png", optimize=True
        )


def dots_off(one: Image.Image, other: Image.Image) -> int:
    if one.size != other.size:
        return one.size[0] * one.size[1]
    return sum(ImageChops.difference(one, other).histogram()[FAR_OFF:])


def stored(number: int) -> Image.Image:
    return Image.open(FOLDER / f"page-{number}.png").convert("L")


def test_there_is_a_picture_for_every_page(pages):
    assert len(list(FOLDER.glob("page-*.png"))) == len(pages)


@pytest.mark.parametrize("number", range(1, 7))
def test_a_page_looks_as_it_did(pages, number, tmp_path):
    page = pages[number - 1]
    off = dots_off(page, stored(number))
    if off > MOST_DOTS_OFF:
        page.save(tmp_path / f"page-{number}.png")
    assert off <= MOST_DOTS_OFF, f"{off} dots differ; the page as it is now: {tmp_path}"


@pytest.mark.parametrize("number", range(1, 7))
def test_the_comparison_sees_one_line_that_moved_by_a_dot(pages, number):
    """The footer is the shortest text that every page has."""
    page = pages[number - 1]
    width, height = page.size
    band = (0, round(height * 0.93), width // 2, round(height * 0.97))
    moved = page.copy()
    moved.paste(page.crop(band), (band[0], band[1] + 1))
    assert dots_off(moved, stored(number)) > MOST_DOTS_OFF


def test_the_pictures_are_small():
    for path in FOLDER.glob("*.png"):
        assert path.stat().st_size < 60_000
