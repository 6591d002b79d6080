"""How a source comes in: by its title, with a file, or from the web."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.options import all_words
from kg.cli.showing import transcripts
from kg.cli.showing.changes import named_anew
from kg.cli.terminal import on_one_line, table
from kg.domain.checks import web_address
from kg.domain.transcripts import Transcript, voices
from kg.domain.wording import Wording, guess_language
from kg.errors import Invalid
from kg.notebook import sources
from kg.notebook.listening import transcripts as taking
from kg.notebook.listening.transcripts import Part
from kg.store.models import Source


@dataclass
class Arrival:
    """What is given of a source, and the transcript that comes with it."""

    given: dict[str, Any]
    title: str | None = None
    others: Wording = field(default_factory=dict)
    url: str | None = None
    to_fetch: bool = False
    private: bool = False
    format: str | None = None
    text_only: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    transcript: Transcript | None = None

    def titles(self) -> Wording:
        """The title in all its languages."""
        return all_words(self.title, None, self.others, "title")

    def details(self) -> dict[str, Any]:
        """Everything else that is known of the source."""
        language = self.transcript.language if self.transcript else None
        return {
            **self.given,
            "url": self.url,
            "language": self.given.get("language") or language,
        }


def arrival(what: str | None, given: dict[str, Any]) -> Arrival:
    """What comes in by a title, the name of a file or an address, with the options beside it."""
    found = Arrival(given)
    found.title, found.others = given.pop("title"), given.pop("others")
    found.private = given.pop("private")
    url = given.pop("url")
    found.url = web_address(url) if url else None
    file = _with_options(found, given)
    if what is not None and file is None:
        if transcripts.is_address(what):
            found.url, found.to_fetch = web_address(what), True
        elif transcripts.is_file(what):
            file = what
    if file is not None:
        found.transcript = transcripts.from_file(file, found.format, found.text_only)
    if what is not None and not found.to_fetch and file != what:
        found.title = _one_title(what, found.title)
    elif file is not None and not found.title:
        assert found.transcript is not None
        if not found.others or _in_another_language(found.transcript.title, found.others):
            found.title = transcripts.title_of(file, found.transcript)
    if found.labels and found.transcript is None and not found.to_fetch:
        raise Invalid("Labels are those of a transcript.", "Give it as --text FILE.")
    if not (found.title or found.others or found.to_fetch):
        raise Invalid("The source has no title.", "Give a title, a file or an address.")
    return found


def _in_another_language(title: str | None, others: Wording) -> bool:
    """Whether a transcript has a title in a language in which none is given."""
    return title is not None and guess_language(title) not in others


def _one_title(what: str, title: str | None) -> str:
    if title is not None:
        raise Invalid("The title is given twice.", "Give it once.")
    return what


def _with_options(found: Arrival, given: dict[str, Any]) -> str | None:
    """Move the options about transcripts into what arrives; gives the name of the file."""
    found.format, found.text_only = given.pop("format"), given.pop("text_only")
    found.labels = taking.labels_mapped(given.pop("labels"))
    file: str | None = given.pop("text")
    return file


def new_text(given: dict[str, Any]) -> Arrival:
    """What comes in with the options of an edit."""
    found = Arrival(given)
    file = _with_options(found, given)
    if file is not None:
        found.transcript = transcripts.from_file(file, found.format, found.text_only)
    elif found.text_only or found.format:
        raise Invalid("There is no text given.", "Give it as --text FILE.")
    return found


def refuse_known(session: Session, found: Arrival, new: bool) -> None:
    """Raise Conflict when a source has this address or text already, unless it is to be new."""
    if found.url and not new:
        sources.refuse_known_address(session, found.url)
    if found.transcript is not None and not new:
        sources.refuse_known_text(session, found.transcript.text)


def fetch(found: Arrival) -> None:
    """Fetch the page that is to come in, if one is, and fill in what it says of itself."""
    if not found.to_fetch or found.url is None:
        return
    # Fetching is wanted only for addresses.
    from kg.formats import web_pages

    page = web_pages.fetched(
        found.url, private=found.private, format=found.format, text_only=found.text_only
    )
    found.transcript = page.transcript
    if not found.title and not found.others:
        found.title = page.title
    for name, value in (("publisher", page.publisher), ("published", page.published)):
        found.given[name] = found.given.get(name) or value


def take_in(session: Session, row: Source, found: Arrival, *, new: bool) -> list[Part]:
    """Take in the transcript, if there is one, or only who is meant by labels."""
    if found.transcript is None:
        return taking.relabel(session, row, found.labels, new=new) if found.labels else []
    if found.text_only:
        taking.set_text(session, row, found.transcript.text)
        return []
    return taking.take_in(session, row, found.transcript, found.labels, new=new)


def show_plan(app: App, session: Session, found: Arrival, new: bool) -> None:
    """Show what would come in, and write nothing."""
    refuse_known(session, found, new)
    fetch(found)
    language = app.language(session)
    parts: list[Part] = []
    if found.transcript is not None:
        listed = voices(found.transcript.turns)
        parts = taking.parts(session, listed, found.labels)
    details = {
        name: str(value) for name, value in found.details().items() if value not in (None, "")
    }

    def text() -> Iterator[str]:
        yield from map(on_one_line, found.titles().values())
        yield from table((f"  {name}", value) for name, value in details.items())
        if found.transcript is not None:
            yield from transcripts.told(app, found.transcript, parts, language)

    app.show(lambda: {"title": found.titles(), **details, **transcript_card(found, parts)}, text)
    app.hint("Nothing was written.")


def transcript_card(found: Arrival, parts: Sequence[Part]) -> dict[str, Any]:
    """What JSON tells beside the source: its transcript, or who is meant by labels."""
    if found.transcript is not None and not found.text_only:
        return {"transcript": transcripts.card(found.transcript, parts)}
    return {"speakers": transcripts.parts_card(parts)} if parts else {}


def transcript_told(
    app: App, session: Session, found: Arrival, parts: Sequence[Part]
) -> Iterator[str]:
    """What people are told beside the source, with who is new."""
    language = app.language(session)
    if found.transcript is not None and not found.text_only:
        yield from transcripts.told(app, found.transcript, parts, language)
    else:
        yield from transcripts.parts_told(parts, language)
    new = [one for one in named_anew(session, language) if one.startswith("speaker ")]
    if new:
        yield on_one_line(f"New: {', '.join(new)}")


def hint(app: App, row: Source, found: Arrival, parts: Sequence[Part]) -> None:
    """Say what can be done next with a transcript."""
    if found.transcript is None or not found.transcript.turns:
        return
    transcripts.hint_at_labels(app, parts, str(row.id))
    app.hint(f"Read it: kg source read {row.id}")
