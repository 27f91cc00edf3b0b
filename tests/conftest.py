"""What every test may ask for."""

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of published data. Missing data fails: these tests are the proof of the import."""
    assert SHARED_DATA.is_dir(), f"The published data is expected at {SHARED_DATA}"
    return SHARED_DATA
