"""Figures: how much, of what, and how exactly."""
