"""Where a fault of the toolkit itself is noted: frames and types, never any text of cells."""

import tempfile
import traceback
from datetime import datetime
from pathlib import Path

_LOG = "safeguarding-toolkit-faults.log"


def record_fault(error: BaseException) -> Path:
    """Note when, what kind and where; the error's own message may quote a cell and stays out."""
    lines = [f"{datetime.now().astimezone().isoformat(timespec='seconds')} {_kind(error)}"]
    lines += [
        f"  {frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines.append(f"  after {_kind(cause)}")
    for folder in (Path.home, tempfile.gettempdir):
        try:
            path = Path(folder()) / _LOG
            with path.open("a", encoding="utf-8") as log:
                log.write("\n".join(lines) + "\n")
        except (OSError, RuntimeError):
            continue
        return path
    return Path(_LOG)


def fault_sentence(error: BaseException, left: str = "; your files are as they were") -> str:
    """Note a fault of the toolkit itself; the one sentence about it that a person sees."""
    return (
        f"The toolkit stopped because of a fault in itself{left}. "
        f"What happened is recorded, without any of your text, in {record_fault(error)}."
    )


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"
