"""Where a curator is in a source: the sentence, the phrase chosen, and the ways to move."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.domain.sentences import Span
from kg.notebook.listening.scripts import Mark, Part, Script
from kg.screens.glyphs import quotation, shown, steps

FAR = 400
"""Characters within which the next word's end is looked for."""

_MARK = re.compile(r"[*_`\\]")


class Hint(NamedTuple):
    """A sentence that looks like something to capture: what it may be, and by which words.

    `horizon` is the time that is spoken of in it, as far as it can be told.
    """

    what: str
    cue: str
    horizon: str = ""


class Reader:
    """A place in a script, with what is captured and suggested there."""

    def __init__(self, script: Script) -> None:
        keep = [
            index
            for index, (begins, ends) in enumerate(script.sentences)
            if any(one.isalnum() for one in shown(script.text, begins, ends))
        ] or list(range(len(script.sentences)))
        self.script = script
        self.text = script.text
        self.sentences: Sequence[Span] = [script.sentences[index] for index in keep]
        self.part_of: Sequence[int] = [script.part_of[index] for index in keep]
        self._begins = [one.begins for one in self.sentences]
        self.sentence = 0
        self.begins, self.ends = self.sentences[0] if self.sentences else Span(0, 0)
        self.at_start = False
        self.marks: list[Mark] = []
        self.captured: set[int] = set()
        self.hints: dict[int, Hint] = {}
        self.pattern: re.Pattern[str] | None = None

    @property
    def part(self) -> Part:
        """The part of the sentence at hand."""
        return self.script.parts[self.part_of[self.sentence]]

    @property
    def span(self) -> Span:
        """The sentence at hand."""
        return self.sentences[self.sentence]

    @property
    def chosen(self) -> Span:
        """What is chosen: the sentence at hand, or a phrase."""
        return Span(self.begins, self.ends)

    @property
    def phrase(self) -> bool:
        """Whether something else than the whole sentence is chosen."""
        return self.chosen != self.span

    @property
    def quote(self) -> str:
        """What is chosen, as it is quoted."""
        return quotation(self.text, self.begins, self.ends)

    @property
    def hint(self) -> Hint | None:
        """What the sentence at hand looks like."""
        return self.hints.get(self.sentence)

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Say what is captured."""
        self.marks = list(marks)
        self.captured = {
            index
            for mark in self.marks
            if mark.begins is not None and mark.ends is not None
            for index in self.touched(mark.begins, mark.ends)
        }

    def set_hints(self, found: Iterable[tuple[int, Hint]]) -> None:
        """Say what is suggested, by places in the text; of several in a sentence the first."""
        self.hints = {}
        for place, hint in found:
            for index in self.touched(place, place + 1):
                self.hints.setdefault(index, hint)

    def touched(self, begins: int, ends: int) -> range:
        """The sentences of which a part of the text has something."""
        first = max(0, bisect_right(self._begins, begins) - 1)
        if self.sentences and self.sentences[first].ends <= begins:
            first += 1
        return range(first, max(first, bisect_left(self._begins, ends)))

    def claims_here(self) -> list[Mark]:
        """What is captured of the sentence at hand."""
        begins, ends = self.span
        return [
            mark
            for mark in self.marks
            if mark.begins is not None
            and mark.ends is not None
            and mark.begins < ends
            and mark.ends > begins
        ]

    def go(self, index: int) -> bool:
        """Go to a sentence, and choose the whole of it; tells whether that is elsewhere."""
        index = min(max(index, 0), len(self.sentences) - 1)
        moved = index != self.sentence or self.phrase
        self.sentence = index
        self.begins, self.ends = self.sentences[index]
        self.at_start = False
        return moved

    def go_to_place(self, place: int) -> bool:
        """Go to the sentence in which a place of the text is, or the last before it."""
        return self.go(bisect_right(self._begins, place) - 1)

    def choose(self, begins: int, ends: int) -> None:
        """Choose a phrase, which goes to the sentence in which it begins."""
        self.go_to_place(begins)
        self.begins, self.ends = begins, ends

    def turn(self, step: int) -> bool:
        """Go to the first sentence of the next turn, or of this one or the one before it."""
        part = self.part_of[self.sentence]
        first = bisect_left(self.part_of, part)
        if step < 0 and self.sentence > first:
            return self.go(first)
        wanted = part + step
        while 0 <= wanted < len(self.script.parts):
            first = bisect_left(self.part_of, wanted)
            if first < len(self.part_of) and self.part_of[first] == wanted:
                return self.go(first)
            wanted += step
        return False

    def section(self, step: int) -> bool:
        """Go to the beginning of the next section, or of this one or the one before it."""
        parts = self.script.parts
        heads = [
            index
            for index, part in enumerate(parts)
            if index == 0 or part.section != parts[index - 1].section
        ]
        firsts = [bisect_left(self.part_of, head) for head in heads]
        if step > 0:
            wanted = next((one for one in firsts if one > self.sentence), None)
        else:
            wanted = next((one for one in reversed(firsts) if one < self.sentence), None)
        return wanted is not None and self.go(wanted)

    def number(self, number: int) -> bool:
        """Go to a turn by its number; False where there is none."""
        for index, part in enumerate(self.script.parts):
            if part.number == number:
                first = bisect_left(self.part_of, index)
                if first < len(self.part_of) and self.part_of[first] == index:
                    self.go(first)
                    return True
        return False

    def suggestion(self, step: int) -> bool:
        """Go to the next or last sentence that is suggested and not captured yet."""
        return self._nearest(self._waiting(), step)

    def suggested(self) -> int:
        """How many sentences are suggested, beside the one at hand, and not captured yet."""
        return sum(one != self.sentence for one in self._waiting())

    def _waiting(self) -> list[int]:
        return sorted(self.hints.keys() - self.captured)

    def free(self, step: int) -> bool:
        """Go to the next or last sentence that is not captured."""
        index = self.sentence + step
        while 0 <= index < len(self.sentences):
            if index not in self.captured:
                return self.go(index)
            index += step
        return False

    def _nearest(self, indexes: Sequence[int], step: int) -> bool:
        if step > 0:
            at = bisect_right(indexes, self.sentence)
        else:
            at = bisect_left(indexes, self.sentence) - 1
        return 0 <= at < len(indexes) and self.go(indexes[at])

    def search(self, words: str, place: int, step: int = 1) -> bool:
        """Find words from a place on, round the end; marks and line breaks do not part them."""
        self.pattern = pattern(words)
        if self.pattern is None:
            return False
        found = self._forward(place) if step > 0 else self._backward(place)
        if found is None:
            return False
        self.choose(*found)
        return True

    def again(self, step: int) -> bool:
        """Find the words that were looked for last once more."""
        if self.pattern is None:
            return False
        found = self._forward(self.begins + 1) if step > 0 else self._backward(self.begins)
        if found is None:
            return False
        self.choose(*found)
        return True

    def _forward(self, place: int) -> tuple[int, int] | None:
        assert self.pattern
        for start in (place, 0):
            for match in self.pattern.finditer(self.text, start):
                if self._within(match.start(), match.end()):
                    return match.span()
        return None

    def _backward(self, place: int) -> tuple[int, int] | None:
        assert self.pattern
        for end in (place, len(self.text)):
            last = None
            for match in self.pattern.finditer(self.text, 0, end):
                if self._within(match.start(), match.end()):
                    last = match.span()
            if last:
                return last
        return None

    def _within(self, begins: int, ends: int) -> bool:
        """Whether a place is in what someone says, not in a label or a heading."""
        at = max(0, bisect_right(self._begins, begins) - 1)
        part = self.script.parts[self.part_of[at]]
        return part.begins <= begins < ends <= part.ends

    def stretch(self, step: int, *, letter: bool = False) -> None:
        """Move an end of what is chosen by a word or a character; in Chinese they are the same."""
        part = self.part
        if self.at_start:
            low = max(part.begins, self.sentences[max(0, self.sentence - 1)].begins)
            starts = [one for one, _ in steps(self.text, low, self.ends, letter=letter)]
            if step > 0:
                at = bisect_right(starts, self.begins)
            else:
                at = bisect_left(starts, self.begins) - 1
            if 0 <= at < len(starts):
                self._choose_from(starts[at])
        else:
            high = min(part.ends, self.ends + FAR)
            ends = [one for _, one in steps(self.text, self.begins, high, letter=letter)]
            at = bisect_right(ends, self.ends) if step > 0 else bisect_left(ends, self.ends) - 1
            if 0 <= at < len(ends):
                self.ends = ends[at]

    def _choose_from(self, begins: int) -> None:
        """Have the phrase begin elsewhere; the sentence at hand is the one in which it begins."""
        ends = self.ends
        at_start = self.at_start
        self.choose(begins, ends)
        self.at_start = at_start

    def stretch_by_sentence(self, step: int) -> None:
        """Take the next sentence of this turn to what is chosen, or leave out the last one."""
        touched = self.touched(self.begins, self.ends)
        if step > 0:
            following = touched[-1] + (self.ends >= self.sentences[touched[-1]].ends)
            if following < len(self.sentences) and (
                self.part_of[following] == self.part_of[self.sentence]
            ):
                self.ends = self.sentences[following].ends
        elif len(touched) > 1:
            self.ends = self.sentences[touched[-2]].ends


def pattern(words: str) -> re.Pattern[str] | None:
    """What finds words in a text in any case, whatever marks and blanks stand between them."""
    # Several blanks, which would each have to be there, are one.
    letters = " ".join(_MARK.sub("", words).split())
    if not letters:
        return None
    parts = [r"\s+" if one == " " else re.escape(one) for one in letters]
    return re.compile(r"[*_`\\]*".join(parts), re.IGNORECASE)
