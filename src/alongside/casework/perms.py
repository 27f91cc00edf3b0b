"""Who may read and do casework. The role table in ``access`` names these.

``OWN`` opens only the cases of a post that the person holds, or covers for. Nobody reads a case for
having a high office: boards, councillors and administrators hold none of these.
"""

ALL = "casework.all"
OWN = "casework.own"
REGISTER = "casework.register"
RECORD = "casework.record"
DECIDE = "casework.decide"
ASSIGN = "casework.assign"

MEANINGS = {
    ALL: "Read every child’s and young person’s case in the area.",
    OWN: "Read the cases of a post one holds, or covers for.",
    REGISTER: "Register a child or young person, and begin an assessment.",
    RECORD: "Record what happened in a case that one may read, and correct it.",
    DECIDE: "Record the authority’s decisions: to assess or not, to issue an EHC plan or not, after a review.",
    ASSIGN: "Give a case to another post, and say who covers while somebody is away.",
}
READS = (ALL, OWN)
"""Either opens the room; which cases it shows differs."""
