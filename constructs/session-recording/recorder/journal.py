"""What happens in a session, as events of asciicast v3, gathered into drafts of segments."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import List, Optional, Tuple

OUTPUT, INPUT, RESIZE, MARKER, EXIT = "o", "i", "r", "m", "x"
# not of asciicast, whose players pass over codes that they do not know: a program that was run, and what is told of one
EXECUTION, ALERT = "e", "a"

# microseconds: pieces of output this close together are one event, which bounds the error of its time
COALESCED = 10_000
# bytes: a larger piece is an event of its own
LARGEST_EVENT = 64 * 1024
# microseconds: a segment is closed this long after its first event, and one without events this long after the last one
OPEN_FOR = 1_000_000
IDLE_FOR = 2_000_000
# bytes of events, before they are compressed
LARGEST_SEGMENT = 1024 * 1024

# signs that JSON does not let stand: those that terminals are shown, then all controls
REPLACED = [(sign.encode(), json.dumps(sign)[1:-1].encode()) for sign in '\\"\n\r\t\b\a\x1b']
CONTROLS = bytes(range(0x20))

Event = Tuple[int, str, bytes]


@dataclass(frozen=True)
class Draft:
    """The events of a segment that is closed, but neither sealed nor stored. Times are microseconds of the session."""

    events: List[Event]
    since: int
    until: int
    closes: Optional[dict] = None


@dataclass
class Journal:
    """Gathers events. Every method takes the time, in microseconds since the session began."""

    since: int = 0
    events: List[Event] = field(default_factory=list)
    size: int = 0
    _last: int = 0
    _cut: bytes = b""
    _pieces: List[bytes] = field(default_factory=list)
    _pieces_size: int = 0
    _pieces_began: int = 0

    def output(self, chunk: bytes, now: int) -> bytes:
        """Takes output. Returns what of it may be shown: a character that is not complete is kept until the rest arrives."""
        whole, self._cut = whole_characters(self._cut + chunk)
        if not whole:
            return whole
        if self._pieces and (now - self._pieces_began > COALESCED or self._pieces_size > LARGEST_EVENT):
            self._flush()
        if not self._pieces:
            self._pieces_began = self._in_order(now)
        self._pieces.append(whole)
        self._pieces_size += len(whole)
        self.size += len(whole)
        return whole

    def rest(self, now: int) -> bytes:
        """What was kept, when no more output will come."""
        rest, self._cut = self._cut, b""
        if rest:
            self._add(now, OUTPUT, rest)
        return rest

    def input(self, keys: bytes, now: int) -> None:
        self._add(now, INPUT, keys)

    def resize(self, columns: int, rows: int, now: int) -> None:
        self._add(now, RESIZE, b"%dx%d" % (columns, rows))

    def marker(self, label: str, now: int) -> None:
        self._add(now, MARKER, label.encode())

    def executed(self, program: bytes, now: int) -> None:
        self._add(now, EXECUTION, program)

    def alert(self, told: bytes, now: int) -> None:
        self._add(now, ALERT, told)

    def exit(self, status: int, now: int) -> None:
        self._add(now, EXIT, b"%d" % status)

    def first_event(self) -> Optional[int]:
        """When the oldest event was that is in no draft yet."""
        if self.events:
            return self.events[0][0]
        return self._pieces_began if self._pieces else None

    def due(self) -> int:
        """When a segment is to be closed. One is closed without events, too: that there were none is recorded."""
        first = self.first_event()
        if first is None:
            return self.since + IDLE_FOR
        return self.since if self.is_full() else first + OPEN_FOR

    def is_due(self, now: int) -> bool:
        """Whether a segment is to be closed now."""
        return now >= self.due()

    def is_full(self) -> bool:
        return self.size >= LARGEST_SEGMENT

    def close(self, now: int, closes: Optional[dict] = None) -> Draft:
        self._flush()
        draft = Draft(self.events, self.since, now, closes)
        self.events, self.size, self.since = [], 0, now
        return draft

    def _add(self, now: int, code: str, data: bytes) -> None:
        self._flush()
        self.events.append((self._in_order(now), code, data))
        self.size += len(data)

    def _in_order(self, now: int) -> int:
        """Keystrokes come late where they were held: time does not run backwards for it, nor out of the segment."""
        self._last = max(self._last, self.since, now)
        return self._last

    def _flush(self) -> None:
        if self._pieces:
            self.events.append((self._pieces_began, OUTPUT, b"".join(self._pieces)))
            self._pieces, self._pieces_size = [], 0


def whole_characters(data: bytes) -> Tuple[bytes, bytes]:
    """Cuts off the first bytes of a UTF-8 character whose other bytes may still come."""
    for back in range(1, min(3, len(data)) + 1):
        byte = data[-back]
        if byte & 0xC0 == 0x80:
            continue
        length = 4 if byte >= 0xF0 else 3 if byte >= 0xE0 else 2 if byte >= 0xC0 else 1
        return (data[:-back], data[-back:]) if length > back else (data, b"")
    return data, b""


def asciicast(events: List[Event], previous: int) -> bytes:
    """
    Lines of asciicast v3, whose times count from the event before. Bytes that are no UTF-8 stand as lone surrogates U+DC80 to
    U+DCFF (PEP 383), so that they can be read back.
    """
    lines = []
    for time, code, data in events:
        interval = f"{(time - previous) / 1_000_000:.6f}"
        previous = time
        lines += [f"[{interval}, \"{code}\", ".encode("ascii"), quoted(data), b"]\n"]
    return b"".join(lines)


def quoted(data: bytes) -> bytes:
    """A string of JSON. What a terminal shows has few signs to replace: to look for each of them is faster than to look at each sign."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return json.dumps(data.decode("utf-8", "surrogateescape")).encode("ascii")
    for sign, replacement in REPLACED:
        data = data.replace(sign, replacement)
    if len(data.translate(None, CONTROLS)) == len(data):
        return b'"' + data + b'"'
    return json.dumps(text, ensure_ascii=False).encode("utf-8")
