"""On a cluster, Spark's workers need a few packages, and get this program with their work."""

import os
import subprocess
import sys
import venv
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from kg.analysis.stands import stands
from kg.domain.agreeing import bridging
from kg.domain.agreeing.crowd import crowd
from kg.formats import parquet
from tests.conftest import REPOSITORY

ON_WORKERS = ("numpy", "scipy", "pandas", "pyarrow")
"""What docs/engines.md says that workers need."""

PROGRAM = """
import sys
from pathlib import Path

from kg.domain.agreeing import bridging
from kg.domain.agreeing.crowd import crowd
from kg.engines import positions, with_spark
from kg.engines.spark_session import Session

bridging.ROUNDS = 2
session = Session("local-cluster[1,1,1024]", {"spark.driver.memory": "1g"})
engine = with_spark.Spark(session, positions.of_folder(Path(sys.argv[1])), few=0)
taken = engine.take()
assert isinstance(taken, with_spark.Spread)
print(crowd(taken).camp.tolist())
print(bridging.bridging(taken).claim.round(9).tolist())
engine.close()
"""


@pytest.fixture
def workers_python(tmp_path):
    """A Python that has what workers need, and neither this program nor what else it needs."""
    folder = tmp_path / "workers"
    venv.create(folder, symlinks=True)
    packages = folder / "packages"
    packages.mkdir()
    for name in with_what_they_need(ON_WORKERS):
        own = distribution(name)
        for top in {file.parts[0] for file in own.files or () if file.parts[0] != ".."}:
            if not (packages / top).exists():
                (packages / top).symlink_to(Path(str(own.locate_file(top))))
    [site] = folder.glob("lib/python*/site-packages")
    (site / "packages.pth").write_text(str(packages))
    return folder / "bin" / "python"


def with_what_they_need(names):
    found = set(names)
    for name in names:
        needed = [Requirement(one) for one in requires(name) or ()]
        here = [one for one in needed if not one.marker or one.marker.evaluate({"extra": ""})]
        found |= with_what_they_need([one.name for one in here])
    return found


def test_workers_need_nothing_that_is_not_documented(session, fill, tmp_path, workers_python):
    told = (REPOSITORY / "docs" / "engines.md").read_text("utf-8")
    assert f"Workers need Python with {', '.join(ON_WORKERS[:-1])} and {ON_WORKERS[-1]};" in told
    lacking = [sys.executable, "-c", "import kg, sqlalchemy"]
    assert subprocess.run(lacking, check=False).returncode == 0
    lacking[0] = str(workers_python)
    assert subprocess.run(lacking, check=False, capture_output=True, cwd=tmp_path).returncode == 1
    fill(session, 7)
    (folder := tmp_path / "x.parquet").mkdir()
    parquet.write(session, None, folder)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, folder],
        env=os.environ
        | {"PYSPARK_PYTHON": str(workers_python)}
        # To compile well would take longer than the test.
        | {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    expected = stands(session)
    assert done.stdout.splitlines() == [str(crowd(expected).camp.tolist()), of_two_rounds(expected)]


def of_two_rounds(taken):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bridging, "ROUNDS", 2)
        return str(bridging.bridging(taken).claim.round(9).tolist())
