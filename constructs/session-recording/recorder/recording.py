"""Puts the parts of a session's recording together, as the recorder's user."""

from __future__ import annotations

import datetime
import json
import os
import pwd
import secrets
import socket
from typing import Dict, Optional

from configuration import Configuration
from courier import Courier
from journal import Journal
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
    }
    if managed is not None:
        opens["managed"] = managed
    woken, waker = os.pipe()
    os.set_blocking(waker, False)

    def wake() -> None:
        try:
            os.write(waker, b".")
        except BlockingIOError:
            pass  # it is awake

    signer, store = configuration.signer(), configuration.store()
    courier = Courier(session, Chain(session, signer.key, opens, cast), signer, store, wake)
    running = Session(ends, Journal(), courier, clock, woken)
    reason = running.run()
    ends.keeper.send(json.dumps({"reason": reason, "status": running.status()}).encode())
