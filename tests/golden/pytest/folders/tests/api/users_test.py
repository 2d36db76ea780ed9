def test_users(inner):
    assert inner == 1
