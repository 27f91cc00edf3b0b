"""What every part of an import shares: who imports what, what was kept for people, what the source brought.

What a source brought is remembered as fingerprints beside it, so that a later file is compared with what
the source said before: where the file did not change, people's changes stand; where people changed
nothing, the file's change is taken; where both did, people's stands and is reported.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from alongside.kernel.actor import Actor
from alongside.plan.models import Passage, SourceDocument, Statement
from alongside.plan.rules.codes import AS_IMPORTED
from alongside.plan.transfer.differences import Kept, words_of
from alongside.plan.transfer.names import fingerprint
from alongside.plan.transfer.schema import is_empty

IMPORT_NOTE = "import_note"
CHANGED_HERE = "It was changed here since it was imported, so it stays."


@dataclass(slots=True)
class Writing:
    """One import as it goes on. ``mentioned`` narrows what the source speaks of; None means everything."""

    actor: Actor
    at: datetime
    statement: Statement
    sources: dict[str, SourceDocument]
    step: Callable[[], None]
    mentioned: frozenset[str] | None = None
    kept: list[Kept] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)

    @property
    def area_id(self) -> int:
        return self.statement.area_id

    def keep(self, where: str, ours: Any, theirs: Any, why: str = CHANGED_HERE) -> None:
        self.kept.append(Kept(where, words_of(ours), words_of(theirs), why))


class Brought:
    """What one source brought before and brings now, by name; and what other sources brought."""

    def __init__(self, source: SourceDocument, writing: Writing) -> None:
        self._source = source
        self._writing = writing
        self._before: dict[str, str] = {}
        self._everywhere: dict[str, set[str]] = {}
        self._now: dict[str, str] = {}
        found = Passage.objects.in_area(source.area_id).filter(
            statement=source.statement_id, section=AS_IMPORTED
        )
        for source_id, name, text in found.values_list("source_id", "topic", "text"):
            self._everywhere.setdefault(name, set()).add(text)
            if source_id == source.pk:
                self._before[name] = text

    def before(self, kind: str) -> set[str]:
        """Names of one kind that the source brought before."""
        return {name for name in self._before if name.startswith(f"{kind}:")}

    def had(self, name: str) -> bool:
        return name in self._before

    def remember(self, name: str, columns: Mapping[str, Any]) -> None:
        self._now[name] = fingerprint(columns)

    def carry_over(self, name: str) -> None:
        """What the file no longer says stays remembered while the record stays."""
        self._now[name] = self._before[name]

    def says_the_same(self, name: str, theirs: Mapping[str, Any]) -> bool:
        return self._before.get(name) == fingerprint(theirs)

    def is_as_imported(self, name: str, ours: Mapping[str, Any]) -> bool:
        """True when nobody has changed the record since a source brought it."""
        return fingerprint(ours) in self._everywhere.get(name, ())

    def carry_over_all(self) -> None:
        """For a source that speaks of parts of a plan only: the rest is remembered from before."""
        self._now = self._before | self._now

    def merge(self, name: str, record: Any, theirs: Mapping[str, Any], where: str) -> bool:
        """Take the file's columns into the record unless people's stand. True when they were taken."""
        self.remember(name, theirs)
        ours = {column: getattr(record, column) for column in theirs}
        if fingerprint(ours) == fingerprint(theirs) or self.says_the_same(name, theirs):
            return False
        if not self.is_as_imported(name, ours) and not is_empty(ours):
            for column in theirs:
                if fingerprint({"": ours[column]}) != fingerprint({"": theirs[column]}):
                    label = f"{where}, {column.replace('_', ' ')}"
                    self._writing.keep(label, ours[column], theirs[column])
            return False
        for column, value in theirs.items():
            setattr(record, column, value)
        return True

    def save(self) -> None:
        if self._now.items() <= self._before.items() and len(self._now) == len(self._before):
            return
        held = Passage.objects.in_area(self._source.area_id)
        held.filter(source=self._source, section=AS_IMPORTED).delete()
        Passage.objects.bulk_create(
            Passage(
                area_id=self._source.area_id,
                statement_id=self._source.statement_id,
                source=self._source,
                section=AS_IMPORTED,
                topic=name,
                order=order % 30_000,
                text=text,
            )
            for order, (name, text) in enumerate(self._now.items())
        )
