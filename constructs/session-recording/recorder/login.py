"""Makes a session one that the kernel's audit can tell from others, and makes sure that it does."""

from __future__ import annotations

import json
import os
import secrets
import socket

from executions import as_event
from kernel_audit import Unaudited

# seconds until the kernel has told of a program that has run
PATIENCE = 4


def log_in(uid: int) -> int:
    """
    Gives this process, and all that comes of it, the person's number for audit, whatever user they become; needs CAP_AUDIT_CONTROL.
    https://man7.org/linux/man-pages/man5/proc_pid_loginuid.5.html
    @returns the number that the kernel gives the login
    @raise Unaudited
    """
    try:
        with open("/proc/self/loginuid", "w", encoding="ascii") as file:
            file.write(str(uid))
        with open("/proc/self/sessionid", encoding="ascii") as file:
            return int(file.read())
    except OSError as error:
        raise Unaudited(f"no login for audit: {error}") from error


def attach(witness: socket.socket, login_session: int, person: str) -> None:
    """Asks the witness for what is run in this login. @raise Unaudited"""
    witness.settimeout(PATIENCE)
    try:
        witness.send(as_event({"loginSession": login_session, "person": person}))
        heard(witness)
    except OSError as error:
        raise Unaudited(f"nothing is told: {error}") from error
    finally:
        witness.settimeout(None)


def probe(witness: socket.socket, shell: str) -> None:
    """
    Runs the shell to do nothing: where nobody tells of that, nobody would tell of more. It is known by a word of chance, since the
    kernel tells numbers of processes as they are outside of all namespaces.
    @raise Unaudited
    """
    command = [shell, "-c", ":", secrets.token_hex(16)]
    process = os.fork()
    if process == 0:
        try:
            os.execve(shell, command, {})
        finally:
            os._exit(1)
    os.waitpid(process, 0)
    witness.settimeout(PATIENCE)
    try:
        while heard(witness).get("argv") != command:
            pass
    finally:
        witness.settimeout(None)


def tell_host(witness: socket.socket, event: str, **facts: object) -> None:
    """Has the host log say something. Where it cannot, its heartbeat is missing as well."""
    try:
        witness.send(as_event({"event": event, **facts}), socket.MSG_DONTWAIT)
    except OSError:
        pass  # the witness is gone, which is heard next: the session ends


def heard(witness: socket.socket) -> dict:
    try:
        message = witness.recv(1024 * 1024)
    except OSError as error:
        raise Unaudited(f"nothing is told: {error}") from error
    if not message:
        raise Unaudited("the witness is gone")
    return json.loads(message)
