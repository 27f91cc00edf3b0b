"""A family’s own evidence, and what social care offers it, for visitors by link, mounted below /family/: closed
without a visit, and without any name of the case.
"""

from django.urls import path

from alongside.advice.pages import offering, own_evidence
from alongside.casework.pages.family.visiting import through_link

app_name = "family_evidence"
urlpatterns = [
    path("", through_link(own_evidence.show), name="evidence"),
    path("help/", through_link(offering.own), name="help"),
    path("give/", through_link(own_evidence.give), name="give"),
    path("<str:report>/sharing/", through_link(own_evidence.sharing), name="sharing"),
    path("<str:report>/file/", through_link(own_evidence.file), name="report"),
]
