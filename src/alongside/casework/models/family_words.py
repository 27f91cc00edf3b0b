"""What families told the council, the answers, alerts about a child's safety, and what was handed over."""

from django.db import models
from django.db.models import Q

from alongside.casework.models.cases import Case, CaseEvent
from alongside.casework.models.children import Contact
from alongside.casework.rules.codes import Source
from alongside.casework.rules.family_codes import Outcome, Said, Section
from alongside.people.constraints import one_of, paired
from alongside.people.scoping import NamedAreaRecord


class FamilyMessage(NamedAreaRecord):
    """Something that somebody of a family said: the young person where ``contact`` is empty.

    ``received_on`` starts the reply clock, however late staff wrote it down. ``about`` names the help that
    is not happening, or the school asked for; ``part_key`` is its row in every version of the EHC plan.
    ``is_private``: the child asked that parents are not shown it. ``follows`` is the earlier message whose
    answer did not settle it; it goes one step higher.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="family_messages")
    said = models.CharField(max_length=16)
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    source = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    about = models.CharField(max_length=400, blank=True)
    section = models.CharField(max_length=2, blank=True)
    part_key = models.CharField(max_length=16, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_private = models.BooleanField(default=False)
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    event = models.ForeignKey(
        CaseEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_on = models.DateField()
    reply_due_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["area", "reply_due_on"],
                condition=Q(answered_on=None, reply_due_on__isnull=False),
                name="casework_message_open",
            ),
        ]
        constraints = [
            one_of(field="said", codes=Said, name="casework_message_said"),
            one_of(field="source", codes=Source, name="casework_message_source"),
            one_of(field="section", codes=Section, name="casework_message_section", blank=True),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "said", "contact", "source", "section", "part_key", "file",
            "is_private", "follows", "event", "received_on", "reply_due_on", "recorded_at", "recorded_by",
            "answered_on",
        )  # fmt: skip
        special = {"text": "words of our own", "about": "words of our own"}

    def __str__(self) -> str:
        return self.ref


class FamilyAnswer(NamedAreaRecord):
    """What the council answered. ``outcome`` says what was found of help that was not happening."""

    message = models.ForeignKey(FamilyMessage, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    outcome = models.CharField(max_length=16, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="outcome", codes=Outcome, name="casework_answer_outcome", blank=True),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="casework_answer_says_something",
                violation_error_message="Write the answer.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "ref", "message", "outcome", "answered_at", "answered_by")
        special = {"text": "words of our own"}

    def __str__(self) -> str:
        return self.ref


class SafetyAlert(NamedAreaRecord):
    """A worry about a child's safety, raised by whoever read or heard it, to the post that the area named.
    It is answered the same day.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="alerts")
    message = models.ForeignKey(
        FamilyMessage, on_delete=models.PROTECT, null=True, blank=True, related_name="alerts"
    )
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    worry = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(worry=""),
                name="casework_alert_has_a_worry",
                violation_error_message="Say what worries you.",
            ),
            paired(
                fields=("answered_at", "answered_by"),
                name="casework_alert_answered",
                sentence="An alert is answered by somebody.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "message", "post", "raised_at", "raised_by", "due_on",
            "answered_at", "answered_by",
        )  # fmt: skip
        special = {"worry": "words of our own", "answer": "words of our own"}

    def __str__(self) -> str:
        return self.ref


class FamilyRelease(NamedAreaRecord):
    """Everything held, as an officer handed it over to whoever asked. ``content`` is frozen: headings with
    what stands below them. ``withheld`` lists what was left out, with the reason.
    """

    message = models.OneToOneField(FamilyMessage, on_delete=models.PROTECT, related_name="release")
    content = models.JSONField()
    withheld = models.JSONField(default=list)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]

    class Privacy:
        staff = ("id", "area", "ref", "message", "released_at", "released_by")
        special = {"content": "an empty list", "withheld": "an empty list"}

    def __str__(self) -> str:
        return self.ref


class ProtectedLook(NamedAreaRecord):
    """An entry of the ledger that the information-governance lead withholds from a family's page of who
    looked. It is counted there.
    """

    seq = models.PositiveBigIntegerField()
    reason = models.TextField()
    protected_at = models.DateTimeField()
    protected_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "seq"],
                name="casework_protected_look_once",
                violation_error_message="This entry is withheld already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "ref", "seq", "protected_at", "protected_by")
        restricted = {"reason": "words of our own"}

    def __str__(self) -> str:
        return self.ref
