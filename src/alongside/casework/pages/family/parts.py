"""Parts that several pages of families share: what the area says, the doors, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.casework.families.words import NOT_READ_AT_ONCE, OUTCOMES, SAID, SECTIONS
from alongside.casework.pages.family.ways import Ways
from alongside.casework.queries.family_settings import SettingsView
from alongside.casework.queries.family_values import FamilyPage, MessageView
from alongside.casework.rules.codes import Source
from alongside.casework.rules.families import Clock, clock_of
from alongside.casework.rules.family_codes import Outcome, Said, Section
from alongside.casework.words import SOURCES
from alongside.law.words import days_in_words
from alongside.web.components import Door
from alongside.web.markup import tag
from alongside.web.writing import day, instant

DOORS = {
    Said.QUESTION: "Ask a question",
    Said.NOT_HAPPENING: "This help is not happening",
    Said.VIEWS: "Say our views in our way",
    Said.DRAFT: "Say what we think of the draft",
    Said.SCHOOL: "Ask for a school or college",
    Said.ASSESSMENT: "Ask for an assessment",
    Said.EVERYTHING: "Ask for everything that is held about us",
}
CLOCK_COLOURS = {
    Clock.WAITING: "blue",
    Clock.LATE: "red",
    Clock.ANSWERED: "green",
    Clock.ANSWERED_LATE: "amber",
}


@dataclass(frozen=True, slots=True)
class AreaWords:
    """``not_at_once`` is said whatever the area has set."""

    not_at_once: str
    messages_read: str
    call_now: str
    advice_service: str
    complaints: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was said, as whoever may read it sees it. ``answers`` are (when and who, words)."""

    title: str
    when: str
    tag: str
    text: str
    about: str
    notes: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    doors: tuple[Door, ...]


def area_words(settings: SettingsView) -> AreaWords:
    return AreaWords(
        NOT_READ_AT_ONCE,
        settings.messages_read,
        settings.call_now,
        settings.advice_service,
        settings.complaints,
    )


def doors(one: FamilyPage, ways: Ways) -> tuple[Door, ...]:
    """What this person may say today, and for a young person who else may come in."""
    listed = [
        Door(DOORS[said], ways.to("tell", said.value), is_main=said is Said.QUESTION)
        for said in one.may_say
    ]
    if one.is_young_person and one.rights_passed:
        listed.append(Door("Choose who sees this page and who acts for you", ways.to("choose")))
    return tuple(listed)


def told_messages(found: Sequence[MessageView], ways: Ways, today: date) -> tuple[Told, ...]:
    return tuple(_told(each, ways, today) for each in found)


def _told(each: MessageView, ways: Ways, today: date) -> Told:
    return Told(
        title=SAID[each.said],
        when=f"{day(each.received_on)}. {SOURCES[Source(each.source)]}.",
        tag=clock_tag(each, today),
        text=each.text,
        about=about_words(each),
        notes=tuple(note for note in _notes(each) if note),
        answers=answers_of(each),
        doors=_doors(each, ways),
    )


def about_words(each: MessageView) -> str:
    if not each.about:
        return ""
    section = f" – {SECTIONS[Section(each.section)]}" if each.section else ""
    return f"{each.about}{section}"


def answers_of(each: MessageView) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            f"Answered {instant(answer.answered_at)} by {answer.by or 'the council'}",
            f"{OUTCOMES[Outcome(answer.outcome)]}. {answer.text}"
            if answer.outcome
            else answer.text,
        )
        for answer in each.answers
    )


def clock_tag(each: MessageView, today: date) -> str:
    """How long the answer still has, or how late it is or was."""
    clock, days = clock_of(each.reply_due_on, each.answered_on, today=today)
    words = {
        Clock.NONE: "",
        Clock.WAITING: f"Answer due {day(each.reply_due_on)}",
        Clock.LATE: f"Answer late by {days_in_words(days)}",
        Clock.ANSWERED: "Answered",
        Clock.ANSWERED_LATE: f"Answered late by {days_in_words(days)}",
    }[clock]
    return tag(words, CLOCK_COLOURS.get(clock, "grey")) if words else ""


def _notes(each: MessageView) -> tuple[str, ...]:
    return (
        "You told us that this is not settled. It went one step higher." if each.is_second else "",
        "Not shown to parents, as asked." if each.is_private else "",
        f"With it: {each.file_name}" if each.file_name else "",
    )


def _doors(each: MessageView, ways: Ways) -> tuple[Door, ...]:
    listed = []
    if each.file_name:
        listed.append(Door("Open what was added", ways.to("file", each.ref)))
    if each.is_released:
        listed.append(Door("Read what we handed over", ways.to("release", each.ref)))
    if each.may_follow and each.said in (Said.NOT_HAPPENING, Said.QUESTION):
        words = "It still is not happening" if each.said is Said.NOT_HAPPENING else "Ask again"
        listed.append(Door(words, ways.to("follow", each.ref)))
    return tuple(listed)
