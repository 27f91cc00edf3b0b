"""Whether a measure can be counted by published figures, and who published them."""

from alongside.kernel.refusals import Refusal
from alongside.measures.models import Measure, PublishedFigure, PublishedRelease
from alongside.measures.published import own_place
from alongside.measures.published_codes import PublishedCode, published_codes


def published_for(measure: Measure) -> PublishedCode | None:
    """The national figures that count the same, where some of them are of our own area."""
    code = published_codes().get(measure.published_code)
    place = own_place(measure) if code else None
    if code is None or place is None or code.unit != measure.unit:
        return None
    held = PublishedFigure.objects.filter(code=code.code, area_code=place.code)
    return code if held.exclude(value=None).exists() else None


def check_follows_a_release(*, is_taken_over: bool) -> None:
    """Raises Refusal."""
    if is_taken_over:
        raise Refusal(
            "A series of figures that were entered cannot follow the published ones. Choose one or "
            "the other.",
            field="existing",
        )


def publisher_of(code: str) -> str:
    """Of the latest release that gives figures of it."""
    rows = PublishedRelease.objects.filter(figures__code=code).order_by("-published_order", "-id")
    found: str | None = rows.values_list("publisher", flat=True).first()
    return found or ""
