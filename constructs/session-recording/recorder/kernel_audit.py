"""
The kernel's audit, by netlink: the rules that tell of executed programs, and the records.

Records are read from the multicast group, so that an audit daemon beside it gets them as well.
https://man7.org/linux/man-pages/man7/netlink.7.html (NETLINK_AUDIT), include/uapi/linux/audit.h
"""

from __future__ import annotations

import errno
import os
import platform
import socket
import struct
from typing import Iterator, List, NamedTuple, Optional, Sequence, Tuple

NETLINK_AUDIT = 9
READLOG_GROUP = 1
GET, SET, LIST_RULES, ADD_RULE, DEL_RULE = 1000, 1001, 1013, 1011, 1012
CONFIG_CHANGE = 1305
NLMSG_ERROR, NLMSG_DONE = 2, 3
# NLM_F_REQUEST, NLM_F_ACK
REQUEST_ACKNOWLEDGED = 0x5
HEADER = struct.Struct("=IHHII")
# mask, enabled, failure, pid, rate_limit, backlog_limit, lost, backlog, feature_bitmap, backlog_wait_time, its actual value
STATUS = struct.Struct("=11I")
STATUS_ENABLED, STATUS_BACKLOG_LIMIT = 0x1, 0x10
# flags, action, field_count, mask, fields, values, fieldflags, buflen
RULE = struct.Struct("=3I64I64I64I64II")
FILTER_TASK, FILTER_EXIT, PREPEND = 0x1, 0x4, 0x10
NEVER, ALWAYS = 0, 2
FIELD_UID, FIELD_ARCH, FIELD_LOGINUID_SET, FIELD_EXIT, FIELD_KEY = 1, 11, 24, 103, 210
EQUAL, NOT_EQUAL, AT_LEAST = 0x40000000, 0x30000000, 0x60000000
KEY = b"isms-exec"
# records that may wait before the kernel makes processes wait: its default of 64 is little
LEAST_BACKLOG = 8192
# bytes of records that may wait for this reader: the kernel drops what is more, and says so
BUFFER = 64 * 1024 * 1024

# the calls that start programs, for each word size that a machine runs
CALLS = {
    "x86_64": {0xC000003E: (59, 322), 0x40000003: (11, 358)},
    "aarch64": {0xC00000B7: (221, 281), 0x40000028: (11, 387)},
}

Field = Tuple[int, int, int]


class Unaudited(Exception):
    """The kernel does not tell of executed programs, and cannot be brought to."""


class Record(NamedTuple):
    type: int
    text: bytes


def calls_of_this_machine() -> dict:
    """@raise Unaudited"""
    found = CALLS.get(platform.machine())
    if found is None:
        raise Unaudited(f"calls of {platform.machine()} are not known")
    return found


def rule(architecture: int, calls: Sequence[int], conditions: Sequence[Field]) -> bytes:
    """A rule for calls that end, as the kernel lists it."""
    fields = [(FIELD_ARCH, architecture, EQUAL), *conditions, (FIELD_KEY, len(KEY), EQUAL)]
    mask = [0] * 64
    for call in calls:
        mask[call // 32] |= 1 << call % 32
    padded = fields + [(0, 0, 0)] * (64 - len(fields))
    columns = [number for column in zip(*padded) for number in column]
    return RULE.pack(FILTER_EXIT, ALWAYS, len(fields), *mask, *columns, len(KEY)) + KEY


def rules(least_uid: int) -> List[bytes]:
    """
    Programs of those who have logged in, whatever user they have become, and of people's users who have not. Programs that are
    not found are left out: each search along the path makes some.
    """
    found = (FIELD_EXIT, -errno.ENOENT & 0xFFFFFFFF, NOT_EQUAL)
    logged_in: List[Field] = [(FIELD_LOGINUID_SET, 1, EQUAL), found]
    not_logged_in: List[Field] = [(FIELD_LOGINUID_SET, 0, EQUAL), (FIELD_UID, least_uid, AT_LEAST), found]
    return [
        rule(architecture, calls, conditions)
        for architecture, calls in calls_of_this_machine().items()
        for conditions in (logged_in, not_logged_in)
    ]


def silences(listed: bytes) -> bool:
    """Whether a rule keeps all processes from being audited, as the default rules of some distributions do."""
    flags, action = struct.unpack_from("=2I", listed)
    return flags == FILTER_TASK and action == NEVER


class KernelAudit:
    """Asks the kernel and tells it. Needs CAP_AUDIT_CONTROL."""

    def __init__(self) -> None:
        """@raise Unaudited"""
        try:
            self._socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, NETLINK_AUDIT)
            self._socket.bind((0, 0))
        except OSError as error:
            raise Unaudited(f"no audit: {error}") from error
        self._socket.settimeout(2)

    def watch_executions(self, least_uid: int) -> None:
        """Has the kernel tell of executed programs. What is there already is left. @raise Unaudited"""
        backlog = STATUS.unpack(self._status())[5]
        mask = STATUS_ENABLED | (STATUS_BACKLOG_LIMIT if backlog < LEAST_BACKLOG else 0)
        if not self._is_enabled() or backlog < LEAST_BACKLOG:
            self._ask(SET, STATUS.pack(mask, 1, 0, 0, 0, LEAST_BACKLOG, 0, 0, 0, 0, 0))
        for listed in filter(silences, self._rules()):
            self._ask(DEL_RULE, listed)
        for wanted in self._missing(least_uid):
            # first, so that no other rule decides before it
            self._ask(ADD_RULE, struct.pack("=I", FILTER_EXIT | PREPEND) + wanted[4:])
        self.verify(least_uid)

    def verify(self, least_uid: int) -> None:
        """@raise Unaudited unless the kernel tells of executed programs"""
        if not self._is_enabled():
            raise Unaudited("audit is switched off")
        if any(map(silences, self._rules())):
            raise Unaudited("a rule keeps processes from being audited")
        if self._missing(least_uid):
            raise Unaudited("rules are missing")

    def lost(self) -> int:
        """Records that the kernel could not keep since it was started. @raise Unaudited"""
        return STATUS.unpack(self._status())[6]

    def _is_enabled(self) -> bool:
        return STATUS.unpack(self._status())[1] != 0

    def _status(self) -> bytes:
        for kind, body in self._ask(GET):
            if kind == GET:
                # older kernels know fewer fields
                return body[: STATUS.size].ljust(STATUS.size, b"\0")
        raise Unaudited("the kernel tells no state")

    def _rules(self) -> List[bytes]:
        return [body for kind, body in self._ask(LIST_RULES) if kind == LIST_RULES]

    def _missing(self, least_uid: int) -> List[bytes]:
        listed = {body[: RULE.size + len(KEY)] for body in self._rules()}
        return [wanted for wanted in rules(least_uid) if wanted not in listed]

    def _ask(self, kind: int, body: bytes = b"") -> List[Tuple[int, bytes]]:
        try:
            self._socket.send(HEADER.pack(HEADER.size + len(body), kind, REQUEST_ACKNOWLEDGED, 1, 0) + body)
            return list(self._answers(kind))
        except OSError as error:
            raise Unaudited(f"audit does not answer: {error}") from error

    def _answers(self, asked: int) -> Iterator[Tuple[int, bytes]]:
        """The state comes after the acknowledgement, rules until their end, and to what is told an acknowledgement."""
        while True:
            message = self._socket.recv(65536)
            kind, body = HEADER.unpack_from(message)[1], message[HEADER.size :]
            if kind == NLMSG_ERROR:
                (code,) = struct.unpack_from("=i", body)
                if code != 0:
                    raise OSError(-code, os.strerror(-code))
                if asked in (GET, LIST_RULES):
                    continue
                return
            if kind == NLMSG_DONE:
                return
            yield kind, body
            if kind == GET:
                return


class Records:
    """The records of the kernel's audit. Needs CAP_AUDIT_READ."""

    def __init__(self) -> None:
        """@raise Unaudited"""
        kind = socket.SOCK_RAW | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK
        try:
            self._socket = socket.socket(socket.AF_NETLINK, kind, NETLINK_AUDIT)
            # SO_RCVBUFFORCE, which the standard library has no name for
            self._socket.setsockopt(socket.SOL_SOCKET, 33, BUFFER)
            self._socket.bind((0, READLOG_GROUP))
        except OSError as error:
            raise Unaudited(f"records cannot be read: {error}") from error
        self.overruns = 0

    def fileno(self) -> int:
        return self._socket.fileno()

    def read(self) -> Optional[Record]:
        """@returns the next record, or none where there is none yet"""
        while True:
            try:
                message = self._socket.recv(65536)
            except BlockingIOError:
                return None
            except OSError as error:
                if error.errno != errno.ENOBUFS:
                    raise
                # told once for all that was dropped since
                self.overruns += 1
                continue
            return Record(HEADER.unpack_from(message)[1], message[HEADER.size :])
