"""Comparing the store with the records, for operators: what is missing, altered, or belongs to
nothing.

A content without a record is left when a process dies between the two; it is cleared only when it
is a day old, so that an upload under way is never taken for a leftover.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alongside.files import store
from alongside.files.models import StoredFile

OLD_ENOUGH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """A record whose content cannot be handed over."""

    ref: str
    area_slug: str
    name: str
    sha256: str
    what: str

    @property
    def sentence(self) -> str:
        return f"{self.name} ({self.area_slug}, {self.ref}) is {self.what} in the store."


@dataclass(frozen=True, slots=True)
class StoreReport:
    """``unreferenced`` are contents that no record names; ``unfinished`` are writings that never
    ended.
    """

    checked_count: int
    missing: tuple[Finding, ...]
    altered: tuple[Finding, ...]
    unreferenced: tuple[Path, ...]
    unfinished: tuple[Path, ...]

    @property
    def is_sound(self) -> bool:
        return not (self.missing or self.altered)


def _no_progress(done: int, total: int) -> None:
    return


def check_store(*, progress: Callable[[int, int], None] = _no_progress) -> StoreReport:
    """Reads every kept content once. ``progress`` is called with (done, total)."""
    files = StoredFile.objects.across_areas(reason="The store is one for all areas.")
    total = files.count()
    missing: list[Finding] = []
    altered: list[Finding] = []
    states: dict[str, str] = {}
    rows = files.select_related("area").order_by("sha256", "id").iterator(chunk_size=500)
    for done, stored in enumerate(rows, start=1):
        if stored.sha256 not in states:
            states = {stored.sha256: _state(stored.sha256)}
        _note(stored, states[stored.sha256], missing, altered)
        progress(done, total)
    return StoreReport(
        checked_count=total,
        missing=tuple(missing),
        altered=tuple(altered),
        unreferenced=tuple(path for path in store.contents() if not _is_referenced(path)),
        unfinished=tuple(store.leftovers()),
    )


def clear_unreferenced(report: StoreReport, *, at: datetime) -> int:
    """Delete what belongs to no record and is a day old; each is looked up again first. Returns how
    many.
    """
    old = [path for path in report.unreferenced if _is_old(path, at) and not _is_referenced(path)]
    old += [path for path in report.unfinished if _is_old(path, at)]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _state(sha256: str) -> str:
    try:
        store.open_checked(sha256).close()
    except store.ContentMissingError:
        return "missing"
    except store.ContentAlteredError:
        return "altered"
    return ""


def _note(stored: StoredFile, state: str, missing: list[Finding], altered: list[Finding]) -> None:
    if state:
        finding = Finding(stored.ref, stored.area.slug, stored.name, stored.sha256, state)
        (missing if state == "missing" else altered).append(finding)


def _is_referenced(path: Path) -> bool:
    files = StoredFile.objects.across_areas(reason="The store is one for all areas.")
    return files.filter(sha256=path.name).exists()


def _is_old(path: Path, at: datetime) -> bool:
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return False
    return at - changed > OLD_ENOUGH
