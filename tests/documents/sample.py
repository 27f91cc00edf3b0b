"""One document with every kind of block, as a board would issue it."""

from datetime import date

from alongside.documents.content import (
    Bar,
    BarChart,
    Bullets,
    ChartPoint,
    Contents,
    Document,
    Fact,
    Facts,
    Heading,
    KeyFigures,
    LineChart,
    Notice,
    PageBreak,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
)

FOOTER = (
    "York SEND Improvement Board · edition 1\nContent "
    "9f2b6c1d4e8a07355b90c2f7ad1e64838f0a9be2cc47d15e60b3a9d7f1428c56"
)
MONTHS = ("Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug")
STEPS = (
    ("Not yet started", "grey"),
    ("Started but delayed", "red"),
    ("Progressing but delayed", "amber"),
    ("Progressing and on track", "green"),
    ("Completed", "blue"),
    ("Embedded", "dark-blue"),
)
ACTIONS = (
    ("1.1", "Agree a joint commissioning strategy", "Assistant Director, Education and Skills"),
    ("1.2", "Publish the joint strategic needs assessment for children", "Public Health"),
    (
        "1.3",
        "Open the single point of access for speech and language therapy",
        "Designated Officer",
    ),
    ("2.1", "Write a quality assurance framework for plans", "Head of SEND"),
    ("2.2", "Train every plan writer in the framework", "Head of SEND"),
    ("2.3", "Bring health advice in within six weeks", "Designated Clinical Officer"),
    ("3.1", "Set up the parent carer forum’s place on every workstream", "Parent carer forum"),
    ("3.2", "Answer every family that wrote to the inspection", "Council"),
)


def sample() -> Document:
    return Document(
        title="Board pack for the SEND Improvement Board",
        subtitle="Meeting of 21 October 2020: progress since September, and what the board is asked to decide",
        author="York SEND Improvement Board",
        dated=date(2020, 10, 21),
        blocks=(
            Contents(),
            PageBreak(),
            *_summary(),
            PageBreak(),
            *_progress(),
            *_figures(),
            *_people(),
        ),
    )


def _summary() -> tuple:
    return (
        Heading(1, "Summary in plain English"),
        Paragraph(
            "York promised 53 things after the inspection of December 2019. This month 2 more are "
            "done, 8 are late, and one report is missing.",
            is_lead=True,
        ),
        KeyFigures(
            (
                Fact("Actions completed", "16", "of 53 actions"),
                Fact("Plans within 20 weeks", "64%", "42 of 66 new plans in August"),
                Fact("Reports filed", "4", "of 5 workstreams"),
            )
        ),
        Heading(2, "What changed"),
        Paragraph(
            "The single point of access opened on 5 October. Families now ask in one place, and "
            "they hear within two weeks who will see their child. The forum says that the letters "
            "are clearer than before."
        ),
        Bullets(
            (
                "The quality assurance framework was agreed by education, health and social care.",
                "The short breaks review is three weeks behind, because its officer left in August.",
                "Two risks went up: health advice that comes late, and the cost of transport.",
            )
        ),
        Heading(2, "What the board is asked for"),
        Bullets(
            (
                "Agree the framework as the standard for every new plan.",
                "Name an officer for the short breaks review by 30 October 2020.",
            ),
            is_ordered=True,
        ),
        Notice(
            "No report was received for workstream 4. Its state is not known this month.", "warning"
        ),
        Notice(
            "“We were asked what matters to us, and it is in the plan.” A parent, September 2020"
        ),
        Heading(2, "This meeting"),
        Facts(
            (
                Fact("Place", "West Offices, Station Rise, York"),
                Fact("Chair", "Corporate Director of People", "Vice Chair: Accountable Officer"),
                Fact("Quorum", "Met: education, health, social care and families were there"),
            )
        ),
    )


def _progress() -> tuple:
    counts = (3, 5, 8, 21, 14, 2)
    steps = tuple(
        Bar(label, count, colour) for (label, colour), count in zip(STEPS, counts, strict=True)
    )
    words = "53 actions: 3 not yet started, 5 started but delayed, 8 progressing but delayed, 21 on track, 14 completed, 2 embedded."
    return (
        Heading(1, "The written statement of action"),
        BarChart("Where the 53 actions stand", words, steps, is_stacked=True),
        Heading(2, "Every action"),
        _actions(),
        Heading(2, "Actions by step"),
        BarChart("Actions at each step of the scale", words, steps),
    )


def _actions() -> Table:
    rows = tuple(
        (
            TableCell(f"{code}{letter}", is_header=True),
            TableCell(what, note="Slipped twice" if letter == "b" and number % 3 == 0 else ""),
            TableCell(lead),
            TableCell(STEPS[(number + place) % 6][0], tag_colour=STEPS[(number + place) % 6][1]),
            TableCell(f"{(number * 7 + place * 3) % 31}"),
        )
        for place, letter in enumerate("abcd")
        for number, (code, what, lead) in enumerate(ACTIONS)
    )
    return Table(
        "Actions of the written statement of action on 30 September 2020",
        (
            TableColumn("Code"),
            TableColumn("What was promised", width=4),
            TableColumn("Led by", width=3),
            TableColumn("Status", width=3),
            TableColumn("Days late", is_number=True),
        ),
        rows,
    )


def _figures() -> tuple:
    values = ("31", "28", "35", "42", "40", "38", "", "51", "55", "60", "58", "64")
    points = tuple(
        ChartPoint(
            f"{month} {'2019' if place < 4 else '2020'}",
            f"The whole of {month}",
            value,
            "new plans",
        )
        for place, (month, value) in enumerate(zip(MONTHS, values, strict=True))
    )
    return (
        Heading(1, "What the figures say"),
        Paragraph(
            "More plans are finished within the time that the law gives. In March 2020 nothing was "
            "counted, because the team moved to working from home."
        ),
        LineChart(
            "New plans finished within 20 weeks",
            "The share rose from 31% in September 2019 to 64% in August 2020. The target is 90%.",
            "% of new plans",
            points,
            "90",
            "Target: 90% within 20 weeks",
        ),
        Table(
            "Assessments by month",
            (
                TableColumn("Month", width=2),
                TableColumn("Asked for", is_number=True),
                TableColumn("Agreed", is_number=True),
                TableColumn("Finished", is_number=True),
            ),
            tuple(
                (
                    TableCell(f"{month} 2020", is_header=True),
                    TableCell("1,204"),
                    TableCell("987"),
                    TableCell("42"),
                )
                for month in MONTHS[4:8]
            ),
        ),
    )


def _people() -> tuple:
    return (
        Heading(1, "Who leads what"),
        Table(
            "Lines without a lead",
            (TableColumn("Line"), TableColumn("Since")),
            (),
            "Every line has a lead.",
        ),
        Heading(2, "Words of families"),
        Heading(3, "What we heard in September"),
        Paragraph(
            "Ynyr Llŷr wrote: “The target is ≥ 90 %, and we waited 31 weeks → that is too long.” "
            "Ms Łukasiewicz-O’Brien and Mr Ştefănescu agree ✓ 🙂."
        ),
    )
