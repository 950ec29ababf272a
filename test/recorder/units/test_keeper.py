"""Who asks for a session."""

import json
import os
import signal
import socket
import sys
import tempfile
import unittest
from pathlib import Path
from unittest.mock import Mock, patch

sys.path.insert(0, str(Path(__file__).parents[3] / "constructs/session-recording/recorder"))

from keeper import Place, visitor_of  # noqa: E402
from messages import ELSEWHERE, NO_TERMINAL  # noqa: E402
from service import Keepers  # noqa: E402


def asks(client):
    """As the client does, with a descriptor that is no terminal."""
    question = client.recv(64).decode()
    if not question:
        return
    with open(os.devnull, "rb") as nothing:
        socket.send_fds(client, [json.dumps({"question": question}).encode()], [nothing.fileno()])


def asks_unasked(client):
    with open(os.devnull, "rb") as nothing:
        socket.send_fds(client, [b"{}"], [nothing.fileno()])


class Askers(unittest.TestCase):
    """A process that connects is looked at by its number, which another one may have got since."""

    def answer_to(self, connected):
        """@param connected: what a process does that has connected"""
        with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
            listener.bind(f"{folder}/socket")
            listener.listen(1)
            process = os.fork()
            if process == 0:
                with socket.socket(socket.AF_UNIX) as client:
                    client.connect(f"{folder}/socket")
                    connected(client)
                    client.recv(1)
                os._exit(0)
            with listener.accept()[0] as client, patch("keeper.place_of", return_value=Place()):
                if connected is leaves_another:
                    os.waitpid(process, 0)
                    process = 0
                found = visitor_of(client, Mock())
            if process:
                os.waitpid(process, 0)
            return found

    def test_who_lives_is_heard(self):
        self.assertEqual(self.answer_to(asks), NO_TERMINAL)

    def test_who_has_another_ask_is_not(self):
        self.assertEqual(self.answer_to(has_another_ask), ELSEWHERE)

    def test_who_has_ended_is_not(self):
        self.assertEqual(self.answer_to(leaves_another), ELSEWHERE)

    def test_who_says_what_is_no_request_is_not(self):
        for message in (b"no request", b"[]", b"{}", b"\xff", b"[" * 4000):
            with self.subTest(message[:10]):
                self.assertIn(self.answer_to(lambda client, said=message: client.sendall(said)), (ELSEWHERE, NO_TERMINAL))

    def test_who_asks_before_it_is_looked_at_is_not(self):
        self.assertEqual(self.answer_to(asks_unasked), ELSEWHERE)


def has_another_ask(client):
    process = os.fork()
    if process == 0:
        asks(client)
        os._exit(0)
    os.waitpid(process, 0)


def leaves_another(client):
    if os.fork() == 0:
        asks(client)
    os._exit(0)


class Kept(unittest.TestCase):
    """What is kept for each user is counted, as long as it goes on."""

    def test_are_counted_by_user_until_they_end(self):
        keepers = Keepers()
        processes = [os.fork() or os.execlp("sleep", "sleep", "60") for _ in range(3)]
        for uid, process in zip((1000, 1000, 1001), processes):
            keepers.add(uid, process)
        self.assertEqual((keepers.of(1000), keepers.of(1001), keepers.of(1002)), (2, 1, 0))
        os.kill(processes[0], signal.SIGKILL)
        os.waitpid(processes[0], 0)
        self.assertEqual((keepers.of(1000), keepers.of(1001)), (1, 1))
        for process in processes[1:]:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        self.assertEqual((keepers.of(1000), keepers.of(1001)), (0, 0))


if __name__ == "__main__":
    unittest.main()
