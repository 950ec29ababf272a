"""
What other people decide about a session: whether it is approved, whether somebody watches it, whether it is to end. They write entries into a
table, each under its own identity, which IAM sees to; here they are read. What cannot be read, or is not understood, permits nothing.
"""

from __future__ import annotations

import json
import re
import threading
import time
from dataclasses import dataclass
from typing import Callable, Dict, List, Optional, Protocol, Sequence, Set

from aws import Service, Unreachable
from messages import APPROVAL_ENDED, ENDED_BY_OTHER, UNAPPROVED, UNDECIDED, UNWATCHED

INDEX = "by-person"
# seconds between questions
INTERVAL = 1.0
# seconds for the first answer: the session does not begin before it
PATIENCE = 5.0
# seconds without an answer after which what was last known no longer counts
LONGEST_SILENCE = 15.0
# seconds: a watcher tells every few seconds that it is there
LONGEST_UNSEEN = 10.0
# seconds that a session waits for a watcher, before it begins and when one is gone
LONGEST_WAIT, LONGEST_PAUSE = 300.0, 15.0
# seconds that an approval may hold, and that the clock of who approves may be ahead
LONGEST_APPROVAL, SKEW = 24 * 3600, 60
# pages of an answer: more entries about one person than this many hold, at least a megabyte each, are not looked through
MOST_PAGES = 4
# entries that ended this many seconds ago need not be sent
KEPT = 24 * 3600

# an id of Session Manager: the name under which the person signed in, and 17 hexadecimal digits or, of late, 26 letters and digits
MANAGED = re.compile(r"(.+)-(?:[0-9a-f]{17}|[0-9a-z]{26})")


@dataclass(frozen=True)
class Subject:
    """Whom a session is of."""

    user: str
    """The user of the operating system."""
    managed: Optional[str]
    """The id that Session Manager gave the session: it begins with the name under which the person signed in."""


@dataclass(frozen=True)
class Entry:
    owner: str
    """`aws:userid` of who wrote it."""
    kind: str
    of: str
    since: int
    until: int


@dataclass(frozen=True)
class Approval:
    id: str
    by: str
    since: int
    until: int

    def holds(self, now: float) -> bool:
        return self.since <= now + SKEW and now < self.until


@dataclass(frozen=True)
class Decision:
    """What is decided at a moment: why the session ends, if so, and whether it is to wait."""

    ends: Optional[str] = None
    waits: bool = False


GO_ON = Decision()


class Table(Protocol):
    def entries(self, about: str) -> List[Entry]:
        """Entries about a person or a session. @raise Unreachable"""


class ControlTable:
    """
    The table in DynamoDB, read through its index by whom an entry is about.
    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
    """

    def __init__(self, service: Service, name: str) -> None:
        self._service = service
        self._name = name

    def entries(self, about: str) -> List[Entry]:
        """@raise Unreachable"""
        found: List[Entry] = []
        start = None
        for _ in range(MOST_PAGES):
            page = self._page(about, start)
            found += [entry for entry in map(entry_of, page["Items"]) if entry is not None]
            start = page.get("LastEvaluatedKey")
            if start is None:
                return found
        raise Unreachable("more entries than are looked through")

    def _page(self, about: str, start: Optional[dict]) -> dict:
        question = {
            "TableName": self._name,
            "IndexName": INDEX,
            "KeyConditionExpression": "#person = :about",
            "FilterExpression": "#until > :past",
            "ExpressionAttributeNames": {"#person": "person", "#until": "until"},
            "ExpressionAttributeValues": {":about": {"S": about}, ":past": {"N": str(int(time.time()) - KEPT)}},
            **({} if start is None else {"ExclusiveStartKey": start}),
        }
        headers = {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "DynamoDB_20120810.Query"}
        status, body = self._service.call("POST", "/", headers, json.dumps(question).encode())
        if status != 200:
            raise Unreachable(f"the table answered {status}")
        try:
            page = json.loads(body)
            if isinstance(page["Items"], list):
                return page
        except (ValueError, KeyError, TypeError):
            pass
        raise Unreachable("the table's answer is not understood")


def entry_of(item: object) -> Optional[Entry]:
    """An entry that is not as it has to be permits nothing, and hinders no other."""
    try:
        kind, _, of = item["entry"]["S"].partition("#")  # type: ignore[index]
        # who ends or watches does so from now on
        since = int(item.get("since", {"N": "0"})["N"])  # type: ignore[attr-defined]
        return Entry(str(item["owner"]["S"]), kind, of, since, int(item["until"]["N"]))  # type: ignore[index]
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def is_another(owner: str, subject: Subject) -> bool:
    """
    Whether an entry is by another person than the session's. Who has no name of its own there, and a session of which it is not known who
    signed in for it, say no: names are compared in their plainest form, so that one person under two spellings is one.
    """
    _, _, name = owner.partition(":")
    signed_in = MANAGED.fullmatch(subject.managed or "")
    return signed_in is not None and plain(name) not in ("", plain(subject.user), plain(signed_in[1]))


def plain(name: str) -> str:
    """`Li.Na@example.com` is `lina`."""
    return re.sub(r"[^a-z0-9]", "", name.partition("@")[0].lower())


def approvals_in(entries: Sequence[Entry], subject: Subject) -> List[Approval]:
    """Those of others, of a length that one may approve."""
    return [
        Approval(entry.of, entry.owner, entry.since, entry.until)
        for entry in entries
        if entry.kind == "approval" and is_another(entry.owner, subject) and 0 < entry.until - entry.since <= LONGEST_APPROVAL
    ]


@dataclass(frozen=True)
class Policy:
    """What a session needs of others."""

    approval: bool
    watcher: bool


class Watchers:
    """
    Who watches. A watcher counts while its entry is renewed, by the clock of this host alone: the time that an entry tells only has to
    rise. One that was never seen to rise may be left over; one that falls says farewell.
    """

    def __init__(self) -> None:
        self._told: Dict[str, int] = {}
        self._seen: Dict[str, float] = {}

    def note(self, entries: Sequence[Entry], now: float) -> None:
        told = {entry.owner: entry.until for entry in entries}
        for owner, until in told.items():
            before = self._told.get(owner)
            if before is not None and until > before:
                self._seen[owner] = now
            elif before is not None and until < before:
                self._seen.pop(owner, None)
        self._told.update(told)

    def last(self) -> Optional[float]:
        """When one was last seen to be there."""
        return max(self._seen.values(), default=None)

    def present(self, now: float) -> Set[str]:
        return {owner for owner, seen in self._seen.items() if now - seen <= LONGEST_UNSEEN}


class Supervision:
    """Asks, in a thread of its own, and says at each moment what is decided."""

    def __init__(
        self,
        table: Table,
        subject: Subject,
        policy: Policy,
        wall: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._table = table
        self._subject = subject
        self._policy = policy
        self._wall = wall
        self._clock = clock
        self._lock = threading.Lock()
        self._approvals: List[Approval] = []
        self._watchers = Watchers()
        self._answered: Optional[float] = None
        self._ended = False
        self._session: Optional[str] = None
        self._waiting_since = 0.0
        self._watched = False

    def refusal(self) -> Optional[str]:
        """Asks before there is a session. @returns why there is to be none, if so"""
        if not self._policy.approval:
            return None
        deadline = self._clock() + PATIENCE
        while self._clock() < deadline:
            try:
                self.ask()
                return None if self.approval() is not None else UNAPPROVED
            except Unreachable:
                time.sleep(INTERVAL / 4)
        return UNDECIDED

    def approval(self) -> Optional[Approval]:
        """The approval in force that holds longest."""
        now = self._wall()
        with self._lock:
            return max((one for one in self._approvals if one.holds(now)), key=lambda one: one.until, default=None)

    def by_whom(self) -> Set[str]:
        """Who lets the session go on now, in words for the recording."""
        approval = self.approval()
        with self._lock:
            watchers = self._watchers.present(self._clock())
        approved = set() if approval is None else {f"approved by {approval.by}: {approval.id}"}
        return approved | {f"watched by {watcher}" for watcher in watchers}

    def begin(self, session: str, wake: Callable[[], None]) -> None:
        """From now on it is asked about this session, again and again. @param wake is called, in another thread, when there is an answer"""
        self._session = session
        self._waiting_since = self._clock()
        threading.Thread(target=self._ask_on, args=(wake,), daemon=True).start()

    def decision(self) -> Decision:
        now = self._clock()
        with self._lock:
            ended, answered, seen = self._ended, self._answered, self._watchers.last()
        if ended:
            return Decision(ends=ENDED_BY_OTHER)
        if self._policy.approval and self.approval() is None:
            return Decision(ends=APPROVAL_ENDED)
        if self._policy.approval and (answered is None or now - answered > LONGEST_SILENCE):
            return Decision(ends=UNDECIDED)
        return self._watch(now, seen) if self._policy.watcher else GO_ON

    def _watch(self, now: float, seen: Optional[float]) -> Decision:
        if seen is not None and now - seen <= LONGEST_UNSEEN:
            self._watched, self._waiting_since = True, now
            return GO_ON
        if now - self._waiting_since > (LONGEST_PAUSE if self._watched else LONGEST_WAIT):
            return Decision(ends=UNWATCHED)
        return Decision(waits=True)

    def ask(self) -> None:
        """@raise Unreachable"""
        subject, session = self._subject, self._session
        entries = self._table.entries(subject.user)
        about_session = [] if subject.managed is None else self._table.entries(subject.managed)
        watching = [one for one in entries if one.kind == "watch" and one.of == session and is_another(one.owner, subject)]
        with self._lock:
            self._answered = self._clock()
            self._approvals = approvals_in(entries, subject)
            self._watchers.note(watching, self._answered)
            # whoever may write here may end any session, their own as well; what has ended does not begin again
            ids = (session, subject.managed)
            self._ended = self._ended or any(one.kind == "end" and one.of in ids for one in entries + about_session)

    def _ask_on(self, wake: Callable[[], None]) -> None:
        pause = INTERVAL
        while True:
            try:
                self.ask()
                wake()
                pause = INTERVAL
            except Exception:  # noqa: B902 - whatever it is, it must not end the asking: no answer permits nothing
                pause = min(2 * pause, LONGEST_UNSEEN / 2)
            time.sleep(pause)


class Unsupervised:
    """Where no table is configured: nobody decides anything."""

    def refusal(self) -> Optional[str]:
        return None

    def approval(self) -> Optional[Approval]:
        return None

    def by_whom(self) -> Set[str]:
        return set()

    def begin(self, session: str, wake: Callable[[], None]) -> None:
        pass

    def decision(self) -> Decision:
        return GO_ON
