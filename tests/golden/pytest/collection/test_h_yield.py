def test_never():
    yield 1
