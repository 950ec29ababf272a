"""
The life of a session as a table, `life-cycle.json`: what is shown, when there is a shell, and what ends both. What is proved of the
table holds for what runs, since recorder and keeper do as it says.
"""

from __future__ import annotations

import json
import os
from typing import Dict

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "life-cycle.json"), encoding="utf-8") as file:
    TABLE: dict = json.load(file)

# microseconds
BOUNDS: Dict[str, int] = TABLE["bounds"]
# seconds: a process that says again and again that it is there, and is silent for so long, hangs
LONGEST_SILENCE: float = BOUNDS["silence"] / 1_000_000

# events besides those that messages have a name for
TIMELY, LATE, OVERDUE, CONFIRMED, EXPIRED, SETTLED = "timely", "late", "overdue", "confirmed", "expired", "settled"
ADMITTED, WAITS = "admitted", "waits"
START, RECORDER_DONE, RECORDER_GONE = "start", "recorder-done", "recorder-gone"


class LifeCycle:
    def __init__(self, of: str) -> None:
        self._states: Dict[str, dict] = TABLE[of]["states"]
        self._start: str = TABLE[of]["start"]
        self.state = self._start

    def happens(self, event: str) -> None:
        """@raise KeyError for what cannot happen in this state"""
        if not self.is_over():
            self.state = self._states[self.state]["on"][event]

    def is_over(self) -> bool:
        return not self._states[self.state]["on"]

    def has_begun(self) -> bool:
        """Whether it has left the state that it starts in."""
        return self.state != self._start

    def has_shell(self) -> bool:
        return self._states[self.state]["shell"]

    def shows(self) -> bool:
        """Whether the person is shown what there is to be shown."""
        return self._states[self.state]["shows"]

    def relays(self) -> bool:
        """Whether the shell's terminal is read, and keys are passed on."""
        return self._states[self.state]["relays"]

    def heeds(self) -> bool:
        """Whether what others decide matters."""
        return WAITS in self._states[self.state]["on"]
