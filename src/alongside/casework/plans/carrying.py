"""What is carried over when the next version of an EHC plan begins: why a confusing word stays."""

from datetime import datetime

from alongside.casework.models import KeptTerm, PlanVersion, TermVote


def carry_kept_words(base: PlanVersion, made: PlanVersion) -> None:
    """But for those about which families told us again since: the officer is asked anew."""
    last: dict[str, datetime] = {}
    votes = TermVote.objects.in_area(base.area_id).order_by("voted_at")
    for key, voted_at in votes.values_list("term__key", "voted_at"):
        last[key] = voted_at
    KeptTerm.objects.bulk_create(
        KeptTerm(
            area_id=made.area_id,
            plan=made,
            key=row.key,
            name=row.name,
            reason=row.reason,
            kept_at=row.kept_at,
            kept_by_id=row.kept_by_id,
        )
        for row in base.kept_terms.all()
        if row.key not in last or last[row.key] <= row.kept_at
    )
