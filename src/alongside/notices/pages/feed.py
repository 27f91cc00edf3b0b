"""The calendar feed: read by a calendar program with a secret in the address and no sign-in.

Nonsense, a link that was turned off, and a person who left all get the same "not found". It writes
nothing but the counter that slows down guessing.
"""

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.limiting import is_too_often
from alongside.exchange.calendars import MEDIA_TYPE, calendar_feed
from alongside.notices.calendars import digest_of, own_days, person_of
from alongside.web import clock
from alongside.web.errors import too_many

MOST_WRONG = 30
MOST_READINGS = 60
"""In ten minutes: wrong links from one computer, and readings of one link."""
NAME = "Alongside: own dates"


@require_safe
def own_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    person_id = person_of(secret)
    if person_id is None:
        visitor = get_adapter().get_client_ip(request)
        if is_too_often(what="calendar-wrong", who=visitor, most=MOST_WRONG):
            return too_many(request)
        raise Http404
    if is_too_often(what="calendar-read", who=digest_of(secret)[:32], most=MOST_READINGS):
        return too_many(request)
    at = clock.now()
    content = calendar_feed(own_days(person_id, at=at), name=NAME, stamp=at)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "private, max-age=900"
    response["Content-Disposition"] = 'inline; filename="alongside.ics"'
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
