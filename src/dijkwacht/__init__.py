"""Dijkwacht: which public services stop when an ICT supplier stops, when, for whom, and why."""

__version__ = "0.1.0"
