"""What a sample shows of a target, and whether a target can be shown, in words."""

import pytest

from alongside.kernel.refusals import Refusal
from alongside.stats.provability import assess_target, judge_sample
from alongside.stats.target import Shown, Target


@pytest.mark.scenario(24)
def test_twenty_of_twenty_does_not_yet_show_98_per_cent_and_says_how_many_would():
    judgement = judge_sample(20, 20, target=Target(0.98), noun="audits")
    assert judgement.sentence == (
        "20 of 20: 100%; plausible range 84–100%; does not yet show 98%; "
        "about 189 clean audits would."
    )
    assert judgement.shown is Shown.CANNOT_TELL
    assert judgement.records_needed == 189
    assert judgement.lower == pytest.approx(0.8389, abs=1e-4)


@pytest.mark.parametrize(
    ("x", "n", "target", "ending"),
    [
        (190, 190, Target(0.98), "plausible range 98.02–100%; shows at least 98%."),
        (188, 188, Target(0.98), "97.998–100%; does not yet show 98%; about 189 clean audits would."),
        (10, 20, Target(0.98), "shows that 98% is not met."),
        (19, 20, Target(0.98), "about 280 audits in all would, 260 more with no further failure."),
        (20, 20, Target(1.0), "does not show 100%, and no sample ever could."),
        (0, 20, Target(0.02, "at most"), "does not yet show at most 2%; about 189 clean audits would."),
        (0, 0, Target(0.98), "No audits yet."),
    ],
)  # fmt: skip
def test_the_sentence_fits_what_is_shown(x, n, target, ending):
    assert judge_sample(x, n, target=target, noun="audits").sentence.endswith(ending)


def test_a_sample_of_nothing_has_no_share():
    judgement = judge_sample(0, 0, target=Target(0.9))
    assert (judgement.share, judgement.lower, judgement.upper) == (None, None, None)
    assert judgement.shown is Shown.CANNOT_TELL


@pytest.mark.scenario(30)
def test_98_per_cent_on_ten_audits_a_quarter_is_unprovable_and_says_when_it_would_be():
    outlook = assess_target(Target(0.98), sample=10, noun="audits")
    assert not outlook.provable
    assert (outlook.records_needed, outlook.periods_needed) == (189, 19)
    assert outlook.sentence == (
        "At least 98% cannot be shown by 10 audits a quarter, even if none fails. "
        "It takes about 189 clean audits: 19 quarters taken together, about 5 years. "
        "10 clean audits show at least 72%."
    )


@pytest.mark.parametrize(
    ("target", "sample", "sentence"),
    [
        (Target(0.9), 40, "At least 90% can be shown by 40 audits a quarter, if none fails."),
        (Target(0.9), 300, "At least 90% can be shown by 300 audits a quarter, if at most 19 of them fail."),
        (Target(1.0), 10, "No sample ever could: the plausible range always reaches beyond it."),
        (Target(0.9), 0, "It takes about 35 clean audits."),
        (Target(0.02, "at most"), 10, "10 clean audits show at most 28%."),
        (Target(0.9), 1, "by 1 audit a quarter, even if none fails."),
        (Target(0.9), 1, "1 clean audit shows at least 20%."),
    ],
)  # fmt: skip
def test_the_outlook_is_told_for_each_kind_of_target(target, sample, sentence):
    assert sentence in assess_target(target, sample=sample, noun="audits").sentence


def test_the_chance_to_show_is_told_when_a_true_share_is_hoped_for():
    outlook = assess_target(Target(0.98), sample=400, expected=0.99)
    assert outlook.failures_allowed == 2
    assert outlook.chance == pytest.approx(0.2366, abs=1e-3)
    assert outlook.sentence.endswith(
        "If the true share is 99%, the chance of showing it in one period is 24%."
    )


def test_nothing_is_ever_shown_without_records():
    outlook = assess_target(Target(0.9), sample=0)
    assert (outlook.provable, outlook.periods_needed, outlook.highest_provable) == (
        False,
        None,
        None,
    )


def test_more_good_ones_than_records_are_refused():
    with pytest.raises(Refusal, match="larger than its whole"):
        judge_sample(21, 20, target=Target(0.98))
