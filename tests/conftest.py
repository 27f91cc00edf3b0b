"""What every test may ask for, and in which order the tests come."""

from pathlib import Path

import pytest
from django.db.backends.signals import connection_created

from tests.ready import fill

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of published data. Missing data fails: these tests are the proof of the import."""
    assert SHARED_DATA.is_dir(), f"The published data is expected at {SHARED_DATA}"
    return SHARED_DATA


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the database of this process is made: see ``fill``."""
    connection_created.connect(fill)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests that need the whole world stand together in the middle, each part in its random order.

    The second of two processes begins there and makes the world, while the first has other work; nobody
    waits for it.
    """
    worldly = [item for item in items if _needs_world(item)]
    others = [item for item in items if not _needs_world(item)]
    middle = len(items) // 2
    items[:] = [*others[:middle], *worldly, *others[middle:]]


def _needs_world(item: pytest.Item) -> bool:
    return hasattr(item.module, "world") or item.path.parent.name in ("browser", "demonstration")  # type: ignore[attr-defined]
