"""index.jsonl and batch.json: the same submissions give the same bytes."""

from __future__ import annotations

import json
from collections import Counter

from extractor.batch.kept import FOLDER
from extractor.batch.rank import Ranked, by_submission
from extractor.batch.result import Batch
from extractor.batch.wire import (
    WireBatch,
    WireCounts,
    WireCrossFinding,
    WireIgnored,
    WireLine,
)
from extractor.report.as_json import dump_json, wire_schema
from extractor.report.wire import WireRefusal
from models.batch import SubmissionState


def render_index(batch: Batch) -> bytes:
    """Return index.jsonl: one line per submission, in the order of the folder."""
    order = {worked.name: position for position, worked in enumerate(batch.submissions)}
    lines = sorted(batch.ranked, key=lambda ranked: order[ranked.worked.name])
    shared = by_submission(batch.findings)
    wires = (
        _line(
            ranked,
            cross_findings=len(shared.get(ranked.worked.name, ())),
            sampled=ranked.worked.name in batch.sample,
        )
        for ranked in lines
    )
    return "".join(
        json.dumps(wire.model_dump(mode="json"), ensure_ascii=False) + "\n" for wire in wires
    ).encode()


def render_batch(batch: Batch) -> bytes:
    """Return batch.json: what submissions share, and what was left out."""
    states = Counter(worked.state for worked in batch.submissions)
    wire = WireBatch(
        schema_version="1",
        code_version=batch.code_version,
        catalogue_sha256=batch.catalogue_sha256,
        programme=batch.programme,
        reference_date=batch.reference_date,
        submissions=len(batch.submissions),
        states={state: states[state] for state in SubmissionState},
        not_compared=[worked.name for worked in batch.not_compared],
        ignored=[WireIgnored(name=i.name, message=i.message) for i in batch.ignored],
        findings=[
            WireCrossFinding.model_validate(finding.model_dump(mode="json"))
            for finding in batch.findings
        ],
        earlier=[worked.name for worked in batch.earlier],
    )
    return dump_json(wire.model_dump(mode="json"))


def batch_schema() -> bytes:
    """Return the JSON Schema (draft 2020-12) of batch.json."""
    return wire_schema(WireBatch)


def index_schema() -> bytes:
    """Return the JSON Schema (draft 2020-12) of one line of index.jsonl."""
    return wire_schema(WireLine)


def _line(ranked: Ranked, *, cross_findings: int, sampled: bool) -> WireLine:
    worked = ranked.worked
    reason = worked.reason
    return WireLine(
        name=worked.name,
        applicant_name=worked.applicant.applicant_name,
        uscc=worked.applicant.uscc,
        state=worked.state,
        exit_code=worked.exit_code,
        reason=WireRefusal(code=reason.code, message=reason.message) if reason else None,
        rank=ranked.rank,
        reasons=list(ranked.reasons),
        pages=worked.pages,
        unread=len(worked.unread),
        counts=WireCounts.model_validate(worked.counts.model_dump()),
        cross_findings=cross_findings,
        results=f"{FOLDER}/{worked.name}" if worked.results else None,
        sampled=sampled,
    )
