"""Which rooms' work runs by itself, and when. Rooms keep plain functions; here they join the worker."""

from alongside.advice import work as advice_work
from alongside.advice.reminders import remind as remind_of_advice
from alongside.board import making
from alongside.board.operations.packs import MAKE
from alongside.board.reminders import remind as remind_of_the_board
from alongside.casework import export_making
from alongside.casework import work as casework_work
from alongside.casework.families.mailing import mail_family
from alongside.casework.families.news import MAIL
from alongside.casework.letters import making as letter_making
from alongside.casework.operations.exporting import MAKE_EXPORT
from alongside.casework.operations.letters import MAKE_PAPERS
from alongside.casework.operations.plans import MAKE as MAKE_PLAN
from alongside.casework.operations.plans import MAKE_SIMPLE
from alongside.casework.plans import making as plan_making
from alongside.jobs.registry import JobRun, daily, every, job
from alongside.measures import work as measures_work
from alongside.measures.refreshing import COMPUTE_AREA, REFRESH
from alongside.notices.work import send_waiting
from alongside.plan.reminders import remind
from alongside.quality import sweep_work
from alongside.quality.audit_reminders import remind as remind_of_audits
from alongside.quality.drawing_work import draw_months
from alongside.quality.learning_work import compare_due, compare_one
from alongside.quality.operations.sweeping import SWEEP
from alongside.quality.put_right_reminders import remind as remind_of_put_rights
from alongside.quality.rules.codes import COMPARE
from alongside.web import clock


@job("notices.send_waiting", attempts=1, minutes=10)
@every(minutes=1)
def send_notices(run: JobRun) -> None:
    """Send what waits in the outbox."""
    run.say(send_waiting(at=clock.now()).sentence)


@job("plan.remind")
@daily(hour=7)
def remind_of_dates(run: JobRun) -> None:
    """Remind those who lead a line or look after a risk of what is due or late."""
    run.say(f"Reminders: {remind(at=clock.now(), today=clock.today())}.")


@job("advice.remind")
@daily(hour=7)
def remind_of_advice_due(run: JobRun) -> None:
    """Remind whoever is asked for advice two weeks and three days before its day, and each week after."""
    run.say(f"Reminders: {remind_of_advice(at=clock.now(), today=clock.today())}.")


@job("board.remind")
@daily(hour=7)
def remind_of_board_work(run: JobRun) -> None:
    """Remind whoever owes the board a report, an answer or a follow-up, and the chairs of look-backs."""
    run.say(f"Reminders: {remind_of_the_board(at=clock.now(), today=clock.today())}.")


@job(MAKE, attempts=3, minutes=10)
def make_edition(run: JobRun) -> None:
    """Make the paper of a frozen pack."""
    made = making.make_edition(
        edition_id=run.arguments["edition"], at=clock.now(), progress=run.progress
    )
    run.say("The pack has been issued." if made else "The pack was issued already.")


@job(MAKE_PLAN, attempts=3, minutes=10)
def make_plan_paper(run: JobRun) -> None:
    """Make the paper of an issued EHC plan."""
    made = plan_making.make_plan_paper(
        version_id=run.arguments["version"], at=clock.now(), progress=run.progress
    )
    run.say("The paper is made." if made else "The paper was made already.")


@job(MAKE_SIMPLE, attempts=3, minutes=10)
def make_simple_text(run: JobRun) -> None:
    """Make the simple text of an issued EHC plan on paper."""
    made = plan_making.make_simple_paper(
        version_id=run.arguments["version"], at=clock.now(), progress=run.progress
    )
    run.say("The simple text is made." if made else "The simple text was made already.")


@job("board.freeze_evidence")
@daily(hour=0)
def freeze_evidence(run: JobRun) -> None:
    """Freeze the evidence of each visit whose day has come."""
    run.say(f"Frozen: {making.freeze_what_is_due(at=clock.now(), today=clock.today())}.")


@job(REFRESH, attempts=3, minutes=10)
def refresh_measures(run: JobRun) -> None:
    """Judge and draw the measures of an area again."""
    made = measures_work.refresh_area(
        area_id=run.arguments["area"], at=clock.now(), progress=run.progress
    )
    run.say(f"Measures judged and drawn: {made}.")


@job("measures.compute", attempts=1)
@every(minutes=1)
def ask_for_figures(run: JobRun) -> None:
    """Ask for figures to be worked out again where a record has changed or a day has passed."""
    asked = measures_work.ask_where_something_changed(at=clock.now())
    run.say(f"Areas asked for: {asked}.")


@job(COMPUTE_AREA, attempts=8, minutes=20)
def compute_area(run: JobRun) -> None:
    """Work out the figures of one area again. A fault is tried again for about two hours."""
    written = measures_work.compute_area(
        area_id=run.arguments["area"], at=clock.now(), progress=run.progress
    )
    run.say(f"Figures written: {written}.")


@job("measures.remove_snapshots")
@daily(hour=2)
def remove_old_snapshots(run: JobRun) -> None:
    """Remove the facts that no figure was made from, after a week."""
    run.say(f"Files removed: {measures_work.remove_old_snapshots(at=clock.now())}.")


@job("measures.refresh_all")
@daily(hour=1)
def refresh_every_area(run: JobRun) -> None:
    """Judge every measure again: what was in time yesterday may be out of date today."""
    run.say(f"Areas: {measures_work.ask_for_all(at=clock.now())}.")


@job(casework_work.REBUILD, attempts=3, minutes=20)
def rebuild_duties(run: JobRun) -> None:
    """Work out the duties of every case of an area anew."""
    refused = casework_work.rebuild_area(
        area_id=run.arguments["area"], at=clock.now(), progress=run.progress
    )
    run.say(f"Cases whose events the law refuses: {len(refused)}.")


@job("casework.follow_the_law", attempts=1)
@every(minutes=5)
def follow_the_law(run: JobRun) -> None:
    """Ask for duties to be worked out anew where the law of this version is another one."""
    run.say(f"Areas asked for: {casework_work.follow_the_law(at=clock.now())}.")


@job("casework.draw_waiting", attempts=1)
@every(minutes=5)
def draw_waiting(run: JobRun) -> None:
    """Draw how long assessments take, where a case has changed or a day has passed."""
    run.say(f"Areas drawn: {casework_work.draw_waiting(at=clock.now())}.")


@job("advice.draw_days", attempts=1)
@every(minutes=5)
def draw_days_of_advice(run: JobRun) -> None:
    """Draw how long each service takes to give advice, where a month has changed."""
    run.say(f"Charts drawn: {advice_work.draw_days(at=clock.now())}.")


@job(MAKE_EXPORT, attempts=3, minutes=10)
def make_case_export(run: JobRun) -> None:
    """Make the PDF of a case that was put together for somebody outside."""
    made = export_making.make_export(
        export_id=run.arguments["export"], at=clock.now(), progress=run.progress
    )
    run.say("The PDF is made." if made else "There was nothing to make.")


@job(MAIL, attempts=8, minutes=5)
def mail_families(run: JobRun) -> None:
    """Tell somebody who comes in by link that something changed."""
    left = mail_family(
        access_id=run.arguments["access"], asked=run.arguments["asked"], at=clock.now()
    )
    run.say("The e-mail left." if left else "No e-mail was sent.")


@job(MAKE_PAPERS, attempts=3, minutes=10)
def make_letter_papers(run: JobRun) -> None:
    """Make the PDF and the Word file of a letter that was checked."""
    made = letter_making.make_papers(
        letter_id=run.arguments["letter"], at=clock.now(), progress=run.progress
    )
    run.say("The papers are made." if made else "There was nothing to make.")


@job("quality.compare_lessons")
@daily(hour=3)
def compare_lessons(run: JobRun) -> None:
    """Compare each lesson that was acted on, once a month: what was written since with what was before."""
    run.say(f"Lessons compared: {compare_due(at=clock.now(), today=clock.today())}.")


@job(COMPARE, attempts=3, minutes=20)
def compare_lesson(run: JobRun) -> None:
    """Compare one lesson as somebody asked."""
    compared = compare_one(lesson_id=run.arguments["lesson"], at=clock.now(), today=clock.today())
    run.say("The lesson is compared." if compared else "It was compared today already.")


@job("quality.draw_months", attempts=1)
@every(minutes=10)
def draw_months_of_audits(run: JobRun) -> None:
    """Draw what audits found, by the month of what was audited, where a month has changed."""
    run.say(f"Charts drawn: {draw_months(at=clock.now())}.")


@job(SWEEP, attempts=3, minutes=10)
def sweep_ehc_plans(run: JobRun) -> None:
    """Look through every EHC plan in force by the rules of a sweep."""
    done = sweep_work.run_sweep(
        sweep_id=run.arguments["sweep"],
        at=clock.now(),
        today=clock.today(),
        progress=run.progress,
    )
    run.say(f"EHC plans looked through: {done.done_count}." if done else "It was done already.")


@job("quality.remind")
@daily(hour=7)
def remind_of_quality(run: JobRun) -> None:
    """Remind auditors before and after their day, and whoever has to put something right of what is late."""
    now, today = clock.now(), clock.today()
    told = remind_of_put_rights(at=now, today=today) + remind_of_audits(at=now, today=today)
    run.say(f"Reminders: {told}.")
