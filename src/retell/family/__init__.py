"""Copies that belong together."""
