"""
The recording service: listens on a socket, and keeps each session in processes of its own.

    python3 service.py /etc/isms-recorder.json
"""

from __future__ import annotations

import os
import signal
import socket
import sys

from configuration import Configuration, read_configuration
from keeper import forked, keep


def serve(configuration: Configuration) -> None:
    # children are kept track of by nobody here: each session's keeper has its own
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        if os.path.exists(configuration.socket):
            os.unlink(configuration.socket)
        listener.bind(configuration.socket)
        # anybody may ask: who asks is told by the kernel
        os.chmod(configuration.socket, 0o666)
        listener.listen(16)
        while True:
            client, _ = listener.accept()
            forked(lambda: keep_apart(listener, client, configuration))
            client.close()


def keep_apart(listener: socket.socket, client: socket.socket, configuration: Configuration) -> None:
    listener.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    # of its own, so that what ends the service's group does not end a keeper before its session
    os.setsid()
    keep(client, configuration)


if __name__ == "__main__":
    serve(read_configuration(sys.argv[1]))
