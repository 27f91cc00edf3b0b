"""How families come in: who was given access and how it was made sure who they are, one-time codes,
visits by link, and what a young person chose for others. Secrets are kept as digests only.
"""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from alongside.casework.models.cases import Case
from alongside.casework.models.children import Contact
from alongside.casework.rules.codes import Source
from alongside.casework.rules.family_codes import Checked, Reach, Told, Way
from alongside.people.constraints import exactly_one, one_of
from alongside.people.scoping import AreaQuerySet, AreaRecord, NamedAreaRecord


class FamilyAccessQuerySet(AreaQuerySet):
    def in_force(self, at: datetime) -> Self:
        return self.filter(
            Q(given_until=None) | Q(given_until__gt=at), given_at__lte=at, ended_at=None
        )


class FamilyAccess(NamedAreaRecord):
    """One way in to one case for one person: a contact, or the young person where ``contact`` is empty.

    By account, ``person`` signs in and holds a role of the case. By link, ``digest`` is the SHA-256 of
    the secret in the link, which is kept nowhere.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="family_accesses")
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="accesses"
    )
    way = models.CharField(max_length=8)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    digest = models.CharField(max_length=64, null=True, blank=True, unique=True)
    checked_how = models.CharField(max_length=12)
    checked_on = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_why = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = FamilyAccessQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="way", codes=Way, name="casework_family_way"),
            one_of(field="checked_how", codes=Checked, name="casework_family_checked"),
            exactly_one(
                fields=("person", "digest"),
                name="casework_family_account_or_link",
                sentence="Access is by an account or by a link.",
            ),
            models.CheckConstraint(
                condition=Q(way=Way.ACCOUNT.value, person__isnull=False)
                | Q(way=Way.LINK.value, digest__isnull=False, given_until__isnull=False),
                name="casework_family_link_ends",
                violation_error_message="A link always has an end.",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False),
                name="casework_family_ended_at",
                violation_error_message="Say when the access ended.",
            ),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(ended_at=None, person__isnull=False),
                name="casework_family_account_once",
                violation_error_message="This account has access to the case already.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "contact", "way", "checked_how", "checked_on", "given_at",
            "given_by", "given_until", "ended_at", "ended_by", "ended_why",
        )  # fmt: skip
        personal = {"person": "the invented person"}
        restricted = {"digest": "deleted"}

    def __str__(self) -> str:
        return self.ref


class FamilyCode(AreaRecord):
    """A one-time code for a link. It is kept as a digest keyed with the installation's secret, because six
    digits could be tried out. ``tries_count`` counts the wrong ones.
    """

    access = models.ForeignKey(FamilyAccess, on_delete=models.PROTECT, related_name="codes")
    digest = models.CharField(max_length=64)
    told = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    tries_count = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="told", codes=Told, name="casework_family_code_told"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="casework_family_code_expires",
                violation_error_message="A code ends after it was made.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "access", "told", "made_at", "made_by", "expires_at", "tries_count", "used_at",
        )  # fmt: skip
        restricted = {"digest": "deleted"}

    def __str__(self) -> str:
        return f"for {self.access_id} until {self.expires_at}"


class FamilyVisit(AreaRecord):
    """A short visit by link, after a right code. ``digest`` is of the secret in the visitor's cookie."""

    access = models.ForeignKey(FamilyAccess, on_delete=models.PROTECT, related_name="visits")
    digest = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("began_at")),
                name="casework_family_visit_ends",
                violation_error_message="A visit ends after it began.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "access", "began_at", "ends_at", "left_at")
        restricted = {"digest": "deleted"}

    def __str__(self) -> str:
        return f"by {self.access_id} until {self.ends_at}"


class YoungPersonsChoice(NamedAreaRecord):
    """What a young person chose for a contact once the rights are theirs, or that the contact represents
    them in what they cannot decide. ``note`` says how they said it, or on what the representing rests.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="choices")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="choices")
    reach = models.CharField(max_length=12)
    source = models.CharField(max_length=12)
    note = models.TextField(blank=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="reach", codes=Reach, name="casework_choice_reach"),
            one_of(field="source", codes=Source, name="casework_choice_source"),
            models.CheckConstraint(
                condition=~Q(reach=Reach.REPRESENTS.value) | ~Q(note=""),
                name="casework_choice_represents_why",
                violation_error_message="Say on what the representing rests.",
            ),
            models.UniqueConstraint(
                fields=["contact"],
                condition=Q(ended_at=None),
                name="casework_choice_one_each",
                violation_error_message="A choice for this person stands already.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "contact", "reach", "source", "chosen_at", "chosen_by",
            "ended_at",
        )  # fmt: skip
        special = {"note": "words of our own"}

    def __str__(self) -> str:
        return self.ref


class FamilySettings(AreaRecord):
    """What an area says to families on every page, and in how many working days it answers. No row: the
    law's words alone, and five days. Nothing here can hide lateness.
    """

    question_days = models.PositiveSmallIntegerField(default=5)
    not_happening_days = models.PositiveSmallIntegerField(default=5)
    messages_read = models.TextField(blank=True)
    call_now = models.TextField(blank=True)
    advice_service = models.TextField(blank=True)
    complaints = models.TextField(blank=True)
    worry_post = models.ForeignKey(
        "people.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                name="casework_family_settings_once",
                violation_error_message="The area has these settings already.",
            ),
            models.CheckConstraint(
                condition=Q(question_days__range=(1, 20), not_happening_days__range=(1, 20)),
                name="casework_family_settings_days",
                violation_error_message="Write from 1 to 20 working days.",
            ),
        ]

    class Privacy:
        public = ("messages_read", "call_now", "advice_service", "complaints")
        staff = ("id", "area", "question_days", "not_happening_days", "worry_post", "version")

    def __str__(self) -> str:
        return f"of {self.area_id}"
