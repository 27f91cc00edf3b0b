"""Taking the action plan away: as it stands today (CSV, Excel), or whole as documented JSON.

The table holds the lines that the address's filters show, as the page does. The JSON holds everything that was
imported, for another installation to read.
"""

import io
from collections.abc import Callable, Sequence

from django.http import Http404, HttpResponse

from alongside.exchange.csv_out import MEDIA_TYPE as CSV_TYPE
from alongside.exchange.csv_out import Value, csv_lines
from alongside.exchange.spreadsheets import MEDIA_TYPE as EXCEL_TYPE
from alongside.exchange.spreadsheets import Sheet, write_xlsx
from alongside.plan import perms
from alongside.plan.queries import LineFilters, statement_page
from alongside.plan.queries.statements import StatementPage
from alongside.plan.queries.values import LineView, MeasureView
from alongside.plan.transfer import export_json
from alongside.plan.words import AS_PUBLISHED, NOT_PUBLISHED
from alongside.web import clock
from alongside.web.pages import PageRequest, page

HEADINGS = (
    "Reference", "Kind", "Promise", "Leads", "Without a lead", "Start", "End", "Status today",
    "Status dated", "Now expected", "Late since", "Days slipped", "Difference", "Status comes from",
    "Measures of success", "What difference it should make",
)  # fmt: skip
WIDTHS = (11, 10, 60, 40, 18, 16, 16, 24, 16, 16, 16, 12, 24, 24, 60, 60)


@page("GET", needs=perms.VIEW)
def export(request: PageRequest, area: str, ref: str, kind: str) -> HttpResponse:
    today = clock.today()
    filters = LineFilters.from_address(request.GET.dict())
    found = statement_page(request.actor, statement_ref=ref, today=today, filters=filters)
    if kind == "json":
        content, media_type = export_json(actor=request.actor, ref=ref), "application/json"
    elif kind in WRITERS:
        write, media_type = WRITERS[kind]
        content = write(found)
    else:
        raise Http404
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="action-plan-{today}.{kind}"'
    return response


def _csv(found: StatementPage) -> bytes:
    return b"".join(csv_lines(HEADINGS, rows_of(found.lines)))


def _xlsx(found: StatementPage) -> bytes:
    out = io.BytesIO()
    write_xlsx(
        out, Sheet("Action plan", HEADINGS, rows_of(found.lines), WIDTHS), title=found.head.title
    )
    return out.getvalue()


WRITERS: dict[str, tuple[Callable[[StatementPage], bytes], str]] = {
    "csv": (_csv, CSV_TYPE),
    "xlsx": (_xlsx, EXCEL_TYPE),
}


def rows_of(lines: Sequence[LineView]) -> list[Sequence[Value]]:
    """One row a line, in the order of the page."""
    return [_row(line) for line in lines]


def _row(line: LineView) -> Sequence[Value]:
    status = line.status
    return (
        line.reference,
        line.kind_label,
        line.text,
        "; ".join(f"{lead.partner_label}: {lead.post_title}" for lead in line.leads),
        "; ".join((*line.gaps, *line.unknown_leads)),
        _when(line.start, line.printed.start if line.printed else ""),
        _when(line.end, line.printed.end if line.printed else ""),
        status.words,
        str(status.on or ""),
        str(status.forecast or ""),
        status.overdue_since,
        line.slip_days or None,
        line.difference_words,
        AS_PUBLISHED if status.as_published else "Recorded here" if status.on else "",
        "\n".join(_measure(each) for each in line.measures),
        "\n".join(impact.text for impact in line.impacts),
    )


def _when(known: object, printed: str) -> str:
    if known is not None:
        return str(known)
    return f"printed as: {printed}" if printed else NOT_PUBLISHED


def _measure(each: MeasureView) -> str:
    target = f" (target: {each.target})" if each.target else ""
    return f"{each.reference} {each.text}{target}"
