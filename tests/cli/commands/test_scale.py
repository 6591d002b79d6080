"""Scales of likelihood words: listed, shown, checked, and words read by them again."""

import pytest

OURS = """name = "Ours"
version = "2"
language = "en"
source = "agreed"
licence = "CC0"

[[bands]]
words = ["likely"]
also = ["probably"]
low = 0.6
middle = 0.7
high = 0.8

[[bands]]
words = ["maybe"]
low = 0.3
middle = 0.4
high = 0.5
"""


@pytest.fixture
def ours(home):
    path = home / "ours.toml"
    path.write_text(OURS, "utf-8")
    return path


def numbers(kg):
    return [
        (one["words"], one["middle"], one["basis"], one["scale"])
        for one in kg("prediction", "show", 1, "--json").json["forecasts"]
    ]


def test_a_scale_is_shown_from_the_least_likely_up(kg, ours):
    assert kg("scale", "show", "ours.toml").output == (
        "Scale Ours (2), en\n"
        "  source      agreed\n"
        "  licence     CC0\n"
        "\n"
        "30–50 %  40 %  maybe\n"
        "60–80 %  70 %  likely (also probably)\n"
    )
    assert kg("scale", "show", "ours.toml", "--toml").output == OURS


def test_every_scale_that_comes_with_kg_can_be_copied_and_is_sound(kg, home):
    for listed in kg("scale", "list", "--json").json:
        copy = kg("scale", "show", listed["name"], "--toml").output
        (home / "copy.toml").write_text(copy, "utf-8")
        assert kg("scale", "check", "copy.toml", "--json").json == [{**listed, "name": "copy.toml"}]
        assert listed["licence"]


def test_a_scale_of_ones_own_stands_in_for_those_of_its_language(kg, ours):
    env = {"KG_SCALE": "ours.toml"}
    assert [one["name"] for one in kg("scale", "list", "--json", env=env).json] == [
        "ours.toml",
        "chinese",
    ]
    kg("add", "Robots come", "--speaker", "Ada", "--words", "likely", env=env)
    kg("forecast", 1, "Ada", "--words", "很可能", env=env)
    answer = kg("forecast", 1, "Ada", "--words", "unlikely", env=env)
    assert answer.stderr.startswith("«unlikely» is not on any scale; ")
    assert numbers(kg) == [
        ("likely", 0.7, "verbal", "Ours (2)"),
        ("很可能", 0.8, "verbal", "kg Chinese (2026-11)"),
        ("unlikely", None, "verbal", None),
    ]
    assert kg("scale", "list", env={"KG_SCALE": "icd"}, exit_code=1).stderr == (
        "Error: KG_SCALE names no scale: There is no scale 'icd'. Did you mean icd-203? "
        "One of your own is named by its file, such as mine.toml.\n"
    )


def test_words_are_read_again_as_one_change(kg, ours):
    kg("add", "Robots come", "--speaker", "Ada", "--words", "likely")
    kg("forecast", 1, "Bob", "--words", "maybe")
    kg("forecast", 1, "Cleo", "55%", "--words", "maybe")
    kg("forecast", 1, "Dora", "60%", "--words", "likely", "--basis", "verbal")
    kg("forecast", 1, "Eve", "--words", "unlikely")
    before = numbers(kg)
    told = (
        "1  Ada  «likely»  67.5 % (55–80 %), ICD 203 (2015)  →  70 % (60–80 %), Ours (2)\n"
        "2  Bob  «maybe»   no number                         →  40 % (30–50 %), Ours (2)\n"
    )
    tried = kg("scale", "reread", "--scale", "ours.toml", "--dry-run")
    assert (tried.output, tried.stderr) == (
        told,
        "2 forecasts would change, 1 had words that are not on it.\n",
    )
    assert numbers(kg) == before
    done = kg("scale", "reread", "--scale", "ours.toml")
    assert done.output == told + "kg undo takes it all back.\n"
    after = [
        ("likely", 0.7, "verbal", "Ours (2)"),
        ("maybe", 0.4, "verbal", "Ours (2)"),
        # Numbers that somebody stated or chose stay, and words that it does not have.
        *before[2:],
    ]
    assert numbers(kg) == after
    again = kg("scale", "reread", "--scale", "ours.toml")
    assert (again.output, again.stderr) == (
        "",
        "0 forecasts changed, 2 came to the same, 1 had words that are not on it.\n",
    )
    kg("undo")
    assert numbers(kg) == before
    ours.write_text(OURS.replace("0.7", "0.75").replace('"2"', '"3"'), "utf-8")
    kg("scale", "reread", "--scale", "ours.toml", "--json")
    assert numbers(kg)[0] == ("likely", 0.75, "verbal", "Ours (3)")


def test_a_query_says_whose_words_are_read_again(kg, ours):
    kg("add", "Robots come", "--speaker", "Ada", "--about", "robots", "--words", "likely")
    kg("add", "Rates fall", "--speaker", "Ada", "--about", "rates", "--words", "likely")
    changed = kg("scale", "reread", "about:rates", "--scale", "ours.toml", "--json").json
    assert [one["prediction"][:10] for one in changed] == ["rates-fall"]


@pytest.mark.parametrize(
    ("written", "error"),
    [
        (
            OURS.replace("high = 0.5", "high = 1.5"),
            "The high of band 2 of the scale Ours is 1.5, not between 0 and 1. Write 60 % as 0.6.",
        ),
        (
            OURS.replace('version = "2"\n', ""),
            'The scale Ours has no version. Write version = "…".',
        ),
        (
            OURS.split("[[bands]]", maxsplit=1)[0],
            "The scale Ours has no bands. Write each as [[bands]] with words and numbers.",
        ),
        (
            f"partition = true\n{OURS}",
            "The scale Ours is said to be a partition, but its bands 1 (0.6–0.8) and 2 (0.3–0.5) "
            "overlap or are out of order. Let each band begin where the one before it ends, or "
            "write partition = false.",
        ),
        (
            "partition = true\n"
            + OURS.replace("0.3", "0.85").replace("0.4", "0.9").replace("0.5", "1"),
            "The scale Ours is said to be a partition, but its bands 1 (0.6–0.8) and 2 (0.85–1) "
            "leave a gap. Let each band begin where the one before it ends, or write "
            "partition = false.",
        ),
        (
            OURS.replace("maybe", "probably"),
            "The scale Ours has the word 'probably' twice, in bands 1 and 2. Take one out.",
        ),
        ("name = ", "The scale is no TOML: Invalid value (at end of document). "),
        ("", "The scale has no name."),
        (b"\xff\xfe", "ours.toml is not UTF-8 text: see byte 1, in line 1. "),
        (b'name = "\xe5\xa4', "ours.toml is not UTF-8 text: see byte 9, in line 1. "),
        (b"x" * 1_000_001, "'ours.toml' has more than 1,000,000 bytes. "),
        (None, "There is no file 'ours.toml'. "),
    ],
)
def test_a_scale_that_cannot_be_is_one_sentence_with_file_and_place(kg, home, rows, written, error):
    if written is not None:
        data = written.encode() if isinstance(written, str) else written
        (home / "ours.toml").write_bytes(data)
    whole = error if "ours.toml" in error else f"ours.toml: {error}"
    before = rows()
    for words in (
        ("scale", "check", "ours.toml"),
        ("scale", "reread", "--scale", "ours.toml"),
        ("add", "Robots come", "--speaker", "Ada", "--words", "likely", "--scale", "ours.toml"),
    ):
        answer = kg(*words, exit_code=1)
        assert answer.stderr.startswith(f"Error: {whole}")
        assert answer.output == ""
    assert rows() == before


def test_a_folder_is_no_scale(kg, home):
    (home / "scales.toml").mkdir()
    assert kg("scale", "check", "scales.toml", exit_code=1).stderr == (
        "Error: 'scales.toml' cannot be read: Is a directory.\n"
    )
