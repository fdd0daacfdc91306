"""LibreOffice's conversions, in a profile that is made once a run: making one takes two starts."""

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path


@cache
def _profile(registry: str) -> Path:
    """A profile with those settings; thrown away at the end of the run."""
    profile = Path(tempfile.mkdtemp(prefix="toolkit-profile-"))
    atexit.register(shutil.rmtree, profile, ignore_errors=True)
    if registry:
        (profile / "user").mkdir()
        (profile / "user/registrymodifications.xcu").write_text(registry)
    return profile


def convert(
    soffice: Path, to: str, folder: Path, files: Sequence[Path], registry: str = ""
) -> None:
    """Have LibreOffice, started once, convert the files into a folder.

    `to` is what LibreOffice calls the format, `registry` the settings it should have.
    """
    command: list[str | Path] = [soffice, f"-env:UserInstallation={_profile(registry).as_uri()}"]
    command += ["--headless", "--norestore", "--convert-to", to, "--outdir", folder, *files]
    for _ in range(2):  # A fresh profile may ask for a second start.
        if subprocess.run(command, capture_output=True, timeout=580).returncode == 0:
            break


def saved_again(soffice: Path, files: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Each file opened by LibreOffice and saved again as .xlsx: by the file's name, what came."""
    saved = folder / "saved"
    convert(soffice, "xlsx:Calc MS Excel 2007 XML", saved, files)
    return {
        file.name: saved / f"{file.stem}.xlsx"
        for file in files
        if (saved / f"{file.stem}.xlsx").is_file()
    }
