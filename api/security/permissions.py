"""Roles and what each may do; a route names the permission it needs, and a role without it is refused."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from api.store.tables import Role


class Permission(StrEnum):
    """One kind of deed."""

    submit = "submit"
    """Hand in a submission."""
    read_submissions = "read_submissions"
    """Read submissions one has access to."""
    review = "review"
    """Correct, decide and comment on submissions one has access to."""
    read_all = "read_all"
    """Have access to every submission."""
    assign = "assign"
    """Open submissions to others and assign them."""
    erase = "erase"
    """Erase a submission for good."""
    keep_accounts = "keep_accounts"
    """Create, change and close accounts, and make links for them."""
    read_log = "read_log"
    """Read and verify the log of reads and changes."""
    read_metrics = "read_metrics"
    """Read the numbers for monitoring."""
    keep_webhooks = "keep_webhooks"
    """Say which address is told when a submission is finished."""


_STAFF = frozenset({Permission.submit, Permission.read_submissions})
_REVIEWER = _STAFF | {Permission.review}
_LEAD = _REVIEWER | {Permission.read_all, Permission.assign, Permission.keep_webhooks}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.applicant: _STAFF,
    Role.reviewer: _REVIEWER,
    Role.lead: _LEAD,
    Role.admin: frozenset(Permission),
}


@dataclass(frozen=True)
class Principal:
    """Who makes a request. `csrf` is the token of the session, None for an API token."""

    account: uuid.UUID
    login: str
    name: str
    role: Role
    credential: str
    csrf: str | None

    def may(self, permission: Permission) -> bool:
        """Whether the role allows it."""
        return permission in PERMISSIONS[self.role]
