"""Who judges what a sweep found: a clinician, or social care where section D is all that is missing."""

from collections.abc import Mapping

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.quality import perms
from alongside.quality.models import SweepCandidate
from alongside.quality.rules.codes import Judges, SweepRule
from alongside.quality.rules.sweeping import judges_of

MAY_JUDGE: Mapping[Judges, str] = {
    Judges.HEALTH: perms.JUDGE_HEALTH,
    Judges.SOCIAL_CARE: perms.JUDGE_SOCIAL_CARE,
}
_OF_SOCIAL_CARE = Q(found_by=[SweepRule.NO_SECTION_D.value])
_THEIRS: Mapping[Judges, Q] = {Judges.HEALTH: ~_OF_SOCIAL_CARE, Judges.SOCIAL_CARE: _OF_SOCIAL_CARE}


def judges(found: SweepCandidate) -> Judges:
    return judges_of([SweepRule(code) for code in found.found_by])


def check_judges(actor: Actor, found: SweepCandidate) -> None:
    """Raises Hidden."""
    if not actor.may(MAY_JUDGE[judges(found)]):
        raise Hidden("candidate")


def theirs_to_judge(actor: Actor) -> Q:
    """Which candidates this person judges. Raises Hidden for whoever judges none."""
    mine = [_THEIRS[each] for each in Judges if actor.may(MAY_JUDGE[each])]
    if not mine:
        raise Hidden("candidate")
    return mine[0] if len(mine) == 1 else mine[0] | mine[1]
