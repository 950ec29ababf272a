"""
The recording service: listens on a socket, and keeps each session in processes of its own.

    python3 service.py /etc/isms-recorder.json
"""

from __future__ import annotations

import os
import re
import select
import signal
import socket
import sys
import time
from typing import Dict, List, Optional

from configuration import Configuration, read_configuration
from keeper import asker_of, forked, keep, send, tell
from life_cycle import LONGEST_SILENCE
from messages import TOO_MANY
from witness import witness

# seconds between looks at the witness
TICK = 0.5
# sessions of one user at a time, those that are being asked for among them
MOST_OF_ONE = 16
# seconds between witnesses that end by themselves; who asks for a session has another one started at once
BETWEEN_STARTS = 5


def serve(configuration: Configuration) -> None:
    # children are kept track of by nobody here: each session's keeper has its own
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    witnessing = Witnessing(configuration)
    keepers = Keepers()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        if os.path.exists(configuration.socket):
            os.unlink(configuration.socket)
        listener.bind(configuration.socket)
        # anybody may ask: who asks is told by the kernel
        os.chmod(configuration.socket, 0o666)
        listener.listen(16)
        while True:
            ready = select.select([listener, *witnessing.heard_from()], [], [], TICK)[0]
            witnessing.look()
            say_alive()
            if listener not in ready:
                continue
            client, _ = listener.accept()
            uid = asker_of(client)[1]
            if keepers.of(uid) >= MOST_OF_ONE:
                tell(client, TOO_MANY, 1)
                continue
            hearing = witnessing.attached()
            keepers.add(uid, forked(lambda: keep_apart(listener, client, hearing, configuration)))
            client.close()
            hearing.close()


class Keepers:
    """Counts what is kept for each user: one who asks without end takes what the witness needs for the sessions of all."""

    def __init__(self) -> None:
        self._of: Dict[int, List[int]] = {}

    def of(self, uid: int) -> int:
        known = self._of.get(uid, [])
        ended = select.select(known, [], [], 0)[0]
        for process in ended:
            os.close(process)
        left = [process for process in known if process not in ended]
        self._of[uid] = left
        return len(left)

    def add(self, uid: int, keeper: int) -> None:
        try:
            self._of.setdefault(uid, []).append(os.pidfd_open(keeper))
        except ProcessLookupError:
            pass  # it has ended already


def say_alive() -> None:
    """
    To systemd, which has a service that is silent for too long started anew, and with it ends its sessions.
    https://www.freedesktop.org/software/systemd/man/252/sd_notify.html
    """
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as systemd:
        try:
            systemd.sendto(b"WATCHDOG=1", re.sub("^@", "\0", address))
        except OSError:
            pass  # said again at the next look


def keep_apart(
    listener: socket.socket, client: socket.socket, hearing: socket.socket, configuration: Configuration
) -> None:
    listener.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    # of its own, so that what ends the service's group does not end a keeper before its session
    os.setsid()
    keep(client, hearing, configuration)


class Witnessing:
    """Has a witness run, and another one where it has ended or hangs. Sessions end with theirs."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._process = 0
        self._heard = self._started = 0.0
        self._witness: Optional[socket.socket] = self._start()

    def heard_from(self) -> List[socket.socket]:
        return [] if self._witness is None else [self._witness]

    def look(self) -> None:
        """Ends a witness that hangs: its sessions hear of that as of any other end."""
        self._listen()
        if self._witness is not None and time.monotonic() - self._heard > LONGEST_SILENCE:
            # it has not been noticed to end, so that the number is still its own
            send(self._process, signal.SIGKILL)
            self._give_up()
        if self._witness is None and time.monotonic() - self._started > BETWEEN_STARTS:
            self._witness = self._start()

    def attached(self) -> socket.socket:
        """@returns what tells a session of the programs that run in it; closed where there is no witness"""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        if not self._handed(theirs):
            self._give_up()
            self._witness = self._start()
            self._handed(theirs)
        theirs.close()
        return ours

    def _listen(self) -> None:
        if self._witness is None:
            return
        try:
            if self._witness.recv(16):
                self._heard = time.monotonic()
            else:
                self._give_up()
        except BlockingIOError:
            pass
        except OSError:
            self._give_up()

    def _give_up(self) -> None:
        if self._witness is not None:
            self._witness.close()
        self._witness = None

    def _handed(self, end: socket.socket) -> bool:
        if self._witness is None:
            return False
        try:
            socket.send_fds(self._witness, [b"s"], [end.fileno()])
            return True
        except OSError:
            return False

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)

        def witnessing() -> None:
            # the ends of others as well: held here, they would never be heard to be gone
            os.closerange(3, theirs.fileno())
            os.closerange(theirs.fileno() + 1, 1024)
            os.setsid()
            witness(theirs, self._configuration)

        # one that hangs must not hold up the service
        ours.setblocking(False)
        self._process = forked(witnessing)
        self._heard = self._started = time.monotonic()
        theirs.close()
        return ours


if __name__ == "__main__":
    serve(read_configuration(sys.argv[1]))
