"""What others decide about a session: `python3 -m unittest discover --start-directory test/recorder/units`."""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "constructs/session-recording/recorder"))

from aws import Unreachable  # noqa: E402
from configuration import Configuration  # noqa: E402
from control import (  # noqa: E402
    LONGEST_PAUSE,
    LONGEST_SILENCE,
    LONGEST_UNSEEN,
    LONGEST_WAIT,
    MOST_PAGES,
    ControlTable,
    Entry,
    Policy,
    Subject,
    Supervision,
    entry_of,
    is_another,
)

LI_NA = Subject("li-na", "li.na@example.com-0123456789abcdef0")
WANG = "AROAEXAMPLE:wang.wei@example.com"


class Names(unittest.TestCase):
    def test_one_person_under_many_spellings_is_no_other(self):
        for name in ("li.na@example.com", "Li.Na@example.com", "li-na", "lina", "LI_NA@elsewhere.example.com"):
            self.assertFalse(is_another(f"AROAEXAMPLE:{name}", LI_NA), name)

    def test_another_is_another(self):
        self.assertTrue(is_another(WANG, LI_NA))

    def test_of_whom_nothing_is_known_it_is_not_said(self):
        for owner in ("", "AIDAEXAMPLE", "AROAEXAMPLE:", "AROAEXAMPLE:...@example.com"):
            self.assertFalse(is_another(owner, LI_NA), owner)
        for managed in (None, "", "li.na", "li.na-0123"):
            self.assertFalse(is_another(WANG, Subject("li-na", managed)), managed)

    def test_ids_of_both_kinds_tell_who_signed_in(self):
        for end in ("0123456789abcdef0", "ekp6rf9qs5arzcjxsndyvboavi"):
            subject = Subject("u123", f"wang-wei-{end}")
            self.assertFalse(is_another("AROAEXAMPLE:wang.wei", subject), end)
            self.assertTrue(is_another("AROAEXAMPLE:wang", subject), end)


class Entries(unittest.TestCase):
    WHOLE = {"owner": {"S": WANG}, "entry": {"S": "approval#one"}, "since": {"N": "10"}, "until": {"N": "20"}}

    def test_are_read(self):
        self.assertEqual(entry_of(self.WHOLE), Entry(WANG, "approval", "one", 10, 20))

    def test_that_are_not_as_they_have_to_be_permit_nothing(self):
        for broken in (None, 7, [], {}, {**self.WHOLE, "until": {"S": "20"}}, {**self.WHOLE, "until": {"N": "soon"}}, {**self.WHOLE, "entry": "x"}):
            self.assertIsNone(entry_of(broken), broken)


class Pages:
    """A service that answers with pages, one after another."""

    def __init__(self, *pages):
        self.pages = list(pages)
        self.asked = []

    def call(self, method, path, headers, body):
        self.asked.append(json.loads(body))
        return self.pages.pop(0)


class Tables(unittest.TestCase):
    ITEM = Entries.WHOLE

    def test_put_their_pages_together(self):
        more = {"LastEvaluatedKey": {"owner": {"S": "x"}}}
        service = Pages((200, json.dumps({"Items": [self.ITEM], **more}).encode()), (200, json.dumps({"Items": [self.ITEM]}).encode()))
        self.assertEqual(len(ControlTable(service, "table").entries("li-na")), 2)
        self.assertEqual(service.asked[1]["ExclusiveStartKey"], more["LastEvaluatedKey"])
        self.assertNotIn("ExclusiveStartKey", service.asked[0])

    def test_that_have_more_than_is_looked_through_answer_nothing(self):
        page = (200, json.dumps({"Items": [], "LastEvaluatedKey": {"owner": {"S": "x"}}}).encode())
        with self.assertRaises(Unreachable):
            ControlTable(Pages(*[page] * MOST_PAGES), "table").entries("li-na")

    def test_that_answer_anything_else_answer_nothing(self):
        for status, body in ((400, b"{}"), (500, b""), (200, b""), (200, b"[]"), (200, b"null"), (200, b"{}"), (200, b'{"Items": {}}'), (200, b"\xff")):
            with self.assertRaises(Unreachable):
                ControlTable(Pages((status, body)), "table").entries("li-na")


class Time:
    """A clock that is set by hand, for the host and for the world."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class Held:
    """A table whose entries a test holds."""

    def __init__(self, *entries):
        self.held = list(entries)
        self.gone = False

    def entries(self, about):
        if self.gone:
            raise Unreachable("gone")
        return list(self.held) if about == LI_NA.user else []


class Decisions(unittest.TestCase):
    def supervised(self, approval=False, watcher=False, *entries):
        self.time, self.table = Time(), Held(*entries)
        self.supervision = Supervision(self.table, LI_NA, Policy(approval, watcher), self.time, self.time)
        self.supervision._session = "session"
        self.supervision._waiting_since = self.time.now
        return self.supervision

    def ask(self, seconds=0.0):
        self.time.now += seconds
        self.supervision.ask()
        return self.supervision.decision()

    def decided(self, seconds=0.0):
        self.time.now += seconds
        return self.supervision.decision()

    def test_an_approval_holds_until_its_end_and_not_a_moment_longer(self):
        self.supervised(True, False, Entry(WANG, "approval", "one", 990, 1010))
        self.assertIsNone(self.ask().ends)
        self.assertIsNone(self.ask(9.9).ends)
        self.assertEqual(self.decided(0.1).ends, "approval-ended")

    def test_approvals_that_overlap_are_one_time(self):
        self.supervised(True, False, Entry(WANG, "approval", "one", 990, 1010), Entry(WANG, "approval", "two", 1005, 1012))
        self.assertIsNone(self.ask().ends)
        self.assertIsNone(self.ask(11).ends)
        self.assertEqual(self.ask(2).ends, "approval-ended")

    def test_what_was_answered_last_counts_for_a_while_only(self):
        self.supervised(True, False, Entry(WANG, "approval", "one", 990, 9000))
        self.ask()
        self.table.gone = True
        self.assertIsNone(self.decided(LONGEST_SILENCE).ends)
        self.assertEqual(self.decided(0.1).ends, "undecided")

    def watch(self, until, owner=WANG):
        self.table.held = [one for one in self.table.held if one.owner != owner] + [Entry(owner, "watch", "session", 0, until)]

    def test_a_watcher_is_seen_by_the_second_sign(self):
        self.supervised(False, True)
        self.assertTrue(self.ask().waits)
        self.watch(5)
        self.assertTrue(self.ask(1).waits)
        self.watch(6)
        self.assertFalse(self.ask(1).waits)

    def test_the_watchers_clock_does_not_matter(self):
        for start in (-1_000_000, 0, 1_000_000):
            self.supervised(False, True)
            for beat in (0, 1, 2):
                self.watch(start + beat)
                decision = self.ask(1)
            self.assertFalse(decision.waits, start)

    def test_without_a_sign_the_session_waits_and_then_ends(self):
        self.supervised(False, True)
        for beat in (1, 2):
            self.watch(beat)
            self.ask(1)
        self.assertFalse(self.ask(LONGEST_UNSEEN).waits)
        self.assertTrue(self.ask(0.1).waits)
        self.assertIsNone(self.ask(LONGEST_PAUSE - 0.2).ends)
        self.assertEqual(self.ask(0.4).ends, "unwatched")

    def test_a_farewell_counts_at_once(self):
        self.supervised(False, True)
        for beat in (10, 20):
            self.watch(beat)
            self.ask(1)
        self.watch(5)
        self.assertTrue(self.ask(1).waits)

    def test_one_of_two_watchers_is_enough(self):
        self.supervised(False, True)
        for beat in (10, 20):
            self.watch(beat)
            self.watch(beat, "AROAEXAMPLE:zhao")
            self.ask(1)
        self.watch(5)
        self.assertFalse(self.ask(1).waits)

    def test_nobody_comes(self):
        self.supervised(False, True)
        self.assertTrue(self.ask(LONGEST_WAIT).waits)
        self.assertEqual(self.ask(0.1).ends, "unwatched")

    def test_an_end_is_final(self):
        self.supervised(False, False, Entry(WANG, "end", "session", 0, 5000))
        self.assertEqual(self.ask().ends, "ended-by-other")
        self.table.held = []
        self.assertEqual(self.ask(1).ends, "ended-by-other")

    def test_an_end_of_another_session_is_none(self):
        self.supervised(False, False, Entry(WANG, "end", "another", 0, 5000))
        self.assertIsNone(self.ask().ends)


class Configurations(unittest.TestCase):
    NEEDED = dict.fromkeys(
        ("user", "shell", "least_uid", "socket", "region", "store_url", "store_prefix", "encryption_key", "signing_url", "signing_key", "metadata_url", "log_url", "log_group", "alerts"), ""
    )

    def test_that_would_let_go_what_others_decide_are_refused(self):
        for wrong in (
            {"approval": "required"},
            {"watcher": "required", "control_url": "https://dynamodb"},
            {"approval": "requird", "control_url": "https://dynamodb", "control_table": "table"},
            {"managed": "requird"},
            {"watcher": "", "control_url": "https://dynamodb", "control_table": "table"},
        ):
            with self.assertRaises(ValueError):
                Configuration(**self.NEEDED, **wrong)


if __name__ == "__main__":
    unittest.main()
