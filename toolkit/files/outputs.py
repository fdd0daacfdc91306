"""Files the toolkit writes: whole or not at all, and never over a person's edits.

A hidden file beside the outputs remembers the fingerprint of what was written, and from
what. A document that has changed since, or that came from another workbook, is left
alone; the next draft goes beside it. Runs that write into one folder take turns, so that the
record holds what each of them wrote.
"""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.files.locks import held
from toolkit.values.errors import CannotWrite

RECORD = ".toolkit-written.json"
PART = ".part"
LOCK_SECONDS = 20.0
_MOST_DRAFTS = 1000
_NOT_IN_FILE_NAMES = re.compile(r"[^\w.()&+,-]+")


@dataclass(frozen=True)
class Written:
    """Where a document went; `kept` is the edited one it was put beside, if any."""

    path: Path
    kept: Path | None = None


def write_document(folder: Path, name: str, data: bytes, source: str = "") -> Written:
    """Write a document into the folder under that name, or beside one that is not ours.

    `source` names what it was made from: a document from another source is never replaced.
    """
    in_use = (
        f"Documents are being written into {folder} by another run of the toolkit. "
        "Wait until it has finished, and try again."
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder / RECORD, LOCK_SECONDS, in_use):
            remembered = _remembered(folder)
            path = _free_path(folder, name, _fingerprint(data, source), remembered, source)
            write_atomically(path, data)
            remembered[path.name] = _fingerprint(data, source)
            write_atomically(folder / RECORD, json.dumps(remembered, indent=1).encode())
    except OSError as error:
        raise cannot_write(folder / name, error) from None
    first = folder / name
    return Written(path, first if path != first else None)


def unchanged_from(folder: Path, source: str, suffix: str) -> Iterator[tuple[Path, bytes]]:
    """The documents that were written from that source and that nobody has touched since."""
    for name, fingerprint in _remembered(folder).items():
        path = folder / name
        if path.suffix != suffix:
            continue
        try:
            data = path.read_bytes()
        except OSError:
            continue
        if _fingerprint(data, source) == fingerprint:
            yield path, data


def for_file_name(text: str) -> str:
    """The text without what file names cannot have: "2026/27 Q2" becomes "2026-27-Q2"."""
    return _NOT_IN_FILE_NAMES.sub("-", text).strip("-")


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file in one step: readers see the old one or the new one, never a part."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def cannot_write(path: Path, error: OSError) -> CannotWrite:
    """The sentence for a file that could not be written."""
    in_the_way = next((above for above in path.parents if above.is_file()), None)
    if in_the_way is not None:
        return CannotWrite(
            f"{in_the_way} is in the way: it is a file, and a folder is needed there. "
            "Choose another folder, and try again."
        )
    if isinstance(error, PermissionError):
        reason = "is read-only, or open in another program"
    else:
        reason = f"could not be written ({error.strerror or 'no reason given'})"
    return CannotWrite(
        f"{path.name} in {path.parent} {reason}. Close it, or choose another folder, and try again."
    )


def _mode_for(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _fingerprint(data: bytes, source: str) -> str:
    return hashlib.sha256(source.encode() + data).hexdigest()


def _remembered(folder: Path) -> dict[str, str]:
    try:
        loaded = json.loads((folder / RECORD).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _free_path(folder: Path, name: str, new: str, remembered: dict[str, str], source: str) -> Path:
    """The first of name, "name (draft 2)" … that nobody has touched since it was written."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, _MOST_DRAFTS):
        path = folder / (name if number == 1 else f"{stem} (draft {number}){suffix}")
        if not path.exists():
            return path
        if _fingerprint(path.read_bytes(), source) in (remembered.get(path.name), new):
            return path
    raise CannotWrite(f"{folder} has too many drafts of {name}. Delete some, and try again.")
