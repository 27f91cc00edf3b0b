"""What may stand below what in an action plan or an operational plan, as data."""

from collections.abc import Mapping

from alongside.kernel.refusals import Refusal
from alongside.plan.rules.codes import LineKind

BELOW: Mapping[LineKind | None, tuple[LineKind, ...]] = {
    None: (LineKind.OUTCOME, LineKind.PRIORITY),
    LineKind.OUTCOME: (LineKind.ACTION,),
    LineKind.PRIORITY: (LineKind.OBJECTIVE,),
    LineKind.OBJECTIVE: (LineKind.ACTION,),
    LineKind.ACTION: (LineKind.TASK,),
    LineKind.TASK: (),
}
_NAMES = {
    LineKind.OUTCOME: "an outcome",
    LineKind.PRIORITY: "a priority",
    LineKind.OBJECTIVE: "an objective",
    LineKind.ACTION: "an action",
    LineKind.TASK: "a task",
}


def may_stand_below(kind: LineKind, parent: LineKind | None) -> bool:
    return kind in BELOW[parent]


def check_may_stand_below(kind: LineKind, parent: LineKind | None) -> None:
    """Raises Refusal with where the line does belong."""
    if may_stand_below(kind, parent):
        return
    above = [_NAMES[place] for place, kinds in BELOW.items() if place and kind in kinds]
    where = f"below {' or '.join(above)}" if above else "at the top"
    name = _NAMES[kind]
    raise Refusal(f"{name[:1].upper()}{name[1:]} stands {where}. Choose its place.", field="parent")
