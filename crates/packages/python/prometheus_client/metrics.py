"""The kinds of metrics. A metric with labels has a child for each set of values."""

import re
import time

from .registry import REGISTRY, Metric, Sample

_RESERVED = re.compile(r"^__.*$")
_INF = float("inf")


def go_float(value):
    """A bound of a bucket as text."""
    value = float(value)
    if value == _INF:
        return "+Inf"
    if value == -_INF:
        return "-Inf"
    return "NaN" if value != value else repr(value)


class _Timing:
    """Measures a block, or each call of a function."""

    def __init__(self, report):
        self._report = report

    def __enter__(self):
        self._start = time.perf_counter()
        return self

    def __exit__(self, *exc_info):
        self._report(max(time.perf_counter() - self._start, 0))

    def __call__(self, function):
        return _wrapped(function, lambda: _Timing(self._report))


def _wrapped(function, make_context):
    import functools
    import inspect

    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def call(*args, **kwargs):
            with make_context():
                return await function(*args, **kwargs)

    else:

        @functools.wraps(function)
        def call(*args, **kwargs):
            with make_context():
                return function(*args, **kwargs)

    return call


class MetricWrapperBase:
    """Base of all kinds: names, labels and children."""

    _type = None
    _reserved_labelnames = ()
    _suffixes = ("",)

    def __init__(
        self,
        name,
        documentation,
        labelnames=(),
        namespace="",
        subsystem="",
        unit="",
        registry=REGISTRY,
        _labelvalues=None,
    ):
        self._name = self._full_name(name, namespace, subsystem, unit)
        self._labelnames = (labelnames,) if isinstance(labelnames, str) else tuple(labelnames)
        for label in self._labelnames:
            if _RESERVED.match(label):
                raise ValueError("Reserved label metric name: " + label)
            if label in self._reserved_labelnames:
                raise ValueError("Reserved label methe fric name: " + label)
        self._labelvalues = tuple(_labelvalues or ())
        self._kwargs = {}
        self._documentation = documentation
        self._unit = unit
        self._children = {}
        if self._is_observable():
            self._reset()
        if not self._labelvalues and registry:
            registry.register(self)

    def _full_name(self, name, namespace, subsystem, unit):
        if not name:
            raise ValueError("Metric name should not be empty")
        full = "_".join(part for part in (namespace, subsystem, name) if part)
        if self._type == "counter" and full.endswith("_total"):
            full = full[:-6]
        if unit and not full.endswith("_" + unit):
            full += "_" + unit
        if unit and self._type in ("info", "stateset"):
            raise ValueError("Metric name is of a type that cannot have a unit: " + full)
        return full

    def __str__(self):
        return f"{self._type}:{self._name}"

    def __repr__(self):
        return f"{type(self).__module__}.{type(self).__name__}({self._name})"

    def _is_observable(self):
        return not self._labelnames or bool(self._labelvalues)

    def _check_observable(self):
        if not self._is_observable():
            raise ValueError(f"{self._type} metric is missing label values")

    def _names(self):
        return [self._name, *(self._name + suffix for suffix in self._suffixes if suffix)]

    def labels(self, *labelvalues, **labelkwargs):
        """The child with these values of the labels."""
        if not self._labelnames:
            raise ValueError(f"No label names were set when constructing {self}")
        if self._labelvalues:
            chosen = dict(zip(self._labelnames, self._labelvalues))
            raise ValueError(f"{self} already has labels set ({chosen}); can not chain calls to .labels()")
        if labelvalues and labelkwargs:
            raise ValueError("Can't pass both *args and **kwargs")
        if labelkwargs:
            if sorted(labelkwargs) != sorted(self._labelnames):
                raise ValueError("Incorrect label names")
            labelvalues = tuple(str(labelkwargs[name]) for name in self._labelnames)
        else:
            if len(labelvalues) != len(self._labelnames):
                raise ValueError("Incorrect label count")
            labelvalues = tuple(str(value) for value in labelvalues)
        if labelvalues not in self._children:
            self._children[labelvalues] = type(self)(
                self._name,
                self._documentation,
                labelnames=self._labelnames,
                registry=None,
                _labelvalues=labelvalues,
                **self._kwargs,
            )
        return self._children[labelvalues]

    def remove(self, *labelvalues):
        if not self._labelnames:
            raise ValueError(f"No label names were set when constructing {self}")
        if len(labelvalues) != len(self._labelnames):
            raise ValueError(f"Incorrect label count (expected {len(self._labelnames)}, got {labelvalues})")
        self._children.pop(tuple(str(value) for value in labelvalues), None)

    def clear(self):
        self._children = {}

    def describe(self):
        return [Metric(self._name, self._documentation, self._type, self._unit)]

    def collect(self):
        metric = self.describe()[0]
        children = self._children.items() if not self._is_observable() else [((), self)]
        for values, child in children:
            labels = dict(zip(self._labelnames, values))
            for suffix, more, value in child._samples():
                metric.samples.append(Sample(self._name + suffix, {**labels, **more}, value))
        return [metric]


class Counter(MetricWrapperBase):
    """A number that only grows."""

    _type = "counter"
    _suffixes = ("_total", "_created")

    def _reset(self):
        self._value = 0.0
        self._created = time.time()

    def inc(self, amount=1, exemplar=None):
        self._check_observable()
        if amount < 0:
            raise ValueError("Counters can only be incremented by non-negative amounts.")
        self._value += amount

    def reset(self):
        self._reset()

    def count_exceptions(self, exception=Exception):
        """Count what a block, or a function, raises."""
        self._check_observable()
        counter = self

        class Counting:
            def __enter__(self):
                return None

            def __exit__(self, kind, value, traceback):
                if isinstance(value, exception):
                    counter.inc()

            def __call__(self, function):
                return _wrapped(function, Counting)

        return Counting()

    def _samples(self):
        return ("_total", {}, self._value), ("_created", {}, self._created)


class Gauge(MetricWrapperBase):
    """A number that goes up and down."""

    _type = "gauge"

    def __init__(self, *args, multiprocess_mode="all", **options):
        super().__init__(*args, **options)

    def _reset(self):
        self._value = 0.0
        self._function = None

    def inc(self, amount=1):
        self._check_observable()
        self._value += amount

    def dec(self, amount=1):
        self._check_observable()
        self._value -= amount

    def set(self, value):
        self._check_observable()
        self._value = float(value)

    def set_to_current_time(self):
        self.set(time.time())

    def set_function(self, f):
        self._check_observable()
        self._function = f

    def track_inprogress(self):
        self._check_observable()
        gauge = self

        class Tracking:
            def __enter__(self):
                gauge.inc()

            def __exit__(self, *exc_info):
                gauge.dec()

            def __call__(self, function):
                return _wrapped(function, Tracking)

        return Tracking()

    def time(self):
        return _Timing(self.set)

    def _samples(self):
        return (("", {}, float(self._function()) if self._function else self._value),)


class Summary(MetricWrapperBase):
    """How many values there were, and their sum."""

    _type = "summary"
    _reserved_labelnames = ("quantile",)
    _suffixes = ("_sum", "_count", "_created", "")

    def _reset(self):
        self._count = self._sum = 0.0
        self._created = time.time()

    def observe(self, amount):
        self._check_observable()
        self._count += 1
        self._sum += amount

    def time(self):
        return _Timing(self.observe)

    def _samples(self):
        return ("_count", {}, self._count), ("_sum", {}, self._sum), ("_created", {}, self._created)


class Histogram(MetricWrapperBase):
    """How many values there were up to each of several bounds."""

    _type = "histogram"
    _reserved_labelnames = ("le",)
    _suffixes = ("_bucket", "_sum", "_count", "_created", "")
    DEFAULT_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0, _INF)

    def __init__(self, name, documentation, labelnames=(), *args, buckets=DEFAULT_BUCKETS, **options):
        buckets = [float(bound) for bound in buckets]
        if buckets != sorted(buckets):
            raise ValueError("Buckets not in sorted order")
        if buckets and buckets[-1] != _INF:
            buckets.append(_INF)
        if len(buckets) < 2:
            raise ValueError("Must have at least two buckets")
        self._bounds = buckets
        super().__init__(name, documentation, labelnames, *args, **options)
        self._kwargs["buckets"] = buckets

    def _reset(self):
        self._counts = [0.0] * len(self._bounds)
        self._sum = 0.0
        self._created = time.time()

    def observe(self, amount, exemplar=None):
        self._check_observable()
        self._sum += amount
        for index, bound in enumerate(self._bounds):
            if amount <= bound:
                self._counts[index] += 1
                break

    def time(self):
        return _Timing(self.observe)

    def _samples(self):
        total = 0.0
        for bound, count in zip(self._bounds, self._counts):
            total += count
            yield "_bucket", {"le": go_float(bound)}, total
        yield "_count", {}, total
        if self._bounds[0] >= 0:
            yield "_sum", {}, self._sum
        yield "_created", {}, self._created


class Info(MetricWrapperBase):
    """Facts about the program, as labels."""

    _type = "info"
    _suffixes = ("_info",)

    def _reset(self):
        self._value = {}

    def info(self, val):
        if set(self._labelnames) & set(val):
            raise ValueError(f"Overlapping labels for Info metric, metric: {self._labelnames} child: {val}")
        if any(value is None for value in val.values()):
            raise ValueError("Label value cannot be None")
        self._value = dict(val)

    def _samples(self):
        return (("_info", self._value, 1.0),)


class Enum(MetricWrapperBase):
    """Which of several states it is in."""

    _type = "stateset"

    def __init__(self, name, documentation, labelnames=(), *args, states=None, **options):
        if name in labelnames:
            raise ValueError(f"Overlapping labels for Enum metric: {name}")
        if not states:
            raise ValueError(f"No states provided for Enum metric: {name}")
        self._states = list(states)
        super().__init__(name, documentation, labelnames, *args, **options)
        self._kwargs["states"] = self._states

    def _reset(self):
        self._value = 0

    def state(self, state):
        self._check_observable()
        self._value = self._states.index(state)

    def _samples(self):
        for index, state in enumerate(self._states):
            yield "", {self._name: state}, 1.0 if index == self._value else 0.0
