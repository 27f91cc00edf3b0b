"""Any file of dates and figures is judged as a control chart, or refused with a sentence for each line."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from click.testing import CliRunner, Result
from django.core.exceptions import ValidationError

from alongside.config.commands.judge import command
from alongside.kernel.refusals import Refusal, Refusals
from alongside.web.forms.fields import DecimalField

MONTHS = [f"{2022 + n // 12}-{n % 12 + 1:02}" for n in range(25)]
LEVEL = [5, 6] * 12


def written(path: Path, *lines: str) -> str:
    file = path / "figures.csv"
    file.write_text("\n".join(lines) + "\n")
    return str(file)


def run(*words: str) -> Result:
    return CliRunner().invoke(command, words, catch_exceptions=False)


def judged(*words: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run(*words, "--json").stdout)
    return told


def refused(*words: str) -> list[str]:
    with pytest.raises((Refusal, Refusals)) as caught:
        run(*words)
    value = caught.value
    return [r.sentence for r in value.refusals] if isinstance(value, Refusals) else [value.sentence]


def monthly(path: Path, values: list[Any]) -> str:
    pairs = zip(MONTHS, values, strict=False)
    return written(path, "Month,Figure", *(f"{month},{value}" for month, value in pairs))


def test_a_figure_outside_the_limits_is_an_improvement_when_higher_is_better(
    tmp_path: Path,
) -> None:
    told = judged(monthly(tmp_path, [*LEVEL, 12]), "--direction", "increase")
    assert told["variation"]["icon"] == "improvement_high"
    assert (told["chart"], told["every"], told["points"][-1]["rule"]) == ("xmr", "month", "outside")


def test_a_frozen_baseline_keeps_the_limits_of_the_first_figures(tmp_path: Path) -> None:
    file = monthly(tmp_path, [*LEVEL[:12], 20, 20, 20, 20])
    told = judged(file, "--baseline", "12")
    assert [point["rule"] for point in told["points"][-4:]] == ["outside"] * 4
    assert "The limits rest on the first 12 figures of each stretch." in told["notes"]
    assert refused(file, "--baseline", "5") == ["A fixed baseline needs at least 12 figures."]


def test_figures_that_are_all_the_same_do_not_go_up_and_down(tmp_path: Path) -> None:
    said = run(monthly(tmp_path, [5] * 15)).stdout
    assert "Average since January 2022: 5" in said
    assert "Variation: No significant change. Every figure is the same." in said


def test_three_columns_are_shares_with_their_base(tmp_path: Path) -> None:
    file = written(tmp_path, "Year,In time,Issued", "2019,133,150", "2020,115,154", "2021,121,192")
    told = judged(file, "--target", "90")
    assert (told["chart"], told["unit"], told["target"]) == ("p", "%", 90.0)
    latest = told["points"][-1]
    assert (latest["date"], latest["value"]) == ("2021-01-01", 63.0208)
    assert (latest["numerator"], latest["denominator"]) == (121, 192)
    assert "Assurance: No icon. There is no target to compare with" in run(file).stdout
    held = run(file, "--target", "90", "--direction", "increase").stdout
    assert "Assurance: No icon. Judging the target needs 13 figures, and there are fewer." in held
    neutral = run(file, "--target", "90").stdout
    assert "No icon. The target is not judged, because neither way is better." in neutral
    said = run(file).stdout
    assert "Latest: 63.0%, 2021" in said
    assert "Variation: No icon. There are too few figures to judge change." in said


def test_the_chart_is_drawn_into_a_file_with_its_words(tmp_path: Path) -> None:
    drawing = tmp_path / "chart.svg"
    file = monthly(tmp_path, [*LEVEL, 12])
    assert run(file, "--title", "Complaints", "--svg", str(drawing)).stdout.endswith(
        f"Drawn: {drawing}\n"
    )
    picture = fromstring(drawing.read_text())
    assert picture.tag.endswith("svg")
    assert picture[0].text == "Complaints"
    assert "Complaints" in [
        element.text for element in picture.iter() if element.tag.endswith("}text")
    ]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_drawing_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    file = monthly(tmp_path, LEVEL)
    assert "cannot be written" in refused(file, "--svg", str(tmp_path / "no" / "chart.svg"))[0]


def test_percentages_are_read_with_their_sign(tmp_path: Path) -> None:
    file = written(tmp_path, "Year,Share", "2019,88.7%", "2020,74.7%", "2021,63%")
    assert "Latest: 63.0%, 2021" in run(file).stdout


def test_a_file_without_headings_keeps_its_first_figure(tmp_path: Path) -> None:
    told = judged(written(tmp_path, "2024-01,3", "2024-02,11", "2024-03,5"))
    assert [point["value"] for point in told["points"]] == [3, 11, 5]


def test_a_workbook_is_read_too(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for line in (("Month", "Figure"), ("2024-01", 3), ("2024-02", 4), ("2024-03", 5)):
        book.active.append(line)
    book.save(tmp_path / "figures.xlsx")
    assert len(judged(str(tmp_path / "figures.xlsx"))["points"]) == 3


def test_missing_months_are_named_whether_left_out_or_empty(tmp_path: Path) -> None:
    rows = ["2024-01,4", "2024-02,5", "2024-03,4", "2024-05,5", "2024-06,", "2024-07,x"]
    told = judged(written(tmp_path, "Month,Figure", *rows))
    assert told["notes"][-1].startswith(
        "There is no figure for April 2024, June 2024 and July 2024."
    ) or any("There is no figure for April 2024" in note for note in told["notes"])
    assert [point["value"] for point in told["points"]] == [4, 5, 4, None, 5, None, None]


def test_one_figure_has_no_limits_and_says_so(tmp_path: Path) -> None:
    said = run(written(tmp_path, "date,value", "2024-01-01,5")).stdout
    assert "figures: 1 figure, xmr chart" in said
    assert "There is only 1 figure. Limits need more." in said
    assert "provisional" not in said


def test_figures_that_never_change_say_so(tmp_path: Path) -> None:
    said = run(monthly(tmp_path, [5] * 24)).stdout
    assert "The limits rest on no variation" in said


def test_empty_denominators_have_no_rate(tmp_path: Path) -> None:
    told = judged(written(tmp_path, "Month,n,of", "2024-01,0,0", "2024-02,0,0"))
    assert "There were no cases on 1 January 2024 and 1 February 2024" in told["notes"][-1]
    assert [point["value"] for point in told["points"]] == [None, None]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ((), "The file has no rows. Put the headings in the first row."),
        (("date,value",), "The file has headings and no figures. Add a row for each date."),
        (("date", "2024-01-01"), "The file has 1 column. Give two,"),
        (("a,b,c,d", "2024-01-01,1,2,3"), "The file has 4 columns. Give two,"),
        (
            ("date,value", "2024-01-01,64%", "2024-02-01,0.64"),
            "Line 3, column B (value): “0.64” has no % sign and line 2 has one.",
        ),
        (
            ("date,value", "2024-02-01,4", "2024-01-01,5"),
            "Line 3, column A (date): 1 January 2024 comes after 1 February 2024.",
        ),
        (
            ("date,value", "2024-02-01,4", "2024-02-01,5"),
            "Line 3, column A (date): 1 February 2024 is there twice.",
        ),
        (
            ("date,n,of", "2024-02-01,-4,10"),
            "Line 2, column B (n): A count cannot be below nought.",
        ),
        (
            ("date,n,of", "2024-02-01,11,10"),
            "Line 2, column B (n): 11 of 10 cannot be right: the part is larger than the whole.",
        ),
        (("date,n,of", "2024-02-01,50%,10"), "Line 2, column B (n): This is a percentage."),
        (("date,value", "2024-02-01,many"), "Line 2, column B (value): “many” is not a number."),
        (("date,value", "31/02/2024,4"), "Line 2, column A (date): There is no 31 February 2024"),
        (
            ("date,value", "2024-02-01,=1+1"),
            "Line 2, column B (value): the cell begins with “=1+1”",
        ),
    ],
)
def test_a_bad_file_has_a_sentence(tmp_path: Path, lines: tuple[str, ...], sentence: str) -> None:
    assert refused(written(tmp_path, *lines))[0].startswith(sentence)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1e308", "“1e308” is too large. A figure may go up to a million million."),
        ("1e400", "“1e400” is too large."),
        ("9" * 400, "is too large."),
        ("-1e308", "“-1e308” is too far below nought."),
    ],
)
def test_a_number_that_is_too_large_is_called_so(tmp_path: Path, text: str, fault: str) -> None:
    assert fault in refused(written(tmp_path, "date,value", f"2024-02-01,{text}"))[0]


@pytest.mark.parametrize(
    "text",
    [
        "1234", "1,234", "-1,234.5", "+5", "+1,234", "12,345,678", ".5", "5.", " 1,234 ",
        "1,23", "12,34", "1,2345", "1,234,5", "1 234", "1.234,5", "1,234e2", "many", "-", "٣",
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_on_a_page(tmp_path: Path, text: str) -> None:
    try:
        on_page = float(DecimalField(label="It").clean(text))
    except ValidationError:
        on_page = None
    file = written(tmp_path, "date,value", "2024-01-01,1", f'2024-02-01,"{text}"')
    try:
        read = judged(file)["points"][-1]["value"]
    except (Refusal, Refusals):
        read = None
    assert read == on_page


def test_a_power_of_ten_is_read_as_tools_write_it(tmp_path: Path) -> None:
    file = written(tmp_path, "date,value", "2024-01-01,1", "2024-02-01,1.5e3")
    assert judged(file)["points"][-1]["value"] == 1500.0


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.touch()
    assert refused(str(file)) == ["The file is empty. Check that it is the right one."]


def test_every_bad_line_is_named_at_once(tmp_path: Path) -> None:
    file = written(tmp_path, "date,n,of", "2024-02-01,11,10", "2024-01-01,many,4", "soon,1,2")
    assert [sentence.partition(",")[0] for sentence in refused(file)] == [
        "Line 2", "Line 3", "Line 3", "Line 4",
    ]  # fmt: skip


def test_two_figures_of_one_month_are_refused(tmp_path: Path) -> None:
    days = ["2024-01-01", "2024-02-01", "2024-03-01", "2024-03-20", "2024-05-01", "2024-06-01"]
    file = written(tmp_path, "date,value", *(f"{day},3" for day in days))
    assert refused(file) == [
        "1 March 2024 and 20 March 2024 fall in the same month. Keep one figure for each month."
    ]


def test_more_than_there_are_is_right_for_a_rate(tmp_path: Path) -> None:
    file = written(tmp_path, "Month,Events,Children", "2024-01,12,10", "2024-02,9,10")
    assert judged(file, "--chart", "u")["points"][0]["value"] == 1.2


def test_a_chart_that_needs_other_columns_is_refused(tmp_path: Path) -> None:
    assert refused(monthly(tmp_path, LEVEL), "--chart", "p") == [
        "A p chart needs three columns. Choose another chart, or auto."
    ]


def test_a_target_off_the_scale_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "Month,n,of", "2024-01,3,10", "2024-02,9,10")
    assert "target" in refused(file, "--target", "130")[0]


def test_no_installation_is_made_or_needed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = {**os.environ, "ALONGSIDE_HOME": str(home), "ALONGSIDE_MODE": "nonsense"}
    done = subprocess.run(
        [Path(sys.executable).parent / "alongside", "judge", monthly(tmp_path, LEVEL)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "24 figures, xmr chart" in done.stdout
    assert not home.exists()
