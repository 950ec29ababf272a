"""
What a person's session starts instead of a shell: hands its terminal to the recording service, and waits.

    python3 isms_shell.py /run/isms-recorder/socket
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import termios
import tty
from typing import Dict

from messages import NO_RECORDER, NO_TERMINAL, RECORDER_DIED, TOLD
from terminals import PR_SET_DUMPABLE, control


def main(path: str) -> int:
    if not os.isatty(0):
        return told(TOLD[NO_TERMINAL], 1)
    # no other process of this user may take the terminal from this one
    control(PR_SET_DUMPABLE, 0)
    service = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        service.connect(path)
    except OSError:
        return told(NO_RECORDER, 1)
    before = termios.tcgetattr(0)
    try:
        tty.setraw(0)
        outcome = session(service)
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, before)
    return told(str(outcome["message"]), int(str(outcome["status"])))


def session(service: socket.socket) -> Dict[str, object]:
    """Waits for the end of the session. @returns what the service says of it"""
    signal.signal(signal.SIGWINCH, lambda *_: resized(service))
    wanted = {name: os.environ[name] for name in ("TERM", "LANG") if name in os.environ}
    lost: Dict[str, object] = {"message": TOLD[RECORDER_DIED], "status": 1}
    answer = b""
    try:
        # what is answered shows that this process lives now, and not only when it connected
        wanted["question"] = service.recv(64).decode()
        socket.send_fds(service, [json.dumps(wanted).encode()], [0])
        while not answer.endswith(b"\n"):
            part = service.recv(4096)
            if not part:
                return lost
            answer += part
    except OSError:
        return lost
    return json.loads(answer)


def resized(service: socket.socket) -> None:
    """Wakes the recorder, which asks the terminal itself."""
    try:
        service.send(b"r")
    except OSError:
        pass  # it has gone, and the wait for it ends


def told(message: str, status: int) -> int:
    if message:
        sys.stderr.write(f"\r\n{message}\r\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
