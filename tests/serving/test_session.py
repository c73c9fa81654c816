"""Where sessions end, and where they do not."""

from __future__ import annotations

import pytest

from medeopvoeders.serving.session import (
    BINDER_VARIABLES,
    MINUTES_VARIABLE,
    remind_after_seconds,
    session_minutes,
)


@pytest.mark.parametrize("name", BINDER_VARIABLES)
def test_a_session_on_binder_ends_after_ten_idle_minutes(name: str) -> None:
    assert session_minutes({name: "something"}) == 10


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"BINDER_REQUEST": ""},
        {"BINDER_SERVICE_HOST": "10.0.0.7", "BINDER_PORT": "tcp://10.0.0.7:80"},
        {"JUPYTERHUB_USER": "ann"},
    ],
)
def test_elsewhere_it_does_not_end(environment: dict[str, str]) -> None:
    assert session_minutes(environment) == 0
    assert remind_after_seconds(environment) == 0


@pytest.mark.parametrize(("said", "minutes"), [("0", 0), ("30", 30), ("-3", 0), ("soon", 10)])
def test_whoever_runs_the_server_may_say_otherwise(said: str, minutes: float) -> None:
    on_binder = {"BINDER_REQUEST": "v2/gh/x/y/HEAD", MINUTES_VARIABLE: said}
    assert session_minutes(on_binder) == minutes


def test_the_reminder_comes_before_the_end() -> None:
    assert remind_after_seconds({"BINDER_REQUEST": "v2/gh/x/y/HEAD"}) == 7 * 60
    assert remind_after_seconds({MINUTES_VARIABLE: "30"}) == 21 * 60
