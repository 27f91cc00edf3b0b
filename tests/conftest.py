"""Every run of the tests has a home of its own, and no network."""

import os
import tempfile
from pathlib import Path

from tests import postgres

_HOME = tempfile.mkdtemp(prefix="alongside-test-")
os.environ["ALONGSIDE_HOME"] = _HOME
os.environ["ALONGSIDE_MODE"] = "test"
if os.environ.get("ALONGSIDE_TEST_ENGINE") == "postgresql":
    os.environ["ALONGSIDE_DATABASE"] = postgres.start()
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the same thread as the ORM

import pytest  # noqa: E402

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of published data. Missing data fails: these tests are the proof of the import."""
    assert SHARED_DATA.is_dir(), f"The published data is expected at {SHARED_DATA}"
    return SHARED_DATA
