"""The text of Argdown: a debate written as indented lists, headings and reconstructed arguments."""

import re
from dataclasses import dataclass, field

from kg.errors import KgError
from kg.formats.debates import Argument, Debate, End, Relation, Statement

_COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|(?<![:\\/\w])//[^\n]*", re.DOTALL)
_RELATION = re.compile(r"([ \t]+)(<\+|\+>|<-|->|<_|_>|><|\+|-|_)[ \t]+(\S.*)")
_STEP = re.compile(r"[ \t]*\((\d+)\)[ \t]*(.*)")
_RULE = re.compile(r"[ \t]*(-{2,})[ \t]*(.*?)[ \t]*(-{2,})?[ \t]*")
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_TAG = re.compile(r"(?<!\S)#(?:\(([^)\n]+)\)|([^\s#(){}\[\]<>,.;:!?]+))")
_MARKS = re.compile(
    r"(?<!\\)(?:\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__"
    r"|\*(?=\S)(.+?)(?<=\S)\*|(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w))"
)
_LINK = re.compile(r"(?<![@\\])\[([^\]\n]+)\]\(([^)\n]*)\)")
_SYMBOLS = {
    ".^.": "∧",
    ".v.": "∨",
    ".~.": "¬",
    ".->.": "→",
    ".<->.": "↔",
    ".A.": "∀",
    ".E.": "∃",
    ".[].": "□",
    ".<>.": "◇",
}
_STRICT = {"support": "entails", "attack": "contrary"}
_SORTS = {"+": "support", "-": "attack", "_": "undercut"}


def parse(text: str, shown: str, name: str) -> Debate:
    """The debate that a text describes, as Argdown's own tool understands it.

    Raises KgError with the line where a comment or the head of the file has no end.
    """
    debate = Debate(shown, name, name)
    _Parser(debate).parse(_lines(text, shown, debate))
    return debate


def _lines(text: str, shown: str, debate: Debate) -> list[tuple[int, str]]:
    """The lines with their numbers, without the head and the comments."""
    first = 1
    head = re.match(r"\s*===[ \t]*\n", text)
    if head:
        end = re.compile(r"^===[ \t]*$", re.MULTILINE).search(text, head.end())
        if end is None:
            raise KgError(f"{shown}:1: The head has no end.", "Close it with a line of ===.")
        _read_head(text[head.end() : end.start()], debate, shown)
        first += text.count("\n", 0, end.end())
        text = text[end.end() :]

    def without(found: re.Match[str]) -> str:
        return "\0" + re.sub(r"[^\n]+", "\0", found[0])

    bare = _COMMENT.sub(without, text)
    for opening in ("/*", "<!--"):
        if (at := bare.find(opening)) >= 0:
            at = first + bare.count("\n", 0, at)
            raise KgError(f"{shown}:{at}: A comment has no end.", "Close it.")
    found = []
    for number, line in enumerate(bare.split("\n"), first):
        rest = line.replace("\0", "")
        # A line of nothing but a comment is no blank line, which would end what it stands in.
        if rest.strip() or "\0" not in line:
            found.append((number, rest))
    return found


def _read_head(text: str, debate: Debate, shown: str) -> None:
    import yaml

    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError):
        raise KgError(f"{shown}:1: The head is no YAML.", "Mend it.") from None
    if isinstance(data, dict):
        debate.about = {str(name): value for name, value in data.items() if _says(value)}
        debate.title = str(data.get("title") or debate.title)
        mode = data.get("model")
        debate.about.pop("mode", None)
        if isinstance(mode, dict) and mode.get("mode") == "strict":
            debate.about["mode"] = "strict"


def _says(value: object) -> bool:
    return isinstance(value, str | int | float) or hasattr(value, "isoformat")


@dataclass
class _Open:
    """What is being read: its lines, how deep it stands, and what it is part of."""

    line: int
    indent: int
    words: list[str]
    relation: str | None = None
    parent: End | None = None
    step: bool = False
    end: End | None = None


@dataclass
class _Parser:
    debate: Debate
    open: _Open | None = None
    stack: list[_Open] = field(default_factory=list)
    argument: Argument | None = None
    """The argument whose steps are read or may follow."""
    in_steps: bool = False
    concluding: bool = False
    untitled: dict[str, int] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    """The arguments that stood by themselves, not only in relations."""
    path: list[tuple[int, int]] = field(default_factory=list)
    """The sections that are open: how deep, and their number."""

    def parse(self, lines: list[tuple[int, str]]) -> None:
        at, blank = 0, True
        while at < len(lines):
            number, line = lines[at]
            at += 1
            if not line.strip():
                self._close()
                blank, self.in_steps = True, False
                continue
            if blank and (heading := _HEADING.fullmatch(line.rstrip())):
                words = [heading[2]]
                while at < len(lines) and lines[at][1].strip():
                    words.append(lines[at][1])
                    at += 1
                self._section(len(heading[1]), " ".join(map(str.strip, words)))
                continue
            if self.in_steps and (rule := _RULE.fullmatch(line)):
                self._close()
                self.concluding = True
                at = self._rules(rule, lines, at)
            elif (step := _STEP.fullmatch(line)) and (blank or self.in_steps or self._titled()):
                self._step(number, len(line) - len(line.lstrip()), step[2])
            elif relation := _RELATION.fullmatch(line.rstrip()):
                self._relation(number, relation)
            elif self.open is not None and not blank:
                self.open.words.append(line)
            else:
                self._close()
                self.stack.clear()
                self._begin(_Open(number, len(line) - len(line.lstrip()), [line]))
            blank = False
        self._close()

    def _titled(self) -> bool:
        """Whether an argument's title has just been read, so that steps may follow."""
        return self.open is not None and self.open.words[0].lstrip().startswith("<")

    def _section(self, depth: int, title: str) -> None:
        self._close()
        while self.path and self.path[-1][0] >= depth:
            self.path.pop()
        parent = self.path[-1][1] if self.path else None
        title, _, _ = parted(title)
        self.debate.sections.append((_plain(title), parent))
        self.path.append((depth, len(self.debate.sections) - 1))
        self.stack.clear()
        self.argument = None

    def _rules(self, rule: re.Match[str], lines: list[tuple[int, str]], at: int) -> int:
        """Read the rules of an inference, up to the line that closes them."""
        words = [rule[2]] if rule[2] else []
        if len(rule[1]) == 2 and not rule[3]:
            while at < len(lines) and not re.fullmatch(r"[ \t]*-{2,}[ \t]*", lines[at][1]):
                if _STEP.fullmatch(lines[at][1]) or not lines[at][1].strip():
                    break
                words.append(lines[at][1])
                at += 1
            else:
                at += 1
        text, _, _ = parted(" ".join(map(str.strip, words)))
        if self.argument is not None and text.strip():
            self.argument.rules.append(_plain(text))
        return at

    def _step(self, number: int, indent: int, words: str) -> None:
        self._close()
        self.stack.clear()
        if self.argument is None:
            self.argument = self._untitled_argument(number)
        if not self.in_steps:
            self.in_steps, self.concluding = True, False
        self._begin(_Open(number, indent, [words], step=True))

    def _relation(self, number: int, found: re.Match[str]) -> None:
        indent = len(found[1].expandtabs(4))
        self._close()
        while self.stack and self.stack[-1].indent >= indent and self.stack[-1].relation:
            self.stack.pop()
        parent = self.stack[-1].end if self.stack else None
        self._begin(_Open(number, indent, [found[3]], relation=found[2], parent=parent))

    def _begin(self, one: _Open) -> None:
        self.open = one

    def _close(self) -> None:
        """Take in what was being read, and the relation by which it hangs on its parent."""
        one, self.open = self.open, None
        if one is None:
            return
        one.end = self._element(one)
        if one.relation is None:
            self.stack.clear()
        self.stack.append(one)
        if one.relation and one.parent:
            self._relate(one.relation, one.parent, one.end, one.line)

    def _relate(self, mark: str, parent: End, child: End, line: int) -> None:
        if mark == "><":
            kind, start, end = "contradictory", parent, child
        else:
            kind = _SORTS[mark.strip("<>")]
            start, end = (parent, child) if mark.endswith(">") else (child, parent)
        statements = start[0] == end[0] == "statement"
        if statements and self.debate.about.get("mode") == "strict":
            kind = _STRICT.get(kind, kind)
        self.debate.relate(Relation(kind, start, end, line))

    def _element(self, one: _Open) -> End:
        """The statement or argument that some lines are, taken in under its title."""
        raw = " ".join(word.strip() for word in one.words if word.strip())
        named = re.match(r"\[([^\]\n]+)\](?!\()(:)?|<([^>\n]+)>(:)?", raw)
        text = raw[named.end() :] if named else raw
        bare, data, tags = parted(text)
        words = _plain(bare)
        section = self.path[-1][1] if self.path else None
        if named and named[3]:
            title = _title(named[3])
            argument = self.debate.arguments.setdefault(
                title, Argument(title, section=section, line=one.line)
            )
            self._tell(title, argument, words, data, tags, one.line)
            if one.relation is None and not one.step:
                if not argument.steps and title not in self.opened:
                    # It belongs where it is laid out, not where it is first referred to.
                    argument.section, argument.line = section, one.line
                self.opened.add(title)
                self.argument = argument
            return "argument", title
        if not named and not one.step and one.relation is None:
            self.argument = None
        title = _title(named[1]) if named else self._untitled("Untitled")
        statement = self.debate.statements.setdefault(
            title, Statement(title, section=section, line=one.line)
        )
        self._tell(title, statement, words, data, tags, one.line)
        if one.step and self.argument is not None:
            self._conclude(title)
        return "statement", title

    def _conclude(self, title: str) -> None:
        assert self.argument is not None
        steps = self.argument.steps
        if self.concluding:
            # The last of them is the main one.
            steps[:] = [
                ("intermediary-conclusion" if role == "main-conclusion" else role, one)
                for role, one in steps
            ]
            steps.append(("main-conclusion", title))
            self.concluding = False
        else:
            steps.append(("premise", title))

    def _untitled_argument(self, line: int) -> Argument:
        title = self._untitled("Untitled Argument")
        section = self.path[-1][1] if self.path else None
        return self.debate.arguments.setdefault(title, Argument(title, section=section, line=line))

    def _tell(
        self,
        title: str,
        one: Statement,
        words: str,
        data: str | None,
        tags: list[str],
        line: int,
    ) -> None:
        # The last text that a title is given counts, as it does for Argdown.
        if words and one.text and words != one.text:
            self.debate.replaced.append((line, title, one.text))
        one.text = words or one.text
        one.data = data or one.data
        one.tags += [tag for tag in tags if tag not in one.tags]

    def _untitled(self, word: str) -> str:
        self.untitled[word] = number = self.untitled.get(word, 0) + 1
        return f"{word} {number}"


def _title(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\\(.)", r"\1", text)).strip()


def parted(text: str) -> tuple[str, str | None, list[str]]:
    """A text without the data and tags at its end, the data, and all its tags."""
    text, data = text.strip(), None
    tags: list[str] = [found[1] or found[2] for found in _TAG.finditer(text)]
    while True:
        if (
            text.endswith("}")
            and not text.endswith("\\}")
            and (start := _opening(text)) is not None
        ):
            data, text = text[start:], text[:start].rstrip()
        elif ends := re.search(rf"(?:{_TAG.pattern})$", text):
            text = text[: ends.start()].rstrip()
        else:
            return text, data, list(dict.fromkeys(tags))


def _opening(text: str) -> int | None:
    """Where the brace begins that the last one closes."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        if at and text[at - 1] == "\\":
            continue
        depth += {"}": 1, "{": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return None


def _plain(text: str) -> str:
    """A text without bold, italics and addresses of links, symbols written out."""
    text = _LINK.sub(r"\1", text)
    for _ in range(3):
        text = _MARKS.sub(lambda found: next(one for one in found.groups() if one), text)
    for short, symbol in _SYMBOLS.items():
        text = re.sub(rf"(?<!\\){re.escape(short)}", symbol, text)
    return re.sub(r"\s+", " ", re.sub(r"\\([^\w\s]|_)", r"\1", text)).strip()
