"""What the stand-in for xlwings' RunPython starts: the command of a button, as Excel starts it.

Arguments: the file that says when it has ended, the port of LibreOffice, the command.
"""

import os
import sys
from pathlib import Path


def run(command: str, port: int) -> tuple[int, str]:
    """Run the command in the place of `python -c`: how it ended, and with what words."""
    from tests.office import uno_engine

    try:
        uno_engine.activate(port)
        exec(command, {"__name__": "__main__"})
    except SystemExit as end:
        return (0, "") if not end.code else (1, str(end.code))
    except BaseException as error:
        return 1, f"{type(error).__name__}: {error}"
    return 0, ""


def note(done: Path, code: int, words: str) -> None:
    """Say in a file, in one step, that it has ended and how."""
    part = done.with_suffix(".part")
    part.write_text(f"{code}\n{words}\n", "utf-8")
    part.rename(done)


if __name__ == "__main__":
    sys.path[:0] = os.environ["TOOLKIT_UNO_PATH"].split(os.pathsep)
    note(Path(sys.argv[1]), *run(sys.argv[3], int(sys.argv[2])))
