"""Argdown, as text or as the JSON that its own tool exports: argument maps."""

from typing import Any

from kg.errors import KgError
from kg.formats.argdown_text import parse, parted
from kg.formats.argdown_writing import write
from kg.formats.debates import KINDS, Argument, Debate, End, Relation, Statement, as_records
from kg.formats.places import Place
from kg.formats.registry import Format
from kg.notebook.records.plans import Document

ENDINGS = (".argdown", ".ad")


def recognises(place: Place) -> bool:
    """Whether it is JSON with Argdown's arguments and statements."""
    if place.is_folder or place.ending != ".json":
        return False
    data = place.data
    return isinstance(data, dict) and all(
        isinstance(data.get(name), dict) for name in ("arguments", "statements")
    )


def read(place: Place) -> Document:
    """The debate in a file, as records."""
    name = place.name.rsplit(".", 1)[0]
    if place.ending == ".json":
        return as_records(from_json(place.data, place.shown, name))
    return as_records(parse(place.text(), place.shown, name))


def from_json(data: Any, shown: str, name: str) -> Debate:
    """The debate in an export of Argdown's tool; raises KgError where it is none."""
    if not isinstance(data, dict):
        raise KgError(f"{shown} is no export of Argdown.", "It has arguments and statements.")
    debate = Debate(shown, name, name)
    head = data.get("frontMatter") or data.get("metaData")
    if isinstance(head, dict):
        debate.title = str(head.get("title") or name)
        debate.about = {k: v for k, v in head.items() if isinstance(v, str | int | float)}
    sections: dict[str, int] = {}
    _sections(data.get("sections") or [], debate, sections, None)
    for title, one in _of(data, "statements", shown):
        debate.statements[title] = _told(Statement(title), one, sections)
    for title, one in _of(data, "arguments", shown):
        argument = Argument(title)
        _told(argument, one, sections)
        for step in one.get("pcs") or []:
            if isinstance(step, dict) and step.get("title") is not None:
                argument.steps.append((str(step.get("role") or "premise"), str(step["title"])))
                inference = step.get("inference")
                if isinstance(inference, dict):
                    argument.rules += map(str, inference.get("inferenceRules") or [])
        debate.arguments[title] = argument
    for number, one in enumerate(data.get("relations") or []):
        if not isinstance(one, dict) or one.get("relationType") not in KINDS:
            kind = one.get("relationType") if isinstance(one, dict) else one
            raise KgError(
                f"{shown} (relations[{number}]): {str(kind)[:40]!r} is no relation of Argdown.",
                f"There are {', '.join(KINDS)}.",
            )
        start, end = _end(one, "from"), _end(one, "to")
        debate.relate(Relation(one["relationType"], start, end))
    return debate


def _end(one: dict[str, Any], side: str) -> End:
    sort = one.get(f"{side}Type")
    # An inference is part of the argument whose title it bears.
    return ("statement" if sort == "equivalence-class" else "argument"), str(one.get(side))


def _of(data: Any, word: str, shown: str) -> list[tuple[str, dict[str, Any]]]:
    found = data.get(word) or {}
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
        raise KgError(f"{shown} ({word}): It is no mapping.", "Export it anew.")
    return list(found.items())


def _told(one: Statement, data: dict[str, Any], sections: dict[str, int]) -> Any:
    members = data.get("members") or []
    texts = [member.get("text") for member in members if isinstance(member, dict)]
    one.text = next((str(text) for text in reversed(texts) if text and str(text).strip()), "")
    # It has the tags at its end, as it was written.
    one.text, _, _ = parted(one.text)
    one.tags = [str(tag) for tag in data.get("tags") or []]
    lines = [m.get("startLine") for m in members if isinstance(m, dict)]
    one.line = next((line for line in lines if isinstance(line, int)), None)
    one.section = sections.get(str(data.get("section")))
    return one


def _sections(
    found: Any, debate: Debate, numbers: dict[str, int], parent: int | None, depth: int = 0
) -> None:
    if not isinstance(found, list) or depth > 50:
        return
    for one in found:
        if isinstance(one, dict):
            debate.sections.append((str(one.get("title") or ""), parent))
            numbers[str(one.get("id"))] = number = len(debate.sections) - 1
            _sections(one.get("children"), debate, numbers, number, depth + 1)


FORMAT = Format(
    "argdown",
    "Argdown's argument maps, as text or its tool's JSON",
    carries="statements, arguments, premises and conclusions, relations, tags, sections",
    leaves="speakers, dates, links of other kinds, premises of what concludes nothing, "
    "predictions, verdicts, sources, notes, views of the map, all but one language; "
    "titles, data and rules stand in notes",
    endings=ENDINGS,
    recognises=recognises,
    read=read,
    write=write,
)
