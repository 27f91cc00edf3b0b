"""Action plans in and out: the documented JSON, what was published later, and tables."""

from alongside.plan.transfer.differences import Difference, Kept
from alongside.plan.transfer.exporting import export_csv, export_document, export_json, export_xlsx
from alongside.plan.transfer.faults import DocumentProblem, DocumentRefused
from alongside.plan.transfer.format_page import action_plan_format_page
from alongside.plan.transfer.importing import ImportChoice, import_action_plan
from alongside.plan.transfer.operator import Operator, OperatorReport, import_for_operator
from alongside.plan.transfer.report import ImportReport, ImportResult

__all__ = [
    "Difference",
    "DocumentProblem",
    "DocumentRefused",
    "ImportChoice",
    "ImportReport",
    "ImportResult",
    "Kept",
    "Operator",
    "OperatorReport",
    "action_plan_format_page",
    "export_csv",
    "export_document",
    "export_json",
    "export_xlsx",
    "import_action_plan",
    "import_for_operator",
]
