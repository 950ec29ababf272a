"""Programs that the kernel ran, put together from the records that it tells of each."""

from __future__ import annotations

import errno
import json
import pwd
import re
from dataclasses import dataclass, field
from typing import Dict, List, Optional

from kernel_audit import Record

SYSCALL, PATH, CWD, EXECVE, END_OF_EVENT = 1300, 1302, 1307, 1309, 1320
EVENT = re.compile(rb"audit\(\d+\.\d+:(\d+)\): ?")
FIELD = re.compile(rb'(\w+(?:\[\d+\])?)=("[^"]*"|\S+)')
ARGUMENT = re.compile(r"a(\d+)(?:\[(\d+)\])?$")
HEXADECIMAL = re.compile(rb"(?:[0-9A-F]{2})+")

# events whose records have not all come: more are not kept
MOST_OPEN = 1024
# bytes of arguments that are kept of one program: the kernel lets it have megabytes
MOST_ARGUMENTS = 64 * 1024
# what follows such a name is a secret, as far as anybody can tell: in a text, of an option, and after one
SECRET_NAME = r"(?:password|passwd|pwd|secret|token|api[-_]?key|access[-_]?key)"
SECRET = re.compile(rf"(?i)({SECRET_NAME}[\w-]*(?:=|: ?))[^\s&'\"]+")
SECRET_VALUE = re.compile(rf"(?is)(--?[\w-]*{SECRET_NAME}[\w-]*=).*")
SECRET_OPTION = re.compile(rf"(?i)--?[\w-]*{SECRET_NAME}")
MASK = "***"


@dataclass(frozen=True)
class Execution:
    """A program that was run. `login_session` is the kernel's number, which all that comes of a login has."""

    login_session: int
    exe: str
    argv: List[str]
    cwd: str
    pid: int
    ppid: int
    user: str
    failed: Optional[str] = None
    """The error's name where the program was not run; `argv` is not known then, and `exe` is what was to be run."""
    cut: bool = False
    """Whether there were more arguments than are kept."""

    def told(self) -> dict:
        """What is told of it; before anything is kept, `discreet` masks what looks like a secret."""
        event: dict = {
            "exe": self.exe,
            "argv": self.argv,
            "cwd": self.cwd,
            "pid": self.pid,
            "ppid": self.ppid,
            "user": self.user,
        }
        if self.failed is not None:
            event["failed"] = self.failed
        if self.cut:
            event["cut"] = True
        return event


@dataclass
class Open:
    """An event whose last record has not come yet."""

    call: Dict[str, bytes]
    arguments: Dict[int, List[bytes]] = field(default_factory=dict)
    size: int = 0
    cut: bool = False
    cwd: str = ""
    path: str = ""


class Assembly:
    """Puts together what comes record by record, the events one among another."""

    def __init__(self, calls: Dict[int, tuple]) -> None:
        """@param calls: for each architecture the numbers of those that run programs"""
        self._calls = {(b"%x" % architecture, b"%d" % call) for architecture, some in calls.items() for call in some}
        self._open: Dict[bytes, Open] = {}
        self.dropped = 0

    def take(self, record: Record) -> Optional[Execution]:
        """@returns the program whose last record this is"""
        if record.type not in TAKEN:
            return None
        found = EVENT.match(record.text)
        if found is None:
            return None
        number, text = found.group(1), record.text[found.end() :]
        if record.type == SYSCALL:
            self._begin(number, fields(text))
            return None
        event = self._open.get(number)
        if event is None:
            return None
        if record.type == END_OF_EVENT:
            del self._open[number]
            return execution(event)
        TAKEN[record.type](event, text)
        return None

    def _begin(self, number: bytes, call: Dict[str, bytes]) -> None:
        if (call.get("arch"), call.get("syscall")) not in self._calls:
            return
        if len(self._open) >= MOST_OPEN:
            del self._open[next(iter(self._open))]
            self.dropped += 1
        self._open[number] = Open(call)


def add_arguments(event: Open, text: bytes) -> None:
    for name, value in fields(text).items():
        argument = ARGUMENT.match(name)
        if argument is None:
            continue
        event.size += len(value)
        if event.size > MOST_ARGUMENTS:
            event.cut = True
            return
        # long ones come in pieces, in their order
        event.arguments.setdefault(int(argument.group(1)), []).append(value)


def add_folder(event: Open, text: bytes) -> None:
    event.cwd = decoded(fields(text).get("cwd", b""))


def add_path(event: Open, text: bytes) -> None:
    path = fields(text)
    if path.get("item") == b"0":
        event.path = decoded(path.get("name", b""))


def nothing(event: Open, text: bytes) -> None:
    pass


TAKEN = {SYSCALL: nothing, PATH: add_path, CWD: add_folder, EXECVE: add_arguments, END_OF_EVENT: nothing}


def fields(text: bytes) -> Dict[str, bytes]:
    return {name.decode("ascii"): value for name, value in FIELD.findall(text)}


def decoded(value: bytes) -> str:
    """Text stands in quotes, or in hexadecimal where it could be mistaken for something else."""
    if value.startswith(b'"'):
        value = value[1:-1]
    elif HEXADECIMAL.fullmatch(value):
        value = bytes.fromhex(value.decode("ascii"))
    elif value == b"(null)":
        value = b""
    return value.decode("utf-8", "backslashreplace")


def execution(event: Open) -> Execution:
    call = event.call
    ran = call.get("success") == b"yes"
    code = -int(call.get("exit", b"0"))
    return Execution(
        login_session=int(call["ses"]),
        exe=decoded(call["exe"]) if ran else event.path,
        argv=[argument(pieces) for _, pieces in sorted(event.arguments.items())],
        cwd=event.cwd,
        pid=int(call["pid"]),
        ppid=int(call["ppid"]),
        user=name_of(int(call["euid"])),
        failed=None if ran else errno.errorcode.get(code, str(code)),
        cut=event.cut,
    )


def argument(pieces: List[bytes]) -> str:
    if len(pieces) == 1:
        return decoded(pieces[0])
    # all pieces are in hexadecimal, or all are in quotes
    quoted = pieces[0].startswith(b'"')
    return decoded(b'"' + b"".join(piece[1:-1] for piece in pieces) + b'"' if quoted else b"".join(pieces))


def name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def discreet(told: dict) -> dict:
    """As recordings and logs have it."""
    return {**told, "argv": masked(told["argv"])}


def masked(argv: List[str]) -> List[str]:
    told: List[str] = []
    for index, word in enumerate(argv):
        follows = index > 0 and SECRET_OPTION.fullmatch(argv[index - 1]) and not word.startswith("-")
        value = SECRET_VALUE.fullmatch(word)
        told.append(MASK if follows else value.group(1) + MASK if value else SECRET.sub(rf"\1{MASK}", word))
    return told


def as_event(told: dict) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
