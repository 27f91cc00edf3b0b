"""Letters of a case, how each was sent and served, and what letters of an area say about itself."""

from django.db import models
from django.db.models import F, Q

from alongside.casework.models.cases import Case, CaseEvent
from alongside.casework.models.children import Contact
from alongside.casework.rules.letter_codes import LetterState, SentBy
from alongside.people.constraints import one_of, paired
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class LetterDetails(AreaRecord):
    """What letters of the area say about itself: one row an area. Each is one line, as it is printed. Where
    to get advice and where to complain stand with what families are told.
    """

    council = models.CharField(max_length=200, blank=True)
    council_contact = models.CharField(max_length=300, blank=True)
    mediation_contact = models.CharField(max_length=300, blank=True)
    disagreement_contact = models.CharField(max_length=300, blank=True)
    local_offer = models.CharField(max_length=300, blank=True)
    commissioner = models.CharField(max_length=200, blank=True)
    social_care = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                name="casework_letter_details_once",
                violation_error_message="The area has these details already. Change them.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "council", "council_contact", "mediation_contact", "disagreement_contact",
            "local_offer", "commissioner", "social_care", "changed_at", "changed_by", "version",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.council


class Letter(NamedAreaRecord):
    """One letter to one person or body, after one event.

    ``event`` is the event as it was first recorded; ``rests_on`` the one that stood when the letter was
    last written, which may be its correction. ``content`` is a document in its canonical form, and never
    changes once the letter is checked. ``refusal`` says why it could not be made. ``paper_refusal`` says
    why its PDF and Word files could not.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="letters")
    rests_on = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    template_version = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=16)
    recipient_key = models.CharField(max_length=80)
    recipient_name = models.CharField(max_length=200, blank=True)
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="letters"
    )
    state = models.CharField(max_length=12)
    dated_on = models.DateField()
    title = models.CharField(max_length=300, blank=True)
    content = models.TextField(blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    free_text = models.TextField(blank=True)
    left_out = models.CharField(max_length=60, blank=True)
    refusal = models.TextField(blank=True)
    paper_refusal = models.TextField(blank=True)
    pdf = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    large_print = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    word = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    why_ended = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-dated_on", "-id"]
        indexes = [models.Index(fields=["contact", "state"], name="casework_letter_contact")]
        constraints = [
            one_of(field="state", codes=LetterState, name="casework_letter_state"),
            models.UniqueConstraint(
                fields=["event", "template", "recipient_key"],
                condition=~Q(state=LetterState.WITHDRAWN.value),
                name="casework_letter_once",
                violation_error_message="This letter is written already. Open the list of letters again.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[LetterState.NOT_MADE.value, LetterState.NOT_NEEDED.value])
                | (~Q(content="") & ~Q(content_sha256="") & ~Q(title="")),
                name="casework_letter_has_content",
                violation_error_message="A letter has its words before it goes further.",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.NOT_MADE.value) | ~Q(refusal=""),
                name="casework_letter_says_why_not",
                violation_error_message="Say why the letter could not be made.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[LetterState.CHECKED.value, LetterState.SENT.value])
                | Q(checked_at__isnull=False),
                name="casework_letter_checked",
                violation_error_message="A letter is checked before it is sent.",
            ),
            paired(
                fields=("checked_at", "checked_by"),
                name="casework_letter_checked_by",
                sentence="Say who checked the letter.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[LetterState.WITHDRAWN.value, LetterState.NOT_NEEDED.value],
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                )
                & ~Q(why_ended="")
                | Q(ended_at=None, ended_by=None, why_ended="")
                & ~Q(state__in=[LetterState.WITHDRAWN.value, LetterState.NOT_NEEDED.value]),
                name="casework_letter_ended_why",
                violation_error_message="Say why the letter is withdrawn or not needed.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "event", "rests_on", "template", "template_version",
            "audience", "recipient_key", "contact", "state", "dated_on", "content_sha256", "left_out",
            "paper_refusal", "pdf", "word", "large_print", "made_at", "made_by", "checked_at", "checked_by",
            "ended_at", "ended_by", "version",
        )  # fmt: skip
        personal = {
            "recipient_name": "name", "title": "words", "refusal": "words of our own",
            "why_ended": "words of our own",
        }  # fmt: skip
        special = {"content": "nothing: the letter is removed", "free_text": "words of our own"}

    def __str__(self) -> str:
        return self.ref


class LetterSending(AreaRecord):
    """That a letter was sent: how, on which day, and what shows it. The day on which it was served is
    another, and is kept apart with how it is known. ``asked_for``: the format or language in which they asked
    for letters when it went; it is owed until ``format_given_on``.
    """

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="sending")
    sent_by_way = models.CharField(max_length=12)
    sent_on = models.DateField()
    proof = models.CharField(max_length=300, blank=True)
    proof_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_for = models.CharField(max_length=200, blank=True)
    format_given_on = models.DateField(null=True, blank=True)
    format_known = models.CharField(max_length=300, blank=True)
    format_given_at = models.DateTimeField(null=True, blank=True)
    format_given_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    served_on = models.DateField(null=True, blank=True)
    served_known = models.CharField(max_length=300, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)
    served_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="sent_by_way", codes=SentBy, name="casework_sending_way"),
            models.CheckConstraint(
                condition=Q(format_given_on=None, format_known="", format_given_at=None)
                | Q(format_given_on__gte=F("sent_on"), format_given_at__isnull=False)
                & ~Q(format_known="")
                & ~Q(asked_for=""),
                name="casework_sending_format_whole",
                violation_error_message="Say on which day they were given it, and how you know.",
            ),
            models.CheckConstraint(
                condition=Q(served_on=None) | Q(served_on__gte=F("sent_on")),
                name="casework_sending_served_after",
                violation_error_message="A letter is not served before it is sent.",
            ),
            models.CheckConstraint(
                condition=Q(served_on=None, served_known="", served_at=None, served_by=None)
                | Q(served_on__isnull=False, served_at__isnull=False, served_by__isnull=False)
                & ~Q(served_known=""),
                name="casework_sending_served_whole",
                violation_error_message="Say on which day it was served, and how you know.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "letter", "sent_by_way", "sent_on", "proof_file", "sent_at", "sent_by",
            "served_on", "served_at", "served_by", "format_given_on", "format_given_at",
            "format_given_by",
        )  # fmt: skip
        personal = {"proof": "words of our own", "served_known": "words of our own",
            "asked_for": "words", "format_known": "words of our own",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"sending of {self.letter_id}"
