"""The commands that work on the program itself: demo, serve, init, test, check, fix."""

from __future__ import annotations

import argparse
from typing import Any

DEFAULT_PORT = 8000


def register(commands: Any) -> None:
    """Add the launcher's parsers."""
    demo = commands.add_parser("demo", help="set up, load the demo community, serve it")
    demo.add_argument("--port", type=_port, default=DEFAULT_PORT, help="default %(default)s")
    demo.add_argument("--reset", action="store_true", help="build the demo anew")
    demo.set_defaults(func=_demo)

    serve = commands.add_parser("serve", help="serve the home that HEADWATER_HOME names")
    serve.add_argument("--port", type=_port, default=DEFAULT_PORT, help="default %(default)s")
    serve.set_defaults(func=_serve)

    init = commands.add_parser("init", help="set up for real use, invite an administrator")
    init.add_argument("--admin", metavar="EMAIL", help="the first administrator's address")
    init.set_defaults(func=_init)

    # Everything after `test` but --proofs is pytest's, so nothing there is an option of ours.
    test = commands.add_parser(
        "test",
        help="run the tests on both databases",
        usage="headwater test [--proofs] [pytest arguments]",
        description="With arguments, pytest gets them as they are and only those tests run.",
        prefix_chars="+",
        add_help=False,
    )
    test.add_argument("arguments", nargs=argparse.REMAINDER, help="--proofs: full counts")
    test.set_defaults(func=lambda arguments: _test(arguments, test))

    check = commands.add_parser("check", help="look for what keeps a change from landing")
    check.set_defaults(func=_check)
    fix = commands.add_parser("fix", help="mend what a machine can mend")
    fix.set_defaults(func=_fix)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def _demo(arguments: argparse.Namespace) -> int:
    from headwater.config.launch import demo

    return demo.run(port=arguments.port, reset=arguments.reset)


def _serve(arguments: argparse.Namespace) -> int:
    from headwater.config.launch import production

    return production.serve(port=arguments.port)


def _init(arguments: argparse.Namespace) -> int:
    from headwater.config.launch import production

    return production.init(admin=arguments.admin)


def _test(arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from headwater.config.launch import test_run

    given = list(arguments.arguments)
    if given in (["-h"], ["--help"]):
        parser.print_help()
        return 0
    proofs = "--proofs" in given
    return test_run.run([word for word in given if word != "--proofs"], proofs=proofs)


def _check(arguments: argparse.Namespace) -> int:
    from headwater.config.launch import checks

    return checks.check()


def _fix(arguments: argparse.Namespace) -> int:
    from headwater.config.launch import checks

    return checks.fix()
