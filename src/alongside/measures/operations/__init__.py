"""Verbs of this room. Each writes its rows and its event in one transaction."""

from alongside.measures.operations.figures import (
    NewFigure,
    SeriesDetails,
    correct_figure,
    create_series,
    edit_series,
    enter_figure,
)
from alongside.measures.operations.framework import (
    NewStatement,
    begin_framework,
    change_statement,
    put_in_use,
    write_statement,
)
from alongside.measures.operations.impact import Impact, write_impact
from alongside.measures.operations.measures import (
    NewBasis,
    change_measure,
    define_measure,
    retire_measure,
    start_series,
)
from alongside.measures.operations.remarks import annotate, recalculate, tell_story
from alongside.measures.operations.targets import activate_target, end_target, set_target

__all__ = [
    "Impact",
    "NewBasis",
    "NewFigure",
    "NewStatement",
    "SeriesDetails",
    "activate_target",
    "annotate",
    "begin_framework",
    "change_measure",
    "change_statement",
    "correct_figure",
    "create_series",
    "define_measure",
    "edit_series",
    "end_target",
    "enter_figure",
    "put_in_use",
    "recalculate",
    "retire_measure",
    "set_target",
    "start_series",
    "tell_story",
    "write_impact",
    "write_statement",
]
