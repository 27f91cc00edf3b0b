"""How months and reports are named and addressed on every page about them."""

import re
from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.board.queries.report_values import MonthReport, Stream
from alongside.board.rules.reports import ReportState, ReportText
from alongside.kernel.actor import Actor
from alongside.kernel.dates import first_of_month
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Hidden
from alongside.web.components import Crumb

MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def month_named(text: str) -> date:
    """ "2022-08" as the first of its month. Raises Hidden for anything else."""
    if not MONTH.fullmatch(text):
        raise Hidden("month")
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Hidden("month") from None


def month_or(text: str, usual: date, today: date) -> date:
    """The month that an address asks for, this month at the latest; ``usual`` for nonsense."""
    try:
        return min(month_named(text), first_of_month(today))
    except Hidden:
        return usual


def month_address(actor: Actor, month: date) -> str:
    return reverse("board:month_of_reports", args=[actor.area_slug, f"{month:%Y-%m}"])


def writing_address(actor: Actor, each: MonthReport) -> str:
    return reverse(
        "board:write_report", args=[actor.area_slug, each.stream.ref, f"{each.month:%Y-%m}"]
    )


def received_words(found: Sequence[MonthReport]) -> str:
    """ "6 of 8 reports received, 1 of them late. 2 not received."; only of what was expected."""
    expected = [each for each in found if each.state is not ReportState.NOT_EXPECTED]
    if not expected:
        return "No report is expected for this month."
    filed = [each for each in expected if each.is_filed]
    late = sum(bool(each.days_late) for each in filed)
    missing = sum(each.state is ReportState.MISSING for each in expected)
    waiting = len(expected) - len(filed) - missing
    said = [f"{Proportion(len(filed), len(expected))} reports received"]
    said[0] += f", {late} of them late." if late else "."
    said += [f"{missing} not received."] if missing else []
    said += [f"{waiting} not due yet."] if waiting else []
    return " ".join(said)


def texts_of(text: ReportText | None) -> tuple[tuple[str, str], ...]:
    """Each part of a report under its heading; nothing without a report."""
    if text is None:
        return ()
    return (
        ("What the officer is sure of", text.assurance),
        ("What concerns the officer", text.concerns),
        ("What the board is asked for", text.asks),
    )


def officer_words(stream: Stream) -> str:
    if not stream.officer:
        return "No officer is named"
    return f"{stream.officer}, {' and '.join(stream.officers) or 'nobody is in this post'}"


def reports_crumb(actor: Actor) -> Crumb:
    return Crumb("Monthly reports", reverse("board:reports", args=[actor.area_slug]))
