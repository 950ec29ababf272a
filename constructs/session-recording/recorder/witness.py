"""
The process that hears from the kernel which programs run, tells each session of its own, and those who watch over the host of the rest.

A session's keeper gives it one end of a pair of sockets, by the service. Messages on it are JSON: from the session
{"loginSession", "person"}, and what the host log is to have; to the session {"attached": true}, programs and {"lost": n}.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sys
import threading
import time
from typing import Dict, Optional

from clock_offset import clock_offset
from configuration import Configuration
from executions import Assembly, Execution, as_event, discreet
from host_log import HostLog
from kernel_audit import CONFIG_CHANGE, KernelAudit, Record, Records, Unaudited, calls_of_this_machine

# what sessions may have told; the rest is the host's own to say
OF_SESSIONS = {"session-started", "session-ended", "command-alert", "refused"}
# seconds
HEARTBEAT = 60
BETWEEN_CHECKS = 5
BETWEEN_BEATS = 1
# records that are read at a time, so that sessions are heard between
MOST_RECORDS = 500
# bytes that wait for a recorder that is busy
BUFFER = 4 * 1024 * 1024
CLIENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "isms_shell.py")


class Attached:
    """A session."""

    def __init__(self, ours: socket.socket) -> None:
        self.socket = ours
        ours.setblocking(False)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
        # SO_SNDBUFFORCE, which the standard library has no name for
        ours.setsockopt(socket.SOL_SOCKET, 32, BUFFER)
        self.login_session: Optional[int] = None
        self.person = ""
        self.lost = 0

    def tell(self, message: bytes) -> bool:
        """@returns whether it was taken: what a session does not take is counted, and it is told how much"""
        try:
            if self.lost > 0:
                self.socket.send(as_event({"lost": self.lost}))
                self.lost = 0
            self.socket.send(message)
            return True
        except OSError:
            # it does not keep up, or is gone, which is heard next
            self.lost += 1
            return False

    def beat(self) -> None:
        """Says that who is silent otherwise is there. Who does not keep up has enough to hear."""
        try:
            self.socket.send(as_event({"alive": True}))
        except OSError:
            pass


class Witness:
    def __init__(self, service: socket.socket, configuration: Configuration) -> None:
        """@raise Unaudited"""
        self._least_uid = configuration.least_uid
        self._kernel = KernelAudit()
        self._kernel.watch_executions(self._least_uid)
        self._records = Records()
        self._assembly = Assembly(calls_of_this_machine())
        self._log = HostLog(configuration.log())
        self._service: Optional[socket.socket] = service
        self._sessions: Dict[int, Attached] = {}
        self._undelivered = 0
        self._told_lost = self._lost()
        self._next_check = self._next_heartbeat = self._next_beat = time.monotonic()

    def run(self) -> None:
        """Until the service is gone, and all sessions. @raise Unaudited"""
        while self._service is not None or self._sessions:
            listened = [self._records.fileno(), *self._sessions]
            if self._service is not None:
                listened.append(self._service.fileno())
            ready = set(select.select(listened, [], [], self._patience())[0])
            if self._service is not None and self._service.fileno() in ready:
                self._from_service(self._service)
            for descriptor in ready & set(self._sessions):
                self._from_session(self._sessions[descriptor])
            self._from_kernel()
            self._on_time()

    def _patience(self) -> float:
        return max(0.0, min(self._next_check, self._next_heartbeat, self._next_beat) - time.monotonic())

    def _from_service(self, service: socket.socket) -> None:
        message, descriptors, _, _ = socket.recv_fds(service, 16, 1)
        if not message:
            self._service = None
        for descriptor in descriptors:
            attached = Attached(socket.socket(fileno=descriptor))
            self._sessions[descriptor] = attached

    def _from_session(self, session: Attached) -> None:
        try:
            message = session.socket.recv(1024 * 1024)
        except BlockingIOError:
            return
        except OSError:
            message = b""
        if not message:
            del self._sessions[session.socket.fileno()]
            session.socket.close()
            return
        told = json.loads(message)
        if "loginSession" in told:
            session.login_session, session.person = told["loginSession"], told["person"]
            session.tell(as_event({"attached": True}))
        elif told["event"] in OF_SESSIONS:
            self._log.tell(told.pop("event"), **{"person": session.person, **told})

    def _from_kernel(self) -> None:
        for _ in range(MOST_RECORDS):
            record = self._records.read()
            if record is None:
                return
            self._take(record)

    def _take(self, record: Record) -> None:
        if record.type == CONFIG_CHANGE:
            self._next_check = time.monotonic()
            return
        execution = self._assembly.take(record)
        if execution is not None:
            self._route(execution)

    def _route(self, execution: Execution) -> None:
        session = next((one for one in self._sessions.values() if one.login_session == execution.login_session), None)
        if session is None:
            if not is_client(execution):
                self._log.tell("unrecorded-process", **discreet(execution.told()))
        elif not session.tell(as_event(execution.told())):
            self._undelivered += 1

    def _on_time(self) -> None:
        now = time.monotonic()
        if now >= self._next_check:
            self._next_check = now + BETWEEN_CHECKS
            self._kernel.verify(self._least_uid)
        if now >= self._next_beat:
            self._next_beat = now + BETWEEN_BEATS
            for session in self._attached():
                session.beat()
        if now >= self._next_heartbeat:
            self._next_heartbeat = now + HEARTBEAT
            lost = self._lost()
            since, self._told_lost = lost - self._told_lost, lost
            # chrony may take its time to answer
            threading.Thread(target=self._beat, args=(since, len(self._sessions)), daemon=True).start()

    def _attached(self) -> List[Attached]:
        """Sessions that have said which they are, and heard so."""
        return [session for session in self._sessions.values() if session.login_session is not None]

    def _beat(self, lost: int, sessions: int) -> None:
        self._log.tell("heartbeat", clockOffset=clock_offset(), lostRecords=lost, sessions=sessions)

    def _lost(self) -> int:
        """Of all that could be lost, since the kernel was started: at least so many."""
        return self._kernel.lost() + self._records.overruns + self._assembly.dropped + self._undelivered


def is_client(execution: Execution) -> bool:
    """Whether it is on the way into a session: the client itself, or a shell that is told to start it."""
    return execution.failed is None and any(CLIENT in word for word in execution.argv)


def witness(service: socket.socket, configuration: Configuration) -> None:
    """Ends with the service and the sessions, and when there is no audit: sessions then hear of its end, and end as well."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        Witness(service, configuration).run()
    except Unaudited as error:
        sys.stderr.write(f"no sessions: {error}\n")
