"""Grants: a role given to a person in one local area, for a purpose, within a scope, until a time.

A grant is never edited: it is ended, and another is given. An emergency grant is one that a person
took for themselves, with a reason; the information-governance lead reviews each.
"""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from alongside.people.models import Organisation, Person
from alongside.people.scoping import AreaQuerySet, AreaRecord, NamedAreaRecord

ORDINARY = "ordinary"
EMERGENCY = "emergency"
KINDS = (ORDINARY, EMERGENCY)
JUSTIFIED = "justified"
NOT_JUSTIFIED = "not_justified"
OUTCOMES = (JUSTIFIED, NOT_JUSTIFIED)


class GrantQuerySet(AreaQuerySet):
    def in_force(self, at: datetime) -> Self:
        return self.filter(
            Q(granted_until=None) | Q(granted_until__gt=at), granted_from__lte=at, ended_at=None
        )


class Grant(NamedAreaRecord):
    """``granted_until`` is the first instant it no longer holds; empty means until it is ended."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    case_ref = models.CharField(max_length=16, blank=True)
    purpose = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=10, choices=[(kind, kind) for kind in KINDS], default=ORDINARY
    )
    reason = models.TextField(blank=True)
    granted_from = models.DateTimeField()
    granted_until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Any] = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=KINDS),
                name="grant_kind_known",
                violation_error_message="A grant is either ordinary or taken in an emergency.",
            ),
            models.CheckConstraint(
                condition=~Q(purpose=""),
                name="grant_has_a_purpose",
                violation_error_message="Say what the access is for.",
            ),
            models.CheckConstraint(
                condition=Q(granted_until=None) | Q(granted_until__gt=F("granted_from")),
                name="grant_ends_after_start",
                violation_error_message="The end must be later than the start.",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False),
                name="grant_ended_by_with_at",
                violation_error_message="Say when the access was ended.",
            ),
            models.CheckConstraint(
                condition=Q(granted_by=None) | Q(kind=EMERGENCY) | ~Q(granted_by=F("person")),
                name="grant_not_to_oneself",
                violation_error_message="Nobody may give access to themselves.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EMERGENCY)
                | (
                    ~Q(reason="")
                    & Q(granted_until__isnull=False)
                    & (Q(organisation__isnull=False) | ~Q(case_ref=""))
                ),
                name="grant_emergency_is_narrow",
                violation_error_message=(
                    "Emergency access needs a reason, an end, and one organisation or case."
                ),
            ),
        ]
        indexes = [models.Index(fields=["person", "area"], name="grant_person_area")]

    class Privacy:
        public = ()
        staff = (
            "id",
            "area",
            "ref",
            "role",
            "organisation",
            "purpose",
            "kind",
            "granted_from",
            "granted_until",
            "granted_by",
            "ended_at",
            "ended_by",
        )
        personal = {"person": "the invented person"}
        special: dict[str, str] = {}
        restricted = {"case_ref": "the invented case", "reason": "an invented reason"}

    def __str__(self) -> str:
        return f"{self.role} to {self.person_id}"

    def is_in_force(self, at: datetime) -> bool:
        return (
            self.ended_at is None
            and self.granted_from <= at
            and (self.granted_until is None or at < self.granted_until)
        )


class EmergencyReview(AreaRecord):
    """What the information-governance lead found when looking at one emergency access."""

    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="review")
    outcome = models.CharField(max_length=20, choices=[(code, code) for code in OUTCOMES])
    note = models.TextField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=OUTCOMES),
                name="emergency_review_outcome_known",
                violation_error_message="Say whether the access was justified.",
            ),
            models.CheckConstraint(
                condition=~Q(note=""),
                name="emergency_review_has_a_note",
                violation_error_message="Write what you found.",
            ),
        ]

    class Privacy:
        public = ()
        staff = ("id", "area", "grant", "outcome", "reviewed_at", "reviewed_by")
        personal: dict[str, str] = {}
        special: dict[str, str] = {}
        restricted = {"note": "an invented note"}

    def __str__(self) -> str:
        return f"{self.outcome} at {self.reviewed_at}"
