"""What a notebook holds and knows, as it is read to be compared."""

from datetime import date

from kg.notebook import claims
from kg.notebook.sharing import merging
from tests.rig.quick import empty_notebook

TODAY = date(2026, 11, 23)


def test_what_two_notebooks_say_alike_is_in_memory_once(notebook):
    other = empty_notebook()
    for one, words in ((notebook, "It takes years"), (other, "It takes months")):
        with one.transaction("add") as session:
            claims.add(session, "Prices fall", today=TODAY, uid="prices")
            claims.add(session, words, today=TODAY, uid="time")
    with notebook.read() as session, other.read() as theirs:
        found = merging.compare(session, theirs)
    other.close()
    claims_there = found.theirs.there["claim"]
    pairs = {key: (held, claims_there[key]) for key, held in found.mine.there["claim"].items()}
    assert {key: mine is there for key, (mine, there) in pairs.items()} == {
        ("prices",): True,
        ("time",): False,
    }
    assert [held.row["statement"] for held in pairs["prices",]] == [{"en": "Prices fall"}] * 2
    assert [held.fields["statement[en]"] for held in pairs["time",]] == [
        "It takes years",
        "It takes months",
    ]
