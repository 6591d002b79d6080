"""What pages show: the commands that they type, and the files that these find."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import REPOSITORY


@dataclass(frozen=True)
class Page:
    """A page of the documentation, by its path in the repository."""

    text: str

    @classmethod
    def at(cls, path: str) -> "Page":
        """The page that is kept there."""
        return cls((REPOSITORY / path).read_text("utf-8"))

    def steps(self) -> list[tuple[list[str], str]]:
        """Every command that it types, with what it says the command answers."""
        blocks = "".join(re.findall(r"```console\n(.*?)```", self.text, re.DOTALL))
        steps = re.split(r"^\$ kg ", blocks, flags=re.MULTILINE)[1:]
        return [(shlex.split(step.split("\n", 1)[0]), step.split("\n", 1)[1]) for step in steps]

    def transcript(self) -> str:
        """The transcript that it shows."""
        (found,) = re.findall(r"```markdown\n(.*?)```", self.text, re.DOTALL)
        return str(found)


def without_chance(answer: str, home: Path) -> str:
    """An answer as a page shows it: the home folder is that of anyone, ids end in …."""
    answer = re.sub(r"(written down) \d{4}-\d\d-\d\d", r"\1 …", answer)
    return re.sub(r"(?m)^(  id .*)-\w{6}$", r"\1-…", answer.replace(str(home), "/home/you"))
