"""Every parser of ours takes its seeds and a thousand mutations of them, the same every time."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.seeds import KNOWN, SEEDS, seeds_of
from tests.fuzz.targets import TARGETS

SLOW = ("word", "sheet", "zip", "any file", "lists", "corrections", "narrative", "report")
MUTATIONS = {True: 20, False: 300}
PIECES = (
    b"\0",
    b"\xff",
    b"9" * 40,
    b".",
    b",",
    b"-",
    "年".encode(),
    "万".encode(),
    b"(",
    b"<",
    b"&#x0;",
    b"%",
)


def mutated(data: bytes, rng: random.Random) -> bytes:
    """The input cut, turned over or with a piece put in, some times over."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randint(0, len(out))
        match rng.randrange(4):
            case 0:
                out[at:at] = rng.choice(PIECES)
            case 1:
                del out[at : at + rng.randint(1, 8)]
            case 2 if at < len(out):
                out[at] = rng.randrange(256)
            case _:
                out[at:at] = out[at : at + rng.randint(1, 20)]
    return bytes(out)


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_takes_its_seeds_and_mutations(name: str) -> None:
    rng = random.Random(name)
    seeds = seeds_of(name)
    for seed in seeds:
        TARGETS[name](seed)
    for _ in range(MUTATIONS[name in SLOW]):
        TARGETS[name](mutated(rng.choice(seeds), rng))


def test_every_seed_belongs_to_a_target() -> None:
    assert SEEDS.keys() <= TARGETS.keys()
    assert KNOWN.keys() <= TARGETS.keys()
