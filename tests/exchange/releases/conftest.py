"""The published releases, each read once for all tests."""

from pathlib import Path

import pytest

from alongside.exchange.releases import Release, read_release


@pytest.fixture(scope="session")
def release_2025(shared_data: Path) -> Release:
    return read_release(shared_data / "sen2_2025_release" / "published_2025_release_full.zip")


@pytest.fixture(scope="session")
def release_2022(shared_data: Path) -> Release:
    return read_release(shared_data / "sen2" / "published_2022_release_full.zip")


@pytest.fixture(scope="session")
def release_2026(shared_data: Path) -> Release:
    return read_release(shared_data / "sen2_2026_extract")
