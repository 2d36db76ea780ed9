"""OpenTelemetry of FastAPI. Without a provider nothing is measured, so its switches change nothing; providers can't be had."""

import _playground

TelemetryConfig = dict
_INSTEAD = "look at the trace of the request instead"


def check_config(config):
    """Refuse what would send or keep measurements."""
    config = {**config}
    for name in ("tracer_provider", "meter_provider", "logger_provider", "auto_configure"):
        if config.get(name):
            _playground.unsupported(f"telemetry={{{name!r}: …}} of FastAPI", _INSTEAD)


def get_telemetry_data(context=None):
    """Would give what was measured of the request that is handled."""
    _playground.unsupported("fastapi.telemetry.get_telemetry_data", _INSTEAD)
