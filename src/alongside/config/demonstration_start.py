"""Starting the demonstration: its clock, its content and its sign-ins.

The demonstration lives from 12 September 2022 on (docs/adr/0004). How far its clock is moved is
decided once, when its home is new, and kept there, so that its time runs on between starts. What it
shows is for the demonstration room, which is imported only here and only when it is asked for: a
production start never asks.
"""

import importlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from alongside.config.environment import SettingError
from alongside.config.installation import alone
from alongside.web import clock

BEGINS = datetime(2022, 9, 12, 9, tzinfo=clock.LONDON)
KEPT_IN = "demonstration.json"


def move_clock() -> None:
    """Move the clock door of this process. Call once, as the process of a demonstration starts."""
    clock.move(moved_by(Path(settings.HOME)))


def moved_by(home: Path) -> timedelta:
    """How far the clock of this home is moved; decided now if it is new.

    Safe from several processes at once.
    """
    path = home / KEPT_IN
    with alone():
        if not path.exists():
            _keep(path, timedelta(seconds=round((BEGINS - _real_now()).total_seconds())))
        return _read(path)


def load_once(say: Callable[[str], object]) -> bool:
    """Load the demonstration when there is no local area yet. Says whether it did.

    A load that is killed leaves nothing, and the next one begins again.
    """
    loading = _room("loading")
    with alone():
        if loading.is_begun():
            return False
        say("Loading the demonstration. This takes about half a minute, and only the first time.")
        with click.progressbar(
            length=loading.step_count(), label="Loading York’s action plan"
        ) as bar:
            loading.load(step=lambda: bar.update(1))
        say("Bringing over its invented cases.")
        _room("grown").begin(at=clock.now(), progress=lambda done, total: None)
        say("Working out its figures, so that the first to look sees them.")
        measuring: Any = importlib.import_module("alongside.measures.work")
        measuring.work_out_all(at=clock.now())
    return True


def is_loaded() -> bool:
    """False in a home that began with areas of its own."""
    return bool(_room("loading").is_here())


def grow(*, count: int, seed: int | None, progress: Callable[[int, int], None]) -> int:
    """Returns how many cases were added."""
    added: int = _room("grown").grow(at=clock.now(), count=count, seed=seed, progress=progress)
    return added


def send_plans(
    *,
    count: int,
    specific: int,
    elsewhere: int,
    days_ago: int,
    progress: Callable[[int, int], None],
) -> int:
    """Generated EHC plans of two teams, sent so many days ago. Returns how many."""
    room = _room("more_plans")
    now = clock.now()
    wanted = room.Wanted(
        count=count,
        specific=specific,
        elsewhere=elsewhere,
        sent_at=now - timedelta(days=days_ago),
        seed=round(now.timestamp()),
    )
    sent: int = room.make(wanted, progress=progress)
    return sent


def forward(days: int) -> datetime:
    """Move the clock of this home on for good. Returns what it shows then."""
    path = Path(settings.HOME) / KEPT_IN
    moved = moved_by(Path(settings.HOME)) + timedelta(days=days)
    with alone():
        _keep(path, moved)
    return _real_now() + moved


def sign_ins() -> str:
    """A plain table of who may sign in, one line for each role."""
    rows = [("Role", "E-mail", "Password")]
    rows += [(each.role, each.email, each.password) for each in _room("sign_ins").sign_ins()]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return "\n".join(
        f"{role:<{widths[0]}}  {email:<{widths[1]}}  {password}" for role, email, password in rows
    )


def demonstration_accounts(request: HttpRequest) -> dict[str, object]:
    """Context processor: what the sign-in page offers, looked up when it asks.

    Empty outside the demonstration.
    """
    if not settings.DEMONSTRATION:
        return {}
    accounts = SimpleLazyObject(lambda: _room("sign_ins").sign_ins() if is_loaded() else ())
    return {"demonstration_accounts": accounts}


def _room(name: str) -> Any:
    return importlib.import_module(f"alongside.demonstration.{name}")


def _real_now() -> datetime:
    return clock.now() - clock.moved_by()


def _keep(path: Path, moved: timedelta) -> None:
    new = path.with_suffix(".new")
    new.write_text(json.dumps({"moved_by_seconds": int(moved.total_seconds())}) + "\n")
    new.replace(path)


def _read(path: Path) -> timedelta:
    try:
        return timedelta(seconds=json.loads(path.read_text())["moved_by_seconds"])
    except (ValueError, KeyError, TypeError, OverflowError):
        raise SettingError(
            f"{path} is damaged, so the demonstration’s date is not known. Delete that file to "
            "begin again on 12 September 2022, or run: alongside demo fresh."
        ) from None
