"""What somebody finds in the demonstration of audits that went as far as the family."""

import pytest

from alongside.quality.models import PutRight
from alongside.quality.pages.told import TITLE
from alongside.quality.put_right_offers import told_doors
from alongside.quality.queries.putting_right import told_to_family
from tests.demonstration.conftest import TODAY, Loaded

pytestmark = pytest.mark.django_db


def test_the_family_that_signs_in_was_told_of_what_an_audit_found(demonstration: Loaded) -> None:
    parent, daughter = (
        demonstration.actor(f"{name}@york.example") for name in ("parent", "young-person")
    )
    rows = PutRight.objects.in_area(parent.area_id).filter(item__draw__round__about="annual_review")
    case_ref = rows.get().case.ref
    for who in (parent, daughter):
        assert TITLE in [each.title for each in told_doors(who, case_ref)]
    (told,) = told_to_family(parent.area_id, case_ref)
    assert told.closed_on is None
    assert told.due_on > TODAY
    assert told.found == ("What was looked at", "What was decided")
