"""How long a sign-in lasts: idle time, longest time, and where an account is signed in.

The session itself keeps two instants: when it began and when it was last used. The second is
written at most every few minutes, so that reading pages does not write to the database each time.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from alongside.access.models import Account, SignedInSession

BEGAN = "house_began"
USED = "house_used"
LONGEST = timedelta(hours=12)
BETWEEN_MARKS = timedelta(minutes=5)


def longest_idle() -> timedelta:
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)


def longest() -> timedelta:
    """A working day, or the idle limit where that is longer."""
    return max(LONGEST, longest_idle())


def begin(session: SessionBase, *, at: datetime) -> None:
    session[BEGAN] = session[USED] = at.timestamp()
    session.save()


def is_over(session: SessionBase, *, at: datetime) -> bool:
    """A session that never began here ends by Django's own limit only."""
    if BEGAN not in session:
        return False
    return (
        at - _instant(session[BEGAN]) >= longest() or at - _instant(session[USED]) >= longest_idle()
    )


def mark_used(session: SessionBase, *, at: datetime) -> None:
    if BEGAN in session and at - _instant(session[USED]) >= BETWEEN_MARKS:
        session[USED] = at.timestamp()
        SignedInSession.objects.filter(session_key=session.session_key).update(seen_at=at)


def end_sessions(sessions: Sequence[SignedInSession]) -> None:
    """Sign out there. Part of an operation, which records it."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    for session in sessions:
        store(session.session_key).delete()
        session.delete()


def end_sessions_of(account: Account, *, keep_session_key: str = "") -> None:
    end_sessions(list(account.sessions.exclude(session_key=keep_session_key)))


def device_words(request: HttpRequest) -> str:
    """Which browser on which system, as far as it says; enough to recognise one's own.

    >>> from types import SimpleNamespace
    >>> device_words(SimpleNamespace(headers={"User-Agent": "(X11; Linux) Firefox/130"}))
    'Firefox on Linux'
    """
    agent = request.headers.get("User-Agent", "")[:1000]
    browser = next((name for mark, name in _BROWSERS if mark in agent), "A browser")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{browser} on {system}" if system else browser


_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
