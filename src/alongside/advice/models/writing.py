"""What advisers wrote: each submission whole, its rows, its check; and earlier advice used again."""

from django.db import models
from django.db.models import Q

from alongside.advice.models.requests import AdviceRequest
from alongside.advice.rules.codes import Outcome, RowKind, SubmissionState
from alongside.casework.rules.codes import Source
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class AdviceSubmission(NamedAreaRecord):
    """One version of the advice. While it is being written only its author's post reads it, or whoever
    writes it by ``link``; once given its words never change.

    ``is_entered_for``: somebody typed it in for its author, as it came by e-mail, post or phone.
    ``entered_at`` is when this row was last written, ``entered_by`` by whom.
    """

    request = models.ForeignKey(AdviceRequest, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default=SubmissionState.WRITING.value)
    text = models.TextField(blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(max_length=200, blank=True)
    author_role = models.CharField(max_length=200, blank=True)
    registration = models.CharField(max_length=100, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    basis = models.TextField(blank=True)
    sharing = models.TextField(blank=True)
    given_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=12, default=Source.ONLINE.value)
    is_entered_for = models.BooleanField(default=False)
    link = models.ForeignKey(
        "advice.AdviceLink", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            one_of(field="state", codes=SubmissionState, name="advice_submission_state"),
            one_of(field="source", codes=Source, name="advice_submission_source"),
            models.UniqueConstraint(
                fields=["request", "number"],
                name="advice_submission_number_once",
                violation_error_message="Somebody began a version of this advice at the same time.",
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.WRITING.value, given_on=None)
                | Q(given_on__isnull=False) & ~Q(state=SubmissionState.WRITING.value),
                name="advice_submission_given_has_day",
                violation_error_message="Advice that was given has a day on which it was given.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "request", "number", "state", "file", "given_on", "source",
            "is_entered_for", "link", "entered_at", "entered_by", "version",
        )  # fmt: skip
        personal = {
            "author_name": "an invented name",
            "author_role": "words of our own",
            "registration": "an invented number",
            "seen_on": "a day of the same month",
        }
        special = {
            "text": "words of our own",
            "basis": "words of our own",
            "sharing": "words of our own",
        }

    def __str__(self) -> str:
        return self.ref


class AdvicePaper(AreaRecord):
    """A further document of one submission, beside the one that it may stand in. ``number`` begins with 2."""

    submission = models.ForeignKey(
        AdviceSubmission, on_delete=models.PROTECT, related_name="papers"
    )
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"],
                name="advice_paper_number_once",
                violation_error_message="Somebody added a document at the same time. Add yours again.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "submission", "number", "file")

    def __str__(self) -> str:
        return f"{self.number} of {self.submission_id}"


class AdviceRow(NamedAreaRecord):
    """A need, outcome, provision and so on, marked in the text or in the file. ``found_at`` says where:
    a heading or a page. ``meets`` is the need that a provision answers.
    """

    submission = models.ForeignKey(AdviceSubmission, on_delete=models.PROTECT, related_name="rows")
    kind = models.CharField(max_length=12)
    words = models.TextField()
    who = models.CharField(max_length=200, blank=True)
    how_much = models.CharField(max_length=200, blank=True)
    how_often = models.CharField(max_length=200, blank=True)
    how_long = models.CharField(max_length=200, blank=True)
    where = models.CharField(max_length=200, blank=True)
    by_when = models.CharField(max_length=100, blank=True)
    meets = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="met_by"
    )
    found_at = models.CharField(max_length=100, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            one_of(field="kind", codes=RowKind, name="advice_row_kind"),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="advice_row_has_words",
                violation_error_message="Write what it says.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "ref", "submission", "kind", "meets", "found_at", "order")
        special = dict.fromkeys(("words", "who", "how_much", "how_often", "how_long", "where", "by_when"), "words of our own")  # fmt: skip

    def __str__(self) -> str:
        return self.ref


class AdviceCheck(AreaRecord):
    """The quality check of one submission. The checker accepts or sends back, and changes no word.
    ``themes`` are items of the framework's checklist. One that was undone is set aside: it counts nowhere.
    """

    submission = models.OneToOneField(
        AdviceSubmission,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quality_check",
    )
    set_aside_from = models.ForeignKey(
        AdviceSubmission,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="checks_set_aside",
    )
    outcome = models.CharField(max_length=12)
    reasons = models.TextField(blank=True)
    themes = models.JSONField(default=list)
    checked_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="outcome", codes=Outcome, name="advice_check_outcome"),
            models.CheckConstraint(
                condition=Q(submission=None) ^ Q(set_aside_from=None),
                name="advice_check_stands_or_is_set_aside",
                violation_error_message="A check counts, or it is set aside.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.ACCEPTED.value) | ~Q(reasons=""),
                name="advice_check_sent_back_has_reasons",
                violation_error_message="Say why it is sent back.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "submission", "set_aside_from", "outcome", "themes", "checked_on",
            "recorded_at", "recorded_by",
        )  # fmt: skip
        special = {"reasons": "words of our own"}

    def __str__(self) -> str:
        return f"{self.outcome} of {self.submission_id or self.set_aside_from_id}"


class EarlierAdvice(AreaRecord):
    """Advice that was there already and is used again: regulation 6(4). All three agreed, each on a day.

    What is not used again after all is set aside.
    """

    request = models.OneToOneField(
        AdviceRequest,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="earlier_advice",
    )
    set_aside_from = models.ForeignKey(
        AdviceRequest,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="earlier_set_aside",
    )
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=200)
    dated_on = models.DateField()
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    provider_on = models.DateField()
    authority_on = models.DateField()
    family_on = models.DateField()
    how = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(author="") & ~Q(how=""),
                name="advice_earlier_says_what",
                violation_error_message="Say what it is, who wrote it, and how all three agreed.",
            ),
            models.CheckConstraint(
                condition=Q(request=None) ^ Q(set_aside_from=None),
                name="advice_earlier_stands_or_is_set_aside",
                violation_error_message="Earlier advice is used again, or it is set aside.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "request", "set_aside_from", "dated_on", "file", "provider_on",
            "authority_on", "family_on", "recorded_at", "recorded_by",
        )  # fmt: skip
        personal = {"author": "an invented name"}
        special = {"title": "words of our own", "how": "words of our own"}

    def __str__(self) -> str:
        return f"earlier advice for {self.request_id or self.set_aside_from_id}"
