"""What a session hears of the programs that run in it: recorded, and told of where an alert says so."""

from __future__ import annotations

import json
import select
import socket
import time
from typing import Iterator, List, Optional

from alerts import Alert, Alerts
from executions import as_event, discreet
from journal import Journal
from life_cycle import LONGEST_SILENCE
from login import tell_host
from messages import ALERTED, WITNESS_GONE

# bytes of what is told of one program, as JSON
LARGEST_TOLD = 1024 * 1024
# programs that are read at a time, so that the terminal is heard between
MOST_READS = 16
# seconds after which what follows is left for later, for the same reason: looking for alerts takes its time
LONGEST_READING = 0.05
# seconds: so long after the last one nothing more is expected of a shell that has ended
LULL = 0.1
# told of a session that was over before all of its programs were heard of
UNHEARD = Alert("programs-not-heard-of", "", "alarm")


class Programs:
    def __init__(self, witness: socket.socket, session: str, journal: Journal, alerts: Alerts) -> None:
        self._witness = witness
        self._session = session
        self._journal = journal
        self._alerts = alerts
        self._last = time.monotonic()

    def fileno(self) -> int:
        return self._witness.fileno()

    def read(self, now: int) -> Optional[str]:
        """Records what has been told. @returns why the session ends, if it does"""
        ends = None
        for told in self._heard():
            if told is None:
                return WITNESS_GONE
            ends = self._take(told, now) or ends
        return ends or (WITNESS_GONE if self.is_silent() else None)

    def patience(self) -> int:
        """Microseconds for which nothing need be told."""
        return int((self._last + LONGEST_SILENCE - time.monotonic()) * 1_000_000)

    def is_silent(self) -> bool:
        """Whether nothing has been told for so long that the witness hangs."""
        return self.patience() < 0

    def tell_host(self, event: str, **facts: object) -> None:
        tell_host(self._witness, event, session=self._session, **facts)

    def are_heard(self, now: int, patience: float) -> bool:
        """Whether nothing more is told within this time; what is, is recorded."""
        return not select.select([self._witness], [], [], patience)[0] or self.read(now) == WITNESS_GONE

    def tell_unheard(self, now: int) -> None:
        """There was no time for all that is on its way."""
        self._alert(UNHEARD, [], now)

    def _heard(self) -> Iterator[Optional[dict]]:
        """None when nothing more will be told."""
        began = time.monotonic()
        for _ in range(MOST_READS):
            if time.monotonic() - began > LONGEST_READING:
                return
            try:
                message = self._witness.recv(LARGEST_TOLD, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return
            except OSError:
                message = b""
            self._last = time.monotonic()
            yield json.loads(message) if message else None
            if not message:
                return

    def _take(self, told: dict, now: int) -> Optional[str]:
        if "alive" in told:
            return None
        if "lost" in told:
            self._journal.marker(f"{told['lost']} programs that ran are not recorded", now)
            return None
        kept = discreet(told)
        self._journal.executed(as_event(kept), now)
        ends = None
        for alert in self._alerts.of(told):
            self._alert(alert, kept["argv"] or [kept["exe"]], now)
            if alert.severity == "end":
                ends = ALERTED
        return ends

    def _alert(self, alert: Alert, argv: List[str], now: int) -> None:
        about = {"alert": alert.name, "severity": alert.severity, "argv": argv}
        self._journal.alert(as_event(about), now)
        if alert.severity != "notice":
            self.tell_host("command-alert", **about)
