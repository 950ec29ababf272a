"""Segments: drafts with a header, chained by digest, compressed and signed."""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b64encode
from dataclasses import dataclass
from typing import Optional

from journal import Draft, asciicast
from signing import Signer

FORMAT = "isms-session/1"

# bytes: a segment this large comes of a flood of output, which compression must not hold up
FLOOD = 256 * 1024


@dataclass(frozen=True)
class Sealed:
    """A segment that needs nothing but a signature: `header`, a line feed, `payload`."""

    sequence: int
    header: bytes
    payload: bytes

    def digest(self) -> bytes:
        return hashlib.sha256(self.header + b"\n" + self.payload).digest()

    def signed(self, signer: Signer) -> bytes:
        """The file: the header, the signature of the digest, the payload."""
        return self.header + b"\n" + b64encode(signer.sign(self.digest())) + b"\n" + self.payload


class Chain:
    """Seals drafts in their order. The payloads, one after another, are a file of asciicast v3."""

    def __init__(self, session: str, key: str, opens: dict, cast: dict) -> None:
        self._session = session
        self._key = key
        self._opens: Optional[dict] = opens
        self._cast = cast
        self._previous = ""
        self._sequence = 0
        self._last_event = 0

    def seal(self, draft: Draft, confirmed: int) -> Sealed:
        """@param confirmed how many segments, from the first, are known to be stored"""
        counted_from = self._last_event
        events = asciicast(draft.events, counted_from)
        if draft.events:
            self._last_event = draft.events[-1][0]
        if self._opens is not None:
            events = canonical(self._cast) + b"\n" + events
        payload = compressed(events)
        header = {
            "format": FORMAT,
            "session": self._session,
            "sequence": self._sequence,
            "previous": self._previous,
            "since": draft.since,
            "until": draft.until,
            "from": counted_from,
            "length": len(payload),
            "size": len(events),
            "confirmed": confirmed,
            "key": self._key,
        }
        if self._opens is not None:
            header["opens"], self._opens = self._opens, None
        if draft.closes is not None:
            header["closes"] = draft.closes
        sealed = Sealed(self._sequence, canonical(header), payload)
        self._previous = sealed.digest().hex()
        self._sequence += 1
        return sealed


def compressed(events: bytes) -> bytes:
    """Level 1; of a flood runs alone, which is three times as fast where there is nothing else to gain."""
    strategy = zlib.Z_RLE if len(events) > FLOOD else zlib.Z_DEFAULT_STRATEGY
    stream = zlib.compressobj(level=1, strategy=strategy)
    return stream.compress(events) + stream.flush()


def canonical(value: dict) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def name_of(session: str, sequence: int) -> str:
    return f"{session}/{sequence:08d}.seg"
