"""What holds after every test of this room."""

from collections.abc import Iterator

import pytest

from alongside.people.models import LocalArea
from tests.casework.owing import check_owed_is_kept


@pytest.fixture(autouse=True)
def owed_is_kept(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test did by the operations: a case is kept as owing letters exactly where one is owed."""
    marked = request.node.get_closest_marker("django_db")
    if (marked is None and "db" not in request.fixturenames) or (marked and marked.kwargs):
        yield
        return
    request.getfixturevalue("db")
    yield
    for area_id in LocalArea.objects.values_list("pk", flat=True):
        check_owed_is_kept(area_id)
