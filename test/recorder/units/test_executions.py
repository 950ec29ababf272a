"""Programs from the kernel's records, alerts on them, and the host log."""

import json
import random
import re
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "constructs/session-recording/recorder"))

from alerts import LONGEST_LOOKED_AT, Alert, Alerts, Automaton, Unreadable  # noqa: E402
from aws import Unreachable  # noqa: E402
from clock_offset import offset_in  # noqa: E402
from executions import MOST_ARGUMENTS, MOST_OPEN, Assembly, masked  # noqa: E402
from host_log import LARGEST_BATCH, LARGEST_LINE, MOST_LINES, MOST_WAITING, OVERHEAD, CloudWatchLog, HostLog  # noqa: E402
from kernel_audit import CALLS, CONFIG_CHANGE, Record  # noqa: E402

CALL = (
    'arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=8 items=2 ppid=3288 pid=3297 auid=1000 uid=1000 gid=0 '
    'euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=7 comm="id" exe="/usr/bin/id" key="isms-exec"'
)


class Programs(unittest.TestCase):
    def setUp(self):
        self.assembly = Assembly(CALLS["x86_64"])

    def take(self, number, *records):
        for kind, text in records:
            found = self.assembly.take(Record(kind, f"audit(1795874029.017:{number}): {text}".encode()))
        return found

    def test_are_put_together(self):
        found = self.take(
            17,
            (1300, CALL),
            (1309, 'argc=3 a0="id" a1="-u" a2=E4B8ADE69687'),
            (1307, 'cwd="/tmp"'),
            (1302, 'item=0 name="/usr/bin/id" inode=1'),
            (1327, "proctitle=6964002D75"),
            (1320, ""),
        )
        self.assertEqual(
            found.told(),
            {"exe": "/usr/bin/id", "argv": ["id", "-u", "中文"], "cwd": "/tmp", "pid": 3297, "ppid": 3288, "user": "root"},
        )
        self.assertEqual(found.login_session, 7)

    def test_among_one_another(self):
        for number in (1, 2):
            self.take(number, (1300, CALL))
        for number in (1, 2):
            self.take(number, (1309, f'argc=1 a0="{number}"'))
        self.assertEqual([self.take(number, (1320, "")).argv for number in (2, 1)], [["2"], ["1"]])

    def test_with_arguments_in_pieces(self):
        long = "中" * 4000
        text = long.encode().hex().upper()
        found = self.take(
            1,
            (1300, CALL),
            (1309, f'argc=2 a0="sh" a1_len={len(text)} a1[0]={text[:7500]}'),
            (1309, f" a1[1]={text[7500:15000]}"),
            (1309, f" a1[2]={text[15000:]}"),
            (1320, ""),
        )
        self.assertEqual(found.argv, ["sh", long])

    def test_with_no_more_arguments_than_are_kept(self):
        words = " ".join(f'a{index}="{"x" * 1000}"' for index in range(100))
        found = self.take(1, (1300, CALL), (1309, f"argc=100 {words}"), (1320, ""))
        self.assertTrue(found.told()["cut"])
        self.assertLessEqual(sum(map(len, found.argv)), MOST_ARGUMENTS)

    def test_that_could_not_be_run(self):
        call = CALL.replace("success=yes exit=0", "success=no exit=-13")
        found = self.take(1, (1300, call), (1307, 'cwd="/"'), (1302, 'item=0 name="/etc/passwd"'), (1320, ""))
        self.assertEqual((found.failed, found.exe, found.argv), ("EACCES", "/etc/passwd", []))

    def test_of_the_other_word_size(self):
        self.assertIsNotNone(self.take(1, (1300, CALL.replace("c000003e syscall=59", "40000003 syscall=11")), (1320, "")))

    def test_are_no_other_calls(self):
        self.assertIsNone(self.take(1, (1300, CALL.replace("syscall=59", "syscall=11")), (1309, 'argc=1 a0="x"'), (1320, "")))

    def test_that_never_end_are_dropped_and_counted(self):
        for number in range(MOST_OPEN + 5):
            self.take(number, (1300, CALL))
        self.assertEqual(self.assembly.dropped, 5)
        self.assertIsNone(self.take(4, (1320, "")))
        self.assertIsNotNone(self.take(5, (1320, "")))

    def test_are_not_made_of_anything(self):
        for text in (b"", b"audit(", b"audit(1.1:x): a", b"\xff" * 50, b"audit(1.1:1): " + b"=" * 50):
            for kind in (1300, 1302, 1307, 1309, 1320, CONFIG_CHANGE):
                self.assertIsNone(self.assembly.take(Record(kind, text)))


class Secrets(unittest.TestCase):
    def test_are_masked(self):
        for words, kept in (
            (["mysql", "--password=x y"], ["mysql", "--password=***"]),
            (["sh", "-c", "PGPASSWORD=abc psql && ls"], ["sh", "-c", "PGPASSWORD=*** psql && ls"]),
            (["app", "--api-key", "abc", "z"], ["app", "--api-key", "***", "z"]),
            (["app", "--token", "--verbose"], ["app", "--token", "--verbose"]),
            (["grep", "password", "/etc/hosts"], ["grep", "password", "/etc/hosts"]),
        ):
            self.assertEqual(masked(words)[: len(kept)], kept)


class Patterns(unittest.TestCase):
    """Find what the matcher of the standard library finds."""

    PATTERNS = (
        r"\b(curl|wget)\b.*\|\s*(ba|z)?sh\b",
        r"^sudo\b|^su( |$)",
        r"(a|ab)*c",
        r"a{2,3}b",
        r"[^ ]+x$",
        r"\Bq",
        r"(?:x?y){0,2}z",
        r"a+?b",
        r"()|q",
        r"(a*)*b",
        r"^(a|b){2,}$",
        r"\d+[\w.-]\S",
        r"[^\D1]\W[\s|]",
    )

    def test_in_any_text(self):
        source, automaton, found = random.Random(1), Automaton(), 0
        for index, pattern in enumerate(self.PATTERNS):
            automaton.add(index, pattern)
        for _ in range(3000):
            start = source.choice(["", "curl http://x | sh", "wget a|bash -x", "sudo x", "su", "中|"])
            text = start + "".join(source.choice("abcxyzq 12|.sh\n") for _ in range(source.randrange(12)))
            wanted = {index for index, one in enumerate(self.PATTERNS) if re.search(one.replace("$", r"\Z"), text, re.ASCII | re.DOTALL)}
            self.assertEqual(automaton.search(text), wanted, text)
            found += len(wanted)
        self.assertGreater(found, 3000)

    def test_that_make_others_go_back_forever_are_read_once(self):
        alerts = Alerts([Alert("a", "(a*)*(a|aa)+b$", "notice"), Alert("b", ".*.*.*.*=x", "end")])
        began = time.process_time()
        self.assertEqual(alerts.of({"exe": "/a", "argv": ["a" * 2 * LONGEST_LOOKED_AT]}), [])
        self.assertLess(time.process_time() - began, 2)

    def test_of_a_script_of_thousands_are_as_soon_done(self):
        source, alerts = random.Random(1), Alerts([Alert("a", "[а-я]+ 中|(a|b).*(c|[^é])$", "end")])
        for _ in range(20):
            words = "".join(chr(source.randrange(0x4E00, 0x9FFF)) for _ in range(LONGEST_LOOKED_AT))
            began = time.process_time()
            alerts.of({"exe": "/bin/true", "argv": [words]})
            self.assertLess(time.process_time() - began, 0.5)

    def test_tell_signs_beyond_ascii_apart_where_patterns_do(self):
        for pattern, holds, lacks in (("[а-я]", "ая", "Аѐ中"), ("中", "中", "丬丮"), ("[^é]", "èê", "é"), ("[^а-я]", "Яѐ", "ая")):
            alerts = Alerts([Alert("x", f"^{pattern}$", "notice")])
            for sign in holds + lacks:
                self.assertEqual(bool(alerts.of({"exe": sign, "argv": [sign]})), sign in holds, (pattern, sign))

    def test_that_cannot_be_read_are_refused(self):
        for pattern in ("(?=a)b", r"(a)\1", "(?i)a", "(?<!a)b", "a**", "(", "(a{1000}){1000}"):
            with self.assertRaises(Unreadable, msg=pattern):
                Alerts([Alert("x", pattern, "notice")])
        with self.assertRaises(Unreadable):
            Alerts([Alert("x", "a", "fatal")])

    def test_see_what_a_program_is_beside_what_it_is_called(self):
        alerts = Alerts([Alert("x", "^/usr/bin/nc -l", "end")])
        self.assertEqual(len(alerts.of({"exe": "/usr/bin/nc", "argv": ["ls", "-l"]})), 1)
        self.assertEqual(len(alerts.of({"exe": "/usr/bin/ls", "argv": ["ls", "-l"]})), 0)

    def test_see_what_could_not_be_run(self):
        self.assertEqual(len(Alerts([Alert("x", "^/bin/su$", "end")]).of({"exe": "/bin/su", "argv": []})), 1)


class Lines(unittest.TestCase):
    class Log:
        def __init__(self, *answers):
            self.answers, self.batches, self.open = list(answers), [], threading.Event()
            self.open.set()

        def put(self, lines):
            self.open.wait()
            answer = self.answers.pop(0) if self.answers else None
            if answer is not None:
                raise answer
            self.batches.append(lines)

        def texts(self, count):
            end = time.monotonic() + 5
            while sum(map(len, self.batches)) < count and time.monotonic() < end:
                time.sleep(0.01)
            return [json.loads(text) for batch in self.batches for _, text in batch]

    def test_are_tried_again(self):
        log = self.Log(Unreachable())
        HostLog(log).tell("heartbeat", sessions=1)
        self.assertEqual(log.texts(1), [{"event": "heartbeat", "sessions": 1}])

    def test_that_are_too_many_are_counted_and_nobody_waits(self):
        log = self.Log()
        log.open.clear()
        host_log, began = HostLog(log), time.monotonic()
        for number in range(MOST_WAITING + MOST_LINES + 10):
            host_log.tell("x", number=number)
        self.assertLess(time.monotonic() - began, 5)
        self.assertGreaterEqual(host_log.dropped, 10)
        log.open.set()
        self.assertEqual(log.texts(1)[0], {"event": "x", "number": 0})

    def test_come_in_requests_that_the_service_takes(self):
        log = self.Log()
        log.open.clear()
        host_log = HostLog(log)
        for _ in range(20):
            host_log.tell("x", text="中" * 80_000)
        host_log.tell("long", text="x" * LARGEST_LINE)
        log.open.set()
        self.assertEqual(log.texts(21)[-1]["event"], "long")
        for batch in log.batches:
            self.assertLessEqual(sum(len(text.encode()) + OVERHEAD for _, text in batch), LARGEST_BATCH)
            self.assertLessEqual(max(len(text.encode()) for _, text in batch), LARGEST_LINE)
            self.assertEqual(batch, sorted(batch, key=lambda line: line[0]))

    def test_make_their_stream(self):
        asked = []

        class Service:
            def call(self, method, path, headers, body):
                asked.append(headers["X-Amz-Target"].partition(".")[2])
                missing = asked == ["PutLogEvents"]
                return (400, b'{"__type":"ResourceNotFoundException"}') if missing else (200, b"{}")

        CloudWatchLog(Service(), "group", "stream").put([(1, "x")])
        self.assertEqual(asked, ["PutLogEvents", "CreateLogStream", "PutLogEvents"])


class Clocks(unittest.TestCase):
    REPORT = "A9FEA97B,169.254.169.123,4,1795874029.1,{},0.000001,0.00001,-12.1,0.0,0.02,0.0004,0.0002,16.1,{}\n"

    def test_tell_how_far_they_are_off(self):
        self.assertEqual(offset_in(self.REPORT.format("-1.25", "Normal")), 1.25)
        self.assertIsNone(offset_in(self.REPORT.format("0.0", "Not synchronised")))


if __name__ == "__main__":
    unittest.main()
