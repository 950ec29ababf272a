"""Which process comes of which, read from /proc as root: what is said of a process of root cannot be forged by people."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Iterator, List, Optional

# who opens sessions: amazon-ssm-agent starts one for each, with the session's id as its first argument
SESSION_WORKER = "ssm-session-worker"
# `<role session name>-<random>`: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Session.html
SESSION_ID = re.compile(r"[\w+=,.@-]{1,96}")
DELETED = " (deleted)"


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    uid: int
    """The user who started it: of a program that is setuid it is not root."""

    def program(self) -> str:
        """The path of what it runs. A program that was replaced since is still the same."""
        try:
            path = os.readlink(f"/proc/{self.pid}/exe")
        except OSError:
            return ""
        return path[: -len(DELETED)] if path.endswith(DELETED) else path

    def words(self) -> List[str]:
        """How it was called, as it says itself."""
        try:
            with open(f"/proc/{self.pid}/cmdline", "rb") as file:
                return [word.decode("utf-8", "surrogateescape") for word in file.read().split(b"\0")[:-1]]
        except OSError:
            return []

    def age(self) -> float:
        """Seconds since it was started."""
        try:
            with open(f"/proc/{self.pid}/stat", "rb") as file:
                # the name is in brackets and may hold anything
                began = int(file.read().rpartition(b")")[2].split()[19])
            with open("/proc/uptime", "rb") as file:
                return float(file.read().split()[0]) - began / os.sysconf("SC_CLK_TCK")
        except OSError:
            return 0.0


def process_of(pid: int) -> Optional[Process]:
    """@returns none for one that has ended, or only waits to be noticed"""
    try:
        with open(f"/proc/{pid}/status", "rb") as file:
            fields = dict(line.split(b":", 1) for line in file if b":" in line)
    except OSError:
        return None
    if fields[b"State"].split()[0] == b"Z":
        return None
    return Process(pid, int(fields[b"PPid"]), int(fields[b"Uid"].split()[0]))


def processes() -> List[Process]:
    """All of the host."""
    found = (process_of(int(name)) for name in os.listdir("/proc") if name.isdigit())
    return [process for process in found if process is not None]


def ancestors(process: Process) -> Iterator[Process]:
    """From its parent on."""
    while process.parent != 0:
        parent = process_of(process.parent)
        if parent is None:
            return
        yield parent
        process = parent


def descends_from(process: Process, ancestor: int) -> bool:
    return any(one.pid == ancestor for one in ancestors(process))


def managed_session(process: Process) -> Optional[str]:
    """The id of the Session Manager session that a process was started in. @returns none where there is none"""
    for ancestor in ancestors(process):
        if is_session_worker(ancestor):
            words = ancestor.words()
            return words[1] if len(words) > 1 and SESSION_ID.fullmatch(words[1]) else None
    return None


def is_session_worker(process: Process) -> bool:
    return process.uid == 0 and os.path.basename(process.program()) == SESSION_WORKER
