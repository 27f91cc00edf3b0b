"""An urgent concern of an audit: due the same day, told at once, and never closed by one person alone."""

from datetime import timedelta

import pytest

from alongside.casework import perms as casework
from alongside.casework.models import SafetyAlert
from alongside.casework.operations.families.settling import NewSettings, change_family_settings
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.notices.models import Notice
from alongside.people.models import Post
from alongside.quality.models import PutRight
from alongside.quality.operations import putting_right
from alongside.quality.queries.putting_right import (
    put_right_list,
    put_right_page,
)
from alongside.quality.rules.codes import Because, Way
from tests.quality.factories import (
    OPENED,
    Council,
    assign,
    drawn_round,
    items,
)
from tests.quality.put_right_factories import (
    ARRANGED,
    FOUND,
    close,
    may_read_every_case,
    officer_of,
)

pytestmark = pytest.mark.django_db
PLANS = 2


LATER = OPENED + timedelta(days=14)


def owner_of(council: Council, found: PutRight) -> Actor:
    return officer_of(council, found.case)[0]


def told_of(council: Council, code: str) -> list[int]:
    rows = Notice.objects.in_area(council.area.pk).filter(code=code)
    return [each for each in rows.order_by("id").values_list("person_id", flat=True) if each]


@pytest.fixture
def put_right_council(council: Council) -> Council:
    return council


def test_an_urgent_concern_is_due_the_same_day_and_told_at_once(
    put_right_council: Council,
) -> None:
    item = items(drawn_round(put_right_council))[0]
    assign(put_right_council, item)
    made = putting_right.raise_urgent(
        actor=put_right_council.auditors[0],
        at=OPENED,
        item_ref=item.ref,
        what="The medicine in section G is not the one in the advice.",
        is_about_safety=False,
    )
    assert (made.because, made.due_on) == (Because.URGENT, FOUND)
    owner = owner_of(put_right_council, made)
    assert told_of(put_right_council, "quality.urgent") == [owner.person_id]
    found = put_right_list(owner, today=FOUND)
    assert [each.ref for each in found.page(0, 5)] == [made.ref]


def test_a_worry_about_safety_goes_to_the_named_post_as_well(put_right_council: Council) -> None:
    item = items(drawn_round(put_right_council))[0]
    assign(put_right_council, item)
    raised = {
        "actor": put_right_council.auditors[0],
        "at": OPENED,
        "item_ref": item.ref,
        "what": "She says she is afraid at home.",
        "is_about_safety": True,
    }
    with pytest.raises(Refusal, match="Ring the duty social worker"):
        putting_right.raise_urgent(**raised)
    assert not PutRight.objects.in_area(put_right_council.area.pk).exists()
    _name_post(put_right_council, put_right_council.officers[1][1])
    made = putting_right.raise_urgent(**raised)
    alert = SafetyAlert.objects.in_area(put_right_council.area.pk).get()
    assert (alert.case_id, alert.due_on) == (made.case_id, FOUND)
    assert made.is_about_safety


def test_one_person_alone_never_closes_a_concern_about_safety_as_nothing(
    put_right_council: Council,
) -> None:
    made = _worry(put_right_council)
    first, second = (actor for actor, _ in put_right_council.officers)
    may_read_every_case(put_right_council, second)
    with pytest.raises(Refusal, match="what was arranged at once"):
        close(first, made, Way.NO_NEED, reason="no", on=FOUND)
    said = {**ARRANGED, "reason": "I rang her: she is well.", "on": FOUND}
    close(first, made, Way.NO_NEED, **said)
    made.refresh_from_db()
    assert (made.closed_on, made.unneeded_by_id) == (None, first.person_id)
    assert told_of(put_right_council, "quality.put_right_agree") == [second.person_id]
    with pytest.raises(Refusal, match="somebody else agrees"):
        close(first, made, Way.NO_NEED, **said)
    page = put_right_page(second, put_right_ref=made.ref, today=FOUND)
    assert page.unneeded is not None
    assert (page.unneeded.by, page.unneeded.why) == (first.name, "I rang her: she is well.")
    closed = close(second, made, Way.NO_NEED, **{**said, "reason": "I spoke to the school too."})
    assert (closed.closed_on, closed.closed_by_id) == (FOUND, second.person_id)


def test_help_that_was_arranged_at_once_is_recorded_as_what_it_is(
    put_right_council: Council,
) -> None:
    made = _worry(put_right_council)
    actor = put_right_council.officers[0][0]
    closed = close(
        actor, made, Way.HELP, **ARRANGED, reason="Section D is amended in May.", on=FOUND
    )
    assert (closed.way, closed.closed_on) == (Way.HELP, FOUND)
    page = put_right_page(actor, put_right_ref=made.ref, today=FOUND)
    assert (page.arranged, page.arranged_by) == ("The nurse rang the family.", "Nora Nurse")


def test_only_who_marks_it_or_leads_the_round_raises_a_concern(
    put_right_council: Council,
) -> None:
    item = items(drawn_round(put_right_council))[0]
    for actor in (put_right_council.auditors[0], put_right_council.officers[0][0]):
        with pytest.raises(Hidden):
            putting_right.raise_urgent(
                actor=actor, at=OPENED, item_ref=item.ref, what="Now.", is_about_safety=False
            )
    putting_right.raise_urgent(
        actor=put_right_council.lead,
        at=OPENED,
        item_ref=item.ref,
        what="Now.",
        is_about_safety=False,
    )


def test_an_urgent_concern_that_is_sent_twice_is_raised_once(council: Council) -> None:
    item = items(drawn_round(council, sample_size=1))[0]
    assign(council, item)

    def raise_it(what: str) -> PutRight:
        return putting_right.raise_urgent(
            actor=council.auditors[0], at=LATER, item_ref=item.ref, what=what, is_about_safety=False
        )

    first = raise_it("Nobody helps him to eat.")
    assert raise_it("Nobody helps him to eat. ") == first
    assert raise_it("He has been at home for a month.") != first


def _worry(council: Council) -> PutRight:
    _name_post(council, council.officers[1][1])
    item = items(drawn_round(council))[0]
    return putting_right.raise_urgent(
        actor=council.lead,
        at=OPENED,
        item_ref=item.ref,
        what="She says she is afraid at home.",
        is_about_safety=True,
    )


def _name_post(council: Council, post: Post) -> None:
    sets = system_actor(
        name="test",
        area_id=council.area.pk,
        area_slug=council.area.slug,
        permissions={casework.FAMILY_SETTINGS},
    )
    change_family_settings(
        actor=sets,
        at=OPENED,
        expected_version=1,
        new=NewSettings(
            question_days=5,
            not_happening_days=5,
            messages_read="On working days.",
            call_now="Ring 01632 960111.",
            advice_service="SENDIASS.",
            complaints="Write to us.",
            worry_post_ref=post.ref,
        ),
    )
