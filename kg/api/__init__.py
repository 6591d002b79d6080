"""The notebook from Python and Jupyter."""

from kg.api.map import Map
from kg.api.notebook import Notebook, create, open

__all__ = ["Map", "Notebook", "create", "open"]
