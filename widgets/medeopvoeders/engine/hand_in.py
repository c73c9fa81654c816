"""Handing in: two consents, and what was handed in so far."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Receipt:
    """A hand-in that arrived. `to` is the group's course id, `at` UTC in ISO 8601."""

    to: str
    at: str


@dataclass(frozen=True, slots=True)
class HandIn:
    """What a trainee allows. `read`: the facilitator may read it. `show`: it may be shown to the
    group without a name; never without `read`."""

    read: bool = False
    show: bool = False
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """The trainee answers both questions."""

    read: bool
    show: bool


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was handed in has arrived."""

    receipt: Receipt


def step(state: HandIn, action: Consent | Delivered) -> HandIn:
    """The state after `action`."""
    match action:
        case Consent(read=read, show=show):
            return replace(state, read=read, show=read and show)
        case Delivered(receipt=receipt):
            return replace(state, receipts=(*state.receipts, receipt))
