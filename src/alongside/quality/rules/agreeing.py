"""How far two auditors would give the same grade. Loaded only where it is asked for: it needs the statistics."""

from collections.abc import Sequence

from alongside.quality.rules.codes import RANK, Grade
from alongside.stats.agreement import Agreement, agreement

GRADES = tuple(sorted(Grade, key=RANK.__getitem__))


def agreement_of(pairs: Sequence[tuple[Grade, Grade]]) -> Agreement | None:
    """Of the original grades of what was marked twice, before any moderation. None for none.

    Grades are in order, so that a difference of one counts less than one of three (quadratic weights).
    """
    if not pairs:
        return None
    ratings = [[RANK[first], RANK[second]] for first, second in pairs]
    return agreement(ratings, categories=[RANK[each] for each in GRADES], weights="quadratic")
