"""Which rooms this installation has, and what each offers to the others. The one list."""

from alongside.access.offers import OFFERS as ACCESS
from alongside.advice.offers import OFFERS as ADVICE
from alongside.board.offers import OFFERS as BOARD
from alongside.casework.offers import OFFERS as CASEWORK
from alongside.jobs.offers import OFFERS as JOBS
from alongside.ledger.offers import OFFERS as LEDGER
from alongside.measures.offers import OFFERS as MEASURES
from alongside.notices.offers import OFFERS as NOTICES
from alongside.people.offers import OFFERS as PEOPLE
from alongside.plan.offers import OFFERS as PLAN
from alongside.quality.offers import OFFERS as QUALITY
from alongside.web.offers import Offers

OFFERS: tuple[Offers, ...] = (
    CASEWORK, ADVICE, QUALITY, PLAN, BOARD, MEASURES, NOTICES, PEOPLE, ACCESS, LEDGER, JOBS,
)  # fmt: skip
