"""Starting Spark: quiet, on the loopback only where it is local, and its errors as one sentence."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kg.errors import KgError

JAVA = 17
"""Spark 4 needs this version of Java, or a newer one."""

_LEVEL = "error"
_LOG = f"""\
rootLogger.level = {_LEVEL}
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %m%n
"""


class Session:
    """A running Spark, and the folder in which what it prints and needs is kept meanwhile."""

    def __init__(self, master: str, settings: Mapping[str, str]) -> None:
        self.master = master
        self.local = master.startswith("local[") or master == "local"
        self._folder = tempfile.TemporaryDirectory(prefix="kg-spark-")
        self.printed = Path(self._folder.name) / "printed"
        try:
            self.spark = self._started(settings)
        except BaseException:
            self._folder.cleanup()
            raise

    def _started(self, settings: Mapping[str, str]) -> Any:
        try:
            from pyspark.sql import SparkSession
        except ModuleNotFoundError:
            raise KgError(
                "Spark is not installed.", "Run pip install 'kg-notebook[spark]'."
            ) from None
        check_java()
        if self.local:
            # Else workers would run whichever Python comes first.
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        log = Path(self._folder.name) / "log4j2.properties"
        log.write_text(_LOG, "utf-8")
        builder = SparkSession.builder.master(self.master).appName("kg")
        for name, value in {**self._usual(log), **settings}.items():
            builder = builder.config(name, value)
        try:
            with self.printed.open("wb") as printed, _stderr_to(printed):
                spark = builder.getOrCreate()
            if not self.local:
                spark.sparkContext.addPyFile(str(_packed(Path(self._folder.name))))
        except Exception as error:  # noqa: BLE001  # Spark has no class for why it cannot start
            raise KgError(
                f"Spark cannot start at {self.master}: {reason(error, self.printed)}.",
                "Check --master and Java, or leave --master out to use this machine.",
            ) from None
        return spark

    def _usual(self, log: Path) -> dict[str, str]:
        found = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.execution.arrow.maxRecordsPerBatch": "200000",
            "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={log.as_uri()}",
        }
        if self.local:
            found |= {
                # Nobody else on the network is asked, or can ask.
                "spark.driver.host": "127.0.0.1",
                "spark.driver.bindAddress": "127.0.0.1",
                "spark.driver.memory": f"{_memory()}m",
            }
        return found

    def close(self) -> None:
        """Stop it, and its Java."""
        gateway = self.spark.sparkContext._gateway  # noqa: SLF001  # Spark leaves its Java running
        self.spark.stop()
        gateway.shutdown()
        if process := getattr(gateway, "proc", None):
            process.stdin.close()
            process.wait(timeout=30)
        # Spark keeps these for the next session, which would speak with a Java that is gone.
        from pyspark import SparkContext

        SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001
        self._folder.cleanup()


def check_java() -> None:
    """Raise KgError where there is no Java that Spark can run on."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin") if home else None)
    remedy = (
        f"Install Java {JAVA} or newer (on Debian: apt install default-jre-headless), or let "
        "JAVA_HOME name its folder."
    )
    if java is None:
        where = f"in JAVA_HOME, {home}" if home else "here"
        raise KgError(f"Spark needs Java, and there is none {where}.", remedy)
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)  # noqa: S603  # the program that Spark starts, too
    version = re.search(r'version "(\d+)', said.stderr)
    if version is None or int(version[1]) < JAVA:
        found = version[1] if version else "a program that does not tell its version"
        raise KgError(f"Spark needs Java {JAVA} or newer, and {java} is {found}.", remedy)


def reason(error: BaseException, printed: Path | None = None) -> str:
    """Why Spark failed, as far as one sentence can tell: the cause that lies deepest."""
    text = str(error)
    if "\n" not in text and printed is not None and printed.exists():
        text = f"{text}\n{printed.read_text('utf-8', 'replace')}"
    causes = re.findall(r"Caused by: [\w.$]+: (.+)", text)
    # What a worker of ours raised stands at the end of its traceback.
    raised = re.findall(r"^(?:[\w.]+\.)?(\w+(?:Error|Exception): .+)", text, re.MULTILINE)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = (causes or raised or lines or [type(error).__name__])[-1 if causes else 0]
    return found.strip().rstrip(".")[:300]


@contextmanager
def _stderr_to(file: IO[bytes]) -> Iterator[None]:
    """Java inherits where errors go: to a file, from which they are told where it fails."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _memory() -> int:
    """Half of this machine's memory in MB, at least one GB: what Java keeps of the stances."""
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 1024
    return max(1024, total // 2 // 2**20)


def _packed(folder: Path) -> Path:
    """This program as an archive, for the workers of a cluster on which it is not installed."""
    package = Path(__file__).parent.parent
    path = folder / "kg.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(package.rglob("*.py")):
            if "node_modules" not in file.parts:
                archive.write(file, Path(package.name) / file.relative_to(package))
    return path
