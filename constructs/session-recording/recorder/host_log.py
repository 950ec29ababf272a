"""What the host tells those who watch over it: lines of a log group, apart from recordings."""

from __future__ import annotations

import json
import queue
import threading
import time
from typing import List, Optional, Protocol, Tuple

from aws import Service, Unreachable

# of one request: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
LARGEST_BATCH = 1_048_576
LARGEST_LINE = 256 * 1024
MOST_LINES = 10_000
# bytes that the service counts for each line besides its text
OVERHEAD = 26
# lines that wait for a log that does not answer: later ones are counted, and told of
MOST_WAITING = 10_000
# seconds between attempts, doubled each time
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# seconds after a request that was refused, half of which is tried next
BETWEEN_REFUSED = 0.05

# what is answered to lines that will never be taken, such as those of more than a day in one request
INVALID = b"InvalidParameterException"

Line = Tuple[int, str]


class Refused(Exception):
    """A request whose answer is the same however often it is made."""


class Log(Protocol):
    def put(self, lines: List[Line]) -> int:
        """
        @param lines: milliseconds since the epoch, and text, in their order
        @returns how many of them will never be taken
        @raise Refused for all of them together @raise Unreachable
        """


class CloudWatchLog:
    """A stream of a log group. The stream is made where it is not there yet."""

    def __init__(self, service: Service, group: str, stream: str) -> None:
        self._service = service
        self._group = group
        self._stream = stream

    def put(self, lines: List[Line]) -> int:
        events = [{"timestamp": at, "message": text} for at, text in lines]
        status, body = self._call("PutLogEvents", {"logEvents": events})
        if status == 400 and b"ResourceNotFoundException" in body:
            self._call("CreateLogStream", {})
            status, body = self._call("PutLogEvents", {"logEvents": events})
        if status == 400 and INVALID in body:
            raise Refused(f"logging was answered {body[:200]!r}")
        if status != 200:
            raise Unreachable(f"logging was answered {status}")
        return rejected_in(body, len(lines))

    def _call(self, action: str, question: dict) -> Tuple[int, bytes]:
        asked = {"logGroupName": self._group, "logStreamName": self._stream, **question}
        headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"Logs_20140328.{action}"}
        return self._service.call("POST", "/", headers, json.dumps(asked).encode("ascii"))


def rejected_in(body: bytes, count: int) -> int:
    """
    Of so many lines those that are too old or too new, which stand at the two ends.
    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_RejectedLogEventsInfo.html
    """
    try:
        told = json.loads(body).get("rejectedLogEventsInfo") or {}
        old = max(told.get("tooOldLogEventEndIndex") or 0, told.get("expiredLogEventEndIndex") or 0)
        return min(count, old + count - told.get("tooNewLogEventStartIndex", count))
    except (ValueError, AttributeError, TypeError):
        # it was taken, as the status says
        return 0


class HostLog:
    """Takes lines at once and writes them in a thread of its own: who tells something never waits."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._waiting: "queue.Queue[Line]" = queue.Queue(MOST_WAITING)
        self._kept: Optional[Line] = None
        self._refused = 0
        self.dropped = 0
        threading.Thread(target=self._write, daemon=True).start()

    def tell(self, event: str, **facts: object) -> None:
        text = json.dumps({"event": event, **facts}, ensure_ascii=False, separators=(",", ":"))
        if len(text.encode("utf-8", "replace")) > LARGEST_LINE:
            text = json.dumps({"event": event, "tooLong": len(text)})
        try:
            self._waiting.put_nowait((int(time.time() * 1000), text))
        except queue.Full:
            self.dropped += 1

    def _write(self) -> None:
        pause = FIRST_PAUSE
        batches: List[List[Line]] = []
        while True:
            batches = batches or [self._batch()]
            try:
                batches = self._put(batches)
                pause = FIRST_PAUSE
            except Exception:  # noqa: B902 - whatever it is, the lines after it have to be told
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)

    def _put(self, batches: List[List[Line]]) -> List[List[Line]]:
        """@returns those that are left, the first of them in halves where it is refused: what is taken alone is not lost"""
        first, others = batches[0], batches[1:]
        try:
            self._lose(self._log.put(first))
        except Refused:
            time.sleep(BETWEEN_REFUSED)
            half = len(first) // 2
            if half > 0:
                return [first[:half], first[half:], *others]
            self._lose(len(first))
            return others
        # only when something has been taken: of the refusal of this line nothing follows
        if self._refused > 0:
            self.tell("lines-refused", lines=self._refused)
            self._refused = 0
        return others

    def _lose(self, lines: int) -> None:
        self._refused += lines
        self.dropped += lines

    def _batch(self) -> List[Line]:
        """Waits for a line, and takes as many as one request carries."""
        batch, size = [], 0
        line = self._kept or self._waiting.get()
        self._kept = None
        while True:
            size += len(line[1].encode("utf-8", "replace")) + OVERHEAD
            if batch and size > LARGEST_BATCH:
                self._kept = line
                break
            batch.append(line)
            if len(batch) == MOST_LINES:
                break
            try:
                line = self._waiting.get_nowait()
            except queue.Empty:
                break
        # the clock may have been set back between two
        return sorted(batch, key=lambda one: one[0])
