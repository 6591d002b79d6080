"""`kg claim list --edit`: many claims as one text."""

from tests.cli.asking.editors import change, opened


def test_a_list_is_edited_as_one_text(table, editor):
    editor.steps(
        change(
            ("en: Catching up takes years", "en: Catching up takes many years"),
            ("en: Catching up takes months", "en: Catching up takes some months"),
        )
    )
    assert table("claim", "list", "--about", "o1", "--edit").output == (
        "Changed claim 1: statement\nChanged claim 2: statement\nkg undo takes it back.\n"
    )
    assert "# 2 claims: change the text" in editor.seen[0]
    table("undo")
    assert table("claim", "list").output == (
        "1  颜水成  Catching up takes years [overdue]\n2  汪华    Catching up takes months\n"
    )


def test_a_claim_that_is_taken_out_of_a_list_is_asked_back(table, editor, rows):
    text = opened(table, editor, 1, 2)
    start = text.index("- id: catching-up-takes-months")
    before = rows()
    editor.steps({"write": text[:start] + text[text.index("\nlinks:") :]}, {})
    table("claim", "list", "--edit", exit_code=1)
    assert "is gone. Put it back with its id; kg claim remove takes a claim away." in (
        editor.seen[1].replace("\n#>> ", " ")
    )
    assert rows() == before


def test_a_list_without_claims_opens_nothing(table, editor):
    assert table("claim", "list", "--tag", "nowhere", "--edit").stderr == (
        "No claims meet these conditions.\n"
    )
    assert editor.seen == []


def test_a_long_list_is_opened_only_when_asked_for(table, editor, home):
    lines = "".join(
        f'{{"statement": "Claim {number} of many", "new": true}}\n' for number in range(510)
    )
    table("add", "--stdin", stdin=lines)
    assert table("claim", "list", "--edit", exit_code=2).stderr == (
        "Error: These are 512 claims, which is much for one text. "
        "Narrow them, or say --limit 512.\n"
    )
    editor.steps({})
    assert table("claim", "list", "--edit", "--limit", 512).stderr == "Nothing was changed.\n"
    assert editor.seen[0].count("\n- id: ") == 514
