"""York's six-step progress scale and which step may follow which, as data.

Every pair of steps has an answer. A step that may not follow has a sentence that says what to
record instead; a step that may follow only with words needs a note.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.plan.rules.codes import Step


@dataclass(frozen=True, slots=True)
class Transition:
    """``refusal`` is empty when the step may follow."""

    refusal: str = ""
    needs_note: bool = False

    @property
    def allowed(self) -> bool:
        return not self.refusal


_FREE = Transition()
_WITH_NOTE = Transition(needs_note=True)
_HAS_STARTED = Transition(
    "Work has started, so it cannot be recorded as not yet started. "
    "If an earlier status was a mistake, correct that status."
)
_HAS_PROGRESSED = Transition(
    "Progress has been made, so it cannot be recorded as started but delayed. "
    "Record progressing but delayed. If an earlier status was a mistake, correct that status."
)
_NOT_COMPLETED = Transition(
    "Embedded comes only after completed. Record completed first, with its evidence."
)
_WAS_COMPLETED = Transition(
    "It was completed before. To open it again, record progressing but delayed or progressing and "
    "on track, and say why in the note."
)

_ROWS: Mapping[Step | None, tuple[Transition, ...]] = {
    None: (_FREE, _FREE, _FREE, _FREE, _FREE, _NOT_COMPLETED),
    Step.NOT_STARTED: (_FREE, _FREE, _FREE, _FREE, _FREE, _NOT_COMPLETED),
    Step.STARTED_DELAYED: (_HAS_STARTED, _FREE, _FREE, _FREE, _FREE, _NOT_COMPLETED),
    Step.PROGRESSING_DELAYED: (
        _HAS_STARTED,
        _HAS_PROGRESSED,
        _FREE,
        _FREE,
        _FREE,
        _NOT_COMPLETED,
    ),
    Step.ON_TRACK: (_HAS_STARTED, _HAS_PROGRESSED, _FREE, _FREE, _FREE, _NOT_COMPLETED),
    Step.COMPLETED: (_WAS_COMPLETED, _WAS_COMPLETED, _WITH_NOTE, _WITH_NOTE, _FREE, _FREE),
    Step.EMBEDDED: (_WAS_COMPLETED, _WAS_COMPLETED, _WITH_NOTE, _WITH_NOTE, _WITH_NOTE, _FREE),
}

TRANSITIONS: Mapping[tuple[Step | None, Step], Transition] = {
    (before, after): transition
    for before, row in _ROWS.items()
    for after, transition in zip(Step, row, strict=True)
}


def transition(before: Step | None, after: Step) -> Transition:
    """What the table says; ``before`` is None while nothing has been recorded."""
    return TRANSITIONS[before, after]


def transition_table(labels: Mapping[Step, str]) -> str:
    """Every pair as a Markdown table: yes, with a note, or no with the sentence below it."""
    head = "| from \\ to | " + " | ".join(labels[step] for step in Step) + " |"
    rows = [head, "| --- " * (len(Step) + 1) + "|"]
    for before in (None, *Step):
        cells = [_cell(TRANSITIONS[before, after]) for after in Step]
        rows.append(f"| {labels[before] if before else 'Nothing recorded'} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _cell(found: Transition) -> str:
    if not found.allowed:
        return f"no: {found.refusal}"
    return "yes, with a note" if found.needs_note else "yes"
