"""
Which commands are told of.

Patterns are looked for by an automaton that reads each character once, all patterns at a time, where another matcher would try and go
back. What a character costs is bounded by the states of the patterns: `x.{300}y` has many. It knows characters, classes, groups, alternatives, repetition,
`^`, `$`, `\\b` and `\\B`, and neither references nor looking around; `.` is any character; `\\d`, `\\w`, `\\s` are those of ASCII.
"""

from __future__ import annotations

import sre_constants as sre
import sre_parse
from bisect import bisect_right
from dataclasses import dataclass
from typing import Dict, FrozenSet, List, Optional, Sequence, Set, Tuple

SEVERITIES = ("notice", "alarm", "end")
# states of all patterns together: one with counted repetition has as many as it counts
MOST_STATES = 100_000
# characters of a command that are looked at
LONGEST_LOOKED_AT = 16 * 1024
# states of the automaton that are remembered: they come as commands do
MOST_REMEMBERED = 2_000
BEYOND_ASCII = 0x80

CATEGORIES = {
    sre.CATEGORY_DIGIT: lambda sign: sign.isascii() and sign.isdigit(),
    sre.CATEGORY_WORD: lambda sign: is_word(sign),
    sre.CATEGORY_SPACE: lambda sign: sign in " \t\n\r\f\v",
}
OPPOSITES = {
    sre.CATEGORY_NOT_DIGIT: sre.CATEGORY_DIGIT,
    sre.CATEGORY_NOT_WORD: sre.CATEGORY_WORD,
    sre.CATEGORY_NOT_SPACE: sre.CATEGORY_SPACE,
}


def is_word(sign: str) -> bool:
    return sign.isascii() and (sign.isalnum() or sign == "_")


@dataclass(frozen=True)
class Alert:
    name: str
    pattern: str
    severity: str


class Unreadable(Exception):
    """A pattern that is none of these."""


class Alerts:
    def __init__(self, alerts: Sequence[Alert]) -> None:
        """@raise Unreadable"""
        self._alerts = alerts
        automaton = Automaton()
        for index, alert in enumerate(alerts):
            if alert.severity not in SEVERITIES:
                raise Unreadable(f"{alert.name}: {alert.severity} is no severity")
            try:
                automaton.add(index, alert.pattern)
            except Exception as error:
                raise Unreadable(f"{alert.name}: {error}") from error
        self._automaton = automaton

    def of(self, told: dict) -> List[Alert]:
        """Those that a program's words hold, as it was called, or with what it is in place of what it was called."""
        argv = told["argv"] or [told["exe"]]
        found = self._in(argv) | self._in([told["exe"], *argv[1:]])
        return [self._alerts[index] for index in sorted(found)]

    def _in(self, words: List[str]) -> FrozenSet[int]:
        return self._automaton.search(" ".join(words)[:LONGEST_LOOKED_AT])


# what holds between two characters; none at the ends
Between = Tuple[Optional[str], Optional[str]]


class State:
    """Goes on to `empty` states without a character where `holds`, or with one that `takes` to `then`."""

    __slots__ = ("empty", "holds", "takes", "then", "accepts")

    def __init__(self) -> None:
        self.empty: List[State] = []
        self.holds = None
        self.takes = None
        self.then: Optional[State] = None
        self.accepts: Optional[int] = None


@dataclass(frozen=True)
class Reached:
    """Where the automaton may be after a character: what comes next decides which conditions hold."""

    states: FrozenSet[State]
    last: Optional[str]


class Automaton:
    """Thompson's construction, made deterministic as far as it is needed, as RE2 does: https://swtch.com/~rsc/regexp/regexp1.html"""

    def __init__(self) -> None:
        self._starts: List[State] = []
        self._size = 0
        # code points at which what patterns say of characters beyond ASCII may change
        self._bounds: List[int] = [BEYOND_ASCII]
        self._known: Dict[Tuple[Reached, Optional[str]], Tuple[Reached, FrozenSet[int]]] = {}

    def add(self, index: int, pattern: str) -> None:
        """@raise Unreadable @raise re.error"""
        parsed = sre_parse.parse(pattern)
        if parsed.state.flags & ~sre.SRE_FLAG_UNICODE:
            raise Unreadable("flags are not known")
        start = self._state()
        self._sequence(parsed, start).accepts = index
        self._starts.append(start)

    def search(self, text: str) -> FrozenSet[int]:
        """@returns which patterns the text holds anywhere"""
        found: FrozenSet[int] = frozenset()
        reached = Reached(frozenset(), None)
        for sign in text:
            reached, accepted = self._next(reached, self._like(sign))
            found |= accepted
        return found | self._next(reached, None)[1]

    def _like(self, sign: str) -> str:
        """One character for all that patterns do not tell apart: a script of thousands would make as many transitions."""
        return sign if sign.isascii() else chr(self._bounds[bisect_right(self._bounds, ord(sign)) - 1])

    def _next(self, reached: Reached, sign: Optional[str]) -> Tuple[Reached, FrozenSet[int]]:
        key = (reached, sign)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._stepped(reached, sign)
        return known

    def _stepped(self, reached: Reached, sign: Optional[str]) -> Tuple[Reached, FrozenSet[int]]:
        states = closed([*reached.states, *self._starts], (reached.last, sign))
        accepted = frozenset(state.accepts for state in states if state.accepts is not None)
        if sign is None:
            return Reached(frozenset(), None), accepted
        then = frozenset(state.then for state in states if state.then and state.takes and state.takes(sign))
        return Reached(then, kind_of(sign)), accepted

    def _state(self) -> State:
        self._size += 1
        if self._size > MOST_STATES:
            raise Unreadable("patterns are too large")
        return State()

    def _sequence(self, parsed, state: State) -> State:
        for operation, argument in parsed:
            state = self._piece(operation, argument, state)
        return state

    def _piece(self, operation, argument, state: State) -> State:
        if operation is sre.SUBPATTERN:
            _, add, remove, inner = argument
            if add or remove:
                raise Unreadable("flags are not known")
            return self._sequence(inner, state)
        if operation is sre.BRANCH:
            end = self._state()
            for alternative in argument[1]:
                begin = self._state()
                state.empty.append(begin)
                self._sequence(alternative, begin).empty.append(end)
            return end
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            return self._repeated(*argument, state)
        if operation is sre.AT:
            return self._condition(argument, state)
        self._tell_apart(operation, argument)
        state.takes = taker(operation, argument)
        state.then = self._state()
        return state.then

    def _tell_apart(self, operation, argument) -> None:
        beyond = {bound for bound in bounds_of(operation, argument) if bound > BEYOND_ASCII}
        if beyond:
            self._bounds = sorted(beyond.union(self._bounds))

    def _repeated(self, least: int, most, inner, state: State) -> State:
        for _ in range(least):
            state = self._sequence(inner, self._after(state))
        end = self._state()
        if most is sre.MAXREPEAT:
            loop = self._after(state)
            loop.empty.append(end)
            self._sequence(inner, self._after(loop)).empty.append(loop)
            return end
        for _ in range(most - least):
            state.empty.append(end)
            state = self._sequence(inner, self._after(state))
        state.empty.append(end)
        return end

    def _after(self, state: State) -> State:
        """One more, so that what is repeated does not share a state with what stands before it."""
        then = self._state()
        state.empty.append(then)
        return then

    def _condition(self, where, state: State) -> State:
        if where not in CONDITIONS:
            raise Unreadable(f"{where} is not known")
        condition = self._after(state)
        condition.holds = CONDITIONS[where]
        return self._after(condition)


def at_boundary(between: Between) -> bool:
    before, after = between
    return is_word(before or " ") != is_word(after or " ")


CONDITIONS = {
    sre.AT_BEGINNING: lambda between: between[0] is None,
    sre.AT_END: lambda between: between[1] is None,
    sre.AT_BOUNDARY: at_boundary,
    sre.AT_NON_BOUNDARY: lambda between: not at_boundary(between),
}


def kind_of(sign: str) -> str:
    """Of what was before it is only asked whether it was part of a word."""
    return "w" if is_word(sign) else " "


def closed(states: Sequence[State], between: Between) -> FrozenSet[State]:
    """What is reached without a character."""
    found, waiting = set(), list(states)
    while waiting:
        state = waiting.pop()
        if state in found:
            continue
        found.add(state)
        if state.holds is None or state.holds(between):
            waiting += state.empty
    return frozenset(found)


def taker(operation, argument):
    """@returns whether a character is one that is wanted"""
    if operation is sre.LITERAL:
        return lambda sign: sign == chr(argument)
    if operation is sre.NOT_LITERAL:
        return lambda sign: sign != chr(argument)
    if operation is sre.ANY:
        return lambda sign: True
    if operation is not sre.IN:
        raise Unreadable(f"{str(operation).lower()} is not known")
    negated = argument[0][0] is sre.NEGATE
    members = [member(*one) for one in (argument[1:] if negated else argument)]
    return lambda sign: any(holds(sign) for holds in members) != negated


def bounds_of(operation, argument) -> Set[int]:
    """Where what is wanted begins, and where it is over; categories are of ASCII."""
    if operation in (sre.LITERAL, sre.NOT_LITERAL):
        return {argument, argument + 1}
    if operation is sre.RANGE:
        return {argument[0], argument[1] + 1}
    if operation is sre.IN:
        return {bound for one in argument for bound in bounds_of(*one)}
    return set()


def member(operation, argument):
    if operation is sre.RANGE:
        return lambda sign: argument[0] <= ord(sign) <= argument[1]
    if operation is sre.CATEGORY:
        if argument in OPPOSITES:
            return lambda sign: not CATEGORIES[OPPOSITES[argument]](sign)
        return CATEGORIES[argument]
    return taker(operation, argument)
