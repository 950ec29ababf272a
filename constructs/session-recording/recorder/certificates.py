"""
Gives who is in a recorded session a certificate for one connection to a target: of the person's own name, for minutes, from this host.
The key that signs it never leaves KMS. Whoever it is given to, the host log has it first; the session's terminal shows it.

    python3 certificates.py /etc/isms-recorder.json KEY-ARN /run/isms-certificates/socket

A question is a line of JSON, `{"target", "port", "publicKey"}`; the answer `{"certificate", "address"}` or `{"refused"}`.
"""

from __future__ import annotations

import json
import os
import pwd
import re
import secrets
import socket
import stat
import sys
import threading
import time
from base64 import b64decode
from dataclasses import dataclass
from typing import Callable, Dict, List, Optional, Tuple, TypeVar

from aws import InstanceRole, Service, Unreachable
from configuration import Configuration, read_configuration
from keeper import asker_of
from lineage import Process, ancestors, managed_session, process_of, processes
from signing import KmsSigner
from ssh_certificate import Grant, NoKey, certificate, point_in, point_of
from warden import SERVICE

# seconds: clocks may differ, and a connection has to be opened; together five minutes
LEEWAY, LIFETIME = 60, 240
# seconds
PATIENCE = 10
LONGEST_QUESTION = 4096
ATTEMPTS = 3
# a name of DNS, or an address of IPv4
TARGET = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")

UNRECORDED = "unrecorded"
NOT_UNDERSTOOD = "not-understood"
UNKNOWN_TARGET = "unknown-target"
UNTOLD = "untold"
UNSIGNED = "unsigned"

T = TypeVar("T")


class Refused(Exception):
    """Why there is no certificate."""


@dataclass(frozen=True)
class Session:
    """A recorded session that somebody is in."""

    person: str
    managed: str
    """Its id in Session Manager."""
    screen: str
    """The path of its terminal: what is written there is recorded, and shown."""


@dataclass(frozen=True)
class Question:
    target: str
    port: int
    point: bytes
    """Of the public key that is to be certified."""


class Authority:
    """The key that certifies."""

    def __init__(self, service: Service, key: str) -> None:
        self._service = service
        self._key = key
        self._point: Optional[bytes] = None

    def certified(self, point: bytes, grant: Grant) -> str:
        """@raise Unreachable"""
        if self._point is None:
            self._point = self._asked()
        return certificate(point, grant, self._point, KmsSigner(self._service, self._key).sign)

    def _asked(self) -> bytes:
        headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService.GetPublicKey"}
        status, body = self._service.call("POST", "/", headers, json.dumps({"KeyId": self._key}).encode("ascii"))
        if status != 200:
            raise Unreachable(f"the public key was answered {status}")
        try:
            return point_in(b64decode(json.loads(body)["PublicKey"]))
        except (ValueError, KeyError, TypeError) as error:
            raise Unreachable("the public key is not understood") from error


class Certificates:
    def __init__(self, configuration: Configuration, key: str) -> None:
        role = InstanceRole(configuration.metadata_url)
        self._authority = Authority(Service(configuration.signing_url, configuration.region, "kms", role), key)
        self._least_uid = configuration.least_uid
        self._log = configuration.log()

    def answer(self, asker: Tuple[int, int], message: bytes) -> Dict[str, object]:
        try:
            return self._issued(recorded_session(*asker, self._least_uid), understood(message))
        except Refused as refusal:
            self._tell_refusal(asker[1], str(refusal))
            return {"refused": str(refusal)}

    def _issued(self, session: Session, question: Question) -> Dict[str, object]:
        address, source = route_to(question)
        now = int(time.time())
        grant = Grant(
            key_id=f"{session.person}@{session.managed}",
            principal=session.person,
            serial=secrets.randbits(63),
            after=now - LEEWAY,
            before=now + LIFETIME,
            source=f"{source}/32",
        )
        signed = tried(lambda: self._authority.certified(question.point, grant), UNSIGNED)
        # before it is handed out: what nobody was told of must not be of use
        facts = {"target": question.target, "address": address, "port": question.port, "serial": str(grant.serial)}
        self._tell("certificate-issued", person=session.person, managed=session.managed, **facts)
        tell_recording(session, question, grant)
        return {"certificate": signed, "address": address}

    def _tell(self, event: str, **facts: object) -> None:
        text = json.dumps({"event": event, **facts}, ensure_ascii=False, separators=(",", ":"))
        tried(lambda: self._log.put([(int(time.time() * 1000), text)]), UNTOLD)

    def _tell_refusal(self, uid: int, why: str) -> None:
        try:
            self._tell("certificate-refused", person=name_of(uid), why=why)
        except Refused:
            pass  # who asked has nothing


def recorded_session(pid: int, uid: int, least_uid: int) -> Session:
    """The session that a process runs in, as the kernel says who it is and of which processes it comes. @raise Refused"""
    process = process_of(pid)
    if process is None or process.uid != uid or uid < least_uid:
        raise Refused(UNRECORDED)
    keeper = next((one for one in ancestors(process) if one.uid == 0 and SERVICE in one.words()), None)
    held = [] if keeper is None else terminals_of(keeper)
    # the keeper holds the session's own terminal, which is the person's, and the one that the agent has opened
    screens = [path for path, owner in held if owner == uid]
    outside = {path for path, owner in held if owner != uid}
    managed = next((found for found in map(managed_session, showing(outside, uid)) if found is not None), None)
    if len(screens) != 1 or managed is None:
        raise Refused(UNRECORDED)
    return Session(name_of(uid), managed, screens[0])


def terminals_of(keeper: Process) -> List[Tuple[str, int]]:
    """The terminals that it has open, by path, and whose each is."""
    folder = f"/proc/{keeper.pid}/fd"
    found: Dict[str, int] = {}
    for name in os.listdir(folder):
        try:
            path, status = os.readlink(f"{folder}/{name}"), os.stat(f"{folder}/{name}")
        except OSError:
            continue  # closed since
        if path.startswith("/dev/pts/") and stat.S_ISCHR(status.st_mode):
            found[path] = status.st_uid
    return sorted(found.items())


def showing(terminals: "set[str]", uid: int) -> List[Process]:
    """Processes of a user that read from one of these terminals."""
    return [process for process in processes() if process.uid == uid and input_of(process) in terminals]


def input_of(process: Process) -> str:
    try:
        return os.readlink(f"/proc/{process.pid}/fd/0")
    except OSError:
        return ""


def understood(message: bytes) -> Question:
    """@raise Refused"""
    try:
        asked = json.loads(message)
        target, port = asked["target"], asked["port"]
        point = point_of(asked["publicKey"])
    except (NoKey, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(NOT_UNDERSTOOD) from error
    if not isinstance(target, str) or not TARGET.fullmatch(target) or type(port) is not int or not 0 < port < 65536:
        raise Refused(NOT_UNDERSTOOD)
    return Question(target, port, point)


def route_to(question: Question) -> Tuple[str, str]:
    """The target's address, and the one of this host that a connection to it comes from. @raise Refused"""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            # sends nothing
            probe.connect((question.target, question.port))
            return probe.getpeername()[0], probe.getsockname()[0]
    except (OSError, UnicodeError) as error:
        raise Refused(UNKNOWN_TARGET) from error


def tell_recording(session: Session, question: Question, grant: Grant) -> None:
    """Where nothing takes what is shown, nothing is recorded. @raise Refused"""
    until = time.strftime("%H:%M:%SZ", time.gmtime(grant.before))
    line = f"isms: certificate {grant.serial}, {session.person} at {question.target}:{question.port}, until {until}\r\n".encode()
    try:
        screen = os.open(session.screen, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            if os.write(screen, line) != len(line):
                raise Refused(UNTOLD)
        finally:
            os.close(screen)
    except OSError as error:
        raise Refused(UNTOLD) from error


def tried(work: Callable[[], T], failure: str) -> T:
    """@raise Refused"""
    for _ in range(ATTEMPTS):
        try:
            return work()
        except (Unreachable, NoKey) as error:
            sys.stderr.write(f"{failure}: {error}\n")
    raise Refused(failure)


def name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def converse(client: socket.socket, certificates: Certificates) -> None:
    client.settimeout(PATIENCE)
    asker = asker_of(client)
    message = b""
    with client:
        while not message.endswith(b"\n"):
            part = client.recv(LONGEST_QUESTION)
            if not part or len(message) > LONGEST_QUESTION:
                return
            message += part
        client.sendall(json.dumps(certificates.answer(asker, message)).encode() + b"\n")


def serve(certificates: Certificates, path: str) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        if os.path.exists(path):
            os.unlink(path)
        listener.bind(path)
        # anybody may ask: who asks is told by the kernel
        os.chmod(path, 0o666)
        listener.listen(16)
        while True:
            client, _ = listener.accept()
            threading.Thread(target=converse, args=(client, certificates), daemon=True).start()


if __name__ == "__main__":
    serve(Certificates(read_configuration(sys.argv[1]), sys.argv[2]), sys.argv[3])
