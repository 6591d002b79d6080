"""kg keeps a notebook of who claimed what, in which words, and how it turned out."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Map as Map
    from kg.api import Notebook as Notebook
    from kg.api import create as create
    from kg.api import open as open
    from kg.errors import KgError as KgError

__version__ = "0.1.0"
__all__ = ["KgError", "Map", "Notebook", "__version__", "create", "open"]


def __getattr__(name: str) -> Any:
    # `import kg` alone must cost nothing: the database library loads when it is first needed.
    if name == "KgError":
        from kg.errors import KgError

        return KgError
    if name in __all__:
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    # So that editors and Jupyter offer what is not loaded yet.
    return sorted({*globals(), *__all__})
