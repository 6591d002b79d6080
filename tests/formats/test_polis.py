"""Exports of Polis: real ones agree with their own matrix, broken ones say what is wrong."""

import csv
import re
import sqlite3
import zipfile
from contextlib import closing

import pytest

COMMENTS = (
    "timestamp,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,comment-body\n"
    '1726860676783,0,7,9,0,1,false,true,"Trains, and\nbuses"\n'
    "1726860685220,1,8,0,0,-1,true,false,公交要便宜\n"
)
VOTES = (
    "timestamp,datetime,comment-id,voter-id,vote\n"
    "1726860583813,x,0,7,1\n"
    "1726860583815,x,0,8,1\n"
    "1726860583814,x,0,8,-1\n"
    "1726860583813,x,1,7,0\n"
    "1726860583813,x,1,8,-1\n"
)
PEOPLE = "participant,group-id,n-votes,0,1\n7,0,2,1,0\n8,1,2,1,-1\n9,,0,,\n"
SUMMARY = (
    'topic,Getting around\nurl,https://pol.is/3abc\nviews,12\nconversation-description,"How\nso?"\n'
)


@pytest.fixture
def export(home):
    """Writes the files of an export, some of them otherwise; gives the folder's name."""

    def write(**otherwise):
        files = {"comments": COMMENTS, "votes": VOTES, "participants-votes": PEOPLE}
        files |= {"summary": SUMMARY}
        (home / "talk").mkdir(exist_ok=True)
        for name, text in (
            files | {key.replace("_", "-"): x for key, x in otherwise.items()}
        ).items():
            path = home / "talk" / f"{name}.csv"
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return "talk"

    return write


def test_a_conversation_becomes_claims_and_positions(kg, export):
    kg("init")
    assert kg("import", export()).output == (
        "speakers: 3 new\nconcepts: 1 new\nsources: 1 new\nclaims: 2 new\npositions: 4 new\n"
        "read as: passes as asks (1)\n"
        "kept in notes: author (2), group (2), views (1)\nkg undo takes it all back.\n"
    )
    found = [
        (one["claim"], one["speaker"], one["stance"], one["said"], one["source"])
        for one in kg("position", "list", "--json").json
    ]
    assert sorted(found) == [
        ("polis/3abc/s0", "polis/3abc/p7", "asserts", "2024-09-20", "polis/3abc"),
        ("polis/3abc/s0", "polis/3abc/p8", "agrees", "2024-09-20", "polis/3abc"),
        ("polis/3abc/s1", "polis/3abc/p7", "asks", "2024-09-20", "polis/3abc"),
        ("polis/3abc/s1", "polis/3abc/p8", "disagrees", "2024-09-20", "polis/3abc"),
    ]
    claim = kg("claim", "show", "polis/3abc/s1", "--json").json
    assert claim["statement"] == {"zh": "公交要便宜"}
    assert claim["tags"] == ["moderated out", "meta"]
    assert claim["note"] == {"en": "author: participant 8"}
    assert kg("speaker", "show", "Participant 8 of 3abc", "--json").json["note"] == {
        "en": "group: 1"
    }


def test_what_is_imported_twice_changes_nothing_and_undo_takes_it_back(kg, export):
    kg("init")
    kg("import", export())
    assert "nothing is to be changed" in kg("import", "talk").stderr
    kg("undo")
    assert kg("claim", "list").output == ""
    assert kg("speaker", "list").output == ""


def test_a_vote_that_was_changed_meanwhile_changes_its_position(kg, export):
    kg("init")
    kg("import", export())
    later = VOTES + "1726860999999,x,1,7,1\n"
    assert "positions: 1 changed, 3 same\n" in kg("import", export(votes=later)).output


def test_a_dry_run_changes_nothing(kg, export):
    kg("init")
    said = kg("import", export(), "--dry-run").output
    assert "positions: 4 new" in said and "\nnew claim Trains, and buses\n" in said
    assert kg("claim", "list").output == kg("history", "--csv").output.partition("\r\n")[2] == ""


def test_a_zip_is_read_as_the_folder_in_it(kg, export, home):
    export()
    with zipfile.ZipFile(home / "talk.zip", "w") as packed:
        for path in (home / "talk").iterdir():
            packed.write(path, f"export/{path.name}")
        packed.writestr("__MACOSX/export/._votes.csv", b"\x00\x01")
    kg("init")
    kg("import", "talk")
    assert "nothing is to be changed" in kg("import", "talk.zip").stderr


def test_a_folder_of_conversations_is_read_conversation_by_conversation(kg, home, export):
    for name in ("cars", "trains"):
        folder = home / "all" / name
        folder.mkdir(parents=True)
        for path in (home / export()).iterdir():
            text = path.read_text("utf-8")
            (folder / path.name).write_text(text.replace("pol.is/", f"pol.is/{name}"), "utf-8")
    (home / "all" / "README.md").write_text("Two conversations.")
    kg("init")
    said = kg("import", "all").output.splitlines()
    assert said[:2] == ["speakers: 6 new", "concepts: 2 new"]
    assert kg("source", "list", "--json").json[1]["uid"].startswith("polis/trains")


def test_files_may_begin_with_the_name_of_the_conversation(kg, home, export):
    for path in list((home / export()).iterdir()):
        path.rename(path.with_name(f"2024-05-01-4abc-{path.name}"))
    kg("init")
    assert kg("import", "talk").output.startswith("speakers: 3 new\n")


def test_without_a_list_of_votes_the_matrix_is_read(kg, export):
    kg("init")
    kg("import", export(votes=None))
    found = {
        (one["claim"][-2:], one["speaker"][-2:]): one["stance"]
        for one in kg("position", "list", "--json").json
    }
    assert found == {
        ("s0", "p7"): "asserts",
        ("s0", "p8"): "agrees",
        ("s1", "p7"): "asks",
        ("s1", "p8"): "disagrees",
    }


@pytest.mark.parametrize("change", [b"\xef\xbb\xbf", b"crlf", b";"])
def test_marks_line_ends_and_semicolons_make_no_difference(kg, export, change):
    def changed(text):
        if change == b"crlf":
            return text.replace("\n", "\r\n").encode()
        if change == b";":
            return text.replace(",", ";").encode()
        return change + text.encode()

    export(comments=changed(COMMENTS), votes=changed(VOTES), participants_votes=changed(PEOPLE))
    kg("init")
    assert "positions: 4 new" in kg("import", "talk").output


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({"votes": VOTES.replace(",8,-1", ",8,2")}, "talk/votes.csv:4: '2' is no vote. A vote is 1, 0 or -1."),
        ({"votes": VOTES + "soon,x,1,8,1\n"}, "talk/votes.csv:7: 'soon' is no time. A time is milliseconds since 1970."),
        ({"votes": VOTES + "1e308,x,1,8,1\n"}, "talk/votes.csv:7: '1e308' is no time. A time is milliseconds since 1970."),
        ({"votes": VOTES + "172686"}, "talk/votes.csv:7: The row has 1 cells where the head has 5. Mend that line, or save the table anew."),
        ({"votes": ""}, "talk/votes.csv is empty. Name a file with a table in it."),
        ({"votes": "a,b\n"}, "talk/votes.csv:1: There is no column 'timestamp'. There are a, b."),
        ({"comments": COMMENTS + '1,2,3,0,0,1,x,y,"cut'}, "talk/comments.csv:5: The table is broken: It ends within a quoted cell. Mend that line."),
        ({"comments": COMMENTS + "1,1,3,0,0,1,x,y,again\n"}, "talk/comments.csv:5: There are two statements '1'. Take one out."),
        ({"comments": COMMENTS.encode("gb18030")}, "talk/comments.csv:4: The text is not UTF-8. Save it as UTF-8."),
        ({"comments": COMMENTS + "1,5,3,0,0,1,x,y,a\x00b" + "z" * 100_001 + "\n"}, "talk/comments.csv:5 (statement): It has more than 100,000 characters. Shorten it."),
    ],
)  # fmt: skip
def test_what_is_broken_is_named_and_nothing_is_taken_in(kg, export, files, error):
    kg("init")
    said = kg("import", export(**files), exit_code=1).stderr.splitlines()
    assert said == [f"Error: {error}"]
    assert kg("claim", "list").output == kg("speaker", "list").output == ""


def test_what_has_no_place_is_skipped_with_the_reason(kg, export):
    kg("init")
    export(
        comments=COMMENTS + "1,2,3,0,0,1,x,y,\u200b \n",
        votes=VOTES + "1,x,2,7,1\n1,x,99,7,1\n1,x,99,8,1\n",
    )
    assert kg("import", "talk").output.splitlines()[-5:-1] == [
        "skipped: 3",
        "- talk/comments.csv:5: The statement is empty.",
        "- talk/votes.csv: 1 vote on statement '2', which is empty.",
        "- talk/votes.csv: 2 votes on statement '99', which is not in comments.csv.",
    ]


def hostile_zip(path, name, data):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("comments.csv", COMMENTS)
        packed.writestr(name, data)


def test_archives_that_mean_harm_are_refused(kg, home):
    kg("init")
    hostile_zip(home / "a.zip", "../votes.csv", VOTES)
    assert kg("import", "a.zip", exit_code=1).stderr.splitlines()[-1] == (
        "Error: a.zip has a path that climbs out of it: '../votes.csv'. Do not trust it."
    )
    hostile_zip(home / "b.zip", "votes.csv", VOTES + "\n" * 30_000_000)
    assert re.fullmatch(
        r"Error: b.zip/votes.csv would unpack to 30,000,\d+ bytes from [\d,]+. "
        "Unpack it first, if you trust it.",
        kg("import", "b.zip", exit_code=1).stderr.splitlines()[-1],
    )
    (home / "c.zip").write_bytes((home / "a.zip").read_bytes()[:-30])
    assert kg("import", "c.zip", exit_code=1).stderr.splitlines()[-1] == (
        "Error: c.zip is broken: File is not a zip file. Fetch it again."
    )


STANCES = {"asserts": "1", "agrees": "1", "disagrees": "-1", "asks": "0"}


@pytest.mark.parametrize(
    "name", ["scoop-hivemind.freshwater", "bg2050-volunteers", "vtaiwan.uberx"]
)
def test_a_real_conversation_has_the_published_matrix(kg, home, samples, name):
    """Voters, statements and every cell, whether filled or empty."""
    folder = samples / "polis" / name
    kg("init")
    kg("import", folder)
    with closing(sqlite3.connect(home / "notebook.db")) as db:
        found = db.execute(
            "SELECT s.uid, c.uid, p.stance FROM position p JOIN speaker s ON s.id = speaker_id "
            "JOIN claim c ON c.id = claim_id"
        ).fetchall()
        speakers = {uid.rpartition("/p")[2] for (uid,) in db.execute("SELECT uid FROM speaker")}
        claims = {uid.rpartition("/s")[2] for (uid,) in db.execute("SELECT uid FROM claim")}
    cells = {(s.rpartition("/p")[2], c.rpartition("/s")[2]): STANCES[x] for s, c, x in found}
    assert len(cells) == len(found)
    with (folder / "participants-votes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    statements = [column for column in rows[0] if column.isdigit()]
    assert speakers == {row["participant"] for row in rows}
    assert claims == set(statements)
    assert cells == {
        (row["participant"], one): row[one] for row in rows for one in statements if row[one]
    }
