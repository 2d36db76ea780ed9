"""Timing small pieces of code, on the virtual clock."""

import time

default_timer = time.perf_counter


def timeit(stmt="pass", setup="pass", timer=default_timer, number=1000000, globals=None):
    if not callable(stmt):
        from _playground import unsupported

        unsupported("timeit.timeit with text", "Give it a function.")
    if callable(setup):
        setup()
    start = timer()
    for _ in range(number):
        stmt()
    return timer() - start


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=5, number=1000000, globals=None):
    return [timeit(stmt, setup, timer, number, globals) for _ in range(repeat)]
