"""The process in which `bounded.within_bounds` has its work done: one task in, one outcome out."""

import os
import pickle
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from toolkit.files.bounded import WORKER, Bounds, Fault, Stop
from toolkit.values.errors import ToolkitError

# What a shell would see of a process that was killed.
_KILLED = 137


def serve_if_asked(arguments: Sequence[str]) -> None:
    """Serve where the program that runs without Python was started to be the worker."""
    if list(arguments) == [WORKER]:
        serve()


def serve() -> None:
    """Do the task that comes on standard input; exit at once where it needs too much."""
    given, answer = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever the work prints must not come between.
    os.dup2(2, 1)
    try:
        bounds, work, args, kwargs = pickle.load(given)  # noqa: S301 (from the toolkit itself)
        _keep_within(bounds)
        pickle.dump(_outcome(work, args, kwargs), answer)
        answer.flush()
    except MemoryError:
        os._exit(_KILLED)
    # Without taking apart what fills the memory: that can take as long as the work.
    os._exit(0)


def _outcome(work: Any, args: Any, kwargs: Any) -> Any:
    try:
        return work(*args, **kwargs)
    except ToolkitError as error:
        return Stop(error)
    except MemoryError:
        raise
    except Exception as error:
        from toolkit.files.fault_log import fault_sentence

        return Fault(fault_sentence(error))


def _keep_within(bounds: Bounds) -> None:
    """Let the system stop this process at its bounds, as far as the system knows how.

    Where it does not, the starter waits no longer than it has patience.
    """
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            _join_job(bounds)
    else:
        import resource

        # What was in memory is not left on the disk.
        _bound(resource.RLIMIT_CORE, 0)
        _bound(resource.RLIMIT_CPU, bounds.seconds + 1)
        if sys.platform == "linux":
            _bound(resource.RLIMIT_AS, _memory_used() + bounds.memory)


if sys.platform == "win32":

    def _join_job(bounds: Bounds) -> None:
        """Put this process into a job object of its own, which bounds its time and memory."""
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = (
                ("PerProcessUserTimeLimit", ctypes.c_int64),
                ("PerJobUserTimeLimit", ctypes.c_int64),
                ("LimitFlags", wintypes.DWORD),
                ("MinimumWorkingSetSize", ctypes.c_size_t),
                ("MaximumWorkingSetSize", ctypes.c_size_t),
                ("ActiveProcessLimit", wintypes.DWORD),
                ("Affinity", ctypes.c_size_t),
                ("PriorityClass", wintypes.DWORD),
                ("SchedulingClass", wintypes.DWORD),
            )

        class Extended(ctypes.Structure):
            _fields_ = (
                ("BasicLimitInformation", Basic),
                ("IoInfo", ctypes.c_uint64 * 6),
                ("ProcessMemoryLimit", ctypes.c_size_t),
                ("JobMemoryLimit", ctypes.c_size_t),
                ("PeakProcessMemoryUsed", ctypes.c_size_t),
                ("PeakJobMemoryUsed", ctypes.c_size_t),
            )

        process_time, process_memory, extended_limits = 0x2, 0x100, 9
        limits = Extended()
        limits.BasicLimitInformation.LimitFlags = process_time | process_memory
        # In units of 100 nanoseconds.
        limits.BasicLimitInformation.PerProcessUserTimeLimit = bounds.seconds * 10_000_000
        limits.ProcessMemoryLimit = bounds.memory
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job = kernel.CreateJobObjectW(None, None)
        size = ctypes.sizeof(limits)
        if kernel.SetInformationJobObject(job, extended_limits, ctypes.byref(limits), size):
            kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

else:

    def _bound(kind: int, most: int) -> None:
        """Set a bound, unless the system has a lower one already."""
        import resource

        now, highest = resource.getrlimit(kind)
        bounds = [bound for bound in (now, highest) if bound != resource.RLIM_INFINITY]
        resource.setrlimit(kind, (min([most, *bounds]), highest))

    def _memory_used() -> int:
        import resource
        from pathlib import Path

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        return pages * resource.getpagesize()


if __name__ == "__main__":
    serve()
