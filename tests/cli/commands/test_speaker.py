"""`kg speaker`."""


def test_add_shows_names_in_all_languages(kg):
    assert kg(
        *("speaker", "add", "颜水成", "--en", "Yan Shuicheng", "--alias", "Shuicheng Yan"),
        *("--url", "https://example.org/yan", "--note", "a scientist"),
    ).output == (
        "Speaker 1, person\n"
        "  en  Yan Shuicheng\n"
        "  zh  颜水成\n"
        "  also        Shuicheng Yan\n"
        "  url         https://example.org/yan\n"
        "  note        a scientist\n"
        "  id          yan-shuicheng-…\n"
    )


def test_two_of_one_name_are_told_apart_by_number(kg):
    first = kg("speaker", "add", "张鹏", "--note", "host, of GeekPark", "--json").json["uid"]
    assert kg("speaker", "add", "张鹏", exit_code=1).stderr == (
        f"Error: 张鹏 is a name of speaker 1 ({first}: host, of GeekPark) already. "
        "Change that with kg speaker edit 1; if this is another, say --new.\n"
    )
    answer = kg("speaker", "add", "张鹏", "--new", "--alias", "张鹏（智谱）", "--json")
    second = answer.json["uid"]
    assert answer.stderr == (
        f"张鹏 is also a name of speaker 1 ({first}: host, of GeekPark). "
        "If they are one: kg speaker merge 1 2.\n"
    )
    for words in (["speaker", "show", "张鹏"], ["add", "大模型会普及", "--speaker", "张鹏"]):
        assert kg(*words, exit_code=1).stderr == (
            "Error: 2 speakers are called 张鹏. Say which by number: "
            f"1 ({first}: host, of GeekPark), 2 ({second}: 张鹏（智谱）).\n"
        )
    assert kg("speaker", "show", 2, "--json").json["id"] == 2
    kg("add", "大模型会普及", "--speaker", 2)
    assert (
        kg("position", "list", "--speaker", "张鹏（智谱）", "--json").json[0]["speaker"] == second
    )


def test_a_wrong_name_is_taken_off_language_by_language(table):
    table("speaker", "edit", "汪华", "--en", "Wang Hua", "--in", "fr", "Ouang Houa")
    assert table("speaker", "edit", "汪华", "--in", "fr", "", "--zh", "王华").output == (
        "Speaker 2, person\n"
        "  en  Wang Hua\n"
        "  zh  王华\n"
        "  id          汪华-…\n"
        "  stances     asserts 1, disagrees 1\n"
    )
    assert "There is no speaker '汪华'" in table("speaker", "show", "汪华", exit_code=1).stderr
    assert table("speaker", "edit", 2, "--in", "fr", "", exit_code=2).stderr == (
        "Error: There is no name in fr to take off. There are names in zh, en.\n"
    )
    assert table("speaker", "edit", 2, "--en", "", "--zh", "", exit_code=1).stderr == (
        "Error: That would take the last name off. Give another with it.\n"
    )
    assert table("speaker", "edit", 2, "--name", "", exit_code=2).stderr.endswith(
        'Error: Say in which language the name is to go, such as: --en ""\n'
    )


def test_a_name_that_another_bears_is_remarked(table):
    uid = table("speaker", "show", 1, "--json").json["uid"]
    assert table("speaker", "edit", "汪华", "--alias", "颜水成").stderr == (
        f"颜水成 is also a name of speaker 1 ({uid}). If they are one: kg speaker merge 1 2.\n"
    )
    assert table("speaker", "edit", 2, "--not-alias", "颜水成").stderr == ""


def test_the_list_has_those_with_most_positions_first(table):
    table("speaker", "add", "OpenAI", "--kind", "organisation", "--alias", "Open AI")
    assert table("speaker", "list").output == (
        "2  person        2 positions  汪华\n"
        "1  person        1 position   颜水成\n"
        "3  organisation  0 positions  OpenAI (Open AI)\n"
    )
    for words, numbers in (
        (["--is", "organisation"], [3]),
        (["--stance", "disagrees"], [2]),
        (["--kind", "prediction"], [1, 2]),
        (["--limit", "1"], [2]),
    ):
        listed = table("speaker", "list", *words, "--json").json
        assert [card["id"] for card in listed] == numbers, words


def test_show_counts_what_they_say(table):
    assert table("speaker", "show", "汪华").output == (
        "Speaker 2, person\n"
        "  汪华\n"
        "  id          汪华-…\n"
        "  stances     asserts 1, disagrees 1\n"
        "What they say: kg position list --speaker 2\n"
    )
    assert "  forecasts   1\n" in table("speaker", "show", "颜水成").output


def test_edit_changes_names_language_by_language(table):
    table("speaker", "edit", "汪华", "--en", "Wang Hua", "--alias", "Hua Wang", "--kind", "group")
    assert table(
        "speaker", "edit", "hua wang", "--not-alias", "Hua Wang", "--url", "https://a.org"
    ).output == (
        "Speaker 2, group\n"
        "  en  Wang Hua\n"
        "  zh  汪华\n"
        "  url         https://a.org\n"
        "  id          汪华-…\n"
        "  stances     asserts 1, disagrees 1\n"
    )


def test_who_says_something_stays(table, rows):
    before = rows()
    assert table("speaker", "remove", "汪华", exit_code=1).stderr == (
        "Error: 汪华 has 2 positions in the notebook. Remove those first.\n"
    )
    assert rows() == before
    table("speaker", "add", "Ada")
    assert table("speaker", "remove", "Ada").output == (
        "Removed speaker 3: Ada\nkg undo brings it back.\n"
    )
