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
        "Started,Finished,Cohort",
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
    file = written(
        tmp_path,
        "started,finished,cohort",
        "2023-01-01,2023-02-01,old",
        "2024-12-20,,young",
        "2024-12-01,2024-12-10,over",
    )
    told = shown(file, *AS_AT)
    assert told["columns"][1:] == ["old: finished", "over: finished", "young: finished"]
    assert "young (1 case, 1 still open): seen for 1 week only" in told["summary"]
    assert "over (1 case, 0 still open): 100.0% were finished by 20 weeks" in told["summary"]


def test_the_curves_are_drawn_and_printed(tmp_path: Path) -> None:
    out = tmp_path / "curves.svg"
    told = run(cases(tmp_path), *AS_AT, "--svg", str(out), "--title", "How long families waited")
    check_drawing(out.read_text())
    assert "How long families waited" in out.read_text()
    assert told.stdout.startswith("How long families waited\n2023 (4 cases")
    assert f"Drawn: {out}" in told.stdout


def test_two_columns_are_one_curve_and_the_limit_may_be_another(tmp_path: Path) -> None:
    file = written(tmp_path, "started,finished", "2024-01-01,2024-01-20", "2024-01-01,2024-03-20")
    assert "50.0% were finished by 6 weeks" in shown(file, *AS_AT, "--limit", "42")["summary"]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("started,finished,cohort,d", "1,2,3,4"), "Head two of them “started” and “finished”"),
        (("asked,issued", "2024-01-01,2024-02-01"), "The columns are “asked”, “issued”."),
        (("started,finished",), "no cases"),
        (
            ("started,finished", "2024-01-01,2023-12-31"),
            "It finished before it started, on 1 January 2024.",
        ),
        (("started,finished", "soon,2023-12-31"), "soon"),
        (("started,finished,cohort", "2024-01-01,,"), "Name the cohort"),
        (("started,finished,cohort", *(f"2024-01-01,,{n}" for n in range(5))), "Keep up to 4"),
        (("started,finished", "2025-06-01,"), "No case in the file had started by that day."),
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


def test_columns_are_found_by_their_headings_in_any_order(tmp_path: Path) -> None:
    file = written(tmp_path, "cohort,Finished,started", "A,2024-01-20,2024-01-01")
    assert "A (1 case, 0 still open)" in shown(file, *AS_AT)["summary"]


def test_scenario_31_the_share_of_those_finished_stands_beside_that_of_all_started(
    tmp_path: Path,
) -> None:
    """Ten asked for, four finished in time, six open at week 30."""
    done, open_ = ["2024-01-01,2024-04-01"] * 4, ["2024-01-01,"] * 6
    file = written(tmp_path, "started,finished", *done, *open_)
    at_week_30 = ("--as-at", "2024-07-29")
    (both,) = shown(file, *at_week_30)["within_the_limit"]
    assert (both["of_started"]["numerator"], both["of_started"]["denominator"]) == (4, 10)
    assert (both["of_finished"]["numerator"], both["of_finished"]["denominator"]) == (4, 4)
    assert both["of_started"]["percent"] == pytest.approx(40.0)
    assert both["of_finished"]["percent"] == pytest.approx(100.0)
    assert both["of_started"]["lower"] < 40.0 < both["of_started"]["upper"]
    said = run(file, *at_week_30).stdout.splitlines()[-1]
    assert said.split("  ")[0] == "All cases"
    assert "40.0% (4 of 10; plausible range 16.8% to 68.7%)" in said
    assert "100.0% (4 of 4; plausible range 51.0% to 100.0%)" in said


def test_where_nothing_is_finished_there_is_no_share_of_the_finished(tmp_path: Path) -> None:
    file = written(tmp_path, "started,finished", "2024-01-01,")
    (both,) = shown(file, *AS_AT)["within_the_limit"]
    assert both["of_finished"]["percent"] is None
    assert "no case to count (0 of 0)" in run(file, *AS_AT).stdout
