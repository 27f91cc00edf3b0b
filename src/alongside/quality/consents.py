"""Whether a family allows a copy without names today."""

from alongside.quality.models import AuditConsent, DrawnItem


def has_consent(item: DrawnItem) -> bool:
    consents = AuditConsent.objects.in_area(item.area_id)
    return bool(consents.filter(case=item.case_id, withdrawn_on=None).exists())
