"""Making a local area, and saying which organisations are its accountable partners."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people import perms
from alongside.people.models import PARTNER_CODES, AreaPartner, LocalArea, Organisation
from alongside.people.rules import check_council_code, check_period, check_slug, check_text
from alongside.people.versions import apply, check_version
from alongside.people.words import partner_of_kind
from alongside.web.context import BRANDS

AREA = "people.area"
PARTNER = "people.partner"
LABELS = {
    "name": "Name",
    "short_name": "Short name",
    "word_for_coproduction": "Word for co-production",
    "brand": "Colour",
}


@transaction.atomic
def create_area(
    *,
    actor: Actor,
    at: datetime,
    slug: str,
    name: str,
    short_name: str = "",
    dfe_code: str = "",
    word_for_coproduction: str = "co-production",
) -> LocalArea:
    """Make a local area. The actor is the operator's (``system_actor``), in no area yet."""
    actor.check_may(perms.CREATE_AREA)
    full_name = check_text(name, "Enter the area’s name.", field="name")
    area = LocalArea(
        slug=check_slug(slug),
        name=full_name,
        short_name=" ".join(short_name.split()) or full_name[:60],
        dfe_code=check_council_code(dfe_code),
        word_for_coproduction=word_for_coproduction,
    )
    _check_is_new(area)
    area.save(force_insert=True)
    record(
        actor=replace(actor, area_id=area.pk, area_slug=area.slug),
        at=at,
        verb="people.create_area",
        subject=AREA,
        subject_ref=area.slug,
        detail={"name": area.name, "dfe_code": area.dfe_code},
    )
    return area


@transaction.atomic
def change_area(
    *,
    actor: Actor,
    at: datetime,
    expected_version: int,
    name: str,
    short_name: str,
    word_for_coproduction: str,
    brand: str,
) -> LocalArea:
    """Change what the area is called. Its address never changes."""
    area = _own_area(actor)
    word = check_text(
        word_for_coproduction, "Enter the area’s word.", field="word_for_coproduction"
    )
    wanted = {
        "name": check_text(name, "Enter the area’s name.", field="name"),
        "short_name": check_text(short_name, "Enter a short name.", field="short_name"),
        "word_for_coproduction": word,
        "brand": _checked_brand(brand),
    }
    check_version(area, expected_version, wanted=wanted, labels=LABELS)
    _check_name_free(area, wanted["name"])
    changed = apply(area, wanted)
    record(
        actor=actor,
        at=at,
        verb="people.change_area",
        subject=AREA,
        subject_ref=area.slug,
        detail=changed,
    )
    return area


@transaction.atomic
def add_partner(
    *,
    actor: Actor,
    at: datetime,
    organisation: Organisation,
    partner: str = "",
    abbreviation: str = "",
    partner_from: date | None = None,
) -> AreaPartner:
    """Say that an organisation answers in the area. Without ``partner`` its kind decides which."""
    actor.check_may(perms.EDIT)
    code = partner or partner_of_kind(organisation.kind)
    if code not in PARTNER_CODES:
        raise Refusal("Choose which partner the organisation acts for.", field="partner")
    _check_not_partner(actor, organisation, code)
    added = AreaPartner.objects.create(
        area_id=actor.area_id,
        organisation=organisation,
        partner=code,
        abbreviation=" ".join(abbreviation.split()),
        partner_from=partner_from,
    )
    record(
        actor=actor,
        at=at,
        verb="people.add_partner",
        subject=PARTNER,
        subject_ref=organisation.ref,
        detail={"partner": code, "from": partner_from.isoformat() if partner_from else None},
    )
    return added


@transaction.atomic
def end_partner(
    *, actor: Actor, at: datetime, organisation: Organisation, partner: str, partner_until: date
) -> AreaPartner:
    """The organisation no longer answers in the area from ``partner_until``."""
    actor.check_may(perms.EDIT)
    found: AreaPartner | None = (
        AreaPartner.objects.visible_to(actor)
        .select_for_update()
        .filter(organisation=organisation, partner=partner, partner_until=None)
        .first()
    )
    if found is None:
        raise Hidden("partner")
    check_period(found.partner_from, partner_until, field="partner_until")
    found.partner_until = partner_until
    found.save(update_fields=["partner_until"])
    record(
        actor=actor,
        at=at,
        verb="people.end_partner",
        subject=PARTNER,
        subject_ref=organisation.ref,
        detail={"partner": partner, "until": partner_until.isoformat()},
    )
    return found


def _own_area(actor: Actor) -> LocalArea:
    actor.check_may(perms.EDIT)
    area = LocalArea.objects.select_for_update().filter(pk=actor.area_id).first()
    if area is None:
        raise Hidden("area")
    return area


def _check_is_new(area: LocalArea) -> None:
    if LocalArea.objects.filter(slug=area.slug).exists():
        raise Refusal("There is a local area with this short address already.", field="slug")
    _check_name_free(area, area.name)
    if area.dfe_code and LocalArea.objects.filter(dfe_code=area.dfe_code).exists():
        raise Refusal("Another local area already has this DfE code.", field="dfe_code")


def _check_name_free(area: LocalArea, name: str) -> None:
    others = LocalArea.objects.exclude(pk=area.pk) if area.pk else LocalArea.objects.all()
    if others.filter(name=name).exists():
        raise Refusal("There is a local area with this name already.", field="name")


def _checked_brand(brand: str) -> str:
    if brand and brand not in BRANDS:
        raise Refusal("Choose one of the colours in the list.", field="brand")
    return brand


def _check_not_partner(actor: Actor, organisation: Organisation, code: str) -> None:
    current = AreaPartner.objects.visible_to(actor).filter(
        organisation=organisation, partner=code, partner_until=None
    )
    if current.exists():
        raise Refusal(
            "This organisation is already this partner in the area.", field="organisation"
        )
