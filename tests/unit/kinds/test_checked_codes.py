"""Codes with check characters: credit codes, registration numbers, patent numbers."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.kinds import Agreement, Parsed, kind
from models.kinds import patent_number as patents
from models.kinds import registration_number as registrations
from models.kinds import uscc as credit_codes
from models.kinds.base import CHECK_DIGIT_FAILS, CHECK_DIGIT_REPAIRED

USCC, REGISTRATION, PATENT = kind("uscc"), kind("registration_number"), kind("patent_number")


@st.composite
def uscc(draw: st.DrawFn) -> str:
    """A code whose organisation part is valid too."""
    region = draw(st.text("0123456789", min_size=6, max_size=6))
    body = draw(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8))
    total = sum(
        (ord(c) - 48 if c.isdigit() else ord(c) - 55) * w
        for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    )
    check = (11 - total % 11) % 11
    first = "91" + region + body + ("X" if check == 10 else str(check))
    return first + credit_codes.check_character(first)


def test_a_published_code_is_valid() -> None:
    assert credit_codes.is_valid("91350100M000100Y43")  # a widely published example


@given(uscc())
def test_valid_codes_are_read_as_they_are(code: str) -> None:
    assert USCC.read(code) == Parsed(code)
    assert USCC.read(f"{code[:6]} {code[6:].lower()}") == Parsed(code)


@given(uscc(), st.integers(0, 17), st.sampled_from(credit_codes.ALPHABET))
def test_one_changed_character_is_never_valid(code: str, at: int, character: str) -> None:
    assume(code[at] != character)
    assert not credit_codes.is_valid(code[:at] + character + code[at + 1 :])


def test_a_remainder_of_zero_gives_the_check_character_0() -> None:
    first = next(
        first
        for number in range(1000)
        if credit_codes.check_character(first := f"91110000{number:09d}") == "0"
    )
    total = sum(int(c) * 3**place for place, c in enumerate(first))
    assert total % 31 == 0
    assert USCC.read(first + "0") == Parsed(first + "0")


@given(uscc(), st.sampled_from([("0", "O"), ("1", "I"), ("2", "Z"), ("5", "S")]))
def test_letters_that_no_code_has_are_repaired_with_a_note(
    code: str, pair: tuple[str, str]
) -> None:
    digit, letter = pair
    at = code.find(digit)
    assume(at >= 0)
    misread = code[:at] + letter + code[at + 1 :]
    assert USCC.read(misread) == Parsed(code, note=f"{CHECK_DIGIT_REPAIRED}:{letter}→{digit}")


@given(uscc(), st.integers(0, 17), st.sampled_from("0123456789"))
def test_a_wrong_digit_is_never_repaired_into_the_right_one(code: str, at: int, digit: str) -> None:
    assume(code[at].isdigit() and code[at] != digit)
    wrong = code[:at] + digit + code[at + 1 :]
    parsed = USCC.read(wrong)
    assert parsed is not None
    assert parsed.note is not None
    assert parsed.value != code


def test_two_exchanged_characters_are_not_mended_into_a_kind_of_institution_that_no_code_has() -> (
    None
):
    """With L for its second digit both check characters would fit, but that character is always a digit."""
    mended = "9L340207MKAHFFP68E"
    assert credit_codes.is_valid(mended)
    assert credit_codes.body_is_valid(mended)
    exchanged = "91340207MKAHFFP68E"
    assert USCC.read(exchanged) == Parsed(exchanged, note=CHECK_DIGIT_FAILS)


@pytest.mark.parametrize(
    "text", ["", "—", "9135010", "91350100M000100Y4", "91350100M000100Y433", "无"]
)
def test_what_has_not_18_characters_is_no_code(text: str) -> None:
    assert USCC.read(text) is None


def test_a_code_that_fails_says_so() -> None:
    assert USCC.read("91350100M000100Y44") == Parsed("91350100M000100Y44", note=CHECK_DIGIT_FAILS)


@given(st.text("0123456789", min_size=14, max_size=14), st.integers(0, 14), st.integers(1, 9))
def test_registration_numbers(first: str, at: int, shift: int) -> None:
    number = first + registrations.check_digit(first)
    assert REGISTRATION.read(number) == Parsed(number)
    other = number[:at] + str((int(number[at]) + shift) % 10) + number[at + 1 :]
    assert REGISTRATION.read(other) == Parsed(other, note=CHECK_DIGIT_FAILS)


def test_registration_number_published_example() -> None:
    assert registrations.is_valid("110108000000016")  # a widely published example


def test_other_forms_of_registration_numbers() -> None:
    assert REGISTRATION.read("1101082012345") == Parsed("1101082012345")  # 13 digits: no check
    assert REGISTRATION.read("91350100M000100Y43") == Parsed("91350100M000100Y43")
    assert REGISTRATION.read("11010800000001") is None
    repaired = REGISTRATION.read("11O108000000016")
    assert repaired == Parsed("110108000000016", note=f"{CHECK_DIGIT_REPAIRED}:O→0")
    assert (
        REGISTRATION.agree(Parsed("110108000000016"), Parsed("91350100M000100Y43"))
        is Agreement.cannot_compare
    )


@st.composite
def patent_digits(draw: st.DrawFn) -> str:
    serial = draw(st.integers(0, 10**7 - 1))
    if draw(st.booleans()):
        return f"{draw(st.integers(2003, 2030))}{draw(st.sampled_from('12389'))}{serial:07d}"
    return f"{draw(st.integers(85, 99))}{draw(st.sampled_from('12389'))}{serial % 100000:05d}"


@given(patent_digits())
def test_patent_numbers(digits: str) -> None:
    check = patents.check_character(digits)
    canonical = Parsed(f"ZL{digits}.{check}")
    for text in (
        f"ZL {digits}.{check}",
        f"zl{digits}{check}",
        f"{digits}．{check}",
        f"专利号：ZL {digits[:4]} {digits[4:]}.{check}",
    ):
        assert PATENT.read(text) == canonical
    assert PATENT.read(f"ZL{digits}") == Parsed(f"ZL{digits}", note=CHECK_DIGIT_FAILS)
    assert PATENT.agree(Parsed(f"ZL{digits}"), canonical) is Agreement.agree


@given(patent_digits(), st.integers(0, 11), st.integers(1, 9))
def test_one_changed_digit_fails(digits: str, at: int, shift: int) -> None:
    check = patents.check_character(digits)
    at %= len(digits)
    other = digits[:at] + str((int(digits[at]) + shift) % 10) + digits[at + 1 :]
    parsed = PATENT.read(f"ZL{other}.{check}")
    assert parsed is None or parsed.note == CHECK_DIGIT_FAILS


@pytest.mark.parametrize(
    ("digits", "kind_of_patent", "year"),
    [
        ("201910123456", patents.PatentType.invention, 2019),
        ("201920123456", patents.PatentType.utility_model, 2019),
        ("201930123456", patents.PatentType.design, 2019),
        ("201980012345", patents.PatentType.invention, 2019),
        ("201990001234", patents.PatentType.utility_model, 2019),
        ("98212345", patents.PatentType.utility_model, 1998),
        ("02131234", patents.PatentType.invention, 2002),
    ],
)
def test_type_and_year(digits: str, kind_of_patent: patents.PatentType, year: int) -> None:
    number = f"ZL{digits}.{patents.check_character(digits)}"
    parsed = PATENT.read(number)
    assert parsed == Parsed(number)
    assert patents.patent_type_of(number) is kind_of_patent
    assert patents.filing_year_of(number) == year


def test_a_published_patent_number_is_valid() -> None:
    assert patents.check_character("200310102344") == "5"  # a widely published example


def test_letters_in_a_patent_number_are_repaired_when_the_check_fits() -> None:
    check = patents.check_character("201910123456")
    repaired = PATENT.read(f"ZL2O1910123456.{check}")
    assert repaired == Parsed(f"ZL201910123456.{check}", note=f"{CHECK_DIGIT_REPAIRED}:O→0")
    wrong = "0" if check != "0" else "1"
    assert PATENT.read(f"ZL2O1910123456.{wrong}") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "CN114628668B",
        "ZL201940123456.7",
        "ZL188010123456.7",
        "ZL2019101234567.89",
        "ZL2002101234567",
    ],
)
def test_refuses_patent_numbers(text: str) -> None:
    assert PATENT.read(text) is None


def test_no_type_and_year_without_a_number() -> None:
    assert patents.patent_type_of("ZL123") is None
    assert patents.filing_year_of("ZL123") is None
