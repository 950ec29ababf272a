"""
Ends what people run outside a recorded session, whichever way it was started.

    python3 warden.py /etc/isms-recorder.json
"""

from __future__ import annotations

import json
import os
import pwd
import signal
import sys
import time
from typing import Callable, Dict, List, Set

from configuration import read_configuration
from keeper import end_all_of, send
from lineage import Process, ancestors, is_session_worker, processes

# seconds between looks
PERIOD = 1.0
# seconds that a session may take until the client is started
STARTING = 5.0
# seconds within which one that is found again has not been ended
AGAIN = 60.0
# numbers of users above are none of people: systemd's passing ones, and nobody
GREATEST_UID = 60_000

FOLDER = os.path.dirname(os.path.abspath(__file__))
SERVICE = os.path.join(FOLDER, "service.py")
CLIENT = os.path.join(FOLDER, "isms_shell.py")

Report = Callable[[Dict[str, object]], None]


def watch(least_uid: int, report: Report) -> None:
    seen: Dict[int, float] = {}
    before: Set[int] = set()
    while True:
        before = look(least_uid, report, seen, before)
        time.sleep(PERIOD)


def look(least_uid: int, report: Report, seen: Dict[int, float], before: Set[int]) -> Set[int]:
    """
    Processes that are over before they are found, and go on in their children, are ended with all others of their user.

    @param seen: when somebody's processes were last found, by user: whose are found again are all ended
    @param before: who was in a session at the look before: who is in none any more has none left
    @returns who is in a session now
    """
    people = [process for process in processes() if least_uid <= process.uid <= GREATEST_UID]
    outside = unrecorded(people, least_uid)
    for process in outside:
        event = {"event": "unrecorded-process", "person": name_of(process.uid), "pid": process.pid, "argv": process.words()}
        send(process.pid, signal.SIGKILL)
        if time.monotonic() - seen.get(process.uid, -AGAIN) < AGAIN:
            end_all_of(process.uid)
        seen[process.uid] = time.monotonic()
        report(event)
    recorded = {process.uid for process in people if process not in outside}
    for uid in before - recorded:
        end_all_of(uid)
    return recorded


def unrecorded(all_processes: List[Process], least_uid: int) -> List[Process]:
    """Processes of people that no keeper has below it, and that are no session's client."""
    people = [process for process in all_processes if least_uid <= process.uid <= GREATEST_UID]
    return [process for process in people if not is_recorded(process) and not is_client(process)]


def is_recorded(process: Process) -> bool:
    return any(ancestor.uid == 0 and SERVICE in ancestor.words() for ancestor in ancestors(process))


def is_client(process: Process) -> bool:
    """What the agent has started itself: the client, or what is about to become it."""
    parent = next(ancestors(process), None)
    if parent is None or not is_session_worker(parent):
        return False
    return CLIENT in process.words() or process.age() < STARTING


def name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def print_line(event: Dict[str, object]) -> None:
    print(json.dumps(event), flush=True)


if __name__ == "__main__":
    watch(read_configuration(sys.argv[1]).least_uid, print_line)
