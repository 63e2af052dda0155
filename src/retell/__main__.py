"""`python -m retell`, the same as `retell`."""

from retell.cli import main

if __name__ == "__main__":
    main()
