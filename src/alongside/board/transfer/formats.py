"""The documented JSON of a revisit letter: every key, what it holds, and where it is kept.

Made of the same pieces as the format of action plans. Lengths are those of the columns; a test
holds them together, and another holds ``docs/reference/revisit-format.md`` to these names.
"""

from alongside.board.rules.codes import ProgressCode
from alongside.plan.transfer.schema import Key, ListOf, Number, Object, Text

SCHEMA_VERSION = 1
ANY = Text()
DAY = Text(longest=10, is_date=True)
SENTENCES = ListOf(ANY)
NUMBER = Number(least=1, most=32_767)

PERSON = Object((
    Key("name", Text(120), "the name as printed", needed=True, column="name"),
    Key("role", Text(300), "the role as printed", column="role"),
    Key("organisation", Text(200), "the organisation as printed", optional=True, column="organisation"),
))  # fmt: skip

FINDING = Object((
    Key("number", NUMBER, "the number of the finding, once in the letter", needed=True, column="number"),
    Key("title", Text(300), "its short title", column="title"),
    Key("wsoa_area", NUMBER,
        "the number of the weakness in the action plan; null when the letter speaks of none of them",
        column="weakness_number"),
    Key("significant_weakness", ANY, "the weakness as the letter words it", needed=True, column="weakness_text"),
    Key("strengths", SENTENCES, "what has improved, a sentence each"),
    Key("remaining_weaknesses", SENTENCES, "what remains, a sentence each; each can become an action"),
    Key("caveats", SENTENCES, "what to bear in mind: limiting remarks that are no weakness"),
    Key("judgement", ANY, "the sentence of judgement", needed=True, column="judgement"),
    Key("judgement_code", Text(choices=tuple(ProgressCode)),
        "the same as a code", column="judgement_code"),
))  # fmt: skip

REVISIT = Object((
    Key("document", Text(300), "what the letter is; its title here", needed=True, column="title"),
    Key("schema_version", Number(least=1, most=SCHEMA_VERSION), "the version of this format: 1", needed=True, column="schema_version"),
    Key("source", Object((
        Key("seed_file", Text(255), "the file that the text was taken from", optional=True, column="source_file"),
        Key("sha256", Text(64), "the checksum of that file", optional=True, column="source_sha256"),
    )), "where the text comes from", optional=True),
    Key("letter_date", DAY, "the date of the letter", needed=True, column="letter_on"),
    Key("revisit_dates", Object((
        Key("from", DAY, "the first day of the revisit", needed=True, column="visited_from"),
        Key("to", DAY, "the last day of the revisit", needed=True),
    )), "when the inspectors came", needed=True),
    Key("inspectorates", ListOf(Text(200), least=1), "who inspected", needed=True, column="inspectorates"),
    Key("initial_inspection_report_letter_published", DAY, "when the first report was published", column="report_published_on"),
    Key("wsoa_declared_fit_for_purpose", DAY, "when the action plan was declared fit", column="judged_fit_on"),
    Key("initial_inspection_year_named_in_letter", Number(least=1900, most=2199),
        "the year of the first inspection", column="inspection_year"),
    Key("addressed_to", ListOf(PERSON), "to whom the letter is addressed"),
    Key("signed_by", ListOf(PERSON), "who signed it"),
    Key("named_officials", ListOf(PERSON), "officials whom it names"),
    Key("copied_to", ListOf(Text(200)), "who was sent a copy", column="copied_to"),
    Key("legal_basis", Text(300), "the regulations it was made under", column="legal_basis"),
    Key("overall_judgement", ANY, "the judgement of the whole", needed=True, column="overall_judgement"),
    Key("consequence", ANY, "what follows from it", column="consequence"),
    Key("notes", ListOf(ANY), "notes of whoever wrote the file", column="notes"),
    Key("findings", ListOf(FINDING, least=1), "what it says about each weakness", needed=True),
))  # fmt: skip
