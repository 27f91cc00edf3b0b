"""How a line of an action plan reads on paper: its status with every mark that belongs to it, whether
it is late, its end and its leads. Late is what the pages call late.
"""

from collections.abc import Sequence
from datetime import date

from alongside.documents.content import TableCell
from alongside.plan.queries.values import LineView
from alongside.plan.words import AS_PUBLISHED, NOT_PUBLISHED
from alongside.web.writing import counted, day, short_day, shortened

SHORT = 70


def late_words(line: LineView, today: date) -> str:
    """ "Late since 1 February 2021, 668 days"; empty when it is not late."""
    since = line.status.overdue_since
    days = f", {counted((today - since).days + 1, 'day')}" if since is not None else ""
    return f"{late_from(line)}{days}"


def late_from(line: LineView) -> str:
    """ "Late since 1 February 2021"; empty when it is not late."""
    since = line.status.overdue_since
    if since is not None:
        return f"Late since {day(since)}"
    return "Late: said to be delayed" if line.status.is_delayed else ""


def late_by(line: LineView, today: date) -> str:
    """ "668 days late"; empty when it is not late."""
    since = line.status.overdue_since
    if since is None:
        return late_from(line)
    return f"{counted((today - since).days + 1, 'day')} late"


def late_in_brief(line: LineView) -> str:
    """For a narrow column "Late since": "1 Feb 2021"."""
    since = line.status.overdue_since
    if since is not None:
        return short_day(since)
    return "Expected late" if line.status.is_delayed else ""


def status_cell(line: LineView, today: date) -> TableCell:
    """The status as a tag, with all that a reader must not miss below it."""
    return TableCell(
        line.status.words, tag_colour=line.status.colour, note=_status_note(line, today)
    )


def as_published_words(lines: Sequence[LineView]) -> str:
    """What must stand beside a count of statuses; empty when each was earned here."""
    copied = [line for line in lines if line.status.as_published]
    if not copied:
        return ""
    done = sum(line.status.is_finished for line in copied)
    told = counted(len(copied), "status comes,statuses come")
    held = "its evidence is" if len(copied) == 1 else "their evidence is"
    return (
        f"{told} from the published action plan, and {held} not held here. "
        f"{done} of these {'says' if done == 1 else 'say'} done."
    )


def short(text: str, length: int = SHORT) -> str:
    return shortened(text.rstrip("."), length)


def end_words(line: LineView) -> str:
    if line.end is not None:
        return str(line.end)
    return line.printed.end if line.printed and line.printed.end else NOT_PUBLISHED


def _status_note(line: LineView, today: date) -> str:
    status = line.status
    said = (
        late_words(line, today),
        f"Dated {status.on}" if status.on else "",
        AS_PUBLISHED if status.as_published else "",
        status.lost,
        status.forum_view,
        f"Moved {counted(line.slip_days, 'day')} later" if line.slip_count else "",
    )
    return ". ".join(filter(None, said))
