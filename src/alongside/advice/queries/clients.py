"""Systems that may call, what they hold, and what they were answered."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.crypto import constant_time_compare

from alongside.advice import perms
from alongside.advice.digests import digest_of
from alongside.advice.models import AdviceAnswer, AdviceClient, AdviceRequest, AdviceToken
from alongside.advice.queries.due import with_due_on
from alongside.advice.rules.codes import CLOSED
from alongside.kernel.actor import Actor
from alongside.people.models import LocalArea
from alongside.web.clock import london_day


def clients_of(actor: Actor) -> Sequence[AdviceClient]:
    """Every one of the area, those revoked too. Raises Hidden."""
    actor.check_may(perms.EXCHANGE)
    rows = AdviceClient.objects.in_area(actor.area_id).select_related("organisation")
    return tuple(rows.order_by("id"))


def client_with_secret(
    area: LocalArea, *, ref: str, secret: str, at: datetime
) -> AdviceClient | None:
    """None for a wrong secret, one that has ended, and a client of another area."""
    rows = AdviceClient.objects.in_area(area.pk).select_related("organisation")
    found: AdviceClient | None = rows.filter(ref=ref).first()
    told = digest_of(secret)
    kept = found.secret_digest if found else digest_of("")
    is_right = constant_time_compare(told, kept)
    return found if found is not None and is_right and _holds(found, at) else None


def client_with_token(area: LocalArea, *, token: str, at: datetime) -> AdviceToken | None:
    """None for one that is not known here, is over, or whose client is."""
    rows = AdviceToken.objects.in_area(area.pk).select_related("client__organisation")
    found: AdviceToken | None = rows.filter(digest=digest_of(token), expires_at__gt=at).first()
    return found if found is not None and _holds(found.client, at) else None


def answer_given(client: AdviceClient, *, key: str) -> AdviceAnswer | None:
    found: AdviceAnswer | None = client.answers.filter(key=key).first()
    return found


def open_requests(actor: Actor, *, at: datetime) -> Sequence[AdviceRequest]:
    """Those that are with the organisation of the actor, each with ``due_on``. In one query."""
    rows = AdviceRequest.objects.open_to(actor, today=london_day(at))
    waiting = rows.exclude(state__in=[each.value for each in CLOSED])
    return tuple(with_due_on(waiting).order_by("id"))


def _holds(client: AdviceClient, at: datetime) -> bool:
    return client.revoked_at is None and london_day(at) < client.expires_on
