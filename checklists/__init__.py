"""What inspectors are asked: checklists, indicators, legal bases, triage rules, as data."""

from checklists.loader import Catalogue, load_catalogue
from checklists.reading import CatalogueError

__all__ = ["Catalogue", "CatalogueError", "load_catalogue"]
