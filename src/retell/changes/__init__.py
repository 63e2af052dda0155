"""Naming what differs between two documents that were lined up."""
