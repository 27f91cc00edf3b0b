"""Generated EHC plans: of each team exactly the share that was asked for is specific."""

from alongside.demonstration.more_plans import is_specific


def test_a_share_is_kept_exactly_and_spread_evenly() -> None:
    for share, of_40 in ((0, 0), (40, 16), (95, 38), (100, 40)):
        found = [is_specific(number, share) for number in range(1, 41)]
        assert sum(found) == of_40
        assert abs(sum(found[:20]) - of_40 / 2) <= 1
