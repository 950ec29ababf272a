"""Which session of Session Manager a process belongs to: the agent runs each below a worker of root that is told its id."""

from __future__ import annotations

import os
from typing import Optional

WORKER = b"ssm-session-worker"


def managed_session(process: int) -> Optional[str]:
    """@returns the id of the session, such as `li.na@example.com-0123456789abcdef0`, or None outside of one"""
    while process > 1:
        try:
            with open(f"/proc/{process}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
            with open(f"/proc/{process}/status", "rb") as file:
                fields = dict(line.split(b":", 1) for line in file.read().splitlines() if b":" in line)
        except OSError:
            return None
        # all four of them: what somebody else started with more rights than they have is still theirs
        if os.path.basename(words[0]) == WORKER and fields[b"Uid"].split() == [b"0"] * 4 and len(words) > 1:
            return words[1].decode("utf-8", "replace")
        process = int(fields[b"PPid"])
    return None
