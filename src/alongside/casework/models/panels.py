"""Panels: who sits on them, when they meet, which cases stand on an agenda, and what was advised."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from alongside.casework.models.cases import Case
from alongside.casework.rules.panels import (
    CLOSES_AFTER,
    OPENS_BEFORE,
    Advice,
    PanelKind,
    Question,
    Side,
)
from alongside.kernel.actor import Actor
from alongside.people.constraints import one_of, period_in_order
from alongside.people.queries import posts_held_by
from alongside.people.scoping import AreaQuerySet, AreaRecord, NamedAreaRecord


class Panel(NamedAreaRecord):
    """``kind`` says about which decisions it advises. It decides nothing itself."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            one_of(field="kind", codes=PanelKind, name="casework_panel_kind"),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="casework_panel_has_name",
                violation_error_message="Write the name of the panel.",
            ),
            models.UniqueConstraint(
                fields=["area", "name"],
                name="casework_panel_name_once",
                violation_error_message="There is a panel of this name already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "ref", "name", "kind", "made_at", "made_by")

    def __str__(self) -> str:
        return self.name


class PanelSeat(NamedAreaRecord):
    """A post that sits on a panel, for whom, from when until when."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats")
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=12)
    sits_from = models.DateField()
    sits_until = models.DateField(null=True, blank=True)
    seated_at = models.DateTimeField()
    seated_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["side", "id"]
        constraints = [
            one_of(field="side", codes=Side, name="casework_seat_side"),
            period_in_order(
                start="sits_from",
                until="sits_until",
                name="casework_seat_in_order",
                sentence="The last day comes after the first.",
            ),
            models.UniqueConstraint(
                fields=["panel", "post"],
                condition=Q(sits_until=None),
                name="casework_seat_once",
                violation_error_message="This post sits on the panel already.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "panel", "post", "side", "sits_from", "sits_until", "seated_at",
            "seated_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.post_id} on {self.panel_id}"


class PanelMeeting(NamedAreaRecord):
    """``recorded_at``: when it was written down who came. Until then nobody is missing."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="meetings")
    meets_on = models.DateField()
    cancelled_why = models.TextField(blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-meets_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_by=None) | Q(recorded_at__isnull=False),
                name="casework_meeting_recorded_by_with_at",
                violation_error_message="Say when it was recorded who came.",
            ),
            models.UniqueConstraint(
                fields=["panel", "meets_on"],
                condition=Q(cancelled_why=""),
                name="casework_meeting_once_a_day",
                violation_error_message="The panel meets on this day already.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "panel", "meets_on", "cancelled_why", "planned_at", "planned_by",
            "recorded_at", "recorded_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.panel_id} on {self.meets_on}"


class PanelPresence(AreaRecord):
    """A seat whose holder, or a stand-in, came to a meeting."""

    meeting = models.ForeignKey(PanelMeeting, on_delete=models.PROTECT, related_name="presences")
    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="presences")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                name="casework_presence_once",
                violation_error_message="This seat is recorded as present already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "meeting", "seat")

    def __str__(self) -> str:
        return f"{self.seat_id} at {self.meeting_id}"


class PanelItemQuerySet(AreaQuerySet):
    def open_to_members(self, actor: Actor, *, today: date) -> Self:
        """Cases on the agenda of a panel on which a post of the person sits today: from two weeks before
        the meeting until the day after.
        """
        inside = self.in_area(actor.area_id)
        if actor.person_id is None:
            return inside.none()
        return inside.filter(
            meeting__cancelled_why="",
            meeting__meets_on__range=(today - CLOSES_AFTER, today + OPENS_BEFORE),
            meeting__panel__in=panels_of(actor, today),
        )


def panels_of(actor: Actor, today: date) -> Any:
    """The ids of the panels on which a post of the person sits today, to be used in a query."""
    return (
        PanelSeat.objects.in_area(actor.area_id)
        .filter(
            Q(sits_until=None) | Q(sits_until__gt=today),
            sits_from__lte=today,
            post__in=posts_held_by(actor, today),
        )
        .values("panel_id")
    )


class PanelItem(NamedAreaRecord):
    """A case on the agenda of a meeting. ``due_on`` is the last day for the decision as it stood when
    the agenda was drawn.
    """

    meeting = models.ForeignKey(PanelMeeting, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="panel_items")
    question = models.CharField(max_length=12)
    due_on = models.DateField()
    listed_at = models.DateTimeField()
    listed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    advice = models.CharField(max_length=12, blank=True)
    reasons = models.TextField(blank=True)
    advised_at = models.DateTimeField(null=True, blank=True)
    advised_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Any] = PanelItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            one_of(field="question", codes=Question, name="casework_item_question"),
            one_of(field="advice", codes=Advice, name="casework_item_advice", blank=True),
            models.CheckConstraint(
                condition=Q(advice="", advised_at=None, advised_by=None)
                | (~Q(advice="") & ~Q(reasons="") & Q(advised_at__isnull=False)),
                name="casework_item_advised_with_reasons",
                violation_error_message="Advice has its reasons.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "case"],
                name="casework_item_once",
                violation_error_message="The case stands on this agenda already.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "meeting", "case", "question", "due_on", "listed_at", "listed_by",
            "advice", "advised_at", "advised_by",
        )  # fmt: skip
        special = {"reasons": "words"}

    def __str__(self) -> str:
        return self.ref
