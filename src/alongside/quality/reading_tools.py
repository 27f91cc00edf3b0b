"""The tool by which an audit is marked: that of its round, or the families’ own."""

from alongside.quality.models import Audit, AuditRound
from alongside.quality.rules.codes import About, Seat
from alongside.quality.rules.tools import Tool
from alongside.quality.tools import tool_numbered


def tool_of_round(found: AuditRound) -> Tool:
    return tool_numbered(found.tool, found.tool_version)


def tool_of_audit(audit: Audit) -> Tool:
    return tool_for(audit.item.draw.round, Seat(audit.seat))


def tool_for(found: AuditRound, seat: Seat) -> Tool:
    if seat is Seat.FAMILY and found.family_version is not None:
        return tool_numbered(About.FAMILY.value, found.family_version)
    return tool_of_round(found)
