"""What audits found, and whether others may read a copy without names, for visitors of a family by link. Mounted
below /family/: closed without a visit, and without any name of the case.
"""

from django.urls import path

from alongside.casework.pages.family.visiting import through_link
from alongside.quality.pages import consenting, told

app_name = "family_audits"
urlpatterns = [
    path("", through_link(told.show), name="told"),
    path("copy/", through_link(consenting.own), name="own_consent"),
]
