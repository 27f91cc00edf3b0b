"""Assets are what the script fetched; every colour pair can be read, in light and in dark."""

import hashlib
import re
from pathlib import Path

import pytest

import alongside.web
from alongside.web.components import TAG_COLOURS
from alongside.web.context import BRANDS

STATIC = Path(alongside.web.__file__).parent / "static/web"
CSS = (STATIC / "house.css").read_text()
DARK = "@media screen and (prefers-color-scheme: dark) {"
ENOUGH_FOR_TEXT = 4.5
ENOUGH_FOR_SHAPES = 3.0


def _colours(selector: str, *, dark: bool) -> dict[str, str]:
    """The colour properties of a selector: the light ones, then the dark ones over them."""
    found: dict[str, str] = {}
    for block in re.finditer(rf"(^|\n)( *){re.escape(selector)} {{(.*?)}}", CSS, re.DOTALL):
        if not block.group(2) or dark:
            found |= dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6})", block.group(3)))
    return found


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_known_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ground", ["paper", "ground", "raised", "sunken"])
@pytest.mark.parametrize(
    "words", ["text", "quiet", "link", "link-hover", "visited", "error", "success"]
)
def test_words_can_be_read_on_every_ground(words: str, ground: str, dark: bool) -> None:
    colours = _colours(":root", dark=dark)
    assert contrast(colours[f"--house-{words}"], colours[f"--house-{ground}"]) >= ENOUGH_FOR_TEXT


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("banner", ["error", "success", "warning", "notice"])
def test_words_can_be_read_on_every_banner(banner: str, dark: bool) -> None:
    colours = _colours(":root", dark=dark)
    for words in ("text", "link"):
        assert (
            contrast(colours[f"--house-{words}"], colours[f"--house-{banner}-soft"])
            >= ENOUGH_FOR_TEXT
        )


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("tag", [colour for colour in TAG_COLOURS if colour != "plain"])
def test_every_tag_can_be_read(tag: str, dark: bool) -> None:
    colours = _colours(":root", dark=dark)
    assert (
        contrast(colours[f"--house-{tag}-text"], colours[f"--house-{tag}-back"]) >= ENOUGH_FOR_TEXT
    )


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("brand", BRANDS)
def test_every_brand_can_be_read(brand: str, dark: bool) -> None:
    house = _colours(":root", dark=dark)
    colours = _colours(f".house-brand-{brand}", dark=dark)
    for part in ("bar", "action", "hover"):
        assert contrast("#ffffff", colours[f"--brand-{part}"]) >= ENOUGH_FOR_TEXT
    assert contrast(house["--house-text"], colours["--brand-soft"]) >= ENOUGH_FOR_TEXT
    assert contrast(colours["--brand-accent"], colours["--brand-soft"]) >= ENOUGH_FOR_TEXT
    assert contrast(colours["--brand-accent"], house["--house-paper"]) >= ENOUGH_FOR_SHAPES


@pytest.mark.parametrize("dark", [False, True])
def test_the_edge_of_a_box_can_be_seen(dark: bool) -> None:
    colours = _colours(":root", dark=dark)
    assert contrast(colours["--house-strong-line"], colours["--house-raised"]) >= ENOUGH_FOR_SHAPES


def test_dark_has_its_own_colour_for_everything_that_needs_one() -> None:
    assert CSS.count(DARK) == 3
    assert (
        _colours(":root", dark=True)["--house-paper"]
        != _colours(":root", dark=False)["--house-paper"]
    )


def test_the_vendored_files_are_the_ones_written_down() -> None:
    written = (STATIC / "vendor/README.md").read_text()
    for path in (STATIC / "vendor").iterdir():
        if path.name != "README.md":
            assert f"| {path.name} | `{hashlib.sha256(path.read_bytes()).hexdigest()}` |" in written


def test_no_stylesheet_asks_another_site_for_anything() -> None:
    for path in [*STATIC.glob("*.css"), *STATIC.glob("vendor/*.css")]:
        asked = re.findall(r"url\(([^)]*)\)", path.read_text())
        assert [address for address in asked if not address.startswith('"vendor/')] == []


def test_nothing_reserved_for_gov_uk_is_served() -> None:
    css = (STATIC / "vendor/govuk-frontend.min.css").read_text()
    assert "GDS Transport" not in css
    assert "govuk-crest.svg" not in css
    assert css.count("{") == css.count("}")


def test_colours_that_say_something_are_printed() -> None:
    """A browser leaves out backgrounds on paper unless it is asked to keep them."""
    printed = CSS[CSS.index("\n@media print {") :]
    kept = re.search(r"([^{}]*){ print-color-adjust: exact;", printed)
    assert kept is not None
    assert {".house-tag", ".house-progress__bar"} <= {
        x.strip() for x in re.split(r",|\*/", kept[1])
    }
    assert not re.search(r"\.house-tag[^{}]*{[^}]*background", printed)
