"""Addresses of monthly reports. A month is written "2022-08"."""

from django.urls import path

from alongside.board.pages import one_report, report_writing, reports

urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/month/<str:month>/", reports.month_of_reports, name="month_of_reports"),
    path("reports/write/<str:ref>/<str:month>/", report_writing.write_report, name="write_report"),
    path("reports/file/<str:ref>/<str:month>/", report_writing.file_report, name="file_report"),
    path("reports/<str:ref>/", one_report.report, name="report"),
    path("reports/<str:ref>/correct/", report_writing.correct_report, name="correct_report"),
]
