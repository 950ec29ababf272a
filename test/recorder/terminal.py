"""
A person at a terminal, for tests: opens a pseudo-terminal, starts the client in it as another user, types, and notes what is shown.

    python3 terminal.py RESULT USER COMMAND…     # the steps come as JSON on standard input, one list

Steps: {"type": text}, {"bytes": hex}, {"wait": seconds}, {"until": text}, {"resize": [columns, rows]}, {"mark": name},
{"quiet": seconds}, {"hang": true} to close the terminal, {"end": seconds} to wait for the client's end.
Result: JSON with `shown` ([seconds since the epoch, hex] each), `marks` (name, bytes shown so far, seconds), `status`, `ended`,
`settings` (whether the terminal is as it was).
"""

import fcntl
import json
import os
import pty
import pwd
import select
import struct
import sys
import termios
import time

PATIENCE = 30


class Person:
    def __init__(self, user, command):
        self.shown, self.marks, self.size, self.tail = [], [], 0, b""
        self.master, slave = pty.openpty()
        person = pwd.getpwnam(user)
        os.fchown(slave, person.pw_uid, -1)
        self.slave_name = os.ttyname(slave)
        self.resize(80, 24)
        self.before = termios.tcgetattr(slave)
        self.child = os.fork()
        if self.child == 0:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for descriptor in (0, 1, 2):
                os.dup2(slave, descriptor)
            os.closerange(3, 64)
            os.setgid(person.pw_gid)
            os.setuid(person.pw_uid)
            os.execvpe(command[0], command, {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": os.environ["PATH"]})
        self.slave = slave
        self.status = None
        self.ended = None

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def look(self, seconds):
        """Notes what is shown within this time. @returns whether there was anything"""
        ready = select.select([self.master], [], [], seconds)[0]
        if not ready:
            return False
        data = os.read(self.master, 65536)
        self.shown.append((time.time(), data))
        self.size += len(data)
        self.tail = (self.tail + data)[-65536:]
        return True

    def wait(self, seconds):
        end = time.time() + seconds
        while time.time() < end:
            self.look(max(0, min(0.01, end - time.time())))

    def quiet(self, seconds):
        while self.look(seconds):
            pass

    def until(self, text):
        end, wanted = time.time() + PATIENCE, text.encode()
        while wanted not in self.tail:
            if time.time() > end:
                raise SystemExit(f"never shown: {text!r}; last {self.tail[-500:]!r}")
            self.look(0.05)

    def type(self, data):
        while data:
            written = os.write(self.master, data[:512])
            data = data[written:]
            self.look(0)

    def end(self, seconds):
        end = time.time() + seconds
        while time.time() < end:
            self.look(0.01)
            found, status = os.waitpid(self.child, os.WNOHANG)
            if found:
                self.ended = time.time()
                self.status = os.waitstatus_to_exitcode(status)
                self.quiet(0.1)
                return

    def step(self, step):
        ((what, value),) = step.items()
        if what == "type":
            self.type(value.encode())
        elif what == "bytes":
            self.type(bytes.fromhex(value))
        elif what == "resize":
            self.resize(*value)
        elif what == "mark":
            self.marks.append({"name": value, "size": self.size, "at": time.time()})
        elif what == "hang":
            os.close(self.slave)
            os.close(self.master)
        else:
            {"wait": self.wait, "until": self.until, "quiet": self.quiet, "end": self.end}[what](value)


def main(result, user, *command):
    person = Person(user, command)
    for step in json.load(sys.stdin):
        person.step(step)
    try:
        settings = termios.tcgetattr(person.slave) == person.before
        mode = os.fstat(person.slave).st_uid == pwd.getpwnam(user).pw_uid
    except (OSError, termios.error):
        settings = mode = None
    with open(result, "w") as file:
        json.dump(
            {
                "shown": [[at, data.hex()] for at, data in person.shown],
                "marks": person.marks,
                "status": person.status,
                "ended": person.ended,
                "restored": settings and mode,
            },
            file,
        )


main(*sys.argv[1:])
