"""Numbers with check characters: unified social credit codes and patent numbers."""

from __future__ import annotations

import random

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def uscc_check(body: str) -> str:
    """The 18th character for 17 given ones (GB 32100: weights 3**i mod 31)."""
    total = sum(_USCC_ALPHABET.index(char) * pow(3, i, 31) for i, char in enumerate(body))
    return _USCC_ALPHABET[(31 - total % 31) % 31]


def organisation_check(body: str) -> str:
    """The ninth character of an organisation code (GB 11714, modulo 11)."""
    total = sum(
        _USCC_ALPHABET.index(char) * weight for char, weight in zip(body, _ORG_WEIGHTS, strict=True)
    )
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def make_uscc(region: str, rng: random.Random) -> str:
    """A well-formed code of an enterprise (91) registered in a region of six digits."""
    organisation = "MA" + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6))
    body = "91" + region + organisation + organisation_check(organisation)
    return body + uscc_check(body)


def patent_number(year: int, kind: int, serial: int) -> str:
    """`ZL` + year + kind (1 invention, 2 utility model, 3 design) + serial + check digit."""
    digits = f"{year}{kind}{serial:07d}"
    rest = sum(int(d) * w for d, w in zip(digits, _PATENT_WEIGHTS, strict=True)) % 11
    return f"ZL{digits}.{'X' if rest == 10 else rest}"
