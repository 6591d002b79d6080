"""Taking a transcript into the notebook: the text of a source, its turns, and who speaks in it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain import quotes
from kg.domain.keys import key
from kg.domain.transcripts import Spoken, Transcript, Voice, is_generic, voices
from kg.domain.wording import brief
from kg.errors import Ambiguous, Conflict, Invalid, NotFound, did_you_mean
from kg.notebook import speakers
from kg.notebook.changing.edits import set_changed
from kg.notebook.finding import find
from kg.notebook.listening import verifying
from kg.store import names
from kg.store.models import Passage, Position, Source, Speaker, Turn

TEXT_ONLY = "--text-only keeps the text and leaves the turns as they are."


@dataclass(frozen=True, slots=True)
class Part:
    """A label of a transcript and who is meant by it: somebody known, somebody new or nobody."""

    voice: Voice
    speaker: Speaker | None = None
    new_name: str | None = None
    near: tuple[str, ...] = ()
    """Known speakers whose names are nearly the new one."""

    @property
    def is_new(self) -> bool:
        """Whether the notebook does not know this speaker yet."""
        return self.new_name is not None


def parts(
    session: Session,
    found: Sequence[Voice],
    mapping: Mapping[str, str] | None = None,
) -> list[Part]:
    """Who is meant by each label; nothing is written, and nothing doubtful refused.

    `mapping` leads from labels to speakers, and to an empty text for labels that stay labels.
    Labels that name nobody, such as Speaker 1, are nobody unless mapped.
    """
    wanted = _by_label(found, mapping or {})
    return [_part(session, voice, wanted.get(key(voice.label))) for voice in found]


def _by_label(found: Sequence[Voice], mapping: Mapping[str, str]) -> dict[str, str]:
    known = {key(voice.label) for voice in found}
    for label in mapping:
        if key(label) not in known:
            raise NotFound(
                f"Nobody is called {brief(label)!r} in the transcript.", _labels(label, found)
            )
    return {key(label): name for label, name in mapping.items()}


def _labels(label: str, found: Sequence[Voice]) -> str:
    """The labels that may be meant by one that is none, else all there are."""
    labels = [voice.label for voice in found]
    names = [one for one in labels if not is_generic(one)]
    if meant := did_you_mean(get_close_matches(label, names, n=2, cutoff=0.6)):
        return meant
    listed = ", ".join(brief(one, 40) for one in labels[:20])
    more = f" and {len(labels) - 20} more" if len(labels) > 20 else ""
    return f"It has: {listed}{more}." if labels else "It names no speakers."


def _part(session: Session, voice: Voice, name: str | None) -> Part:
    if name is None and is_generic(voice.label):
        return Part(voice)
    name = (voice.label if name is None else name).strip()
    if not name:
        return Part(voice)
    try:
        row = find.named_or_none(session, Speaker, name)
    except Ambiguous as error:
        raise Ambiguous(
            error.message, f'{error.remedy} Then: --speaker "{voice.label}=NUMBER".'
        ) from None
    if row is None and name.isdecimal():
        raise NotFound(f"There is no speaker {name}.", "See kg speaker list.")
    if row is not None:
        return Part(voice, row)
    return Part(voice, None, name, tuple(find.near(session, Speaker, name)))


def _refuse_near_misses(listed: Sequence[Part]) -> None:
    doubtful = [part for part in listed if part.near]
    if not doubtful:
        return
    told = "; ".join(
        f"{brief(part.new_name or '', 40)!r} is nearly {' or '.join(part.near)}"
        for part in doubtful
    )
    first = doubtful[0]
    raise NotFound(
        f"Some who speak may be known already: {told}.",
        f'Say who it is: --speaker "{first.voice.label}={first.near[0]}", or --new for new ones.',
    )


def take_in(
    session: Session,
    source: Source,
    transcript: Transcript,
    mapping: Mapping[str, str] | None = None,
    *,
    new: bool = False,
) -> list[Part]:
    """Keep a transcript's text with a source and its turns, and say who speaks in it.

    Turns that are known already keep their numbers, on which positions rest, and get their places
    in the text. Raises Conflict when they are not the transcript's, and NotFound for names that
    are nearly known ones, unless `new` says that they are new; then nothing has changed.
    """
    known = {
        row.number: row for row in session.scalars(select(Turn).where(Turn.source_id == source.id))
    }
    found = voices(transcript.turns)
    if known:
        mapping = {**_agreed(session, source, known, transcript), **(mapping or {})}
    listed = parts(session, found, mapping)
    if not new:
        _refuse_near_misses(listed)
    people = _people(session, listed)
    _keep(session, source, transcript.text)
    for spoken in transcript.turns:
        _place(session, source, known.get(spoken.number), spoken, people)
    session.flush()
    _anchor(session, source)
    return listed


def _people(session: Session, listed: Sequence[Part]) -> dict[str, Speaker | None]:
    """The speaker meant by the key of each label; new ones are added, each once."""
    added: dict[str, Speaker] = {}
    people: dict[str, Speaker | None] = {}
    for part in listed:
        row = part.speaker
        if part.new_name is not None:
            name = key(part.new_name)
            row = added.get(name) or speakers.add(session, part.new_name, new=True)
            added[name] = row
        if row is not None and not is_generic(part.voice.label):
            _call(row, part.voice.label)
        people[key(part.voice.label)] = row
    return people


def _call(row: Speaker, label: str) -> None:
    """Have a speaker be found by what a source calls them, too."""
    known = {key(name) for name in (*row.names.values(), *row.aliases)}
    if key(label) not in known:
        set_changed(row, aliases=[*row.aliases, label])


def _place(
    session: Session,
    source: Source,
    row: Turn | None,
    spoken: Spoken,
    people: Mapping[str, Speaker | None],
) -> None:
    speaker = None if spoken.label is None else people[key(spoken.label)]
    if row is None:
        session.add(
            Turn(
                source=source,
                number=spoken.number,
                section=spoken.section,
                speaker=speaker,
                start=spoken.start,
                label=spoken.label,
                begins=spoken.begins,
                ends=spoken.ends,
            )
        )
        return
    set_changed(row, label=spoken.label, begins=spoken.begins, ends=spoken.ends)
    set_changed(
        row,
        section=row.section or spoken.section,
        start=spoken.start if row.start is None else row.start,
        speaker=speaker or row.speaker,
    )


def _agreed(
    session: Session, source: Source, known: Mapping[int, Turn], transcript: Transcript
) -> dict[str, str]:
    """Who is meant by labels, as the turns that are known tell; raises Conflict if they differ.

    A label that names a speaker must be theirs; any other must always be the same one's.
    """
    spoken = {turn.number: turn for turn in transcript.turns}
    meant: dict[str, Speaker] = {}
    labels: dict[str, str] = {}
    if strange := sorted(known.keys() - spoken.keys()):
        raise Conflict(
            f"{find.label(source)} has {len(known)} turns and the transcript {len(spoken)}: "
            f"turn {strange[0]} is not in it.",
            TEXT_ONLY,
        )
    for number, row in sorted(known.items()):
        label = spoken[number].label
        if label is None or row.speaker is None:
            continue
        bearing = names.rows_called(session, "speaker", label)
        first = meant.setdefault(key(label), row.speaker)
        if first.id != row.speaker.id or (bearing and row.speaker.id not in bearing):
            raise Conflict(
                f"Turn {number} is {find.label(row.speaker)}'s in the notebook and "
                f"{brief(label)}'s in the transcript, and so are the first to differ.",
                TEXT_ONLY,
            )
        labels[key(label)] = label
    return {labels[one]: speaker.uid for one, speaker in meant.items()}


def set_text(session: Session, source: Source, text: str) -> None:
    """Keep a text with a source; turns that had their places in another one have none in it.

    Quotes that were nowhere are anchored where they stand just once; the others keep their anchors,
    right or not, as `kg verify` tells.
    """
    _keep(session, source, text)
    _anchor(session, source)


def _keep(session: Session, source: Source, text: str) -> None:
    if source.passage is None:
        source.passage = Passage(text=text)
    elif source.passage.text != text:
        source.passage.text = text
        for turn in session.scalars(
            select(Turn).where(Turn.source_id == source.id, Turn.begins.is_not(None))
        ):
            turn.begins = turn.ends = None
    session.flush()


def _anchor(session: Session, source: Source) -> None:
    """Anchor the quotes that are nowhere yet, if their turn or the text has the words just once."""
    assert source.passage is not None
    quoting = select(Position).where(Position.source_id == source.id, Position.quote.is_not(None))
    for position in session.scalars(quoting):
        if position.anchor is not None:
            continue
        within = verifying.bounds(position.turn)
        if found := quotes.only(source.passage.text, position.quote or "", within):
            position.anchor = asdict(found)


def relabel(
    session: Session, source: Source, mapping: Mapping[str, str], *, new: bool = False
) -> list[Part]:
    """Say later who is meant by labels; the turns with them are theirs from then on.

    Positions that stand in those turns stay whose they are.
    """
    rows = session.scalars(
        select(Turn).where(Turn.source_id == source.id).order_by(Turn.number)
    ).all()
    spoken = [
        Spoken(row.number, row.label, row.section, row.start, row.begins or 0, row.ends or 0)
        for row in rows
    ]
    found = voices(spoken)
    if not found:
        raise Invalid(
            f"The turns of {find.label(source)} have no labels.",
            f"Give its transcript first: kg source edit {source.id} --text FILE.",
        )
    wanted = _by_label(found, mapping)
    listed = parts(session, [one for one in found if key(one.label) in wanted], mapping)
    if not new:
        _refuse_near_misses(listed)
    people = _people(session, listed)
    for row in rows:
        if row.label is not None and key(row.label) in people:
            set_changed(row, speaker=people[key(row.label)])
    session.flush()
    return listed


def labels_mapped(given: Sequence[str]) -> dict[str, str]:
    """Labels and speakers from texts such as ``Speaker 1=Ada``; raises Invalid for others."""
    found: dict[str, str] = {}
    for text in given:
        label, sign, name = text.partition("=")
        if not sign or not label.strip():
            raise Invalid(
                f"{brief(text)!r} maps no label.",
                did_you_mean([f'"{brief(text)}=NAME"']) if label.strip() else 'Write "LABEL=NAME".',
            )
        if key(label) in map(key, found):
            raise Invalid(f"{brief(label)!r} is mapped twice.", "Map it once.")
        found[label.strip()] = name.strip()
    return found
