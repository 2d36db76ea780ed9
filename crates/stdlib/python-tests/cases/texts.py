import string, textwrap, operator, bisect, html, mimetypes, heapq, warnings
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
T = string.Template
print(T("$a ${b}c $$ d").substitute(a=1, b=2), T("$a $z $").safe_substitute(a=1), T("x $a").substitute({"a": 5}), T("$a $b").get_identifiers(), T("$ ").is_valid()); t(lambda: T("$a").substitute()); t(lambda: T("a\n $!").substitute())
print(string.capwords("hello big  world"), string.Formatter().format("{0} {a!r:>5} {b[0]} {c.real:{w}}", 1, a="x", b=[7], c=3, w=4), string.punctuation, len(string.printable))
t(lambda: string.Formatter().format("{} {}", 1, 2)); t(lambda: string.Formatter().format("{x}")); t(lambda: string.Formatter().format("{{}} {0}", 5))
x = "The quick brown fox jumped over the well-known lazy dog, and a verylongwordthatdoesnotfitanywhere at all."
for w in (10, 20, 40): print(textwrap.wrap(x, w))
print(textwrap.fill("a b c d e", 3), textwrap.shorten("Hello  world and more", 14), textwrap.shorten("Hello world", 4, placeholder=".."), repr(textwrap.dedent("  a\n    b\n\n  c\n")), repr(textwrap.indent("a\n\nb\n", "> ")), textwrap.wrap("a b c", 5, initial_indent="* ", subsequent_indent="  "), textwrap.wrap("", 5), textwrap.wrap("aaa bbb ccc ddd", 7, max_lines=1))
print(operator.itemgetter(1)([1, 2]), operator.itemgetter("a", "b")({"a": 1, "b": 2}), operator.attrgetter("real", "imag")(3), operator.methodcaller("split", ",")("a,b"), operator.itemgetter(1), operator.attrgetter("a.b"), operator.methodcaller("m", 1, k=2), operator.add(1, 2), operator.not_(0), operator.contains([1], 1), operator.index(5), operator.countOf([1, 1], 1), operator.__add__(1, 2)); t(lambda: operator.itemgetter()); t(lambda: operator.attrgetter(5))
a = [1, 3, 5, 5, 7]; print(bisect.bisect(a, 5), bisect.bisect_left(a, 5), bisect.bisect_left([(1, "a"), (3, "b")], 3, key=lambda p: p[0])); bisect.insort(a, 4); print(a)
print(html.escape("<a href='x'>\"&\"</a>"), html.escape("'\"", quote=False), html.unescape("&lt;&#65;&#x42;&amp;&eacute;&nope; & &copy;"))
for n in ("a.json", "a.html", "b/c.JPG", "x.tar.gz", "x.tgz", "x", ".bashrc", "a.js", "a.css", "a.txt", "a.pdf", "http://h/x.png?q=1", "a.py", "a.csv", "a.svg", "a.xml", "a.md", "a.mp4", "a.woff2", "a.unknown", "a.ico", "a.docx", "a.wasm", "a.b.c.zip"): print(n, mimetypes.guess_type(n))
print(mimetypes.guess_extension("text/html"), mimetypes.guess_extension("image/jpeg"), mimetypes.guess_extension("no/no"))
h = [5, 2, 8, 1]; heapq.heapify(h); heapq.heappush(h, 0); print([heapq.heappop(h) for _ in range(5)], heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, "hello"), list(heapq.merge([1, 4], [2, 3])), list(heapq.merge([4, 1], [3, 2], reverse=True)), heapq.heappushpop([2, 3], 1), heapq.heapreplace([2, 3], 9)); t(lambda: heapq.heappop([]))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("hi"); warnings.warn("dep", DeprecationWarning); warnings.warn(UserWarning("obj"))
    print([(str(i.message), i.category.__name__, i.lineno) for i in w])
with warnings.catch_warnings():
    warnings.simplefilter("error"); t(lambda: warnings.warn("boom"))
with warnings.catch_warnings(record=True) as w:
    warnings.filterwarnings("ignore", message="ig.*"); warnings.warn("ignore me"); warnings.warn("keep"); print(len(w))
@warnings.deprecated("old")
def old(): return 1
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); print(old(), w[0].category.__name__, old.__deprecated__)
t(lambda: warnings.simplefilter("zz"))
