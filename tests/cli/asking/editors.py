"""An editor that is a real program, and the text that it is given."""

import json
import sys
from pathlib import Path
from typing import Any

SCRIPT = """
import json, os, pathlib, signal, subprocess, sys
path, steps = pathlib.Path(sys.argv[-1]), pathlib.Path(__file__).with_name("steps.json")
first, *rest = json.loads(steps.read_text("utf-8"))
steps.write_text(json.dumps(rest), "utf-8")
text = path.read_bytes().decode("utf-8", "surrogateescape")
seen = pathlib.Path(__file__).with_name("seen.json")
seen.write_text(json.dumps([*json.loads(seen.read_text("utf-8")), [str(path), text]]), "utf-8")
for old, new in first.get("change", []):
    assert old in text, old + " is not in:\\n" + text
    text = text.replace(old, new, 1)
if "run" in first:
    subprocess.run([sys.executable, "-m", "kg", *first["run"]], check=True, capture_output=True)
path.write_bytes(first.get("write", text).encode("utf-8", "surrogateescape"))
if first.get("remove"):
    path.unlink()
if first.get("kill"):
    os.kill(os.getpid(), signal.SIGTERM)
sys.exit(first.get("exit", 0))
"""


class Editor:
    """An editor that does one step each time it is opened, and remembers what it saw."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "editor.py").write_text(SCRIPT, "utf-8")
        self.steps()

    @property
    def command(self) -> str:
        return f"{sys.executable} {self.folder / 'editor.py'}"

    def steps(self, *steps: dict[str, Any]) -> None:
        (self.folder / "steps.json").write_text(json.dumps(steps), "utf-8")
        (self.folder / "seen.json").write_text("[]", "utf-8")

    @property
    def seen(self) -> list[str]:
        return [text for _, text in json.loads((self.folder / "seen.json").read_text("utf-8"))]

    @property
    def paths(self) -> list[Path]:
        found = json.loads((self.folder / "seen.json").read_text("utf-8"))
        return [Path(path) for path, _ in found]


def change(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {"change": pairs}


def opened(table: Any, editor: Editor, *claims: int) -> str:
    """The text that is opened for these claims."""
    editor.steps({})
    if len(claims) == 1:
        table("claim", "edit", *claims)
    else:
        table("claim", "list", "--edit")
    (text,) = editor.seen
    return text
