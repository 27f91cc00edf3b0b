"""What is kept of areas, organisations, people and posts, and what is refused."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.people import operations, queries
from alongside.people.models import LocalArea, Organisation, Post, PostHolding, Succession
from tests.people.factories import AT, make_area, make_organisation, make_person, operator

pytestmark = pytest.mark.django_db
JULY = date(2022, 7, 1)


@pytest.fixture
def york() -> LocalArea:
    return make_area()


@pytest.fixture
def council(york: LocalArea) -> Organisation:
    return make_organisation(york, dfe_code="816")


@pytest.fixture
def post(york: LocalArea, council: Organisation) -> Post:
    return operations.create_post(
        actor=operator(york), at=AT, organisation=council, title="Head of SEND"
    )


def test_only_the_operator_makes_an_area(york: LocalArea) -> None:
    officer = system_actor(
        name="officer", area_id=york.pk, area_slug="york", permissions={"people.edit"}
    )
    with pytest.raises(Hidden):
        operations.create_area(actor=officer, at=AT, slug="hull", name="Hull")


def test_making_an_area_is_recorded_in_that_area(york: LocalArea) -> None:
    entry = LedgerEntry.objects.get(verb="people.create_area")
    assert (entry.area_id, entry.subject_ref) == (york.pk, "york")


@pytest.mark.parametrize(
    ("slug", "name", "field"), [("york", "Other", "slug"), ("other", "City of York", "name")]
)
def test_an_area_is_made_once(york: LocalArea, slug: str, name: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        make_area(slug, name)
    assert refused.value.field == field


def test_a_code_that_is_taken_names_who_has_it(york: LocalArea) -> None:
    make_organisation(york, "York Hospitals", "provider", ods_code="RCB")
    with pytest.raises(Refusals, match="York Hospitals already has this ODS code"):
        make_organisation(york, "Another", "provider", ods_code=" rcb")


@pytest.mark.both_engines
def test_vale_of_york_ccg_is_followed_by_the_integrated_care_board(york: LocalArea) -> None:
    ccg = make_organisation(york, "NHS Vale of York CCG", "health", ods_code="03Q")
    icb = make_organisation(york, "NHS Humber and North Yorkshire ICB", "health", ods_code="QOQ")
    operations.record_succession(
        actor=operator(york), at=AT, predecessor=ccg, successor=icb, followed_on=JULY
    )
    assert queries.current_organisation(ccg, date(2022, 6, 30)) == ccg
    assert queries.current_organisation(ccg, JULY) == icb
    assert queries.current_organisation(icb, date(2022, 1, 1)) == icb


def test_an_organisation_is_followed_once(york: LocalArea) -> None:
    first, second, third = (make_organisation(york, name, "health") for name in ("A", "B", "C"))
    actor = operator(york)
    operations.record_succession(
        actor=actor, at=AT, predecessor=first, successor=second, followed_on=JULY
    )
    with pytest.raises(Refusal, match="already"):
        operations.record_succession(
            actor=actor, at=AT, predecessor=first, successor=third, followed_on=JULY
        )


def test_an_organisation_does_not_follow_its_own_successor(york: LocalArea) -> None:
    first, second, third = (make_organisation(york, name, "health") for name in ("A", "B", "C"))
    actor = operator(york)
    operations.record_succession(
        actor=actor, at=AT, predecessor=first, successor=second, followed_on=JULY
    )
    operations.record_succession(
        actor=actor, at=AT, predecessor=second, successor=third, followed_on=date(2023, 1, 1)
    )
    with pytest.raises(Refusal, match="itself followed"):
        operations.record_succession(
            actor=actor, at=AT, predecessor=third, successor=first, followed_on=date(2024, 1, 1)
        )
    assert Succession.objects.count() == 2


def test_an_organisation_is_not_followed_before_it_began(york: LocalArea) -> None:
    first, second, third = (make_organisation(york, name, "health") for name in ("A", "B", "C"))
    actor = operator(york)
    operations.record_succession(
        actor=actor, at=AT, predecessor=first, successor=second, followed_on=JULY
    )
    with pytest.raises(Refusal, match="1 July 2022"):
        operations.record_succession(
            actor=actor, at=AT, predecessor=second, successor=third, followed_on=date(2021, 1, 1)
        )


def test_an_organisation_is_not_part_of_its_own_part(york: LocalArea) -> None:
    whole = make_organisation(york, "Trust", "provider")
    part = operations.register_organisation(
        actor=operator(york), at=AT, name="Clinic", kind="provider", parent=whole
    )
    with pytest.raises(Refusal, match="itself part of"):
        operations.change_organisation(
            actor=operator(york),
            at=AT,
            ref=whole.ref,
            expected_version=1,
            name="Trust",
            kind="provider",
            parent=part,
        )


def test_another_area_does_not_change_our_organisation(
    york: LocalArea, council: Organisation
) -> None:
    hull = make_area("hull", "Hull")
    with pytest.raises(Hidden):
        operations.change_organisation(
            actor=operator(hull),
            at=AT,
            ref=council.ref,
            expected_version=1,
            name="Ours now",
            kind="council",
        )


def follow(actor: Actor, first: Organisation, second: Organisation) -> None:
    operations.record_succession(
        actor=actor, at=AT, predecessor=first, successor=second, followed_on=JULY
    )


def answers_in(area: LocalArea, organisation: Organisation) -> None:
    operations.add_partner(actor=operator(area), at=AT, organisation=organisation)


def test_another_area_does_not_say_who_followed_our_organisation(
    york: LocalArea, council: Organisation
) -> None:
    answers_in(york, council)
    hull = make_area("hull", "Hull")
    ours = make_organisation(hull, "Hull City Council")
    with pytest.raises(Hidden):
        follow(operator(hull), council, ours)
    answers_in(hull, council)
    with pytest.raises(Hidden):
        follow(operator(hull), council, ours)
    assert not Succession.objects.exists()


def test_registering_an_organisation_does_not_take_it_from_the_area_it_answers_in(
    york: LocalArea,
) -> None:
    hull = make_area("hull", "Hull")
    named_by_york = make_organisation(york, "Hull City Council")
    answers_in(hull, named_by_york)
    with pytest.raises(Hidden):
        follow(operator(york), named_by_york, make_organisation(york, "Another Council"))
    follow(operator(hull), named_by_york, make_organisation(hull, "Humber Council"))


def test_what_answers_in_two_areas_is_kept_by_the_one_that_registered_it(york: LocalArea) -> None:
    hull = make_area("hull", "Hull")
    ccg, icb = (make_organisation(york, name, "health") for name in ("CCG", "ICB"))
    for area in (york, hull):
        answers_in(area, ccg)
    with pytest.raises(Hidden):
        follow(operator(hull), ccg, icb)
    follow(operator(york), ccg, icb)


def test_the_operator_says_who_followed_any_organisation(york: LocalArea) -> None:
    ccg, icb = (make_organisation(york, name, "health") for name in ("CCG", "ICB"))
    answers_in(york, ccg)
    follow(operator(), ccg, icb)
    assert Succession.objects.get().successor == icb


def test_a_school_does_not_follow_a_council(york: LocalArea, council: Organisation) -> None:
    school = make_organisation(york, "Example Primary School", "school")
    with pytest.raises(Refusal, match="of the same kind") as refused:
        follow(operator(york), council, school)
    assert refused.value.field == "successor"


def test_the_second_of_two_people_sees_what_the_first_changed(
    york: LocalArea, council: Organisation
) -> None:
    change = {
        "actor": operator(york),
        "at": AT,
        "ref": council.ref,
        "kind": "council",
        "dfe_code": "816",
    }
    operations.change_organisation(**change, expected_version=1, name="York Council")
    with pytest.raises(Changed) as refused:
        operations.change_organisation(**change, expected_version=1, name="The Council")
    assert refused.value.differences == (("Name", "York Council", "The Council"),)


def test_another_area_does_not_rename_our_person(york: LocalArea) -> None:
    person = make_person(york)
    with pytest.raises(Hidden):
        operations.change_person(
            actor=operator(make_area("hull", "Hull")),
            at=AT,
            ref=person.ref,
            expected_version=1,
            name="X",
        )


def test_the_ledger_keeps_no_email_address_of_a_person(york: LocalArea) -> None:
    person = make_person(york, "Ada Okafor", "ada@example.org")
    entry = LedgerEntry.objects.get(verb="people.register_person", subject_ref=person.ref)
    assert "ada@example.org" not in entry.detail.content


@pytest.mark.both_engines
def test_a_post_has_one_holder_at_a_time(york: LocalArea, post: Post) -> None:
    actor = operator(york)
    operations.appoint(
        actor=actor, at=AT, post=post, person=make_person(york), held_from=date(2020, 1, 1)
    )
    with pytest.raises(Refusal, match="job share"):
        operations.appoint(
            actor=actor,
            at=AT,
            post=post,
            person=make_person(york, "Ben Lee"),
            held_from=date(2021, 1, 1),
        )
    assert PostHolding.objects.in_area(york.pk).count() == 1


@pytest.mark.both_engines
def test_the_database_too_refuses_two_current_holders(york: LocalArea, post: Post) -> None:
    holder = {"area": york, "post": post, "held_from": None}
    PostHolding.objects.create(**holder, person=make_person(york))
    with pytest.raises(IntegrityError), transaction.atomic():
        PostHolding.objects.create(**holder, person=make_person(york, "Ben Lee"))


def test_a_holder_is_found_on_a_day_and_not_after_they_left(york: LocalArea, post: Post) -> None:
    actor = operator(york)
    held = operations.appoint(
        actor=actor, at=AT, post=post, person=make_person(york), held_from=date(2020, 1, 1)
    )
    operations.end_holding(actor=actor, at=AT, ref=held.ref, held_until=date(2021, 4, 1))
    assert [h.person.name for h in queries.holders_of([post], date(2021, 3, 31))[post.pk]] == [
        "Ada Okafor"
    ]
    assert queries.holders_of([post], date(2021, 4, 1)) == {}


def test_an_end_before_the_start_is_refused(york: LocalArea, post: Post) -> None:
    actor = operator(york)
    held = operations.appoint(
        actor=actor, at=AT, post=post, person=make_person(york), held_from=date(2020, 1, 1)
    )
    with pytest.raises(Refusal, match="later than the start"):
        operations.end_holding(actor=actor, at=AT, ref=held.ref, held_until=date(2020, 1, 1))


def test_an_appointment_is_ended_once(york: LocalArea, post: Post) -> None:
    actor = operator(york)
    held = operations.appoint(actor=actor, at=AT, post=post, person=make_person(york))
    operations.end_holding(actor=actor, at=AT, ref=held.ref, held_until=date(2021, 1, 1))
    with pytest.raises(Refusal, match="known already"):
        operations.end_holding(actor=actor, at=AT, ref=held.ref, held_until=date(2022, 1, 1))


def test_a_post_that_is_held_is_not_closed(
    york: LocalArea, council: Organisation, post: Post
) -> None:
    operations.appoint(actor=operator(york), at=AT, post=post, person=make_person(york))
    with pytest.raises(Refusal, match="still holds"):
        operations.change_post(
            actor=operator(york),
            at=AT,
            ref=post.ref,
            expected_version=1,
            title=post.title,
            organisation=council,
            closed_on=date(2021, 1, 1),
        )


def test_another_areas_post_is_not_found(york: LocalArea, post: Post) -> None:
    hull = make_area("hull", "Hull")
    with pytest.raises(Hidden):
        operations.appoint(actor=operator(hull), at=AT, post=post, person=make_person(hull))


def test_a_partner_is_named_by_the_kind_of_organisation(
    york: LocalArea, council: Organisation
) -> None:
    operations.add_partner(actor=operator(york), at=AT, organisation=council, abbreviation="CYC")
    assert [
        (p.partner, p.abbreviation) for p in queries.partners_of(york.pk, on=date(2021, 1, 1))
    ] == [("council", "CYC")]


def test_a_partner_that_ended_answers_no_longer(york: LocalArea, council: Organisation) -> None:
    actor = operator(york)
    operations.add_partner(actor=actor, at=AT, organisation=council)
    operations.end_partner(
        actor=actor, at=AT, organisation=council, partner="council", partner_until=date(2021, 1, 1)
    )
    assert queries.partners_of(york.pk, on=date(2020, 12, 31))
    assert queries.partners_of(york.pk, on=date(2021, 1, 1)) == []


READERS_ONLY = Actor(person_id=1, name="Reader", area_id=1, area_slug="york")


def test_somebody_without_the_permission_finds_nothing_to_change(
    york: LocalArea, post: Post
) -> None:
    somebody = make_person(york)
    attempts = [
        lambda: operations.register_person(actor=READERS_ONLY, at=AT, name="X"),
        lambda: operations.register_organisation(
            actor=READERS_ONLY, at=AT, name="X", kind="council"
        ),
        lambda: operations.create_post(
            actor=READERS_ONLY, at=AT, organisation=post.organisation, title="X"
        ),
        lambda: operations.appoint(actor=READERS_ONLY, at=AT, post=post, person=somebody),
        lambda: operations.add_partner(actor=READERS_ONLY, at=AT, organisation=post.organisation),
    ]
    for attempt in attempts:
        with pytest.raises(Hidden):
            attempt()
