"""Spoils files of every format at random: readers must give records or one sentence, never more.

`make fuzz` runs it for a while: python -m tests.formats.fuzzing SECONDS. What it finds is a file and
an error that is no KgError; a test with that file is to follow.
"""

import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from kg.errors import KgError
from kg.formats import documents
from kg.formats.places import Place
from kg.notebook.records import apply
from kg.store import database
from tests.formats import (
    test_aif,
    test_claim_review,
    test_forecasts,
    test_other_tools,
    test_polis,
)

Files = dict[str, bytes]

ARGDOWN = """===
title: A debate
===
# One {isGroup: false}

[A]: Some **text** #tag #(two words) {source: x}
  + <B>: why
    - [C]: not /* x */ so // y
  >< [D]

<B>

(1) p
(2) [A]
--
rule {a: 1}
--
(3) [E]: q
  -> [D]
"""

SEEDS: dict[str, Files] = {
    "yaml": {"a.yaml": b"kg: 1\nclaims:\n- {id: c1, kind: fact, statement: {en: x}, tags: [a]}\n"},
    "jsonl": {"a.jsonl": b'{"kg":1}\n{"claim":{"id":"c1","kind":"fact","statement":"x"}}\n'},
    "polis": {
        "comments.csv": test_polis.COMMENTS.encode(),
        "votes.csv": test_polis.VOTES.encode(),
        "participants-votes.csv": test_polis.PEOPLE.encode(),
        "summary.csv": test_polis.SUMMARY.encode(),
    },
    "argdown": {"a.argdown": ARGDOWN.encode()},
    "aif": {"a.json": json.dumps(test_aif.TALK).encode()},
    "claimreview": {"a.json": json.dumps([test_claim_review.REVIEW] * 2).encode()},
    "fatebook": {"a.csv": test_forecasts.FATEBOOK.encode()},
    "predictionbook": {"a.json": json.dumps(test_forecasts.BOOK).encode()},
    "metaculus": {
        "question_data.csv": test_forecasts.QUESTIONS.encode(),
        "forecast_data.csv": test_forecasts.FORECASTS.encode(),
    },
    "manifold": {"a.json": json.dumps(test_forecasts.MARKETS).encode()},
    "dna": {"a.csv": test_other_tools.DNA.encode()},
    "liar": {"a.tsv": test_other_tools.LIAR.encode()},
    "youcongress": {"a.csv": test_other_tools.CONGRESS.encode()},
    "annotation": {"a.json": json.dumps(test_other_tools.NOTES).encode()},
    "table": {
        "a.csv": b"statement,speaker,stance,said,probability,due,outcome,decided,about,url,x\n"
        b'"a, b",Ann,for,2024-01-02,60%,2025,right,2025-02-01,x;y,https://a.example/,z\n'
    },
}
"""A sound file, or the files of a sound folder, for every format that is read."""

PIECES = (
    *(b"", b'"', b",", b";", b"\t", b"\n", b"\r", b"\r\n", b"\n\n", b"\x00", b"\xff", b"\xef\xbb\xbf"),
    *(b"{", b"}", b"[", b"]", b":", b"null", b"NaN", b"1e308", b"-1", b"1e999", b"9" * 30, b"true"),
    *("追赶".encode(), "\u2028".encode(), "\U0001f600".encode(), b"\\ud800", b"\\u0000", b" " * 9),
    *(b"2024-02-30", b"0000", b"../", b"<!--", b"/*", b"#", b"@", b"<", b">", b"'", b"a" * 1200, b"\xff\xfe"),
)  # fmt: skip


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """The same bytes with a few changes of the sort that accidents and malice make."""
    for _ in range(chance.randint(1, 4)):
        at, end = sorted(chance.choices(range(len(data) + 1), k=2))
        end = min(end, at + 40)
        lines = data.split(b"\n")
        line = chance.randrange(len(lines))
        data = chance.choice(
            (
                data[:at],
                data[:at] + chance.choice(PIECES) + data[at:],
                data[:at] + chance.choice(PIECES) + data[end:],
                data[:at] + data[end:],
                data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
                data[:at] + data[at:end] * 3 + data[end:],
                b"\n".join([*lines[:line], lines[line], *lines[line:]]),
                b"\n".join(lines[:line] + lines[line + 1 :]),
            )
        )
    return data


def files_of(name: str, chance: random.Random, folder: Path) -> Path:
    """A spoiled file, folder or archive of a format."""
    files = dict(SEEDS[name])
    victim = chance.choice(list(files))
    files[victim] = spoiled(files[victim], chance)
    if len(files) == 1:
        ((file, data),) = files.items()
        (folder / file).write_bytes(data)
        return folder / file
    if chance.random() < 0.3:
        path = folder / "all.zip"
        with zipfile.ZipFile(path, "w") as packed:
            for file, data in files.items():
                packed.writestr(file, data)
        if chance.random() < 0.5:
            path.write_bytes(spoiled(path.read_bytes(), chance))
        return path
    for file, data in files.items():
        (folder / file).write_bytes(data)
    return folder


def take_in(path: Path, name: str) -> None:
    """Read a place in one format and take it into an empty notebook, all parts of it."""
    book = database.create("sqlite://")
    try:
        with book.transaction("fuzz") as session:
            found = documents.read(Place(path), name)
            apply.take_in(session, found, date(2026, 11, 24))
            session.rollback()
    finally:
        book.close()


def finds(name: str, seed: int, most: int, until: Callable[[], bool]) -> Iterator[tuple[int, str]]:
    """The seeds at which a reader fails with anything but a sentence, with the error."""
    for number in range(seed, seed + most):
        if until():
            return
        with tempfile.TemporaryDirectory(prefix="kg-fuzz-") as place:
            path = files_of(name, random.Random(f"{name} {number}"), Path(place))
            try:
                with suppress(KgError):
                    take_in(path, name)
            except Exception:  # noqa: BLE001 # whatever it is, it is a find
                yield number, traceback.format_exc()


def _over(seconds: float) -> Callable[[], bool]:
    ends = time.monotonic() + seconds
    return lambda: time.monotonic() > ends


def main(seconds: float) -> int:
    """Spoil files of every format for so many seconds in all; gives how many finds there were."""
    seen = 0
    start = random.randrange(10**9)
    for name in SEEDS:
        for number, error in finds(name, start, 10**9, _over(seconds / len(SEEDS))):
            seen += 1
            print(f"{name}, seed {number}:\n{error}")  # noqa: T201 # a script
            if seen > 20:
                return seen
    return seen


if __name__ == "__main__":
    sys.exit(min(1, main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0)))
