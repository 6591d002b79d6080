"""What may be typed next, as the scripts of shells ask it; nothing heavy is loaded for that."""

import json
import os
import re
import shlex
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from kg import settings
from kg.domain.fields import FIELDS
from kg.store import peek
from kg.store.peek import Known

ASKED = "_KG_COMPLETE"
"""Names the shell that asks."""

LINE = "KG_LINE"
"""The command line up to the cursor, as it was typed."""

WORD = "KG_WORD"
"""The piece of it that bash replaces, which begins anew after a colon."""

FILE = [Known("", "", "file")]
FOLDER = [Known("", "", "dir")]
SCALES = sorted(
    path.stem for path in Path(__file__).parents[1].joinpath("domain", "likelihood").glob("*.toml")
)
"""The scales that come with kg, without loading what reads them."""

Command = dict[str, Any]


class Typed(NamedTuple):
    """A command line up to the cursor."""

    words: list[str]
    """What stands before the word at the cursor."""
    last: str
    """That word, as far as it is typed; empty where a new one begins."""
    place: str
    """The notebook that is meant."""


def main() -> None:
    """Answer the shell that asks, with a line for each thing that may be typed next."""
    known = json.loads(Path(__file__).with_name("places.json").read_text("utf-8"))
    typed = read(os.environ.get(LINE, ""))
    found = alike([one for one in completions(known, typed) if one.value.isprintable()], typed.last)
    in_bash = os.environ[ASKED] == "bash"
    word = os.environ.get(WORD, "")
    lines = []
    for one in found:
        value = for_bash(one.value, typed.last, word) if in_bash else one.value
        if value is not None:
            help_ = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", one.help)
            lines.append(f"{one.sort}\t{value}\t{help_}")
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode(errors="replace"))


def read(line: str) -> Typed:
    """A command line, taken apart as a shell does it; its last word may be open.

    >>> read("kg claim list speaker:'Wang H")
    Typed(words=['claim', 'list'], last='speaker:Wang H', place='')
    """
    # The mark makes a word of its own where a new one begins.
    words = _split(line + "\0")
    *before, last = words[1:] or ["\0"]
    place = ""
    for number, word in enumerate(before):
        if word.startswith("--database"):
            place = word.partition("=")[2] or " ".join(before[number + 1 : number + 2])
    return Typed(before, last.rstrip("\0"), place)


def _split(line: str) -> list[str]:
    parts = shlex.shlex(line, posix=True, punctuation_chars=False)
    parts.whitespace_split = True
    parts.commenters = ""
    found: list[str] = []
    try:
        found.extend(parts)
    except ValueError:
        # A quotation mark or a backslash that waits for what comes next.
        found.append(parts.token)
    return found


def completions(known: dict[str, Command], typed: Typed) -> list[Known]:
    """What may stand at the cursor."""
    words, command, waiting, given = "", known[""], None, 0
    for word in typed.words:
        if waiting is not None:
            waiting = None
        elif word.startswith("-"):
            taken = command["options"].get(word, [None])[0]
            waiting = taken if "=" not in word else None
        elif f"{words} {word}".strip() in known:
            words = f"{words} {word}".strip()
            command, given = known[words], 0
        else:
            given += 1
    look_up = partial(_taken, typed.place)
    if waiting is not None:
        return look_up(waiting, typed.last)
    if typed.last.startswith("--") and "=" in typed.last:
        option, _, start = typed.last.partition("=")
        found = look_up(command["options"].get(option, [None])[0], start)
        return [one._replace(value=f"{option}={one.value}") for one in found]
    if typed.last.startswith("-") and not _is_query(typed.last):
        options = command["options"].items()
        return [Known(name, help_) for name, (_, help_) in options if name.startswith(typed.last)]
    below = _below(known, words, typed.last)
    return below or _argument(look_up, command["arguments"], given, typed.last)


def alike(found: list[Known], last: str) -> list[Known]:
    """What goes on as it is typed, letter by letter; without any, also what does but for its case.

    A shell puts what all that is offered has in common in the place of what is typed.
    """
    return [one for one in found if one.value.startswith(last)] or found


def _is_query(word: str) -> bool:
    return bool(re.match(r"-[^-]", word))


def _below(known: dict[str, Command], words: str, start: str) -> list[Known]:
    lead = f"{words} " if words else ""
    return [
        Known(name, one["help"])
        for path, one in known.items()
        if path.startswith(lead) and path != words
        for name in [path[len(lead) :]]
        if " " not in name and name.startswith(start)
    ]


def _argument(
    look_up: Callable[[Any, str], list[Known]], arguments: list[Any], given: int, start: str
) -> list[Known]:
    if given < len(arguments):
        return look_up(arguments[given][0], start)
    return look_up(arguments[-1][0], start) if arguments and arguments[-1][1] else []


def _taken(place: str, taken: str | list[str] | None, start: str) -> list[Known]:
    """What may stand for a placeholder of help, such as SPEAKER, or is one of a few words."""
    if taken is None:
        return []
    if isinstance(taken, list):
        return [Known(word) for word in taken if word.startswith(start.casefold())]
    if taken in {"FILE", "PATH", "PLACE"}:
        return FILE
    if taken == "FOLDER":
        return FOLDER
    if taken == "QUERY":
        return _in_query(place, start)
    if taken == "SCALE":
        return [Known(name) for name in SCALES if name.startswith(start.casefold())] or FILE
    place = settings.database(place)
    find = FOUND_BY.get(taken.rstrip("…"))
    # A server is not asked: to reach it takes longer than to type a name.
    return [] if find is None or "://" in place else find(Path(place).expanduser(), start)


def _in_query(place: str, word: str) -> list[Known]:
    """Fields of queries that begin so, or after a field and its colon the values it may have."""
    name, colon, start = word.partition(":")
    minus = "-" * name.startswith("-")
    name = name.removeprefix("-").casefold()
    if not colon:
        return [
            Known(f"{minus}{field}:", one.meaning, "open")
            for field, one in FIELDS.items()
            if field.startswith(name)
        ]
    if name not in FIELDS:
        return []
    before, comma, start = start.rpartition(",")
    found = _taken(place, list(FIELDS[name].words) or PLACEHOLDERS.get(name), start)
    return [one._replace(value=f"{minus}{name}:{before}{comma}{one.value}") for one in found]


PLACEHOLDERS = {
    "speaker": "SPEAKER",
    "about": "CONCEPT",
    "source": "SOURCE",
    "tag": "TAG",
    "near": "CLAIM",
}
"""What the fields of queries take that are not words of a closed set."""


def _language() -> str:
    return settings.language() or "en"


FOUND_BY: dict[str, Callable[[Path, str], list[Known]]] = {
    "SPEAKER": partial(peek.names, "speaker"),
    "CONCEPT": partial(peek.names, "concept"),
    "SOURCE": partial(peek.names, "source"),
    "CLAIM": lambda path, start: peek.claims(path, start, _language()),
    "PREDICTION": lambda path, start: peek.predictions(path, start, _language()),
    "EVIDENCE": lambda path, start: peek.evidence(path, start, _language()),
    "POSITION": lambda path, start: peek.positions(path, start, _language()),
    "LINK": peek.links,
    "VIEW": peek.views,
    "TAG": peek.tags,
    "CHANGE": peek.changes,
}
"""How what stands for each placeholder is found in a notebook's file."""


_MEANT_IN_QUOTES = {"'": "'", '"': '\\"$`!'}
"""What means something to bash within each of its quotation marks."""


def for_bash(value: str, last: str, word: str) -> str | None:
    """What bash is to put in place of `word`, the end of the `last` one as it breaks words.

    Escaped, unless the word begins with a quotation mark: then bash closes it. None for what would
    mean something else within that: names are by strangers, and `$(…)` in one must not be run.

    >>> for_bash("speaker:Wang Hua", "speaker:Wa", "Wa"), for_bash("Wang Hua", "Wa", "'Wa")
    ('Wang\\\\ Hua', 'Wang Hua')
    """
    quoted = word[:1] in {"'", '"'}
    replaced = "" if word in {":", "="} else word[1:] if quoted else re.sub(r"\\(.)", r"\1", word)
    rest = value.removeprefix(last.removesuffix(replaced))
    if quoted:
        return None if any(one in rest for one in _MEANT_IN_QUOTES[word[0]]) else rest
    return re.sub(r"([\s\"'\\$`!&|;<>()*?\[\]{}~#])", r"\\\1", rest)
