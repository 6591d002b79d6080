"""Tables of claims: columns that are named or mapped, previews, and what is wrong with a cell."""

import pytest

TABLE = (
    "who,claim,view,when,where,strength\n"
    'Mara,"Trains are late, often",for,2024-09-14,https://a.example/x,strong\n'
    '林月,"Trains are late, often",against,2024-09,,\n'
    "Mara,公交要便宜,,,Town hall,\n"
)
MAP = [
    *("--map", "statement=claim", "--map", "speaker=who", "--map", "stance=view"),
    *("--map", "said=when", "--map", "source=where"),
]


@pytest.fixture
def taken(imported):
    return lambda text, *words, name="t.csv", **how: imported(text, name, *words, **how)


def positions(kg):
    return [
        (one["speaker"].split("/")[-1], one["stance"], one["said"], one["note"])
        for one in kg("position", "list", "--json").json
    ]


def test_columns_that_are_mapped_become_claims_and_positions(kg, taken):
    assert taken(TABLE, *MAP).output == (
        "speakers: 2 new\nsources: 2 new\nclaims: 2 new\npositions: 3 new\n"
        "kept in notes: strength (1)\nkg undo takes it all back.\n"
    )
    assert positions(kg) == [
        ("mara", "agrees", "2024-09-14", {"en": "strength: strong"}),
        ("林月", "disagrees", "2024-09", None),
        ("mara", "asserts", None, None),
    ]
    assert "nothing is to be changed" in taken(TABLE, *MAP).stderr
    rows = TABLE.splitlines(keepends=True)
    assert "nothing is to be changed" in taken("".join([rows[0], *rows[:0:-1]]), *MAP).stderr


def test_a_dry_run_shows_how_rows_are_understood(taken):
    assert taken(TABLE, *MAP, "--dry-run").output.splitlines()[-3:] == [
        "line 2: Mara agrees: Trains are late, often (2024-09-14)",
        "line 3: 林月 disagrees: Trains are late, often (2024-09)",
        "line 4: Mara asserts: 公交要便宜",
    ]


def test_columns_that_bear_the_names_of_fields_need_no_map(kg, taken):
    text = (
        "statement\tspeaker\tsaid\tprobability\tdue\toutcome\tdecided\tabout\ttags\n"
        "It rains\tMara\t2024-01-02\t60%\t2024-02\twrong\t2024-03-01\tsky; weather\twet\n"
        "It rains\t林月\t2024-01-03\t0.2\t2024-02\twrong\t2024-03-01\t\t\n"
    )
    taken(text, name="t.tsv")
    (one,) = kg("prediction", "list", "--json").json
    assert [(f["middle"], f["made"]) for f in one["forecasts"]] == [
        (0.6, "2024-01-02"),
        (0.2, "2024-01-03"),
    ]
    assert [(r["outcome"], r["decided"]) for r in one["resolutions"]] == [("wrong", "2024-03-01")]
    claim = kg("claim", "show", "It rains", "--json").json
    assert (claim["kind"], claim["tags"]) == ("prediction", ["wet"])
    assert [one.split("/")[-1] for one in claim["about"]] == ["sky", "weather"]


def test_a_long_table_comes_in_parts_and_means_the_same(kg, taken, monkeypatch):
    monkeypatch.setattr("kg.formats.claim_table.PART", 2)
    text = "statement,speaker,about\n" + "".join(
        f"Claim {number % 3},Speaker {number % 2},Trains\n" for number in range(9)
    )
    assert taken(text).output == (
        "speakers: 2 new\nconcepts: 1 new\nclaims: 3 new\npositions: 6 new, 3 same\n"
        "kg undo takes it all back.\n"
    )
    assert {tuple(one["about"]) for one in kg("claim", "list", "--json").json} == {
        ("table/trains",)
    }
    kg("undo")
    assert kg("claim", "list").output == ""


def test_a_mistake_in_a_later_part_leaves_nothing(kg, taken, monkeypatch):
    monkeypatch.setattr("kg.formats.claim_table.PART", 2)
    text = "statement,speaker,said\n" + "a,b,2024\n" * 5 + "a,b,never\n"
    assert taken(text, exit_code=1).stderr == (
        "Error: t.csv:7: 'never' is not a date. "
        "Write a day as 2026-09-12, a month as 2026-09 or a year as 2026.\n"
    )
    assert kg("claim", "list").output == kg("history", "--csv").output.partition("\r\n")[2] == ""


@pytest.mark.parametrize(
    ("text", "words", "code", "error"),
    [
        (TABLE, ("--map", "statemnt=claim"), 2, "There is no field 'statemnt'. Did you mean statement?"),
        (TABLE, ("--map", "statement=text"), 1, "t.csv:1: There is no column 'text' for statement. There are who, claim, view, when, where, strength."),
        (TABLE, ("--map", "speaker=who"), 1, "t.csv:1: There is no column 'statement'. There are speaker, claim, view, when, where, strength."),
        (TABLE, ("--map", "statement=claim", "--map", "quote=claim"), 2, "A column is mapped twice. Name another for one of the fields."),
        (TABLE, (), 2, "t.csv is in no format that is known here. It is a table with the columns who, claim, view, when, where, strength: say which of them is what, --map statement=COLUMN --map speaker=COLUMN, for a forecast also probability; a row is what one speaker says of one statement. See kg import --help."),
        ("statement,speaker,stance\na,b,loves\n", (), 1, "t.csv:2: 'loves' is none of the words allowed here. Write asserts, agrees, partly, disagrees, asks."),
        ("statement,speaker,probability\na,b,1e308\n", (), 1, "t.csv:2: The probability 1e308 is not between 0 and 1. Correct it."),
        ("statement,probability\na,0.5\n", (), 1, "t.csv:2: A probability is nobody's. Map a column to speaker."),
        ("statement,outcome\na,right\n", (), 1, "t.csv:2: It has an outcome, and not when. Map a column to decided."),
        ("statement,kind\na,fackt\n", (), 1, "t.csv:2: 'fackt' is none of the words allowed here. Did you mean fact?"),
        ("statement,statement\na,b\n", (), 1, "t.csv:1: There are two columns 'statement'. Rename one."),
        ("statement,x\na,b,c\n", (), 1, "t.csv:2: The row has 3 cells where the head has 2. Mend that line, or save the table anew."),
        ('statement,x\na,"b\n\n\n', (), 1, "t.csv:4: The table is broken: It ends within a quoted cell. Mend that line."),
        ("statement\na\n\xff\n".encode("latin-1"), (), 1, "t.csv:3: The text is not UTF-8. Save it as UTF-8."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence(kg, taken, text, words, code, error):
    assert taken(text, *words, exit_code=code).stderr.splitlines()[-1] == f"Error: {error}"
    assert kg("claim", "list").output == ""


def test_tables_of_spreadsheets_in_utf_16_are_read(kg, taken):
    taken("statement;speaker\r\n公交要便宜;林月\r\n".encode("utf-16"), "--format", "table")
    assert positions(kg) == [("林月", "asserts", None, None)]


def test_a_folder_of_tables_is_read_by_one_map_and_other_files_are_passed_over(kg, home):
    (home / "d").mkdir()
    (home / "d" / "a.csv").write_text("what,who\nTrains are late,Mara\n", "utf-8")
    (home / "d" / "b.csv").write_text("what,who\n公交要便宜,Mara\n", "utf-8")
    (home / "d" / "README.md").write_text("About these.")
    kg("init")
    said = kg("import", "d", "--format", "table", "--map", "statement=what", "--map", "speaker=who")
    assert said.output == (
        "speakers: 1 new\nclaims: 2 new\npositions: 2 new\nskipped: 1\n"
        "- d/README.md: It is in no format that is known here.\nkg undo takes it all back.\n"
    )


def test_an_empty_table_is_named(kg, taken):
    assert taken("", exit_code=2).stderr.splitlines()[-1] == (
        "Error: t.csv is empty. Name a file with something in it."
    )


def test_quotation_marks_are_letters_in_tables_with_tabs_that_do_not_quote(kg, taken):
    text = 'statement\tspeaker\tsize\n"Late" again\tAnn\t5"\nSo what\tBob\t"\n'
    taken(text, name="a.tsv")
    assert [one["statement"] for one in kg("claim", "list", "--json").json] == [
        {"en": '"Late" again'},
        {"en": "So what"},
    ]
    assert [one["note"] for one in kg("position", "list", "--json").json] == [
        {"en": 'size: 5"'},
        {"en": 'size: "'},
    ]
    # Others quote cells with line ends in them, as Excel does.
    taken('statement\tspeaker\n"Late ""again""\nand again"\tAnn\n', name="b.tsv")
    assert kg("claim", "show", "3", "--json").json["statement"] == {"en": 'Late "again"\nand again'}


def test_the_line_by_which_excel_is_told_what_parts_cells_is_none_of_the_table(kg, taken):
    taken('sep=;\r\nstatement;speaker\r\n"Late, again; so";Ann\r\n', name="a.csv")
    assert kg("claim", "list").output == "1  Ann  Late, again; so\n"
    error = taken("sep=;\nstatement;speaker\na;b;c\n", name="b.csv", exit_code=1).stderr
    assert error.startswith("Error: b.csv:3: The row has 3 cells where the head has 2.")
