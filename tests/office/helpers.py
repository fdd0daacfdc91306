"""LibreOffice, started once for many files, in a profile of its own."""

import subprocess
from collections.abc import Sequence
from pathlib import Path


def saved_again(soffice: Path, files: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Each file opened by LibreOffice and saved again as .xlsx: by the file's name, what came."""
    profile, saved = folder / "profile", folder / "saved"
    command: list[str | Path] = [soffice, f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    command += ["--outdir", saved, *files]
    for _ in range(2):  # A fresh profile may ask for a second start.
        if subprocess.run(command, capture_output=True, timeout=580).returncode == 0:
            break
    return {
        file.name: saved / f"{file.stem}.xlsx"
        for file in files
        if (saved / f"{file.stem}.xlsx").is_file()
    }
