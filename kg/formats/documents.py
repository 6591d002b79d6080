"""From files and folders to their documents, in whichever format; broken files may be left out."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from kg.domain.records import Notebook
from kg.errors import BrokenFile, Invalid, KgError, NotFound
from kg.formats import columns
from kg.formats.places import Place
from kg.formats.registry import Format, named, recognised
from kg.notebook.records.plans import Document, Plan

Found = TypeVar("Found")

NAMED = 3
"""So many files are named in a sentence, and the others counted."""


class Broken(dict[str, BrokenFile]):
    """The files that are left out as broken, and what is wrong with each."""

    def told(self) -> list[tuple[str, str]]:
        """Where each is broken, and why."""
        return [one.told() for one in self.values()]


def taken(
    places: Sequence[Place],
    take: Callable[[list[Document]], Plan],
    name: str | None = None,
    *,
    skip_broken: bool = False,
) -> Plan:
    """What `take` makes of the documents of these places, which it takes whole or not at all.

    Raises BrokenFile where one of several files cannot be read or taken in. With `skip_broken` it
    is left out instead, and all others are taken anew; the plan says which are. A notebook that
    refers to one that is left out is broken itself. Raises KgError when no file is left.
    """
    broken = Broken() if skip_broken else None
    mapped = any(place.mapping for place in places)
    while True:
        documents = read_all(places, name, broken)
        there = {document.file for document in documents} - {""}
        if broken and not there:
            first = next(iter(broken.values()))
            raise KgError(f"No file is left that is not broken. {first.message}", first.remedy)
        try:
            unmapped = _not_mapped(documents, left_out=bool(broken)) if mapped else []
            planned = take(documents)
        except BrokenFile as error:
            error.others = error.others and len(there) > 1
            if broken is None or not (error.others or broken):
                raise
            broken[error.file] = error
            continue
        planned.unmapped = unmapped
        planned.broken += broken.told() if broken else []
        return planned


def _not_mapped(documents: Iterable[Document], *, left_out: bool) -> list[str]:
    """The files that are no tables of claims, where columns are mapped.

    Raises Invalid where no file is a table of claims, unless one was `left_out` that may be.
    """
    mapped = {document.file: document.mapped for document in documents if document.file}
    others = [file for file, is_mapped in mapped.items() if not is_mapped]
    if others and len(others) == len(mapped) and not left_out:
        named = f"{named_few(others)} {'is' if len(others) == 1 else 'are'} none"
        raise Invalid(
            f"--map says what the columns of a table of claims are, and {named}.",
            "Leave it out, or name the table.",
        )
    return others


def named_few(files: Sequence[str]) -> str:
    """Files by name, of very many the first."""
    more = len(files) - NAMED
    return ", ".join(files[:NAMED]) + (f" and {more:,} more" if more > 0 else "")


def read_all(
    places: Sequence[Place], name: str | None = None, broken: Broken | None = None
) -> list[Document]:
    """The documents of several places; of one in which nothing can be read, as of a broken file."""
    found = _each(places, lambda place: read(place, name, broken), broken)
    return [document for _, documents in found for document in documents]


def read(place: Place, name: str | None = None, broken: Broken | None = None) -> list[Document]:
    """The documents of a place, in the format of that name or in one that is recognised.

    A folder that is in no format itself is a folder of files: of notebooks where there are any,
    else of all that are recognised. Raises KgError when nothing can be read, and BrokenFile where
    one of several files cannot, unless `broken` takes note of it.
    """
    one = named(name) if name else None
    if one is not None and one.read is None:
        raise Invalid(f"{one.title} can only be written.", "Choose another format.")
    if place.is_folder and (one is None or not one.recognises(place)):
        found = recognised(place) if one is None else None
        return _read_folders(found, place, broken) if found else _of_folder(place, one, broken)
    if place.is_folder and one is not None:
        return _read_folders(one, place, broken)
    one = one or recognised(place) or (named("table") if place.mapping else None)
    if one is None and place.size == 0:
        raise Invalid(f"{place.shown} is empty.", "Name a file with something in it.")
    if one is None:
        raise Invalid(f"{place.shown} is in no format that is known here.", _instead(place))
    return [_read(one, place)]


def _instead(place: Place) -> str:
    """What to do about a file that is in no known format: of a table, how to say what it holds.

    Raises KgError for a table whose text is not UTF-8: what its columns are cannot be said.
    """
    head = _head(place)
    if not head:
        return "See kg formats, and name one with --format; a table of claims needs --map."
    return (
        f"It is a table with the columns {', '.join(head)[:200]}: say which of them is what, "
        "--map statement=COLUMN --map speaker=COLUMN, for a forecast also probability; a row is "
        "what one speaker says of one statement. See kg import --help."
    )


def _head(place: Place) -> list[str]:
    """The columns of a file that ends as tables do; [] for another."""
    if place.is_folder or place.ending not in {".csv", ".tsv"}:
        return []
    columns.refuse_other_coding(place)
    return [one for one in columns.header(place) if one]


def _read(one: Format, place: Place) -> Document:
    assert one.read is not None
    try:
        return replace(one.read(place), file=place.shown)
    except RecursionError:
        raise KgError(f"{place.shown}: It is nested too deep.", "Mend it.") from None


def _each(
    places: Iterable[Place], read_one: Callable[[Place], Found], broken: Broken | None
) -> list[tuple[Place, Found]]:
    """What is read of each of these; broken ones are refused, or noted and left out."""
    places = list(places)
    found = []
    for place in places:
        if broken is not None and place.shown in broken:
            continue
        try:
            found.append((place, read_one(place)))
        except BrokenFile:
            raise
        except KgError as error:
            if len(places) == 1:
                raise
            refused = BrokenFile(place.shown, error)
            if broken is None:
                raise refused from None
            broken[place.shown] = refused
    return found


def _read_folders(one: Format, place: Place, broken: Broken | None) -> list[Document]:
    """A folder that is of a format, or each of the folders in it that are."""
    parts = place.parts(one.main) if one.main else [place]
    fitting = [part for part in parts if one.recognises(part)]
    return [document for _, document in _each(fitting, lambda part: _read(one, part), broken)]


def _of_folder(place: Place, one: Format | None, broken: Broken | None) -> list[Document]:
    files = list(place.files.values())
    _tell_apart(place)
    notebooks = [file for file in files if _is_notebook(file)] if one is None else []
    if notebooks:
        read = _each(notebooks, lambda file: _read(_notebook(file), file), broken)
        return [document for _, document in read]
    found = _each(files, lambda file: _if_known(file, one), broken)
    documents = [document for _, document in found if document is not None]
    if not documents and not broken:
        named_so = files if len(files) == 1 else [file for file in files if _head(file)]
        lone = named_so[0] if len(named_so) == 1 else None
        raise NotFound(
            f"The folder {place.shown} has nothing in it that can be read"
            + (f": {lone.shown} is in no format that is known here." if lone else "."),
            _instead(lone) if lone and _head(lone) else "See kg formats.",
        )
    why = "It is in no format that is known here."
    passed = [(file.shown, why) for file, document in found if document is None]
    return [*documents, Document(Notebook(), skipped=passed)]


def _if_known(file: Place, one: Format | None) -> Document | None:
    """The document of a file, None when it is in no known format, or not in that one."""
    if one is None:
        found = recognised(file)
    else:
        found = one if file.ending in one.endings or one.recognises(file) else None
    return None if found is None else _read(found, file)


def _tell_apart(place: Place) -> None:
    """Let files of one name but for their ending be known by the names of their folders, too."""
    seen = Counter(Path(file.name).stem for file in place.files.values())
    for path, file in place.files.items():
        if seen[Path(file.name).stem] > 1:
            file.name = path


def _is_notebook(place: Place) -> bool:
    return place.ending in {*named("yaml").endings, *named("jsonl").endings}


def _notebook(place: Place) -> Format:
    return named("yaml" if place.ending in named("yaml").endings else "jsonl")
