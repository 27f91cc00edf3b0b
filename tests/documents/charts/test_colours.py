"""The sheet of styles and the palette agree, and every colour can be seen on its ground."""

import re
from pathlib import Path

import pytest

from alongside import documents
from alongside.documents.charts.palette import PAPER_COLOURS, QUIET_ROLES, TEXT_ROLES

SHEET = (Path(documents.__file__).parent / "static/documents/charts.css").read_text()
LIGHT, DARK = (
    dict(re.findall(r"--chart-([a-z-]+): (#[0-9a-f]{6});", part))
    for part in SHEET.split("@media screen and (prefers-color-scheme: dark)", 1)
)
HOUSE_GROUNDS = {"light": ("#ffffff", "#f5f7f9"), "dark": ("#14191e", "#1b2127")}
"""Paper, and what a raised card or the ground of the page has."""


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    straight = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * straight[0] + 0.7152 * straight[1] + 0.0722 * straight[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_sheet_has_every_role_twice_and_the_light_ones_are_those_of_paper():
    assert LIGHT == PAPER_COLOURS
    assert set(DARK) == set(PAPER_COLOURS)


def test_no_two_roles_share_a_colour_of_paper():
    assert len(set(PAPER_COLOURS.values())) == len(PAPER_COLOURS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_marks_stand_out_by_3_to_1_and_letters_by_4_5_to_1(scheme):
    colours = LIGHT if scheme == "light" else DARK
    for ground in HOUSE_GROUNDS[scheme]:
        for role in set(colours) - QUIET_ROLES:
            least = 4.5 if role in TEXT_ROLES else 3.0
            assert contrast(colours[role], ground) >= least, (role, ground)


def test_improving_and_getting_worse_differ_in_grey_and_in_shape():
    assert contrast(PAPER_COLOURS["improvement"], PAPER_COLOURS["concern"]) > 1.3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_stands_inside_an_icon_or_over_a_bar_can_be_seen(scheme):
    colours = LIGHT if scheme == "light" else DARK
    for role in ("improvement", "concern", "pass", "fail"):
        assert contrast(colours["paper"], colours[role]) >= 3
    for role in ("neighbour-soft", "other-soft"):
        assert contrast(colours["text"], colours[role]) >= 4.5
