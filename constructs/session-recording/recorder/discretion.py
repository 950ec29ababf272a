"""Which keystrokes are kept: those that are typed without echo are not."""

from __future__ import annotations

import termios
from typing import Callable, List, Tuple

Key = Tuple[bytes, int]

ENTER = (b"\r", b"\n")

# pieces of input: what is pasted where nothing answers does not fill the memory
MOST_HELD = 256


def echo_is_off(terminal: int) -> bool:
    """Whether lines are read without echo, as passwords are. Programs that echo by themselves, as editors, do not read lines."""
    local = termios.tcgetattr(terminal)[3]
    return bool(local & termios.ICANON) and not local & termios.ECHO


def reads_lines(terminal: int) -> bool:
    return bool(termios.tcgetattr(terminal)[3] & termios.ICANON)


class Discretion:
    """
    Holds keystrokes until it is known whether they were echoed.

    Where the terminal reads lines, its echo decides. Where a program reads single keys, the program may echo, or pass a password
    on to another host. Printable keys then wait for output: when it comes before Enter, they are kept; when Enter comes first,
    they are kept only if the output shows them first. What is withheld in error costs little: a program that echoes late still echoes.
    """

    def __init__(self, keep: Callable[[bytes, int], None], withhold: Callable[[int], None]) -> None:
        self._keep = keep
        self._withhold = withhold
        self._held: List[Key] = []
        self._entered = False
        self._withholding = False

    def typed(self, keys: bytes, now: int, terminal: int, silent: bool) -> None:
        """@param silent: whether echo was off before the keys were passed on; a program may change that at any time"""
        if silent or echo_is_off(terminal):
            self.ended()
            self._hide(now)
        elif reads_lines(terminal):
            self.ended()
            self._show(keys, now)
        elif not printable(keys) and not self._held:
            self._show(keys, now)
        else:
            self._held.append((keys, now))
            self._entered = self._entered or any(sign in keys for sign in ENTER)
            if len(self._held) > MOST_HELD:
                self.ended()

    def answered(self, output: bytes) -> None:
        """There was output."""
        if not self._held:
            return
        typed = b"".join(keys for keys, _ in self._held)
        if masks(output, typed) or (self._entered and not echoes(output, lines(self._held))):
            self.ended()
            return
        held = self._let_go()
        for keys, now in held:
            self._show(keys, now)

    def ended(self) -> None:
        """No answer will come to what is held."""
        held = self._let_go()
        if held:
            self._hide(held[0][1])

    def _let_go(self) -> List[Key]:
        held, self._held, self._entered = self._held, [], False
        return held

    def _show(self, keys: bytes, now: int) -> None:
        self._withholding = False
        self._keep(keys, now)

    def _hide(self, now: int) -> None:
        # one marker for all of them: their number would tell the length of a password
        if not self._withholding:
            self._withhold(now)
        self._withholding = True


# what programs show in the place of a password
MASKS = frozenset("*•●·")


def masks(output: bytes, typed: bytes) -> bool:
    """Whether output is of one sign alone, which stands for others that were typed."""
    shown = set(output.decode("utf-8", "replace").strip())
    return len(shown) == 1 and shown <= MASKS and not shown <= set(typed.decode("utf-8", "replace"))


def printable(keys: bytes) -> bool:
    """Whether there is anything but controls and the sequences of function keys."""
    return not keys.startswith(b"\x1b") and any(byte >= 0x20 and byte != 0x7F for byte in keys)


def echoes(output: bytes, typed: List[bytes]) -> bool:
    """Whether output shows what was typed: the first line before anything else, and the others somewhere."""
    return all(line in (output if index else output.split(b"\n")[0]) for index, line in enumerate(typed))


def lines(held: List[Key]) -> List[bytes]:
    return [line for line in b"".join(keys for keys, _ in held).replace(b"\n", b"\r").split(b"\r") if line]
