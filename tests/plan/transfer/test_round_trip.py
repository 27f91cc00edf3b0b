"""What comes in goes out again, field for field, from the records."""

from alongside.kernel.actor import Actor
from alongside.plan.transfer import export_document
from alongside.plan.transfer.report import ImportResult

from tests.plan.transfer.conftest import Document, Importing


def test_york_goes_out_as_it_came_in(
    york: Document, importing: Importing, officer: Actor
) -> None:
    report = importing(york)
    assert report.result is ImportResult.IMPORTED
    assert export_document(actor=officer, ref=report.statement_ref) == york


def test_both_documents_go_out_as_they_came_in(
    york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    ref = importing(york).statement_ref
    report = importing(progress, name="progress.json")
    assert report.result is ImportResult.IMPORTED
    assert report.statement_ref == ref
    whole = export_document(actor=officer, ref=ref)
    assert whole.pop("published_progress") == progress
    assert whole == york
