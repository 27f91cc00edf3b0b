"""Identifiers: test vectors of the published rules, and what copying mistakes do to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.identifiers import (
    Identifier,
    check_nhs_number,
    check_ods,
    check_ukprn,
    check_uln,
    check_upn,
    check_urn,
)
from alongside.kernel.refusals import Refusal

NHS_VALID = [
    "9434765870",
    "9990000018",
    "9990000026",
    "9990000034",
    "9990000042",
    "9990123454",
    "4010232137",
]
UPN_VALID = [
    "B801200005001",
    "T816400026001",
    "G816400026002",
    "R816999926123",
    "Z81699992612A",
    "N81699992612B",
]
ULN_VALID = ["1234567899", "1000000019", "4000000003", "9700000000"]
DOES_NOT_FIT = "cannot exist: its check character does not fit the rest"


@pytest.mark.parametrize("number", NHS_VALID)
def test_a_real_nhs_number_is_kept_and_shown_in_threes_and_four(number):
    shown = f"{number[:3]} {number[3:6]} {number[6:]}"
    assert check_nhs_number(number) == Identifier(number, shown)
    assert check_nhs_number(shown).value == number
    assert check_nhs_number(shown.replace(" ", "-")).value == number


def test_an_nhs_number_with_a_wrong_last_digit_is_refused():
    with pytest.raises(Refusal, match=DOES_NOT_FIT) as refused:
        check_nhs_number("9434765871", field="nhs_number")
    assert refused.value.field == "nhs_number"
    assert "943" not in refused.value.sentence


@pytest.mark.parametrize("stem", ["999123456", "999000000"])
@pytest.mark.parametrize("last", "0123456789")
def test_no_last_digit_makes_an_impossible_stem_an_nhs_number(stem, last):
    with pytest.raises(Refusal, match=DOES_NOT_FIT):
        check_nhs_number(stem + last)


@pytest.mark.parametrize(
    "text",
    ["", "943476587", "94347658700", "943476587O", "٩٤٣٤٧٦٥٨٧٠", "９434765870", "NHS number"],
)
def test_what_has_not_ten_digits_is_no_nhs_number(text):
    with pytest.raises(Refusal) as refused:
        check_nhs_number(text)
    assert refused.value.sentence == ("An NHS number has 10 digits. Check it and write it again.")


@given(st.sampled_from(NHS_VALID), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_in_an_nhs_number_is_always_found(number, position, shift):
    wrong = str((int(number[position]) + shift) % 10)
    with pytest.raises(Refusal):
        check_nhs_number(number[:position] + wrong + number[position + 1 :])


@given(st.sampled_from(NHS_VALID), st.integers(0, 8))
def test_two_neighbouring_digits_swapped_in_an_nhs_number_are_always_found(number, position):
    one, other = number[position], number[position + 1]
    swapped = number[:position] + other + one + number[position + 2 :]
    if one == other:
        assert check_nhs_number(swapped).value == number
    else:
        with pytest.raises(Refusal):
            check_nhs_number(swapped)


@pytest.mark.parametrize("upn", UPN_VALID)
def test_a_upn_permanent_or_temporary_is_accepted_without_a_query(upn):
    assert check_upn(upn) == Identifier(upn, upn)
    assert check_upn(f" {upn.lower()} ").value == upn


def test_a_upn_with_the_wrong_first_letter_is_refused():
    with pytest.raises(Refusal, match=f"This UPN {DOES_NOT_FIT}"):
        check_upn("A801200005001")


@pytest.mark.parametrize("last", "IOS")
def test_a_temporary_upn_never_ends_with_a_letter_outside_its_alphabet(last):
    with pytest.raises(Refusal, match=DOES_NOT_FIT):
        check_upn(f"Z81699992612{last}")


@pytest.mark.parametrize(
    "text",
    ["", "B80120000500", "B8012000050011", "8801200005001", "B80120000A001", "ß801200005001"],
)
def test_what_is_not_shaped_like_a_upn_is_refused(text):
    with pytest.raises(Refusal) as refused:
        check_upn(text, field="upn")
    assert refused.value.field == "upn"
    assert refused.value.sentence.startswith("A UPN is one letter and 12 digits")


def value_or_sentence(check, text):
    try:
        return check(text).value
    except Refusal as refusal:
        return refusal.sentence


def upn_of(body):
    total = sum(position * int(digit) for position, digit in enumerate(body, start=2))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] + body


@pytest.mark.parametrize("la_number", ["838", "839", "940", "941", "942", "943"])
def test_authorities_made_after_2011_are_known(la_number):
    assert check_upn(upn_of(f"{la_number}200005001")).warnings == ()


@pytest.mark.parametrize("la_number", ["000", "999", "660"])
def test_an_unknown_authority_is_a_query_and_not_a_refusal(la_number):
    assert check_upn(upn_of(f"{la_number}200005001")).warnings == (
        f"Local authority number {la_number} is not one we know. "
        "Check it with the school that gave the UPN.",
    )


@given(st.text(alphabet="0123456789", min_size=12, max_size=12), st.integers(0, 11))
def test_one_wrong_digit_in_a_upn_is_found(body, position):
    upn = upn_of(body)
    wrong = str((int(body[position]) + 1) % 10)
    with pytest.raises(Refusal):
        check_upn(upn[0] + body[:position] + wrong + body[position + 1 :])
    assert check_upn(upn).value == upn


@pytest.mark.parametrize("uln", ULN_VALID)
def test_a_uln_whose_check_digit_fits_has_no_warning(uln):
    assert check_uln(uln) == Identifier(uln, uln)


@pytest.mark.parametrize(
    "uln",
    ["9700000001", *(f"600012345{last}" for last in range(10)), "0000000019"],
)
def test_a_uln_whose_check_digit_does_not_fit_is_kept_with_a_warning(uln):
    checked = check_uln(uln)
    assert checked.value == uln
    assert checked.warnings == (
        "The check digit of this ULN does not fit. Compare it with where you copied it from.",
    )


def test_a_uln_leading_with_nought_is_warned_of_even_if_its_check_digit_fits():
    assert sum((10 - i) * int(d) for i, d in enumerate("012345678")) % 11 == 10 - 8
    assert check_uln("0123456788").warnings


def test_the_uln_of_nines_says_that_the_real_one_is_not_yet_known():
    assert check_uln("9999999999").warnings == (
        "This ULN means “not yet known”. Replace it when the real one is given.",
    )


@pytest.mark.parametrize("text", ["", "123456789", "12345678901", "12345A7899"])
def test_what_has_not_ten_digits_is_no_uln(text):
    with pytest.raises(Refusal, match=r"A ULN has 10 digits\."):
        check_uln(text)


@pytest.mark.parametrize(
    ("check", "text", "value"),
    [
        (check_ods, "X99999", "X99999"),
        (check_ods, "b83002", "B83002"),
        (check_ods, "QOQ", "QOQ"),
        (check_ods, "RVY01ABCDE", "RVY01ABCDE"),
        (check_urn, "121647", "121647"),
        (check_ukprn, "10007833", "10007833"),
    ],
)
def test_codes_without_a_check_digit_are_read_by_their_shape(check, text, value):
    assert check(text) == Identifier(value, value)


@pytest.mark.parametrize(
    ("check", "text", "sentence"),
    [
        (check_ods, "Q1", "An ODS code is 3 to 10 letters and digits, like R1A."),
        (check_ods, "RVY01ABCDEF", "An ODS code is 3 to 10 letters and digits, like R1A."),
        (check_ods, "RCB?", "An ODS code is 3 to 10 letters and digits, like R1A."),
        (check_ods, "RÇB", "An ODS code is 3 to 10 letters and digits, like R1A."),
        (check_urn, "12164", "A URN has 6 digits."),
        (check_urn, "1216470", "A URN has 6 digits."),
        (check_urn, "12164A", "A URN has 6 digits."),
        (check_ukprn, "20007833", "A UKPRN has 8 digits and begins with 1."),
        (check_ukprn, "1000783", "A UKPRN has 8 digits and begins with 1."),
    ],
)
def test_a_code_of_another_shape_is_refused(check, text, sentence):
    with pytest.raises(Refusal) as refused:
        check(text, field="code")
    assert refused.value.field == "code"
    assert refused.value.sentence == f"{sentence} Check it and write it again."


@given(st.text(max_size=20))
def test_any_text_is_an_identifier_or_a_refusal(text):
    checks = (check_nhs_number, check_upn, check_uln, check_ods, check_urn, check_ukprn)
    for check in checks:
        answer = value_or_sentence(check, text)
        assert answer.isascii()
        assert answer.isalnum() or answer.endswith(".")
