"""Files that are told by what they hold, and what is said of those that are not recognised."""

import json

import pytest

from tests.formats.test_forecasts import BOOK, FATEBOOK, MARKETS

GAMES = "season,date,team1,team2,prob1,prob1_outcome\n2021,2022-02-13,Bengals,Rams,0.315,0\n"
OF_GAMES = (
    "It is a table with the columns season, date, team1, team2, prob1, prob1_outcome: say which of "
    "them is what, --map statement=COLUMN --map speaker=COLUMN, for a forecast also probability; a "
    "row is what one speaker says of one statement. See kg import --help.\n"
)


@pytest.fixture
def put(kg, home):
    kg("init")

    def write(name, text):
        path = home / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    return write


def test_a_map_is_for_tables_that_no_other_format_recognises(kg, put):
    put("d/claims.csv", "观点,谁\n公交要便宜,林月\n")
    put("d/fatebook.csv", FATEBOOK)
    put("d/book.json", json.dumps(BOOK))
    said = kg("import", "d", "--map", "statement=观点", "--map", "speaker=谁")
    assert "claims: 6 new" in said.output
    assert "broken" not in said.output
    assert said.stderr.splitlines()[-1] == (
        "--map does not apply to d/book.json, d/fatebook.csv: they are no tables of claims."
    )
    assert kg("position", "list").output == "1  林月  asserts    2: 公交要便宜\n"


def test_a_map_beside_files_of_other_formats_is_told_not_to_apply(kg, put):
    put("claims.csv", "观点,谁\n公交要便宜,林月\n")
    put("book.json", json.dumps(BOOK))
    words = ("--map", "statement=观点", "--map", "speaker=谁")
    both = ("import", "claims.csv", "book.json", *words)
    sentence = "--map does not apply to book.json: it is no table of claims."
    assert kg(*both, "--dry-run").stderr.splitlines()[-1] == sentence
    assert kg(*both).stderr.splitlines()[-1] == sentence
    assert "--map" not in kg("import", "claims.csv", *words).stderr


def test_a_map_where_no_file_is_a_table_is_refused(kg, put):
    put("fatebook.csv", FATEBOOK)
    put("book.json", json.dumps(BOOK))
    start = "Error: --map says what the columns of a table of claims are, and"
    remedy = "Leave it out, or name the table."
    mapped = ("--map", "statement=观点")
    assert kg("import", "book.json", *mapped, exit_code=2).stderr == (
        f"{start} book.json is none. {remedy}\n"
    )
    assert kg("import", "fatebook.csv", "book.json", *mapped, exit_code=2).stderr == (
        f"{start} fatebook.csv, book.json are none. {remedy}\n"
    )
    assert kg("claim", "list").output == ""
    assert kg("import", "book.json", "--map", "statemnt=x", exit_code=2).stderr == (
        "Error: There is no field 'statemnt'. Did you mean statement?\n"
    )


def test_a_table_that_ends_otherwise_is_one_where_it_has_a_map(kg, put):
    put("claims.dat", "what,who\nTrains are late,Mara\n")
    said = kg("import", "claims.dat", "--map", "statement=what", "--map", "speaker=who")
    assert "claims: 1 new" in said.output


@pytest.mark.parametrize("name", ["a.aif", "a", "a.txt"])
def test_json_is_recognised_whatever_its_ending(kg, put, name, home):
    kg("add", "Trains are late", "--speaker", "Ann")
    kg("export", name, "--format", "aif")
    assert (
        "claims: 1 new"
        in kg("--database", "b.db", "init").output + kg("--database", "b.db", "import", name).output
    )
    put("m.export", json.dumps(MARKETS))
    assert "claims: 3 new" in kg("import", "m.export").output


def test_a_wide_table_is_told_what_a_map_needs(kg, put):
    put("d/games.csv", GAMES)
    put("d/LICENSE", "Free.")
    assert kg("import", "d/games.csv", exit_code=2).stderr.splitlines(True)[-1] == (
        f"Error: d/games.csv is in no format that is known here. {OF_GAMES}"
    )
    assert kg("import", "d", exit_code=1).stderr == (
        "Error: The folder d has nothing in it that can be read: d/games.csv is in no format that "
        f"is known here. {OF_GAMES}"
    )


@pytest.mark.parametrize("words", [(), ("--map", "statement=观点")])
def test_a_table_in_another_coding_is_told_to_be_saved_as_utf_8(kg, put, words):
    put("t.csv", "观点,谁\n公交要便宜,林月\n".encode("gb18030"))
    assert kg("import", "t.csv", *words, exit_code=1).stderr == (
        "Error: t.csv:1: The text is not UTF-8. Save it as UTF-8.\n"
    )


def test_utf_16_without_its_mark_is_told_and_a_single_nul_is_a_blank(kg, put):
    put("t.csv", "statement,speaker\nLate,Ann\n".encode("utf-16-le"))
    assert kg("import", "t.csv", exit_code=1).stderr == (
        "Error: t.csv is UTF-16 without its mark. Save it as UTF-8.\n"
    )
    put("t.csv", "statement,speaker\nToo\0late,Ann\n")
    kg("import", "t.csv")
    assert kg("claim", "list").output == "1  Ann  Too late\n"


def test_columns_that_mean_the_same_are_named_as_they_are_written(kg, put):
    put("t.csv", "ID;Statement ID;Concept;Agreement;Person\n1;2;Trains;1;Ann\n")
    assert kg("import", "t.csv", exit_code=1).stderr == (
        "Error: t.csv:1: The columns 'ID' and 'Statement ID' mean the same. Rename one.\n"
    )


def test_the_only_column_is_named_in_a_sentence(kg, put):
    put("t.csv", "statement\nLate\n")
    assert kg("import", "t.csv", "--map", "speaker=zzz", exit_code=1).stderr == (
        "Error: t.csv:1: There is no column 'zzz' for speaker. The only one is 'statement'.\n"
    )


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("x.csv", "Say kg export --format csv FOLDER or kg export --format metaculus FOLDER or kg export --format fatebook FILE."),
        ("x.md", "Say kg export --format markdown FOLDER."),
        ("x.json", "Say kg export --format aif FILE or kg export --format claimreview FILE or kg export --format csl FILE."),
        ("x.xyz", "Name the format with --format."),
    ],
)  # fmt: skip
def test_an_ending_that_several_formats_have_is_answered_with_what_to_say(kg, put, name, remedy):
    said = "is not known" if name == "x.xyz" else "does not say the format"
    assert kg("export", name, exit_code=2).stderr.splitlines()[-1] == (
        f"Error: {name} has an ending that {said}. {remedy}"
    )
