"""Whatever people did to their copies, they come to the same, and to a notebook that is sound."""

import os
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import example, given, note, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kg import Notebook
from kg.domain.vocabulary import LinkKind, Outcome, Stance
from kg.errors import KgError
from kg.formats import files
from kg.notebook import (
    claims,
    concepts,
    links,
    positions,
    predictions,
    resolutions,
    speakers,
    views,
)
from kg.notebook.changing import merging as joining
from kg.notebook.records import apply
from kg.notebook.sharing import merging, moving
from kg.notebook.sharing.shapes import canonical
from kg.notebook.sharing.states import State
from kg.store import checkup
from kg.store.database import Database
from kg.store.models import Claim
from kg.store.undo import undo
from tests.rig.closing import to_the_end
from tests.rig.quick import empty_notebook
from tests.store.contents import indexed_names, indexed_words, names_of_rows, words_of_rows

TODAY = date(2026, 11, 23)
SPEAKERS = ["Ann", "Bob", "颜水成"]
TEXTS = ["It takes years", "数年", "never", "It takes months"]
CONCEPTS = ["o1", "prices", "wages", "trains"]

people = st.sampled_from(SPEAKERS)
texts = st.sampled_from(TEXTS)
numbers = st.integers(1, 4)


def edit_claim(session, claim, text, tag):
    claims.edit(session, str(claim), statement={"en": text} if tag else {"zh": text})
    claims.edit(session, str(claim), tags=[tag] if tag else [], note=text)


def take(session, claim, who, text):
    positions.take(session, str(claim), who, Stance.AGREES, note=text, today=TODAY, new=True)


def link(session, one, other):
    links.draw(session, str(one), LinkKind.SUPPORTS, str(other))


def predict(session, claim, day):
    predictions.predict(session, [str(claim)], due=day)


def resolve(session, number, outcome):
    resolutions.resolve(session, str(number), outcome, today=TODAY, on="2026-11-01", note="why")


def add(session, text, who):
    claims.add(session, text, speaker=who, said="2025", today=TODAY, new=True)


def remove_claim(session, claim):
    claims.remove(session, str(claim))


def remove_position(session, number):
    positions.remove(session, str(number))


def merge_claims(session, one, other):
    joining.claims(session, str(one), [str(other)])


def rename(session, who, text):
    speakers.edit(session, who, aliases=[text])


def put_below(session, concept, broader):
    concepts.edit(session, concept, broader=broader)


def merge_concepts(session, one, other):
    joining.concepts(session, one, [other])


def predict_two(session, claim, other):
    predictions.predict(session, [str(claim), str(other)], due="2026")


def reads_no_more(session, number, claim):
    predictions.edit(session, str(number), not_reads=[str(claim)])


def say_when(session, number, day):
    positions.edit(session, str(number), said=day, today=TODAY)


def view(session, name):
    views.add(session, name, "text:years", today=TODAY)


def rename_view(session, number, name):
    views.edit(session, str(number), name=name, today=TODAY)


def take_back(session):
    undo(session)


alone = st.one_of(
    st.tuples(st.just(edit_claim), numbers, texts, st.sampled_from([None, "a", "b"])),
    st.tuples(st.just(take), numbers, people, texts),
    st.tuples(st.just(link), numbers, numbers),
    st.tuples(st.just(predict), numbers, st.sampled_from(["2027", "2028-03"])),
    st.tuples(st.just(resolve), st.just(1), st.sampled_from([Outcome.RIGHT, Outcome.WRONG])),
    st.tuples(st.just(add), texts, people),
    st.tuples(st.just(remove_claim), numbers),
    st.tuples(st.just(remove_position), numbers),
    st.tuples(st.just(rename), people, texts),
    st.tuples(st.just(take_back)),
)
deeds = alone | st.tuples(st.just(merge_claims), numbers, numbers)
about = st.sampled_from(CONCEPTS)
titles = st.sampled_from(["Money", "money", "Pace"])
clashing = deeds | st.one_of(
    st.tuples(st.just(put_below), about, about),
    st.tuples(st.just(merge_concepts), about, about),
    st.tuples(st.just(predict_two), numbers, numbers),
    st.tuples(st.just(reads_no_more), st.integers(1, 2), numbers),
    st.tuples(st.just(say_when), numbers, st.sampled_from(["2024", "2026-11-20", None])),
    st.tuples(st.just(resolve), st.integers(1, 3), st.just(Outcome.RIGHT)),
    st.tuples(st.just(view), titles),
    st.tuples(st.just(rename_view), st.integers(1, 2), titles),
)


def do(notebook: Database, deed, *details):
    try:
        with notebook.transaction(deed.__name__) as session:
            deed(session, *details)
    except KgError as error:
        note(f"refused: {error}")


def copied(notebook: Database) -> Database:
    made = empty_notebook()
    with notebook.engine.connect() as one, made.engine.connect() as other:
        original: Any = one.connection.dbapi_connection
        original.backup(other.connection.dbapi_connection)
    return made


def merged(mine: Database, theirs: Database, **how) -> merging.Merged:
    with theirs.read() as other, mine.transaction("kg merge") as session:
        return merging.merge(session, other, **how)


def meaning(notebook: Database) -> dict:
    """What a notebook says, without its numbers, and in no order."""
    with notebook.read() as session:
        assert indexed_names(session) == names_of_rows(session)
        assert indexed_words(session) == words_of_rows(session)
        moves = moving.together(session)
        state = State(session, moves)
        found = {
            f"{table} {canonical(list(key))}": {
                name: sorted(value.split("\n\n")) if name.startswith("note") else value
                for name, value in held.fields.items()
            }
            for table, rows in state.there.items()
            for key, held in rows.items()
            if table != "moved"
        }
        return found | {"moves": sorted(map(str, moves.items()))}


@cache
def start() -> Database:
    notebook = to_the_end(empty_notebook())
    for at, text in enumerate(TEXTS):
        do(notebook, add, text, SPEAKERS[at % 3])
    do(notebook, link, 1, 2)
    do(notebook, predict, 1, "2026")
    return notebook


# When several make claims one at once, which of them is left depends on who merges first.
@given(st.lists(alone, max_size=5), st.lists(alone, max_size=5), st.lists(deeds, max_size=5))
# One made two one and removed what came of it, another removed that as it was before.
@example([(remove_claim, 1)], [], [(merge_claims, 1, 2), (remove_claim, 1)])
# What was edited and removed is back, for somebody predicts of it, and keeps when it was edited.
@example([], [(edit_claim, 2, "数年", "a"), (remove_claim, 2)], [(predict, 2, "2027")])
# What one removes is one with another claim elsewhere, and somebody predicts of it.
@example([(predict, 3, "2027")], [(remove_claim, 3)], [(merge_claims, 2, 3)])
# One edits what another made one with something, which is removed.
@example(
    [(edit_claim, 2, "soon", "a")], [(remove_claim, 1)], [(merge_claims, 1, 2), (remove_claim, 1)]
)
@settings(max_examples=int(os.environ.get("KG_EXAMPLES", "15")))
def test_three_who_merge_in_any_order_come_to_the_same(mine, yours, hers):
    first = start()
    three = [copied(first) for _ in range(3)]
    # Taken in turns, so that none of them is the latest in all.
    for turn in range(5):
        for notebook, some in zip(three, (mine, yours, hers), strict=True):
            if turn < len(some):
                do(notebook, *some[turn])
    a, b, c = three
    ends = []
    for one, two, last in ((a, b, c), (a, c, b), (c, b, a)):
        end = copied(one)
        merged(end, two, prefer="newer")
        merged(end, last, prefer="newer")
        ends.append(end)
    together = copied(b)
    merged(together, c, prefer="newer")
    end = copied(a)
    merged(end, together, prefer="newer")
    ends.append(end)
    said = [meaning(one) for one in ends]
    assert said[1] == said[0]
    assert said[2] == said[0]
    assert said[3] == said[0]
    for other in three:
        assert merged(ends[0], other, prefer="newer").plan.nothing
    for part in checkup.Part:
        assert [*checkup.faults(ends[0], part)] == []


def claims_of(notebook: Database) -> list[tuple[dict, dict | None]]:
    """The statements and notes of the claims that are left of those numbered 1 to 3."""
    with notebook.read() as session:
        rows = session.scalars(select(Claim).order_by(Claim.uid))
        return [(row.statement, row.note) for row in rows if row.statement != {"en": TEXTS[3]}]


def test_what_one_edits_stays_though_another_made_it_one_with_what_is_removed():
    one, other = copied(start()), copied(start())
    do(one, edit_claim, 2, "soon", "a")
    do(other, merge_claims, 1, 2)
    do(other, remove_claim, 1)
    found = merged(other, one).found
    assert found.dropped == []
    assert claims_of(other) == [
        ({"en": "It takes years", "zh": "数年"}, {"en": "soon\n\nAlso: soon"}),
        ({"en": "never"}, None),
    ]
    # Who removes it now knows what was said.
    do(other, remove_claim, 1)
    assert merged(other, one).plan.nothing
    assert claims_of(other) == [({"en": "never"}, None)]


def test_what_two_make_one_with_different_claims_keeps_the_words_of_both():
    one, other = copied(start()), copied(start())
    do(one, merge_claims, 3, 2)
    do(other, merge_claims, 1, 2)
    merged(one, other)
    assert claims_of(one) == [({"en": "It takes years", "zh": "数年"}, {"en": "Also: never"})]


@cache
def wider() -> Database:
    """A notebook with concepts, views and a prediction of two claims."""
    notebook = to_the_end(copied(start()))
    do(notebook, predict_two, 2, 3)
    do(notebook, view, "In years")
    with notebook.transaction("concepts") as session:
        for name in CONCEPTS:
            concepts.add(session, name)
    return notebook


def written_and_read(notebook: Database) -> Database:
    """What a notebook comes to as text, taken in by an empty one."""
    made = empty_notebook()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notebook.jsonl"
        Notebook(notebook).write(path)
        with made.transaction("kg import") as session:
            apply.take_in(session, files.read(path), TODAY)
    return made


def faults(notebook: Database) -> list[str]:
    return [fault for part in checkup.Part for fault in checkup.faults(notebook, part)]


@given(
    st.lists(clashing, max_size=5),
    st.lists(clashing, max_size=5),
    st.sampled_from(["newer", "mine", "theirs", None]),
)
@example([(put_below, "o1", "prices")], [(put_below, "prices", "o1")], "newer")
@example([(merge_concepts, "o1", "prices")], [(put_below, "o1", "prices")], None)
@example([(remove_claim, 2)], [(remove_claim, 3)], "newer")
@example([(say_when, 1, "2026-11-20")], [(resolve, 1, Outcome.RIGHT)], "theirs")
@example([(view, "Money")], [(view, "money")], "mine")
@settings(max_examples=int(os.environ.get("KG_EXAMPLES", "10")))
def test_what_two_come_to_is_a_sound_notebook_that_can_be_written_and_read(mine, yours, prefer):
    one, two = copied(wider()), copied(wider())
    for notebook, some in ((one, mine), (two, yours)):
        for deed in some:
            do(notebook, *deed)
    deciding = merging.decider(prefer)
    merged(one, two, prefer=prefer, decide=deciding)
    assert faults(one) == []
    assert faults(written_and_read(one)) == []
    assert merged(one, two, prefer=prefer, decide=deciding).plan.nothing
    if prefer == "newer":
        merged(two, one, prefer=prefer)
        assert meaning(two) == meaning(one)
        assert faults(two) == []
