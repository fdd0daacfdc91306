"""What the stand-in for xlwings' RunPython starts: the command of a button, as Excel starts it.

Arguments: the file that says when it has ended, the port of LibreOffice, the command.
"""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command in the place of `python -c`; note how it ended, in one step."""
    done, port, command = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    sys.path[:0] = os.environ["TOOLKIT_UNO_PATH"].split(os.pathsep)
    from tests.office import uno_engine

    code, words = 0, ""
    try:
        uno_engine.activate(port)
        exec(command, {"__name__": "__main__"})
    except SystemExit as end:
        code, words = (0, "") if not end.code else (1, str(end.code))
    except BaseException as error:
        code, words = 1, f"{type(error).__name__}: {error}"
    part = done.with_suffix(".part")
    part.write_text(f"{code}\n{words}\n", "utf-8")
    part.rename(done)


if __name__ == "__main__":
    main()
