"""Messages to people, the outbox of e-mails about them, how each person wants to be told, calendar
links.

A message never holds personal detail: its sentence is one of the catalogue in ``words``. An e-mail
holds not even the sentence.
"""

from django.db import models
from django.db.models import Q

from alongside.notices.words import DELIVERY_WORDS
from alongside.people.models import Person
from alongside.people.scoping import AreaRecord, NamedAreaRecord

WAITING, SENDING, SENT, GIVEN_UP, NOT_NEEDED = (
    "waiting",
    "sending",
    "sent",
    "given_up",
    "not_needed",
)
STATES = (WAITING, SENDING, SENT, GIVEN_UP, NOT_NEEDED)


class Notice(NamedAreaRecord):
    """One message to one person. ``key`` says what it is about: the same key is told once."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    code = models.CharField(max_length=40)
    sentence = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    key = models.CharField(max_length=160)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "person", "key"],
                name="notice_told_once",
                violation_error_message="This person was already told.",
            ),
            models.CheckConstraint(
                condition=Q(address__startswith="/") & ~Q(address__startswith="//"),
                name="notice_leads_into_the_house",
                violation_error_message="A message may only lead to a page of Alongside.",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(read_at__gte=models.F("made_at")),
                name="notice_read_after_made",
                violation_error_message="A message cannot be read before it was made.",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "area", "-made_at"], name="notice_own"),
            models.Index(
                fields=["person", "area"], condition=Q(read_at=None), name="notice_unread"
            ),
        ]

    class Privacy:
        public = ()
        staff = ("id", "area", "ref", "code", "sentence", "made_at")
        personal = {"person": "the invented person", "read_at": "kept"}
        special: dict[str, str] = {}
        restricted = {"address": "kept", "key": "kept"}

    def __str__(self) -> str:
        return self.sentence


class OutboxMessage(AreaRecord):
    """The e-mail that tells of a notice, kept until it is sent or given up with a reason.

    ``claim`` names the sending that holds it; a claim that is too old counts as waiting again.
    """

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="message")
    state = models.CharField(
        max_length=12, choices=[(state, state) for state in STATES], default=WAITING
    )
    leaves_at = models.DateTimeField()
    attempts_count = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=16, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=STATES),
                name="outbox_state_known",
                violation_error_message="This is no state of an e-mail.",
            ),
            models.CheckConstraint(
                condition=Q(state=SENT, sent_at__isnull=False)
                | (~Q(state=SENT) & Q(sent_at__isnull=True)),
                name="outbox_sent_with_its_time",
                violation_error_message="An e-mail is sent at a time, or not at all.",
            ),
            models.CheckConstraint(
                condition=~Q(state=GIVEN_UP) | ~Q(trouble=""),
                name="outbox_given_up_with_a_reason",
                violation_error_message="Say why the e-mail was given up.",
            ),
        ]
        indexes = [models.Index(fields=["state", "leaves_at"], name="outbox_due")]

    class Privacy:
        public = ()
        staff = (
            "id",
            "area",
            "notice",
            "state",
            "leaves_at",
            "attempts_count",
            "claim",
            "claimed_at",
            "sent_at",
            "trouble",
        )
        personal: dict[str, str] = {}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.state} at {self.leaves_at}"


class DeliveryChoice(models.Model):
    """How one person wants to be told, in every area. No row: by e-mail, at once, version 1."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=list(DELIVERY_WORDS.items()))
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=list(DELIVERY_WORDS)),
                name="delivery_choice_known",
                violation_error_message="Choose how you want to be told.",
            ),
        ]

    class Privacy:
        public = ()
        staff = ("id", "version")
        personal = {"person": "the invented person", "choice": "kept"}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return self.choice


class CalendarLink(models.Model):
    """A secret address that a calendar program reads. Only the secret's SHA-256 is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(revoked_at=None),
                name="calendar_link_one_each",
                violation_error_message="You already have a calendar link. Turn it off first.",
            ),
        ]

    class Privacy:
        public = ()
        staff = ("id",)
        personal = {"person": "deleted", "made_at": "deleted", "revoked_at": "deleted"}
        special: dict[str, str] = {}
        restricted = {"digest": "deleted"}

    def __str__(self) -> str:
        return f"made at {self.made_at}"
