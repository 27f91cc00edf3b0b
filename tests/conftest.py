"""What every test may ask for, and in which order the tests come."""

import gc
from datetime import date
from pathlib import Path

import pytest
from django.db.backends.signals import connection_created
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ready import fill

# While tests are found nothing is thrown away, so nobody looks for it until all are found.
gc.disable()
SELDOM = (20_000, 10, 10)
"""Looked for as often as usual, what can be thrown away would take a tenth of the time."""
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

    The second of two processes begins there and makes the world, while the first has other work, that without
    a database first; nobody waits for it.
    """
    worldly = [item for item in items if _needs_world(item)]
    others = [item for item in items if not _needs_world(item)]
    middle = len(items) // 2
    items[:] = [*sorted(others[:middle], key=_needs_database), *worldly, *others[middle:]]


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded now stays until the end, so nobody looks through it again for what can be thrown away.

    Before its first example Hypothesis reads the numbers and words of all our code, which takes longer
    than it allows examples to take. So the first example is none of a test.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()
    if any(getattr(each.function, "is_hypothesis_test", False) for each in _functions(session)):
        _first_example()


def _functions(session: pytest.Session) -> list[pytest.Function]:
    return [item for item in session.items if isinstance(item, pytest.Function)]


@settings(max_examples=1, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dates())
def _first_example(day: date) -> None:
    """Any day will do."""


def _needs_database(item: pytest.Item) -> bool:
    names = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "django_db_setup" in names


def _needs_world(item: pytest.Item) -> bool:
    return hasattr(item.module, "world") or item.path.parent.name in ("browser", "demonstration")  # type: ignore[attr-defined]
