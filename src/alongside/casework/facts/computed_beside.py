"""What is worked out from families' messages and from meetings of panels, in words, and the way back to
the records.
"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from alongside.casework.facts.rows_beside import meeting_key, meetings, message_key, messages
from alongside.casework.families.words import SAID
from alongside.casework.models import FamilyMessage, PanelMeeting
from alongside.casework.rules.family_codes import Said
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.people.models import Person
from alongside.web import clock
from alongside.web.components import RecordedItem

QUESTIONS = "casework.questions_answered_in_time"
HELP = "casework.help_not_happening"
HELP_ANSWERED = "casework.help_not_happening_answered_in_time"
PANELS_HEALTH = "casework.panels_with_health"
PANELS_CARE = "casework.panels_with_social_care"
OF_MESSAGES = {
    QUESTIONS: "Families’ questions answered by the promised day",
    HELP_ANSWERED: "Help said not to happen: answered by the promised day",
}
OF_PANELS = {
    PANELS_HEALTH: "Meetings of panels with health present",
    PANELS_CARE: "Meetings of panels with social care present",
}
HELP_TITLE = "Help of an EHC plan that families said does not happen"
MESSAGES_OF = {
    QUESTIONS: Said.QUESTION,
    HELP: Said.NOT_HAPPENING,
    HELP_ANSWERED: Said.NOT_HAPPENING,
}


def messages_behind(
    actor: Actor, counted_as: str, wanted: frozenset[str]
) -> Iterator[RecordedItem]:
    rows = messages(actor).filter(said=MESSAGES_OF[counted_as].value)
    for row in rows.select_related("case", "recorded_by"):
        if message_key(actor, row.pk) in wanted:
            yield RecordedItem(
                title=f"Case {row.case.number}: {SAID[Said(row.said)].lower()}",
                notes=_message_notes(row),
                address=reverse("casework:case", args=[actor.area_slug, row.case.ref]),
            )


def _message_notes(row: FamilyMessage) -> tuple[str, ...]:
    """What was said stays with the case."""
    on = day_in_words(clock.london_day(row.recorded_at))
    received, due = day_in_words(row.received_on), row.reply_due_on or date.max
    answered = f"Answered on {day_in_words(row.answered_on)}" if row.answered_on else "Not answered"
    return (
        f"Received on {received}; recorded{_by(row.recorded_by)} on {on}",
        f"Answer due by {day_in_words(due)}",
        answered,
    )


def meetings_behind(actor: Actor, wanted: frozenset[str]) -> Iterator[RecordedItem]:
    rows = meetings(actor, clock.today()).select_related("panel", "recorded_by")
    for row in rows.prefetch_related("presences__seat__post"):
        if meeting_key(actor, row.pk) in wanted:
            yield RecordedItem(
                title=f"{row.panel.name}, {day_in_words(row.meets_on)}",
                notes=_meeting_notes(row),
                address=reverse("casework:panel_meeting", args=[actor.area_slug, row.ref]),
            )


def _meeting_notes(row: PanelMeeting) -> tuple[str, ...]:
    if row.recorded_at is None:
        return ("It is not recorded who came",)
    came = [presence.seat.post.title for presence in row.presences.all()]
    on = day_in_words(clock.london_day(row.recorded_at))
    return (f"Came: {', '.join(came) or 'nobody'}", f"Recorded{_by(row.recorded_by)} on {on}")


def _by(person: Person | None) -> str:
    return f" by {person.name}" if person else ""
