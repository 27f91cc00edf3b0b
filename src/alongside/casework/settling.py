"""Keeping the settings of a child over time in step with the one they attend now, inside the transaction of
whoever says so.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef

from alongside.casework.models import Child, ChildSetting
from alongside.casework.rules.settings import Sent
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.people.models import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where they go from ``began_on`` on: a school of the list, or another place by its name."""

    school: Organisation | None
    place: str = ""
    kind: str = ""
    began_on: date | None


def begin_setting(child: Child, to: Place, *, actor: Actor, at: datetime) -> ChildSetting:
    """What they attended before ends on the day on which this begins; without a day, it began before
    anybody here knew. Raises Refusal for an order of days that cannot be.
    """
    if to.began_on is not None:
        end_setting(child, to.began_on)
    return ChildSetting.objects.create(
        area_id=child.area_id,
        child=child,
        school=to.school,
        place=to.place,
        kind=to.kind,
        began_on=to.began_on,
        added_at=at,
        added_by_id=actor.person_id,
    )


def end_setting(child: Child, ended_on: date) -> None:
    """What began on the same day was a slip, and never was."""
    attended = child.settings.filter(ended_on=None).first()
    if attended is None:
        return
    if attended.began_on == ended_on:
        attended.delete()
        return
    if attended.began_on is not None and ended_on < attended.began_on:
        raise Refusal(
            f"They have attended another place since {day_in_words(attended.began_on)}. "
            "Write a later day.",
            field="began_on",
        )
    attended.ended_on = ended_on
    attended.save(update_fields=["ended_on"])


def claimed_settings(child: Child) -> Any:
    """Those of today that only a school's own request gave: it named itself as it asked."""
    asked = child.case.school_sendings.filter(
        sent=Sent.REQUEST.value, school=OuterRef("school"), sent_at=OuterRef("added_at")
    )
    return child.settings.filter(Exists(asked), ended_on=None)


def school_claimed(child: Child) -> str:
    """The name of such a school; empty where an officer knows of each."""
    name: str | None = claimed_settings(child).values_list("school__name", flat=True).first()
    return name or ""


def follow_school(child: Child, *, actor: Actor, at: datetime, today: date) -> None:
    """After the school of the child was changed: from today on, they attend it."""
    if child.school is None:
        end_setting(child, today)
        return
    begin_setting(child, Place(school=child.school, began_on=today), actor=actor, at=at)
