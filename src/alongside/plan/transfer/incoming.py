"""Reading a file from outside into a document that has the right shape, or refusing it with every reason.

Safety (size, encoding, formulas, archives, entities, names) is decided by ``exchange``; every file passes
through it. What the values mean beside what is already here is for the importer.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import BinaryIO, Protocol

from alongside.exchange.json_documents import USUAL as USUAL_JSON
from alongside.exchange.json_documents import parse_json
from alongside.exchange.limits import USUAL, read_bounded
from alongside.exchange.tables import Table, read_table
from alongside.kernel.refusals import Refusal, Refusals
from alongside.plan.rules.codes import SourceKind
from alongside.plan.transfer.checking import Deviation, check
from alongside.plan.transfer.faults import DocumentProblem, DocumentRefused, Finding, path_words
from alongside.plan.transfer.formats import PROGRESS, STATEMENT
from alongside.plan.transfer.meaning import (
    WORKED_ON,
    known_of,
    progress_findings,
    statement_findings,
)
from alongside.plan.transfer.places import JsonPlaces
from alongside.plan.transfer.schema import Document

NESTED = {
    "published_progress": SourceKind.PUBLISHED_PROGRESS,
    "published_table": SourceKind.TABLE,
}
_TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers")


class Places(Protocol):
    """Turns what is wrong into refusals that say where it stands in the file. Unknown for a table until it
    has been laid beside a plan.
    """

    def refused(self, findings: Iterable[Finding]) -> Refusals: ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read. ``statement`` is empty when it is only about one that is here already.

    ``progress`` holds what was published later, by the kind of source. ``table`` is set for a table, which
    only becomes documents beside the plan that it belongs to. ``findings`` is what is wrong already with a
    document that has to be looked at beside the plan as well.
    """

    name: str
    sha256: str
    places: Places | None = None
    statement: Document = field(default_factory=dict)
    progress: Mapping[SourceKind, Document] = field(default_factory=dict)
    deviations: Mapping[SourceKind, list[Deviation]] = field(default_factory=dict)
    table: Table | None = None
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def local_authority(self) -> str:
        return self.statement.get("local_area", {}).get("local_authority") or ""


@dataclass(frozen=True, slots=True)
class InJson:
    """Places of a JSON file."""

    text: str

    def refused(self, findings: Iterable[Finding]) -> Refusals:
        places = JsonPlaces(self.text)
        return DocumentRefused(
            [
                DocumentProblem(path_words(f.path), *places.find(f.path), f.what, f.mend)
                for f in findings
            ]
        )


def read_file(data: BinaryIO | FilePath, *, name: str) -> Incoming:
    """``name`` is the file's name as the person knows it. Raises Refusal or Refusals."""
    ending = FilePath(name.lower()).suffix
    if ending == ".json":
        return _read_json(read_bounded(data, limits=USUAL_JSON), name)
    if ending not in _TABLE_ENDINGS:
        raise Refusal(
            "The file is not an action plan. Choose a JSON file (.json), an Excel workbook (.xlsx) or "
            "a CSV file (.csv)."
        )
    table = read_table(data, name=name)
    sha256 = hashlib.sha256(read_bounded(data, limits=USUAL)).hexdigest()
    return Incoming(name, sha256, table=table, notes=table.notes)


def _read_json(content: bytes, name: str) -> Incoming:
    raw = parse_json(content)
    places = InJson(content.decode("utf-8-sig"))
    sha256 = hashlib.sha256(content).hexdigest()
    if isinstance(raw, dict) and "rows" in raw and WORKED_ON not in raw:
        return _read_progress(raw, name, sha256, places)
    return _read_statement(raw, name, sha256, places)


def _read_statement(raw: object, name: str, sha256: str, places: InJson) -> Incoming:
    checked = check(STATEMENT, raw)
    findings = list(checked.findings)
    statement = checked.document
    progress = {kind: statement.pop(key) for key, kind in NESTED.items() if key in statement}
    if statement:
        findings += statement_findings(statement)
        known = known_of(statement)
        for key, kind in NESTED.items():
            if kind in progress:
                findings += progress_findings(progress[kind], known, at=(key,))
    if findings:
        raise places.refused(findings)
    deviations: dict[SourceKind, list[Deviation]] = {SourceKind.STATEMENT: []}
    for each in checked.deviations:
        own = NESTED.get(str(each.pointer[0])) if len(each.pointer) > 1 else None
        if own in progress:
            deviations.setdefault(own, []).append(Deviation(each.pointer[1:], each.raw))
        else:
            deviations[SourceKind.STATEMENT].append(each)
    return Incoming(name, sha256, places, statement, progress, deviations)


def _read_progress(raw: object, name: str, sha256: str, places: InJson) -> Incoming:
    checked = check(PROGRESS, raw)
    kind = SourceKind.PUBLISHED_PROGRESS
    return Incoming(
        name,
        sha256,
        places,
        progress={kind: checked.document},
        deviations={kind: checked.deviations},
        findings=tuple(checked.findings),
    )
