"""Which formats there are: what each is called, how it is recognised, what it can and cannot carry.

Built-in formats and those of other packages come by the same door, an entry point of the group
`kg.formats` that names a `Format`.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import IO, Any

from sqlalchemy.orm import Session

from kg.errors import Invalid, KgError, did_you_mean
from kg.formats.places import Place
from kg.notebook.records.plans import Document

GROUP = "kg.formats"

Pairs = Iterable[tuple[str, dict[str, Any]]]
"""Records as `kg.notebook.records.gather` gives them: the word of their list, and the record."""
Remarks = list[str] | None
"""Sentences on what of the records a writer left out or wrote as another thing."""


def _never(_: Place) -> bool:
    return False


@dataclass(frozen=True)
class Format:
    """A way in which files are written; it reads them, writes them, or both.

    `read` makes one document of a place, and `recognises` says whether a place is of this format;
    it is asked where no ending tells. A writer takes records, a graph, or the days on which
    predictions are due, and writes a text, or the files of a folder; or it takes the tables
    themselves, of all claims or some and as of a day, where records would be too slow. A writer of
    records may give sentences on what it left out.
    """

    name: str
    title: str
    carries: str
    leaves: str
    """What has no place in it: what a reader keeps in notes or passes over, a writer leaves out."""
    endings: tuple[str, ...] = ()
    """The endings that are this format's alone, such as .yaml."""
    files: str = ""
    """What its files look like, where no ending says so."""
    parts: tuple[str, ...] = ()
    """Endings that its files have, as those of other formats do: .json, or .csv in a folder."""
    columns: str = ""
    """Of a format of tables, the columns that it reads."""
    main: str = ""
    """The file, in small letters, that each folder of this format has."""
    lossless: bool = False
    recognises: Callable[[Place], bool] = field(default=_never)
    read: Callable[[Place], Document] | None = None
    write: Callable[[Pairs, IO[str]], Remarks] | None = None
    write_folder: Callable[[Pairs, Path], Remarks] | None = None
    write_graph: Callable[[Any, IO[str]], None] | None = None
    write_days: Callable[[Iterable[Any], IO[str]], None] | None = None
    write_tables: Callable[[Session, Collection[int] | None, Path, date | None], None] | None = None

    @property
    def writes(self) -> bool:
        """Whether a notebook can be written in it."""
        ways = (self.write, self.write_folder, self.write_graph, self.write_days, self.write_tables)
        return any(ways)

    @property
    def makes_folder(self) -> bool:
        """Whether it is written as a folder of files."""
        return bool(self.write_folder or self.write_tables)


BUILT_IN = (
    ("yaml", "kg.formats.yaml_notebook:FORMAT"),
    ("jsonl", "kg.formats.json_lines:FORMAT"),
    ("polis", "kg.formats.polis:FORMAT"),
    ("argdown", "kg.formats.argdown:FORMAT"),
    ("aif", "kg.formats.aif:FORMAT"),
    ("claimreview", "kg.formats.claim_review:FORMAT"),
    ("fatebook", "kg.formats.fatebook:FORMAT"),
    ("predictionbook", "kg.formats.prediction_book:FORMAT"),
    ("metaculus", "kg.formats.metaculus:FORMAT"),
    ("manifold", "kg.formats.manifold:FORMAT"),
    ("dna", "kg.formats.discourse:FORMAT"),
    ("liar", "kg.formats.liar:FORMAT"),
    ("youcongress", "kg.formats.you_congress:FORMAT"),
    ("annotation", "kg.formats.web_annotation:FORMAT"),
    ("table", "kg.formats.claim_table:FORMAT"),
    ("jsonld", "kg.formats.linked_data:JSON_LD"),
    ("turtle", "kg.formats.linked_data:TURTLE"),
    ("csv", "kg.formats.csv_set:FORMAT"),
    ("parquet", "kg.formats.parquet:FORMAT"),
    ("markdown", "kg.formats.markdown_folder:FORMAT"),
    ("bibtex", "kg.formats.bibliography:BIBTEX"),
    ("csl", "kg.formats.bibliography:CSL"),
    ("graphml", "kg.formats.graphml:FORMAT"),
    ("gexf", "kg.formats.gexf:FORMAT"),
    ("ics", "kg.formats.icalendar:FORMAT"),
)
"""The formats that come with kg, in the order in which they are asked whether a place is theirs."""


@cache
def formats() -> dict[str, Format]:
    """All formats by name, the built-in ones first."""
    built_in = [EntryPoint(name, value, GROUP) for name, value in BUILT_IN]
    found: dict[str, Format] = {}
    for point in (*built_in, *entry_points(group=GROUP)):
        if point.name not in found:
            found[point.name] = _loaded(point)
    return found


def _loaded(point: EntryPoint) -> Format:
    try:
        one = point.load()
    except (ImportError, AttributeError) as error:
        raise KgError(
            f"The format {point.name} cannot be loaded: {error}.",
            f"Mend or remove the package that brings {point.value}.",
        ) from None
    if not isinstance(one, Format):
        raise KgError(
            f"The format {point.name} is none: {point.value} is no kg.formats.registry.Format.",
            "Mend or remove the package that brings it.",
        )
    return one


def named(name: str) -> Format:
    """The format of that name; raises Invalid with what may be meant."""
    found = formats().get(name.lower())
    if found is None:
        from difflib import get_close_matches

        near = did_you_mean(get_close_matches(name.lower(), list(formats()), n=2))
        raise Invalid(f"There is no format {name!r}.", near or "See kg formats.")
    return found


def written(name: str) -> Format:
    """The format of that name, in which a notebook can be written; raises Invalid for another."""
    one = named(name)
    if not one.writes:
        raise Invalid(f"{one.title} can only be read.", "See kg formats for those to write.")
    return one


def readers() -> list[str]:
    """The names of the formats that can be read."""
    return [one.name for one in formats().values() if one.read]


def writers() -> list[str]:
    """The names of the formats that can be written."""
    return [one.name for one in formats().values() if one.writes]


def recognised(place: Place) -> Format | None:
    """The format of a file or folder: by its ending, else by what it holds; None if by neither.

    What the user said of columns makes no table of a file that is of another format.
    """
    readable = [one for one in formats().values() if one.read]
    if not place.is_folder:
        for one in readable:
            if place.ending in one.endings:
                return one
    return next((one for one in readable if one.recognises(place)), None)


def for_ending(ending: str) -> Format:
    """The format that is written to files with this ending; raises Invalid if none is."""
    for one in formats().values():
        if one.writes and ending.lower() in one.endings:
            return one
    raise Invalid(
        f"The ending {ending!r} is not known." if ending else "It has no ending.",
        _for_others(ending.lower()),
    )


def has_files(ending: str) -> bool:
    """Whether formats that are written have files with this ending, though it does not tell them.

    >>> has_files(".json"), has_files(".xyz")
    (True, False)
    """
    return any(one.writes and ending.lower() in one.parts for one in formats().values())


def _for_others(ending: str) -> str:
    """What to do where an ending is that of several formats, or of the files of a folder."""
    writing = [one for one in formats().values() if one.writes]
    # csv first for .csv: what bears the name of the ending is meant most often.
    writing.sort(key=lambda one: one.name != ending.removeprefix("."))
    folders = [one for one in writing if one.makes_folder and ending in one.parts]
    files = [one for one in writing if not one.makes_folder and ending in one.parts]
    ways = [f"kg export --format {one.name} FOLDER" for one in folders]
    ways += [f"kg export --format {one.name} FILE" for one in files]
    return f"Say {' or '.join(ways)}." if ways else "Name the format with --format."
