"""A LibreOffice of a test's own, driven over UNO: in a profile that is thrown away."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

PROGRAM = Path("/usr/lib/libreoffice/program")
MODULES = Path("/usr/lib/python3/dist-packages")
SECONDS_TO_START = 60.0
_RUN_MACROS = 4

_SETTINGS = {
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel"): "0",
    ("/org.openoffice.Office.Common/Misc", "FirstRun"): "false",
    ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay"): "false",
    ("/org.openoffice.Setup/Product", "ooSetupLastVersion"): "7.4",
}


def can_load_uno() -> bool:
    """Whether LibreOffice's Python bridge is here, made for this minor version of Python."""
    try:
        load_uno()
    except (ImportError, OSError):
        return False
    return True


def load_uno() -> Any:
    """The module uno, from where the system keeps it, and nothing else from there."""
    if "uno" not in sys.modules:
        if str(PROGRAM) not in sys.path:
            sys.path.append(str(PROGRAM))
        spec = importlib.util.spec_from_file_location("uno", MODULES / "uno.py")
        if spec is None or spec.loader is None:
            raise ImportError("uno")
        module = importlib.util.module_from_spec(spec)
        sys.modules["uno"] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules["uno"]
            raise
    return sys.modules["uno"]


def options(**values: Any) -> tuple[Any, ...]:
    """Named values as UNO wants them."""
    uno = load_uno()
    made = []
    for name, value in values.items():
        item = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        item.Name, item.Value = name, value
        made.append(item)
    return tuple(made)


def connect(port: int, process: "subprocess.Popen[bytes] | None" = None) -> Any:
    """The context of the LibreOffice that listens there; ConnectionError where none does."""
    uno = load_uno()
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        try:
            return resolver.resolve(
                f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
            )
        except Exception:
            if process is not None and process.poll() is not None:
                break
            time.sleep(0.1)
    raise ConnectionError(port)


class Office(AbstractContextManager["Office"]):
    """A running LibreOffice; on a display where one is given, headless otherwise."""

    def __init__(self, environment: Mapping[str, str], display: str = "") -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._folder = Path(tempfile.mkdtemp(prefix="toolkit-uno-"))
        (self._folder / "user").mkdir()
        (self._folder / "user" / "registrymodifications.xcu").write_text(_registry())
        command = [
            str(PROGRAM / "soffice.bin"),
            f"-env:UserInstallation={self._folder.as_uri()}",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nofirststartwizard",
            f"--accept=socket,host=127.0.0.1,port={self.port};urp;StarOffice.ComponentContext",
        ]
        variables = {**os.environ, **environment, "TOOLKIT_UNO_PORT": str(self.port)}
        for name in ("PYTHONPATH", "PYTHONHOME"):
            variables.pop(name, None)
        if display:
            variables["DISPLAY"] = display
        else:
            command.insert(2, "--headless")
        for last in (False, False, True):
            self._process = subprocess.Popen(
                command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            try:
                self.context = connect(self.port, self._process)
                break
            except ConnectionError:
                # A fresh profile may end it once; a display that is slow to come, too.
                if last or self._process.poll() is None:
                    self.close()
                    raise
                time.sleep(1)
        self.desktop = self.service("com.sun.star.frame.Desktop")

    def service(self, name: str) -> Any:
        """One of LibreOffice's services."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def open(self, path: Path, hidden: bool = True, read_only: bool = False) -> Any:
        """A workbook, with its macros allowed to run."""
        document = self.desktop.loadComponentFromURL(
            path.resolve().as_uri(),
            "_blank",
            0,
            options(Hidden=hidden, ReadOnly=read_only, MacroExecutionMode=_RUN_MACROS),
        )
        assert document is not None, f"LibreOffice does not open {path.name}"
        return document

    def close(self) -> None:
        """End it, and throw its profile away."""
        try:
            self.desktop.terminate()
        except Exception:
            self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __exit__(self, *_: object) -> None:
        self.close()


def _registry() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for (path, name), value in _SETTINGS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )
