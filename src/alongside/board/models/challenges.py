"""Challenges to somebody to answer the board, recommendations of scrutiny, and the answers."""

from django.db import models
from django.db.models import Q

from alongside.board.models.governance import Board
from alongside.board.rules.codes import AnswerVerdict, ChallengeKind, SeatKind
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class Challenge(NamedAreaRecord):
    """``by_seat`` is the office in which a challenge was raised; a recommendation names the
    committee in ``from_board``. ``follows`` is the one whose answer did not satisfy. What was asked
    by mistake is withdrawn with the why, and stays readable.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="challenges")
    kind = models.CharField(max_length=16)
    number = models.CharField(max_length=20)
    by_seat = models.CharField(max_length=24, blank=True)
    from_board = models.ForeignKey(
        Board, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    raised_on = models.DateField()
    text = models.TextField()
    line = models.ForeignKey(
        "plan.Line", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    workstream = models.ForeignKey(
        "plan.Workstream", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    satisfied_on = models.DateField(null=True, blank=True)
    satisfied_at = models.DateTimeField(null=True, blank=True)
    satisfied_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_why = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-raised_on", "-id"]
        constraints = [
            one_of(field="kind", codes=ChallengeKind, name="board_challenge_kind"),
            one_of(
                field="by_seat",
                codes=(SeatKind.CHAIR, SeatKind.VICE_CHAIR, SeatKind.SCRUTINEER),
                name="board_challenge_by_seat",
                blank=True,
            ),
            models.CheckConstraint(
                condition=(Q(kind=ChallengeKind.CHALLENGE.value, from_board=None) & ~Q(by_seat=""))
                | Q(
                    kind=ChallengeKind.RECOMMENDATION.value,
                    from_board__isnull=False,
                    by_seat="",
                ),
                name="board_challenge_comes_from_somebody",
                violation_error_message="Say who challenges, or which committee recommends.",
            ),
            models.UniqueConstraint(
                fields=["area", "number"],
                name="board_challenge_number_once",
                violation_error_message="There is already a challenge with this number.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("raised_on")) & ~Q(text=""),
                name="board_challenge_due_after",
                violation_error_message="The answer is due on or after the day of the challenge.",
            ),
            models.CheckConstraint(
                condition=Q(satisfied_on=None, satisfied_at=None, satisfied_by=None)
                | Q(satisfied_on__isnull=False, satisfied_at__isnull=False),
                name="board_challenge_satisfied_whole",
                violation_error_message="Say when and by whom the answer was found good.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, satisfied_on=None) & ~Q(withdrawn_why="")),
                name="board_challenge_withdrawn_whole",
                violation_error_message="Say why it is withdrawn.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "board", "kind", "number", "by_seat", "from_board", "raised_on",
            "line", "workstream", "owner", "due_on", "follows", "satisfied_on", "satisfied_at",
            "satisfied_by", "withdrawn_at", "withdrawn_by", "recorded_at", "recorded_by", "version",
        )  # fmt: skip
        personal = {"text": "words of our own", "withdrawn_why": "words of our own"}

    def __str__(self) -> str:
        return self.number


class ChallengeAnswer(NamedAreaRecord):
    """The named answer. One to a challenge: what does not satisfy is asked again.

    ``is_on_behalf``: whoever recorded it did not hold the post that was asked, and ``answered_on`` is
    the day on which it is said to have been given. What counts is when it came here.
    """

    challenge = models.OneToOneField(Challenge, on_delete=models.PROTECT, related_name="answer")
    verdict = models.CharField(max_length=12)
    answered_on = models.DateField()
    text = models.TextField()
    is_on_behalf = models.BooleanField(default=False)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["answered_on", "id"]
        constraints = [
            one_of(field="verdict", codes=AnswerVerdict, name="board_answer_verdict"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="board_answer_says_something",
                violation_error_message="Write the answer.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "challenge", "verdict", "answered_on", "is_on_behalf",
            "answered_at", "answered_by",
        )  # fmt: skip
        personal = {"text": "words of our own"}

    def __str__(self) -> str:
        return f"Answer to {self.challenge_id}"


class ChallengeMove(AreaRecord):
    """A challenge put to another post. The post that was asked before is kept with its day and the
    why: where the day had passed, the miss stays with that post.
    """

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="moves")
    old_owner = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    old_due_on = models.DateField()
    why = models.TextField()
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["moved_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(why=""),
                name="board_challenge_moved_why",
                violation_error_message="Say why the challenge goes to another post.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "challenge", "old_owner", "old_due_on", "moved_at", "moved_by")
        personal = {"why": "words of our own"}

    def __str__(self) -> str:
        return f"Move of {self.challenge_id}"
