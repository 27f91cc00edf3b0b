"""What is put right for one child, by whom and until when, and how it was closed."""

from django.db import models
from django.db.models import F, Q

from alongside.people.constraints import exactly_one, one_of, paired
from alongside.people.scoping import NamedAreaRecord
from alongside.quality.models.rounds import DrawnItem
from alongside.quality.models.sweeps import SweepCandidate
from alongside.quality.rules.codes import Because, PutRightState, Way

_OPEN, _CLOSED = PutRightState.OPEN.value, PutRightState.CLOSED.value


class PutRight(NamedAreaRecord):
    """Opened by a grade, an urgent concern or a sweep. ``what`` says what is wrong, ``owner`` is the post that
    sees to it. It is closed by a review that was held, by an amendment that was issued, or by a decision
    that none is needed, with its reason. ``told_on``: the family was told what was found, and how.
    ``arranged`` is what was done at once after an urgent concern. After one that ``is_about_safety``, whoever
    says first that nothing is needed, ``unneeded_by``, does not close it: a second person agrees.
    """

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="put_rights")
    because = models.CharField(max_length=8)
    item = models.ForeignKey(
        DrawnItem, on_delete=models.PROTECT, null=True, blank=True, related_name="put_rights"
    )
    candidate = models.ForeignKey(
        SweepCandidate, on_delete=models.PROTECT, null=True, blank=True, related_name="put_rights"
    )
    questions = models.JSONField(default=list)
    what = models.TextField()
    owner = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_about_safety = models.BooleanField(default=False)
    arranged = models.TextField(blank=True)
    arranged_by = models.CharField(max_length=200, blank=True)
    arranged_on = models.DateField(null=True, blank=True)
    unneeded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unneeded_at = models.DateTimeField(null=True, blank=True)
    unneeded_why = models.TextField(blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_how = models.TextField(blank=True)
    state = models.CharField(max_length=8, default=_OPEN)
    way = models.CharField(max_length=12, blank=True)
    event = models.ForeignKey(
        "casework.CaseEvent", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    plan = models.ForeignKey(
        "casework.PlanVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["area", "due_on"], condition=Q(state=_OPEN), name="quality_putright_open"
            ),
            models.Index(fields=["case"], name="quality_putright_case"),
        ]
        constraints = [
            one_of(field="because", codes=Because, name="quality_putright_because"),
            one_of(field="state", codes=PutRightState, name="quality_putright_state"),
            one_of(field="way", codes=Way, name="quality_putright_way", blank=True),
            exactly_one(
                fields=("item", "candidate"),
                name="quality_putright_from_one",
                sentence="It comes from an audit, or from a sweep.",
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(because=Because.GRADE.value),
                name="quality_putright_of_grade_once",
                violation_error_message="It is to be put right already.",
            ),
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(because=Because.SWEEP.value),
                name="quality_putright_of_sweep_once",
                violation_error_message="It is to be put right already.",
            ),
            models.CheckConstraint(
                condition=~Q(what=""),
                name="quality_putright_says_what",
                violation_error_message="Say what has to be put right.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=_OPEN,
                    way="",
                    closed_on=None,
                    closed_at=None,
                    event=None,
                    plan=None,
                    reason="",
                )
                | Q(state=_CLOSED, closed_on__isnull=False, closed_at__isnull=False)
                & (
                    Q(way=Way.REVIEW.value, event__isnull=False)
                    | Q(way=Way.AMENDMENT.value, plan__isnull=False)
                    | Q(way=Way.NO_NEED.value) & ~Q(reason="")
                    | Q(way=Way.HELP.value, arranged_on__isnull=False)
                    & ~Q(reason="")
                    & ~Q(arranged="")
                ),
                name="quality_putright_closed_whole",
                violation_error_message="Close it by a review, by an amendment, or with a reason.",
            ),
            paired(
                fields=("unneeded_by", "unneeded_at"),
                name="quality_putright_unneeded_whole",
                sentence="Somebody says at a time that nothing has to be put right.",
            ),
            models.CheckConstraint(
                condition=Q(is_about_safety=False)
                | Q(state=_OPEN)
                | Q(arranged_on__isnull=False) & ~Q(arranged="") & ~Q(arranged_by=""),
                name="quality_putright_safety_arranged",
                violation_error_message="Say what was arranged at once, by whom, and when.",
            ),
            models.CheckConstraint(
                condition=Q(is_about_safety=False)
                | ~Q(way=Way.NO_NEED.value)
                | Q(unneeded_by__isnull=False) & ~Q(unneeded_by=F("closed_by")),
                name="quality_putright_safety_by_two",
                violation_error_message="A second person has to agree.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "because", "item", "candidate", "questions", "owner",
            "opened_on", "due_on", "opened_at", "opened_by", "told_on", "state", "way", "event",
            "plan", "is_about_safety", "arranged_on", "unneeded_by", "unneeded_at", "closed_on", "closed_at", "closed_by", "version",
        )  # fmt: skip
        personal = {"arranged_by": "an invented name"}
        special = {
            "what": "words of our own", "told_how": "words of our own", "reason": "words of our own",
            "arranged": "words of our own", "unneeded_why": "words of our own",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.ref
