"""The house keeps its floors: lower ones never import higher ones, and start-up stays light."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import REPOSITORY, surroundings

FLOORS = (
    ("errors", "settings"),
    ("domain",),
    ("store",),
    ("notebook",),
    ("analysis",),
    ("graph",),
    ("formats",),
    ("engines",),
    ("pages",),
    ("screens",),
    ("cli", "api", "the package itself"),
)
HEIGHT = {name: height for height, names in enumerate(FLOORS) for name in names}
ROOF = "the package itself"

# Who loads them pays for them: these are imported where they are used, inside functions,
# except in the folders that are about them and are themselves loaded only when needed.
HEAVY = {
    "IPython",
    "alembic",
    "duckdb",
    "icalendar",
    "jinja2",
    "matplotlib",
    "networkx",
    "numpy",
    "pandas",
    "prompt_toolkit",
    "pyarrow",
    "pyspark",
    "pyvis",
    "rapidfuzz",
    "scipy",
    "textual",
    "trafilatura",
    "webvtt",
}
AT_HOME = {
    "analysis": {"networkx", "numpy", "scipy"},
    "graph": {"networkx", "numpy"},
    "migrations": {"alembic"},
    "pages": {"jinja2", "networkx", "numpy", "pyvis"},
    "screens": {"textual"},
}
PARTED_BY_COMMAND = {
    *("networkx", "pyvis", "numpy", "scipy", "alembic"),
    *("icalendar", "matplotlib"),
}
PARTED_BY_HELP = PARTED_BY_COMMAND | {"msgspec", "rapidfuzz", "sqlalchemy", "yaml"}


class Import(NamedTuple):
    line: int
    module: str
    at_load: bool
    """Whether it is imported as soon as the module is, not when a function runs."""


def modules() -> list[Path]:
    found = [*(REPOSITORY / "kg").rglob("*.py"), *(REPOSITORY / "migrations").rglob("*.py")]
    return sorted(path for path in found if "node_modules" not in path.parts)


def imports(path: Path, source: str) -> Iterator[Import]:
    """Every import in a module, those inside functions and those by name included."""
    package = path.relative_to(REPOSITORY).parent.parts

    def walk(node: ast.AST, at_load: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            names = list(imported(child))
            yield from (Import(child.lineno, name, at_load) for name in names)  # type: ignore[attr-defined]
            yield from walk(child, at_load and not inside and not for_types_only(child))

    def imported(node: ast.AST) -> Iterator[str]:
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                start = ".".join([*package[: len(package) - level + 1], *filter(None, [module])])
                base = start if level else module or ""
                yield from (f"{base}.{name.name}" for name in names)
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__")
                | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name

    yield from walk(ast.parse(source, str(path)), at_load=True)


def for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def floor_of(path: Path) -> str:
    """The floor on which a module of ours stands."""
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    if parts[0] == "migrations":
        return "store"
    return parts[1] if parts[1] in HEIGHT else ROOF


def floor_reached(module: str) -> str | None:
    """The floor that an import leads to, or None when it leads out of the house."""
    first, *rest = module.split(".")
    if first != "kg":
        return None
    if rest and rest[0] in HEIGHT:
        return rest[0]
    # The version is a constant that every floor may read.
    return None if rest == ["__version__"] else ROOF


def climbs(path: Path, source: str) -> list[str]:
    own = floor_of(path)
    return [
        f"{path.relative_to(REPOSITORY)}:{line} imports {module}: "
        f"{own} may not reach up to {reached}"
        for line, module, _ in imports(path, source)
        if (reached := floor_reached(module)) and HEIGHT[reached] > HEIGHT[own]
    ]


def burdens(path: Path, source: str) -> list[str]:
    parts = path.relative_to(REPOSITORY).parts
    allowed = AT_HOME.get(parts[0] if parts[0] == "migrations" else parts[1], set())
    return [
        f"{path.relative_to(REPOSITORY)}:{line} imports {module} when it is loaded: "
        "import it inside the function that needs it"
        for line, module, at_load in imports(path, source)
        if at_load and module.split(".")[0] in HEAVY - allowed
    ]


def test_lower_floors_never_import_higher_ones():
    found = [climb for path in modules() for climb in climbs(path, path.read_text("utf-8"))]
    assert not found, "\n".join(found)


def test_heavy_libraries_are_imported_where_they_are_used():
    found = [burden for path in modules() for burden in burdens(path, path.read_text("utf-8"))]
    assert not found, "\n".join(found)


def test_every_module_stands_on_a_floor():
    tops = {"__init__.py", "__main__.py"}
    strays = [
        str(path.relative_to(REPOSITORY))
        for path in modules()
        if floor_of(path) == ROOF and path.name not in tops
    ]
    assert not strays, f"These belong to no floor: {strays}"


@pytest.mark.parametrize(
    "source",
    [
        "import kg.cli.commands.claim",
        "from kg.cli import claim",
        "from kg import cli",
        "from ..cli import claim",
        "from .. import cli",
        "def later():\n    from kg.cli import claim",
        "import importlib\nimportlib.import_module('kg.cli')",
        "from kg import api",
        "import kg",
        "if TYPE_CHECKING:\n    from kg.cli import claim",
    ],
)
def test_a_reach_upwards_is_seen(source):
    (found,) = climbs(REPOSITORY / "kg" / "store" / "made_up.py", source)
    assert found.startswith("kg/store/made_up.py:")
    assert "store may not reach up to" in found


@pytest.mark.parametrize(
    "source",
    [
        "import kg.domain.records",
        "from kg import errors, __version__",
        "from . import models",
        "from ..domain import records",
        "from .models import Claim",
    ],
)
def test_a_step_down_or_along_is_no_reach_upwards(source):
    assert climbs(REPOSITORY / "kg" / "store" / "made_up.py", source) == []


def test_heavy_imports_are_told_apart_by_when_they_run():
    path = REPOSITORY / "kg" / "notebook" / "made_up.py"
    assert burdens(path, "import numpy.linalg")
    assert burdens(path, "try:\n    from scipy import stats\nexcept ImportError:\n    stats = None")
    assert burdens(path, "class Graph:\n    import networkx")
    assert not burdens(path, "def layout():\n    import networkx")
    assert not burdens(path, "if TYPE_CHECKING:\n    import networkx")


WATCH = """
import json, runpy, sys
sys.argv = ["kg", *json.loads(sys.argv[1])]
try:
    runpy.run_module("kg", run_name="__main__", alter_sys=True)
except SystemExit as ended:
    if ended.code:
        raise
finally:
    sys.stdout.flush()
    print("\\n" + json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""


def loaded_by(home: Path, *words: str) -> set[str]:
    """The libraries that are in memory when a command, run on its own, ends."""
    ran = subprocess.run(
        [sys.executable, "-c", WATCH, json.dumps(words)],
        env=os.environ | surroundings(home) | {"PYTHONUTF8": "1"},
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    loaded: set[str] = set(json.loads(ran.stdout.splitlines()[-1]))
    return loaded


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_version_and_help_load_nothing_beyond_click(tmp_path, word):
    loaded = loaded_by(tmp_path, word)
    assert "click" in loaded
    assert not loaded & PARTED_BY_HELP


def test_import_kg_alone_loads_nothing():
    code = "import kg, sys; kg.__version__; print(*{name.split('.')[0] for name in sys.modules})"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert not set(ran.stdout.split()) & (PARTED_BY_HELP | {"click"})


def test_ordinary_commands_load_no_heavy_library(tmp_path):
    daily = [
        ("init",),
        ("add", "Prices will fall next year", "--speaker", "Ada"),
        ("claim", "list"),
        ("due",),
        ("status",),
    ]
    for words in daily:
        loaded = loaded_by(tmp_path, *words)
        assert not loaded & PARTED_BY_COMMAND, f"kg {' '.join(words)} loads too much"
