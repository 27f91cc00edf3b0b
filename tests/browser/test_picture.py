"""The picture of the README: York's action plan as the chair sees it.

It is written only when README_PICTURE=1 asks for it, so that a run of the tests changes no file. Otherwise the
test asks that the picture is there and has the size that the README expects.
"""

import os
import re
import struct
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.server import Server
from tests.ready import PROJECT

PICTURE = PROJECT / "docs" / "images" / "statement.png"
WIDTH, HEIGHT = 1280, 1000


@pytest.fixture(scope="module")
def server(reading_server: Server) -> Server:
    """Nothing is written here but sign-ins."""
    return reading_server


def test_the_readme_shows_the_action_plan(sign_in: SignIn) -> None:
    page = sign_in("chair@york.example", viewport={"width": WIDTH, "height": HEIGHT})
    page.goto("/york/plan/")
    page.get_by_role("main").get_by_role("link", name=re.compile("written statement")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("written statement of action")
    if os.environ.get("README_PICTURE") == "1":
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=PICTURE)
    assert _size(PICTURE) == (WIDTH, HEIGHT), "Make it: README_PICTURE=1 make test ROOM=browser"
    assert "docs/images/statement.png" in (PROJECT / "README.md").read_text()


def _size(path: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height
