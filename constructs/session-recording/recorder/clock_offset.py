"""How far the clock of this host is off."""

from __future__ import annotations

import subprocess
from typing import Optional

# fields of `chronyc -c tracking`: https://chrony-project.org/doc/4.3/chronyc.html
SYSTEM_TIME, LEAP_STATUS = 4, 13


def clock_offset() -> Optional[float]:
    """Seconds, after chrony; none where it cannot tell, or follows no source."""
    try:
        asked = subprocess.run(["chronyc", "-c", "tracking"], capture_output=True, timeout=5, check=True)
        return offset_in(asked.stdout.decode("ascii"))
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return None


def offset_in(report: str) -> Optional[float]:
    """@raise ValueError @raise IndexError for what is no report"""
    fields = report.strip().split(",")
    if fields[LEAP_STATUS] == "Not synchronised":
        return None
    return abs(float(fields[SYSTEM_TIME]))
