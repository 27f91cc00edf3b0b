"""Refusals: how any room says no.

A refusal is a sentence for the person who asked: what is wrong and what to do about it. It is
never a code and never names a record that the person may not see.
"""

from collections.abc import Sequence


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """One thing that may not happen, and why.

    ``field`` names the form field or command attribute that the sentence belongs to; empty for the
    whole form.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Refusals(Exception):  # noqa: N818
    """Several refusals at once, so that a person can mend all of them in one go."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__(" ".join(refusal.sentence for refusal in refusals))
        self.refusals = tuple(refusals)


class Changed(Refusal):
    """Somebody else changed the same thing first.

    ``differences`` holds (label, theirs, yours) for each part that differs, in words for the page.
    """

    def __init__(self, sentence: str, *, differences: Sequence[tuple[str, str, str]] = ()) -> None:
        super().__init__(sentence)
        self.differences = tuple(differences)


class Hidden(Exception):  # noqa: N818
    """The record is not there, or not for this person: the page says "not found" to both."""
