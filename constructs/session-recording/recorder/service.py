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
from witness import witness


def serve(configuration: Configuration) -> None:
    # children are kept track of by nobody here: each session's keeper has its own
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    witnessing = Witnessing(configuration)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        if os.path.exists(configuration.socket):
            os.unlink(configuration.socket)
        listener.bind(configuration.socket)
        # anybody may ask: who asks is told by the kernel
        os.chmod(configuration.socket, 0o666)
        listener.listen(16)
        while True:
            client, _ = listener.accept()
            hearing = witnessing.attached()
            forked(lambda: keep_apart(listener, client, hearing, configuration))
            client.close()
            hearing.close()


def keep_apart(
    listener: socket.socket, client: socket.socket, hearing: socket.socket, configuration: Configuration
) -> None:
    listener.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    # of its own, so that what ends the service's group does not end a keeper before its session
    os.setsid()
    keep(client, hearing, configuration)


class Witnessing:
    """Has a witness run, and started again where it has ended. Sessions end with theirs."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._witness = self._start()

    def attached(self) -> socket.socket:
        """@returns what tells a session of the programs that run in it; closed where there is no witness"""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        if not self._handed(theirs):
            self._witness.close()
            self._witness = self._start()
            self._handed(theirs)
        theirs.close()
        return ours

    def _handed(self, end: socket.socket) -> bool:
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

        forked(witnessing)
        theirs.close()
        return ours


if __name__ == "__main__":
    serve(read_configuration(sys.argv[1]))
