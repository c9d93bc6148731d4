"""Warraq turns a folder of Arabic press articles into a JSON API with evidence for every claim."""

__version__ = "0.1.0"
