"""Finding: the entries of the index that have words or phrases, with their scores."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from math import log2
from typing import Any, NamedTuple

from sqlalchemy import Result, select, text
from sqlalchemy.orm import Session

from kg.domain.patterns import Pattern, pattern
from kg.store.bulk import slices
from kg.store.indexing import KIND_BITS, KINDS, ROWS, SOURCE_BITS, on_sqlite
from kg.store.models import INDEX, Entry, Turn

WEIGHTS = {"claim": 4.0, "speaker": 4.0, "concept": 4.0, "source": 3.0, "prediction": 3.0}
"""How much a find counts by its kind; in others 2, in the text of sources 1."""


def rows_with(
    session: Session,
    words: str,
    *,
    kinds: Collection[str] | None = None,
    phrase: bool = False,
) -> dict[str, dict[int, float]]:
    """The rows that have a word, or exactly these `words` as a phrase, by kind, with their scores.

    Several words apart stand anywhere in a row, each as `kg.domain.patterns.pattern` finds it. For
    `turn` the rows are turns, for `passage` sources with the word outside of turns. What has no
    letter or digit is found nowhere. Scores are those of `entries_with`.
    """
    found = entries_with(session, _patterns(words, phrase), kinds=kinds).scores
    rows: dict[str, dict[int, float]] = {}
    for kind, row_id, number in _rows_of(session, found):
        its = rows.setdefault(kind, {})
        its[row_id] = max(found[number], its.get(row_id, 0.0))
    return rows


def ids_with(
    session: Session,
    words: str,
    *,
    kinds: Collection[str] | None = None,
    phrase: bool = False,
) -> dict[str, set[int]]:
    """The same rows without their scores, sooner where they are many: no entry is read."""
    return ids_of(session, numbers_with(session, _patterns(words, phrase), kinds=kinds))


def ids_of(
    session: Session, numbers: Iterable[int], *, kinds: Collection[str] = KINDS
) -> dict[str, set[int]]:
    """The rows that entries were made from, those of some kinds, by kind."""
    rows: dict[str, set[int]] = {}
    wanted = [number for number in numbers if KINDS[number >> KIND_BITS] in kinds]
    for kind, row_id, _ in _rows_of(session, wanted):
        rows.setdefault(kind, set()).add(row_id)
    return rows


def _patterns(words: str, phrase: bool) -> list[Pattern]:
    found = [pattern(words, phrase=True)] if phrase else [*map(pattern, words.split())]
    return [one for one in found if one]


def _rows_of(session: Session, numbers: Iterable[int]) -> Iterator[tuple[str, int, int]]:
    """The kinds and rows of entries, with their numbers; what is of a turn that is gone is not."""
    turns: dict[int, int] = {}
    for number in numbers:
        kind, row = KINDS[number >> KIND_BITS], number & ROWS - 1
        if kind == "turn":
            turns[row] = number
        else:
            yield kind, row >> SOURCE_BITS if kind == "passage" else row, number
    for source_id, part, row_id in _turns_of(session, {row >> SOURCE_BITS for row in turns}):
        row = source_id << SOURCE_BITS | part
        if row in turns:
            yield "turn", row_id, turns[row]


def _turns_of(session: Session, source_ids: Collection[int]) -> Iterator[tuple[int, int, int]]:
    for some in slices(source_ids):
        for row in session.execute(
            select(Turn.source_id, Turn.number, Turn.id).where(Turn.source_id.in_(some))
        ):
            yield row.source_id, row.number, row.id


class Finds(NamedTuple):
    """The numbers of the entries that meet each of some patterns; the scores of what meets all."""

    each: list[Collection[int]]
    scores: dict[int, float]


def entries_with(
    session: Session, wanted: Sequence[Pattern], *, kinds: Collection[str] | None = None
) -> Finds:
    """The entries that meet some patterns.

    For each pattern a score grows by weight / (log2(2 + found) · (1 + size / 50)): with the weight
    of the kind of row, for rarer words, and in shorter entries. `found` is how many entries of
    these kinds have the word, `size` how many tokens there are in the entry.
    """
    each: list[Collection[int]]
    if len(wanted) == 1:
        sizes = {number: size for number, size in _met(session, _SIZED, wanted, kinds)}
        each = [sizes.keys()]
    else:
        each = [numbers_with(session, [one], kinds=kinds) for one in wanted]
        both = set[int]().union(*each[:1]).intersection(*each[1:])
        sizes = {number: size for some in slices(both) for number, size in _sizes(session, some)}
    rare = sum(1 / log2(2 + len(found)) for found in each)
    scores = {
        number: _WEIGHT_OF[number >> KIND_BITS] * rare / (1 + size / 50)
        for number, size in sizes.items()
    }
    return Finds(each, scores)


def _sizes(session: Session, numbers: Collection[int]) -> Iterable[Any]:
    return session.execute(select(Entry.number, Entry.size).where(Entry.number.in_(numbers)))


def numbers_with(
    session: Session, wanted: Sequence[Pattern], *, kinds: Collection[str] | None = None
) -> list[int]:
    """The numbers of the entries that meet all of these patterns."""
    return [row[0] for row in _met(session, _NUMBERED, wanted, kinds)]


_WEIGHT_OF = [WEIGHTS.get(kind, 1.0 if kind in {"turn", "passage"} else 2.0) for kind in KINDS]


def _ranges(kinds: Collection[str] | None) -> Iterator[tuple[int, int]]:
    """The first and last numbers of neighbouring kinds."""
    asked = sorted(map(KINDS.index, KINDS if kinds is None else set(kinds)))
    for _, run in groupby(enumerate(asked), lambda pair: pair[1] - pair[0]):
        numbers = [kind for _, kind in run]
        yield numbers[0] << KIND_BITS, (numbers[-1] + 1 << KIND_BITS) - 1


class _Told(NamedTuple):
    """What is told of the entries that are found: in SQLite, whose index has no sizes, and else."""

    sqlite: str
    other: str


_SIZED = _Told(
    f"SELECT number, size FROM {INDEX} JOIN entry ON number = {INDEX}.rowid",
    "SELECT number, size FROM entry",
)
_NUMBERED = _Told(f"SELECT rowid FROM {INDEX}", "SELECT number FROM entry")


def _met(
    session: Session, told: _Told, wanted: Sequence[Pattern], kinds: Collection[str] | None
) -> Iterator[Any]:
    """What is told of the entries of some kinds that meet all of these patterns."""
    if not wanted:
        return
    values: dict[str, Any] = {}
    if on_sqlite(session):
        statement = f"{told.sqlite} WHERE {INDEX} MATCH :query AND {INDEX}.rowid"
        values["query"] = " AND ".join(f"({_match(one)})" for one in wanted)
    else:
        statement = f"{told.other} WHERE {_VECTOR} @@ CAST(:query AS tsquery)"
        values["query"] = " & ".join(f"({_tsquery(one)})" for one in wanted)
        # The index says which tokens there are, the words themselves in which order.
        for at, one in enumerate(wanted):
            if any(len(row.tokens) > 1 for row in one):
                names = [f"like{at}_{number}" for number in range(len(one))]
                likes = (f"' ' || words || ' ' LIKE :{name}" for name in names)
                statement += f" AND ({' OR '.join(likes)})"
                values |= {
                    name: f"% {' '.join(row.tokens)}{'' if row.opens else ' '}%"
                    for name, row in zip(names, one, strict=True)
                }
        statement += " AND number"
    asked = text(f"{statement} BETWEEN :first AND :last")
    for first, last in _ranges(kinds):
        yield from session.execute(asked, values | {"first": first, "last": last}).all()


_VECTOR = "array_to_tsvector(string_to_array(words, ' '))"


def _match(wanted: Pattern) -> str:
    # Tokens have none of the signs that mean something to either database.
    return " OR ".join(f'"{" ".join(row.tokens)}"{" *" if row.opens else ""}' for row in wanted)


def _tsquery(wanted: Pattern) -> str:
    alternatives = []
    for row in wanted:
        quoted = [f"'{one}'" for one in row.tokens]
        alternatives.append(f"({' & '.join(quoted)}{':*' if row.opens else ''})")
    return " | ".join(alternatives)


def newest_with(session: Session, tokens: Sequence[str], kind: str, most: int) -> list[int]:
    """The numbers of the `most` rows of a kind that were added last among those with all tokens.

    With one token it takes as long in a large notebook as in a small one; in SQLite, that is.
    """
    first, last = next(_ranges([kind]))
    if on_sqlite(session):
        # Straight to the driver, for adding a claim asks this for each of its tokens.
        found: Result[Any] = session.connection().exec_driver_sql(
            f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH ? AND rowid BETWEEN ? AND ? "
            "ORDER BY rowid DESC LIMIT ?",
            (" AND ".join(f'"{token}"' for token in tokens), first, last, most),
        )
    else:
        # Materialized, for without statistics the server would walk through all rows instead.
        found = session.execute(
            text(
                f"WITH found AS MATERIALIZED (SELECT number FROM entry WHERE {_VECTOR} @@ "
                "CAST(:query AS tsquery) AND number BETWEEN :first AND :last) "
                "SELECT number FROM found ORDER BY number DESC LIMIT :most"
            ),
            {
                "query": " & ".join(f"'{token}'" for token in tokens),
                "first": first,
                "last": last,
                "most": most,
            },
        )
    return [number & ROWS - 1 for number in found.scalars().all()]
