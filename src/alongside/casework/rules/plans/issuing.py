"""By which event the law knows that a version was sent."""

from collections.abc import Sequence
from typing import assert_never

from alongside.casework.rules.plans.codes import VersionKind
from alongside.law.processes import Process


def event_kind(kind: VersionKind, processes: Sequence[Process]) -> str:
    """Changes are proposed after a review while one is open, and otherwise without one."""
    match kind:
        case VersionKind.DRAFT:
            return "draft_sent"
        case VersionKind.FINAL:
            return "final_plan_sent"
        case VersionKind.AMENDED_DRAFT:
            is_reviewed = any(each.type == "review" and each.is_open for each in processes)
            return "amendment_notice_sent" if is_reviewed else "adhoc_amendment_notice_sent"
        case VersionKind.AMENDED_FINAL:
            return "amended_plan_sent"
        case _:
            assert_never(kind)
