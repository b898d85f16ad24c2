"""What earlier rules found, so that a consequence can name its cause."""

from __future__ import annotations

from collections.abc import Iterable

from models.finding import Finding, Outcome

_BAD = (Outcome.failed, Outcome.review)


class Found:
    """The findings so far; grows while the rules run."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._findings = list(findings)

    def add(self, findings: Iterable[Finding]) -> None:
        """Take in what another rule found."""
        self._findings.extend(findings)

    @property
    def all(self) -> tuple[Finding, ...]:
        """All findings so far, in order."""
        return tuple(self._findings)

    def cause(self, *keys: tuple[str, str | None], family: str | None = None) -> Finding | None:
        """The first bad finding of its own about one of these (indicator, period) pairs.

        A failed one goes before one for review.
        """
        hits = [
            finding
            for finding in self._findings
            if self._is_cause(finding, family)
            and any(self._is_about(finding, key, period) for key, period in keys)
        ]
        return min(hits, key=lambda f: _BAD.index(f.outcome), default=None)

    def about_document(self, *document_types: str, rules: Iterable[str] = ()) -> Finding | None:
        """The first bad finding of its own about one of these document types."""
        wanted = set(rules)
        for finding in self._findings:
            right_rule = not wanted or finding.rule in wanted
            if (
                right_rule
                and self._is_cause(finding, None)
                and finding.document_type in document_types
            ):
                return finding
        return None

    @staticmethod
    def _is_cause(finding: Finding, family: str | None) -> bool:
        right_family = family is None or finding.family.value == family
        return finding.outcome in _BAD and finding.follows_from is None and right_family

    @staticmethod
    def _is_about(finding: Finding, key: str, period: str | None) -> bool:
        return finding.indicator == key and finding.period in (period, None)
