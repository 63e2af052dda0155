"""The web service: the pages of the reports, and an API, over an archive."""
