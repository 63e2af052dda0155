"""What a reader sees: data chosen once, drawn as text, JSON or HTML."""
