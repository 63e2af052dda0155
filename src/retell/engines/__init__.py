"""Where the stages run: one file per engine, opened by name."""
