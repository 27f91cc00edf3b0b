"""What a chart is before it is drawn, and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from alongside.documents.blocks import Table

Spec: TypeAlias = dict[str, Any]
"""A Vega-Lite specification."""


class Shape(StrEnum):
    """Wide is for desks and paper, 660 units across; narrow is for phones, 330 across.

    Both have letters of 13 units, so that a phone of 390 pixels shows them at 14 pixels.
    """

    WIDE = "wide"
    NARROW = "narrow"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing of a chart that a reader may ask for: where it stands on the picture, in its units.

    ``figure`` names it with its value ("2021: 63.0%"); ``rest`` is what stands behind it.
    """

    x: float
    y: float
    figure: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """Every mark in the order of the keys. ``reads`` says which one a pointer means: the nearest
    across, the nearest down, or the nearest of all. ``first`` is where a reader begins.
    """

    marks: tuple[Mark, ...]
    reads: Literal["across", "down", "near"]
    first: int


@dataclass(frozen=True, slots=True)
class Specification:
    """A chart that is not drawn yet. ``summary`` and ``table`` say what it shows."""

    title: str
    summary: str
    table: Table
    specs: Mapping[Shape, Spec]


@dataclass(frozen=True, slots=True)
class Chart:
    """``svg`` is one element, safe to put into a page as it is.

    Its colours are properties of ``charts.css`` with those of paper to fall back on.
    """

    svg: str
    width: int
    height: int
    title: str
    summary: str
    table: Table
