import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.domain.sentences import LONGEST, Span, sentences


def cut(text, language=None):
    return [text[begins:ends] for begins, ends in sentences(text, language)]


@pytest.mark.parametrize(
    "parts",
    [
        ["It takes years.", "Not months!", "Really?", "Yes."],
        ["Mr. Li met Dr. Chen, e.g. in 2024.", "They agreed vs. Apple."],
        ["It cost 3.5 million in the U.S. last year.", "GPT-4.5 did not."],
        ["It works in the U.S.", "The E.U. Commission waits."],
        ["J. R. Smith left.", "So did C. S. Lewis."],
        ["See Fig. 3 and No. 5.", "No.", "We saw it in Jan. 2024."],
        ["Cats, dogs, etc. are out.", "We had cats, etc.", "They left at 5 p.m. sharp."],
        ["“I'd bet on it.”", '"Would you?"', "‘No.’", "He left (in 2020).", "(I saw it.)"],
        ['"Really?" he said.', "Visit Yahoo! today, at a.b.com/x?y=1.", "It is up."],
        ["Here we are...", "And so … we wait . . . for it.", "Wait…", "Go!?"],
        ["**Bold ends.**", "*And so on.*", "`Code.`", "Plain."],
        ["Mix: o1 很强。", "It is strong.", "对吗?", "Yes, 对。", "追赶 GPT-4.5 要 3.5 年。"],
    ],
)
def test_sentences_end_at_stops_that_end_them(parts):
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["追赶需要数年。", "不是数月！", "真的？", "对；", "好……", "再说。"],
        ["“为什么？”", "“不知道。”", "「真的！」", "『好。』", "（笑。）", "嗯"],
        ["我們從「我覺得...」開頭。", "他说“好！”，就走了。", "“要不要？”的问题很多。"],
        ["对吗?", "我觉得对!", "好;", "没错"],
        ["汪华：**第一句。**", "**第二**句。", "**加粗。**", "后面。"],
        ['他说:"好。"', '"真的吗？"', "走了。"],
        ["全角．", "３．５倍｡", "完"],
    ],
)
def test_chinese_sentences_need_no_blank_between_them(parts):
    assert cut("".join(parts)) == parts


def test_a_line_ends_a_sentence_unless_it_plainly_goes_on():
    text = "# Head\n\nOne line\ngoes on, and\nThe next\n- item one\n- item two.\n\n我想，\n对\n好"
    assert cut(text) == [
        "# Head",
        "One line\ngoes on, and",
        "The next",
        "- item one",
        "- item two.",
        "我想，\n对",
        "好",
    ]


def test_the_number_of_a_list_is_no_sentence():
    assert cut("1. First. 2 more\n12. Second") == ["1. First.", "2 more", "12. Second"]


def test_a_text_in_small_letters_has_sentences_too():
    text = "i think so. we will see. it may rain. so be it."
    assert cut(text) == ["i think so.", "we will see.", "it may rain.", "so be it."]


def test_abbreviations_are_those_of_the_language():
    assert cut("Das ist z.B. Hr. Maier bzw. Kunz. Ja.", "de") == [
        "Das ist z.B. Hr. Maier bzw. Kunz.",
        "Ja.",
    ]
    assert cut("Mme. Dupont est là. Oui.", "fr-CA") == ["Mme. Dupont est là.", "Oui."]
    assert cut("Wir sehen Frl. Maier.", "en") == ["Wir sehen Frl.", "Maier."]


def test_words_without_a_stop_are_cut_at_a_comma_or_a_blank():
    text = "我们说，" * 300
    assert {ends - begins for begins, ends in sentences(text)} == {LONGEST, 200}
    assert sentences("word " * 300) == [Span(0, 999), Span(1000, 1499)]
    assert sentences("x" * 2500) == [Span(0, 1000), Span(1000, 2000), Span(2000, 2500)]


def test_offsets_count_code_points():
    assert sentences("👍🏽。𠮷野家。") == [Span(0, 3), Span(3, 7)]


TEXTS = st.text(st.sampled_from("ab A1.!?…。；;，, \n\t*_\"'”」(#-我x．")) | st.text()


@given(TEXTS)
@example("")
@example(" \n ")
@example("\u2028.\u2029。\r\n")
def test_sentences_are_in_order_apart_and_cover_all_that_can_be_seen(text):
    spans = sentences(text)
    behind = 0
    for begins, ends in spans:
        assert begins < ends
        assert text[behind:begins].strip() == ""
        assert text[begins:ends] == text[begins:ends].strip()
        behind = ends
    assert text[behind:].strip() == ""


@given(TEXTS, TEXTS)
def test_paragraphs_are_cut_each_for_itself(one, other):
    one, other = f"A {one}.", f"B {other}"
    both = sentences(f"{one}\n\n{other}")
    assert [span for span in both if span.begins < len(one)][-1].ends <= len(one)
