"""Requests for advice, what was done with each, and who covers while somebody is away."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from alongside.access.by_link import link_ref
from alongside.advice import perms
from alongside.advice.rules.codes import Act, Adviser, Purpose, Side, State
from alongside.casework.queries.asked_bodies import readable_cases
from alongside.casework.rules.codes import Source
from alongside.kernel.actor import Actor
from alongside.people.constraints import one_of, period_in_order
from alongside.people.queries import posts_held_by
from alongside.people.scoping import AreaQuerySet, AreaRecord, NamedAreaRecord, UnscopedQueryError


class RequestQuerySet(AreaQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Never: which requests somebody may read depends on the day."""
        raise UnscopedQueryError("Say on which day it is read: open_to(actor, today=…).")

    def open_to(self, actor: Actor, *, today: date) -> Self:
        """Those of the sides that the person oversees, those that are with a post of theirs, and those of
        the cases for which they may ask.
        """
        if link := link_ref(actor):
            return self.in_area(actor.area_id).filter(links__ref=link, links__ended_at=None)
        mine = Q(side__in=[side for side, needed in perms.OVERSEES.items() if actor.may(needed)])
        if actor.may_somewhere(perms.ANSWER) and actor.person_id is not None:
            mine |= with_posts_of(actor, today)
        if actor.may_somewhere(perms.EXCHANGE):
            mine |= asked_of_organisations_of(actor)
        if actor.may_somewhere(perms.ASK):
            mine |= Q(case__in=readable_cases(actor, today=today))
        return self.in_area(actor.area_id).filter(mine)


def asked_of_organisations_of(actor: Actor) -> Q:
    """Requests that are with a post of an organisation for whose systems the actor stands."""
    found = actor.organisations_for(perms.EXCHANGE)
    return ~Q(pk=None) if found is None else Q(post__organisation__in=found)


def with_posts_of(actor: Actor, today: date) -> Q:
    """Requests that are with a post which the person holds, or covers for, on the day."""
    posts = posts_held_by(actor, today)
    today_by_them = {"post__in": posts, "covers_from__lte": today, "covers_until__gt": today}
    covered = AdviceCover.objects.in_area(actor.area_id).filter(**today_by_them)
    away = PostCover.objects.in_area(actor.area_id).filter(**today_by_them)
    return (
        Q(post__in=posts)
        | Q(post__in=away.values("away_id"))
        | Q(pk__in=covered.values("request_id"))
    )


class AdviceRequest(NamedAreaRecord):
    """One body that was asked, or one service's part of it. ``body`` is what the law's events call whom
    was asked; a part has the body of the whole, whose due date it has too.

    ``ended_on`` is when it was declined or withdrawn: without advice, it fell away if that was in time.

    ``state`` and the days of the advice are worked out from what was done, and kept for lists. No due
    date is kept: the law's stands in casework. ``wanted_by_on`` is ours, where the law sets none.
    """

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="advice_requests"
    )
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    adviser = models.CharField(max_length=24)
    side = models.CharField(max_length=12)
    body = models.CharField(max_length=200)
    purpose = models.CharField(max_length=12)
    framework = models.PositiveSmallIntegerField()
    asks = models.TextField(blank=True)
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=State.ASKED.value)
    asked_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    wanted_by_on = models.DateField(null=True, blank=True)
    first_given_on = models.DateField(null=True, blank=True)
    given_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Any] = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["area", "side", "state"], name="advice_request_board"),
            models.Index(fields=["post", "state"], name="advice_request_desk"),
        ]
        constraints = [
            one_of(field="adviser", codes=Adviser, name="advice_request_adviser"),
            one_of(field="side", codes=Side, name="advice_request_side"),
            one_of(field="purpose", codes=Purpose, name="advice_request_purpose"),
            one_of(field="state", codes=State, name="advice_request_state"),
            models.CheckConstraint(
                condition=~Q(body=""),
                name="advice_request_says_whom",
                violation_error_message="Say whom you ask.",
            ),
            models.UniqueConstraint(
                fields=["part_of", "adviser"],
                name="advice_request_part_once",
                violation_error_message="This service has its part already.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "part_of", "adviser", "side", "body", "purpose",
            "framework", "post", "state", "asked_on", "received_on", "wanted_by_on",
            "first_given_on", "given_on", "accepted_on", "ended_on", "recorded_at", "recorded_by",
        )  # fmt: skip
        special = {"asks": "words of our own"}

    def __str__(self) -> str:
        return self.ref


class AdviceStep(AreaRecord):
    """Something that was done with a request. Never changed: a day that was wrong is told by a later
    correction, and ``stands_on`` is the day that counts. ``code`` is the ground, where one is named; ``post`` is
    to whom it went; ``link`` is by which somebody without an account did it.
    """

    request = models.ForeignKey(AdviceRequest, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=12)
    happened_on = models.DateField()
    source = models.CharField(max_length=12)
    code = models.CharField(max_length=30, blank=True)
    words = models.TextField(blank=True)
    post = models.ForeignKey(
        "people.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.ForeignKey(
        "advice.AdviceLink", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="act", codes=Act, name="advice_step_act"),
            one_of(field="source", codes=Source, name="advice_step_source"),
        ]

    class Privacy:
        staff = (
            "id", "area", "request", "act", "happened_on", "source", "code", "post",
            "link", "recorded_at", "recorded_by",
        )  # fmt: skip
        special = {"words": "words of our own"}

    def __str__(self) -> str:
        return f"{self.act} of {self.request_id}"

    @property
    def stands_on(self) -> date:
        """Ask for ``corrections`` with the steps: it looks at all of them."""
        corrected = [each.now_on for each in self.corrections.all()]
        return corrected[-1] if corrected else self.happened_on


class AdviceCover(AreaRecord):
    """A post that stands in for the one a request is with. ``covers_until`` is the first day after."""

    request = models.ForeignKey(AdviceRequest, on_delete=models.PROTECT, related_name="covers")
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    covers_from = models.DateField()
    covers_until = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            period_in_order(
                start="covers_from",
                until="covers_until",
                name="advice_cover_in_order",
                sentence="The last day comes after the first.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "request", "post", "covers_from", "covers_until", "recorded_at",
            "recorded_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.post_id} for {self.request_id}"


class PostCover(AreaRecord):
    """A post that stands in for another while its holder is away: everything that is with that one, and what
    comes to it meanwhile. ``covers_until`` is the first day after.
    """

    away = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    covers_from = models.DateField()
    covers_until = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            period_in_order(
                start="covers_from",
                until="covers_until",
                name="advice_post_cover_in_order",
                sentence="The last day comes after the first.",
            ),
            models.CheckConstraint(
                condition=~Q(away=F("post")),
                name="advice_post_cover_of_another",
                violation_error_message="Choose another post.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "away", "post", "covers_from", "covers_until", "recorded_at",
            "recorded_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.post_id} for {self.away_id}"
