"""One published article: its words, where they came from, and what on the page is not the report."""
