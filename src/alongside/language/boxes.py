"""What the boxes of a form of help say: a box that is filled does not yet say what it asks for.

"Staff" names no role, and "as required" is no rhythm. The marks beside a form and the findings both go by this.
"""

from collections.abc import Mapping
from functools import lru_cache

from alongside.language.parts import Part, box_says
from alongside.language.service_limits import service_limits
from alongside.language.vague import vague_wording


def boxes_said(boxes: Mapping[Part, str]) -> tuple[frozenset[Part], frozenset[Part]]:
    """(parts that their box says, parts whose box does not say them and is told so for its vague wording).

    >>> boxes_said({Part.WHO: "Staff", Part.HOW_OFTEN: "As required", Part.HOW_MUCH: "An hour"})
    (frozenset({<Part.HOW_MUCH: 'how much'>}), frozenset({<Part.HOW_OFTEN: 'how often'>}))
    """
    found = {part: _read(part, text) for part, text in boxes.items() if text.strip()}
    return (
        frozenset(part for part, (says, _) in found.items() if says),
        frozenset(part for part, (says, has_cue) in found.items() if has_cue and not says),
    )


@lru_cache(maxsize=4096)
def _read(part: Part, text: str) -> tuple[bool, bool]:
    """Kept, since the same few words stand in many boxes."""
    has_cue = bool(vague_wording(text) or service_limits(text))
    return box_says(part, text, has_cue=has_cue), has_cue
