"""Which release first gave a figure, in whatever order the releases were brought in. Pure.

What the latest release says holds. Where it only repeats what an earlier one said, the figure came out
with that one.
"""

import re
from collections.abc import Hashable, Sequence

LATER = "Published in {}, after the day of this demonstration."
_LATER = re.compile(re.escape(LATER).replace(re.escape("{}"), r"\d{4}"))


def first_to_give(said: Sequence[Hashable]) -> int:
    """Where among ``said``, one for each release in the order of publication, the last is said first.

    >>> first_to_give(["70%", "63%", "63%"])
    1
    """
    return said.index(said[-1])


def doubt_since(doubt: str, first: str) -> str:
    """What is in doubt of a figure by the latest release, with the day on which the ``first`` gave it.

    >>> doubt_since(f"{LATER.format(2025)} Given twice.", "")
    'Given twice.'
    """
    later = _LATER.match(first)
    rest = _LATER.sub("", doubt).strip()
    return " ".join(filter(None, (later[0] if later else "", rest)))


def is_later(doubt: str) -> bool:
    """Whether the figure came out after the day of the demonstration."""
    return _LATER.match(doubt) is not None
