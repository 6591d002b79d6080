"""From the lines of a text to its turns."""

from collections.abc import Sequence
from dataclasses import replace

from kg.domain.transcripts import Spoken
from kg.formats.transcripts.lines import Line


class Cutter:
    """Cuts a text into turns, a line at a time."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.text = text
        self.lines = lines
        self.found: list[Spoken] = []
        self.section: str | None = None
        self.numbered = False
        self.label: str | None = None
        self.start: float | None = None
        self.begins: int | None = None
        self.ends = 0

    def turns(self) -> list[Spoken]:
        """All turns; what stands above the first label is turn 0 if it is prose."""
        marked = [at for at, line in enumerate(self.lines) if line.mark]
        first, last = marked[0], marked[-1]
        head = self._head(first)
        preamble = self._spoken_between(0, head)
        gaps = self._has_gaps(first, last)
        foot = len(self.lines) if gaps else self._foot(last)
        for line in self.lines[head:foot]:
            self._take(line)
        self._close()
        numbered = [replace(turn, number=number) for number, turn in enumerate(self.found, start=1)]
        if preamble:
            numbered.insert(0, Spoken(0, None, None, None, *preamble))
        if after := self._spoken_between(foot, len(self.lines)):
            numbered.append(Spoken(numbered[-1].number + 1, None, None, None, *after))
        return numbered

    def _head(self, first: int) -> int:
        """The first section line from which only headings stand up to the first label."""
        head = at = first
        while at and not self._is_said(self.lines[at - 1]):
            at -= 1
            if self.lines[at].kind == "section":
                head = at
        return head

    def _is_said(self, line: Line) -> bool:
        if line.kind != "prose":
            return False
        words = self.text[line.begins : line.ends].strip()
        return not (words.startswith("**") and words.endswith("**"))

    def _spoken_between(self, first: int, last: int) -> tuple[int, int] | None:
        """Where the prose of these lines begins and ends, or None where there is none."""
        some = self.lines[first:last]
        prose = [line for line in some if line.kind == "prose"]
        if not prose:
            return None
        return self._trimmed(some[0].begins, some[-1].ends)

    def _trimmed(self, begins: int, ends: int) -> tuple[int, int] | None:
        while begins < ends and self.text[begins].isspace():
            begins += 1
        while begins < ends and self.text[ends - 1].isspace():
            ends -= 1
        if ends - begins > 1 and self.text.count("**", begins, ends) % 2:
            # A mark that closes what was opened before the label.
            ends -= 2 * self.text.endswith("**", begins, ends)
        return (begins, ends) if begins < ends else None

    def _has_gaps(self, first: int, last: int) -> bool:
        """Whether two empty lines stand within a turn, and so part nothing."""
        blank = 0
        for line in self.lines[first + 1 : last]:
            if blank > 1 and not line.mark and self._is_said(line):
                return True
            blank = blank + 1 if line.kind == "blank" else 0
            if line.kind in ("section", "heading"):
                blank = 0
        return False

    def _foot(self, last: int) -> int:
        """The line below the last turn: the first after two empty ones, or after a rule."""
        blank = 0
        for at in range(last + 1, len(self.lines)):
            line = self.lines[at]
            if line.kind == "rule" and self.text[line.begins : line.ends].strip("* "):
                return at
            if line.kind == "blank":
                blank += 1
                continue
            if blank > 1:
                return at
            blank = 0
        return len(self.lines)

    def _take(self, line: Line) -> None:
        if line.kind in ("section", "heading"):
            self._close()
            self._enter(line)
        elif line.mark:
            self._close()
            self.label, self.start = line.mark.label, line.mark.start
            self.begins, self.ends = line.begins + line.mark.begins, line.ends
            self.numbered = False
        elif self.begins is not None:
            if line.kind not in ("blank", "rule"):
                self.ends = line.ends
        elif self._is_said(line):
            # Below a heading nobody is named: who goes on speaking is not for us to say.
            self.label, self.start = None, None
            self.begins, self.ends = line.begins, line.ends

    def _enter(self, line: Line) -> None:
        if line.kind == "section":
            self.section, self.numbered = line.section, True
        elif not self.numbered:
            self.section = line.section

    def _close(self) -> None:
        if self.begins is not None and (place := self._trimmed(self.begins, self.ends)):
            self.found.append(Spoken(0, self.label, self.section, self.start, *place))
        self.begins = None


def paragraphs(text: str, lines: Sequence[Line]) -> list[Spoken]:
    """The paragraphs of a text in which nobody is named, each as a turn."""
    found: list[Spoken] = []
    section: str | None = None
    begins: int | None = None
    ends = 0

    def close() -> None:
        if begins is not None:
            found.append(Spoken(len(found) + 1, None, section, None, begins, ends))

    for line in lines:
        said = line.kind in ("prose", "quote")
        if said and begins is not None:
            ends = line.ends
        elif said:
            begins, ends = line.begins, line.ends
        else:
            close()
            begins = None
            if line.kind in ("section", "heading"):
                section = line.section
    close()
    return [turn for turn in found if text[turn.begins : turn.ends].strip()]
