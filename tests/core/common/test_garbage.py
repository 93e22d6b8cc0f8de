import gc
import weakref

from dash_core.common.garbage import collect_and_freeze


class Circle:
    def __init__(self):
        self.itself = self


def test_what_stays_is_walked_no_more_until_something_was_dropped():
    circle = Circle()
    alive = weakref.ref(circle)
    collect_and_freeze(False)
    del circle
    gc.collect()
    collect_and_freeze(False)
    assert alive()
    collect_and_freeze(True)
    assert not alive()
