"""The simple text of an EHC plan as the family and officers see it: what it says, and how far it was tested."""

from dataclasses import dataclass

from alongside.casework.plans.simple import SimpleSection, SimpleWord
from alongside.casework.plans.simple_paper import ABOUT, UNTESTED
from alongside.casework.queries.simple_texts import Reading, SimpleView
from alongside.web.components import Crumb, Door, RecordedItem
from alongside.web.writing import day, sentence

PICTURES = "pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleShown:
    """``tested`` says with whom it was read, or that nobody has. ``pictures`` leaves room for them;
    ``other_way`` leads to the page with room or without. ``too_long`` is for officers alone.
    """

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    about: str
    tested: tuple[str, ...]
    pictures: bool
    other_way: Door
    sections: tuple[SimpleSection, ...]
    words: tuple[SimpleWord, ...]
    kept: tuple[RecordedItem, ...]
    too_long: tuple[RecordedItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the text. ``pictures``: with room for them."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    pictures: bool


def shown(view: SimpleView, frame: Frame, *, is_officer: bool = False) -> SimpleShown:
    without = Door("Show it without room for pictures", "?")
    room = Door("Leave room for pictures, to print it and stick them in", f"?{PICTURES}=1")
    return SimpleShown(
        title=frame.title,
        caption=frame.caption,
        crumbs=frame.crumbs,
        doors=frame.doors,
        about=ABOUT,
        tested=tested(view),
        pictures=frame.pictures,
        other_way=without if frame.pictures else room,
        sections=view.text.sections,
        words=view.text.words,
        kept=tuple(
            RecordedItem(title=word, notes=(f"It stays: {sentence(why)}",))
            for word, why in view.kept
        ),
        too_long=_too_long(view) if is_officer else (),
    )


def tested(view: SimpleView) -> tuple[str, ...]:
    if not view.readings:
        return (UNTESTED,)
    return tuple(_read_with(each) for each in view.readings)


def _read_with(each: Reading) -> str:
    found = f" What they found hard: {sentence(each.found)}" if each.found else ""
    return f"It was read with {each.with_whom} on {day(each.read_on)}.{found}"


def _too_long(view: SimpleView) -> tuple[RecordedItem, ...]:
    return tuple(
        RecordedItem(title=f"Section {section}", body=words)
        for section, words in view.text.too_long
    )
