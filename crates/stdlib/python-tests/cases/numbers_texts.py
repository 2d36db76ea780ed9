import csv, io, statistics as S, calendar, pprint, reprlib, graphlib, codecs, datetime
from fractions import Fraction as F
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
print(list(csv.reader(io.StringIO('a,b\n"x, ""y""",2\n\n"multi\nline",3\n'))), list(csv.DictReader(io.StringIO("a,b\n1,2\n3\n4,5,6\n"))), list(csv.reader(["a;b"], delimiter=";")), list(csv.reader(["1,\"a\""], quoting=csv.QUOTE_NONNUMERIC)))
o = io.StringIO(); w = csv.writer(o); w.writerow([1, "a,b", 'q"', None, 1.5, "x\ny"]); w.writerow([""]); print(repr(o.getvalue()))
o = io.StringIO(); d = csv.DictWriter(o, ["a", "b"], lineterminator="\n", quoting=csv.QUOTE_ALL); d.writeheader(); d.writerow({"a": 1}); print(repr(o.getvalue())); t(lambda: d.writerow({"z": 1})); t(lambda: csv.writer(o).writerow(5)); t(lambda: csv.reader([], dialect="nope"))
print(S.mean([1, 2, 3, 4]), S.mean([1.5, 2]), S.median([3, 1, 2]), S.median([1, 2, 3, 4]), S.mode("aab"), S.multimode("aabb"), S.stdev([1, 2, 3, 4]), S.pstdev([1, 2]), S.variance([1, 2, 4]), S.pvariance([1, 2, 3]), S.quantiles([1, 2, 3, 4, 5]), S.fmean([1, 2]), S.harmonic_mean([1, 2]), S.median_low([1, 2]), S.quantiles(range(1, 10), n=3, method="inclusive")); t(lambda: S.mean([])); t(lambda: S.stdev([1])); t(lambda: S.median([]))
print(F(1, 3) + F(1, 6), F("3/4"), F("1.25"), F(0.5), F(3), F(1, 3) * 3, F(7, 2) // 1, F(7, 2) % 2, F(1, 2) ** 2, F(1, 2) ** -2, float(F(1, 4)), round(F(7, 2)), int(F(-7, 2)), F(1, 2) == 0.5, F(1, 2) < F(2, 3), hash(F(1, 2)) == hash(0.5), repr(F(-1, 2)), abs(F(-1, 2)), F(3.14159).limit_denominator(100), 1 + F(1, 2), 2 / F(1, 2), F("1e3"), F(1, 2) + 0.5, sum([F(1, 2)] * 3), F(5, 3).numerator, f"{F(1, 3):.3f}"); t(lambda: F(1, 0)); t(lambda: F("x")); t(lambda: F([]))
print(calendar.isleap(2024), calendar.monthrange(2024, 2), calendar.timegm((2020, 1, 1, 0, 0, 0)), calendar.month_name[3], calendar.monthcalendar(2024, 2)[0], calendar.weekday(2024, 1, 1)); print(calendar.month(2024, 2)); t(lambda: calendar.monthrange(2024, 13))
pprint.pprint({"b": [1, 2], "a": {"x": "y" * 40, "z": list(range(12))}}); pprint.pprint(list(range(40))); pprint.pprint({"a": 1}); print(pprint.pformat([{"k": "v" * 50}, {"k": "w" * 50}]), reprlib.repr(list(range(20))), reprlib.repr("x" * 50))
print(list(graphlib.TopologicalSorter({"d": {"b", "c"}, "b": {"a"}, "c": {"a"}}).static_order())[0]); t(lambda: list(graphlib.TopologicalSorter({"a": ["b"], "b": ["a"]}).static_order()))
print(codecs.encode("hi", "rot13"), codecs.decode(b"aGk=\n", "base64"), codecs.lookup("utf8").name, codecs.lookup("latin-1").name); t(lambda: codecs.lookup("nope"))
