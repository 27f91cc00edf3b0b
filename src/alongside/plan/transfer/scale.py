"""Which step of the scale a printed status means.

A document that prints its own scale is believed: its first step is our first, and so on. Otherwise the
words of York's scale are known. A word that is in neither is not a status.
"""

from collections.abc import Iterable, Mapping

from alongside.plan.rules.codes import Step
from alongside.plan.words import STEPS


def steps_by_words(own_scale: Iterable[tuple[int, str]]) -> Mapping[str, Step]:
    """From folded words to steps. ``own_scale``: place from 1, and label, as the document prints them.

    >>> steps_by_words([(5, "Finished")])["finished"], steps_by_words([])["completed"]
    (<Step.COMPLETED: 'completed'>, <Step.COMPLETED: 'completed'>)
    """
    in_order = tuple(Step)
    known = {folded(label): step for step, label in STEPS.items()}
    own = {
        folded(label): in_order[place - 1]
        for place, label in own_scale
        if 1 <= place <= len(in_order)
    }
    return known | own


def folded(words: str) -> str:
    """Words as they are compared: small letters and single spaces."""
    return " ".join(words.split()).casefold()
