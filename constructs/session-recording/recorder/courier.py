"""Carries drafts to the store: sealed in their order, signed and stored several at a time."""

from __future__ import annotations

import queue
import threading
import time
from typing import Callable, Dict, Optional, Set

from aws import Unreachable
from journal import Draft
from segments import Chain, Sealed, name_of
from signing import Signer
from storing import AlreadyThere, Store

# segments on their way at a time: a flood of output must not send more than a slow line carries before it is too late
SENDERS = MOST_UNCONFIRMED = 4
# seconds between attempts, doubled each time
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 0.4


class Courier:
    """Knows until when the session is confirmed to be stored. `wake` is called, in another thread, when that changes."""

    def __init__(self, session: str, chain: Chain, signer: Signer, store: Store, wake: Callable[[], None]) -> None:
        self._session = session
        self._chain = chain
        self._signer = signer
        self._store = store
        self._wake = wake
        self._drafts: "queue.Queue[Draft]" = queue.Queue()
        self._sealed: "queue.Queue[Sealed]" = queue.Queue()
        self._lock = threading.Lock()
        self._unconfirmed: Dict[int, Draft] = {}
        self._stored: Set[int] = set()
        self._handed = 0
        self._confirmed = 0
        self._confirmed_until = 0
        for work in [self._seal] + [self._send] * SENDERS:
            threading.Thread(target=work, daemon=True).start()

    def hand(self, draft: Draft) -> None:
        with self._lock:
            self._unconfirmed[self._handed] = draft
            self._handed += 1
        self._drafts.put(draft)

    def unconfirmed(self) -> int:
        with self._lock:
            return len(self._unconfirmed)

    def confirmed_until(self) -> int:
        """Microseconds of the session: all that was before is stored."""
        with self._lock:
            return self._confirmed_until

    def oldest_event(self) -> Optional[int]:
        """When the oldest event was that is not confirmed."""
        with self._lock:
            times = [draft.events[0][0] for draft in self._unconfirmed.values() if draft.events]
        return min(times, default=None)

    def _seal(self) -> None:
        while True:
            draft = self._drafts.get()
            with self._lock:
                confirmed = self._confirmed
            self._sealed.put(self._chain.seal(draft, confirmed))

    def _send(self) -> None:
        while True:
            sealed = self._sealed.get()
            self._store_surely(sealed)
            self._confirm(sealed.sequence)

    def _store_surely(self, sealed: Sealed) -> None:
        """Tries until it succeeds: who waits decides when it is too late."""
        segment = until_reached(lambda: sealed.signed(self._signer))
        name = name_of(self._session, sealed.sequence)
        attempt = Attempt(self._store, name_of(self._session, sealed.sequence), segment)
        until_reached(attempt.put)

    def _confirm(self, sequence: int) -> None:
        with self._lock:
            self._stored.add(sequence)
            while self._confirmed in self._stored:
                self._stored.remove(self._confirmed)
                self._confirmed_until = self._unconfirmed.pop(self._confirmed).until
                self._confirmed += 1
        self._wake()


class Attempt:
    """
    Puts one segment, once or more often. An answer that was lost is no fault: the object that is there afterwards is ours. One that
    was there before is another's, and no attempt mends that.
    """

    def __init__(self, store: Store, name: str, segment: bytes) -> None:
        self._store = store
        self._name = name
        self._segment = segment
        self._may_be_ours = False
        self._is_anothers = False

    def put(self) -> None:
        """@raise Unreachable"""
        try:
            self._store.put(self._name, self._segment)
        except Unreachable:
            self._may_be_ours = True
            raise
        except AlreadyThere as error:
            self._is_anothers = self._is_anothers or not self._may_be_ours
            if self._is_anothers:
                raise Unreachable(f"{self._name} is another's") from error


def until_reached(attempt: Callable[[], object]) -> object:
    pause = FIRST_PAUSE
    while True:
        try:
            return attempt()
        except Unreachable:
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
