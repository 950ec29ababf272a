"""The recorder of one session: stands between the person's terminal and the shell's, and relays what is recorded."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import termios
import time
from dataclasses import dataclass
from typing import Dict, Optional, Set, Union

from control import Supervision, Unsupervised
from courier import MOST_UNCONFIRMED, Courier
from discretion import Discretion, echo_is_off
from journal import Journal
from life_cycle import ADMITTED, BOUNDS, CONFIRMED, EXPIRED, LATE, OVERDUE, SETTLED, TIMELY, WAITS, LifeCycle
from messages import ALIVE, CLIENT_GONE, EXITED, KEEPER_GONE, PAUSED, RESUMED, START_SHELL, STOPPED, UNCONFIRMED, UNHEALTHY, WAITING
from programs import LULL, Programs
from terminals import resize, size_of

# microseconds: nothing more is shown while an event this old is not confirmed, so that less than two seconds can be lost
LONGEST_LOSS = BOUNDS["loss"]
# microseconds: the session ends when this much of it is not confirmed; ending takes the rest of the five seconds allowed
LONGEST_UNCONFIRMED = BOUNDS["unconfirmed"]
# microseconds: how long the last segments may take when the shell has ended
LONGEST_FAREWELL = BOUNDS["farewell"]
# microseconds that are waited for the last programs of a shell that has ended, and that those may take that have been told of
LONGEST_SETTLING, LONGEST_HEARING = 300_000, 2_000_000
# microseconds until what the clock says is looked at again, where it could not happen yet
TICK = BOUNDS["tick"]
# microseconds between words to the keeper, which ends a session whose recorder it does not hear; for no longer is waited either, so that
# what comes to its end by time alone, as an approval does, is noticed
BEAT = 500_000
CHUNK = 64 * 1024
# a terminal gives four kilobytes at a time: reading on is cheaper than asking whether there is more
MOST_READS = 16
# bytes that wait for a terminal that is slow
MOST_WAITING = 64 * 1024


@dataclass(frozen=True)
class Ends:
    """Descriptors of a session: all are the recorder's own."""

    shell: int
    """The master of the shell's pseudo-terminal."""
    person: int
    """The person's terminal."""
    client: socket.socket
    """Tells by a byte that the terminal was resized, and by its end that the person is gone."""
    keeper: socket.socket
    """Starts and ends the shell."""
    witness: socket.socket
    """Tells of the programs that run in the session."""


class Clock:
    """Microseconds since the session began, whatever happens to the time of day."""

    def __init__(self) -> None:
        self._began = time.monotonic_ns()

    def now(self) -> int:
        return (time.monotonic_ns() - self._began) // 1000


def until_next(now: int, *moments: int) -> int:
    """Microseconds until the next of these moments. One that is over, and what was to happen waits, is looked at again after a tick."""
    return min(moment - now if moment > now else TICK for moment in moments)


class Session:
    """Relays and records until the shell or the recording ends."""

    def __init__(
        self,
        session: str,
        ends: Ends,
        journal: Journal,
        courier: Courier,
        clock: Clock,
        woken: int,
        programs: Programs,
        supervision: Union[Supervision, Unsupervised],
    ) -> None:
        self._session = session
        self._ends = ends
        self._journal = journal
        self._courier = courier
        self._clock = clock
        self._woken = woken
        self._programs = programs
        self._supervision = supervision
        self._waits = self._started = False
        self._by_whom: Set[str] = set()
        self._discretion = Discretion(journal.input, lambda now: journal.marker("input without echo", now))
        self._size = size_of(ends.person)
        self._to_person = b""
        self._to_shell = b""
        self._status: Optional[int] = None
        self._life = LifeCycle("recorder")
        self._why: Optional[str] = None
        self._stopped = False
        self._next_beat = 0

    def run(self) -> str:
        """@returns why the session ended"""
        signal.signal(signal.SIGTERM, self._stop)
        self._begin()
        while self._life.heeds():
            self._turn()
        return self._farewell()

    def status(self) -> int:
        return 1 if self._status is None else self._status

    def _stop(self, *_: object) -> None:
        # noted only: it may come in the midst of anything
        self._stopped = True

    def _begin(self) -> None:
        """The first segment is the proof that the recording can be stored: before it is, there is no shell."""
        self._courier.hand(self._journal.close(self._clock.now()))
        while not self._life.is_over() and self._courier.unconfirmed() > 0:
            self._judge()
            self._relay(self._wait(set()), set())
        self._life.happens(CONFIRMED)

    def _start(self) -> None:
        self._started = True
        resize(self._ends.shell, self._size)
        self._ends.keeper.send(START_SHELL)

    def _turn(self) -> None:
        self._hand_if_due()
        self._judge()
        self._heed()
        if self._life.is_over():
            return
        readable = self._readable()
        ready = self._wait(readable)
        # what others decided may have come to its end meanwhile: no key is passed on after that
        self._heed()
        if not self._life.is_over():
            self._relay(ready, readable if self._life.relays() else set())

    def _judge(self) -> None:
        """Has happen what the clock says of what is not confirmed."""
        self._beat()
        if self._stopped:
            self._end(STOPPED)
        event = self._timeliness(self._clock.now())
        if event == OVERDUE and not self._life.is_over():
            self._why = UNCONFIRMED if self._life.has_begun() else UNHEALTHY
        self._life.happens(event)

    def _beat(self) -> None:
        now = self._clock.now()
        if now < self._next_beat:
            return
        self._next_beat = now + BEAT
        try:
            self._ends.keeper.send(ALIVE, socket.MSG_DONTWAIT)
        except OSError:
            pass  # it is gone, which is heard next, or has words enough to hear

    def _timeliness(self, now: int) -> str:
        if now - self._courier.confirmed_until() > LONGEST_UNCONFIRMED:
            return OVERDUE
        oldest = self._oldest_event()
        return LATE if oldest is not None and now - oldest > LONGEST_LOSS else TIMELY

    def _oldest_event(self) -> Optional[int]:
        """When the oldest event was that is not confirmed."""
        oldest = self._courier.oldest_event()
        return self._journal.first_event() if oldest is None else oldest

    def _heed(self) -> None:
        """What others decide. While the session waits for them, nothing is read of either side."""
        if not self._life.heeds():
            return
        now = self._clock.now()
        decision = self._supervision.decision()
        if decision.ends is not None:
            self._end(decision.ends)
            return
        self._note_watchers(now)
        if decision.waits != self._waits:
            self._change(decision.waits, now)
        self._life.happens(WAITS if decision.waits else ADMITTED)
        if self._life.has_shell() and not self._started:
            self._start()

    def _note_watchers(self, now: int) -> None:
        by_whom = self._supervision.by_whom()
        for one in sorted(by_whom - self._by_whom):
            self._journal.marker(one, now)
        self._by_whom = by_whom

    def _change(self, waits: bool, now: int) -> None:
        self._waits = waits
        told = RESUMED if not self._waits else PAUSED if self._started else WAITING.format(session=self._session)
        self._to_person += self._journal.output(told.encode(), now)
        if not self._waits:
            self._forget_keys()

    def _forget_keys(self) -> None:
        """What was typed meanwhile was meant for what the person saw then."""
        try:
            termios.tcflush(self._ends.person, termios.TCIFLUSH)
        except termios.error:
            pass  # the terminal is gone, and the next turn hears of it

    def _readable(self) -> Set[int]:
        """What is read of: who is slow to take what waits for him is not given more."""
        ends, readable = self._ends, set()
        if not self._life.relays() or self._is_clogged():
            return readable
        if len(self._to_person) < MOST_WAITING:
            readable.add(ends.shell)
        if len(self._to_shell) < MOST_WAITING:
            readable.add(ends.person)
        return readable

    def _is_clogged(self) -> bool:
        return self._journal.is_full() and self._courier.unconfirmed() >= MOST_UNCONFIRMED

    def _wait(self, readable: Set[int]) -> Dict[int, int]:
        """Waits until there is something to relay, or the clock has something to say. @returns what there is, by descriptor"""
        ends = self._ends
        poll = select.poll()
        for descriptor in (self._woken, ends.keeper.fileno(), ends.client.fileno(), self._programs.fileno()):
            poll.register(descriptor, select.POLLIN)
        for descriptor, waiting in ((ends.shell, self._to_shell), (ends.person, self._to_person and self._life.shows())):
            interest = (select.POLLIN if descriptor in readable else 0) | (select.POLLOUT if waiting else 0)
            if interest:
                poll.register(descriptor, interest)
        return dict(poll.poll(self._patience() / 1000))

    def _relay(self, ready: Dict[int, int], readable: Set[int]) -> None:
        ends = self._ends
        if self._woken in ready:
            os.read(self._woken, 4096)
        if ends.client.fileno() in ready:
            self._from_client()
        if self._programs.fileno() in ready or self._programs.is_silent():
            self._from_kernel()
        self._follow_size()
        if ready.get(ends.person, 0) & ~select.POLLOUT and ends.person in readable:
            self._from_person()
        if ready.get(ends.shell, 0) & ~select.POLLOUT and ends.shell in readable:
            self._from_shell()
        self._show()
        self._to_shell = self._written(ends.shell, self._to_shell)
        if ends.keeper.fileno() in ready:
            self._from_keeper()

    def _patience(self) -> int:
        """Microseconds until the clock has something to say: to look more often costs more of the processor than recording does."""
        now = self._clock.now()
        oldest = self._oldest_event()
        return until_next(
            now,
            self._next_beat,
            self._journal.due(),
            self._courier.confirmed_until() + LONGEST_UNCONFIRMED,
            now + self._programs.patience(),
            *([] if oldest is None else [oldest + LONGEST_LOSS]),
        )

    def _from_client(self) -> None:
        if not self._ends.client.recv(4096):
            self._end(CLIENT_GONE)

    def _from_kernel(self) -> None:
        ends = self._programs.read(self._clock.now())
        if ends is not None:
            self._end(ends)

    def _from_keeper(self) -> None:
        told = self._ends.keeper.recv(4096)
        if not told:
            self._end(KEEPER_GONE)
            return
        self._status = int(json.loads(told)["status"])
        self._end(EXITED)

    def _follow_size(self) -> None:
        """The size is asked of the terminal itself: what the client says of it is not relied on."""
        try:
            size = size_of(self._ends.person)
        except OSError:
            self._end(CLIENT_GONE)
            return
        if size == self._size:
            return
        self._size = size
        self._journal.resize(*size, self._clock.now())
        resize(self._ends.shell, size)

    def _from_person(self) -> None:
        keys = self._read(self._ends.person)
        if keys is None:
            self._end(CLIENT_GONE)
            return
        silent = echo_is_off(self._ends.shell)
        self._to_shell = self._written(self._ends.shell, self._to_shell + keys)
        self._discretion.typed(keys, self._clock.now(), self._ends.shell, silent)

    def _from_shell(self) -> None:
        chunks = []
        for _ in range(MOST_READS):
            chunk = self._read(self._ends.shell)
            if not chunk:
                break
            chunks.append(chunk)
        if chunks:
            output = b"".join(chunks)
            self._discretion.answered(output)
            self._to_person += self._journal.output(output, self._clock.now())

    @staticmethod
    def _read(terminal: int) -> Optional[bytes]:
        """@returns nothing where there is nothing, None where there will be nothing more"""
        try:
            return os.read(terminal, CHUNK) or None
        except BlockingIOError:
            return b""
        except OSError:
            return None

    def _written(self, terminal: int, data: bytes) -> bytes:
        """@returns what is still to be written"""
        if not data:
            return data
        try:
            return data[os.write(terminal, data) :]
        except BlockingIOError:
            return data
        except OSError:
            return b""

    def _show(self) -> None:
        if self._life.shows():
            self._to_person = self._written(self._ends.person, self._to_person)

    def _end(self, why: str) -> None:
        self._why = self._why or why
        self._life.happens(why)

    def _farewell(self) -> str:
        """Records what is left, and has it stored. A recording that could not be confirmed is not pursued."""
        deadline = self._clock.now() + LONGEST_FAREWELL
        why = self._why or UNHEALTHY
        if why == EXITED:
            self._drain(deadline)
        self._hear_out(deadline, LONGEST_SETTLING if why == EXITED else 0)
        if self._life.is_over():
            return self._why or UNHEALTHY
        now = self._clock.now()
        self._discretion.ended()
        self._to_person += self._journal.rest(now)
        if self._status is not None:
            self._journal.exit(self._status, now)
        # the segment that closes the recording is sent when all before it are stored: without it something is missing
        self._courier.hand(self._journal.close(now))
        self._settle(deadline)
        self._courier.hand(self._journal.close(self._clock.now(), {"reason": why, "status": self._status}))
        self._settle(deadline)
        self._life.happens(EXPIRED if self._courier.unconfirmed() > 0 else SETTLED)
        return why if self._courier.unconfirmed() == 0 else UNCONFIRMED

    def _closes(self, deadline: int) -> bool:
        """Whether there is time yet to close the recording."""
        self._judge()
        if self._clock.now() > deadline:
            self._life.happens(EXPIRED)
        return not self._life.is_over()

    def _drain(self, deadline: int) -> None:
        """What the shell wrote last is still in its terminal; what others write there later is not waited for."""
        while self._closes(deadline):
            self._hand_if_due()
            if not select.select([self._ends.shell], [], [], 0)[0]:
                return
            if not self._life.shows() or self._journal.is_full() or len(self._to_person) >= MOST_WAITING:
                time.sleep(0.001)
                self._show()
            else:
                self._from_shell()

    def _hear_out(self, deadline: int, settling: int) -> None:
        """Records the programs that have been told of. @param settling: for how long others are waited for"""
        began = self._clock.now()
        while self._closes(deadline):
            self._hand_if_due()
            now = self._clock.now()
            if self._programs.are_heard(now, LULL if now - began < settling else 0):
                return
            if now - began > LONGEST_HEARING:
                self._programs.tell_unheard(now)
                return

    def _hand_if_due(self) -> None:
        now = self._clock.now()
        if self._courier.unconfirmed() < MOST_UNCONFIRMED and self._journal.is_due(now):
            self._courier.hand(self._journal.close(now))

    def _settle(self, deadline: int) -> None:
        """Waits until all is stored, and shown."""
        while (self._courier.unconfirmed() > 0 or self._to_person) and self._closes(deadline):
            shown_to = [self._ends.person] if self._to_person and self._life.shows() else []
            if self._woken in select.select([self._woken], shown_to, [], TICK / 1_000_000)[0]:
                os.read(self._woken, 4096)
            self._show()
