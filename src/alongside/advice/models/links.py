"""Links for one request, for somebody without an account: the address each was sent to, its codes and its
visits. Secrets are kept as digests only.
"""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from alongside.advice.models.requests import AdviceRequest
from alongside.advice.models.writing import AdviceSubmission
from alongside.advice.rules.codes import State
from alongside.advice.rules.links import AddressCheck
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaQuerySet, AreaRecord, NamedAreaRecord

_GONE = (State.WITHDRAWN.value, State.DECLINED.value)


class LinkQuerySet(AreaQuerySet):
    def in_force(self, at: datetime) -> Self:
        """Nor does a link outlive a request that was withdrawn or declined."""
        return self.filter(given_at__lte=at, given_until__gt=at, ended_at=None).exclude(
            request__state__in=_GONE
        )


class WorkDomain(NamedAreaRecord):
    """Addresses at this domain are work addresses of the organisation, until it is ended."""

    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    domain = models.CharField(max_length=253)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["organisation__name", "domain", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "organisation", "domain"],
                condition=Q(ended_at=None),
                name="advice_domain_once",
                violation_error_message="This domain is allowed for the organisation already.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "organisation", "domain", "added_at", "added_by", "ended_at",
            "ended_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.domain


class AdviceLink(NamedAreaRecord):
    """Opens one request for whoever reads the mail of one work address. ``digest`` is the SHA-256 of the
    secret in the link, which is kept nowhere. ``consent`` says what the family agreed to.

    ``role`` is what the sender knows; who wrote the advice is what its author says there.
    """

    request = models.ForeignKey(AdviceRequest, on_delete=models.PROTECT, related_name="links")
    email = models.EmailField()
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=120)
    checked_by = models.CharField(max_length=12)
    checked_how = models.TextField(blank=True)
    consent = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_why = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="checked_by", codes=AddressCheck, name="advice_link_checked"),
            models.CheckConstraint(
                condition=Q(checked_by=AddressCheck.DOMAIN.value) | ~Q(checked_how=""),
                name="advice_link_checked_how",
                violation_error_message="Say how the address was checked.",
            ),
            models.CheckConstraint(
                condition=~Q(consent=""),
                name="advice_link_says_consent",
                violation_error_message="Say what the family agreed to.",
            ),
            models.CheckConstraint(
                condition=Q(given_until__gt=F("given_at")),
                name="advice_link_ends",
                violation_error_message="A link ends after it was given.",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False),
                name="advice_link_ended_at",
                violation_error_message="Say when the link ended.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "request", "organisation", "role", "checked_by", "checked_how",
            "given_at", "given_by", "given_until", "ended_at", "ended_by", "ended_why",
        )  # fmt: skip
        personal = {"email": "an invented address"}
        special = {"consent": "words of our own"}
        restricted = {"digest": "deleted"}

    def __str__(self) -> str:
        return self.ref


class AdviceLinkShown(AreaRecord):
    """Advice of the same case that the link lets somebody read, because its sender chose it."""

    link = models.ForeignKey(AdviceLink, on_delete=models.PROTECT, related_name="shown_rows")
    submission = models.ForeignKey(AdviceSubmission, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "submission"],
                name="advice_link_shows_once",
                violation_error_message="This advice is shown already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "link", "submission")

    def __str__(self) -> str:
        return f"{self.submission_id} by {self.link_id}"


class AdviceLinkCode(AreaRecord):
    """A one-time code for a link, kept as a keyed digest. ``tries_count`` counts the wrong ones."""

    link = models.ForeignKey(AdviceLink, on_delete=models.PROTECT, related_name="codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries_count = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="advice_link_code_expires",
                violation_error_message="A code ends after it was made.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "link", "made_at", "expires_at", "tries_count", "used_at")
        restricted = {"digest": "deleted"}

    def __str__(self) -> str:
        return f"for {self.link_id} until {self.expires_at}"


class AdviceLinkVisit(AreaRecord):
    """A short visit after a right code. ``digest`` is of the secret in the visitor's cookie."""

    link = models.ForeignKey(AdviceLink, on_delete=models.PROTECT, related_name="visits")
    digest = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("began_at")),
                name="advice_link_visit_ends",
                violation_error_message="A visit ends after it began.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "link", "began_at", "ends_at", "left_at")
        restricted = {"digest": "deleted"}

    def __str__(self) -> str:
        return f"by {self.link_id} until {self.ends_at}"
