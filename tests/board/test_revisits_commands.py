"""alongside revisit: what an operator types, reads and gets as exit code."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alongside.board.models import Revisit
from alongside.config.cli import main
from tests.board.visiting import YORK_LETTER, with_weaknesses, york_letter
from tests.plan.factories import Place, make_place, make_statement

pytestmark = pytest.mark.django_db
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place() -> Place:
    made = make_place()
    with_weaknesses(made, make_statement(made))
    return made


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: Any) -> Run:
    """Exit code, what was printed and what was complained of."""

    def alongside(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["alongside", "revisit", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsysbinary.readouterr()
        return int(ended.value.code or 0), printed.out.decode(), printed.err.decode()

    return alongside


def _ref(place: Place) -> str:
    return str(Revisit.objects.in_area(place.area.pk).get().ref)


def test_york_comes_in_is_listed_and_goes_out(
    run: Run, place: Place, shared_data: Path, tmp_path: Path
) -> None:
    assert "No letter of a revisit is recorded yet." in run("list")[1]
    code, out, _ = run("import", shared_data / YORK_LETTER, "--area", "york")
    assert code == 0
    assert "Imported: Joint area SEND revisit in York" in out
    assert "  Remaining weaknesses: 7\n" in out
    assert f"It is in /york/ with the reference {_ref(place)}." in out
    line = run("list")[1].splitlines()[0].split("\t")
    assert line[:3] == [_ref(place), "york", "2022-12-16"]
    assert line[4] == "7 sentences on what remains, 7 without an action"
    _, exported, _ = run("export", _ref(place))
    assert json.loads(exported) == york_letter(shared_data)
    path = tmp_path / "letter.json"
    assert run("export", _ref(place), "--out", path)[0] == 0
    code, out, _ = run("import", path, "--area", "york")
    assert code == 0
    assert out.startswith("Nothing changed")


def test_a_changed_letter_shows_what_differs_and_is_refused(
    run: Run, place: Place, shared_data: Path, tmp_path: Path
) -> None:
    run("import", shared_data / YORK_LETTER, "--area", "york")
    changed = york_letter(shared_data) | {"consequence": "The visits go on."}
    path = tmp_path / "letter.json"
    path.write_text(json.dumps(changed))
    code, out, err = run("import", path, "--area", "york")
    assert code == 1
    assert "Consequence: recorded “As the area has made sufficient progress" in out
    assert "in the file “The visits go on.”" in out
    assert "under its own date" in err
    assert run("import", path, "--area", "york", "--replace")[0] == 2


def test_refusals_have_their_exit_codes(run: Run, place: Place, tmp_path: Path) -> None:
    path = tmp_path / "letter.json"
    path.write_text('{"document": "x"}')
    code, _, err = run("import", path, "--area", "york")
    assert code == 1
    assert "Line 1, column 1" in err
    assert run("import", path, "--area", "nowhere")[0] == 1
    assert run("import", path)[0] == 2
    assert run("import", path, "--area", "york", "--into", "0000000000000000")[0] == 1
    code, _, err = run("export", "0000000000000000")
    assert (code, "There is no letter" in err) == (1, True)
