"""What advice was sent back for: of the sides that somebody looks after, or of what they wrote themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.advice import perms
from alongside.advice.framework import framework_numbered
from alongside.advice.models import AdviceCheck
from alongside.advice.rules.codes import Adviser, Outcome
from alongside.advice.rules.themes import (
    Checked,
    ServiceCounts,
    ThemeCounts,
    quarters_to,
    service_counts,
    theme_counts,
    without_few,
)
from alongside.kernel.actor import Actor
from alongside.people.queries import posts_held_by


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesPage:
    """``is_own``: what the person wrote, and nothing of others. ``words`` are those of each theme."""

    is_own: bool
    quarters: tuple[date, ...]
    services: tuple[ServiceCounts, ...]
    themes: tuple[ThemeCounts, ...]


def themes_sent_back(actor: Actor, *, today: date) -> ThemesPage:
    """An author sees only their own."""
    sides = [side.value for side, needed in perms.OVERSEES.items() if actor.may(needed)]
    rows = AdviceCheck.objects.in_area(actor.area_id)
    about = Q(submission__request__side__in=sides) if sides else _own(actor, today)
    quarters = quarters_to(today)
    checks = tuple(_checks(rows.filter(about, checked_on__gte=quarters[0])))
    return ThemesPage(
        is_own=not sides,
        quarters=quarters,
        services=service_counts(checks, quarters),
        themes=theme_counts(checks, quarters),
    )


def themes_for_training(
    *, area_id: int, today: date
) -> tuple[tuple[date, ...], tuple[ThemeCounts, ...]]:
    """The quarters, and by service what was sent back often enough to be told to everybody who trains."""
    quarters = quarters_to(today)
    rows = AdviceCheck.objects.in_area(area_id).filter(
        submission__isnull=False, checked_on__gte=quarters[0]
    )
    return quarters, without_few(theme_counts(_checks(rows), quarters))


def theme_words(theme: tuple[int, str]) -> str:
    """As the framework of that version has it."""
    version, code = theme
    return next(each.asks for each in framework_numbered(version).items if each.code == code)


def _own(actor: Actor, today: date) -> Q:
    """What they wrote, and what somebody entered for a post that they hold."""
    posts = posts_held_by(actor, today)
    entered = Q(submission__is_entered_for=True, submission__request__post__in=posts)
    wrote = Q(submission__is_entered_for=False, submission__entered_by=actor.person_id)
    return entered | wrote if actor.person_id is not None else Q(pk=None)


def _checks(rows: Any) -> Iterator[Checked]:
    read = rows.values_list(
        "submission__request__adviser", "submission__request__framework", "checked_on", "outcome",
        "themes",
    )  # fmt: skip
    for adviser, version, on, outcome, themes in read.order_by("id"):
        yield Checked(
            adviser=Adviser(adviser),
            on=on,
            is_sent_back=outcome == Outcome.SENT_BACK,
            themes=tuple((version, code) for code in themes),
        )
