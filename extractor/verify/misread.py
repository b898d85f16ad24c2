"""Keeps misreads from becoming accusations: says why a difference may lie in our reading."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extractor.verify.figures import slip_between
from extractor.verify.values import agrees, shown
from models.field import Doubt, Value
from models.finding import Cause
from models.kinds import one_edit

LOW_CONFIDENCE = 0.9
"""Engine confidence below which a decisive value is not sure (0..1)."""

SHAKY_CONFIDENCE = 0.97
"""Engine confidence below which one changed character is explained by a misread when others support it."""

_REASONS = {
    Doubt.low_confidence: "识别把握不足",
    Doubt.readings_differ: "两次识别结果不一致",
    Doubt.check_digit: "校验位不符",
    Doubt.repaired: "个别字符系推断补正",
    Doubt.under_seal: "文字被印章遮盖",
    Doubt.unit_missing: "未读到计量单位",
    Doubt.does_not_add_up: "所在报表按此数不能勾稽",
    Doubt.ambiguous_mark: "勾选标记不清",
    Doubt.out_of_place: "所在位置不能确定",
}


def doubt_of(value: Value | None, *, beside: Doubt | None = None) -> str | None:
    """Why one reading is not sure, in Chinese; None when nothing speaks against it.

    `beside`: a doubt that does not count, as it says no more than the check that asks.
    """
    if value is None:
        return None
    doubts = [doubt for doubt in value.doubts if doubt is not beside]
    if doubts:
        reasons = "、".join(dict.fromkeys(_REASONS[doubt] for doubt in doubts))
        return f"“{shown(value)}”{reasons}"
    if value.confidence < LOW_CONFIDENCE:
        return f"“{shown(value)}”识别把握不足（{value.confidence:.2f}）"
    return None


def shaky_figure(values: Iterable[Value | None], *, computed: Value | None = None) -> str | None:
    """Why a verdict that rests on these values may rest on a misread figure, None when all are clear.

    Looks at figures, days and codes alone: one wrong character makes another figure, while a wrong
    character in running text or a name still leaves the rest to tell it by. What was computed is as
    clear as the least clear of its inputs.
    """
    if computed is not None and computed.confidence < SHAKY_CONFIDENCE:
        return f"计算“{shown(computed)}”所用的数据识别把握不高（{computed.confidence:.2f}）"
    for value in values:
        if value is not None and value.confidence < SHAKY_CONFIDENCE and _is_figure(value):
            return f"“{shown(value)}”识别把握不高（{value.confidence:.2f}）"
    return None


def _is_figure(value: Value) -> bool:
    letters = _characters(value)
    return 2 * sum(char.isdigit() for char in letters) >= len(letters) > 0


def misread_reason(
    kind_name: str,
    declared: Value | None,
    evidence: Iterable[Value],
    *,
    supporting: Iterable[Value] = (),
) -> str | None:
    """Why a difference may be a misread, None when both readings are sure.

    `supporting` are further readings of the same fact: where one agrees with the declared value, and
    one character separates the two sides, the evidence may be misread.
    """
    proofs = tuple(evidence)
    for value in (declared, *proofs):
        if reason := doubt_of(value):
            return reason
    if declared is None or not proofs:
        return None
    return (
        _second_reading(kind_name, declared, proofs)
        or _lost_point(kind_name, declared, proofs[0])
        or _lost_magnitude(kind_name, declared, proofs[0])
        or _lost_character(kind_name, declared, proofs[0])
        or _one_character(kind_name, declared, proofs[0], tuple(supporting))
    )


def _second_reading(kind_name: str, declared: Value, proofs: tuple[Value, ...]) -> str | None:
    for one, others in ((declared, proofs), *((proof, (declared,)) for proof in proofs)):
        if one.second is None:
            continue
        second = one.model_copy(update={"value": one.second, "second": None})
        if any(agrees(kind_name, second, other) for other in others):
            return f"“{shown(one)}”的另一次识别结果与对方一致"
    return None


def _lost_point(kind_name: str, declared: Value, proof: Value) -> str | None:
    """The same figures, with a point on one side alone: the smallest mark of a page is the first to be lost.

    Confidence cannot tell, as there is no character that was read badly. The two may stand in different
    units: 660235 (万元) beside 66,023,541.71元 is 6602.35 that lost its point.
    """
    if kind_name not in _NUMBERS:
        return None
    alike = _characters(declared) == _characters(proof)
    if alike and _has_point(declared) != _has_point(proof):
        return "两处数字相同，只有一处有小数点，可能漏读了小数点"
    for one, other in ((declared, proof), (proof, declared)):
        if kind_name == "count" or _has_point(one):
            continue
        if any(agrees(kind_name, _moved(one, -places), other) for places in _DECIMALS):
            return f"“{shown(one)}”若有小数点则两处相符，可能漏读了小数点"
    return None


_DECIMALS = (1, 2)
"""Decimals with which forms print amounts."""


def _has_point(value: Value) -> bool:
    return "." in value.raw or "．" in value.raw


def _lost_magnitude(kind_name: str, declared: Value, proof: Value) -> str | None:
    """One side is the other where the 万 or 亿 before its 元 was not seen: 618.81元 beside 6,188,104.23元.

    Looks at a unit that stands beside its figure; that of a whole statement is read with the statement.
    """
    if kind_name != "money":
        return None
    for small, large in ((declared, proof), (proof, declared)):
        printed = "".join(small.raw.split())
        if not printed.endswith("元") or any(word in printed for word in _MAGNITUDES):
            continue
        for word, power in _MAGNITUDES.items():
            if agrees(kind_name, _moved(small, power), large):
                return f"“{shown(small)}”若为“{word}元”则两处相符，可能漏读了“{word}”"
    return None


_MAGNITUDES = {"万": 4, "亿": 8}


def _moved(value: Value, power: int) -> Value:
    """The amount ten to the power as large, printed to the same figures."""
    amount = Decimal(value.value).scaleb(power)
    step = Decimal(value.step).scaleb(power) if value.step else None
    return value.model_copy(
        update={"value": f"{amount:f}", "step": f"{step:f}" if step is not None else None}
    )


def _lost_character(kind_name: str, declared: Value, proof: Value) -> str | None:
    """One side is the other without one of its characters: short names have nothing else to tell it by.

    A character that was not seen leaves no confidence behind that could be low.
    """
    short, long = sorted((_characters(declared), _characters(proof)), key=len)
    if kind_name not in _WORDS or len(long) != len(short) + 1 or not one_edit(short, long):
        return None
    return "一处比另一处只少一个字，可能漏读"


_WORDS = ("text", "company_name")


def _one_character(
    kind_name: str, declared: Value, proof: Value, supporting: tuple[Value, ...]
) -> str | None:
    """One slip of a reader apart, and either other papers support the declared value or a reading is shaky."""
    slip = _reader_slip(kind_name, declared, proof)
    if slip is None:
        return None
    if any(agrees(kind_name, declared, value) for value in supporting):
        return f"{slip}，而另一处材料与申报值一致，可能是识别错误"
    if min(declared.confidence, proof.confidence) < SHAKY_CONFIDENCE:
        return f"{slip}，且识别把握不高，可能是识别错误"
    return None


def _reader_slip(kind_name: str, declared: Value, proof: Value) -> str | None:
    """What a reader may have got wrong: one character, a point or a separator; also across units."""
    if one_edit(_characters(declared), _characters(proof)):
        return "两处只差一个字符"
    slip = slip_between(declared, proof) if kind_name in _NUMBERS else None
    if slip is None or slip.cause not in _READER_SLIPS:
        return None
    same = slip.cause in (Cause.thousands_slip, Cause.unit_slip)
    return "两处数字相同而小数点或分隔符不同" if same else "两处只差一个数字"


_NUMBERS = ("money", "ratio", "count")
_READER_SLIPS = (
    Cause.one_digit_off,
    Cause.digit_count,
    Cause.thousands_slip,
    Cause.unit_slip,
    Cause.sign,
)


def _characters(value: Value) -> str:
    """The printed characters of a value without separators."""
    return "".join(c for c in value.raw if c.isalnum())
