"""What a page of evidence of impact must say, and what may stay unknown."""

from dataclasses import dataclass

from alongside.kernel.refusals import Refusal, Refusals
from alongside.measures.codes import ImpactOf

LONGEST_TITLE = 200
_REQUIRED = {
    "title": "Give it a title.",
    "what_was_done": "Say what was done.",
    "for_whom": "Say for whom it was done.",
}


@dataclass(frozen=True, slots=True)
class Impact:
    """The six questions. What is not known yet stays empty, and the page says so.

    ``measures`` are public names.
    """

    title: str
    about: ImpactOf
    what_was_done: str
    for_whom: str
    what_changed: str = ""
    how_we_know: str = ""
    what_families_say: str = ""
    what_next: str = ""
    measures: tuple[str, ...] = ()


def check_impact(new: Impact) -> None:
    """A change that nobody can show is not claimed. Raises Refusals naming everything."""
    found = [
        Refusal(why, field=name)
        for name, why in _REQUIRED.items()
        if not getattr(new, name).strip()
    ]
    if len(new.title.strip()) > LONGEST_TITLE:
        found.append(
            Refusal(f"Write the title in {LONGEST_TITLE} characters or fewer.", field="title")
        )
    if new.what_changed.strip() and not new.how_we_know.strip():
        found.append(
            Refusal(
                "Say how you know what changed, or leave what changed empty until you do.",
                field="how_we_know",
            )
        )
    if found:
        raise Refusals(found)
