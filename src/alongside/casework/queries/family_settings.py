"""What an area says to families, and within how many working days it answers them."""

from dataclasses import dataclass, field

from alongside.casework.models import FamilySettings
from alongside.casework.rules.families import ReplyDays
from alongside.people.models import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsView:
    """``version`` is 1 before anything was set. ``worry_post`` gets the alerts about a child's safety."""

    days: ReplyDays = field(default_factory=ReplyDays)
    messages_read: str = ""
    call_now: str = ""
    advice_service: str = ""
    complaints: str = ""
    worry_post: Post | None = None
    version: int = 1


def settings_of(area_id: int) -> SettingsView:
    found = FamilySettings.objects.in_area(area_id).select_related("worry_post").first()
    if found is None:
        return SettingsView()
    return SettingsView(
        days=ReplyDays(found.question_days, found.not_happening_days),
        messages_read=found.messages_read,
        call_now=found.call_now,
        advice_service=found.advice_service,
        complaints=found.complaints,
        worry_post=found.worry_post,
        version=found.version,
    )


def reply_days(area_id: int) -> ReplyDays:
    return settings_of(area_id).days
