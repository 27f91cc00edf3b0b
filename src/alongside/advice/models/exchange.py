"""Messages with the systems of other organisations, and the systems that may call."""

from django.db import models
from django.db.models import Q

from alongside.advice.models.requests import AdviceRequest
from alongside.advice.rules.codes import Direction
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class AdviceMessage(AreaRecord):
    """A message about a request that was taken or sent, by what tells it from every other. Never changed.

    ``organisation`` is the other side. ``stream`` and ``digest`` are those of the message’s stamp.
    ``words`` are a note or a reason; the message itself is not kept.
    """

    request = models.ForeignKey(AdviceRequest, on_delete=models.PROTECT, related_name="messages")
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    direction = models.CharField(max_length=4)
    message_id = models.CharField(max_length=64)
    stream = models.CharField(max_length=120)
    sequence = models.PositiveIntegerField()
    sent_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    event = models.CharField(max_length=24)
    stage = models.CharField(max_length=24)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="direction", codes=Direction, name="advice_message_direction"),
            models.UniqueConstraint(
                fields=["area", "message_id"],
                name="advice_message_once",
                violation_error_message="This message was taken before.",
            ),
            models.UniqueConstraint(
                fields=["area", "stream", "sequence"],
                name="advice_message_place_once",
                violation_error_message="Another message has this place among those about the request.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "request", "organisation", "direction", "message_id", "stream", "sequence",
            "sent_at", "digest", "event", "stage", "recorded_at",
        )  # fmt: skip
        special = {"words": "words of our own"}

    def __str__(self) -> str:
        return self.message_id


class AdviceClient(NamedAreaRecord):
    """A system of one organisation that may call, with a secret of which only the digest is kept."""

    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200)
    secret_digest = models.CharField(max_length=64)
    scopes = models.CharField(max_length=100)
    expires_on = models.DateField()
    registered_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(scopes=""),
                name="advice_client_says_what",
                violation_error_message="Say which system it is, and what it may do.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "organisation", "name", "scopes", "expires_on", "registered_at",
            "revoked_at",
        )  # fmt: skip
        restricted = {"secret_digest": "an invented number"}

    def __str__(self) -> str:
        return self.ref


class AdviceToken(AreaRecord):
    """Leave to call for a while. Only the digest of the token is kept."""

    client = models.ForeignKey(AdviceClient, on_delete=models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=100)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    class Privacy:
        staff = ("id", "area", "client", "scopes", "issued_at", "expires_at")
        restricted = {"digest": "an invented number"}

    def __str__(self) -> str:
        return f"token of {self.client_id}"


class AdviceAnswer(AreaRecord):
    """What a call with a key of its own was answered, so that the same call is answered the same."""

    client = models.ForeignKey(AdviceClient, on_delete=models.PROTECT, related_name="answers")
    key = models.CharField(max_length=64)
    body_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    outcome = models.JSONField()
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "key"],
                name="advice_answer_key_once",
                violation_error_message="This key was used before.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "client", "key", "body_digest", "status", "outcome", "answered_at",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"answer to {self.client_id}"
