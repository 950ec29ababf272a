"""Makes a session one that the kernel's audit can tell from others, and makes sure that it does."""

from __future__ import annotations

import json
import os
import socket

from kernel_audit import Unaudited

# seconds until the kernel has told of a program that has run
PATIENCE = 2


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


def attach(executions: socket.socket, login_session: int, person: str) -> None:
    """Asks the witness for what is run in this login. @raise Unaudited"""
    executions.settimeout(PATIENCE)
    try:
        executions.send(json.dumps({"loginSession": login_session, "person": person}).encode())
        heard(executions)
    finally:
        executions.settimeout(None)


def probe(executions: socket.socket, shell: str) -> None:
    """Runs the shell to do nothing: where nobody tells of that, nobody would tell of more. @raise Unaudited"""
    process = os.fork()
    if process == 0:
        try:
            os.execve(shell, [shell, "-c", ":"], {})
        finally:
            os._exit(1)
    os.waitpid(process, 0)
    executions.settimeout(PATIENCE)
    try:
        while heard(executions).get("pid") != process:
            pass
    finally:
        executions.settimeout(None)


def heard(executions: socket.socket) -> dict:
    try:
        message = executions.recv(1024 * 1024)
    except OSError as error:
        raise Unaudited(f"nothing is told: {error}") from error
    if not message:
        raise Unaudited("the witness is gone")
    return json.loads(message)
