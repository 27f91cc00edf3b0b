"""Addresses of what has to be put right, and of sweeps over EHC plans."""

from django.urls import path

from alongside.quality.pages import putting_right, sweeps, told

PUT_RIGHTS = [
    path("put-right/", putting_right.listed, name="put_rights"),
    path("put-right/<str:ref>/", putting_right.show, name="put_right"),
    path("put-right/<str:ref>/told/", putting_right.told, name="tell_family"),
    path("put-right/<str:ref>/close/", putting_right.close, name="close_put_right"),
    path("put-right/<str:ref>/hand-over/", putting_right.hand_over, name="hand_over_put_right"),
    path("items/<str:ref>/urgent/", putting_right.urgent, name="urgent"),
    path("family/<str:ref>/told/", told.show, name="told"),
    path("sweeps/", sweeps.listed, name="sweeps"),
    path("sweeps/begin/", sweeps.begin, name="begin_sweep"),
    path("sweeps/<str:ref>/", sweeps.show, name="sweep"),
    path("candidates/<str:ref>/", sweeps.candidate, name="candidate"),
    path("candidates/<str:ref>/judge/", sweeps.judge, name="judge_candidate"),
]
