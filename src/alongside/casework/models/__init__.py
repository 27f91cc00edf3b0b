"""The records of casework."""

from alongside.casework.models.cases import Case, CaseAssignment, CaseDuty, CaseEvent, CaseWord
from alongside.casework.models.children import Child, Contact

__all__ = ["Case", "CaseAssignment", "CaseDuty", "CaseEvent", "CaseWord", "Child", "Contact"]
