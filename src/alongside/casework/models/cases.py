"""A child's case: who works on it, every event of it, and the duties that follow from the events."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from alongside.casework import perms
from alongside.casework.models.children import Child
from alongside.casework.rules.codes import Source, Stage
from alongside.kernel.actor import Actor
from alongside.people.constraints import one_of, period_in_order
from alongside.people.queries import posts_held_by
from alongside.people.scoping import AreaQuerySet, AreaRecord, NamedAreaRecord, UnscopedQueryError

OWES_SOMETHING = Q(owes_own_letter=True) | Q(owes_plan=True) | Q(owes_in_format=True)
"""Of cases; the index of these is used by nothing that says it in other words."""


class CaseQuerySet(AreaQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Never: which cases somebody may read depends on the day."""
        raise UnscopedQueryError("Say on which day the case is read: open_to(actor, today=…).")

    def open_to(self, actor: Actor, *, today: date) -> Self:
        """Every case of the area, or those of the posts that the person holds or covers for today, and
        any that was opened to them by name.
        """
        inside = self.in_area(actor.area_id).filter(merged_into=None)
        if actor.may(perms.ALL):
            return inside
        named = _named_cases(actor)
        own = Q(ref__in=named)
        if named:
            own |= Q(pk__in=self.in_area(actor.area_id).filter(ref__in=named).values("merged_into"))
        if actor.may(perms.OWN) and actor.person_id is not None:
            own |= Q(pk__in=_assigned(actor, today))
        return inside.filter(own)


def _named_cases(actor: Actor) -> list[str]:
    holdings = [each for each in actor.holdings if not each.permissions.isdisjoint(perms.READS)]
    return [each.scope.case_ref for each in holdings if each.scope.case_ref]


def _assigned(actor: Actor, today: date) -> Any:
    """The ids of the cases that are with a post which the person holds today, to be used in a query."""
    return (
        CaseAssignment.objects.in_area(actor.area_id)
        .filter(standing_on(today), post__in=posts_held_by(actor, today))
        .values("case_id")
    )


def standing_on(today: date) -> Q:
    """Of assignments: those that hold on a day."""
    return Q(assigned_from__lte=today) & (Q(assigned_until=None) | Q(assigned_until__gt=today))


class Case(NamedAreaRecord):
    """One for each child or young person, for as long as they are known here. It holds many processes.

    ``stage``, since when, ``next_due_on`` and ``ours_due_on`` are worked out from the events whenever
    one is recorded, so that lists can be filtered and put in order. The two days are the earliest on
    which somebody, or the authority itself, has something to do that is not done. ``untold_since_on`` is the
    day of the earliest decision that the family is not told of. What is owed of letters (somebody’s own, an EHC
    plan, and the format that was asked for) is kept by ``keeping.keep_owed``. None depends on today.
    ``merged_into``: the case of the same child that was kept; nobody opens this one any more.
    """

    child = models.OneToOneField(Child, on_delete=models.PROTECT, related_name="case")
    number = models.CharField(max_length=12)
    stage = models.CharField(max_length=12, default=Stage.NOTHING.value)
    stage_since_on = models.DateField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    ours_due_on = models.DateField(null=True, blank=True)
    untold_since_on = models.DateField(null=True, blank=True)
    owes_own_letter = models.BooleanField(default=False)
    owes_plan = models.BooleanField(default=False)
    owes_in_format = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gone",
        db_index=False,
    )

    objects: ClassVar[Any] = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["area", "next_due_on", "number"], name="casework_case_next"),
            models.Index(fields=["area", "ours_due_on", "number"], name="casework_case_ours"),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="casework_case_merged",
            ),
            *(
                models.Index(
                    fields=["area", day, "number"],
                    condition=Q(merged_into=None),
                    name=f"casework_case_by_{day[:4]}",
                )
                for day in ("next_due_on", "ours_due_on")
            ),
            models.Index(
                fields=["area", "stage", "stage_since_on", "ours_due_on"],
                condition=Q(merged_into=None),
                name="casework_case_stages",
            ),
            models.Index(
                fields=["area", "untold_since_on"],
                condition=Q(untold_since_on__isnull=False),
                name="casework_case_untold",
            ),
            models.Index(
                fields=["area", "next_due_on", "number"],
                condition=OWES_SOMETHING,
                name="casework_case_owing",
            ),
        ]
        constraints = [
            one_of(field="stage", codes=Stage, name="casework_case_stage"),
            models.UniqueConstraint(
                fields=["area", "number"],
                name="casework_case_number_once",
                violation_error_message="There is already a case with this number.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "child", "number", "stage", "stage_since_on", "next_due_on",
            "ours_due_on", "untold_since_on", "owes_own_letter", "owes_plan", "owes_in_format",
            "opened_at", "opened_by", "version", "merged_into",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number


class CaseAssignment(AreaRecord):
    """Which post works on the case, from when until when. ``is_cover``: while somebody is away, beside
    the post whose case it is.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    is_cover = models.BooleanField(default=False)
    assigned_from = models.DateField()
    assigned_until = models.DateField(null=True, blank=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["assigned_from", "id"]
        constraints = [
            period_in_order(
                start="assigned_from",
                until="assigned_until",
                name="casework_assignment_in_order",
                sentence="The last day comes after the first.",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(is_cover=False, assigned_until=None),
                name="casework_assignment_one_post",
                violation_error_message="The case is with a post already.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "case", "post", "is_cover", "assigned_from", "assigned_until",
            "assigned_at", "assigned_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} with {self.post_id}"


class CaseEvent(NamedAreaRecord):
    """Something that happened. It is never changed: a correction is a later event that names it.

    ``received_on`` is the day on which it reached the authority; time runs from it, however late it
    was recorded here. ``is_brought_over``: it comes from earlier records.
    ``body`` is written by ``rules.bodies`` in the shape numbered ``schema``.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=60)
    schema = models.PositiveSmallIntegerField()
    happened_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=12)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    is_brought_over = models.BooleanField(default=False)
    body = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="source", codes=Source, name="casework_event_source"),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("happened_on")),
                name="casework_event_received_after",
                violation_error_message="It cannot have reached us before it happened.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "kind", "schema", "happened_on", "received_on", "source",
            "corrects", "is_brought_over", "recorded_at", "recorded_by",
        )  # fmt: skip
        special = {"body": "words of our own"}

    def __str__(self) -> str:
        return self.ref


class CaseDuty(AreaRecord):
    """What the law asks in this case, worked out from its events and rewritten with each of them.

    Nothing here depends on today: a queue compares ``due_on`` with it. ``started_by`` is the ref of
    the event from which time runs. ``is_ours``: the authority's own to do.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="duties")
    rule = models.CharField(max_length=24)
    limb = models.CharField(max_length=60, blank=True)
    process = models.CharField(max_length=60)
    concerning = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    who = models.CharField(max_length=40)
    force = models.CharField(max_length=12)
    is_ours = models.BooleanField()
    is_conditional = models.BooleanField()
    needs_lawyer = models.BooleanField()
    authority = models.TextField()
    rule_set = models.CharField(max_length=60)
    reason = models.TextField()
    started_by = models.CharField(max_length=16)
    started_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    relies_on = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["area", "due_on"],
                condition=Q(done_on=None, ended_on=None),
                name="casework_duty_open",
            ),
            models.Index(
                fields=["area", "rule", "due_on", "limb", "relies_on"], name="casework_duty_of_rule"
            ),
            models.Index(
                fields=["area", "rule", "due_on", "force", "case"],
                condition=Q(done_on=None, ended_on=None, is_conditional=False),
                name="casework_duty_waiting",
            ),
            models.Index(
                fields=["area", "due_on"],
                condition=~Q(relies_on=""),
                name="casework_duty_excused",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "case", "rule", "limb", "process", "concerning", "title", "who", "force",
            "is_ours", "is_conditional", "needs_lawyer", "authority", "rule_set", "reason",
            "started_by", "started_on", "due_on", "done_on", "ended_on", "relies_on",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.rule} of {self.case_id}"


class CaseWord(AreaRecord):
    """A word by which a case is found: of a name, of the school's name, or a number. Kept beside the
    child, and made anew with every change.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="words")
    word = models.CharField(max_length=60)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "word", "case"],
                name="casework_word_once",
                violation_error_message="The case is found by this word already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "case")
        personal = {"word": "name"}

    def __str__(self) -> str:
        return str(self.pk)
