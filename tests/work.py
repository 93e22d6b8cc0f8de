"""Work for a process of its own."""

import time

from dash_core.common.errors import ReadError
from dash_core.common.i18n import count


def double(n, progress):
    progress(0.5)
    return 2 * n


def refuse(name, progress):
    raise ReadError(f"“{name}” is no listing.")


def fail(progress):
    raise ZeroDivisionError("the name of a person")


def sleep(progress):
    time.sleep(600)


def tell(progress):
    while True:
        progress(0.5)
        time.sleep(0.05)


def turn(progress):
    while True:
        pass


def eat(progress):
    return len(b"x" * 2**31)


def spoken(progress):
    return count(1)
