"""`kg steps` and `kg impact`."""

import pytest


@pytest.fixture
def argued(kg):
    """Claim 1 rests on 2 and 3, and both on 4; 2 is wrong."""
    for words in ("Cars will change", "电池会更便宜", "Grids will hold", "Power is cheap"):
        kg("add", words, "--speaker", "林月", "--kind", "fact", "--said", "2024-09-14")
    kg("link", "add", 2, "supports", 1, "--by", "林月")
    kg("link", "add", 1, "depends-on", 3)
    kg("link", "add", 4, "supports", 2)
    kg("link", "add", 4, "supports", 3)
    kg("claim", "check", 2, "wrong", "--on", "2025-01-20")
    return kg


def test_what_a_claim_rests_on_is_shown_as_a_tree(argued):
    argued("claim", "check", 1, "right", "--on", "2025-06")
    assert argued("steps", 1).output == (
        "Claim 1, right\n"
        "  Cars will change\n"
        "\n"
        "├─ supported by 2, wrong (drawn by 林月)\n"
        "│  电池会更便宜\n"
        "│  └─ supported by 4 (drawn by you)\n"
        "│     Power is cheap\n"
        "└─ depends on 3 (drawn by you)\n"
        "   Grids will hold\n"
        "   └─ supported by 4 (drawn by you), see above\n"
        "\n"
        "Right although a stated reason failed: 2.\n"
    )
    card = argued("claim", "show", 1).output
    assert "\n  Right although a stated reason failed: 2.\n" in card


def test_it_is_shown_as_it_stood_on_a_day_and_as_deep_as_is_asked(argued):
    assert argued("steps", 1, "--as-of", "2025-01-19", "--depth", 1).output == (
        "Claim 1, as of 2025-01-19\n"
        "  Cars will change\n"
        "\n"
        "├─ supported by 2 (drawn by 林月)\n"
        "│  电池会更便宜\n"
        "└─ depends on 3 (drawn by you)\n"
        "   Grids will hold\n"
        "\n"
        "Left out, for being deeper: 2 links.\n"
        "\n"
        "Whether it is right for its reasons is not yet known: of 2 steps, 2 neither right nor wrong.\n"
    )


def test_what_rests_on_a_claim_is_in_question_when_it_falls(argued):
    assert argued("impact", 2).output == (
        "Claim 2, wrong\n"
        "  电池会更便宜\n"
        "\n"
        "└─ supports 1 (drawn by 林月)\n"
        "   Cars will change\n"
        "\n"
        "It is wrong, so 1 claim is in question.\n"
    )
    assert argued("impact", 4).output == (
        "Claim 4\n"
        "  Power is cheap\n"
        "\n"
        "├─ supports 2, wrong (drawn by you)\n"
        "│  电池会更便宜\n"
        "│  └─ supports 1 (drawn by 林月)\n"
        "│     Cars will change\n"
        "└─ supports 3 (drawn by you)\n"
        "   Grids will hold\n"
        "   └─ needed by 1 (drawn by you), see above\n"
        "\n"
        "Should it fall, 3 claims are in question.\n"
    )


def test_where_there_is_nothing_it_says_so(argued):
    steps, impact = argued("steps", 4), argued("impact", 1)
    assert (steps.output, steps.stderr) == (
        "Claim 4\n  Power is cheap\n",
        "It rests on nothing. Say on what: kg link add OTHER supports CLAIM\n",
    )
    assert (impact.output, impact.stderr) == (
        "Claim 1\n  Cars will change\n",
        "Nothing rests on it.\n",
    )


def test_what_cannot_be_is_said_in_a_sentence(argued):
    assert argued("steps", 99, exit_code=1).stderr == (
        "Error: There is no claim '99'. See kg claim list.\n"
    )
    assert argued("steps", 1, "--as-of", "2027", exit_code=2).stderr == (
        "Error: 2027 is still to come. Give a day that is past.\n"
    )
    assert (
        "'0' is not a whole number from 1 up."
        in argued("impact", 1, "--depth", 0, exit_code=2).stderr
    )


def test_a_deep_argument_stays_within_the_page(kg):
    for number in range(1, 31):
        kg("add", f"Claim {number} says what has to be said at some length", "--speaker", "Ada")
        if number > 1:
            kg("link", "add", number, "supports", number - 1)
    output = kg("steps", 1, env={"COLUMNS": "80"}).output
    assert max(map(len, output.splitlines())) <= 80
