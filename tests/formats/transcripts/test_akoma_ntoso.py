import pytest

from kg.domain.transcripts import voices
from kg.errors import KgError
from kg.formats.transcripts import akoma_ntoso, plain_text

DEBATE = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate>
<meta><references><TLCPerson id="ada" showAs="Ada Lovelace" href="/ada"/></references></meta>
<debateBody>
<debateSection><heading>One</heading>
  <speech by="#ada"
    startTime="1843-01-01T10:00:05"><from>Ada</from><p>Hello <i>there</i>.</p><p>So.</p></speech>
  <narrative><p>(Applause)</p></narrative>
  <speech by="#bob"><from>Bob:</from><p>Hi.</p></speech></debateSection>
<debateSection><heading>Two</heading><speech by="#eve"><p>Yes.</p></speech></debateSection>
</debateBody></debate></akomaNtoso>"""


def test_speeches_are_turns_of_those_whom_the_references_name():
    found = akoma_ntoso.read(DEBATE)
    assert [
        (turn.label, turn.section, turn.start, found.text[turn.begins : turn.ends])
        for turn in found.turns
    ] == [
        ("Ada Lovelace", "One", 36005.0, "Hello there.\n\nSo."),
        ("Bob", "One", None, "Hi."),
        ("eve", "Two", None, "Yes."),
    ]
    assert "(Applause)" in found.text
    assert found.shape == "Akoma Ntoso"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "<akomaNtoso>\n<a></akomaNtoso>",
            "The XML is broken in line 2: mismatched tag. See that it is whole.",
        ),
        ("<html/>", "The XML is 'html', not akomaNtoso. Only Akoma Ntoso is read as XML."),
        (
            "<akomaNtoso/>",
            "The Akoma Ntoso has no speech in it. See that it is a debate.",
        ),
        (
            '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><akomaNtoso>&b;</akomaNtoso>',
            "The XML defines entities, which are not read. Take its <!ENTITY …> out.",
        ),
        (
            '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><akomaNtoso>&a;</akomaNtoso>',
            "The XML defines entities, which are not read. Take its <!ENTITY …> out.",
        ),
        (
            "<akomaNtoso>" + "<a>" * 5000 + "</a>" * 5000 + "</akomaNtoso>",
            "The XML is nested too deeply. See that it is a debate.",
        ),
    ],
)
def test_what_is_broken_or_hostile_is_one_sentence(text, message):
    with pytest.raises(KgError) as error:
        akoma_ntoso.read(text)
    assert str(error.value) == message


def test_one_meeting_is_the_same_in_three_files(samples):
    folder = samples / "transcripts"
    found = [
        (akoma_ntoso if path.suffix == ".xml" else plain_text).read(path.read_text())
        for path in sorted(folder.glob("*uberX*"))
    ]
    assert [(len(one.turns), len(voices(one.turns))) for one in found] == [(89, 30)] * 3
    patterns = []
    for one in found:
        order: dict[str, int] = {}
        patterns.append([order.setdefault(turn.label, len(order)) for turn in one.turns])
    assert patterns[0] == patterns[1] == patterns[2]
    english, xml, chinese = (list(dict.fromkeys(turn.label for turn in one.turns)) for one in found)
    assert xml == chinese
    assert dict(zip(english, chinese, strict=True))["Audrey Tang"] == "唐鳳"
    assert [one.title for one in found] == [
        "2015-08-27 Consultation: uberX Private-Vehicle Passenger Service",
        *["2015-08-27 「uberX 自用車載客意見徵集」諮詢會議"] * 2,
    ]
