"""
Makes a person's user when the agent that opens a session asks for it, and not before. Speaks the User/Group Record Lookup API of
systemd, so that `id <name>` finds a user that is not there yet: https://systemd.io/USER_GROUP_API

    python3 users.py /etc/isms-users.json
"""

from __future__ import annotations

import json
import os
import pwd
import re
import socket
import struct
import subprocess
import sys
import threading
from typing import Dict, Optional, Pattern, Sequence

from lineage import Process, managed_session, process_of

FOLDER = "/run/systemd/userdb"
SERVICE = "org.isms.Users"
LONGEST_QUESTION = 64 * 1024
# seconds
PATIENCE = 10

ASKED_FOR_USER = "io.systemd.UserDatabase.GetUserRecord"
NOT_FOUND = "io.systemd.UserDatabase.NoRecordFound"

Answer = Dict[str, object]


class Users:
    """The users that may be made: of a name that is one person's own, and of a list if there is one."""

    def __init__(self, name: Pattern[str], only: Sequence[str]) -> None:
        self._name = name
        self._only = frozenset(only)
        self._making = threading.Lock()

    def may_be_made(self, name: str) -> bool:
        return self._name.fullmatch(name) is not None and (not self._only or name in self._only)

    def made(self, name: str) -> Optional[pwd.struct_passwd]:
        """The user, made unless it is there. @returns none where it cannot be made"""
        with self._making:
            return passwd_entry(name) or created(name)


def created(name: str) -> Optional[pwd.struct_passwd]:
    """No password fits: a user that useradd makes has none, which it writes as `!`. No group but its own, so no sudo."""
    arguments = ["--create-home", "--user-group", "--shell", "/bin/bash", "--", name]
    if subprocess.run(["useradd", *arguments], check=False).returncode != 0:
        return None
    # others do not look into it
    entry = passwd_entry(name)
    if entry is not None:
        os.chmod(entry.pw_dir, 0o700)
    return entry


def passwd_entry(name: str) -> Optional[pwd.struct_passwd]:
    """What the file says: asking the system would ask this service."""
    with open("/etc/passwd", encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split(":")
            if fields[0] == name and len(fields) == 7:
                return pwd.struct_passwd((*fields[:2], int(fields[2]), int(fields[3]), *fields[4:]))
    return None


def answer(question: Answer, asker: Optional[Process], users: Users) -> Answer:
    parameters = question.get("parameters")
    name = parameters.get("userName") if isinstance(parameters, dict) else None
    if question.get("method") != ASKED_FOR_USER or not isinstance(name, str):
        return refusal()
    # whoever else looks for a name, root's programs among them, makes nobody
    if asker is None or asker.uid != 0 or managed_session(asker) is None or not users.may_be_made(name):
        return refusal()
    entry = users.made(name)
    return refusal() if entry is None else {"parameters": {"record": record_of(entry), "incomplete": False}}


def refusal() -> Answer:
    return {"error": NOT_FOUND, "parameters": {}}


def record_of(entry: pwd.struct_passwd) -> Dict[str, object]:
    return {
        "userName": entry.pw_name,
        "uid": entry.pw_uid,
        "gid": entry.pw_gid,
        "homeDirectory": entry.pw_dir,
        "shell": entry.pw_shell,
        "disposition": "regular",
        "service": SERVICE,
    }


def converse(client: socket.socket, users: Users) -> None:
    """Messages of Varlink are JSON that a zero byte ends: https://varlink.org"""
    client.settimeout(PATIENCE)
    # before anything is waited for: another process could have the number by then
    asker = process_of(struct.unpack("3i", client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0])
    waiting = b""
    with client:
        while True:
            part = client.recv(4096)
            if not part or len(waiting) > LONGEST_QUESTION:
                return
            waiting += part
            while b"\0" in waiting:
                message, _, waiting = waiting.partition(b"\0")
                reply = answer(json.loads(message), asker, users)
                client.sendall(json.dumps(reply).encode() + b"\0")


def serve(users: Users, path: str) -> None:
    os.makedirs(os.path.dirname(path), mode=0o755, exist_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        if os.path.exists(path):
            os.unlink(path)
        listener.bind(path)
        os.chmod(path, 0o666)
        listener.listen(64)
        while True:
            client, _ = listener.accept()
            threading.Thread(target=converse, args=(client, users), daemon=True).start()


def read_users(path: str) -> Users:
    with open(path, encoding="utf-8") as file:
        values = json.load(file)
    return Users(re.compile(values["name"]), values["only"])


if __name__ == "__main__":
    serve(read_users(sys.argv[1]), os.path.join(FOLDER, SERVICE))
