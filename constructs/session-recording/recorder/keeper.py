"""Keeps one session, as root: opens its terminal, has it recorded by another user, starts the shell, and ends all that is left of it."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import pwd
import re
import secrets
import select
import signal
import socket
import stat
import struct
import sys
import termios
import time
from dataclasses import dataclass
from typing import Callable, Dict, List, Optional, Set, Tuple, Union

from configuration import Configuration
from executions import name_of
from kernel_audit import Unaudited
from life_cycle import LONGEST_SILENCE, RECORDER_DONE, RECORDER_GONE, START, LifeCycle
from lineage import descends_from, managed_session, process_of
from login import attach, log_in, probe, tell_host
from messages import ALIVE, ELSEWHERE, NESTED, NO_TERMINAL, RECORDER_DIED, REFUSED, START_SHELL, TOLD, UNAUDITED
from recording import record
from session import Ends
from terminals import PR_SET_CHILD_SUBREAPER, PR_SET_DUMPABLE, PR_SET_PDEATHSIG, control, reopened

# what a client may ask of its environment
NAME = re.compile(r"[A-Za-z0-9._@-]{1,64}")
PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"
# majors of the near ends of pseudo-terminals: https://www.kernel.org/doc/html/latest/admin-guide/devices.html
PSEUDO_TERMINALS = range(136, 144)
# seconds that who asks may take to say so
PATIENCE = 5
# a descriptor, and the numbers of a process, its user and its group, as the kernel passes them on
DESCRIPTOR, CREDENTIALS = struct.Struct("i"), struct.Struct("3i")
# seconds between looks at the clock
TICK = 0.5
# seconds between asking processes to end and ending them
GRACE = 0.2
# seconds between looks for processes that are left, at first and when they will not end
OFTEN, SELDOM = 0.02, 0.5
# looks in a row that find nobody, and nobody's end, before nobody is left
LOOKS = 3
# seconds after which all that a person runs is ended at once: there are processes that are over before they are found, and go on in their children
HOPPING = 0.8


# why a session ended, and the status of the shell
Outcome = Tuple[str, int]


@dataclass(frozen=True)
class Visitor:
    """Who asks for a session: the kernel says who, the client what its terminal understands."""

    person: pwd.struct_passwd
    terminal: int
    client: socket.socket
    environment: Dict[str, str]
    managed: Optional[str]
    """The id of the Session Manager session, if the client was started in one."""


@dataclass(frozen=True)
class Place:
    """Where who asks was started."""

    managed: Optional[str] = None
    """The id of the Session Manager session."""
    refused: Optional[str] = None
    """Why there is no session for who was started there."""


def keep(client: socket.socket, witness: socket.socket, configuration: Configuration) -> None:
    """Keeps a session from its beginning to its end. @param witness tells of the programs that run in it"""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    control(PR_SET_CHILD_SUBREAPER, 1)
    visitor = visitor_of(client, configuration)
    if isinstance(visitor, str):
        refuse(client, witness, visitor)
        return
    try:
        attach(witness, log_in(visitor.person.pw_uid), visitor.person.pw_name)
        probe(witness, configuration.shell)
    except Unaudited as error:
        sys.stderr.write(f"{error}\n")
        refuse(client, witness, UNAUDITED)
        return
    owner = os.fstat(visitor.terminal)
    recorder = pwd.getpwnam(configuration.user)
    # nothing that runs in the session may write past the recorder, to the terminal that the person looks at
    os.fchown(visitor.terminal, recorder.pw_uid, recorder.pw_gid)
    os.fchmod(visitor.terminal, 0o600)
    try:
        reason, status = kept(visitor, recorder, witness, configuration)
    finally:
        os.fchown(visitor.terminal, owner.st_uid, owner.st_gid)
        os.fchmod(visitor.terminal, owner.st_mode & 0o777)
    tell(client, reason, status)


def refuse(client: socket.socket, witness: socket.socket, why: str) -> None:
    tell_host(witness, "refused", person=name_of(asker_of(client)[1]), why=why)
    tell(client, why, 1)


def asker_of(client: socket.socket) -> Tuple[int, int]:
    """The process that asks and its user, as the kernel says."""
    return CREDENTIALS.unpack(client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size))[:2]


def visitor_of(client: socket.socket, configuration: Configuration) -> Union[Visitor, str]:
    """@returns the visitor, or why there is no session: for whoever says nothing, or what is no request, as well"""
    try:
        return received(client, configuration)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return NO_TERMINAL


def received(client: socket.socket, configuration: Configuration) -> Union[Visitor, str]:
    """@returns the visitor, or why there is no session"""
    pid, uid = asker_of(client)
    try:
        process = os.pidfd_open(pid)
    except OSError:
        return ELSEWHERE
    place = place_of(pid, configuration)
    asked, descriptors, sender = answered(client)
    # who says it now has the number, and has had it since before it was looked at: it is no other that got it meanwhile
    if sender != pid or has_ended(process):
        return ELSEWHERE
    os.close(process)
    if len(descriptors) != 1 or not is_terminal_of(descriptors[0], uid):
        return NO_TERMINAL
    try:
        person = pwd.getpwuid(uid)
    except KeyError:
        return REFUSED
    if uid < configuration.least_uid or person.pw_name == configuration.user:
        return REFUSED
    if place.refused is not None:
        return place.refused
    environment = {name: value for name, value in asked.items() if name in ("TERM", "LANG") and NAME.fullmatch(str(value))}
    return Visitor(person, descriptors[0], client, environment, place.managed)


def answered(client: socket.socket) -> Tuple[dict, List[int], int]:
    """
    What is said to a question of this moment, and by which process, as the kernel says; zero where it is no answer to that.
    https://man7.org/linux/man-pages/man7/unix.7.html (SO_PASSCRED)
    """
    question = secrets.token_hex(16)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    client.settimeout(PATIENCE)
    client.sendall(question.encode())
    room = socket.CMSG_SPACE(DESCRIPTOR.size) + socket.CMSG_SPACE(CREDENTIALS.size)
    message, parts, _, _ = client.recvmsg(4096, room)
    client.settimeout(None)
    asked = json.loads(message)
    told = {kind: data for _, kind, data in parts}
    descriptors = [number for (number,) in DESCRIPTOR.iter_unpack(told.get(socket.SCM_RIGHTS, b""))]
    pid = CREDENTIALS.unpack(told[socket.SCM_CREDENTIALS])[0]
    return asked, descriptors, pid if asked.get("question") == question else 0


def has_ended(process: int) -> bool:
    """@param process: a descriptor of it"""
    return bool(select.select([process], [], [], 0)[0])


def place_of(pid: int, configuration: Configuration) -> Place:
    """
    Where a process was started. What runs in a session descends from its keeper, and so from the service: a session within would not
    end with the one around it.
    """
    process = process_of(pid)
    if process is None:
        return Place(refused=ELSEWHERE)
    if descends_from(process, os.getppid()):
        return Place(refused=NESTED)
    managed = managed_session(process)
    if managed is None and configuration.managed == "required":
        return Place(refused=ELSEWHERE)
    return Place(managed=managed)


def is_terminal_of(descriptor: int, uid: int) -> bool:
    """
    Whether it is the near end of a pseudo-terminal that is this user's, or root's who opened it for the user. It gets another owner
    while the session lasts, which must not happen to devices that all share, such as /dev/tty.
    """
    found = os.fstat(descriptor)
    is_pseudo = stat.S_ISCHR(found.st_mode) and os.major(found.st_rdev) in PSEUDO_TERMINALS
    return is_pseudo and found.st_uid in (uid, 0) and os.isatty(descriptor)


def kept(
    visitor: Visitor, recorder: pwd.struct_passwd, witness: socket.socket, configuration: Configuration
) -> Outcome:
    master, slave = pty.openpty()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    os.fchown(slave, visitor.person.pw_uid, -1)
    os.fchmod(slave, 0o620)
    screen = reopened(visitor.terminal)

    def recording() -> None:
        ours.close()
        os.close(slave)
        os.set_blocking(master, False)
        become(recorder)
        ends = Ends(master, screen, visitor.client, theirs, witness)
        record(ends, visitor.person, visitor.environment, visitor.managed, configuration)

    recorder_process = forked(recording)
    # what ends with the recorder is heard of at once
    theirs.close()
    witness.close()
    for descriptor in (master, screen):
        os.close(descriptor)
    uid = visitor.person.pw_uid
    return Keeper(recorder_process, ours, lambda: shell(visitor, slave, configuration), lambda: end_all_of(uid)).run()


def become(user: pwd.struct_passwd) -> None:
    os.initgroups(user.pw_name, user.pw_gid)
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
    control(PR_SET_DUMPABLE, 0)


def shell(visitor: Visitor, slave: int, configuration: Configuration) -> None:
    person = visitor.person
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for descriptor in (0, 1, 2):
        os.dup2(slave, descriptor)
    os.closerange(3, 256)
    os.initgroups(person.pw_name, person.pw_gid)
    os.setgid(person.pw_gid)
    os.setuid(person.pw_uid)
    # it does not outlive its keeper
    control(PR_SET_PDEATHSIG, signal.SIGKILL)
    for ignored in (signal.SIGTERM, signal.SIGPIPE, signal.SIGXFSZ):
        # by the keeper, and by Python itself: who is started would inherit it
        signal.signal(ignored, signal.SIG_DFL)
    os.umask(0o077)
    try:
        os.chdir(person.pw_dir)
    except OSError:
        os.chdir("/")
    home = {"HOME": person.pw_dir, "USER": person.pw_name, "LOGNAME": person.pw_name}
    environment = {"PATH": PATH, "SHELL": configuration.shell, **home, **visitor.environment}
    os.execve(configuration.shell, ["-" + os.path.basename(configuration.shell)], environment)


def forked(work: Callable[[], None]) -> int:
    process = os.fork()
    if process != 0:
        return process
    try:
        work()
        os._exit(0)
    except BaseException:  # noqa: B902 - whatever it is, the child must not go on as its parent
        sys.excepthook(*sys.exc_info())
        os._exit(1)


class Keeper:
    """Starts the shell when the recorder says so, and ends everything when the recorder is done or gone."""

    def __init__(
        self, recorder: int, control_socket: socket.socket, start: Callable[[], None], end: Callable[[], None]
    ) -> None:
        self._recorder = recorder
        self._control = control_socket
        self._start = start
        self._end_at_once = end
        self._life = LifeCycle("keeper")
        self._shell: Optional[int] = None
        self._heard: Optional[float] = None

    def run(self) -> Outcome:
        """@returns why the session ended, and the status of the shell"""
        woken, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            while True:
                ready, _, _ = select.select([self._control, woken], [], [], TICK)
                if woken in ready:
                    os.read(woken, 4096)
                self._reap()
                if self._control in ready:
                    told = self._listen()
                    if told is not None:
                        return self._outcome(told)
                elif self._hangs():
                    send(self._recorder, signal.SIGKILL)
                    return self._outcome(b"")
        finally:
            self._end_all()

    def _listen(self) -> Optional[bytes]:
        """@returns the recorder's last word, empty where it is gone, or none where it goes on"""
        self._heard = time.monotonic()
        told = self._control.recv(4096)
        if told == START_SHELL:
            self._begin()
        return None if told in (START_SHELL, ALIVE) else told

    def _hangs(self) -> bool:
        """One that has never been heard waits for its first segment, and has no shell."""
        return self._heard is not None and time.monotonic() - self._heard > LONGEST_SILENCE

    def _begin(self) -> None:
        had_shell = self._life.has_shell()
        self._life.happens(START)
        if had_shell or not self._life.has_shell():
            return
        # the terminal stays open here as well: it outlives whoever closes it and opens it again
        self._shell = forked(self._start)

    def _outcome(self, told: bytes) -> Outcome:
        self._life.happens(RECORDER_DONE if told else RECORDER_GONE)
        if not told:
            return RECORDER_DIED, 1
        outcome = json.loads(told)
        return outcome["reason"], outcome["status"]

    def _reap(self) -> int:
        """@returns how many have ended"""
        ended = 0
        while True:
            try:
                process, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return ended
            if process == 0:
                return ended
            ended += 1
            if process == self._shell:
                self._shell = None
                code = os.waitstatus_to_exitcode(status)
                self._tell_recorder(code if code >= 0 else 128 - code)

    def _tell_recorder(self, status: int) -> None:
        try:
            self._control.send(json.dumps({"status": status}).encode())
        except OSError:
            pass  # it is gone, and the loop hears of it next

    def _end_all(self) -> None:
        """
        Ends every process of the session: whichever way it was made, its ancestor is this one. Does not give up.

        One that is over before it is found, and goes on in its child, is known by what it leaves: whoever has lost its parent is a
        child of this one, and its end is told here.
        """
        began = time.monotonic()
        asked: Set[int] = set()
        silent = 0
        while silent < LOOKS:
            ended = self._reap()
            left = [process for process in descendants(os.getpid()) if process != self._recorder]
            silent = 0 if left or ended else silent + 1
            waited = time.monotonic() - began
            for process in left:
                if waited > GRACE or process not in asked:
                    send(process, signal.SIGKILL if waited > GRACE else signal.SIGHUP)
                    asked.add(process)
            if waited > HOPPING and not silent:
                self._end_at_once()
            time.sleep(OFTEN if waited < 2 * HOPPING else SELDOM)


def end_all_of(uid: int) -> None:
    """Ends all processes of a user, sessions beside this one too: the kernel goes through them while none can be made."""

    def work() -> None:
        os.setgroups([])
        os.setresuid(uid, uid, uid)
        os.kill(-1, signal.SIGKILL)

    os.waitpid(forked(work), 0)


def send(process: int, number: int) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        pass  # it has ended by itself


def descendants(ancestor: int) -> List[int]:
    """Processes below one, of all of the system."""
    children: Dict[int, List[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            parent = parent_of(int(name))
            if parent is not None:
                children.setdefault(parent, []).append(int(name))
    found: List[int] = []
    waiting = [ancestor]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def parent_of(process: int) -> Optional[int]:
    """@returns none for one that has ended and only waits to be noticed"""
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            # the name is in brackets and may hold anything
            state, parent = file.read().rpartition(b")")[2].split()[:2]
    except OSError:
        return None
    return None if state == b"Z" else int(parent)


def tell(client: socket.socket, reason: str, status: int) -> None:
    """The client's last word, if it still listens."""
    try:
        client.sendall(json.dumps({"status": status, "message": TOLD.get(reason, "")}).encode() + b"\n")
    except OSError:
        pass  # it has gone
    client.close()
