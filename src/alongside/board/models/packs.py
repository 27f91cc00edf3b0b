"""Frozen packs: each edition keeps its content and, once made, the very bytes that were issued."""

from django.db import models
from django.db.models import Q

from alongside.board.models.governance import Board
from alongside.board.models.inspections import Visit
from alongside.board.models.meetings import Meeting
from alongside.board.rules.codes import PackKind
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class Pack(NamedAreaRecord):
    """What one meeting, one visit or one other board is given. Its editions are numbered from 1."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="packs")
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=300)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="packs"
    )
    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="packs"
    )
    to_board = models.ForeignKey(
        Board, on_delete=models.PROTECT, null=True, blank=True, related_name="packs_received"
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            one_of(field="kind", codes=PackKind, name="board_pack_kind"),
            models.CheckConstraint(
                condition=Q(
                    kind=PackKind.BOARD.value, meeting__isnull=False, visit=None, to_board=None
                )
                | Q(
                    kind=PackKind.UPWARD.value,
                    meeting__isnull=False,
                    visit=None,
                    to_board__isnull=False,
                )
                | Q(kind=PackKind.VISIT.value, meeting=None, visit__isnull=False, to_board=None),
                name="board_pack_for_one_thing",
                violation_error_message="A pack is for a meeting, another board or a visit.",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(kind=PackKind.BOARD.value),
                name="board_pack_meeting_once",
                violation_error_message="The meeting has its pack. Issue another edition of it.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "to_board"],
                condition=Q(kind=PackKind.UPWARD.value),
                name="board_pack_upward_once",
                violation_error_message="The board has its report. Issue another edition of it.",
            ),
            models.UniqueConstraint(
                fields=["visit"],
                condition=Q(kind=PackKind.VISIT.value),
                name="board_pack_visit_once",
                violation_error_message="The visit has its pack. Issue another edition of it.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "board", "kind", "title", "meeting", "visit", "to_board",
            "created_at", "created_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class PackEdition(NamedAreaRecord):
    """``content`` never changes. It is issued once ``file`` is there: the bytes that people have."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    why = models.TextField(blank=True)
    content = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    page_count = models.PositiveSmallIntegerField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pack", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "number"],
                name="board_edition_number_once",
                violation_error_message="There is already an edition with this number.",
            ),
            models.CheckConstraint(
                condition=Q(issued_at=None, file=None, file_sha256="", page_count=None)
                | (
                    Q(issued_at__isnull=False, file__isnull=False, page_count__gt=0)
                    & ~Q(file_sha256="")
                ),
                name="board_edition_issued_whole",
                violation_error_message="An edition is issued with its file, or not at all.",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(why=""),
                name="board_edition_says_why",
                violation_error_message="Say why the pack is issued again.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "pack", "number", "content_sha256", "frozen_at", "frozen_by",
            "file", "file_sha256", "page_count", "issued_at",
        )  # fmt: skip
        personal = {"content": "nothing: the edition is removed", "why": "words of our own"}

    def __str__(self) -> str:
        return f"Edition {self.number}"


class EditionReport(AreaRecord):
    """A filed report that an edition holds; what was filed later is not in it."""

    edition = models.ForeignKey(PackEdition, on_delete=models.PROTECT, related_name="reports")
    report = models.ForeignKey(
        "board.AssuranceReport", on_delete=models.PROTECT, related_name="editions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "report"],
                name="board_edition_report_once",
                violation_error_message="The edition holds this report already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "edition", "report")

    def __str__(self) -> str:
        return f"{self.report_id} in {self.edition_id}"
