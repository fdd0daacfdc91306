"""LibreOffice: finding it, and having it convert documents. Bytes in, bytes out.

Each call works in a folder of its own that is thrown away: a fresh profile in which no
macro runs and no link is followed, the documents, and what came of them. A document is
somebody else's file; nothing in it may reach the network or outlive the call.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from toolkit.values.errors import ToolkitError
from toolkit.values.text import plural

VARIABLE = "TOOLKIT_SOFFICE"

# On a busy machine a start can take half a minute; a long report converts in a few seconds.
SECONDS_TO_START = 90.0
SECONDS_EACH = 30.0

_ON_PATH = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_WINDOWS_PROGRAM = "LibreOffice/program/soffice.com"
_MOST_SHOWN = 5

_PROFILE_MADE = 81  # A fresh profile was made, and LibreOffice wants to be started again.

_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_NEVER = "2"
_DEAD_PROXY = {"Name": "127.0.0.1", "Port": "9"}
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", _NEVER),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", _NEVER),
    # Whatever would still reach out finds a proxy at which nobody listens.
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    *(
        ("/org.openoffice.Inet/Settings", f"ooInet{kind}Proxy{part}", value)
        for kind in ("HTTP", "HTTPS", "FTP")
        for part, value in _DEAD_PROXY.items()
    ),
)
_REGISTRY = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)


class LibreOfficeFault(ToolkitError):
    """LibreOffice is not there, did not finish, or wrote nothing."""

    exit_code = 22


def find() -> Path:
    """The LibreOffice program; LibreOfficeFault where there is none.

    The environment variable TOOLKIT_SOFFICE, where it is set, is the only place looked at.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if Path(named).is_file():
            return Path(named)
        raise LibreOfficeFault(
            f"{VARIABLE} says that LibreOffice is {named}, and there is no such file. "
            "Give the path of the program soffice, or unset the variable."
        )
    on_path = (shutil.which(name) for name in _ON_PATH)
    for place in (*on_path, *_usual_places()):
        if place and Path(place).is_file():
            return Path(place)
    raise LibreOfficeFault(
        "PDF needs LibreOffice, which was not found on this computer. Install it from "
        f"libreoffice.org, or set {VARIABLE} to the path of its program soffice."
    )


def convert(
    documents: Mapping[str, bytes],
    to: str = "pdf",
    *,
    suffix: str = ".docx",
    seconds: float | None = None,
) -> dict[str, bytes]:
    """What LibreOffice makes of each document, by its name, in one start for all of them.

    `to` is what LibreOffice calls the format, with its options; `suffix` is the documents'
    own. LibreOfficeFault where there is no LibreOffice, where it takes longer than
    `seconds`, or where any document comes out missing or empty.
    """
    if not documents:
        return {}
    program = find()
    limit = seconds or SECONDS_TO_START + SECONDS_EACH * len(documents)
    with tempfile.TemporaryDirectory(prefix="toolkit-office-", ignore_cleanup_errors=True) as made:
        folder = Path(made).resolve()
        # Numbers for names: a document's name may be anything.
        sources = {name: folder / f"{number}{suffix}" for number, name in enumerate(documents)}
        for name, source in sources.items():
            source.write_bytes(documents[name])
        saved, temporary = folder / "saved", folder / "temporary"
        temporary.mkdir()
        _write_profile(folder / "profile")
        command = _command(program, folder / "profile", to, saved, list(sources.values()))
        environment = os.environ | {
            "TMPDIR": str(temporary),
            "TEMP": str(temporary),
            "TMP": str(temporary),
            "SAL_USE_VCLPLUGIN": "svp",
        }
        try:
            if _run(command, environment, limit) == _PROFILE_MADE:
                _run(command, environment, limit)
        finally:
            _remove_socket(folder / "profile")
        ending = f".{to.partition(':')[0]}"
        written = {name: saved / f"{source.stem}{ending}" for name, source in sources.items()}
        found = {name: path.read_bytes() for name, path in written.items() if path.is_file()}
    missing = [name for name in documents if not found.get(name)]
    if missing:
        more = f" and {len(missing) - _MOST_SHOWN} more" if len(missing) > _MOST_SHOWN else ""
        raise LibreOfficeFault(
            f"LibreOffice could not convert {', '.join(missing[:_MOST_SHOWN])}{more}. "
            "Open it in LibreOffice itself to see what is wrong."
        )
    return found


def _usual_places() -> list[str]:
    windows = [
        str(Path(os.environ[variable]) / _WINDOWS_PROGRAM)
        for variable in _WINDOWS_FOLDERS
        if variable in os.environ
    ]
    return [*windows, *(str(Path(place).expanduser()) for place in _USUAL_PLACES)]


def _write_profile(profile: Path) -> None:
    items = "\n".join(
        _ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_REGISTRY.format(items=items), "utf-8")


def _command(program: Path, profile: Path, to: str, saved: Path, sources: list[Path]) -> list[str]:
    return [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
        *("--convert-to", to, "--outdir", str(saved)),
        *map(str, sources),
    ]


def _run(command: list[str], environment: Mapping[str, str], seconds: float) -> int:
    """LibreOffice's exit code. Whatever ends the wait ends LibreOffice too."""
    try:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise LibreOfficeFault(
            f"LibreOffice ({command[0]}) could not be started: {error.strerror}. "
            f"Install it again, or set {VARIABLE} to the path of its program soffice."
        ) from None
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise LibreOfficeFault(
            f"LibreOffice did not finish within {plural(round(seconds), 'second')} and was "
            "stopped. Try again when the computer is less busy, or with fewer documents."
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop LibreOffice if it still runs, and the programs that it started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        number = str(process.pid)
        subprocess.run(["taskkill", "/T", "/F", "/PID", number], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _remove_socket(profile: Path) -> None:
    """Remove the socket that LibreOffice leaves in /tmp where it was stopped."""
    if sys.platform != "win32":
        _socket(profile, os.getuid()).unlink(missing_ok=True)


def _socket(profile: Path, user: int) -> Path:
    """Its name holds an MD5 of the profile's address, the digits of which are not padded."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_{user}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
    return Path("/tmp", name)  # noqa: S108 (LibreOffice chooses the folder)
