"""How the schema of an archive came to be, step by step, as alembic runs it."""
