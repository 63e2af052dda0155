"""Scoring a stage on a labelled corpus of its task's public format."""
