"""Transcripts: the text of a source with its turns, and who speaks in it by which label."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.domain.keys import key
from kg.domain.wording import clean, guess_language

LONGEST_TEXT = 50_000_000
"""Characters of the text that is kept with a source."""

LONGEST_LABEL = 100
LAST_TURN = 1_000_000
"""As the records of a notebook have it."""

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = rf"{_HAN}\u3000-\u30ff\uac00-\ud7af\uff00-\uffef"
_ESCAPE = re.compile(r"\\(?=[^\w\s]|_)")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_ORDINAL = r"(-?([0-9]{1,3}|[a-z]|[一二三四五六七八九十甲乙丙丁]))?"
_GENERIC = re.compile(
    r"(unknown-|unidentified-|未知)?("
    r"speakers?|spkr?|voice|person|participant|panell?ist|attendee|member|caller|guest|host|co-?host|"
    r"moderator|interviewer|interviewee|presenter|narrator|announcer|reporter|questioner|"
    r"audience(-member)?|questions?|answers?|q|a|r|unknown|unidentified|all|everyone|both|"
    r"female|male|man|woman|sprecher(in)?|intervenant|hablante|locutor|"
    r"发言人|發言人|发言者|發言者|讲者|講者|说话人|說話人|主讲人?|主持人?|嘉宾|嘉賓|来宾|來賓|"
    r"记者|記者|采访者|採訪者|采访人|受访者|受訪者|提问者?|提問者?|回答者?|观众|觀眾|听众|聽眾|"
    r"网友|網友|问|問|答|男声?|女声?|旁白|画外音|未知|众人|全体|大家|某人|話者|発言者|참석자|화자"
    rf"){_ORDINAL}|[0-9]+"
)
_ENGLISH = frozenset(re.findall("[a-z]+", "a and for in is it of that the this to was we with you"))


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn: `text[begins:ends]` is what is said, without the label; `start` in seconds.

    `label` is what the source calls who speaks, None where it does not say.
    """

    number: int
    label: str | None
    section: str | None
    start: float | None
    begins: int
    ends: int


@dataclass(frozen=True)
class Transcript:
    """A text and its turns, which are in order and do not overlap.

    `shape` says in words as what it was read, `remarks` what the reader should know of it.
    """

    title: str | None
    language: str | None
    text: str
    turns: list[Spoken]
    shape: str = "text"
    remarks: list[str] = field(default_factory=list)

    @property
    def sections(self) -> list[str]:
        """The sections in which something is said, in order, each once."""
        return list(dict.fromkeys(turn.section for turn in self.turns if turn.section))


@dataclass(frozen=True, slots=True)
class Voice:
    """A label of a transcript, with how often and how much it speaks."""

    label: str
    turns: int
    characters: int


def voices(turns: Iterable[Spoken]) -> list[Voice]:
    """The labels of these turns, those with most turns first; one label however it is written."""
    found: dict[str, list[Spoken]] = {}
    for turn in turns:
        if turn.label is not None:
            found.setdefault(key(turn.label), []).append(turn)
    listed = [
        Voice(some[0].label or "", len(some), sum(turn.ends - turn.begins for turn in some))
        for some in found.values()
    ]
    return sorted(listed, key=lambda voice: -voice.turns)


@lru_cache(maxsize=1024)
def is_generic(label: str) -> bool:
    """Whether a label names a part in the talk and nobody by name.

    >>> [is_generic(label) for label in ("Speaker 1", "SPEAKER_00", "讲者2", "主持人", "汪华")]
    [True, True, True, True, False]
    """
    return _GENERIC.fullmatch(key(label)) is not None


@lru_cache(maxsize=1024)
def as_label(text: str) -> str | None:
    """The label that a piece of a source makes, without its marks; None where it cannot be one.

    >>> as_label("**张** **鹏**"), as_label("SPEAKER\\\\_00"), as_label("—")
    ('张鹏', 'SPEAKER_00', None)
    """
    bare = _ESCAPE.sub("", text[: 4 * LONGEST_LABEL + 1]).replace("*", "").replace("`", "")
    # What nobody sees, such as a reversal of direction, is no part of a name.
    seen = "".join(one for one in bare if unicodedata.category(one) != "Cf")
    name = re.sub(r"\s+", " ", unicodedata.normalize("NFC", seen)).strip(" _—–-・|>#,，")
    name = re.sub(rf"(?<=[{_HAN}]) (?=[{_HAN}])", "", name)
    if not name or len(name) > LONGEST_LABEL or not any(map(str.isalnum, name)):
        return None
    return None if any(unicodedata.category(one) in _UNSEEN for one in name) else name


def language_of(text: str) -> str | None:
    """The language that a text seems to be in; None for Latin script that is not clearly English.

    >>> language_of("陳敦基 is here, and that is all of it"), language_of("我用 GPT 做了测试")
    ('en', 'zh')
    """
    sample = text[:20_000]
    letters = [letter for letter in sample if letter.isalpha()]
    latin = sum(letter < "\u0250" for letter in letters)
    if latin < 0.7 * len(letters):
        kana = sum("\u3040" <= letter <= "\u30ff" for letter in letters)
        rest = sample if kana > 0.05 * len(letters) else re.sub("[\u3040-\u30ff]", "", sample)
        return guess_language(rest)
    words = re.findall("[a-z]+", sample.lower())
    return "en" if sum(word in _ENGLISH for word in words) > 0.1 * len(words) else None


@dataclass(frozen=True, slots=True)
class Speech:
    """What a reader found said before it is laid out as text; `start` in seconds.

    `spoken` is false for what stands between turns, such as a note on what happens.
    """

    label: str | None
    words: str
    start: float | None = None
    section: str | None = None
    spoken: bool = True


def joined(cues: Iterable[Speech], paragraph: int = 600) -> list[Speech]:
    """Consecutive cues of one speaker as one speech with the first start.

    Where nobody is named a new one begins after the sentence that makes it longer than `paragraph`
    characters, and at the latest after twice as many.
    """
    found: list[tuple[Speech, list[str], int]] = []
    for cue in cues:
        if found:
            first, pieces, size = found[-1]
            full = cue.label is None and (
                size > 2 * paragraph or (size > paragraph and pieces[-1][-1:] in '.!?。！？…"”')
            )
            if (first.label, first.section) == (cue.label, cue.section) and not full:
                pieces.append(cue.words)
                found[-1] = (first, pieces, size + len(cue.words))
                continue
        found.append((cue, [cue.words], len(cue.words)))
    return [
        Speech(first.label, _one_text(pieces), first.start, first.section)
        for first, pieces, _ in found
    ]


def _one_text(pieces: Sequence[str]) -> str:
    """Pieces with a blank between them, except between characters of Chinese or Japanese."""
    text = " ".join(piece.strip() for piece in pieces if piece.strip())
    return re.sub(rf"(?<=[{_WIDE}]) (?=[{_WIDE}])", "", text)


def laid_out(speeches: Iterable[Speech]) -> tuple[str, list[Spoken]]:
    """Speeches as a text of paragraphs «Label: words», and its turns; those without words go."""
    text: list[str] = []
    turns: list[Spoken] = []
    at = 0
    for speech in speeches:
        words = unicodedata.normalize("NFC", speech.words).strip()
        if not any(unicodedata.category(one) not in _UNSEEN | {"Zs"} for one in words):
            continue
        lead = f"{speech.label}: " if speech.label else ""
        begins = at + len(lead)
        at = begins + len(words) + 2
        text.append(lead + words)
        if speech.spoken:
            turns.append(
                Spoken(
                    len(turns) + 1,
                    speech.label,
                    speech.section,
                    speech.start,
                    begins,
                    begins + len(words),
                )
            )
    return clean("\n\n".join(text), "text", LONGEST_TEXT), turns


def backwards(turns: Iterable[Spoken]) -> list[Spoken]:
    """The turns that begin, by their times, before one that stands above them."""
    found = []
    latest = 0.0
    for turn in turns:
        if turn.start is not None:
            if turn.start < latest:
                found.append(turn)
            latest = max(latest, turn.start)
    return found


def run_backwards(late: Sequence[Spoken], line: int | None = None) -> str:
    """The remark on turns that `backwards` found; `line` is the first one's in its file."""
    where = f", line {line}" if line else ""
    more = f", and {len(late) - 1} more later" if len(late) > 1 else ""
    return (
        f"Times run backwards: {clock(late[0].start or 0)} of turn {late[0].number}{where} comes "
        f"after a later time{more}. They were taken as they are."
    )


def clock(seconds: float) -> str:
    """A time as hours, minutes and seconds, the hours only where there are any.

    >>> clock(65), clock(3725.5)
    ('01:05', '1:02:05')
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
