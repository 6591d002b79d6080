from kg.domain.cues import Kind, judgements, ranked
from kg.domain.sentences import Span, sentences


def read(*turns):
    """Judge turns of (voice, words), which stand in one text one after the other."""
    text = ""
    spans: list[Span] = []
    part_of: list[int] = []
    for index, (_, words) in enumerate(turns):
        spans += [Span(len(text) + span.begins, len(text) + span.ends) for span in sentences(words)]
        part_of += [index] * (len(spans) - len(part_of))
        text += words + "\n"
    found = judgements(text, spans, part_of, [voice for voice, _ in turns])
    return [text[begins:ends] for begins, ends in spans], found


def test_the_best_stands_first_and_what_is_nothing_is_left_out():
    said, found = read(("A", "It rains. It will be there within two years, I bet. It may come."))
    assert [said[place] for place in ranked(found)] == [
        "It will be there within two years, I bet.",
        "It may come.",
    ]


def test_a_list_of_one_kind_is_ranked_by_it():
    said, found = read(
        ("A", "It will be there soon, I expect, but I disagree. No, I strongly disagree. It will.")
    )
    assert said[ranked(found, [Kind.PREDICTION])[0]].startswith("It will be there soon")


def test_equals_stand_in_the_order_of_the_text():
    _, found = read(("A", "It may come. It may come. It may come."))
    assert ranked(found) == [0, 1, 2]


def test_the_name_of_another_speaker_is_a_cue_and_ones_own_is_none():
    _, found = read(("颜水成", "水成来了。"), ("汪华", "水成来了。"), ("Ada Byron", "Ada came."))
    assert [[mark.name for mark in one.marks if mark.sign == "stance"] for one in found] == [
        [],
        ["水成"],
        [],
    ]


def test_only_a_turn_after_anothers_is_a_reply():
    _, found = read(("A", "One."), ("A", "Two."), ("B", "Three."), ("", "Four."), ("", "Five."))
    replies = [any(mark.name == "reply" for mark in one.marks) for one in found]
    assert replies == [False, False, True, True, False]


def test_labels_without_a_name_are_no_cues():
    _, found = read(("Speaker 1", "Speaker 2 sings."), ("Speaker 2", "Speaker 1 sings."))
    assert [mark.name for mark in found[0].marks] == []
