from test_j_other import test_imported


def test_good():
    pass


def testwithout():
    pass


def check_not():
    pass
