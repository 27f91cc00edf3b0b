"""The XmR rules once more, slowly: one series, plain loops, exact fractions, nothing of the room.

A float stands for the decimal it prints as. Lists hold None where a value is missing.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

LIMIT = Fraction(266, 100)
SCREEN = Fraction(3267, 1000)
ORDER = ("outside", "trend", "two_of_three", "shift")


@dataclass
class Rules:
    screening: bool = True
    run: int = 7
    beyond_counts: bool = False
    icons_from: int = 1
    count_rows: bool = True
    good_first: bool = False
    breaks: bool = True
    fix_after: int | None = None


@dataclass
class Point:
    value: Fraction | None
    group: int
    centre: Fraction | None = None
    average_range: Fraction | None = None
    flags: set = field(default_factory=set)
    ways: dict = field(default_factory=dict)
    label: str = "common_cause"
    direction: int = 0
    type: str = "common_cause"

    def limit(self, part=Fraction(1), sign=1):
        if self.average_range is None:
            return None
        return self.centre + sign * part * LIMIT * self.average_range

    @property
    def side(self):
        return (
            (self.value > self.centre) - (self.value < self.centre)
            if self.centre is not None
            else 0
        )

    def beyond(self, part):
        if self.average_range is None:
            return False
        return self.value > self.limit(part) or self.value < self.limit(part, -1)


def judge(values, *, rules, starts=(), ghosts=(), good=0, target=None):
    """Points in order, then variation and assurance."""
    points, group = [], 0
    for i, value in enumerate(values):
        group += i in starts and i > 0
        is_used = value is not None and i not in ghosts
        points.append(Point(Fraction(str(value)) if is_used else None, group))
    for number in range(group + 1):
        members = [p for p in points if p.group == number]
        _lines(members, rules)
        chain = members if rules.breaks else [p for p in members if p.value is not None]
        _flag(chain, rules)
    for point in points:
        _label(point, rules, good)
    return points, *_icons(points, rules, good, target)


def _lines(members, rules):
    base = members[: rules.fix_after] if rules.fix_after else members
    known = [p.value for p in base if p.value is not None]
    if not known:
        return
    mean = sum(known) / len(known)
    ranges = [
        abs(b.value - a.value)
        for a, b in pairwise(base)
        if a.value is not None and b.value is not None
    ]
    if rules.screening and any(ranges):
        cut = SCREEN * sum(ranges) / len(ranges)
        ranges = [r for r in ranges if r < cut]
    for point in members:
        point.centre = mean
        point.average_range = sum(ranges) / len(ranges) if ranges else None


def _flag(chain, rules):
    for p in chain:
        if p.value is not None and p.beyond(1):
            p.flags.add("outside")
            p.ways["outside"] = p.side
    for i in range(len(chain) - rules.run + 1):
        window = chain[i : i + rules.run]
        if any(p.value is None for p in window):
            continue
        if len({p.side for p in window}) == 1 and window[0].side:
            for p in window:
                p.flags.add("shift")
                p.ways["shift"] = p.side
    _flag_trends(chain, rules.run)
    for i in range(len(chain) - 2):
        _flag_two_of_three(chain[i : i + 3], rules)


def _flag_two_of_three(window, rules):
    if any(p.value is None for p in window):
        return
    if len({p.side for p in window}) > 1 or not window[0].side:
        return
    two_thirds = Fraction(2, 3)
    near = [p for p in window if p.beyond(two_thirds) and (rules.beyond_counts or not p.beyond(1))]
    if len(near) >= 2:
        for p in near:
            p.flags.add("two_of_three")
            p.ways["two_of_three"] = p.side


def _flag_trends(chain, run):
    """Each point by the steps beside it: a long enough run to its right says, else to its left."""
    steps = [_step(a, b) for a, b in pairwise(chain)]
    for i, point in enumerate(chain):
        for beside in (i, i - 1):  # the step to the right first
            if not 0 <= beside < len(steps) or not steps[beside]:
                continue
            first = last = beside
            while first > 0 and steps[first - 1] == steps[beside]:
                first -= 1
            while last < len(steps) - 1 and steps[last + 1] == steps[beside]:
                last += 1
            if last - first + 1 >= run - 1:
                point.flags.add("trend")
                point.ways["trend"] = steps[beside]
                break


def _step(a, b):
    if a.value is None or b.value is None:
        return 0
    return (b.value > a.value) - (b.value < a.value)


def _label(point, rules, good):
    found = [name for name in ORDER if name in point.flags]
    if rules.good_first and good:
        found = [name for name in found if point.ways[name] == good] or found
    if not found:
        return
    point.label, point.direction = found[0], point.ways[found[0]]
    height = "high" if point.direction > 0 else "low"
    kind = "neutral" if not good else "improvement" if point.direction == good else "concern"
    point.type = f"{kind}_{height}"


def _icons(points, rules, good, target):
    judged = [p for p in points if p.value is not None]
    if not judged or judged[-1].average_range is None:
        return "none", "none"
    last = judged[-1]
    pool = points if rules.count_rows else judged
    if sum(p.group == last.group for p in pool) < rules.icons_from:
        return "none", "none"
    if target is None or not good:
        return last.type, "none"
    aim = Fraction(str(target))
    place = (aim > last.limit()) - (aim < last.limit(sign=-1))
    return last.type, {0: "inconsistent", good: "fail", -good: "pass"}[place]
