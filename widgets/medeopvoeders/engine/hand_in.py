"""Handing in: two consents, and what was handed in so far."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Receipt:
    """A hand-in: one that arrived at the group whose course id is `to`, or one that was made into
    `file`, to be given away by hand. `at` is UTC in ISO 8601; `read` and `show` are what the
    trainee allowed with it."""

    to: str
    at: str
    file: str = ""
    read: bool = False
    show: bool = False


@dataclass(frozen=True, slots=True)
class HandIn:
    """What a trainee allows. `read`: the facilitator may read it. `show`: it may be shown to the
    group without a name; never without `read`. `name` is how a file of theirs was signed last."""

    read: bool = False
    show: bool = False
    name: str = ""
    receipts: tuple[Receipt, ...] = ()

    @property
    def has_changed(self) -> bool:
        """True where something was handed in with another answer than the one that stands now."""
        asked = (self.read, self.show)
        return bool(self.receipts) and asked != (self.receipts[-1].read, self.receipts[-1].show)


@dataclass(frozen=True, slots=True)
class Consent:
    """The trainee answers both questions."""

    read: bool
    show: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """The trainee says under which name a file is handed in."""

    name: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was handed in has arrived, or stands ready in a file."""

    receipt: Receipt


def step(state: HandIn, action: Consent | Sign | Delivered) -> HandIn:
    """The state after `action`."""
    match action:
        case Sign(name=name):
            return replace(state, name=name)
        case Consent(read=read, show=show):
            return replace(state, read=read, show=read and show)
        case Delivered(receipt=receipt):
            allowed = replace(receipt, read=state.read, show=state.show)
            return replace(state, receipts=(*state.receipts, allowed))
