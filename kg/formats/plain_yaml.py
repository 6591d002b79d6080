"""YAML as plain data: text, numbers, lists and mappings; each key once, no aliases, no tags."""

import math
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import yaml

DEEPEST = 50
"""How many lists and mappings may be within each other; the C library crashes at some thousands."""

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The words of YAML 1.2's core schema, so that the language code `no` and the word `on` are text.
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
WHOLE = re.compile(r"[-+]?[0-9]+")
BROKEN = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")

_TEXT = {None, "!", "tag:yaml.org,2002:str"}


class Fault(Exception):
    """What is wrong with a text, in which line of it, and what to do."""

    def __init__(self, line: int, message: str, remedy: str) -> None:
        super().__init__(message)
        self.line, self.message, self.remedy = line, message, remedy


@dataclass
class _Open:
    """A list or mapping that is being read; of a mapping the lines of its keys."""

    value: Any
    lines: dict[str, int] = field(default_factory=dict)
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None

    def add(self, value: Any) -> None:
        if self.key is None:
            self.value.append(value)
        else:
            self.value[self.key] = value
            self.key = None


def load(text: str, texts: Collection[str] = ()) -> Any:
    """The data in `text`, None when it is empty; what stands under a key in `texts` stays text.

    Raises Fault with the line of what cannot be read.

    >>> load("{due: 2026, turn: 7, language: no}", texts={"due"})
    {'due': '2026', 'turn': 7, 'language': 'no'}
    """
    root = _Open([])
    path = [root]
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.NodeEvent):
                _read(event, path, texts)
            elif isinstance(event, yaml.CollectionEndEvent):
                done = path.pop()
                path[-1].add(done.value)
            elif isinstance(event, yaml.DocumentStartEvent) and root.value:
                raise Fault(_line(event), "A second document begins.", "Put it into another file.")
    except yaml.reader.ReaderError as error:
        raise _unreadable(text, error) from None
    except yaml.MarkedYAMLError as error:
        raise _misspelt(text, error) from None
    return root.value[0] if root.value else None


def _read(event: yaml.NodeEvent, path: list[_Open], texts: Collection[str]) -> None:
    line, top = _line(event), path[-1]
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
        raise Fault(
            line,
            f"{mark}{event.anchor} would be a reference.",
            "Put a text that begins so in quotes.",
        )
    tag = event.tag  # type: ignore[attr-defined]
    if tag not in _TEXT:
        shown = tag.replace("tag:yaml.org,2002:", "!!")
        raise Fault(line, f"{shown} would be a tag.", "Put a text that begins so in quotes.")
    if isinstance(event, yaml.ScalarEvent):
        if top.wants_key:
            _open_key(top, event.value, line)
        else:
            top.add(_scalar(event, as_text=top.key in texts))
        return
    if top.wants_key:
        raise Fault(line, "A list or mapping stands where a key belongs.", "Write one word there.")
    if len(path) > DEEPEST:
        raise _too_deep(line)
    path.append(_Open({} if isinstance(event, yaml.MappingStartEvent) else []))


def _too_deep(line: int) -> Fault:
    return Fault(line, f"It is nested more than {DEEPEST} deep.", "A notebook never is.")


def _open_key(top: _Open, key: str, line: int) -> None:
    if key in top.lines:
        raise Fault(
            line,
            f"The key {key!r} stands in line {top.lines[key]} already.",
            "Take one of them out.",
        )
    top.lines[key] = line
    top.key = key


def _scalar(event: yaml.ScalarEvent, *, as_text: bool) -> Any:
    text = event.value
    plain = event.tag is None and event.implicit[0]
    if not plain:
        return text
    if text in _WORDS and not (as_text and _WORDS[text] is not None):
        return _WORDS[text]
    return text if as_text else number(text)


def number(text: str) -> int | float | str:
    """A number that a text writes, or the text when it writes none that a computer can hold."""
    if WHOLE.fullmatch(text):
        return int(text) if len(text) < 19 else text
    if BROKEN.fullmatch(text) and math.isfinite(value := float(text)):
        return value
    return text


def line_of(text: str, steps: Collection[str]) -> int:
    """The line on which a path of keys and indexes stands in a sound text, as far as it leads."""
    node, line = yaml.compose(text, Loader=Loader), 1
    for step in steps:
        below = _step(node, step)
        if below is None:
            break
        line, node = below
    return line


def _step(node: Any, step: str) -> tuple[int, Any] | None:
    if isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
        below = node.value[int(step)]
        return below.start_mark.line + 1, below
    if isinstance(node, yaml.MappingNode):
        for key, below in node.value:
            if key.value == step:
                return key.start_mark.line + 1, below
    return None


def _line(event: yaml.Event) -> int:
    return 1 if event.start_mark is None else event.start_mark.line + 1


def _unreadable(text: str, error: yaml.reader.ReaderError) -> Fault:
    # Of a text the C library counts bytes, the other one characters; only the character is sure.
    code = error.character if isinstance(error.character, int) else ord(error.character)
    before, found, _ = text.partition(chr(code))
    line = before.count("\n") + 1 if found else 1
    return Fault(line, f"There is a control character (U+{code:04X}).", "Take it out.")


_SLIPS = (
    (
        "mapping values are not allowed",
        "A colon stands where none can.",
        "Line the key up with those above it, or put a text that has a colon in quotes.",
    ),
    (
        "sequence entries are not allowed",
        "A dash stands where none can.",
        "Begin a list on a new line.",
    ),
    ("cannot start any token", "No text can begin with this character.", "Put the text in quotes."),
    ("alphabetic or numeric", "A text that begins so would be a reference.", "Put it in quotes."),
    ("unexpected end of stream", "A quotation mark is not closed.", "Close it."),
    ("expected ','", "A bracket is not closed.", "Close it, or put the text in quotes."),
    ("could not find expected ':'", "A key has no colon after it.", "Write key: value."),
    ("expected key", "It is indented unlike the lines above.", "Line it up with them."),
    ("expected '-'", "It is indented unlike the lines above.", "Line it up with them."),
    ("expected node", "Something is missing here.", "Put a text that begins so in quotes."),
)
"""What the YAML library says of usual slips, and how we say it."""

_DEEP = "exceeded maximum nesting depth"

_OPENED = ("unexpected end of stream", "expected ','", "could not find expected ':'")
"""Slips that are found out late: where they were made is where what is open began."""


def _misspelt(text: str, error: yaml.MarkedYAMLError) -> Fault:
    problem = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(sign in problem for sign in _OPENED):
        mark = error.context_mark
    line = mark.line + 1 if mark else 1
    written = "".join(text.split("\n")[line - 1 : line])
    if _DEEP in problem:
        return _too_deep(line)
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return Fault(line, "It is indented with a tab.", "Indent with blanks.")
    for sign, message, remedy in _SLIPS:
        if sign in problem:
            return Fault(line, message, remedy)
    return Fault(line, f"It is no YAML: {error.problem}.", "Mend it there.")
