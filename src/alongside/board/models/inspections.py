"""Support and challenge visits, and the revisit: the letter whole, its findings, and what remains.

What a letter printed is kept word for word, so that it can be given back field for field.
"""

from django.db import models
from django.db.models import Q

from alongside.board.models.governance import Board
from alongside.board.rules.codes import LetterRole, PointKind
from alongside.people.constraints import one_of, paired, period_in_order
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class Visit(NamedAreaRecord):
    """A support and challenge visit. Its evidence freezes on ``freezes_on``, two weeks ahead."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="visits")
    held_on = models.DateField()
    freezes_on = models.DateField()
    visitors = models.CharField(max_length=300)
    focus = models.TextField(blank=True)
    letter = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    letter_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    called_off_why = models.TextField(blank=True)
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
                condition=Q(called_off_at=None),
                name="board_visit_day_once",
                violation_error_message="There is already a visit on this day.",
            ),
            models.CheckConstraint(
                condition=Q(freezes_on__lt=models.F("held_on")),
                name="board_visit_freezes_before",
                violation_error_message="The evidence freezes before the visit.",
            ),
            paired(
                fields=("letter", "letter_on"),
                name="board_visit_letter_whole",
                sentence="The outcome letter has a file and a date.",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None, called_off_by=None, called_off_why="")
                | (Q(called_off_at__isnull=False, letter=None) & ~Q(called_off_why="")),
                name="board_visit_called_off_why",
                violation_error_message="Say why the visit is called off.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "board", "held_on", "freezes_on", "visitors", "focus", "letter",
            "letter_on", "called_off_at", "called_off_by", "created_at", "created_by", "version",
        )  # fmt: skip
        personal = {"outcome": "words of our own", "called_off_why": "words of our own"}

    def __str__(self) -> str:
        return f"Visit on {self.held_on}"


class VisitPaper(NamedAreaRecord):
    """A document for a visit. After the freeze it is an addendum, with its own stamp.

    It may be taken out until the freeze; then it no longer belongs to the evidence.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    is_addendum = models.BooleanField()
    why_late = models.TextField(blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_out_at = models.DateTimeField(null=True, blank=True)
    taken_out_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_out_why = models.TextField(blank=True)

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_out_at=None, taken_out_by=None, taken_out_why="")
                | (Q(taken_out_at__isnull=False, is_addendum=False) & ~Q(taken_out_why="")),
                name="board_visit_paper_taken_out_why",
                violation_error_message="Say why the paper is taken out.",
            ),
            models.CheckConstraint(
                condition=Q(is_addendum=False, why_late="")
                | (Q(is_addendum=True) & ~Q(why_late="")),
                name="board_visit_paper_late_why",
                violation_error_message="Say why the paper comes after the evidence was frozen.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "visit", "file", "is_addendum", "added_at", "added_by",
            "taken_out_at", "taken_out_by",
        )  # fmt: skip
        personal = {
            "title": "words of our own",
            "why_late": "words of our own",
            "taken_out_why": "words of our own",
        }

    def __str__(self) -> str:
        return self.title


class Revisit(NamedAreaRecord):
    """The letter of a revisit to the area, about one action plan.

    ``visited_until`` is the first day after the revisit. While it is written down by hand it may
    be changed; once ``completed_at`` is there it never is. One that was recorded by mistake is
    withdrawn: it stays readable and no longer counts. ``deviations``: where the imported file
    said nothing in its own way.
    """

    statement = models.ForeignKey("plan.Statement", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    schema_version = models.PositiveSmallIntegerField(null=True, blank=True)
    source_file = models.CharField(max_length=255, blank=True)
    source_sha256 = models.CharField(max_length=64, blank=True)
    letter_on = models.DateField()
    visited_from = models.DateField()
    visited_until = models.DateField()
    inspectorates = models.JSONField(default=list)
    report_published_on = models.DateField(null=True, blank=True)
    judged_fit_on = models.DateField(null=True, blank=True)
    inspection_year = models.PositiveSmallIntegerField(null=True, blank=True)
    copied_to = models.JSONField(default=list, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    overall_judgement = models.TextField()
    consequence = models.TextField(blank=True)
    notes = models.JSONField(default=list, blank=True)
    letter = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    imported_sha256 = models.CharField(max_length=64, blank=True)
    deviations = models.JSONField(default=list, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-letter_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "letter_on"],
                condition=Q(withdrawn_at=None),
                name="board_revisit_once",
                violation_error_message="The letter of this day is recorded already.",
            ),
            period_in_order(
                start="visited_from",
                until="visited_until",
                name="board_revisit_in_order",
                sentence="The revisit must end after it begins.",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=False) | Q(completed_by=None, imported_sha256=""),
                name="board_revisit_completed_whole",
                violation_error_message="An imported letter is complete.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | (
                    Q(withdrawn_at__isnull=False, completed_at__isnull=False) & ~Q(withdrawn_why="")
                ),
                name="board_revisit_withdrawn_why",
                violation_error_message="Say why the letter is withdrawn.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "statement", "title", "schema_version", "source_file",
            "source_sha256", "letter_on", "visited_from", "visited_until", "inspectorates",
            "report_published_on", "judged_fit_on", "inspection_year", "copied_to", "legal_basis",
            "overall_judgement", "consequence", "notes",
        )  # fmt: skip
        staff = (
            "letter", "imported_sha256", "deviations", "recorded_at", "recorded_by",
            "completed_at", "completed_by", "withdrawn_at", "withdrawn_by", "version",
        )  # fmt: skip
        personal = {"withdrawn_why": "words of our own"}

    def __str__(self) -> str:
        return self.title


class LetterPerson(NamedAreaRecord):
    """Somebody whom the letter names, as printed. It says nothing about who has access here."""

    revisit = models.ForeignKey(Revisit, on_delete=models.PROTECT, related_name="people")
    listed_in = models.CharField(max_length=16)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=300, blank=True)
    organisation = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["listed_in", "order"]
        constraints = [one_of(field="listed_in", codes=LetterRole, name="board_letter_person_list")]

    class Privacy:
        public = ("id", "area", "ref", "revisit", "listed_in", "order", "role", "organisation")
        personal = {"name": "an invented name"}

    def __str__(self) -> str:
        return f"{self.listed_in} {self.order}"


class Finding(NamedAreaRecord):
    """What the letter says about one significant weakness."""

    revisit = models.ForeignKey(Revisit, on_delete=models.PROTECT, related_name="findings")
    weakness = models.ForeignKey(
        "plan.Weakness", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300, blank=True)
    weakness_number = models.PositiveSmallIntegerField(null=True, blank=True)
    weakness_text = models.TextField()
    judgement = models.TextField()
    judgement_code = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["revisit", "number"],
                name="board_finding_number_once",
                violation_error_message="There is already a finding with this number.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "revisit", "weakness", "number", "title", "weakness_number",
            "weakness_text", "judgement", "judgement_code",
        )  # fmt: skip
        staff = ("version",)

    def __str__(self) -> str:
        return f"Finding {self.number}"


class FindingPoint(NamedAreaRecord):
    """One sentence of a finding, word for word."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="points")
    kind = models.CharField(max_length=10)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["kind", "order"]
        constraints = [
            one_of(field="kind", codes=PointKind, name="board_point_kind"),
            models.UniqueConstraint(
                fields=["finding", "kind", "order"],
                name="board_point_order_once",
                violation_error_message="There is already a sentence in this place.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "finding", "kind", "order", "text")

    def __str__(self) -> str:
        return f"{self.kind} {self.order}"


class PointAction(AreaRecord):
    """An action of an action plan that answers what remains."""

    point = models.ForeignKey(FindingPoint, on_delete=models.PROTECT, related_name="actions")
    line = models.ForeignKey("plan.Line", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["point", "line"],
                name="board_point_action_once",
                violation_error_message="This action answers it already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "point", "line", "made_at", "made_by")

    def __str__(self) -> str:
        return f"{self.line_id} for {self.point_id}"
