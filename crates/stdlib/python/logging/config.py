"""Setting logging up from a dict."""

import logging


def _resolve(name):
    from importlib import import_module

    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:size]))
        except ImportError:
            continue
        try:
            for part in parts[size:]:
                found = getattr(found, part)
        except AttributeError:
            continue
        return found
    raise ValueError(f"Cannot resolve {name!r}")


def _value(value):
    if isinstance(value, str) and value.startswith("ext://"):
        return _resolve(value[6:])
    return value


def _made(config, default):
    config = dict(config)
    factory = config.pop("()", None) or config.pop("class", None) or default
    if isinstance(factory, str):
        factory = _resolve(_value(factory) if factory.startswith("ext://") else factory)
    extra = config.pop(".", None)
    result = factory(**{name: _value(value) for name, value in config.items()})
    for name, value in (extra or {}).items():
        setattr(result, name, value)
    return result


def _formatter(config):
    if "()" in config:
        return _made(config, None)
    kind = config.get("class")
    kind = _resolve(kind) if isinstance(kind, str) else kind or logging.Formatter
    return kind(
        config.get("format"), config.get("datefmt"), config.get("style", "%"),
        config.get("validate", True), defaults=config.get("defaults"),
    )  # fmt: skip


def _filters(target, names, filters):
    for name in names:
        if callable(getattr(name, "filter", name)):
            target.addFilter(name)
        else:
            target.addFilter(filters[name])


def _configure(logger, config, handlers, filters):
    level = config.get("level")
    if level is not None:
        logger.setLevel(level)
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
    for name in config.get("handlers", ()):
        try:
            logger.addHandler(handlers[name])
        except KeyError as error:
            raise ValueError(f"Unable to add handler {name!r}") from error
    _filters(logger, config.get("filters", ()), filters)
    if config.get("propagate") is not None:
        logger.propagate = config["propagate"]


def dictConfig(config):
    """Set formatters, filters, handlers and loggers as the dict says."""
    if config.get("version") != 1:
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        raise ValueError(f"Unsupported version: {config['version']}")
    incremental = config.get("incremental", False)
    formatters = {}
    for name, each in config.get("formatters", {}).items():
        try:
            formatters[name] = _formatter(each)
        except Exception as error:
            raise ValueError(f"Unable to configure formatter {name!r}") from error
    filters = {
        name: _made(each, logging.Filter) for name, each in config.get("filters", {}).items()
    }
    handlers = {}
    for name, each in config.get("handlers", {}).items():
        each = dict(each)
        try:
            formatter = each.pop("formatter", None)
            level = each.pop("level", None)
            names = each.pop("filters", ())
            handler = _made(each, logging.StreamHandler)
            if formatter is not None:
                handler.setFormatter(formatters[formatter])
            if level is not None:
                handler.setLevel(level)
            _filters(handler, names, filters)
            handler.name = name
        except Exception as error:
            raise ValueError(f"Unable to configure handler {name!r}") from error
        handlers[name] = handler
    named = config.get("loggers", {})
    if config.get("disable_existing_loggers", True) and not incremental:
        for name, logger in logging.Logger.manager.loggerDict.items():
            if name not in named and not any([name.startswith(each + ".") for each in named]):
                logger.disabled = True
    for name, each in named.items():
        logger = logging.getLogger(name)
        logger.disabled = False
        _configure(logger, each, handlers, filters)
    if "root" in config:
        _configure(logging.getLogger(), config["root"], handlers, filters)


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    from _playground import unsupported

    unsupported("logging.config.fileConfig", "Use logging.config.dictConfig.")
