"""Declared counts and ticked boxes against the certificates that prove them."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterator

from extractor.verify.causes import named, told
from extractor.verify.certificates import Certificate, Standing
from extractor.verify.figures import Slip
from extractor.verify.matching import matches
from extractor.verify.misread import doubt_of
from extractor.verify.rule import About, Check, rule
from extractor.verify.values import number, options_of, shown, where
from models.catalogue.spec_tables import EvidenceSource, OptionProof, TableField
from models.field import Value
from models.finding import Basis, Cause, Family, Finding

_OTHER = "其他"
_NOTICE = "patent_acceptance_notice"
_BAD = (Standing.expired, Standing.not_yet, Standing.foreign)


@rule("DVE-03", Family.declared_vs_evidence, stage="declared", basis=Basis.stated)
def dve_03(check: Check) -> Iterator[Finding]:
    """申报的知识产权、研发机构和认证数应等于有效、本企业持有、不重复的证书数。"""
    for field in check.case.spec.fields:
        if not field.printed:
            continue
        for source in field.evidence:
            if source.how == "count_of_valid":
                yield from _count(check, field, source)
        if field.option_proofs:
            yield from _ticks(check, field)


def _count(check: Check, field: TableField, source: EvidenceSource) -> Iterator[Finding]:
    case = check.case
    declared = case.declared(field.key)
    of_type = [c for c in case.certificates if c.type.key == source.document_type]
    title = case.document_title(source.document_type)
    about = About(indicator=field.key, declared=declared)
    claimed = number(declared)
    if declared is None or claimed is None:
        if any(matches(c.record, source.where) for c in of_type):
            text = f"申请书上未读到{field.label}，未与{title}核对。"
            yield check.not_checked(about, text, missing=[f"申请书的{field.label}"])
        return
    if not of_type:
        if claimed > 0:
            yield _no_paper(check, about, field, source)
        return
    mine = [c for c in of_type if matches(c.record, source.where) is not False]
    sure = [c for c in mine if _is_sure(c, source)]
    possible = [c for c in mine if c.standing in (Standing.valid, Standing.doubtful)]
    about = About(
        indicator=field.key,
        declared=declared,
        evidence=tuple(c.mark for c in possible if c.mark),
        computed=Value(value=str(len(sure)), raw=str(len(sure)), unit="项", step="1"),
    )
    text = (
        f"{field.label}申报{shown(declared)}{where(declared)}，材料中有效的{title}有{len(sure)}份"
    )
    text = f"{text}{_told_left_out(check, mine, source)}"
    if len(sure) == claimed:
        yield check.passed(about, f"{text}，两者一致。")
    elif claimed < len(sure):
        yield check.review(about, f"{text}，申报数少于证书数，请人工确认。")
    elif claimed <= len(possible):
        doubtful = "；".join(f"{c.name}{c.reason}" for c in possible if c not in sure)
        yield check.review(
            about, f"{text}，另有不能确定的：{doubtful or '类型未读出'}，请人工确认。"
        )
    else:
        yield _too_many(check, about, text, mine, source)


def _is_sure(item: Certificate, source: EvidenceSource) -> bool:
    return item.standing is Standing.valid and matches(item.record, source.where) is True


def _too_many(
    check: Check,
    about: About,
    text: str,
    mine: list[Certificate],
    source: EvidenceSource,
) -> Finding:
    """More declared than held: a consequence where certificates that do not count explain it."""
    claimed = number(about.declared)
    left_out = [c for c in mine if c.standing in _BAD]
    doubles = [c for c in mine if c.standing is Standing.duplicate]
    held = len(about.evidence)
    slip = _slip(check, about, source, (left_out, doubles))
    text = told(f"{text}，申报数多于证书数", slip)
    explained = claimed is not None and held + len(left_out) >= claimed and bool(left_out)
    if explained:
        cause = check.found.about_document(source.document_type, rules=("VAL-01", "VAL-02"))
        return named(check.failed(about, f"{text}。", follows=cause), slip)
    if others := _other_explanation(check, source):
        return named(check.review(about, f"{text}；{others}，请人工确认。"), slip)
    if reason := doubt_of(about.declared):
        return named(check.review(about, f"{text}；但{reason}，请对照原件确认。"), slip)
    return named(check.failed(about, f"{text}。"), slip)


def _told_left_out(check: Check, mine: list[Certificate], source: EvidenceSource) -> str:
    """What is not counted, and why: held by others, out of force, twice, only filed."""
    reasons = [f"{c.name}{c.reason}" for c in mine if c.standing in (*_BAD, Standing.duplicate)]
    if source.document_type == "patent_certificate":
        filed = len(check.case.of_type(_NOTICE))
        title = check.case.document_title(_NOTICE)
        reasons += [f"{title}{filed}份仅说明受理或审查进展，不是授权"] if filed else []
    return f"（未计入：{'；'.join(reasons)}）" if reasons else ""


def _slip(
    check: Check,
    about: About,
    source: EvidenceSource,
    others: tuple[list[Certificate], list[Certificate]],
) -> Slip | None:
    """What was counted that does not count: certificates of others or out of force, twice, only filed."""
    claimed, held = number(about.declared), len(about.evidence)
    left_out, doubles = others
    lacking = int(claimed) - held if claimed is not None else 0
    if left_out and lacking == len(left_out):
        return Slip(Cause.not_counted, f"恰为把{lacking}份不能计入的证书也计算在内的数")
    if doubles and lacking == len(doubles):
        return Slip(Cause.counted_twice, f"恰为把{lacking}份重复的证书重复计算的数")
    filed = check.case.of_type(_NOTICE)
    if source.document_type == "patent_certificate" and filed and lacking == len(filed):
        return Slip(Cause.not_counted, f"恰为把{lacking}份受理通知书也计算在内的数")
    return None


def _other_explanation(check: Check, source: EvidenceSource) -> str:
    """What else may explain a lack of certificates: unread pages, lists, two papers read alike."""
    case = check.case
    if case.has_unread_papers:
        return "有文件或页面未能读取"
    of_type = [c for c in case.certificates if c.type.key == source.document_type]
    if any(c.standing is Standing.duplicate for c in of_type):
        return "有两份证书读出的编号相同，可能是重复提交，也可能是识别错误"
    if source.document_type != "patent_certificate":
        return ""
    types = ("ip_list", "patent_register_copy")
    titles = [case.document_title(t) for t in types if case.has_document(t)]
    return f"材料中另有{'、'.join(titles)}" if titles else ""


def _no_paper(check: Check, about: About, field: TableField, source: EvidenceSource) -> Finding:
    """No certificate of the type at all: missing where the notice asks for it, else without evidence."""
    title = check.case.document_title(source.document_type)
    declared = about.declared
    cause = check.found.about_document(source.document_type, rules=("CMP-03",))
    text = f"{field.label}申报{shown(declared)}{where(declared)}，材料中没有{title}，无佐证"
    if cause is not None:
        return check.review(about, f"{text}。", follows=cause)
    return check.not_checked(about, f"{text}。", missing=[title])


def _ticks(check: Check, field: TableField) -> Iterator[Finding]:
    declared = check.case.declared(field.key)
    if declared is None:
        return
    ticked = options_of(declared)
    for proof in field.option_proofs:
        if proof.option in ticked:
            finding = _tick(check, field, proof, declared)
            if finding is not None:
                yield finding


def _tick(check: Check, field: TableField, proof: OptionProof, declared: Value) -> Finding | None:
    case = check.case
    title = case.document_title(proof.document_type)
    of_type = [c for c in case.certificates if c.type.key == proof.document_type]
    mine = [c for c in of_type if matches(c.record, proof.where) is not False]
    held = [c for c in mine if c.standing is Standing.valid and matches(c.record, proof.where)]
    about = About(
        indicator=field.key,
        document_type=proof.document_type,
        declared=declared,
        evidence=tuple(c.mark for c in (held or mine) if c.mark),
    )
    text = f"申请书勾选了“{proof.option}”{where(declared)}"
    if held:
        return check.passed(about, f"{text}，有{held[0].name}佐证。")
    if not of_type:
        cause = check.found.about_document(proof.document_type, rules=("CMP-03",))
        if cause is not None:
            return check.review(about, f"{text}，材料中没有{title}，无佐证。", follows=cause)
        return check.not_checked(about, f"{text}，材料中没有{title}，无佐证。", missing=[title])
    bad = [c for c in mine if c.standing in _BAD]
    if bad:
        cause = check.found.about_document(proof.document_type, rules=("VAL-01", "VAL-02"))
        return check.failed(about, f"{text}，而{bad[0].name}{bad[0].reason}。", follows=cause)
    if mine or case.has_unread_papers or doubt_of(declared):
        return check.review(about, f"{text}，材料中的{title}不能确定是否对应，请人工确认。")
    if proof.option == _OTHER and any(c.standing is Standing.valid for c in of_type):
        return check.review(about, f"{text}，材料中的{title}是否对应请人工确认。")
    if proof.document_type == "honor_cert":
        return check.not_checked(about, f"{text}，材料中没有对应的证书，无佐证。", missing=[title])
    return check.failed(about, f"{text}，材料中没有对应的{title}。")
