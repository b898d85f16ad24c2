"""The settings of the service, on top of those of a single run."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, PositiveFloat, PositiveInt

from extractor.settings import Settings


def default_data_dir() -> Path:
    """Return the data folder of the service: of the system for root, else of the user (XDG)."""
    if os.geteuid() == 0:
        return Path("/var/lib/heyan")
    base = os.environ.get("XDG_DATA_HOME", "")
    root = Path(base) if Path(base).is_absolute() else Path.home() / ".local" / "share"
    return root / "heyan"


def default_example_dir() -> Path | None:
    """Return the folder of the golden packages where the project folder is at hand."""
    folder = Path(__file__).resolve().parent.parent / "golden_docs"
    return folder if folder.is_dir() else None


class ServiceSettings(Settings):
    """What can be set from outside for `heyan serve` and `heyan worker`."""

    data_dir: Path = Field(default_factory=default_data_dir)
    """Folder of the embedded database and, unless `HEYAN_STORE_URL` is set, of the stored files."""

    database_url: str | None = None
    """PostgreSQL to use, `postgresql://user:password@host/database`; default: one embedded in `HEYAN_DATA_DIR`."""

    store_url: str | None = None
    """Where files are stored: a folder, or an address that fsspec knows (`s3://bucket/prefix`); default: `store` in `HEYAN_DATA_DIR`."""

    host: str = "127.0.0.1"
    """Address the service listens on; `0.0.0.0` for all networks, then behind a proxy that speaks TLS."""

    port: int = Field(default=8300, ge=1, le=65535)
    """Port the service listens on."""

    public_url: str | None = None
    """Address under which people open the service, as printed in links; default: `http://HOST:PORT`."""

    cookie_secure: bool = False
    """Whether session cookies go over HTTPS only; set it as soon as a proxy speaks TLS."""

    range_pages: PositiveInt = 4
    """Pages of one reading job; smaller ranges spread a submission over more processes."""

    submission_seconds: PositiveInt = 900
    """Longest time in seconds that taking in or verifying one submission may take."""

    lease_seconds: PositiveFloat = 30
    """Time in seconds after which a worker without a sign of life has lost its jobs to the others."""

    max_attempts: PositiveInt = 8
    """How often a job is tried before its submission is given up, with the reason shown."""

    max_upload_bytes: PositiveInt = 2_000_000_000
    """Most bytes one upload may have in all; a larger one is answered with 413."""

    max_upload_files: PositiveInt = 500
    """Most files one upload may have; more are answered with 413."""

    uploads_per_minute: PositiveInt = 120
    """Most uploads per person and minute; more are answered with 429."""

    requests_per_minute: PositiveInt = 3000
    """Most requests per person and minute; more are answered with 429."""

    session_hours: PositiveInt = 12
    """Hours without use after which a session ends."""

    retention_days: PositiveInt | None = None
    """Days after which a finished submission is erased; default: never."""

    webhook_hosts: tuple[str, ...] = ()
    """Hosts that webhooks may be sent to, as a JSON list; default: none, so that nothing leaves the machine."""

    two_person_rule: bool = True
    """Whether clearing a finding of severity error needs a second person."""

    example_dir: Path | None = Field(default_factory=default_example_dir)
    """Folder of golden packages that can be loaded as an example; default: the one of the project folder."""

    @property
    def address(self) -> str:
        """The address under which people open the service."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def stored_at(self) -> str:
        """The address of the file store."""
        return self.store_url or str(self.data_dir / "store")
