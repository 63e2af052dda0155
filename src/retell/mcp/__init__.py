"""Read-only tools for assistants."""
