"""What a document of the right shape must still satisfy: references stand once, names that are named exist,
dates are in order, statuses are words of the scale. Pure; everything wrong is found at once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alongside.plan.rules.codes import Step
from alongside.plan.transfer.faults import Finding
from alongside.plan.transfer.printed_dates import printed_date
from alongside.plan.transfer.scale import folded, steps_by_words
from alongside.plan.transfer.schema import Document, Path
from alongside.web.writing import counted

WORKED_ON = "areas_for_improvement"


@dataclass(frozen=True, slots=True)
class Known:
    """What a progress document may name: outcomes with their parts and measures, and the scale's words."""

    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    actions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    measures: Mapping[str, frozenset[str]] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)


def known_of(statement: Document) -> Known:
    """What a statement document itself makes known."""
    outcomes = [outcome for _, outcome in outcomes_of(statement)]
    return Known(
        parts={
            str(o["id"]): frozenset(a["part"] for a in o["actions"] if a["part"]) for o in outcomes
        },
        actions={str(o["id"]): frozenset(str(a["id"]) for a in o["actions"]) for o in outcomes},
        measures={
            str(o["id"]): frozenset(str(m["id"]) for m in o["key_performance_measures"])
            for o in outcomes
        },
        steps=steps_by_words(scale_of(statement)),
    )


def scale_of(statement: Document) -> list[tuple[int, str]]:
    return [
        (int(step["order"]), step["label"])
        for step in statement.get("progress_scale", [])
        if step["order"] is not None and step["label"]
    ]


def row_key(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """Which line a row is about: the outcome, and its part or its action when it is about one."""
    return row["outcome"] or "", row["part"] or "", row.get("action") or ""


def outcomes_of(statement: Document) -> Iterator[tuple[Path, Document]]:
    for place, area in enumerate(statement[WORKED_ON]):
        for index, outcome in enumerate(area["outcomes"]):
            yield (WORKED_ON, place, "outcomes", index), outcome


def statement_findings(statement: Document) -> Iterator[Finding]:
    yield from _repeated_numbers(statement)
    yield from _repeated_references(statement)
    yield from _scale_findings(statement)
    steps = steps_by_words(scale_of(statement))
    for path, outcome in outcomes_of(statement):
        yield from _tracked_findings(path, outcome, steps)
        yield from _action_findings(path, outcome, steps)
        yield from _measure_findings(path, outcome)
        yield from _evidence_findings(path, outcome)


def progress_findings(progress: Document, known: Known, *, at: Path = ()) -> Iterator[Finding]:
    """``at`` is where the progress document stands in its file."""
    columns = progress["progress_columns"]
    labels = progress["progress_column_labels"]
    if labels is not None and len(labels) != len(columns):
        yield Finding(
            (*at, "progress_column_labels"),
            f"there {_are(len(labels), 'label')} for {counted(len(columns), 'column')}.",
            "Give each column one label, in the same order.",
        )
    yield from _repeated_rows(progress["rows"], at)
    for index, row in enumerate(progress["rows"]):
        yield from _row_findings((*at, "rows", index), row, len(columns), known)
    yield from _placement_findings(progress, known, at)


def _repeated_numbers(statement: Document) -> Iterator[Finding]:
    seen = Counter(area["number"] for area in statement[WORKED_ON])
    for place, area in enumerate(statement[WORKED_ON]):
        if area["number"] is not None and seen[area["number"]] > 1:
            yield Finding(
                (WORKED_ON, place, "number"),
                f"the number {area['number']} is used {seen[area['number']]} times.",
                "Give each weakness its own number.",
            )


def _repeated_references(statement: Document) -> Iterator[Finding]:
    for kind in ("actions", "key_performance_measures"):
        places = list(_references(statement, kind))
        seen = Counter(reference for _, reference in places)
        for path, reference in places:
            if reference and seen[reference] > 1:
                yield Finding(
                    path,
                    f"the reference “{reference}” is used {seen[reference]} times.",
                    "Give each its own reference.",
                )


def _references(statement: Document, kind: str) -> Iterator[tuple[Path, str | None]]:
    """Outcomes and actions share one set of references; measures have their own."""
    for path, outcome in outcomes_of(statement):
        if kind == "actions":
            yield (*path, "id"), outcome["id"]
        for index, item in enumerate(outcome[kind]):
            yield (*path, kind, index, "id"), item["id"]


def _scale_findings(statement: Document) -> Iterator[Finding]:
    scale = statement.get("progress_scale", [])
    if not scale:
        return
    if sorted(step["order"] or 0 for step in scale) != [1, 2, 3, 4, 5, 6]:
        yield Finding(
            ("progress_scale",),
            "the scale does not have the places 1 to 6, each once.",
            "Write its six steps in order, or leave the scale out to use York’s.",
        )
    seen = Counter(folded(step["label"]) for step in scale if step["label"])
    for index, step in enumerate(scale):
        if step["label"] and seen[folded(step["label"])] > 1:
            yield Finding(
                ("progress_scale", index, "label"),
                f"the words “{step['label']}” are used twice.",
                "Give each step its own words.",
            )


def _tracked_findings(path: Path, line: Document, steps: Mapping[str, Step]) -> Iterator[Finding]:
    yield from _date_findings(path, line)
    yield from _status_findings((*path, "progress_status"), line["progress_status"], steps)


def _action_findings(path: Path, outcome: Document, steps: Mapping[str, Step]) -> Iterator[Finding]:
    seen = Counter(action["part"] for action in outcome["actions"])
    for index, action in enumerate(outcome["actions"]):
        here = (*path, "actions", index)
        yield from _tracked_findings(here, action, steps)
        if action["part"] and seen[action["part"]] > 1:
            yield Finding(
                (*here, "part"),
                f"the outcome has {seen[action['part']]} parts {action['part']}.",
                "Give each action its own letter.",
            )


def _measure_findings(path: Path, outcome: Document) -> Iterator[Finding]:
    parts = {action["part"] for action in outcome["actions"] if action["part"]}
    for index, measure in enumerate(outcome["key_performance_measures"]):
        here = (*path, "key_performance_measures", index)
        if measure["comparator"] and measure["target_value"] is None:
            yield Finding(
                (*here, "comparator"),
                "there is a comparator but no number to compare with.",
                "Write the target_value, or leave the comparator empty.",
            )
        if measure["action_part"] and measure["action_part"] not in parts:
            yield Finding(
                (*here, "action_part"),
                f"the outcome {outcome['id']} has no part {measure['action_part']}.",
                f"The parts are: {_listed(parts)}.",
            )


def _evidence_findings(path: Path, outcome: Document) -> Iterator[Finding]:
    said = outcome.get("impact_evidence", [])
    seen = Counter(each["impact"] for each in said)
    for index, each in enumerate(said):
        here = (*path, "impact_evidence", index, "impact")
        if each["impact"] and each["impact"] not in outcome["impact"]:
            yield Finding(
                here,
                f"the outcome {outcome['id']} has no impact “{each['impact'][:60]}”.",
                "Write the impact word for word as it stands in “impact”.",
            )
        elif each["impact"] and seen[each["impact"]] > 1:
            yield Finding(
                here,
                f"the impact “{each['impact'][:60]}” is named {seen[each['impact']]} times.",
                "Name one page of evidence for each impact.",
            )


def _date_findings(path: Path, line: Mapping[str, Any]) -> Iterator[Finding]:
    start, end = printed_date(line, "start").known, printed_date(line, "end").known
    if start is not None and end is not None and end.last < start.first:
        yield Finding(
            (*path, "end_date"),
            f"the end ({end}) is before the start ({start}).",
            "Correct one of them.",
        )


def _status_findings(path: Path, words: str | None, steps: Mapping[str, Step]) -> Iterator[Finding]:
    if words and folded(words) not in steps:
        own = dict.fromkeys(steps)
        yield Finding(
            path,
            f"“{words[:60]}” is not a status of the scale.",
            f"Write one of: {', '.join(own)}.",
        )


def _repeated_rows(rows: Sequence[Document], at: Path) -> Iterator[Finding]:
    seen = Counter(row_key(row) for row in rows)
    for index, row in enumerate(rows):
        if row["outcome"] and seen[row_key(row)] > 1:
            yield Finding(
                (*at, "rows", index, "outcome"),
                f"there are {seen[row_key(row)]} rows for {_line_words(row)}.",
                "Keep one row for each line.",
            )


def _row_findings(path: Path, row: Document, width: int, known: Known) -> Iterator[Finding]:
    yield from _date_findings(path, row)
    if row["outcome"] and row["outcome"] not in known.parts:
        yield Finding(
            (*path, "outcome"),
            f"there is no outcome {row['outcome']} in the action plan.",
            f"The outcomes are: {_listed(known.parts)}.",
        )
    elif row["outcome"] and row["part"] and row["part"] not in known.parts[row["outcome"]]:
        yield Finding(
            (*path, "part"),
            f"the outcome {row['outcome']} has no part {row['part']}.",
            f"The parts are: {_listed(known.parts[row['outcome']])}.",
        )
    elif (
        row["outcome"] and row.get("action") and row["action"] not in known.actions[row["outcome"]]
    ):
        yield Finding(
            (*path, "action"),
            f"the outcome {row['outcome']} has no action {row['action']}.",
            f"Its actions are: {_listed(known.actions[row['outcome']])}.",
        )
    statuses = row["progress"] or []
    if statuses and len(statuses) != width:
        yield Finding(
            (*path, "progress"),
            f"there {_are(len(statuses), 'status,statuses')} for {counted(width, 'column')}.",
            "Give one for each column, and leave it empty where the cell is.",
        )
    for place, words in enumerate(statuses):
        yield from _status_findings((*path, "progress", place), words, known.steps)


def _placement_findings(progress: Document, known: Known, at: Path) -> Iterator[Finding]:
    for outcome, by_label in progress.get("measure_to_action_part", {}).items():
        if outcome == "note":
            continue
        here = (*at, "measure_to_action_part", outcome)
        if outcome not in known.measures:
            yield Finding(
                here,
                f"there is no outcome {outcome} in the action plan.",
                f"The outcomes are: {_listed(known.measures)}.",
            )
            continue
        for label, references in by_label.items():
            for place, reference in enumerate(references):
                if reference and reference not in known.measures[outcome]:
                    yield Finding(
                        (*here, label, place),
                        f"the outcome {outcome} has no measure {reference}.",
                        f"Its measures are: {_listed(known.measures[outcome])}.",
                    )


def _line_words(row: Document) -> str:
    return f"{row['outcome']}, part {row['part']}" if row["part"] else str(row["outcome"])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _are(count: int, words: str) -> str:
    """How many there are, with the verb that fits."""
    return f"{'is' if count == 1 else 'are'} {counted(count, words)}"
