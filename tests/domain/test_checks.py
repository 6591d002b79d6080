import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.checks import percentage, probability, stable_id, web_address, word
from kg.domain.vocabulary import ClaimKind, LinkKind, Stance
from kg.domain.wording import brief
from kg.errors import Invalid


def refusal(call, *details):
    with pytest.raises(Invalid) as refused:
        call(*details)
    return str(refused.value)


NEVER_LESS = "It is never less than 0: write 0.6 or 60%."


@pytest.mark.parametrize("value", [0, 1, 0.0, 1.0, 0.5, 1e-300, True])
def test_a_number_from_0_to_1_is_a_probability(value):
    assert probability(value) == value
    assert type(probability(value)) is float


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (1.7, "The probability 1.7 is not between 0 and 1. Write 1.7 % as 0.017."),
        (60, "The probability 60 is not between 0 and 1. Write 60 % as 0.6."),
        (100, "The probability 100 is not between 0 and 1. Write 100 % as 1."),
        (
            -0.1,
            f"The probability -0.1 is not between 0 and 1. {NEVER_LESS}",
        ),
        (101, "The probability 101 is not between 0 and 1. It is at most 1, which is 100 %."),
        (math.inf, "The probability inf is not between 0 and 1. It is at most 1, which is 100 %."),
        (
            -math.inf,
            f"The probability -inf is not between 0 and 1. {NEVER_LESS}",
        ),
        (math.nan, "The probability nan is not between 0 and 1. Write 60 % as 0.6."),
    ],
)
def test_other_numbers_are_no_probability(value, message):
    assert refusal(probability, value) == message


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (140, "140 % is more than 100 %."),
        (100.5, "100.5 % is more than 100 %."),
        (math.inf, "inf % is more than 100 %."),
        (-5, "-5 % is less than 0 %."),
    ],
)
def test_other_percentages_are_no_probability(value, message):
    assert refusal(percentage, value) == message


def test_the_message_says_which_number_it_is():
    assert refusal(probability, 2, "upper end") == (
        "The upper end 2 is not between 0 and 1. Write 2 % as 0.02."
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org/page?q=1#part",
        "HTTPS://EXAMPLE.ORG/",
        "https://例子.中国/页",
        "https://user@example.org:8080/%E9%A1%B5",
        "https://[::1]/",
        "https://web.archive.org/web/2024/https://example.org/",
    ],
)
def test_a_whole_address_is_taken(url):
    assert web_address(url) == url
    assert web_address(f"  {url}\n") == url


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,<script>", "file:///etc/x"),
        *(
            "ftp://example.org",
            "example.org",
            "//example.org/",
            "https://",
            "https:///path",
            "http:",
        ),
        *(
            "https:example.org",
            "https://[::1",
            "https://exa mple.org",
            "https://a.org/a b",
            "mailto:a@b",
        ),
        *("\\\\example.org", "vbscript:x", "https//example.org", "https://?q"),
    ],
)
def test_what_is_no_web_address_is_refused(url):
    assert refusal(web_address, url) == (
        f"{url!r} is not a web address. Write the whole of it, such as https://example.org/page."
    )


def test_a_script_hidden_by_control_characters_is_refused():
    assert refusal(web_address, "java\x00script:alert(1)") == (
        "The address has a control character (U+0000) at place 5. Take it out."
    )


def test_an_address_has_a_longest_length_in_bytes():
    """PostgreSQL refuses to index a longer one."""
    start = "https://e.org/"
    assert web_address(start + "x" * 1986)
    assert refusal(web_address, start + "页" * 700) == (
        "The address has 2,114 bytes; 2,000 are allowed. Shorten it."
    )
    assert refusal(web_address, start + "x" * 1987) == (
        "The address has 2,001 characters; 2,000 are allowed. Shorten it."
    )


@given(st.text(max_size=50))
def test_any_text_is_an_address_or_refused(text):
    try:
        url = web_address(text)
    except Invalid:
        return
    assert url.lower().startswith(("http://", "https://"))
    assert web_address(url) == url


@pytest.mark.parametrize("uid", ["c1", "颜水成", "c1/汪华", "a.b:c-d_e", "1", "x" * 200])
def test_letters_digits_and_four_marks_make_an_id(uid):
    assert stable_id(uid) == uid


@pytest.mark.parametrize(
    "uid", ["", " c1", "c1\n", "c 1", "-c1", "a<b", "a\x00", "😀", "a\ud800", "x" * 201]
)
def test_other_texts_are_no_id(uid):
    assert refusal(stable_id, uid) == (
        f"{brief(uid)!r} cannot be an id. "
        "Write up to 200 letters and digits, with . : / - _ between them."
    )


def test_a_word_of_a_closed_set_is_taken_and_another_refused():
    assert word(ClaimKind, "fact") is ClaimKind.FACT
    assert word(LinkKind, LinkKind.DEPENDS_ON) is LinkKind.DEPENDS_ON
    assert refusal(word, Stance, "agree") == (
        "'agree' is none of the words allowed here. Did you mean agrees or disagrees?"
    )
    assert refusal(word, ClaimKind, "") == (
        "'' is none of the words allowed here. "
        "Write fact, cause, opinion, prediction, recommendation."
    )
