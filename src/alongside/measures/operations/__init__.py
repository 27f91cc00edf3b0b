"""Verbs of this room. Each writes its rows and its event in one transaction."""

from alongside.measures.operations.baselines import freeze_baseline
from alongside.measures.operations.computed import (
    Computed,
    ComputedFigure,
    keep_computed,
)
from alongside.measures.operations.figures import (
    NewFigure,
    SeriesDetails,
    correct_figure,
    create_series,
    edit_series,
    enter_figure,
)
from alongside.measures.operations.framework import (
    begin_framework,
    change_framework,
    change_statement,
    discard_framework,
    move_statement,
    put_in_use,
    remove_statement,
    write_statement,
)
from alongside.measures.operations.impact import change_impact, write_impact
from alongside.measures.operations.measures import (
    NewBasis,
    change_measure,
    define_measure,
    retire_measure,
    start_series,
)
from alongside.measures.operations.released import release_figures
from alongside.measures.operations.remarks import (
    annotate,
    recalculate,
    tell_story,
    withdraw_recalculation,
)
from alongside.measures.operations.targets import (
    activate_target,
    change_target,
    end_target,
    set_target,
)

__all__ = [
    "Computed",
    "ComputedFigure",
    "NewBasis",
    "NewFigure",
    "SeriesDetails",
    "activate_target",
    "annotate",
    "begin_framework",
    "change_framework",
    "change_impact",
    "change_measure",
    "change_statement",
    "change_target",
    "correct_figure",
    "create_series",
    "define_measure",
    "discard_framework",
    "edit_series",
    "end_target",
    "enter_figure",
    "freeze_baseline",
    "keep_computed",
    "move_statement",
    "put_in_use",
    "recalculate",
    "release_figures",
    "remove_statement",
    "retire_measure",
    "set_target",
    "start_series",
    "tell_story",
    "withdraw_recalculation",
    "write_impact",
    "write_statement",
]
