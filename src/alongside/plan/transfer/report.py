"""What an import tells the person who asked for it."""

from dataclasses import dataclass
from enum import StrEnum

from alongside.plan.transfer.differences import Difference, Kept


class ImportResult(StrEnum):
    IMPORTED = "imported"
    UPDATED = "updated"
    NOTHING_CHANGED = "nothing_changed"
    DIFFERENCES = "differences"
    DRY_RUN = "dry_run"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """``digest`` is posted back as ``accepted`` to apply exactly these differences. ``title`` is what
    the action plan is called until then; ``counts`` is what it holds then, and ``came_in`` what of it is new.
    """

    result: ImportResult
    title: str
    statement_ref: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    came_in: tuple[tuple[str, int], ...] = ()
    differences: tuple[Difference, ...] = ()
    kept: tuple[Kept, ...] = ()
    notes: tuple[str, ...] = ()
    question_count: int = 0
    digest: str = ""

    @property
    def sentence(self) -> str:
        places = _places(len(self.differences))
        match self.result:
            case ImportResult.IMPORTED:
                return f"Imported: {self.title}."
            case ImportResult.UPDATED:
                return f"{places} changed in {self.title}."
            case ImportResult.NOTHING_CHANGED:
                return f"Nothing changed: everything in the file is already in {self.title}."
            case ImportResult.DIFFERENCES:
                return f"The file differs from {self.title} in {places.lower()}. Nothing has been changed yet."
            case ImportResult.DRY_RUN:
                return f"The file can be imported: {self.title}. Nothing has been changed."


def _places(count: int) -> str:
    return "One place" if count == 1 else f"{count} places"
