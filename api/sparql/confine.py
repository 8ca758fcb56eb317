"""Confine a process: what a reader process takes from itself before it looks at a stranger's query.

Memory, file size and core files by resource limits; the network by an empty network namespace; its life by that of its parent. What
the system cannot take away (Windows has no limits, macOS no namespaces, some containers forbid them) is left, without a word:
`confine` is the second line behind `api.sparql.check`, and the deadline holds everywhere.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38  # linux/prctl.h
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h
_SIGKILL = 9


def confine(memory: int, file_size: int) -> None:
    """Take from this process what an answer does not need; what the system cannot take is left, without a word."""
    with contextlib.suppress(ImportError):
        import resource

        for limit, value in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, file_size)):
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(limit, (value, value))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def spend(seconds: float) -> None:
    """Let the system end this process should it compute for longer than this, even if nobody watches it any more."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime + seconds) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def peak() -> int:
    """Return the most memory, in bytes, that this process has held; 0 where the system does not say."""
    with contextlib.suppress(ImportError):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return 0
