"""Which versions of a figure may be read side by side: whoever reads two that differ by few can subtract. Pure.

What was released stands in papers for good, and cannot be taken back. So it is kept first, in its order;
then the figure that stands, and those before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.measures.codes import Release
from alongside.measures.rules.figures import Point
from alongside.measures.rules.protecting import (
    OF_THE_CORRECTED,
    OF_THE_RELEASED,
    differs_by_few,
    why_small,
)


@dataclass(frozen=True, slots=True)
class Version:
    point: Point
    is_released: bool = False


def whys_beside(release: Release, unit: str, versions: Sequence[Version]) -> tuple[str, ...]:
    """For each version, the oldest first, why it may not be read beside the others; empty where it may.

    What is small by itself is hidden for that, and so stands beside nothing, unless it was released.
    """
    numbers = range(len(versions))
    released = [n for n in numbers if versions[n].is_released]
    rest = [
        n
        for n in reversed(numbers)
        if n not in released and not why_small(release, unit, versions[n].point)
    ]
    kept: list[int] = []
    whys = [""] * len(versions)
    for number in (*released, *rest):
        near = [
            other
            for other in kept
            if differs_by_few(release, unit, versions[other].point, versions[number].point)
        ]
        if not near:
            kept.append(number)
        else:
            is_released = any(versions[other].is_released for other in near)
            whys[number] = OF_THE_RELEASED if is_released else OF_THE_CORRECTED
    return tuple(whys)


def told_in_its_place(release: Release, unit: str, versions: Sequence[Version]) -> int | None:
    """Which version everybody is told in place of the one that stands, the last: the latest that was released,
    where the last differs by few from one that was. None where the last is told itself.
    """
    *before, last = versions
    released = [number for number, each in enumerate(before) if each.is_released]
    if last.is_released or not any(
        differs_by_few(release, unit, before[number].point, last.point) for number in released
    ):
        return None
    return released[-1]
