"""Feeds and folders looked at again and again; new copies of kept stories told."""
