"""prometheus_client: counts and measures, and the page that Prometheus reads."""

from .metrics import Counter, Enum, Gauge, Histogram, Info, Summary
from .registry import REGISTRY, CollectorRegistry, Metric, generate_latest, make_asgi_app
from .registry import CONTENT_TYPE_PLAIN_1_0_0 as CONTENT_TYPE_LATEST


def __getattr__(name):
    if name in ("start_http_server", "start_wsgi_server", "make_wsgi_app", "MetricsHandler", "push_to_gateway"):
        from _playground import unsupported

        unsupported(f"prometheus_client.{name}", "return generate_latest() from a path operation, or mount make_asgi_app()")
    raise AttributeError(f"module 'prometheus_client' has no attribute '{name}'")
