"""Fuzzes the parsers of our own with atheris: `python -m bench.fuzz [--target NAME] [--seconds N]`.

Atheris (the `fuzz` extra of pyproject.toml) is not in the lock: nothing that runs needs it. Each
target runs in a process of its own, guided by the coverage of `models` and `extractor`; what is
printed is its number of executions. A crash is printed with its input, which then belongs into
`tests/fuzz/seeds.py`.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.seeds import seeds_of
from tests.fuzz.targets import TARGETS

INSIDE = """
import sys
import atheris
with atheris.instrument_imports(include=["models", "extractor"], enable_loader_override=False):
    from tests.fuzz.targets import TARGETS
target = TARGETS[sys.argv[1]]
for warm in sys.argv[2:3]:
    target(b"")
atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
atheris.Fuzz()
"""
DONE = re.compile(r"Done (\d+) runs in (\d+) second")


def main() -> None:
    """Fuzz one target or all; exit code 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="longest to fuzz each target")
    arguments = parser.parse_args()
    names = [arguments.target] if arguments.target else list(TARGETS)
    failed = [name for name in names if not fuzz_target(name, seconds=arguments.seconds)]
    sys.exit(1 if failed else 0)


def fuzz_target(name: str, *, seconds: int) -> bool:
    """Fuzz one target for a time in seconds; print the executions, and what made it fail."""
    with tempfile.TemporaryDirectory(prefix="heyan-fuzz-") as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(seeds_of(name)):
            (corpus / str(number)).write_bytes(seed)
        options = [
            f"-max_total_time={seconds}",
            "-max_len=2000",
            "-timeout=60",
            "-rss_limit_mb=3000",
        ]
        ended = subprocess.run(
            [
                sys.executable,
                "-c",
                INSIDE,
                name,
                *options,
                f"-artifact_prefix={folder}/",
                str(corpus),
            ],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        done = DONE.search(ended.stderr)
        print(f"{name}\t{done[1] if done else 'failed'}", flush=True)
        if done is None:
            print(ended.stderr[-3000:])
            for path in Path(folder).glob("*-*"):
                print(f"input: {path.read_bytes()!r}", flush=True)
        return done is not None


if __name__ == "__main__":
    main()
