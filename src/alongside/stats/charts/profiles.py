"""Named sets of rules: tools that all say "Making Data Count" differ in small ways.

A published chart keeps the profile it was judged by. Which profile an area uses is for others.
"""

from dataclasses import dataclass, replace
from typing import Literal

from alongside.kernel.refusals import Refusal

Code = Literal["nhsr", "mdc"]
WhenBoth = Literal["order", "improvement"]
SHORT_GROUP = 13
_RUN_POINTS = (6, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The settings in which tools differ; ``code`` and ``version`` are kept with every chart.

    ``screening``: outlying moving ranges are left out of the limits (XmR charts).
    ``run_points``: points on one side, or points in a row that rise or fall, that make a signal.
    ``beyond_limits_count_in_two_of_three``: a point beyond 3 sigma also counts as near a limit.
    ``icons_from``: points that a group needs before it has icons; below, limits are provisional.
    ``short_group_counts``: a group's length is its rows, or only its rows that have a value.
    ``when_both``: a point with a good and a bad signal follows the order of the rules, or shows
    the good one, as NHS England's Excel tool does.
    """

    code: Code
    version: str
    screening: bool
    run_points: int = 7
    beyond_limits_count_in_two_of_three: bool = False
    icons_from: int = 1
    warning_below: int = SHORT_GROUP
    short_group_counts: Literal["rows", "values"] = "rows"
    when_both: WhenBoth = "order"


NHSR = Profile(code="nhsr", version="0.2.2", screening=True)
"""The R package NHSRplotthedots 0.2.2."""

MDC = Profile(
    code="mdc",
    version="2023-12",
    screening=False,
    beyond_limits_count_in_two_of_three=True,
    icons_from=SHORT_GROUP,
    short_group_counts="values",
)
"""NHS England's Making Data Count Excel tool, as its authors described it in late 2023."""

PROFILES = {profile.code: profile for profile in (NHSR, MDC)}


def profile_with(
    code: str,
    *,
    screening: bool | None = None,
    run_points: int | None = None,
    when_both: WhenBoth | None = None,
) -> Profile:
    """The profile of that name, with the changes that its own tool offers.

    Raises a Refusal for an unknown name, for runs of other than 6 or 7 points (``nhsr`` has 7
    only), and for showing the good one of two signals under ``nhsr``.

    >>> profile_with("mdc", run_points=6).run_points
    6
    """
    profile = next((known for known in PROFILES.values() if known.code == code), None)
    if profile is None:
        raise Refusal(f"There is no profile “{code}”. Choose nhsr or mdc.", field="profile")
    if run_points not in (None, *_RUN_POINTS):
        raise Refusal("A run is 6 or 7 figures. Choose one of them.", field="run_points")
    if when_both not in (None, "order", "improvement"):
        raise Refusal("Choose order or improvement.", field="when_both")
    changed = replace(
        profile,
        screening=profile.screening if screening is None else screening,
        run_points=run_points or profile.run_points,
        when_both=when_both or profile.when_both,
    )
    if code == "nhsr" and replace(changed, screening=profile.screening) != profile:
        raise Refusal(
            "The profile nhsr always takes 7 figures and the order of the rules. Choose the profile "
            "mdc for anything else.",
            field="profile",
        )
    return changed
