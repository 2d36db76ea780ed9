def check(value):
    assert value == 1
