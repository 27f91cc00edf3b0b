"""Wording that tells what a service has, where the text should tell what a child needs.

Advice and provision are about needs: a waiting list is no reason for less. The wording looked for
is in ``data/service_limits.toml``.
"""

from alongside.language.cues import cue_list, cues_in
from alongside.language.finding import Check, Finding


def service_limits(text: str) -> tuple[Finding, ...]:
    """Each wording of that kind, in the order of the text.

    >>> [f.text for f in service_limits("Weekly therapy, subject to waiting list.")]
    ['subject to waiting list']
    """
    return tuple(
        Finding(start, end, text[start:end], cue.why, cue.suggest, Check.SERVICE_LIMIT)
        for start, end, cue in cues_in(text, cue_list("service_limits"))
    )
