"""How often an address that needs no sign-in may be asked, counted in the shared cache."""

from django.core.cache import cache

WINDOW_SECONDS = 600


def is_reached(*, what: str, who: str, most: int) -> bool:
    """Whether so many were counted already. Counts nothing itself."""
    return int(cache.get(f"{what}:{who}", 0)) >= most


def is_too_often(*, what: str, who: str, most: int) -> bool:
    """Counts one more asking within ten minutes. Near enough under load: it slows guessing down."""
    key = f"{what}:{who}"
    if cache.add(key, 1, WINDOW_SECONDS):
        return False
    try:
        return int(cache.incr(key)) > most
    except ValueError:
        cache.add(key, 1, WINDOW_SECONDS)
        return False
