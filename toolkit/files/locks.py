"""One run of the toolkit at a time: a lock beside a file, of which nothing stays behind."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from toolkit.values.errors import InUse


@contextmanager
def held(path: Path, seconds: float, in_use: str) -> Iterator[None]:
    """Hold a file, which need not be there, against other runs of the toolkit.

    InUse with the sentence `in_use` where another run holds it for all those seconds; OSError
    where its folder cannot be written to.
    """
    from filelock import FileLock, Timeout

    beside = path.with_name(f".{path.name.lstrip('.')}.lock")
    lock = FileLock(beside, timeout=seconds)
    try:
        lock.acquire()
    except Timeout:
        raise InUse(in_use) from None
    try:
        yield
    finally:
        # Removed while it is held: whoever waits for it sees that it is gone, and starts again.
        # On Windows it cannot be yet, and letting go removes it.
        with suppress(OSError):
            beside.unlink()
        lock.release()
