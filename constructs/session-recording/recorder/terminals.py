"""What is asked of terminals, and of the kernel, that the standard library has no word for."""

from __future__ import annotations

import ctypes
import fcntl
import os
import struct
import termios
from typing import Tuple

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36

Size = Tuple[int, int]


def size_of(terminal: int) -> Size:
    """Columns and rows. A terminal that does not know them has those of old."""
    rows, columns, _, _ = struct.unpack("HHHH", fcntl.ioctl(terminal, termios.TIOCGWINSZ, b"\0" * 8))
    return columns or 80, rows or 24


def resize(terminal: int, size: Size) -> None:
    columns, rows = size
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def reopened(terminal: int) -> int:
    """The same terminal with flags of its own: whoever else has it open does not find it non-blocking."""
    return os.open(f"/proc/self/fd/{terminal}", os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)


def control(option: int, value: int) -> None:
    """prctl(2). @raise OSError"""
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(option, value, 0, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
