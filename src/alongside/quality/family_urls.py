"""What audits found, for visitors of a family by link, mounted below /family/: closed without a visit, and without
any name of the case.
"""

from django.urls import path

from alongside.casework.pages.family.visiting import through_link
from alongside.quality.pages import told

app_name = "family_audits"
urlpatterns = [path("", through_link(told.show), name="told")]
