"""Puts the parts of a session's recording together, as the recorder's user."""

from __future__ import annotations

import datetime
import json
import os
import pwd
import secrets
import signal
import socket
from typing import Dict, Optional

from configuration import Configuration
from control import Subject
from courier import Courier
from journal import Journal
from programs import Programs
from segments import Chain
from session import Clock, Ends, Session
from terminals import size_of


def record(
    ends: Ends,
    person: pwd.struct_passwd,
    environment: Dict[str, str],
    managed: Optional[str],
    configuration: Configuration,
) -> None:
    """Records until the session ends, and tells its keeper why it did."""
    supervision = configuration.supervision(Subject(person.pw_name, managed))
    refusal = supervision.refusal()
    if refusal is not None:
        ends.keeper.send(json.dumps({"reason": refusal, "status": 1}).encode())
        return
    clock, began = Clock(), datetime.datetime.now(datetime.timezone.utc)
    session = f"{began:%Y%m%dT%H%M%SZ}-{secrets.token_hex(8)}"
    columns, rows = size_of(ends.person)
    term = {"cols": columns, "rows": rows, "type": environment.get("TERM", "dumb")}
    cast = {"version": 3, "term": term, "timestamp": int(began.timestamp())}
    opens: Dict[str, object] = {
        "user": person.pw_name,
        "uid": person.pw_uid,
        "host": socket.gethostname(),
        "began": f"{began:%Y-%m-%dT%H:%M:%S}.{began.microsecond:06d}Z",
        **({} if managed is None else {"managed": managed}),
    }
    approval = supervision.approval()
    if approval is not None:
        opens["approval"] = {"id": approval.id, "by": approval.by}
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    # who waits hears of a signal as well
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)

    def wake() -> None:
        try:
            os.write(waker, b".")
        except BlockingIOError:
            pass  # it is awake

    signer, store = configuration.signer(), configuration.store()
    courier = Courier(session, Chain(session, signer.key, opens, cast), signer, store, wake)
    supervision.begin(session, wake)
    journal = Journal()
    programs = Programs(ends.witness, session, journal, configuration.alerts)
    running = Session(session, ends, journal, courier, clock, woken, programs, supervision)
    programs.tell_host("session-started", managed=managed)
    reason = running.run()
    programs.tell_host("session-ended", managed=opens.get("managed"), reason=reason)
    ends.keeper.send(json.dumps({"reason": reason, "status": running.status()}).encode())
