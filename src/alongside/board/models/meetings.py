"""Meetings: agenda, papers, who came, what they declared, the minutes, and what was to follow.

What a meeting left unanswered is not stored on the next agenda: it is worked out from dates.
"""

from django.db import models
from django.db.models import Q

from alongside.board.models.governance import Board, ForwardItem, Seat, StandingItem
from alongside.board.rules.codes import ItemKind, Presence
from alongside.people.constraints import one_of, paired
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class Meeting(NamedAreaRecord):
    """One meeting of a board. ``reports_month`` is the first day of the last month whose assurance
    reports it receives; ``was_quorate`` is recorded when it has been held; ``came_up`` is kept when
    its minutes are signed: what came up by itself, as it was known on the day.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    starts = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200, blank=True)
    papers_due_on = models.DateField()
    reports_month = models.DateField(null=True, blank=True)
    was_quorate = models.BooleanField(null=True, blank=True)
    quorum_words = models.CharField(max_length=300, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_why = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    minutes_digest = models.CharField(max_length=64, blank=True)
    came_up = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "held_on"],
                condition=Q(cancelled_at=None),
                name="board_meeting_day_once",
                violation_error_message="The board already has a meeting on this day.",
            ),
            models.CheckConstraint(
                condition=Q(papers_due_on__lte=models.F("held_on")),
                name="board_meeting_papers_before",
                violation_error_message="Papers are due on or before the day of the meeting.",
            ),
            models.CheckConstraint(
                condition=Q(held_at=None, was_quorate=None, held_by=None)
                | Q(held_at__isnull=False, was_quorate__isnull=False),
                name="board_meeting_held_whole",
                violation_error_message="Say whether the meeting that was held had a quorum.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None, cancelled_why="")
                | (Q(cancelled_at__isnull=False, held_at=None) & ~Q(cancelled_why="")),
                name="board_meeting_cancelled_whole",
                violation_error_message="Say why the meeting is cancelled.",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None, minutes_digest="")
                | (Q(signed_at__isnull=False, held_at__isnull=False) & ~Q(minutes_digest="")),
                name="board_meeting_signed_whole",
                violation_error_message="Only the minutes of a meeting that was held are signed.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "board", "held_on", "starts", "place", "reports_month")
        staff = (
            "papers_due_on", "was_quorate", "quorum_words", "held_at", "held_by", "cancelled_why",
            "cancelled_at", "cancelled_by", "signed_at", "signed_by", "minutes_digest",
            "created_at", "created_by", "version",
        )  # fmt: skip
        personal = {"came_up": "an empty object"}

    def __str__(self) -> str:
        return f"Meeting on {self.held_on}"


class AgendaItem(NamedAreaRecord):
    """One item of an agenda, with its minutes. ``version`` guards the minutes against two writers.

    A decision made under it is a record of its own.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    presenter = models.ForeignKey(
        "people.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    standing = models.ForeignKey(
        StandingItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    forward = models.ForeignKey(
        ForwardItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    purpose = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["meeting", "order", "id"]
        constraints = [
            one_of(field="kind", codes=ItemKind, name="board_item_kind"),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="board_item_titled",
                violation_error_message="Give the item a title.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "standing"],
                condition=Q(standing__isnull=False),
                name="board_item_standing_once",
                violation_error_message="The standing item is on this agenda already.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | Q(withdrawn_by=None),
                name="board_item_withdrawn_whole",
                violation_error_message="Say when the item was taken off.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "meeting", "order", "kind", "title", "presenter", "standing",
            "forward",
        )  # fmt: skip
        staff = ("purpose", "withdrawn_at", "withdrawn_by", "version")
        personal = {"minutes": "words of our own"}

    def __str__(self) -> str:
        return self.title


class Paper(NamedAreaRecord):
    """A document for a meeting. It is late when it came after the day papers were due. One that was
    taken back stays listed with the reason, and is no longer handed over.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="papers"
    )
    title = models.CharField(max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_why = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["meeting", "added_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="board_paper_withdrawn_whole",
                violation_error_message="Say why the paper is taken back.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="board_paper_titled",
                violation_error_message="Give the paper a title.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "meeting", "item", "file", "added_at", "added_by", "withdrawn_at",
            "withdrawn_by",
        )  # fmt: skip
        personal = {"title": "words of our own", "withdrawn_why": "words of our own"}

    def __str__(self) -> str:
        return self.title


class Attendance(NamedAreaRecord):
    """Whether one seat was filled at one meeting. ``side`` is kept as it was on the day, and
    ``recorded_at`` tells when it was last said; None for what was recorded before this was kept.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=12)
    presence = models.CharField(max_length=10)
    who = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["meeting", "id"]
        constraints = [
            one_of(field="presence", codes=Presence, name="board_attendance_presence"),
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                name="board_attendance_once",
                violation_error_message="This seat's attendance is recorded already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "ref", "meeting", "seat", "side", "presence", "recorded_at")
        personal = {"who": "an invented name"}

    def __str__(self) -> str:
        return f"{self.presence} at {self.meeting_id}"


class Declaration(NamedAreaRecord):
    """An interest that somebody declared at a meeting, and what was done about it. One that was
    recorded by mistake is taken back before the minutes are signed.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="declarations")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    interest = models.TextField()
    what_was_done = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["meeting", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | Q(withdrawn_by=None),
                name="board_declaration_withdrawn_whole",
                violation_error_message="Say when the declaration was taken back.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "meeting", "seat", "recorded_at", "recorded_by", "withdrawn_at",
            "withdrawn_by",
        )  # fmt: skip
        personal = {"interest": "words of our own", "what_was_done": "words of our own"}

    def __str__(self) -> str:
        return f"Declaration at {self.meeting_id}"


class FollowUp(NamedAreaRecord):
    """One row of the action log: what a post promised the board to do, by when. The board's own
    word for it is an action; here an action belongs to the action plan.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="follow_ups")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField()
    owner = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_words = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            paired(
                fields=("done_on", "closed_at"),
                name="board_follow_up_done_whole",
                sentence="A follow-up that is done has a day and a record of who said so.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(closed_by=None, done_words=""),
                name="board_follow_up_closed_at_and_by",
                violation_error_message="Say when the follow-up was recorded as done.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "meeting", "item", "owner", "due_on", "done_on", "closed_at",
            "closed_by", "recorded_at", "recorded_by", "version",
        )  # fmt: skip
        personal = {"text": "words of our own", "done_words": "words of our own"}

    def __str__(self) -> str:
        return f"Follow-up due {self.due_on}"


class FollowUpMove(AreaRecord):
    """A follow-up given to another post or another day; what stood before is kept with the why."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="moves")
    old_owner = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    old_due_on = models.DateField()
    why = models.TextField()
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["moved_at", "id"]

    class Privacy:
        staff = ("id", "area", "follow_up", "old_owner", "old_due_on", "moved_at", "moved_by")
        personal = {"why": "words of our own"}

    def __str__(self) -> str:
        return f"Move of {self.follow_up_id}"
