from kg.notebook import batches, claims
from kg.store.models import Batch
from kg.store.undo import undo
from tests.notebook.asking import TODAY


def test_the_history_says_what_each_change_did(database):
    with database.transaction("kg add 'It takes years'", curator="ada") as session:
        claims.add(session, "It takes years", today=TODAY, speaker="Ann", about=["o1", "pace"])
    with database.transaction("kg claim edit 1", curator="bob") as session:
        claims.edit(session, 1, kind="fact", not_about=["pace"])
    with database.transaction("kg undo", curator="ada") as session:
        undo(session, 2)
    with database.read() as session:
        found = batches.listed(session)
        assert batches.card(session, session.get_one(Batch, 2)) == found[1]
        assert batches.listed(session, limit=1) == found[:1]
    for card in found:
        assert card.pop("made_at").endswith("+00:00")

    def count(action, table, rows):
        return {"action": action, "table": table, "rows": rows}

    assert found == [
        {
            "id": 3,
            "command": "kg undo",
            "curator": "ada",
            "undoes": 2,
            "undone": False,
            "counts": [count("changed", "claim", 1), count("added", "about", 1)],
        },
        {
            "id": 2,
            "command": "kg claim edit 1",
            "curator": "bob",
            "undoes": None,
            "undone": True,
            "counts": [count("changed", "claim", 1), count("removed", "about", 1)],
        },
        {
            "id": 1,
            "command": "kg add 'It takes years'",
            "curator": "ada",
            "undoes": None,
            "undone": False,
            "counts": [
                count("added", "claim", 1),
                count("added", "concept", 2),
                count("added", "about", 2),
                count("added", "speaker", 1),
                count("added", "position", 1),
            ],
        },
    ]


def test_the_history_of_one_row_is_told_from_its_beginning(notebook):
    with notebook.transaction("add") as session:
        for words in ("It takes years", "It takes months"):
            claims.add(session, words, today=TODAY)
    with notebook.transaction("edit") as session:
        claims.edit(session, 2, kind="fact")
    with notebook.transaction("remove") as session:
        claims.remove(session, 2)
    with notebook.read() as session:
        told = batches.of_row(session, "claim", 2)
        assert batches.of_row(session, "claim", 3) == []
    assert [(one["batch"], one["command"], one["action"]) for one in told] == [
        (1, "add", "added"),
        (2, "edit", "changed"),
        (3, "remove", "removed"),
    ]
    assert (told[1]["before"], told[1]["after"]) == ({"kind": "opinion"}, {"kind": "fact"})
    assert told[2]["before"]["statement"] == {"en": "It takes months"}
