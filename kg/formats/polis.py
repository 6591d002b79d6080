"""A conversation exported by Polis: statements become claims, votes become positions."""

import csv
import math
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby

from kg.domain import records
from kg.domain.vocabulary import Stance
from kg.errors import Invalid, KgError
from kg.formats import columns, foreign
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place, text_lines
from kg.formats.registry import Format
from kg.notebook.records.plans import Document

PART = 20_000
"""Positions that are taken in together."""

STANCES = {1: Stance.AGREES, -1: Stance.DISAGREES, 0: Stance.ASKS}
"""What a vote says. To pass is to take no side, as asking is: neither counts as agreement."""

_MATRIX = ("participants-votes.csv", "participant-votes.csv")


def recognises(place: Place) -> bool:
    """Whether it is a folder or archive with Polis's files, of one conversation or of several."""
    return place.is_folder and any(
        part.has("votes.csv") or part.file(*_MATRIX) is not None
        for part in place.parts("comments.csv")
    )


def read(place: Place) -> Document:
    """A conversation with its statements and participants, then its votes part by part.

    Of several votes of a participant on a statement the last counts; where the author of a
    statement agrees with it, that is the assertion. The columns that count votes are passed over,
    for they count votes again that were changed.
    """
    if not place.is_folder:
        raise Invalid(f"{place.shown} is a file.", "Name the folder or archive of the export.")
    comments, votes = place.file("comments.csv"), place.file("votes.csv")
    matrix = place.file(*_MATRIX)
    if comments is None or (votes is None and matrix is None):
        raise KgError(
            f"{place.shown} has no export of Polis in it.", "It has comments.csv and votes.csv."
        )
    talk = _Talk(Foreign(place.shown))
    _read_summary(talk, place)
    _read_statements(talk, comments)
    if matrix is not None:
        _read_participants(talk, matrix)
    box = sqlite3.connect("")
    box.execute("CREATE TABLE vote (statement INT, voter INT, time REAL, vote INT)")
    found = _votes(talk, votes) if votes is not None else _cells(talk, matrix)
    box.executemany("INSERT INTO vote VALUES (?, ?, ?, ?)", found)
    talk.add_people()
    return talk.out.document(then=_positions(talk, box), by_name=False)


@dataclass
class _Talk:
    """What is known of a conversation: its statements and voters by their ids in the files."""

    out: Foreign
    base: str = ""
    statements: dict[str, tuple[int, str]] = field(default_factory=dict)
    """By its id, the number of a statement and its author."""
    uids: list[str] = field(default_factory=list)
    voters: dict[str, int] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    notes: dict[str, str | None] = field(default_factory=dict)
    names: str = ""
    passed: set[str] = field(default_factory=set)
    passes: int = 0
    """How many of the last votes of the part that is being read take no side."""

    def voter(self, key: str) -> int:
        """The number of a participant, given out when first met."""
        return self.voters.setdefault(key, len(self.voters))

    def add_people(self) -> None:
        for key in self.voters:
            record = {
                "id": f"{self.base}/p{uid(key)}",
                "kind": "person",
                "names": {"en": f"Participant {key} of {self.names}"},
                "note": self.notes.get(key),
            }
            self.people.append(self.out.add("speakers", record, None))


def _read_summary(talk: _Talk, place: Place) -> None:
    """The conversation itself, as source and as what its statements are about."""
    summary = place.file("summary.csv")
    known: dict[str, str] = {}
    if summary is not None:
        try:
            for cells in csv.reader(text_lines(summary), strict=True):
                if len(cells) >= 2:
                    known[cells[0].strip()] = cells[1]
        except csv.Error as error:
            raise KgError(
                f"{summary.shown}: The table is broken: {error}.", "Fetch it again."
            ) from None
    url = foreign.address(known.get("url"))
    name = url.rstrip("/").rsplit("/", 1)[-1] if url else place.name.removesuffix(".zip")
    topic = foreign.tidy_line(known.get("topic")) or name
    talk.base, talk.names = uid("polis", name), name
    kept = {key: known[key] for key in ("views",) if known.get(key)}
    talk.out.add(
        "sources",
        {
            "id": talk.base,
            "kind": "conversation",
            "title": topic,
            "publisher": "Polis",
            "url": url,
            "note": talk.out.note(known.get("conversation-description"), **kept),
        },
    )
    talk.out.add("concepts", {"id": talk.base, "names": topic, "kind": "conversation"})


def _read_statements(talk: _Talk, comments: Place) -> None:
    for row in columns.rows(comments, ("comment-id", "author-id", "comment-body")):
        key = row["comment-id"].strip()
        body = foreign.tidy(row["comment-body"])
        if body is None:
            talk.out.skip(f"{comments.shown}:{row.line}", "The statement is empty.")
            talk.passed.add(key)
            continue
        if key in talk.statements:
            raise KgError(
                f"{comments.shown}:{row.line}: There are two statements {key!r}.", "Take one out."
            )
        author = row["author-id"].strip()
        tags = [
            tag
            for tag, holds in (
                ("moderated out", row.get("moderated", "").strip() == "-1"),
                ("seed", row.get("is-seed", "").strip().lower() == "true"),
                ("meta", row.get("is-meta", "").strip().lower() == "true"),
            )
            if holds
        ]
        kept = {
            name: row[name] for name in ("group-informed-consensus",) if row.get(name, "").strip()
        }
        record = {
            "id": f"{talk.base}/s{uid(key)}",
            "kind": "opinion",
            "statement": body,
            "about": [talk.base],
            "tags": tags,
            "note": talk.out.note(author=f"participant {author}" if author else None, **kept),
        }
        talk.statements[key] = (len(talk.uids), author)
        talk.uids.append(talk.out.add("claims", record, f"{comments.shown}:{row.line}"))


def _read_participants(talk: _Talk, matrix: Place) -> None:
    for row in columns.rows(matrix, ("participant",)):
        key = row["participant"].strip()
        talk.voter(key)
        kept = {
            name.replace("-id", ""): row[name]
            for name in ("group-id", "xid")
            if row.get(name, "").strip()
        }
        talk.notes[key] = talk.out.note(**kept)


def _votes(talk: _Talk, votes: Place) -> Iterator[tuple[int, int, float, int]]:
    """The votes with the numbers of statement and voter; those on no statement are skipped."""
    unknown: dict[str, int] = {}
    days: dict[int, str | None] = {}
    vote_of = {"1": 1, "-1": -1, "0": 0, "1.0": 1, "-1.0": -1, "0.0": 0}
    found = columns.cells(votes, ("timestamp", "comment-id", "voter-id", "vote"))
    for line, (stamp, statement, voter, cast) in found:
        vote = vote_of.get(cast.strip())
        if vote is None:
            raise KgError(
                f"{votes.shown}:{line}: {cast[:40]!r} is no vote.", "A vote is 1, 0 or -1."
            )
        try:
            time = float(stamp or 0)
            _day(time, days)
        except (ValueError, Invalid):
            raise KgError(
                f"{votes.shown}:{line}: {stamp[:40]!r} is no time.",
                "A time is milliseconds since 1970.",
            ) from None
        known = talk.statements.get(statement.strip())
        if known is None:
            key = statement.strip()
            unknown[key] = unknown.get(key, 0) + 1
            continue
        yield known[0], talk.voter(voter.strip()), time, vote
    for key, number in unknown.items():
        why = "is empty" if key in talk.passed else "is not in comments.csv"
        what = "1 vote" if number == 1 else f"{number:,} votes"
        talk.out.skip(votes.shown, f"{what} on statement {key[:40]!r}, which {why}.")


def _cells(talk: _Talk, matrix: Place | None) -> Iterator[tuple[int, int, float, int]]:
    """The votes of the matrix, which has no times, where there is no list of votes."""
    assert matrix is not None
    for row in columns.rows(matrix, ("participant",)):
        voter = talk.voter(row["participant"].strip())
        for key, (number, _) in talk.statements.items():
            cell = row.get(key, "").strip()
            if cell:
                try:
                    vote = int(float(cell))
                except (ValueError, OverflowError):
                    vote = 9
                if vote not in STANCES:
                    raise KgError(
                        f"{matrix.shown}:{row.line}: {cell[:40]!r} is no vote.",
                        "A vote is 1, 0 or -1.",
                    )
                yield number, voter, 0.0, vote


def _positions(talk: _Talk, box: sqlite3.Connection) -> Iterator[Document]:
    """The last vote of each pair as a position, some thousands at a time, claim by claim."""
    authors = dict(talk.statements.values())
    days: dict[int, str | None] = {}
    with closing(box):
        whole = max(1, box.execute("SELECT count(*) FROM vote").fetchone()[0])
        found = box.execute("SELECT * FROM vote ORDER BY statement, voter, time, rowid")
        part, size, seen = _Carrier(talk), 0, 0
        for number, votes in groupby(found, key=lambda vote: vote[0]):
            positions: list[records.Position] = []
            for voter, some in groupby(votes, key=lambda vote: vote[1]):
                *_, (_, _, time, vote) = counted = list(some)
                seen += len(counted)
                said = _day(time, days)
                positions.append(_position(talk, number, voter, vote, said, authors))
                size += 1
                if size >= PART:
                    part.hold(number, positions)
                    yield part.document(seen / whole)
                    part, size, positions = _Carrier(talk), 0, []
            if positions:
                part.hold(number, positions)
        if size:
            yield part.document(1.0)


def _position(
    talk: _Talk, number: int, voter: int, vote: int, said: str | None, authors: dict[int, str]
) -> records.Position:
    claim, speaker = talk.uids[number], talk.people[voter]
    stance = STANCES[vote]
    if vote == 0:
        talk.passes += 1
    if vote == 1 and talk.voters.get(authors[number]) == voter:
        stance = Stance.ASSERTS
    return records.Position(
        # The one that would be derived, said so that parts of a file need not know each other.
        id=f"{claim}/{speaker}",
        speaker=speaker,
        stance=stance,
        source=talk.base,
        said=said,
    )


def _day(time: float, days: dict[int, str | None]) -> str | None:
    if not time:
        return None
    if not math.isfinite(time):
        raise Invalid(f"{time} is no time.")
    key = int(time // (86_400_000 if abs(time) >= 1e11 else 86_400))
    if key not in days:
        days[key] = foreign.day_of_epoch(time)
    return days[key]


class _Carrier:
    """Claims that hold nothing but some of their positions."""

    def __init__(self, talk: _Talk) -> None:
        self.talk = talk
        self.notebook = records.Notebook()

    def hold(self, number: int, positions: list[records.Position]) -> None:
        claim = records.Claim(id=self.talk.uids[number], positions=positions)
        self.notebook.claims.append(claim)

    def document(self, done: float) -> Document:
        passes, self.talk.passes = self.talk.passes, 0
        return Document(
            self.notebook,
            lambda _: f"{self.talk.out.shown}/votes.csv",
            read_as=Counter({"passes as asks": passes} if passes else {}),
            carriers=frozenset({"claims", "speakers", "sources"}),
            done=done,
        )


FORMAT = Format(
    "polis",
    "A conversation of Polis",
    carries="statements, participants, the last vote of each on each; groups in notes",
    leaves="votes that were changed later, counts of votes, the matrix (it is what the votes say)",
    files="a folder or zip with comments.csv and votes.csv",
    columns="of comments.csv: comment-id, author-id, comment-body, moderated, is-seed, is-meta, "
    "group-informed-consensus; of votes.csv: timestamp, comment-id, voter-id, vote; of "
    "participants-votes.csv: participant, group-id, xid, and the votes where there is no "
    "votes.csv; of summary.csv: topic, url, conversation-description, views",
    main="comments.csv",
    recognises=recognises,
    read=read,
)
