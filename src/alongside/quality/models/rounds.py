"""A round of audits, each draw of its sample, and what was drawn."""

from django.db import models
from django.db.models import Q

from alongside.people.constraints import one_of, period_in_order
from alongside.people.scoping import NamedAreaRecord
from alongside.quality.rules.codes import About, RoundState


class AuditRound(NamedAreaRecord):
    """What is audited, by which version of which tool, and how the sample is drawn. A tool that changes
    later changes nothing here. ``until_on`` is the first day after the period. ``ended_why`` is there for one
    that was taken back before it was drawn.
    """

    title = models.CharField(max_length=200)
    about = models.CharField(max_length=20)
    tool = models.CharField(max_length=40)
    tool_version = models.PositiveSmallIntegerField()
    family_version = models.PositiveSmallIntegerField(null=True, blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    sample_size = models.PositiveSmallIntegerField()
    strata = models.JSONField(default=list)
    exclusions = models.JSONField(default=list)
    with_families = models.BooleanField(default=False)
    due_on = models.DateField()
    state = models.CharField(max_length=8, default=RoundState.PLANNED.value)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of(field="about", codes=About, name="quality_round_about"),
            one_of(field="state", codes=RoundState, name="quality_round_state"),
            period_in_order(
                start="from_on",
                until="until_on",
                name="quality_round_in_order",
                sentence="The last day comes after the first.",
            ),
            models.CheckConstraint(
                condition=Q(sample_size__gt=0) & ~Q(title=""),
                name="quality_round_says_what",
                violation_error_message="Give the round a title, and say how many are drawn.",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.CLOSED.value, closed_at__isnull=False)
                | ~Q(state=RoundState.CLOSED.value) & Q(closed_at=None, closed_by=None),
                name="quality_round_closed_whole",
                violation_error_message="A round is closed at a time.",
            ),
            models.CheckConstraint(
                condition=Q(ended_why="") | Q(state=RoundState.CLOSED.value),
                name="quality_round_taken_back_is_closed",
                violation_error_message="A round that is taken back is closed.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "title", "about", "tool", "tool_version", "family_version", "from_on", "until_on",
            "sample_size", "strata", "exclusions", "with_families", "due_on", "state", "opened_at",
            "opened_by", "closed_at", "closed_by", "ended_why", "version",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Draw(NamedAreaRecord):
    """One drawing of the sample. The same ``seed`` and population draw the same items again, and
    ``population_sha256`` says whether it is the same population. ``why`` is asked for from the second on.
    """

    round = models.ForeignKey(AuditRound, on_delete=models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=40)
    why = models.TextField(blank=True)
    population_count = models.PositiveIntegerField()
    population_sha256 = models.CharField(max_length=64)
    left_out = models.JSONField(default=dict)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"],
                name="quality_draw_number_once",
                violation_error_message="Somebody drew at the same time. Look again.",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(why=""),
                name="quality_draw_again_has_reason",
                violation_error_message="Say why it is drawn again.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "round", "number", "seed", "why", "population_count",
            "population_sha256", "left_out", "drawn_at", "drawn_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"draw {self.number} of {self.round_id}"


class DrawnItem(NamedAreaRecord):
    """One EHC plan, review, piece of advice or case file that was drawn. ``happened_on`` is the day that
    put it into the period; ``author`` wrote it, and never marks it. ``stratum`` is how it was grouped.

    ``agreed_grade`` is the grade that counts: that of the only audit, that on which both auditors
    agree, or that of moderation; empty until there is one.
    """

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(
        "casework.PlanVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    event = models.ForeignKey(
        "casework.CaseEvent", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submission = models.ForeignKey(
        "advice.AdviceSubmission", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    happened_on = models.DateField()
    stratum = models.CharField(max_length=200, blank=True)
    team = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_double = models.BooleanField(default=False)
    agreed_grade = models.CharField(max_length=24, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    was_superseded = models.BooleanField(default=False)

    class Meta:
        ordering = ["draw", "position"]
        indexes = [models.Index(fields=["area", "happened_on"], name="quality_item_by_month")]
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "position"],
                name="quality_item_position_once",
                violation_error_message="Somebody drew at the same time. Look again.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_grade="", agreed_on=None)
                | ~Q(agreed_grade="") & Q(agreed_on__isnull=False),
                name="quality_item_grade_has_day",
                violation_error_message="A grade is agreed on a day.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "draw", "position", "case", "plan", "event", "submission",
            "happened_on", "stratum", "team", "author", "is_double", "agreed_grade", "agreed_on",
            "was_superseded",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.ref
