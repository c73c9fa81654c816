"""The command line: what was typed, taken apart and handed to the room that does it.

Every command returns an exit code: 0 done, 1 something to look at, 2 it could not be done.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from medeopvoeders import __version__
from medeopvoeders.grading.cohort import CohortError, cohorts, find_cohort
from medeopvoeders.reading.library import Strings, content_dir, languages, load_strings
from medeopvoeders.serving.language import terminal_language


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Without one, the course opens in the browser."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without é shows a question mark
    options = _parser().parse_args(arguments)
    options.lang = options.lang if options.lang in languages() else None
    options.terminal = terminal_language(options.lang)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever reads along has read enough (`lint | head`). Python would still say so at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except CohortError as error:
        print(error.message(options.terminal), file=sys.stderr)
    except OSError as error:
        say = load_strings(options.terminal)
        where = error.filename or Path.cwd()
        print(say("cli.system", where=where, reason=error.strerror or error), file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    say = load_strings(terminal_language(_asked_language()))
    parser = argparse.ArgumentParser(prog="medeopvoeders", description=say("cli.description"))
    parser.add_argument("--version", action="version", version=__version__)
    parser.set_defaults(run=_start)
    _serving(parser, say)
    parser.add_argument("--cohort", metavar="NAME", help=say("cli.help_cohort_option"))
    commands = parser.add_subparsers(metavar="")

    def command(name: str, run: object, under: object = commands) -> argparse.ArgumentParser:
        help_text = say(f"cli.help_{name.replace('-', '_')}")
        added: argparse.ArgumentParser = under.add_parser(  # type: ignore[attr-defined]
            name, help=help_text, description=help_text
        )
        added.set_defaults(run=run)
        added.add_argument("--lang", choices=languages(), default=argparse.SUPPRESS)
        return added

    dashboard = command("dashboard", _dashboard)
    which = dashboard.add_mutually_exclusive_group(required=True)
    which.add_argument("name", metavar="NAME", nargs="?")
    which.add_argument("--demo", action="store_true", help=say("cli.help_demo"))
    _serving(dashboard, say, again=True)
    cohort = command("cohort", _cohorts).add_subparsers(metavar="")
    cohort_new = command("new", _cohort_new, cohort)
    cohort_new.add_argument("name", metavar="NAME")
    cohort_new.add_argument("--exchange", type=Path, metavar="DIR", help=say("cli.help_exchange"))
    collect = command("collect", _collect)
    collect.add_argument("name", metavar="NAME")
    collect.add_argument("files", nargs="*", type=Path, metavar="FILE", help=say("cli.help_files"))
    collect.add_argument("--replace", action="store_true", help=say("cli.help_replace"))
    hand_in = command("hand-in", _hand_in)
    hand_in.add_argument("folder", type=Path, metavar="FOLDER")
    hand_in.add_argument("--json", action="store_true", help=say("cli.help_json"))
    command("lint", _lint).add_argument("id", nargs="?", metavar="ID", help=say("cli.help_one"))
    play = command("play", _play)
    play.add_argument("id", metavar="ID")
    _serving(play, say, again=True)
    drawn = command("map", _map)
    drawn.add_argument("id", metavar="ID")
    drawn.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("cli.help_output"))
    build = command("build", _build)
    build.add_argument("--check", action="store_true", help=say("cli.help_check"))
    new = command("new", _nothing).add_subparsers(metavar="vignette", required=True)
    command("vignette", _new_vignette, new).add_argument("id", metavar="ID")
    return parser


def _serving(parser: argparse.ArgumentParser, say: Strings, *, again: bool = False) -> None:
    """The options of a command that opens pages; `again` for one below another that has them."""
    hidden = {"default": argparse.SUPPRESS} if again else {}
    if not again:
        parser.add_argument("--lang", choices=languages(), help=say("cli.help_lang"))
    parser.add_argument("--port", type=int, help=say("cli.help_port"), **hidden)  # type: ignore[arg-type]
    parser.add_argument(
        "--no-browser",
        action="store_true",
        help=say("cli.help_no_browser"),
        **hidden,  # type: ignore[arg-type]
    )


def _asked_language() -> str | None:
    """The language that `--lang` asks for, before there is a parser to ask: help speaks it too."""
    words = sys.argv[1:]
    after = dict(pairwise(words))
    return after.get("--lang") or next(
        (word.partition("=")[2] for word in words if word.startswith("--lang=")), None
    )


def _start(options: argparse.Namespace) -> int:
    from medeopvoeders.serving.start import start

    if options.cohort:
        # nbgrader finds the group's exchange on this path, as it does on a hub.
        places = [str(find_cohort(options.cohort).trainee_config)]
        places += filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])
        os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(places)
    browser = not options.no_browser
    return _leave(start(project_dir(), port=options.port, lang=options.lang, open_browser=browser))


def _dashboard(options: argparse.Namespace) -> int:
    from medeopvoeders.serving.groups import serve_group, serve_made_up

    port, browser = options.port, not options.no_browser
    if options.demo:
        course = project_dir() / "course"
        return _leave(serve_made_up(course, options.terminal, port=port, open_browser=browser))
    cohort = find_cohort(options.name)
    return _leave(serve_group(cohort, lang=options.lang, port=port, open_browser=browser))


def _leave(code: int) -> int:
    """End the process of a server that has stopped. Jupyter's worker threads outlive its loop, and
    Python would wait for them for ever; everything is saved and closed by now."""
    if code == 0:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _cohort_new(options: argparse.Namespace) -> int:
    from medeopvoeders.grading.cohorts import new_cohort

    lang = options.lang or options.terminal
    print(load_strings(lang)("cli.cohort_wait"), flush=True)
    cohort = new_cohort(options.name, lang, project_dir() / "course", exchange=options.exchange)
    say = load_strings(lang)
    print(say("cli.cohort_made", name=cohort.name, folder=cohort.folder, exchange=cohort.exchange))
    return 0


def _cohorts(options: argparse.Namespace) -> int:
    say = load_strings(options.terminal)
    found = cohorts()
    for cohort in found:
        print(f"{cohort.name}\t{cohort.lang}\t{cohort.folder}")
    if not found:
        print(say("cli.no_cohorts"))
    return 0


def _collect(options: argparse.Namespace) -> int:
    from medeopvoeders.grading.bringing_in import collected
    from medeopvoeders.grading.line import tell

    lines = collected(find_cohort(options.name), options.files, trusting=options.replace)
    return 0 if tell(lines, options.terminal) else 1


def _hand_in(options: argparse.Namespace) -> int:
    from medeopvoeders.grading.exchange import hand_in

    result = hand_in(options.folder, options.terminal)
    print(json.dumps(result.to_json()) if options.json else result.message)
    return 0 if result.ok else 1


def _lint(options: argparse.Namespace) -> int:
    from medeopvoeders.authoring.commands import lint_command

    return lint_command(content_dir(), project_dir(), options.terminal, options.id)


def _map(options: argparse.Namespace) -> int:
    from medeopvoeders.authoring.commands import map_command

    return map_command(options.id, content_dir(), options.terminal, options.output)


def _play(options: argparse.Namespace) -> int:
    from medeopvoeders.authoring.commands import play_command

    browser = not options.no_browser
    lang, port = options.terminal, options.port
    return _leave(play_command(options.id, content_dir(), lang, port=port, browser=browser))


def _build(options: argparse.Namespace) -> int:
    from medeopvoeders.authoring.commands import build_command

    return build_command(project_dir(), options.terminal, check=options.check)


def _new_vignette(options: argparse.Namespace) -> int:
    from medeopvoeders.authoring.commands import new_vignette_command

    return new_vignette_command(options.id, content_dir(), options.terminal)


def _nothing(_: argparse.Namespace) -> int:
    return 2


def project_dir() -> Path:
    """The folder that holds `course/` and `solutions/`: this one, or the one the package is in."""
    here = Path.cwd()
    package = Path(__file__).resolve().parents[2]
    candidates = [here, *here.parents, package]
    return next((place for place in candidates if any(place.glob("course/*/*/*.ipynb"))), here)
