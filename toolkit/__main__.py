"""`python -m toolkit` is the command `toolkit`."""

from toolkit.cli.main import entry_point

if __name__ == "__main__":
    entry_point()
