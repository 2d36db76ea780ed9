"""The registry of metrics, and the text that Prometheus reads."""

import re
from collections import namedtuple

Sample = namedtuple("Sample", "name labels value timestamp exemplar", defaults=(None, None))
_PLAIN = re.compile(r"^[a-zA-Z_:][a-zA-Z0-9_:]*$")
CONTENT_TYPE_PLAIN_1_0_0 = "text/plain; version=1.0.0; charset=utf-8"


class DuplicateTimeseries(ValueError):
    """Two metrics have a name in common."""


class Metric:
    """A metric with its samples at one moment."""

    def __init__(self, name, documentation, typ, unit=""):
        self.name = name
        self.documentation = documentation
        self.type = typ
        self.unit = unit
        self.samples = []

    def add_sample(self, name, labels, value, timestamp=None, exemplar=None):
        self.samples.append(Sample(name, labels, value, timestamp, exemplar))


class CollectorRegistry:
    """Metrics by their names."""

    def __init__(self, auto_describe=False, target_info=None):
        self._collectors = {}
        self._names = {}

    def register(self, collector):
        names = collector._names() if hasattr(collector, "_names") else []
        duplicates = set(names) & set(self._names)
        if duplicates:
            raise DuplicateTimeseries(f"Duplicated timeseries in CollectorRegistry: {set(names)}")
        for name in names:
            self._names[name] = collector
        self._collectors[collector] = names

    def unregister(self, collector):
        for name in self._collectors.pop(collector):
            del self._names[name]

    def collect(self):
        for collector in list(self._collectors):
            yield from collector.collect()

    def get_sample_value(self, name, labels=None):
        for metric in self.collect():
            for sample in metric.samples:
                if sample.name == name and sample.labels == (labels or {}):
                    return sample.value
        return None


REGISTRY = CollectorRegistry(auto_describe=True)


def _escaped(text, more=""):
    text = text.replace("\\", r"\\").replace("\n", r"\n")
    return text.replace('"', r"\"") if more else text


def _line(sample, name):
    labels = [f'{key}="{_escaped(str(value), "quotes")}"' for key, value in sorted(sample.labels.items())]
    value = float(sample.value)
    shown = "+Inf" if value == float("inf") else "-Inf" if value == float("-inf") else "NaN" if value != value else repr(value)
    if not _PLAIN.match(name):
        return f'{{"{name}"{"," if labels else ""}{",".join(labels)}}} {shown}\n'
    return f"{name}{'{' + ','.join(labels) + '}' if labels else ''} {shown}\n"


def generate_latest(registry=REGISTRY, escaping=None):
    """All metrics as the text that Prometheus reads."""
    out = []
    for metric in registry.collect():
        name, kind = metric.name, metric.type
        if kind == "counter":
            name += "_total"
        elif kind == "info":
            name, kind = name + "_info", "gauge"
        elif kind == "stateset":
            kind = "gauge"
        later = []
        shown = name if _PLAIN.match(name) else f'"{name}"'
        out.append(f"# HELP {shown} {_escaped(metric.documentation)}\n# TYPE {shown} {kind}\n")
        for sample in metric.samples:
            if sample.name == metric.name + "_created" and metric.type != "gauge":
                later.append(sample)
            else:
                out.append(_line(sample, sample.name))
        if later:
            created = metric.name + "_created"
            shown = created if _PLAIN.match(created) else f'"{created}"'
            out.append(f"# HELP {shown} {_escaped(metric.documentation)}\n# TYPE {shown} gauge\n")
            out += [_line(sample, sample.name) for sample in later]
    return "".join(out).encode("utf-8")


def make_asgi_app(registry=REGISTRY, disable_compression=False):
    """An application that answers with all metrics."""

    async def application(scope, receive, send):
        assert scope.get("type") == "http"
        headers = [(b"Content-Type", CONTENT_TYPE_PLAIN_1_0_0.encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": generate_latest(registry)})

    return application
