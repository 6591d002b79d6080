"""Debates in Akoma Ntoso, the XML of parliaments: speeches by those whom its references name."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from kg.domain.transcripts import (
    Speech,
    Transcript,
    as_label,
    backwards,
    laid_out,
    language_of,
    run_backwards,
)
from kg.errors import Invalid
from kg.formats.transcripts import times

SHAPE = "Akoma Ntoso"
_SAID = ("speech", "question", "answer")
_BESIDE = ("narrative", "summary", "scene", "other")
_DEEPEST = 200


def read(text: str) -> Transcript:
    """The transcript in a debate; raises Invalid for broken XML and for entities in it."""
    root = _parsed(text)
    if _name(root) != "akomaNtoso":
        raise Invalid(
            f"The XML is {_name(root)!r}, not akomaNtoso.", "Only Akoma Ntoso is read as XML."
        )
    people = {
        str(person.get("id") or person.get("eId")): str(person.get("showAs") or "")
        for person in root.iter()
        if _name(person) in ("TLCPerson", "TLCRole", "TLCOrganization")
    }
    title, speeches = _Reader(people).read(root)
    if not any(one.spoken for one in speeches):
        raise Invalid("The Akoma Ntoso has no speech in it.", "See that it is a debate.")
    laid, turns = laid_out(speeches)
    remarks = []
    if late := backwards(turns):
        remarks.append(run_backwards(late))
    return Transcript(title, language_of(laid), laid, turns, SHAPE, remarks)


def _parsed(text: str) -> Element:
    # XML by strangers: entities are refused, and with them what they would blow up or fetch.
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    # What it says of its encoding was true of the bytes.
    text = re.sub(r"^\s*(<\?xml[^>]{0,200}?)\s+encoding=(\"[^\"]*\"|'[^']*')", r"\1", text, count=1)
    try:
        root: Element = fromstring(text.lstrip(), forbid_dtd=False)
    except DefusedXmlException:
        raise Invalid(
            "The XML defines entities, which are not read.", "Take its <!ENTITY …> out."
        ) from None
    except ParseError as error:
        line, _ = error.position
        raise Invalid(
            f"The XML is broken in line {line}: {str(error).partition(':')[0]}.",
            "See that it is whole.",
        ) from None
    return root


class _Reader:
    """Goes through a debate and gathers what is said in it."""

    def __init__(self, people: dict[str, str]) -> None:
        self.people = people
        self.title: str | None = None
        self.sections: list[str] = []
        self.speeches: list[Speech] = []

    def read(self, root: Element) -> tuple[str | None, list[Speech]]:
        body = next((one for one in root.iter() if _name(one) == "debateBody"), root)
        self._within(body, None, 0)
        titles = [one for one in self.sections if one]
        if len(titles) == 1:
            # The only heading is what the whole is called.
            return titles[0], [_without_section(one) for one in self.speeches]
        named = next((one for one in root.iter() if _name(one) in ("docTitle", "FRBRalias")), None)
        if named is not None:
            self.title = _text(named) or named.get("value")
        return self.title, self.speeches

    def _within(self, parent: Element, section: str | None, depth: int) -> None:
        if depth > _DEEPEST:
            raise Invalid("The XML is nested too deeply.", "See that it is a debate.")
        for child in parent:
            name = _name(child)
            if name == "heading":
                section = _text(child)[:200] or section
                self.sections.append(section or "")
            elif name in _SAID:
                self._say(child, section)
            elif name in _BESIDE:
                if words := _paragraphs(child):
                    self.speeches.append(Speech(None, words, None, section, spoken=False))
            elif name not in ("num", "meta", "p"):
                self._within(child, section, depth + 1)

    def _say(self, speech: Element, section: str | None) -> None:
        by = (speech.get("by") or "").lstrip("#")
        shown = next((_text(one) for one in speech if _name(one) == "from"), "")
        name = self.people.get(by) or shown.rstrip(":： ") or by
        time = speech.get("startTime")
        start = times.seconds(time.rpartition("T")[2]) if time else None
        self.speeches.append(Speech(as_label(name), _paragraphs(speech), start, section))


def _without_section(speech: Speech) -> Speech:
    return Speech(speech.label, speech.words, speech.start, None, speech.spoken)


def _paragraphs(element: Element) -> str:
    found = [_text(one) for one in _blocks(element)]
    return "\n\n".join(one for one in found if one)


def _blocks(element: Element) -> Iterator[Element]:
    """The paragraphs of a speech, without the line that says who speaks."""
    blocks = [one for one in element if _name(one) not in ("from", "num", "heading")]
    yield from blocks or [element]


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
