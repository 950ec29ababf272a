"""What is asked of the service that certifies people, and what it makes of that."""

import base64
import os
import struct
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../../constructs/session-recording/recorder"))

from certificates import NOT_UNDERSTOOD, Refused, UNRECORDED, recorded_session, understood  # noqa: E402
from ssh_certificate import NoKey, numbers, point_in, point_of, text  # noqa: E402

POINT = b"\x04" + bytes(range(64))


def public_key(kind=b"ecdsa-sha2-nistp256", curve=b"nistp256", point=POINT, after=b"", name=None):
    blob = text(kind) + text(curve) + text(point) + after
    return f"{(name or kind).decode()} {base64.b64encode(blob).decode()} somebody"


class PublicKeys(unittest.TestCase):
    def test_one_of_its_kind_is_taken(self):
        self.assertEqual(point_of(public_key()), POINT)

    def test_others_are_not(self):
        for wrong in (
            "",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp256 !",
            public_key(kind=b"ssh-ed25519"),
            public_key(name=b"ssh-rsa"),
            public_key(curve=b"nistp384"),
            public_key(point=POINT[:-1]),
            public_key(point=b"\x02" + POINT[1:]),
            public_key(after=b"more"),
            "ecdsa-sha2-nistp256 " + base64.b64encode(struct.pack(">I", 4000)).decode(),
        ):
            with self.subTest(wrong), self.assertRaises(NoKey):
                point_of(wrong)

    def test_one_of_another_curve_in_kms_is_not(self):
        with self.assertRaises(NoKey):
            point_in(b"\x30" + POINT)


class Signatures(unittest.TestCase):
    def test_numbers_are_written_as_they_are(self):
        der = bytes([0x30, 7, 2, 2, 0, 200, 2, 1, 5])
        self.assertEqual(numbers(der), text(b"\x00\xc8") + text(b"\x05"))

    def test_what_is_cut_or_none_is_refused(self):
        for wrong in (b"", b"\x30", bytes([0x30, 4, 2, 9, 1, 1]), bytes([0x31, 3, 2, 1, 5]), bytes([0x30, 129, 1])):
            with self.subTest(wrong), self.assertRaises(NoKey):
                numbers(wrong)


class Questions(unittest.TestCase):
    def asked(self, target="10.0.0.1", port="22", key=None):
        return understood(f'{{"target": "{target}", "port": {port}, "publicKey": "{key or public_key()}"}}'.encode())

    def test_a_target_a_port_and_a_key_are_understood(self):
        question = self.asked(target="db-1.acme.internal", port="2222")
        self.assertEqual((question.target, question.port, question.point), ("db-1.acme.internal", 2222, POINT))

    def test_what_would_be_an_option_or_more_than_a_name_is_not(self):
        wrong = [dict(target=target) for target in ("", "-oProxyCommand=sh", "a b", "a\\nb", "::1", "a/b", "a" * 254)]
        wrong += [dict(port=port) for port in ("0", "65536", "-1", "true", '"22"', "22.5")] + [dict(key="ssh-rsa AAAA")]
        for asked in wrong:
            with self.subTest(asked), self.assertRaisesRegex(Refused, NOT_UNDERSTOOD):
                self.asked(**asked)

    def test_what_is_no_question_is_not(self):
        for wrong in (b"", b"[]", b"{}", b"null", b"\xff"):
            with self.subTest(wrong), self.assertRaisesRegex(Refused, NOT_UNDERSTOOD):
                understood(wrong)


class Sessions(unittest.TestCase):
    def test_who_runs_below_no_keeper_is_in_none(self):
        with self.assertRaisesRegex(Refused, UNRECORDED):
            recorded_session(os.getpid(), os.getuid(), 0)

    def test_a_process_that_is_gone_or_another_s_is_in_none(self):
        for pid, uid in ((2**22 + 1, os.getuid()), (os.getpid(), os.getuid() + 1)):
            with self.subTest(pid), self.assertRaisesRegex(Refused, UNRECORDED):
                recorded_session(pid, uid, 0)


if __name__ == "__main__":
    unittest.main()
