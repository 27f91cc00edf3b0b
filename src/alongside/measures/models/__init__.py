"""Measures and their targets, series of figures, what the board says about them, and published data."""

from alongside.measures.models.computed import Computation, FigurePart
from alongside.measures.models.definitions import Measure
from alongside.measures.models.figures import Figure, Series
from alongside.measures.models.framework import (
    Descriptor,
    OutcomeService,
    OutcomesFramework,
    OutcomeStatement,
)
from alongside.measures.models.impact import ImpactEvidence
from alongside.measures.models.published import (
    Neighbour,
    PublishedArea,
    PublishedFigure,
    PublishedRelease,
)
from alongside.measures.models.readings import MadeReading, Reading, ReadingForAll
from alongside.measures.models.remarks import Annotation, Baseline, Recalculation, Story
from alongside.measures.models.targets import Target, TargetStep

__all__ = [
    "Annotation",
    "Baseline",
    "Computation",
    "Descriptor",
    "Figure",
    "FigurePart",
    "ImpactEvidence",
    "MadeReading",
    "Measure",
    "Neighbour",
    "OutcomeService",
    "OutcomeStatement",
    "OutcomesFramework",
    "PublishedArea",
    "PublishedFigure",
    "PublishedRelease",
    "Reading",
    "ReadingForAll",
    "Recalculation",
    "Series",
    "Story",
    "Target",
    "TargetStep",
]
