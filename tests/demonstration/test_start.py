"""The demonstration's clock, its commands, and who may sign in."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from alongside.access.roles import ROLES
from alongside.config import demonstration_start
from alongside.config.commands.demo import command
from alongside.config.environment import SettingError
from alongside.kernel.refusals import Refusal
from alongside.measures import work
from alongside.web import clock
from tests.people.factories import make_area

TENTH_OF_A_MINUTE = timedelta(seconds=6)


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def clock_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock._Door, "offset", timedelta(0))


def test_the_clock_begins_at_nine_on_12_september_2022(home: Path) -> None:
    demonstration_start.move_clock()
    begins = datetime(2022, 9, 12, 8, tzinfo=UTC)
    assert timedelta(0) <= clock.now() - begins + timedelta(seconds=1) < TENTH_OF_A_MINUTE
    assert clock.today() == begins.date()


def test_the_clock_runs_on_between_starts(home: Path) -> None:
    real = datetime.now(UTC)
    first_start = datetime(2022, 9, 12, 9, tzinfo=clock.LONDON) - (real - timedelta(days=3))
    kept = {"moved_by_seconds": int(first_start.total_seconds())}
    (home / "demonstration.json").write_text(json.dumps(kept))
    demonstration_start.move_clock()
    assert clock.today().isoformat() == "2022-09-15"


def test_a_second_process_moves_its_clock_just_as_far(home: Path) -> None:
    first = demonstration_start.moved_by(home)
    clock.move(first)
    assert demonstration_start.moved_by(home) == first


def test_moving_twice_in_one_process_moves_once(home: Path) -> None:
    demonstration_start.move_clock()
    demonstration_start.move_clock()
    assert clock.today().year == 2022


@pytest.mark.parametrize(
    "damaged", ["", "{", "[]", "{}", '{"moved_by_seconds": "much"}', '{"moved_by_seconds": 1e300}']
)
def test_a_damaged_clock_stops_the_start_with_a_sentence(home: Path, damaged: str) -> None:
    (home / "demonstration.json").write_text(damaged)
    with pytest.raises(SettingError, match=r"is damaged.*Delete that file"):
        demonstration_start.move_clock()


def test_the_sign_ins_are_a_table_with_every_role() -> None:
    lines = demonstration_start.sign_ins().splitlines()
    assert lines[0].split() == ["Role", "E-mail", "Password"]
    for role in ROLES:
        assert any(line.startswith(f"{role.label}  ") for line in lines), role.label
    assert all(line.endswith("demonstration-only") for line in lines[1:])


@pytest.mark.django_db
def test_the_sign_in_page_offers_the_accounts_only_in_a_demonstration(settings: Settings) -> None:
    request = RequestFactory().get("/")
    settings.DEMONSTRATION = False
    assert demonstration_start.demonstration_accounts(request) == {}
    settings.DEMONSTRATION = True
    make_area()
    offered = demonstration_start.demonstration_accounts(request)["demonstration_accounts"]
    assert "chair@york.example" in {account.email for account in offered}  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", [["load"], ["fresh", "--yes"], ["sign-ins"]])
def test_outside_a_demonstration_every_command_is_refused(
    words: list[str], settings: Settings, home: Path
) -> None:
    settings.MODE = "production"
    result = run(*words)
    assert isinstance(result.exception, Refusal)
    assert "This installation is not a demonstration." in result.exception.sentence
    assert list(home.iterdir()) == []


@pytest.mark.django_db
def test_a_home_that_began_with_another_area_offers_no_sign_ins(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    make_area("hull", "Hull")
    assert not demonstration_start.is_loaded()
    offered = demonstration_start.demonstration_accounts(RequestFactory().get("/"))
    assert not offered["demonstration_accounts"]
    make_area()
    assert demonstration_start.is_loaded()


def test_the_sign_ins_can_be_shown_again() -> None:
    result = run("sign-ins")
    assert result.exit_code == 0
    assert "chair@york.example" in result.output


def run(*words: str) -> Result:
    return CliRunner().invoke(command, words)


def test_the_first_figures_are_worked_out_before_anybody_looks(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    rooms = {
        "loading": SimpleNamespace(
            is_begun=lambda: False,
            step_count=lambda: 1,
            load=lambda step: done.append("loaded"),
        ),
        "grown": SimpleNamespace(begin=lambda at, progress: done.append("brought over")),
    }
    monkeypatch.setattr(demonstration_start, "_room", rooms.__getitem__)
    monkeypatch.setattr(work, "work_out_all", lambda at: done.append("worked out"))
    assert demonstration_start.load_once(say=lambda words: None)
    assert done == ["loaded", "brought over", "worked out"]
