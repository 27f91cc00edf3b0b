"""Telling an author that an EHC plan uses their advice, and an officer that an author objects."""

from datetime import datetime

from django.urls import reverse

from alongside.advice.models import RowUse, UseAnswer
from alongside.casework.families.news import posts_with
from alongside.kernel.actor import Actor
from alongside.notices.telling import tell_holders
from alongside.web.clock import london_day


def ask_author(actor: Actor, at: datetime, use: RowUse) -> None:
    """Once a day for each request, however many rows were named. The family’s evidence has nobody to ask."""
    if use.submission is None:
        return
    request = use.submission.request
    tell_holders(
        actor=actor,
        posts=[request.post],
        sentence="An EHC plan uses your advice. Say whether it does so rightly.",
        address=reverse("advice:used", args=[actor.area_slug, request.ref]),
        at=at,
        key=f"advice.used:{request.ref}:{use.asked_on.isoformat()}",
    )


def tell_author(actor: Actor, at: datetime, use: RowUse, answer: UseAnswer) -> None:
    if use.submission is None:
        return
    request = use.submission.request
    tell_holders(
        actor=actor,
        posts=[request.post],
        sentence="Your objection to how an EHC plan uses your advice was answered.",
        address=reverse("advice:used", args=[actor.area_slug, request.ref]),
        at=at,
        key=f"advice.objection_answered:{answer.ref}",
    )


def tell_officer(actor: Actor, at: datetime, use: RowUse) -> None:
    """Whoever named it, by the posts that the case is with."""
    tell_holders(
        actor=actor,
        posts=posts_with(use.case, london_day(at)),
        sentence="An adviser objects to how an EHC plan uses their advice.",
        address=reverse("advice:uses", args=[actor.area_slug, use.case.ref]),
        at=at,
        key=f"advice.objected:{use.ref}:{at.isoformat()}",
    )
