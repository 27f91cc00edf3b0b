"""Any file of cases is shown as curves of how long they waited, or refused with a sentence for each line."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from alongside.config.commands.waiting import command
from alongside.documents.sound_svg import check_drawing
from alongside.kernel.refusals import Refusal, Refusals

AS_AT = ("--as-at", "2024-12-31")


def written(path: Path, *lines: str) -> str:
    file = path / "cases.csv"
    file.write_text("\n".join(lines) + "\n")
    return str(file)


def run(*words: str) -> Result:
    return CliRunner().invoke(command, words, catch_exceptions=False)


def shown(*words: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run(*words, "--json").stdout)
    return told


def refused(*words: str) -> list[str]:
    with pytest.raises((Refusal, Refusals)) as caught:
        run(*words)
    value = caught.value
    return [r.sentence for r in value.refusals] if isinstance(value, Refusals) else [value.sentence]


def cases(path: Path) -> str:
    """Four cases of 2023: two within twenty weeks, one later, one still open."""
    return written(
        path,
        "Asked,Issued,Year",
        "2023-01-01,2023-03-12,2023",
        "2023-01-01,2023-05-21,2023",
        "2023-01-01,2023-08-01,2023",
        "2023-01-01,,2023",
    )


def test_open_cases_count_as_not_yet_finished(tmp_path: Path) -> None:
    told = shown(cases(tmp_path), *AS_AT)
    assert "2023 (4 cases, 1 still open): 50.0% were finished by 20 weeks" in told["summary"]
    by_day = {row[0]: row[1] for row in told["rows"]}
    assert by_day["8 weeks"].startswith("0.0%")
    assert by_day["12 weeks"].startswith("25.0%")


def test_each_cohort_has_its_curve_and_one_that_is_young_says_so(tmp_path: Path) -> None:
    file = written(tmp_path, "a,b,c", "2023-01-01,2023-02-01,old", "2024-12-01,2024-12-10,young")
    told = shown(file, *AS_AT)
    assert told["columns"][1:] == ["old: finished", "young: finished"]
    assert "young (1 case, 0 still open): seen for 1 week only" in told["summary"]


def test_the_curves_are_drawn_and_printed(tmp_path: Path) -> None:
    out = tmp_path / "curves.svg"
    told = run(cases(tmp_path), *AS_AT, "--svg", str(out), "--title", "How long families waited")
    check_drawing(out.read_text())
    assert "How long families waited" in out.read_text()
    assert told.stdout.startswith("How long families waited\n2023 (4 cases")
    assert f"Drawn: {out}" in told.stdout


def test_two_columns_are_one_curve_and_the_limit_may_be_another(tmp_path: Path) -> None:
    file = written(tmp_path, "a,b", "2024-01-01,2024-01-20", "2024-01-01,2024-03-20")
    assert "50.0% were finished by 6 weeks" in shown(file, *AS_AT, "--limit", "42")["summary"]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("a,b,c,d", "1,2,3,4"), "Give two, started and finished"),
        (("a,b",), "no cases"),
        (("a,b", "2024-01-01,2023-12-31"), "It finished before it started, on 1 January 2024."),
        (("a,b", "soon,2023-12-31"), "soon"),
        (("a,b,c", "2024-01-01,,"), "Name the cohort"),
        (("a,b,c", *(f"2024-01-01,,{n}" for n in range(5))), "Keep up to 4"),
        (("a,b", "2025-06-01,"), "No case in the file had started by that day."),
    ],
)
def test_what_cannot_be_shown_is_refused(
    tmp_path: Path, lines: tuple[str, ...], sentence: str
) -> None:
    assert any(sentence in said for said in refused(written(tmp_path, *lines), *AS_AT))


def test_a_limit_of_no_day_is_refused(tmp_path: Path) -> None:
    assert refused(cases(tmp_path), *AS_AT, "--limit", "0") == [
        "The limit has to be a day or more."
    ]
