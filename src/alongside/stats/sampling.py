"""Random samples that anybody can draw again: from a recorded seed, in proportion to the strata.

Every key gets a place by ``sha256(seed + key)``, so that a draw depends on no library's random numbers
and on no order of the rows. Within each stratum the lowest places are taken. Strata get their share by
largest remainders (Hamilton), and at least one each while the sample is large enough for that.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Sample:
    """``chosen`` are the keys in the order of the draw; ``allocated`` says how many of each stratum."""

    chosen: tuple[str, ...]
    allocated: Mapping[str, int]


def place(seed: str, key: str) -> int:
    """The random place of a key: a whole number below 2^256, the same wherever it is worked out."""
    return int.from_bytes(hashlib.sha256(f"{seed}\x1f{key}".encode()).digest())


def stratified_sample(strata: Mapping[str, str], *, size: int, seed: str) -> Sample:
    """``strata`` gives the stratum of each key. Raises Refusal for a sample of nothing, or larger than all.

    >>> stratified_sample({"a": "x", "b": "x", "c": "y", "d": "y"}, size=2, seed="1").allocated
    {'x': 1, 'y': 1}
    """
    if size < 1:
        raise Refusal("Draw at least one.", field="size")
    if size > len(strata):
        raise Refusal(f"There are {len(strata):,} to draw from, fewer than {size:,}.", field="size")
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key, stratum in strata.items():
        groups[stratum].append(key)
    counts = {stratum: len(groups[stratum]) for stratum in sorted(groups)}
    allocated = allocate(counts, size=size)
    chosen = [
        key
        for stratum, count in allocated.items()
        for key in sorted(groups[stratum], key=lambda each: place(seed, each))[:count]
    ]
    ordered = sorted(chosen, key=lambda each: place(seed, each))
    return Sample(tuple(ordered), allocated)


def allocate(counts: Mapping[str, int], *, size: int) -> dict[str, int]:
    """``size`` shared over strata in proportion to ``counts``, none above its count.

    >>> allocate({"large": 90, "small": 10}, size=5)
    {'large': 4, 'small': 1}
    """
    whole = sum(counts.values())
    exact = {stratum: size * count / whole for stratum, count in counts.items()}
    found = {stratum: math.floor(share) for stratum, share in exact.items()}
    if size >= len(counts):
        found = {stratum: max(1, count) for stratum, count in found.items()}
    while sum(found.values()) > size:
        several = [each for each in found if found[each] > 1]
        most = max(several, key=lambda each: (found[each] - exact[each], each))
        found[most] -= 1
    while sum(found.values()) < size:
        open_ones = [each for each in found if found[each] < counts[each]]
        least = min(open_ones, key=lambda each: (found[each] - exact[each], each))
        found[least] += 1
    return found


def one_in(keys: Sequence[str], *, every: int, seed: str) -> frozenset[str]:
    """One in ``every`` of them, rounded up, by the same places under a name of its own.

    >>> len(one_in(["a", "b", "c", "d", "e", "f"], every=5, seed="1"))
    2
    """
    ranked = sorted(keys, key=lambda each: place(f"{seed}/again", each))
    return frozenset(ranked[: math.ceil(len(ranked) / every)])
