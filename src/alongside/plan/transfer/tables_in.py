"""A published table laid beside the plan it belongs to: what it adds or changes there, and its own rows.

A row may hold an action, a measure and an impact of its outcome, side by side. Lead, dates and statuses
belong to the action when the row names its part or its reference, and to the outcome otherwise. What the
table does not mention stays as it is. Pure: a table and a document in, documents and problems out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from alongside.exchange.problems import Problem
from alongside.exchange.tables import Row, Table, TableRefused
from alongside.kernel.refusals import Refusals
from alongside.plan.transfer import table_columns as columns
from alongside.plan.transfer.faults import Finding
from alongside.plan.transfer.formats import (
    ACTION,
    AREA,
    MEASURE,
    OUTCOME,
    PROGRESS,
    PROGRESS_ROW,
    SCHEMA_VERSION,
)
from alongside.plan.transfer.meaning import Known, known_of, progress_findings
from alongside.plan.transfer.names import evidence_name, impact_name, measure_name, weakness_name
from alongside.plan.transfer.scale import folded
from alongside.plan.transfer.schema import Document, Path, empty_of
from alongside.plan.transfer.table_items import (
    dates_of,
    free_reference,
    known_action,
    mention_of,
    without_rows,
)

_REFERENCE = re.compile(r"(?P<ref>\d{1,4}(?:\.\d{1,4}){1,3})(?:[\s.:)–-]+(?P<text>.*))?", re.S)
_WEAKNESS = re.compile(r"(?P<number>\d{1,5})[\s.:)–-]*(?P<title>.*)", re.S)
_LONGEST = {columns.PART: 10, columns.REFERENCE: 30, columns.START: 200, columns.END: 200}
_TRACKED = (columns.LEAD, columns.START, columns.END)


@dataclass(frozen=True, slots=True)
class Laid:
    """``statement`` is the plan with the table's words in it; ``mentioned`` names what the table speaks of."""

    statement: Document
    progress: Document
    mentioned: frozenset[str]


@dataclass(frozen=True, slots=True)
class InTable:
    """Places of a table: from where a value went in the document to the cell that it came from."""

    table: Table
    cells: Mapping[Path, tuple[Row, str]]

    def refused(self, findings: Iterator[Finding] | list[Finding]) -> Refusals:
        return TableRefused([self.problem(finding) for finding in findings])

    def problem(self, finding: Finding) -> Problem:
        path = finding.path
        while path and path not in self.cells:
            path = path[:-1]
        if not path:
            return Problem(line=1, what=finding.what, mend=finding.mend, sheet=self.table.sheet)
        row, heading = self.cells[path]
        return self.table.problem(row, heading, what=finding.what, mend=finding.mend)


def lay_beside(
    table: Table, statement: Document, *, title: str, placed: Mapping[str, str] | None = None
) -> Laid:
    """Raises TableRefused with every problem of the table. ``statement`` is changed.

    ``placed`` is the part that each measure is known to stand beside already.
    """
    laying = _Laying(table, columns_of_table(table), statement, placed or {})
    laying.read_rows()
    progress = laying.progress(title)
    places = InTable(table, laying.cells)
    findings = progress_findings(progress, known_of(statement))
    everything = laying.problems + [places.problem(finding) for finding in findings]
    if everything:
        raise TableRefused(sorted(everything, key=lambda p: (p.line, len(p.letter), p.letter)))
    return Laid(statement, progress, frozenset(laying.mentioned))


def columns_of_table(table: Table) -> columns.Columns:
    """Raises TableRefused without its headings or without rows."""
    found, problems = columns.read_columns(table)
    if not problems and not table.rows:
        problems = [without_rows(table)]
    if problems:
        raise TableRefused(problems)
    return found


@dataclass(slots=True)
class _Laying:
    table: Table
    columns: columns.Columns
    statement: Document
    placed: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    mentioned: set[str] = field(default_factory=set)
    rows: list[Document] = field(default_factory=list)
    cells: dict[Path, tuple[Row, str]] = field(default_factory=dict)
    placements: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    said: dict[str, tuple[str, Row]] = field(default_factory=dict)

    def read_rows(self) -> None:
        outcome: Document | None = None
        for row in self.table.rows:
            self._check_lengths(row)
            outcome = self._outcome(row, outcome)
            if outcome is not None:
                self._check_weakness(row, outcome)
                self._read_row(row, outcome)

    def _check_lengths(self, row: Row) -> None:
        for name, longest in _LONGEST.items():
            if len(self._text(row, name)) > longest:
                self._problem(
                    row, name, f"the cell has more than {longest} letters.", "Shorten it."
                )

    def progress(self, title: str) -> Document:
        made: Document = empty_of(PROGRESS) | {
            "document": title,
            "schema_version": SCHEMA_VERSION,
            "progress_columns": [column.on.iso for column in self.columns.statuses],
            "progress_column_labels": [column.heading for column in self.columns.statuses] or None,
            "rows": self.rows,
        }
        if self.placements:
            made["measure_to_action_part"] = self.placements
        return made

    def _read_row(self, row: Row, outcome: Document) -> None:
        action = self._action(row, outcome)
        for text in self._lines(row, columns.MEASURE):
            self._measure(row, outcome, text, part=action["part"] if action else None)
        impacts = [self._impact(outcome, text) for text in self._lines(row, columns.IMPACT)]
        self._evidence(row, outcome, impacts)
        if self._is_tracked(row):
            names_action = bool(self._text(row, columns.PART) or self._text(row, columns.REFERENCE))
            self._track(row, outcome, action if names_action else None)

    def _outcome(self, row: Row, before: Document | None) -> Document | None:
        cell = self._text(row, columns.OUTCOME)
        if not cell:
            if before is None:
                self._problem(
                    row,
                    columns.OUTCOME,
                    "the first row names no outcome.",
                    "Begin with its reference, such as 1.1.",
                )
            return before
        found = _REFERENCE.fullmatch(cell)
        if found is None:
            self._problem(
                row,
                columns.OUTCOME,
                f"“{cell[:60]}” does not begin with a reference.",
                "Begin with it: 1.1 and then the words.",
            )
            return None
        outcome = self._find_outcome(found["ref"])
        text = (found["text"] or "").strip()
        if outcome is None:
            return self._new_outcome(row, found["ref"], text)
        self._reword(row, columns.OUTCOME, outcome, "outcome", text)
        return outcome

    def _find_outcome(self, reference: str) -> Document | None:
        area = self._area_of(reference)
        outcomes: list[Document] = area["outcomes"] if area else []
        return next((outcome for outcome in outcomes if outcome["id"] == reference), None)

    def _area_of(self, reference: str) -> Document | None:
        areas: list[Document] = self.statement["areas_for_improvement"]
        held = (a for a in areas if any(o["id"] == reference for o in a["outcomes"]))
        return next(held, None)

    def _check_weakness(self, row: Row, outcome: Document) -> None:
        """What the row calls the weakness has to be the one that its outcome stands under."""
        cell, area = self._text(row, columns.WEAKNESS), self._area_of(outcome["id"])
        if not cell or area is None:
            return
        found = _WEAKNESS.fullmatch(cell)
        if found is not None and int(found["number"]) == area["number"]:
            self._reword(row, columns.WEAKNESS, area, "title", found["title"].strip())
        elif folded(cell) != folded(area["title"]):
            self._problem(
                row,
                columns.WEAKNESS,
                f"the outcome {outcome['id']} stands under weakness {area['number']}, not under “{cell[:60]}”.",
                "Correct the weakness, or name another outcome in this row.",
            )

    def _new_outcome(self, row: Row, reference: str, text: str) -> Document | None:
        area = self._area(row, reference)
        if not text:
            self._problem(
                row,
                columns.OUTCOME,
                f"the outcome {reference} is new and has no words.",
                "Write what will be different after its reference.",
            )
            return None
        if area is None:
            return None
        outcome: Document = empty_of(OUTCOME) | {"id": reference, "outcome": text}
        area["outcomes"].append(outcome)
        self._reword(row, columns.OUTCOME, outcome, "outcome", text)
        return outcome

    def _area(self, row: Row, reference: str) -> Document | None:
        found = _WEAKNESS.fullmatch(self._text(row, columns.WEAKNESS))
        number = int(found["number"]) if found else int(reference.split(".")[0])
        areas = self.statement["areas_for_improvement"]
        known: Document | None = next((a for a in areas if a["number"] == number), None)
        if known is not None:
            return known
        title = found["title"].strip() if found else ""
        if not title or not 1 <= number <= 32_767:
            self._problem(
                row,
                columns.WEAKNESS,
                f"the outcome {reference} belongs to no weakness that is known.",
                "Write the weakness’s number and name, such as “1 Leadership and governance”.",
            )
            return None
        area: Document = empty_of(AREA) | {"number": number, "title": title}
        areas.append(area)
        areas.sort(key=lambda each: int(each["number"]))
        self.mentioned.add(weakness_name(number))
        return area

    def _action(self, row: Row, outcome: Document) -> Document | None:
        part, reference = self._text(row, columns.PART), self._text(row, columns.REFERENCE)
        text = self._text(row, columns.ACTION)
        known = known_action(outcome, part, reference, text)
        if known is not None:
            self._check_part(row, known, part)
            self._reword(row, columns.ACTION, known, "text", text)
            return known
        if not text:
            if part or reference:
                self._problem(
                    row,
                    columns.ACTION,
                    f"the outcome {outcome['id']} has no action {part or reference}.",
                    "Write what will be done, or correct the part.",
                )
            return None
        made = reference or (
            f"{outcome['id']}-{part}" if part else free_reference(outcome, "actions", "a")
        )
        action: Document = empty_of(ACTION) | {"id": made, "part": part or None, "text": text}
        outcome["actions"].append(action)
        self._reword(row, columns.ACTION, action, "text", text)
        return action

    def _check_part(self, row: Row, action: Document, part: str) -> None:
        if part and action["part"] != part:
            held = f"part {action['part']}" if action["part"] else "no part"
            self._problem(
                row,
                columns.PART,
                f"the action {action['id']} has {held}.",
                "Correct the part or the reference.",
            )

    def _measure(self, row: Row, outcome: Document, text: str, *, part: str | None) -> None:
        measures = outcome["key_performance_measures"]
        known = self._known_measure(measures, text, part)
        if known is None:
            made = free_reference(outcome, "key_performance_measures", "k")
            known = empty_of(MEASURE) | {"id": made, "text": text, "kind": "qualitative"}
            measures.append(known)
            self.mentioned.add(measure_name(made))
        if part and self.placed.get(known["id"]) != part:
            beside = self.placements.setdefault(outcome["id"], {}).setdefault(part, [])
            if known["id"] not in beside:
                beside.append(known["id"])

    def _known_measure(
        self, measures: list[Document], text: str, part: str | None
    ) -> Document | None:
        """By its words; where several have the same ones, the one that stands beside the part."""
        same = [m for m in measures if folded(m["text"]) == folded(text)]
        here = (m for m in same if self.placed.get(m["id"], "") == (part or ""))
        return next(here, same[0] if same else None)

    def _impact(self, outcome: Document, text: str) -> str:
        """The impact in the plan's own words, where it is known."""
        for known in outcome["impact"]:
            if folded(known) == folded(text):
                return str(known)
        outcome["impact"].append(text)
        self.mentioned.add(impact_name(outcome["id"], text))
        return text

    def _evidence(self, row: Row, outcome: Document, impacts: list[str]) -> None:
        titles = self._lines(row, columns.EVIDENCE)
        if titles and len(titles) != len(impacts):
            self._problem(
                row,
                columns.EVIDENCE,
                "there are not as many pages of evidence as impacts in the row.",
                "Write one title for each impact, or give each impact its own row.",
            )
        elif titles:
            said = outcome.setdefault("impact_evidence", [])
            for impact, title in zip(impacts, titles, strict=True):
                self._shown_in(said, impact, title)
                self.mentioned.add(evidence_name(outcome["id"], impact))

    @staticmethod
    def _shown_in(said: list[Document], impact: str, title: str) -> None:
        """A title that says what is known leaves it alone, with the page's public name."""
        known = next((each for each in said if each["impact"] == impact), None)
        if known is None:
            said.append({"impact": impact, "evidence": title})
        elif folded(known["evidence"]) != folded(title):
            known.pop("ref", None)
            known["evidence"] = title

    def _track(self, row: Row, outcome: Document, action: Document | None) -> None:
        made: Document = empty_of(PROGRESS_ROW) | {"outcome": outcome["id"]}
        if action is not None:
            made["part"] = action["part"]
            if not action["part"]:
                made["action"] = action["id"]
        made["lead_printed"] = self._text(row, columns.LEAD) or None
        made |= dates_of(self._text(row, columns.START), self._text(row, columns.END))
        words = [row[column.heading] or None for column in self.columns.statuses]
        made["progress"] = words if any(words) else None
        if made in self.rows:
            return
        path: Path = ("rows", len(self.rows))
        self.rows.append(made)
        self._remember(path, row)

    def _remember(self, path: Path, row: Row) -> None:
        headings = {
            "outcome": columns.OUTCOME,
            "part": columns.PART,
            "action": columns.REFERENCE,
            "end_date": columns.END,
        }
        for name, column in headings.items():
            if column in self.columns.names:
                self.cells[*path, name] = (row, self.columns.names[column])
        for place, status in enumerate(self.columns.statuses):
            self.cells[*path, "progress", place] = (row, status.heading)

    def _reword(self, row: Row, column: str, item: Document, name: str, text: str) -> None:
        """A file that says two things of the same one is refused: nobody can know which is meant."""
        if not text:
            return
        mention = mention_of(item)
        self.mentioned.add(mention)
        before, said_in = self.said.setdefault(mention, (text, row))
        if folded(text) != folded(before):
            self._problem(
                row,
                column,
                f"line {said_in.line} has other words for the same: “{before[:60]}”.",
                "Write the same words in both rows, or correct what the row is about.",
            )
        elif folded(text) != folded(item[name]):
            item[name] = text

    def _is_tracked(self, row: Row) -> bool:
        named = any(self._text(row, name) for name in _TRACKED)
        return named or any(row[column.heading] for column in self.columns.statuses)

    def _text(self, row: Row, name: str) -> str:
        return row.get(self.columns.names.get(name, ""))

    def _lines(self, row: Row, name: str) -> list[str]:
        return [line.strip() for line in self._text(row, name).split("\n") if line.strip()]

    def _problem(self, row: Row, name: str, what: str, mend: str) -> None:
        heading = self.columns.names.get(name, "")
        self.problems.append(self.table.problem(row, heading, what=what, mend=mend))


__all__ = ["InTable", "Known", "Laid", "lay_beside"]
