"""What a family allows, and the copy without names that a family's auditor reads."""

from django.db import models
from django.db.models import Q

from alongside.casework.rules.codes import Source
from alongside.people.constraints import one_of, paired
from alongside.people.scoping import NamedAreaRecord
from alongside.quality.models.rounds import DrawnItem
from alongside.quality.rules.codes import CopyState


class AuditConsent(NamedAreaRecord):
    """Somebody with the right to allows other families to read a copy without names, and may take it back
    on any day. ``given_by`` is who they are, in words.
    """

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="audit_consents"
    )
    given_by = models.CharField(max_length=200)
    given_on = models.DateField()
    source = models.CharField(max_length=12)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="source", codes=Source, name="quality_consent_source"),
            paired(
                fields=("withdrawn_on", "withdrawn_at"),
                name="quality_consent_withdrawn_whole",
                sentence="Consent is taken back on a day, at a time.",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(withdrawn_on=None),
                name="quality_consent_one_now",
                violation_error_message="The family allows it already.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "given_on", "source", "recorded_at", "recorded_by",
            "withdrawn_on", "withdrawn_at", "withdrawn_by",
        )  # fmt: skip
        personal = {"given_by": "an invented name"}

    def __str__(self) -> str:
        return self.ref


class RedactedCopy(NamedAreaRecord):
    """What a family's auditor reads of an item. ``content`` is blocks of text; ``marked`` are words that a
    person hid besides those that patterns found. It is released by a person, and its words are removed
    when consent is taken back.
    """

    item = models.OneToOneField(DrawnItem, on_delete=models.PROTECT, related_name="redacted")
    content = models.JSONField(default=list)
    marked = models.JSONField(default=list)
    hidden_count = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, default=CopyState.MADE.value)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="state", codes=CopyState, name="quality_copy_state"),
            models.CheckConstraint(
                condition=~Q(state=CopyState.RELEASED.value) | Q(released_at__isnull=False),
                name="quality_copy_released_whole",
                violation_error_message="A copy is released at a time, by somebody.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "item", "hidden_count", "state", "made_at", "made_by",
            "released_at", "released_by", "version",
        )  # fmt: skip
        special = {
            "content": "nothing: the copy is removed",
            "marked": "nothing: the copy is removed",
        }

    def __str__(self) -> str:
        return self.ref
