"""Who is who at the round table, where a name is borne by two."""

from pathlib import Path

from tests.conftest import REPOSITORY


def test_the_host_and_the_chief_executive_of_one_name_stay_two(kg, home: Path):
    kg("init")
    kg("import", REPOSITORY / "data" / "roundtable")
    host = kg("speaker", "show", "zhang-peng-geekpark", "--json").json["id"]
    known = (
        f"{host} (zhang-peng-geekpark: "
        "Host. Founder and president of GeekPark; not the chief exec…)"
    )
    assert kg("speaker", "add", "张鹏", exit_code=1).stderr == (
        f"Error: 张鹏 is a name of speaker {known} already. "
        f"Change that with kg speaker edit {host}; if this is another, say --new.\n"
    )
    card = kg("speaker", "add", "张鹏", "--new", "--alias", "张鹏（智谱）", "--json").json
    assert kg("add", "大模型会普及", "--speaker", "张鹏", exit_code=1).stderr == (
        "Error: 2 speakers are called 张鹏. Say which by number: "
        f"{known}, {card['id']} ({card['uid']}: 张鹏（智谱）).\n"
    )
    kg("add", "大模型会普及", "--speaker", "张鹏（智谱）")
    # The file names the host by id, and brings nothing to the other.
    assert "already" in kg("import", REPOSITORY / "data" / "roundtable").stderr
    said = kg("position", "list", "--speaker", card["id"], "--json").json
    assert [one["speaker"] for one in said] == [card["uid"]]
