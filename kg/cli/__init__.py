"""The command line: one module for each noun; commands ask, do and show."""

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.cli.program import main as main

__all__ = ["main", "run"]


def run() -> None:
    """Run the program, or answer a shell that asks what may be typed next."""
    if "_KG_COMPLETE" in os.environ:
        from kg.cli import completing

        completing.main()
    else:
        from kg.cli.program import main

        main()


def __getattr__(name: str) -> Any:
    # Loading click would take longer than to find what a shell asks for.
    if name == "main":
        from kg.cli.program import main

        return main
    raise AttributeError(f"module 'kg.cli' has no attribute {name!r}")
