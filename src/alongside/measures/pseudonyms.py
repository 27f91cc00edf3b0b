"""The names by which records stand in facts: made with this installation's own key, so that only the
room that keeps a record can turn its name back into it.
"""

import hashlib
from functools import lru_cache

from django.conf import settings

from alongside.analytics.facts import pseudonym


def fact_key(area_slug: str, of: str, identity: str | int) -> str:
    """24 letters, the same for the same record for as long as the installation keeps its key."""
    return pseudonym(_secret(settings.SECRET_KEY), area=area_slug, of=of, identity=identity)


@lru_cache(maxsize=2)
def _secret(key: str) -> bytes:
    """A key of its own, so that the facts tell nothing about the one that signs sessions."""
    return hashlib.sha256(b"alongside facts\x00" + key.encode()).digest()
