"""Which function makes which event of ``board.json``."""

from collections.abc import Callable, Mapping

from alongside.demonstration import board_meetings, board_work
from alongside.demonstration.stage import Moment, Stage

EVENTS: Mapping[str, Callable[[Stage, Moment], None]] = {
    "meeting": board_meetings.plan,
    "attendance": board_meetings.attendance,
    "minutes": board_meetings.minutes,
    "declare": board_meetings.declare,
    "sign": board_meetings.sign,
    "follow_up": board_meetings.follow_up,
    "done": board_meetings.done,
    "decide": board_work.decide,
    "look_back": board_work.look,
    "challenge": board_work.challenge,
    "recommend": board_work.recommendation,
    "answer": board_work.answer,
    "assurances": board_work.assurances,
    "weigh": board_work.weigh,
    "assure": board_work.assure,
    "report": board_work.report,
    "visit": board_work.visit,
    "visit_paper": board_work.visit_paper,
    "visit_letter": board_work.visit_letter,
    "freeze_visit": board_work.freeze_visit,
    "pack": board_work.pack,
    "paper": board_work.paper,
    "upward": board_work.upward,
}
