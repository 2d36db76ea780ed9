import logging
import os
import sys
import warnings

import pytest
import settings

logger = logging.getLogger("shop")


def test_setattr(monkeypatch):
    monkeypatch.setattr(settings, "LIMIT", 3)
    assert settings.limit() == 3


def test_setattr_undone():
    assert settings.limit() == 10


def test_setattr_path(monkeypatch):
    monkeypatch.setattr("settings.LIMIT", 4)
    monkeypatch.setattr("settings.Mailer.send", lambda self, to: to)
    assert settings.limit() == 4
    assert settings.Mailer().send("a") == "a"


def test_setattr_missing(monkeypatch):
    monkeypatch.setattr(settings, "NOTHING", 1)


def test_setattr_not_raising(monkeypatch):
    monkeypatch.setattr(settings, "NOTHING", 1, raising=False)
    assert settings.NOTHING == 1


def test_delattr(monkeypatch):
    monkeypatch.delattr(settings, "LIMIT")
    with pytest.raises(NameError):
        settings.limit()


def test_delattr_missing(monkeypatch):
    monkeypatch.delattr("settings.NOTHING", raising=False)
    monkeypatch.delattr("settings.NOTHING")


def test_static(monkeypatch):
    monkeypatch.setattr(settings.Mailer, "name", staticmethod(lambda: "fake"))
    assert settings.Mailer.name() == "fake"


def test_static_undone():
    assert settings.Mailer().name() == "real"


def test_env(monkeypatch):
    monkeypatch.setenv("KEY", "secret")
    assert settings.key() == "secret"


def test_env_undone():
    settings.key()


def test_delenv(monkeypatch):
    monkeypatch.delenv("KEY", raising=False)
    monkeypatch.delenv("KEY")


def test_env_prepend(monkeypatch):
    monkeypatch.setenv("KEY", "a")
    monkeypatch.setenv("KEY", "b", prepend=":")
    assert os.environ["KEY"] == "b:a"


def test_setitem(monkeypatch):
    monkeypatch.setitem(settings.OPTIONS, "debug", True)
    monkeypatch.setitem(settings.OPTIONS, "new", 1)
    assert settings.OPTIONS == {"debug": True, "new": 1}


def test_setitem_undone(monkeypatch):
    assert settings.OPTIONS == {"debug": False}
    monkeypatch.delitem(settings.OPTIONS, "debug")
    assert settings.OPTIONS == {}
    monkeypatch.undo()
    assert settings.OPTIONS == {"debug": False}
    monkeypatch.delitem(settings.OPTIONS, "absent")


def test_context(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(settings, "LIMIT", 1)
        assert settings.limit() == 1
    assert settings.limit() == 10


def test_monkeypatch_alone():
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(settings.OPTIONS, "debug", 1)
    assert settings.OPTIONS["debug"] is False


def test_bad_path(monkeypatch):
    monkeypatch.setattr("nodots", 1)


def test_capsys(capsys):
    print("hello")
    print("problem", file=sys.stderr)
    captured = capsys.readouterr()
    assert captured.out == "hello\n"
    assert captured.err == "problem\n"
    print("more")
    out, err = capsys.readouterr()
    assert (out, err) == ("more\n", "")


def test_capsys_fails(capsys):
    print("hello")
    assert capsys.readouterr().out == "hallo\n"


def test_capsys_disabled(capsys):
    with capsys.disabled():
        pass
    print("x")
    assert capsys.readouterr().out == "x\n"


def test_tmp_path(tmp_path):
    file = tmp_path / "a" / "b.txt"
    file.parent.mkdir()
    file.write_text("content")
    assert file.read_text() == "content"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_tmp_path_empty(tmp_path):
    assert list(tmp_path.iterdir()) == []
    assert tmp_path.name == "test_tmp_path_empty0"


@pytest.mark.parametrize("n", ["a/b"])
def test_tmp_path_name(tmp_path, n):
    assert tmp_path.name == "?"


def test_tmp_path_factory(tmp_path_factory):
    one, two = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("data")
    assert (one.name, two.name) == ("data0", "data1")
    assert tmp_path_factory.mktemp("exact", numbered=False).name == "exact"


def test_caplog(caplog):
    logger.warning("low stock of %s", "tea")
    logger.info("not seen")
    assert caplog.record_tuples == [("shop", logging.WARNING, "low stock of tea")]
    assert caplog.messages == ["low stock of tea"]
    assert "low stock" in caplog.text
    assert caplog.records[0].levelname == "WARNING"


def test_caplog_level(caplog):
    with caplog.at_level(logging.INFO, logger="shop"):
        logger.info("seen")
    logger.info("not seen")
    assert caplog.messages == ["seen"]
    caplog.clear()
    assert caplog.records == []


def test_caplog_set_level(caplog):
    caplog.set_level(logging.DEBUG)
    logger.debug("seen too")
    assert caplog.text == "DEBUG    shop:test_builtin.py:%d seen too\n" % (test_caplog_set_level.__code__.co_firstlineno + 2)


def test_caplog_level_back(caplog):
    logger.debug("not seen")
    assert caplog.messages == []


def test_caplog_fails(caplog):
    logger.error("it broke")
    assert "it works" in caplog.text


def old():
    warnings.warn("old() is deprecated", DeprecationWarning, stacklevel=2)
    return 1


def test_warns():
    with pytest.warns(UserWarning, match="care") as record:
        warnings.warn("take care", UserWarning)
    assert len(record) == 1
    assert str(record[0].message) == "take care"


def test_warns_other():
    with pytest.warns(UserWarning):
        warnings.warn("other", RuntimeWarning)


def test_warns_no_match():
    with pytest.warns(UserWarning, match="danger"):
        warnings.warn("take care", UserWarning)


def test_deprecated():
    with pytest.deprecated_call():
        assert old() == 1
    with pytest.deprecated_call(match="old"):
        old()


def test_not_deprecated():
    with pytest.deprecated_call():
        pass


def test_warns_call():
    assert pytest.warns(DeprecationWarning, old) == 1


def test_recwarn(recwarn):
    warnings.warn("one", UserWarning)
    assert len(recwarn) == 1
    warning = recwarn.pop(UserWarning)
    assert str(warning.message) == "one"
    assert warning.category is UserWarning


def test_request_config(pytestconfig, request):
    assert request.config is pytestconfig
