"""alongside statement: what an operator types, reads and gets as exit code."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alongside.config.cli import main
from alongside.exchange.tables import read_table
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea
from alongside.plan.models import Statement
from alongside.plan.transfer.operator import area_name_of

pytestmark = pytest.mark.django_db
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: Any) -> Run:
    """Exit code, what was printed and what was complained of."""

    def alongside(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["alongside", "statement", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsysbinary.readouterr()
        return int(ended.value.code or 0), printed.out.decode(), printed.err.decode()

    return alongside


@pytest.fixture
def york_file(shared_data: Path) -> Path:
    return shared_data / "york_wsoa_2020.json"


@pytest.fixture
def progress_file(shared_data: Path) -> Path:
    return shared_data / "york_wsoa_published_progress.json"


def _ref() -> str:
    return str(Statement.objects.across_areas(reason="test").get().ref)


def test_importing_makes_the_files_area(run: Run, york_file: Path) -> None:
    code, out, err = run("import", york_file)
    assert code == 0
    area = LocalArea.objects.get()
    assert (area.slug, area.name) == ("york", "York")
    assert "Imported: York written statement of action 2020 (SEND)." in out
    assert "  Measures: 30\n" in out
    assert f"It is in /york/ with the reference {_ref()}." in out
    assert "Made the local area York at /york/.\n" in out
    assert "Importing" in err


def test_importing_again_says_that_nothing_changed(run: Run, york_file: Path) -> None:
    run("import", york_file)
    code, out, _ = run("import", york_file)
    assert code == 0
    assert "Nothing changed: everything in the file is already in York" in out
    assert "Made the local area" not in out
    assert LocalArea.objects.count() == 1


def test_a_file_without_a_council_goes_to_the_only_area(
    run: Run, york_file: Path, progress_file: Path
) -> None:
    run("import", york_file)
    code, out, _ = run("import", progress_file)
    assert code == 0
    assert "  Statuses as published: 27\n" in out
    assert "4 questions wait for an answer" in out


def test_a_file_without_a_council_needs_a_name_where_there_is_no_area(
    run: Run, progress_file: Path
) -> None:
    code, _, err = run("import", progress_file)
    assert code == 1
    assert "Say which local area it belongs to with --area." in err


def test_an_area_can_be_named(run: Run, york_file: Path) -> None:
    LocalArea.objects.create(slug="shire", name="Example Shire", short_name="Shire")
    code, out, _ = run("import", york_file, "--area", "shire")
    assert (code, LocalArea.objects.count()) == (0, 1)
    assert "It is in /shire/" in out
    code, _, err = run("import", york_file, "--area", "nowhere")
    assert code == 1
    assert "There is no local area “nowhere”." in err


def test_a_changed_file_waits_for_a_yes(run: Run, york: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(york))
    run("import", path)
    york["vision"]["heading"] = "Our vision"
    path.write_text(json.dumps(york))
    code, out, _ = run("import", path)
    assert code == 1
    assert (
        "Vision, heading: was “Vision and Senior management commitment”, becomes “Our vision”"
        in out
    )
    assert "run the command again with --yes" in out
    code, out, _ = run("import", path, "--yes")
    assert code == 0
    assert "One place changed in York" in out
    _, exported, _ = run("export", _ref())
    assert json.loads(exported) == york


def test_a_dry_run_leaves_nothing_behind(run: Run, york_file: Path) -> None:
    code, out, _ = run("import", york_file, "--dry-run")
    assert code == 0
    assert "The file can be imported" in out
    assert "Made the local area" not in out
    assert (LocalArea.objects.count(), LedgerEntry.objects.count()) == (0, 0)


def test_a_refused_file_leaves_nothing_behind_and_tells_every_bad_row(
    run: Run, york: dict[str, Any], tmp_path: Path
) -> None:
    york["signatories"][0]["name"] = 7
    york["areas_for_improvement"][0]["number"] = 2
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(york, indent=1))
    code, _, err = run("import", path)
    assert code == 1
    told = [line for line in err.splitlines() if line.startswith("Line ")]
    assert len(told) == 3
    assert (LocalArea.objects.count(), LedgerEntry.objects.count()) == (0, 0)


def test_a_refused_progress_leaves_no_area_behind(
    run: Run, york: dict[str, Any], tmp_path: Path
) -> None:
    york["published_progress"] = {
        "document": "x",
        "schema_version": 1,
        "rows": [{"outcome": "9.9"}],
    }
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(york))
    assert run("import", path)[0] == 1
    assert LocalArea.objects.count() == 0


def test_wrong_use_has_its_own_exit_code(run: Run, tmp_path: Path) -> None:
    assert run("import", tmp_path / "missing.json")[0] == 2
    assert run("export", "ref", "--format", "pdf")[0] == 2
    assert run("export", "ref", "--format", "csv", "--document", "statement")[0] == 2


def test_the_exports_can_be_read_again(
    run: Run, york_file: Path, progress_file: Path, tmp_path: Path
) -> None:
    run("import", york_file)
    run("import", progress_file)
    _, exported, _ = run("export", _ref(), "--document", "statement")
    assert json.loads(exported) == json.loads(york_file.read_text())
    _, exported, _ = run("export", _ref(), "--document", "published_progress")
    assert json.loads(exported) == json.loads(progress_file.read_text())
    for form in ("csv", "xlsx"):
        out = tmp_path / f"plan.{form}"
        assert run("export", _ref(), "--format", form, "--out", out)[0] == 0
        table = read_table(out, name=out.name)
        assert table.headings[:2] == ("Weakness", "Outcome")
        assert "RAG August 22" in table.headings
        assert run("import", out)[1].startswith("Nothing changed")


def test_an_unknown_reference_is_refused(run: Run) -> None:
    code, _, err = run("export", "0000000000000000")
    assert code == 1
    assert "There is no action plan “0000000000000000”." in err


def test_the_list_names_every_plan(run: Run, york_file: Path) -> None:
    assert "There is no action plan yet." in run("list")[1]
    run("import", york_file)
    line = run("list")[1].splitlines()[0].split("\t")
    assert line == [
        _ref(),
        "york",
        "York written statement of action 2020 (SEND)",
        "Written statement of action",
        "12 outcomes, 27 actions",
    ]


@pytest.mark.parametrize(
    ("council", "area"),
    [
        ("City of York Council", "York"),
        ("Bath and North East Somerset Council", "Bath and North East Somerset"),
        ("The Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("London Borough of Brent", "Brent"),
        ("North Yorkshire County Council", "North Yorkshire"),
        ("Council", "Council"),
    ],
)
def test_an_area_is_called_by_its_councils_name(council: str, area: str) -> None:
    assert area_name_of(council) == area
