"""Closes the process inside the box off from all but its memory, its input and its output.

Three walls, each enough for an honest parser that a hostile document leads astray, together meant
for one that has been taken over: limits (no new descriptor, file, process or core dump; bounded
memory and time), a filter that lets only calls for memory, time and open descriptors reach the
Linux kernel, and a step down from root. Where the filter cannot be had (another system or
processor), a network namespace of its own is tried instead, and the limits still refuse sockets and
files.
"""

import ctypes
import os
import resource
import signal
import struct
import sys
from contextlib import suppress
from typing import Final

MEMORY_BYTES: Final = 512 * 1024 * 1024
MOST_OUTPUT_BYTES: Final = 24 * 1024 * 1024
NOBODY: Final = 65_534

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, SECCOMP_MODE_FILTER = 22, 38, 2
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
# The processor as the kernel's audit numbers it, and on it: read write close fstat lseek mmap
# mprotect munmap brk mremap madvise pread64 writev | rt_sigaction rt_sigprocmask rt_sigreturn
# sigaltstack restart_syscall exit exit_group | futex sched_yield sched_getaffinity getpid gettid
# rseq membarrier | clock_gettime gettimeofday times getrusage sysinfo clock_nanosleep getrandom
ALLOWED: Final = {
    "x86_64": (
        0xC000003E,
        """
        0 1 3 5 8 9 10 11 12 25 28 17 20 13 14 15 131 219 60 231 202 24 204 39 186 334 324
        228 96 100 98 99 230 318
        """,
    ),
    "aarch64": (
        0xC00000B7,
        """
        63 64 57 80 62 222 226 215 214 216 233 67 66 134 135 139 132 128 93 94 98 124 123 172 178
        293 283 113 169 153 165 179 115 278
        """,
    ),
}
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050001, 0x80000000


class Program(ctypes.Structure):
    """What the kernel takes as a filter: a length and the address of its instructions."""

    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def close_off(cpu_seconds: int) -> list[str]:
    """Raise every wall this machine has; call it after the last import and the last read.

    `cpu_seconds` is the processor time left to the process; the clock on the wall gets ten seconds
    more, so that a box whose owner died does not outlive it for long.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    os.nice(5)
    signal.alarm(cpu_seconds + 10)
    held = ["limits"] if _limit(cpu_seconds) else []
    if _leave_root():
        held.append("nobody")
    if _filter_calls(libc):
        held.append("filter")
    elif _leave_network(libc):
        held.append("network")
    return held


def _limit(cpu_seconds: int) -> bool:
    limits = {
        "RLIMIT_CPU": cpu_seconds,
        "RLIMIT_AS": MEMORY_BYTES,
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_NOFILE": 3,
    }
    held = True
    for name, most in limits.items():
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, OSError, ValueError):
            held = False
    return held


def _leave_root() -> bool:
    if os.geteuid() == 0:
        with suppress(OSError):
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
    return os.geteuid() != 0


def _filter_calls(libc: ctypes.CDLL) -> bool:
    """Have the kernel refuse every call that is not in the list, from now on and for good."""
    machine = os.uname().machine
    if sys.platform != "linux" or machine not in ALLOWED:
        return False
    audit, numbers = ALLOWED[machine]
    calls = [int(number) for number in numbers.split()]
    steps = [(LOAD, 0, 0, 4), (JUMP_IF_EQUAL, 1, 0, audit), (RETURN, 0, 0, KILL), (LOAD, 0, 0, 0)]
    steps += [(JUMP_IF_EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    steps += [(RETURN, 0, 0, REFUSE), (RETURN, 0, 0, ALLOW)]
    program = Program(len(steps), b"".join(struct.pack("=HBBI", *step) for step in steps))
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _leave_network(libc: ctypes.CDLL) -> bool:
    try:
        return bool(libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)
    except AttributeError:
        return False
