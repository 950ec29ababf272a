"""The parts of the recorder that need no terminal of their own: `python3 -m unittest discover --start-directory test/recorder/units`."""

import datetime
import json
import os
import pty
import random
import socket
import sys
import tempfile
import termios
import time
import unittest
import zlib
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock, patch

sys.path.insert(0, str(Path(__file__).parents[3] / "constructs/session-recording/recorder"))

from aws import Credentials, InstanceRole, Request, Unreachable, credentials_in, signed_headers  # noqa: E402
from courier import Courier  # noqa: E402
from discretion import Discretion  # noqa: E402
from host_log import HostLog  # noqa: E402
from journal import IDLE_FOR, LARGEST_SEGMENT, OPEN_FOR, Draft, Journal, asciicast, whole_characters  # noqa: E402
from life_cycle import LONGEST_SILENCE  # noqa: E402
from programs import Programs  # noqa: E402
from segments import Chain  # noqa: E402
from service import say_alive  # noqa: E402
from session import TICK, until_next  # noqa: E402
from storing import AlreadyThere  # noqa: E402
from witness import Witness  # noqa: E402


class Signatures(unittest.TestCase):
    """Against the examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html."""

    CREDENTIALS = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    NOW = datetime.datetime(2013, 5, 24, tzinfo=datetime.timezone.utc)

    def signature(self, request):
        headers = signed_headers(request, self.CREDENTIALS, "us-east-1", "s3", self.NOW)
        return headers["Authorization"].rpartition("Signature=")[2]

    def test_of_getting_an_object(self):
        request = Request("GET", "examplebucket.s3.amazonaws.com", "/test.txt", {"Range": "bytes=0-9"}, b"")
        self.assertEqual(self.signature(request), "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")

    def test_of_putting_an_object(self):
        headers = {"Date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"}
        request = Request("PUT", "examplebucket.s3.amazonaws.com", "/test$file.text", headers, b"Welcome to Amazon S3.")
        self.assertEqual(self.signature(request), "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")


class Answers(unittest.TestCase):
    """What nobody understands is as no answer: who asks, asks again."""

    NO_ROLE = b'{"Code": "AssumeRoleUnauthorizedAccess", "Message": "EC2 cannot assume the role"}'

    def test_of_the_metadata_service_that_hold_no_credentials(self):
        for answer in (self.NO_ROLE, b"", b"[]", b"null", b'{"Expiration": "soon"}'):
            with self.assertRaises((ValueError, KeyError, TypeError), msg=answer):
                credentials_in(answer)
            with patch("aws.Connection.request", side_effect=[(200, b"t"), (200, b"role"), (200, answer)]):
                with self.assertRaises(Unreachable, msg=answer):
                    InstanceRole("http://localhost").credentials()

    def test_end_no_host_log(self):
        log = Mock(put=Mock(side_effect=[KeyError("Expiration"), 0]))
        HostLog(log).tell("heartbeat")
        deadline = time.monotonic() + 5
        while log.put.call_count < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assertEqual(log.put.call_count, 2)


class Services(unittest.TestCase):
    def test_say_to_systemd_that_they_are_there(self):
        with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
            systemd.bind(f"{folder}/notify")
            systemd.settimeout(1)
            with patch.dict(os.environ, NOTIFY_SOCKET=f"{folder}/notify"):
                say_alive()
            self.assertEqual(systemd.recv(99), b"WATCHDOG=1")
            with patch.dict(os.environ, NOTIFY_SOCKET=f"{folder}/none"):
                say_alive()


class Witnesses(unittest.TestCase):
    def test_outlive_a_service_that_has_not_heard_all(self):
        service, own = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        own.send(b"alive")
        service.close()
        witness = SimpleNamespace(_service=own, _sessions={})
        Witness._from_service(witness, own)
        own.close()
        self.assertIsNone(witness._service)


class Characters(unittest.TestCase):
    def test_are_cut_where_they_begin(self):
        for text in ("a", "é", "中", "🙂"):
            data = text.encode()
            for length in range(1, len(data)):
                self.assertEqual(whole_characters(b"x" + data[:length]), (b"x", data[:length]))
            self.assertEqual(whole_characters(data), (data, b""))

    def test_that_are_none_are_not_waited_for(self):
        for noise in (b"\x80\x80\x80\x80", b"\xff", b"a\x80"):
            kept = whole_characters(noise)[1]
            self.assertLessEqual(len(kept), 3)
        self.assertEqual(whole_characters(b"\x80\x80\x80\x80"), (b"\x80\x80\x80\x80", b""))

    def test_of_any_noise_come_back_byte_by_byte(self):
        source, journal, shown = random.Random(7), Journal(), b""
        noise = bytes(source.randrange(256) for _ in range(20_000))
        for start in range(0, len(noise), 37):
            shown += journal.output(noise[start : start + 37], start)
        shown += journal.rest(len(noise))
        self.assertEqual(shown, noise)
        lines = asciicast(journal.close(len(noise)).events, 0).decode().splitlines()
        read = b"".join(json.loads(line)[2].encode("utf-8", "surrogateescape") for line in lines)
        self.assertEqual(read, noise)


class Journals(unittest.TestCase):
    def test_are_due_a_second_after_the_first_event(self):
        journal = Journal()
        journal.output(b"x", 100)
        self.assertFalse(journal.is_due(100 + OPEN_FOR - 1))
        self.assertTrue(journal.is_due(100 + OPEN_FOR))

    def test_are_due_when_idle(self):
        journal = Journal()
        self.assertFalse(journal.is_due(IDLE_FOR - 1))
        self.assertTrue(journal.is_due(IDLE_FOR))

    def test_are_due_when_full(self):
        journal = Journal()
        journal.output(b"x" * LARGEST_SEGMENT, 0)
        self.assertTrue(journal.is_due(1))

    def test_say_when_they_are_due(self):
        for write in (lambda journal: None, lambda journal: journal.input(b"x", 100), lambda journal: journal.output(b"x" * LARGEST_SEGMENT, 7)):
            journal = Journal()
            write(journal)
            self.assertTrue(journal.is_due(journal.due()))
            self.assertFalse(journal.is_due(journal.due() - 1))

    def test_let_no_time_run_backwards(self):
        journal = Journal()
        journal.output(b"x", 50)
        journal.close(100)
        journal.input(b"late", 20)
        journal.output(b"y", 120)
        self.assertEqual([time for time, _, _ in journal.close(200).events], [100, 120])

    def test_put_what_comes_at_once_into_one_event(self):
        journal = Journal()
        for time in (0, 5_000, 9_000, 20_000):
            journal.output(b"x", time)
        self.assertEqual(journal.close(30_000).events, [(0, "o", b"xxx"), (20_000, "o", b"x")])


class Waiting(unittest.TestCase):
    def test_lasts_until_the_next_moment(self):
        self.assertEqual(until_next(100, 500, 130, 700), 30)

    def test_lasts_a_tick_where_a_moment_is_over(self):
        self.assertEqual(until_next(100, 100 + 2 * TICK, 90, 100), TICK)

    def test_lasts_less_where_another_comes_before(self):
        self.assertEqual(until_next(100, 90, 101), 1)

    def test_for_a_witness_lasts_until_its_silence_is_too_long(self):
        programs = Programs(Mock(), "any", Journal(), Mock())
        with patch("programs.time.monotonic", return_value=programs._last + LONGEST_SILENCE - 0.5):
            self.assertAlmostEqual(programs.patience(), 500_000, delta=1)
            self.assertFalse(programs.is_silent())
        with patch("programs.time.monotonic", return_value=programs._last + LONGEST_SILENCE + 0.1):
            self.assertTrue(programs.is_silent())


class Chains(unittest.TestCase):
    def test_make_one_asciicast_of_all_payloads(self):
        chain = Chain("s", "key", {"user": "wang"}, {"version": 3})
        drafts = [Draft([], 0, 10), Draft([(15, "o", b"a")], 10, 20), Draft([(30, "o", "中".encode())], 20, 30)]
        sealed = [chain.seal(draft, 0) for draft in drafts]
        text = b"".join(zlib.decompress(one.payload) for one in sealed).decode()
        self.assertEqual(text, '{"version":3}\n[0.000015, "o", "a"]\n[0.000015, "o", "中"]\n')
        headers = [json.loads(one.header) for one in sealed]
        self.assertEqual([one["previous"] for one in headers[1:]], [one.digest().hex() for one in sealed[:2]])
        self.assertEqual(["opens" in one for one in headers], [True, False, False])


class Couriers(unittest.TestCase):
    """With a store that answers as it is told."""

    class Store:
        def __init__(self, *answers):
            self.answers, self.names = list(answers), []

        def put(self, name, body):
            self.names.append(name)
            answer = self.answers.pop(0) if self.answers else None
            if answer is not None:
                raise answer

    class Signer:
        key = "key"

        def sign(self, digest):
            return digest

    def courier(self, store):
        return Courier("s", Chain("s", "key", {}, {}), self.Signer(), store, lambda: None)

    def confirmed(self, courier, seconds=2):
        end = time.monotonic() + seconds
        while courier.unconfirmed() > 0 and time.monotonic() < end:
            time.sleep(0.01)
        return courier.unconfirmed() == 0

    def test_try_again(self):
        store = self.Store(Unreachable(), Unreachable())
        courier = self.courier(store)
        courier.hand(Draft([], 0, 10))
        self.assertTrue(self.confirmed(courier))
        self.assertEqual((store.names, courier.confirmed_until()), (["s/00000000.seg"] * 3, 10))

    def test_take_an_answer_that_was_lost_for_one(self):
        courier = self.courier(self.Store(Unreachable(), AlreadyThere()))
        courier.hand(Draft([], 0, 10))
        self.assertTrue(self.confirmed(courier))

    def test_never_take_what_others_have_stored_for_their_own(self):
        store = self.Store(AlreadyThere(), Unreachable(), *[AlreadyThere()] * 50)
        courier = self.courier(store)
        courier.hand(Draft([], 0, 10))
        self.assertFalse(self.confirmed(courier, 0.5))

    def test_know_what_is_not_confirmed_yet(self):
        courier = self.courier(self.Store(*[Unreachable()] * 50))
        courier.hand(Draft([(5, "o", b"x")], 0, 10))
        self.assertEqual((courier.oldest_event(), courier.confirmed_until()), (5, 0))


class Keystrokes(unittest.TestCase):
    """At a terminal whose modes are set as programs set them."""

    def setUp(self):
        self.master, self.slave = pty.openpty()
        self.kept, self.withheld = [], 0
        self.discretion = Discretion(lambda keys, now: self.kept.append(keys), self.withhold)

    def tearDown(self):
        os.close(self.master)
        os.close(self.slave)

    def withhold(self, now):
        self.withheld += 1

    def modes(self, canonical, echo):
        modes = termios.tcgetattr(self.slave)
        modes[3] = modes[3] & ~(termios.ICANON | termios.ECHO) | (termios.ICANON if canonical else 0) | (termios.ECHO if echo else 0)
        termios.tcsetattr(self.slave, termios.TCSANOW, modes)

    def type(self, *keys, silent=False):
        for key in keys:
            self.discretion.typed(key, 0, self.master, silent)

    def test_that_are_echoed_are_kept(self):
        self.modes(canonical=True, echo=True)
        self.type(b"ls\n")
        self.assertEqual((self.kept, self.withheld), ([b"ls\n"], 0))

    def test_of_a_password_are_withheld_as_one(self):
        self.modes(canonical=True, echo=False)
        self.type(b"s", b"e", b"c", b"\n")
        self.assertEqual((self.kept, self.withheld), ([], 1))

    def test_are_withheld_where_echo_was_off_before(self):
        self.modes(canonical=True, echo=True)
        self.type(b"secret\n", silent=True)
        self.assertEqual((self.kept, self.withheld), ([], 1))

    def test_that_a_program_answers_are_kept(self):
        self.modes(canonical=False, echo=False)
        self.type(b"d")
        self.discretion.answered(b"\x1b[K")
        self.type(b"\x1b[A", b"\r")
        self.assertEqual((self.kept, self.withheld), ([b"d", b"\x1b[A", b"\r"], 0))

    def test_that_the_output_happens_to_hold_are_withheld(self):
        self.modes(canonical=False, echo=False)
        self.type(b"s", b"e", b"c", b"\r")
        self.discretion.answered(b"\r\nlast login: secretary\r\n$ ")
        self.assertEqual((self.kept, self.withheld), ([], 1))

    def test_that_the_output_does_not_show_are_withheld(self):
        self.modes(canonical=False, echo=False)
        self.type(b"h", b"u", b"n", b"t", b"\r")
        self.discretion.answered(b"\r\nwelcome\r\n$ ")
        self.assertEqual((self.kept, self.withheld), ([], 1))

    def test_that_are_shown_as_stars_are_withheld_as_one(self):
        self.modes(canonical=False, echo=False)
        for key, star in ((b"h", b"*"), (b"u", "•".encode()), (b"n", b"*")):
            self.type(key)
            self.discretion.answered(star)
        self.assertEqual((self.kept, self.withheld), ([], 1))

    def test_that_a_prompt_shows_as_stars_when_it_is_drawn_anew_are_withheld_as_one(self):
        self.modes(canonical=False, echo=False)
        for nth, key in enumerate((b"h", b"u", b"n"), start=1):
            self.type(key)
            self.discretion.answered(b"\r\x1b[K\x1b[1mPassword: " + b"*" * nth + b"\x1b[0m")
        self.assertEqual((self.kept, self.withheld), ([], 1))

    def test_that_are_typed_before_a_star_are_kept(self):
        self.modes(canonical=False, echo=False)
        self.type(b"x")
        self.discretion.answered(b"x*\b")
        self.type(b"y")
        self.discretion.answered(b"\rrm xy*\b")
        self.assertEqual((self.kept, self.withheld), ([b"x", b"y"], 0))

    def test_that_are_stars_are_kept(self):
        self.modes(canonical=False, echo=False)
        self.type(b"*")
        self.discretion.answered(b"*")
        self.assertEqual(self.kept, [b"*"])

    def test_that_are_pasted_and_shown_are_kept(self):
        self.modes(canonical=False, echo=False)
        self.type(b"ls -l\r")
        self.discretion.answered(b"ls -l\r\n")
        self.assertEqual(self.kept, [b"ls -l\r"])

    def test_are_withheld_when_the_session_ends_before_an_answer(self):
        self.modes(canonical=False, echo=False)
        self.type(b"s", b"e")
        self.discretion.ended()
        self.assertEqual((self.kept, self.withheld), ([], 1))


if __name__ == "__main__":
    unittest.main()
