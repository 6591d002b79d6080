"""docs/trust.md: its commands run and say what it shows."""

import re

from tests.docs.shown import Page, without_chance


def plain(answer, home):
    moment = re.sub(r"\d{8}T\d{6}Z", "MOMENT", without_chance(answer, home))
    return moment.replace("MOMENT-2", "MOMENT")


def test_its_examples_do_what_it_says(kg, home):
    kg("init")
    kg("add", "Prices fall", "--speaker", "Ada")
    for words, told in Page.at("docs/trust.md").steps():
        if words[0] == "restore":
            (copy,) = (home / "backups").iterdir()
            told = told.replace(words[1], f"backups/{copy.name}")
            words[1] = f"backups/{copy.name}"
        assert plain(kg(*words).output, home) == plain(told, home), words


def test_the_parts_of_the_doctor_are_those_of_the_page():
    from kg.cli.commands.doctor import QUOTES
    from kg.store.checkup import Part

    table = Page.at("docs/trust.md").text.split("|---|---|---|\n")[1].split("\n\n")[0]
    assert [row.split("|")[1].strip() for row in table.splitlines()] == [*Part, QUOTES]
