"""A screen that nobody sees, on which a real mouse clicks real buttons."""

import os
import shutil
import subprocess
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

PROGRAMS = ("Xvfb", "xdotool")
WIDTH, HEIGHT = 1440, 900


def missing_programs() -> list[str]:
    """What is not installed of that which a screen needs."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


class Screen(AbstractContextManager["Screen"]):
    """A display of its own; `name` is what programs know it by."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"],
            stderr=subprocess.DEVNULL,
            pass_fds=[writing],
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"

    def click(self, x: int, y: int) -> None:
        """Move the mouse there and press its left button."""
        self._run("xdotool", "mousemove", str(x), str(y))
        time.sleep(0.3)
        self._run("xdotool", "click", "1")

    def picture(self, path: Path) -> None:
        """Keep a picture of the screen, where ImageMagick is there to take it."""
        if shutil.which("import"):
            self._run("import", "-window", "root", str(path))

    def _run(self, *command: str) -> None:
        subprocess.run(command, env={**os.environ, "DISPLAY": self.name}, check=True)

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()


def middle_of_button(document: Any, caption: str) -> tuple[int, int]:
    """Where on the screen the middle of a button of the first sheet is."""
    view = document.CurrentController
    shapes = document.Sheets.getByIndex(0).DrawPage
    for number in range(shapes.Count):
        shape = shapes.getByIndex(number)
        if not shape.supportsService("com.sun.star.drawing.ControlShape"):
            continue
        if shape.Control.Label == caption:
            control = view.getControl(shape.Control)
            corner = control.AccessibleContext.getLocationOnScreen()
            size = control.getPosSize()
            return corner.X + size.Width // 2, corner.Y + size.Height // 2
    raise LookupError(caption)


def filling_the_screen(document: Any) -> None:
    """Let the workbook's window fill the screen."""
    window = document.CurrentController.Frame.ContainerWindow
    window.setPosSize(0, 0, WIDTH, HEIGHT, 15)
