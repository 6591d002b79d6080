"""The command line: one module for each noun; commands ask, do and show."""

from kg.cli.program import main

__all__ = ["main"]
