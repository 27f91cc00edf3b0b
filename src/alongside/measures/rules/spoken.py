"""Which words about a measure may be read by whom: a cause or a note can tell the small number of the figure
that it is about, so it is read by those who may read that figure. Pure.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from alongside.measures.rules.protecting import Period

WORDS_HIDDEN = (
    "Not shown, because the figure of that time is hidden and the words may tell a small number."
)
WORDS_ROUNDED = "Not shown, because figures are rounded and the words may tell the true ones."
WARNING = (
    "Some figures of this measure are hidden from most readers, because they are small. Do not write how many "
    "people it was. Your words are shown with the figure of that time, and hidden with it."
)
WARNING_OF_SEVERAL = (
    "Some figures of our measures are hidden from most readers, because they are small. Do not write how many "
    "people it was. Everybody reads the title. Your answers are hidden where the latest figure of a measure that "
    "you choose is hidden."
)
WARNING_TO_EVERYBODY = (
    "Some figures that this is measured by are hidden from most readers, because they are small. Do not write how "
    "many people it was. Everybody who reads the action plan reads your words."
)
Told: TypeAlias = tuple[Period, bool]
"""The period of a figure, and whether the figure is hidden from the reader."""


def are_words_hidden(on: date, told: Sequence[Told]) -> bool:
    """Whether the figure is hidden that words of that day are about: the one whose period holds the day, else
    the last before it. Words before the first figure are about none.

    >>> june, july = (date(2021, 6, 1), date(2021, 7, 1)), (date(2021, 7, 1), date(2021, 8, 1))
    >>> figures = [(june, True), (july, False)]
    >>> [are_words_hidden(day, figures) for day in (date(2021, 6, 9), date(2021, 9, 1))]
    [True, False]
    """
    holding = [hidden for (start, until), hidden in told if start <= on < until]
    if holding:
        return any(holding)
    before = [(until, hidden) for (_, until), hidden in told if until <= on]
    last = max((until for until, _ in before), default=None)
    return any(hidden for until, hidden in before if until == last)
