"""The import format: every key of the two JSON documents, what it holds, and where it is kept.

``STATEMENT`` is the area's own document; ``PROGRESS`` the table of dates, leads and statuses that an area
publishes later. Lengths are those of the columns; a test holds them together.
"""

from alongside.plan.rules.codes import DateRole, MeasureKind, PrintedComparator
from alongside.plan.transfer.schema import Key, ListOf, Number, Object, Text

SCHEMA_VERSION = 1
ANY = Text()
SHORT = Text(longest=30)
MONTH_OR_DAY = Text(longest=10, is_date=True)
SMALL = Number(least=1, most=32_767)

TRACKED = (
    Key("lead", ANY, "the lead cell as printed", column="lead_printed"),
    Key("start_date", MONTH_OR_DAY, "when it begins", column="start_text"),
    Key("start_date_printed", Text(200), "the start as printed, where it differs", optional=True, column="start_printed"),
    Key("end_date", MONTH_OR_DAY, "when it is due", column="end_text"),
    Key("end_date_printed", Text(200), "the end as printed, where it differs", optional=True, column="end_printed"),
    Key("end_date_note", ANY, "a note on the printed end", optional=True, column="end_note"),
    Key("progress_status", Text(200), "a status without a date of its own; kept as printed", column="status_printed"),
)  # fmt: skip

ROW = Object(TRACKED)

ACTION = Object((
    Key("part", Text(10), "the letter of the part; null when the action has none", column="part"),
    Key("text", ANY, "what is promised", needed=True, column="text"),
    Key("id", SHORT, "the reference, once in the whole document", needed=True, column="reference"),
    *TRACKED,
))  # fmt: skip

MEASURE = Object((
    Key("id", SHORT, "the reference, once in the whole document", needed=True, column="reference"),
    Key("text", ANY, "the measure as promised", needed=True, column="text"),
    Key("kind", Text(choices=tuple(MeasureKind)),
        "quantified has a number or “all”; a milestone is a thing done; qualitative is neither", needed=True, column="kind"),
    Key("target_value", Number(places=4), "the number that is promised", column="target_value"),
    Key("unit", Text(40), "what is counted, such as percent", column="unit"),
    Key("comparator", Text(choices=tuple(PrintedComparator)),
        "eq: a plain number, which means at least; gt: over or above, which means more than", column="printed_comparator"),
    Key("quantifier", Text(choices=("all",)), "all, where the text says all without a number", column="quantifier"),
    Key("date", MONTH_OR_DAY, "only where the measure itself states it"),
    Key("date_role", Text(choices=tuple(DateRole)), "whether the date is an end or a beginning", column="date_role"),
    Key("action_part", Text(10), "the part that the measure stands beside", column="action_part_printed"),
    Key("measure_type", Text(60), "such as increase, where the number is not a level", optional=True, column="measure_type"),
    Key("table_row", Text(100), "where in the table it stands, if that is unusual", optional=True, column="table_row"),
))  # fmt: skip

EVIDENCE = Object((
    Key("impact", ANY, "the words of one of the impacts above", needed=True),
    Key("evidence", Text(200), "the title of the page of evidence of impact that shows it", needed=True),
    Key("ref", Text(16), "the public name of that page; without it, or in another area, the title counts", optional=True),
))  # fmt: skip

OUTCOME = Object((
    Key("id", SHORT, "the reference, such as 1.1", needed=True, column="reference"),
    Key("outcome", ANY, "what will be different", needed=True, column="text"),
    Key("actions", ListOf(ACTION, key="id"), "what will be done"),
    Key("key_performance_measures", ListOf(MEASURE, key="id"), "what will show it"),
    Key("impact", ListOf(ANY), "what it will change for children and families, one sentence or two for each"),
    Key("impact_evidence", ListOf(EVIDENCE), "where each of these impacts is shown, as far as it is", optional=True),
    *TRACKED,
    Key("extraction_notes", ListOf(ANY), "notes on how the text was read", words="extraction_note"),
))  # fmt: skip

AREA = Object((
    Key("number", SMALL, "the number of the weakness", needed=True, column="number"),
    Key("title", Text(300), "its short name", needed=True, column="title"),
    Key("area_of_significant_weakness", ANY, "the weakness as the inspectors put it", column="text"),
    Key("outcomes", ListOf(OUTCOME, key="id"), "what the area promises"),
))  # fmt: skip

LEADER = Object((
    Key("initials", Text(20), "initials as printed: a label, never an identity", column="initials"),
    Key("name", Text(120), "the name as printed; null when nobody was named", column="name"),
    Key("organisation", Text(200), "the organisation’s abbreviation as printed", column="organisation"),
    Key("role", Text(200), "the role as printed; a post is made for it", column="role"),
    Key("note", ANY, "a note on what was printed", optional=True, column="note"),
))  # fmt: skip
SIGNATORY = Object((
    Key("name", Text(120), "the name as printed", column="name"),
    Key("role", Text(200), "the role as printed", column="role"),
))  # fmt: skip
ACTIVITY = Object((
    Key("text", ANY, "what was done", needed=True, column="text"),
    Key("month_text", Text(80), "the month as printed", column="month_text"),
    Key("months", ListOf(MONTH_OR_DAY), "the months that it names", column="months"),
))  # fmt: skip
PAIR_TOPIC = Object((
    Key("topic", Text(80), "what the sentence is about"),
    Key("text", ANY, "the sentence", needed=True),
))  # fmt: skip
SCALE_STEP = Object((
    Key("order", Number(least=1, most=6), "its place, from 1", needed=True),
    Key("label", Text(200), "its words, which statuses use", needed=True),
))  # fmt: skip

STRUCTURE = Object(
    tuple(
        Key(name, node, meaning, optional=True, words="governance_structure", topic=name)
        for name, node, meaning in (
            ("board", ANY, "the board’s name"),
            ("chair", ANY, "who chairs it"),
            ("vice_chair", ANY, "who is vice chair"),
            ("reporting_frequency_to_board", ANY, "how often officers report"),
            ("report_kind", ANY, "what they report with"),
            ("scrutinised_by", ANY, "who scrutinises the board"),
            ("reports_to", ListOf(ANY), "to whom the board reports"),
            ("voice_represented_by", ListOf(ANY), "who speaks for families on it"),
            ("independent_scrutineer", ANY, "whether there is one"),
        )
    )
)

PROGRESS_ROW = Object((
    Key("outcome", SHORT, "the outcome’s reference", needed=True),
    Key("part", Text(10), "the action’s part; null when the row is about the outcome"),
    Key("action", SHORT, "the action’s reference, where the row is about an action without a part", optional=True),
    Key("start_date", MONTH_OR_DAY, "when it begins", column="start_text"),
    Key("start_date_printed", Text(200), "the start as printed, where it differs", optional=True, column="start_printed"),
    Key("end_date", MONTH_OR_DAY, "when it is due; null when the printed words cannot be read", column="end_text"),
    Key("end_date_printed", Text(200), "the end as printed", column="end_printed"),
    Key("end_date_note", ANY, "a note on the printed end", optional=True, column="end_note"),
    Key("lead_printed", ANY, "the lead cell as printed", column="lead_printed"),
    Key("progress", ListOf(Text(200), has_gaps=True),
        "one status for each column, null where the cell is empty; null when none was published"),
))  # fmt: skip

PLACEMENTS = Object(
    (Key("note", ANY, "where this is known from", optional=True, words="placement_note"),),
    others=Object(others=ListOf(SHORT, least=1)),
)

PROGRESS = Object((
    Key("document", ANY, "what the document is", needed=True, column="title"),
    Key("schema_version", Number(least=1, most=SCHEMA_VERSION), "the version of this format: 1", needed=True, column="schema_version"),
    Key("why", ANY, "why it was made", optional=True, column="why"),
    Key("publisher", ANY, "who published it", optional=True, column="publisher"),
    Key("licence", ANY, "under what licence", optional=True, column="licence"),
    Key("retrieved_from", ANY, "how it was read", optional=True, column="retrieved_from"),
    Key("pages", Object(others=ANY), "addresses by a name of your own", optional=True, words="pages"),
    Key("progress_columns", ListOf(MONTH_OR_DAY), "the date of each column of statuses"),
    Key("progress_column_labels", ListOf(Text(100), has_gaps=True), "the printed heading of each of these columns"),
    Key("rows", ListOf(PROGRESS_ROW), "one for each row of the table"),
    Key("measure_to_action_part", PLACEMENTS,
        "by outcome and then by part or place: the references of the measures printed beside it", optional=True),
))  # fmt: skip

STATEMENT = Object((
    Key("document", Text(300), "what the document is; its title here", needed=True, column="title"),
    Key("schema_version", Number(least=1, most=SCHEMA_VERSION), "the version of this format: 1", needed=True, column="schema_version"),
    Key("source", Object((
        Key("document", ANY, "what the text was taken from", optional=True, column="extracted_from"),
        Key("sha256", Text(64), "the checksum of that file", optional=True, column="extracted_sha256"),
        Key("status_line", ANY, "its own words on its state", optional=True, column="status_line"),
        Key("kind", ANY, "how it was taken", optional=True, column="extraction_kind"),
    )), "where the text comes from", optional=True),
    Key("null_means", ANY, "what null means in this file", optional=True, words="null_means"),
    Key("fields", Object(others=ANY), "explanations for readers of the file", optional=True, words="fields"),
    Key("local_area", Object((
        Key("local_authority", ANY, "the council’s full name", words="local_area", topic="local_authority"),
        Key("local_authority_abbreviation", Text(20),
            "how lists of leaders shorten it", words="local_area", topic="local_authority_abbreviation"),
        Key("health_body", ANY, "the accountable health body’s full name", words="local_area", topic="health_body"),
        Key("health_body_abbreviation", Text(20), "how lists of leaders shorten it", words="local_area", topic="health_body_abbreviation"),
        Key("organisations", Object(others=Text(200)),
            "full names of further organisations by abbreviation", optional=True, words="organisation_name"),
    )), "whose document it is", optional=True),
    Key("timescale_stated", Object((
        Key("months", Number(least=1, most=600), "how many months", column="timescale_months"),
        Key("text", ANY, "the sentence that says so", column="timescale_text"),
    )), "the time that the document gives itself", optional=True),
    Key("vision", Object((
        Key("heading", ANY, "the heading", words="vision_heading"),
        Key("ambition", ANY, "the ambition", words="ambition"),
        Key("commitments_to_improvement_in", ListOf(ANY), "what will be improved", words="commitment"),
        Key("assurances_sought", ListOf(ANY), "what leaders want to be assured of", words="assurance"),
        Key("covid_caveat", ANY, "a caveat on the dates", optional=True, words="covid_caveat"),
    )), "the area’s vision", optional=True),
    Key("governance", Object((
        Key("heading", ANY, "the heading", words="governance_heading"),
        Key("statements", ListOf(PAIR_TOPIC), "sentences on who answers for what", words="governance_statement"),
        Key("structure", STRUCTURE, "the same as single facts", optional=True),
        Key("diagram", ANY, "a description of the diagram", words="governance_diagram"),
        Key("diagram_note", ANY, "a note on the diagram", optional=True, words="governance_diagram_note"),
    )), "who oversees the work", optional=True),
    Key("strategic_leaders", ListOf(LEADER), "the printed list of strategic leaders", optional=True),
    Key("operational_leaders", ListOf(LEADER), "the printed list of operational leaders", optional=True),
    Key("ambiguous_initials", Object(others=ListOf(Text(), least=1)),
        "initials that the lists use more than once, and the names", optional=True, words="ambiguous_initials"),
    Key("activity_since_inspection", ListOf(ACTIVITY), "what was done before the document", optional=True),
    Key("signatories", ListOf(SIGNATORY), "who signed", optional=True),
    Key("progress_scale", ListOf(SCALE_STEP),
        "the six steps of the scale in the document’s own words", optional=True, words="progress_scale"),
    Key("areas_for_improvement", ListOf(AREA, least=1), "the significant weaknesses and all that is promised about them", needed=True),
    Key("published_progress", PROGRESS, "the published progress document, when both travel in one file", optional=True, apart=True),
    Key("published_table", PROGRESS, "the same, for what came from a CSV or Excel table", optional=True, apart=True),
))  # fmt: skip
