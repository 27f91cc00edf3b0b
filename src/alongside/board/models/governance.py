"""Boards, whom they answer to, who sits on them, and what they have agreed about their own work."""

from django.db import models
from django.db.models import F, Q

from alongside.board.rules.codes import BoardKind, LineKind, SeatKind, Side, Voice
from alongside.people.constraints import (
    exactly_one,
    one_of,
    period_in_order,
    precision_field,
    whole_partial_date,
)
from alongside.people.scoping import NamedAreaRecord


class Board(NamedAreaRecord):
    """A board, committee or executive. ``report_due_day``: the day of the next month by which a
    month's assurance reports are due.
    """

    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    quorum_count = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_sides = models.JSONField(default=list, blank=True)
    report_due_day = models.PositiveSmallIntegerField(default=5)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="kind", codes=BoardKind, name="board_kind"),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="board_has_title",
                violation_error_message="Give the board a title.",
            ),
            models.UniqueConstraint(
                fields=["area", "title"],
                name="board_title_once",
                violation_error_message="There is already a board with this title.",
            ),
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(kind=BoardKind.IMPROVEMENT.value),
                name="board_improvement_once",
                violation_error_message="The area already has its improvement board.",
            ),
            models.CheckConstraint(
                condition=Q(report_due_day__range=(1, 28)),
                name="board_report_due_day",
                violation_error_message="Reports are due on a day from 1 to 28.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "kind", "title", "purpose", "organisation", "quorum_count",
            "quorum_sides", "report_due_day",
        )  # fmt: skip
        staff = ("created_at", "created_by", "version")

    def __str__(self) -> str:
        return self.title


class ReportingLine(NamedAreaRecord):
    """One board reports to, or is scrutinised by, another. ``line_until`` is the first day it no
    longer does.
    """

    lower = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="lines_up")
    upper = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="lines_down")
    kind = models.CharField(max_length=12)
    line_from = models.DateField()
    line_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="kind", codes=LineKind, name="board_line_kind"),
            models.CheckConstraint(
                condition=~Q(lower=F("upper")),
                name="board_line_between_two",
                violation_error_message="A board does not report to itself.",
            ),
            period_in_order(
                start="line_from",
                until="line_until",
                name="board_line_in_order",
                sentence="The reporting line must end after it begins.",
            ),
            models.UniqueConstraint(
                fields=["lower", "upper", "kind"],
                condition=Q(line_until=None),
                name="board_line_once",
                violation_error_message="This reporting line is there already.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "lower", "upper", "kind", "line_from", "line_until")

    def __str__(self) -> str:
        return f"{self.lower_id} {self.kind} {self.upper_id}"


class Seat(NamedAreaRecord):
    """A place on a board: a post, or a person without one. ``seat_until`` is the first day they no
    longer sit. Only members, the chair and the vice chair count towards the quorum. ``voice`` marks
    the seat that brings the forum, SENDIASS or the engagement officer to the board.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=24)
    side = models.CharField(max_length=12)
    voice = models.CharField(max_length=24, blank=True, default="")
    post = models.ForeignKey(
        "people.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seat_from = models.DateField()
    seat_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="kind", codes=SeatKind, name="board_seat_kind"),
            one_of(field="side", codes=Side, name="board_seat_side"),
            one_of(field="voice", codes=Voice, name="board_seat_voice", blank=True),
            exactly_one(
                fields=("post", "person"),
                name="board_seat_is_post_or_person",
                sentence="Choose either a post or a person, not both.",
            ),
            period_in_order(
                start="seat_from",
                until="seat_until",
                name="board_seat_in_order",
                sentence="The day they left must be later than the day they joined.",
            ),
            models.UniqueConstraint(
                fields=["board", "post"],
                condition=Q(seat_until=None, post__isnull=False),
                name="board_seat_post_once",
                violation_error_message="This post already has a seat on the board.",
            ),
            models.UniqueConstraint(
                fields=["board", "person"],
                condition=Q(seat_until=None, person__isnull=False),
                name="board_seat_person_once",
                violation_error_message="This person already has a seat on the board.",
            ),
            models.UniqueConstraint(
                fields=["board", "kind"],
                condition=Q(
                    seat_until=None, kind__in=[SeatKind.CHAIR.value, SeatKind.VICE_CHAIR.value]
                ),
                name="board_seat_one_chair",
                violation_error_message=(
                    "The board has one chair and one vice chair. End the other seat first."
                ),
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "board", "kind", "side", "voice", "post")
        staff = ("person", "seat_from", "seat_until")

    def __str__(self) -> str:
        return f"{self.kind} of {self.board_id}"


class TermsOfReference(NamedAreaRecord):
    """One version of what a board is for and how it works. The latest agreed one is in force."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    what_changed = models.TextField(blank=True)
    agreed_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["board", "number"]
        verbose_name_plural = "terms of reference"
        constraints = [
            models.UniqueConstraint(
                fields=["board", "number"],
                name="board_terms_number_once",
                violation_error_message="There is already a version with this number.",
            ),
            models.CheckConstraint(
                condition=~Q(text="") | Q(file__isnull=False),
                name="board_terms_say_something",
                violation_error_message="Write the terms of reference, or give the file.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "board", "number", "text", "what_changed", "agreed_on")
        staff = ("file", "recorded_at", "recorded_by")

    def __str__(self) -> str:
        return f"Version {self.number}"


class StandingItem(NamedAreaRecord):
    """An item that comes to every meeting of a board until it ends."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="standing_items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    presenter = models.ForeignKey(
        "people.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    item_from = models.DateField()
    item_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["board", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="board_standing_item_titled",
                violation_error_message="Give the standing item a title.",
            ),
            period_in_order(
                start="item_from",
                until="item_until",
                name="board_standing_item_in_order",
                sentence="The standing item must end after it begins.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "board", "order", "title", "presenter", "item_from", "item_until",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class ForwardItem(NamedAreaRecord):
    """Something the board will come to, and when. ``meeting`` is the one that took it."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="forward_items")
    title = models.CharField(max_length=300)
    due_on = models.DateField()
    due_precision = precision_field()
    owner = models.ForeignKey(
        "people.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    meeting = models.ForeignKey(
        "board.Meeting", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_why = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            whole_partial_date(field="due", name="board_forward_item_due_whole"),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="board_forward_item_titled",
                violation_error_message="Say what the board will come to.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | Q(withdrawn_by=None, withdrawn_why=""),
                name="board_forward_item_withdrawn_whole",
                violation_error_message="Say why the item is withdrawn.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "board", "title", "due_on", "due_precision", "owner", "meeting",
        )  # fmt: skip
        staff = ("withdrawn_why", "withdrawn_at", "withdrawn_by", "version")

    def __str__(self) -> str:
        return self.title
