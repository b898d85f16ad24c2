"""Passwords as argon2id hashes (RFC 9106), and secrets that are kept as SHA-256 only."""

from __future__ import annotations

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
"""Fewest characters of a password (NIST SP 800-63B asks for 8, without rules on kinds of characters)."""

_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


def hash_password(password: str) -> str:
    """Return the hash of a password, with its salt and cost."""
    return _hasher.hash(password)


def is_password(password: str, hashed: str | None) -> bool:
    """Whether the password is the hashed one; takes as long where there is no account."""
    try:
        fits = _hasher.verify(hashed or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return fits and hashed is not None


def new_secret() -> str:
    """Return an unguessable secret for a cookie, a token or a link (256 bits)."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """Return what is kept of a secret; it is random, so a plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
