"""Every component on one page, so that browser tests and people can look at all of them at once.

Only the benchmark and the tests serve it. The words are examples; nothing here is a record.
"""

from datetime import UTC, date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse

from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Changed
from alongside.web import errors
from alongside.web.addresses import paginate
from alongside.web.components import (
    Cell,
    Column,
    Crumb,
    Door,
    FileRow,
    KeyFigure,
    RecordedItem,
    Row,
    Tab,
    Table,
    TimelineEntry,
)
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    FileField,
    FilterForm,
    HouseForm,
    LongTextField,
    PartialDateField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    WholeNumberField,
)
from alongside.web.offers import CardRow, HomeCard
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

PROGRESS = (
    ("Not yet started", "grey"),
    ("Started but delayed", "red"),
    ("Progressing but delayed", "amber"),
    ("Progressing and on track", "green"),
    ("Completed", "blue"),
    ("Embedded", "dark-blue"),
)
CHOICES = [(words.lower().replace(" ", "_"), words) for words, _ in PROGRESS]
ERRORS = {
    "bad": errors.bad_request,
    "missing": errors.not_found,
    "large": errors.too_large,
    "many": errors.too_many,
    "fault": errors.server_error,
    "updating": errors.maintenance,
}


class ExampleForm(HouseForm):
    title = TextField(
        label="Name of the task", help_text="A few words that others will recognise", width=20
    )
    status = ChoiceField(
        label="Status",
        choices=CHOICES,
        hints={"embedded": "Needs a measure that has held, or the board’s judgement"},
    )
    on = DayField(label="Date of this status", help_text="For example, 27 3 2021")
    ends = PartialDateField(
        label="End date", help_text="Leave the day empty if only the month is known"
    )
    lead = SelectField(
        label="Lead", choices=[("1", "Head of SEND"), ("2", "Designated clinical officer")]
    )
    partners = ChoicesField(
        label="Who takes part?",
        choices=[("council", "Council"), ("health", "Health"), ("families", "Families")],
        required=False,
    )
    count = WholeNumberField(label="How many families took part?", max_value=5000)
    note = LongTextField(label="What has happened?", max_length=400)
    evidence = FileField(label="Evidence", required=False)
    agreed = TickField(label="The chair has agreed to this")
    expected_version = VersionField()


class ExampleFilters(FilterForm):
    words = TextField(label="Words")
    status = SelectField(label="Status", choices=CHOICES, empty_words="Any status")
    since = DayField(label="Not moved since")


@page("GET", "POST", needs=None)
def gallery(request: PageRequest, area: str) -> HttpResponse:
    form = ExampleForm(request.POST or None, request.FILES or None, initial={"expected_version": 4})
    if request.method == "POST" and form.is_valid():
        form.refuse(_conflict())
    if "said" in request.GET:
        messages.success(request, "The status was recorded.")
    return render_page(
        request, "web/gallery.html", _context(request, form), status=form.answer_status
    )


@page("GET", needs=None)
def error(request: PageRequest, area: str, kind: str) -> HttpResponse:
    if kind not in ERRORS:
        raise Http404
    return ERRORS[kind](request)


def _conflict() -> Changed:
    return Changed(
        "Sam Okoro changed this line at 10:42am.",
        differences=[
            ("Status", "Completed", "Progressing and on track"),
            ("Note", "", "Two sessions held"),
        ],
    )


def _context(request: PageRequest, form: ExampleForm) -> dict[str, Any]:
    return {
        "form": form,
        "filters": ExampleFilters(request.GET),
        "crumbs": [Crumb("Home", "#"), Crumb("Written statement of action", "#"), Crumb("Gallery")],
        "tags": [*PROGRESS, ("Plain", "plain")],
        "tabs": _tabs(),
        "rows": _rows(),
        "wide": _table(stack=False),
        "stacked": _table(stack=True),
        "nothing": Table("Risks", (Column("Risk"), Column("Owner")), (), empty="No risks yet."),
        "pagination": paginate(request, total=1204, per_page=50),
        "figures": _figures(),
        "cards": _cards(),
        "history": _history(),
        "doors": [Door("Record status", "#", is_main=True), Door("Attach evidence", "#")],
        "recorded": [
            RecordedItem(
                "Minutes of the board",
                body="Agreed at the meeting.",
                notes=("Since 5 March 2021",),
                doors=(Door("Withdraw", "#"),),
            )
        ],
        "files": [FileRow("Minutes, 4 March 2021.pdf", "#", "PDF", 182_400, "added 5 March 2021")],
        **_values(),
    }


def _values() -> dict[str, Any]:
    return {
        "wrote": "We met families twice.\n\nThey asked for <b>evening</b> sessions.",
        "count": 12345,
        "on": date(2020, 6, 5),
        "at": datetime(2020, 6, 5, 9, 30, tzinfo=UTC),
    }


def _tabs() -> list[Tab]:
    return [
        Tab("By weakness", "#", is_current=True, count=4),
        Tab("By lead", "#", count=49),
        Tab("Timeline", "#"),
    ]


def _rows() -> list[Row]:
    return [
        Row("Outcome", "1.3 Needs of under-fives are known early", "#"),
        Row("Leads", ["Council: Head of SEND", "Health: no health lead"], "#"),
        Row("Evidence", ""),
        Row("Partners", ()),
    ]


def _table(*, stack: bool) -> Table:
    return Table(
        caption="Actions that stack on a phone" if stack else "Actions that scroll on a phone",
        columns=(
            Column("Action"),
            Column("What was promised", is_wide=True),
            Column("Lead"),
            Column("Due"),
            Column("Status"),
            Column("Slips", is_number=True),
        ),
        rows=[
            (
                Cell(f"2.{number}A", address="#", is_header=True),
                "Agree with families how decisions about joint money are made, and publish them",
                Cell("Head of SEND", note="no health lead"),
                "March 2021",
                Cell(words, tag_colour=colour),
                str(number),
            )
            for number, (words, colour) in enumerate(PROGRESS, start=1)
        ],
        stack=stack,
    )


def _figures() -> list[KeyFigure]:
    return [
        KeyFigure(
            "Plans issued within 20 weeks",
            "64.8%",
            "153 of 236 plans",
            "64 to 71% is the plausible range",
            "#",
        ),
        KeyFigure("Actions completed", "11", "of 27 actions"),
        KeyFigure("Lines without a health lead", "3", "of 39 lines", "since 1 September 2020"),
    ]


def _cards() -> list[HomeCard]:
    rows = [
        CardRow(
            "2.1A Joint commissioning strategy",
            "#",
            "due 31 March 2021",
            "Progressing but delayed",
            "amber",
        ),
        CardRow(
            "4.2B Advice written to the framework",
            "#",
            "due 1 December 2020",
            "Started but delayed",
            "red",
        ),
    ]
    return [
        HomeCard("Delayed", 1, rows, 9, "#"),
        HomeCard("Waiting for your consent", 2, rows[:1], 1),
        HomeCard("Nobody leads these", 3, empty="Every line has a lead from every partner."),
    ]


def _history() -> list[TimelineEntry]:
    at = datetime(2021, 3, 5, 15, 10, tzinfo=UTC)
    body = "All six sessions held.\n\nThe forum’s view is awaited."
    return [
        TimelineEntry(
            "Status recorded", at, "Priya Shah", body, tag="Completed", tag_colour="blue"
        ),
        TimelineEntry(
            "End date moved to March 2021", PartialDate(2020, 11), "Sam Okoro", "The trainer left."
        ),
        TimelineEntry("Promise published", date(2020, 6, 5), address="#"),
    ]
