"""Links for people without an account: those of a request, what each opens, and the domains of work
addresses. A link’s own digest is looked up by the database, so that the time it takes says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.access.by_link import digest_of, link_ref
from alongside.advice.models import (
    AdviceLink,
    AdviceLinkShown,
    AdviceLinkVisit,
    AdviceRequest,
    AdviceSubmission,
    WorkDomain,
)
from alongside.advice.queries.one_request import document_of
from alongside.advice.rules.codes import Adviser, RowKind, SubmissionState
from alongside.advice.rules.links import AddressCheck, LinkFacts, LinkState, state_of
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden

_REASON = "The secret says which area and which request."
RELATED = ("area", "organisation", "request__case")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    ref: str
    email: str
    role: str
    organisation: str
    consent: str
    checked_by: AddressCheck
    checked_how: str
    state: LinkState
    given_at: datetime
    given_by: str
    given_until: datetime
    ended_at: datetime | None
    ended_why: str
    visit_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAdvice:
    """Advice of the same case that a visitor may read: by service and role, and not by name."""

    ref: str
    case_ref: str
    adviser: Adviser
    role: str
    given_on: date | None
    is_accepted: bool
    text: str
    has_file: bool
    papers: tuple[int, ...]
    rows: tuple[tuple[RowKind, str], ...]


@dataclass(frozen=True, slots=True)
class DomainView:
    ref: str
    organisation: str
    domain: str


def link_of_secret(secret: str, *, at: datetime) -> AdviceLink | None:
    """None for nonsense, for a link that ran out, and for one that was ended: the same."""
    rows = AdviceLink.objects.across_areas(reason=_REASON).in_force(at)
    found: AdviceLink | None = (
        rows.filter(digest=digest_of(secret)).select_related("area", "organisation").first()
    )
    return found


def link_of_visit(cookie: str, *, at: datetime) -> AdviceLink | None:
    """None for a visit that is over, and for one whose link ended meanwhile."""
    if not cookie:
        return None
    visits = AdviceLinkVisit.objects.across_areas(reason=_REASON).filter(
        digest=digest_of(cookie), left_at=None, ends_at__gt=at
    )
    rows = AdviceLink.objects.across_areas(reason=_REASON).in_force(at).select_related(*RELATED)
    found: AdviceLink | None = rows.filter(pk__in=visits.values("link_id")).first()
    return found


def links_of(actor: Actor, *, request_ref: str, at: datetime) -> Sequence[LinkView]:
    """The newest first. The caller has found the request."""
    rows = AdviceLink.objects.visible_to(actor).filter(request__ref=request_ref)
    found = rows.select_related("organisation", "given_by").prefetch_related("visits")
    return [_link(each, at) for each in found.order_by("-id")]


def link_to_end(actor: Actor, *, link_ref: str, at: datetime) -> tuple[LinkView, str]:
    """With the ref of its request. Raises Hidden."""
    rows = AdviceLink.objects.visible_to(actor).select_related(
        "organisation", "given_by", "request"
    )
    found = rows.prefetch_related("visits").filter(ref=link_ref).first()
    if found is None:
        raise Hidden("link")
    return _link(found, at), found.request.ref


def readable_advice(actor: Actor, *, request_ref: str, today: date) -> Sequence[Any]:
    """What was given in the same case for other requests, and this person may read."""
    open_requests = AdviceRequest.objects.open_to(actor, today=today)
    about = open_requests.filter(ref=request_ref).values("case_id")
    others = open_requests.filter(case_id__in=about).exclude(ref=request_ref)
    given = AdviceSubmission.objects.visible_to(actor).exclude(state=SubmissionState.WRITING.value)
    rows = given.filter(request__in=others.values("pk")).select_related("request")
    return list(rows.order_by("request_id", "-number"))


def own_link(actor: Actor) -> AdviceLink:
    """By which this visitor came. Raises Hidden."""
    rows = AdviceLink.objects.visible_to(actor).select_related("organisation")
    found: AdviceLink | None = rows.filter(ref=link_ref(actor)).first()
    if found is None:
        raise Hidden("link")
    return found


def shown_by_link(actor: Actor) -> Sequence[ShownAdvice]:
    """What the sender let this visitor read."""
    rows = AdviceLinkShown.objects.visible_to(actor).filter(link__ref=link_ref(actor))
    found = rows.select_related("submission__request__case")
    found = found.prefetch_related("submission__rows", "submission__papers").order_by("id")
    return [_shown(each.submission) for each in found]


def shown_advice(actor: Actor, *, submission_ref: str) -> ShownAdvice:
    """Raises Hidden for what was not chosen for this visitor."""
    found = next((each for each in shown_by_link(actor) if each.ref == submission_ref), None)
    if found is None:
        raise Hidden("submission")
    return found


def shown_file(actor: Actor, *, submission_ref: str, number: int = 1) -> Any:
    """The document that it stands in, or another by its number. Raises Hidden."""
    shown_advice(actor, submission_ref=submission_ref)
    rows = AdviceSubmission.objects.visible_to(actor).select_related("file")
    return document_of(rows.get(ref=submission_ref), number)


def domains_of(actor: Actor, *, organisation_ref: str) -> Sequence[str]:
    rows = WorkDomain.objects.visible_to(actor).filter(ended_at=None)
    return list(rows.filter(organisation__ref=organisation_ref).values_list("domain", flat=True))


def allowed_domains(actor: Actor) -> Sequence[DomainView]:
    rows = WorkDomain.objects.visible_to(actor).filter(ended_at=None)
    found = rows.select_related("organisation").order_by("organisation__name", "domain")
    return [DomainView(each.ref, each.organisation.name, each.domain) for each in found]


def domain_to_end(actor: Actor, *, domain_ref: str) -> DomainView:
    """Raises Hidden."""
    found = next((each for each in allowed_domains(actor) if each.ref == domain_ref), None)
    if found is None:
        raise Hidden("domain")
    return found


def _link(each: Any, at: datetime) -> LinkView:
    return LinkView(
        ref=each.ref,
        email=each.email,
        role=each.role,
        organisation=each.organisation.name,
        consent=each.consent,
        checked_by=AddressCheck(each.checked_by),
        checked_how=each.checked_how,
        state=state_of(LinkFacts(each.given_until, each.ended_at), at=at),
        given_at=each.given_at,
        given_by=each.given_by.name if each.given_by else "",
        given_until=each.given_until,
        ended_at=each.ended_at,
        ended_why=each.ended_why,
        visit_count=len(each.visits.all()),
    )


def _shown(each: Any) -> ShownAdvice:
    return ShownAdvice(
        ref=each.ref,
        case_ref=each.request.case.ref,
        adviser=Adviser(each.request.adviser),
        role=each.author_role,
        given_on=each.given_on,
        is_accepted=each.state == SubmissionState.ACCEPTED,
        text=each.text,
        has_file=each.file_id is not None,
        papers=tuple(paper.number for paper in each.papers.all()),
        rows=tuple((RowKind(row.kind), row.words) for row in each.rows.all()),
    )
