"""Methods of str."""

text = "Hello, W\u00f6rld! \U0001f600 end"
print(len(text), text[7], text[-3:], text[::-1], text[1:10:3], text[5:2], text[2:5:-1], text[10:2:-2])
print(text.upper(), text.lower(), text.swapcase(), text.title(), text.capitalize(), "stra\u00dfe".upper(), "STRASSE \u1e9e".casefold(), "\u01c5".title(), "\ufb01x".title(), "\u03a3\u03b1\u03a3".lower())
print(text.find("o"), text.find("o", 5), text.rfind("o"), text.find("\U0001f600"), text.find("zz"), text.index("W"), text.rindex("d"), text.find("", 3), "abc".find("", 4), "abc".rfind(""), "abc".find("c", -1), "abc".find("a", 0, 0))
print("banana".count("an"), "banana".count(""), "banana".count("a", 2), "banana".count("a", -3, -1), "aaa".count("aa"), "".count(""), "abc".count("", 5))
print("a,b,,c".split(","), "a b  c ".split(), " a b c ".split(None, 1), "a,b,c".split(",", 1), "".split(), "".split(","), "a,b,c".rsplit(",", 1), " a b c ".rsplit(None, 1), "a b c  ".split(None, 1), "aXXbXXc".split("XX"), "a\u2003b".split(), "abc".split("abc"), "a b".split(maxsplit=0), " a ".rsplit(maxsplit=0))
print("a\nb\r\nc\rd\x0be\u2028f\n".splitlines(), "a\n\nb".splitlines(True), "".splitlines(), "\n".splitlines())
print("k=v=w".partition("="), "k=v=w".rpartition("="), "abc".partition("x"), "abc".rpartition("x"))
print(repr("  \t x \n ".strip()), "xxabcxx".strip("x"), "xyabcyx".lstrip("xy"), "xyabcyx".rstrip("xy"), repr("\u3000a\u3000".strip()), "abc".strip(""))
print("abc".center(8) + "|", "abc".center(7, "*"), "ab".center(5, "*"), "ab".center(4, "*"), "abc".center(6, "-"), "abc".ljust(6, ".") + "|", "abc".rjust(6), "42".zfill(5), "-42".zfill(5), "+4".zfill(4), "".zfill(3), "abc".ljust(2))
print("a\tbc\td".expandtabs(), "a\tb\n\tc".expandtabs(4), "a\tb".expandtabs(0), "\t".expandtabs(1) + "|")
print("aXbXc".replace("X", "--"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("", "-", 2), "abc".replace("z", "y"), "abab".replace("ab", ""), "aaa".replace("a", "b", count=1))
print("prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"), "abc".removeprefix("x"), "abc".removesuffix(""))
print("abc".startswith("ab"), "abc".startswith(("x", "a")), "abc".startswith("b", 1), "abc".endswith("bc"), "abc".endswith(("x",)), "abc".endswith("b", 0, 2), "abc".startswith(""), "".startswith("", 1), "abc".startswith(()), "abc".endswith("abcd"))
for sample in ("abc", "ABC", "Abc Def", "123", "a1", "\u00b2", "\u0661", "\u00bd", " \t", "", "abc_1", "1abc", "d\u00e9f", "\u4e00", "a b", "\n", "\u2163", "A", "\u01c5"):
    print(repr(sample), sample.isalpha(), sample.isdigit(), sample.isdecimal(), sample.isnumeric(), sample.isalnum(), sample.isspace(), sample.isupper(), sample.islower(), sample.istitle(), sample.isidentifier(), sample.isprintable(), sample.isascii())
print("-".join(["a", "b"]), "".join("abc"), ",".join(c for c in "xyz"), "x".join([]), "x".join(["only"]), ", ".join({"k": 1, "l": 2}))
print("hello".translate({104: "J", 108: None, 111: 48}), "hello".translate(str.maketrans("el", "ip")), "abc".translate(str.maketrans("a", "b", "c")), "abc".translate(str.maketrans({"a": "xx", 98: None})), "abc".translate("xyz" * 40))
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t nl\n cr\r back\\ nul\0 del\x7f e\u00e9 zw\u200b emoji\U0001f600 bom\ufeff nbsp\xa0 pua\ue000"), ascii("\u00e9\u20ac\U0001f600"))
print("{} {1}".format if False else "{0} {1} {0}".format("a", "b"), "{} {}".format(1, 2), "{a} {b.real} {c[0]} {c[-1]}".format(a=1, b=2, c={"-1": "neg", 0: "zero"}), "{{}} {:>{w}} {:{f}^7}".format("x", "y", w=5, f="*"), "{!r} {!s} {!a}".format("\u00e9", "b", "\u00e9"), "{:5}|{:<5}|{:.2}|{:*^6}".format("ab", "cd", "efgh", "ij"), "{0[a]} {0[b][1]}".format({"a": 1, "b": [1, 2]}), "{x}".format_map({"x": 5}), "{:%}".format(0.5), "{0:{1}.{2}f}".format(3.14159, 8, 2))
print(f"{'a'!r:>5}|{3.14159:.{2}f}|{'x':^{5}}|{10:#x}|{text!a:.10}", f"{'\u00e9':0>4}", f"{1 + 1 = }", f"{text[:5] = !s}", f"{'nested':{'>'}{10}}")
print("abc" < "abd", "a" < "B", "" < "a", "abc" == "abc", "a" != "b", "\U0001f600" > "\uffff", "a" * 3, 3 * "ab", "a" * 0, "a" * -1, "b" in "abc", "" in "abc", "ac" in "abc", "x" not in "abc", "a" "b")
print(str(5), str(None), str([1, "a"]), str(b"x"), str(b"\xc3\xa9", "utf-8"), str(b"caf\xe9", encoding="latin-1"), str(), str(object=1.0), str(b"a\xff", errors="ignore"), str(b"a\xff", "ascii", "replace"))
print("\u00e9\u20ac\U0001f600".encode(), "\u00e9".encode("latin-1"), "\u00e9\u20ac".encode("ascii", "ignore"), "\u00e9\u20ac".encode("ascii", "replace"), "\u00e9\U0001f600".encode("ascii", "backslashreplace"), "\u00e9\u20ac".encode("ascii", "xmlcharrefreplace"), "a\U0001f600".encode("utf-16"), "a".encode("utf-16-le"), "a\u20ac".encode("utf-16-be"), "a".encode("utf-32"), "a".encode("utf-32-be"), "a".encode("utf-8-sig"), "\u20ac".encode("cp1252"), "x".encode("UTF8"), "x".encode("iso-8859-1"))
for data, encoding, errors in ((b"a\xff\xfe", "utf-8", "replace"), (b"a\xe2\x82", "utf-8", "replace"), (b"\xe2\x82\xac", "utf-8", "strict"), (b"\xf0\x9f\x98", "utf-8", "ignore"), (b"a\xff", "utf-8", "backslashreplace"), (b"\xed\xa0\x80", "utf-8", "replace"), (b"\xff\xfea\x00", "utf-16", "strict"), (b"\x00a", "utf-16-be", "strict"), (b"a", "utf-16-le", "replace"), (b"\x80", "cp1252", "strict"), (b"\xef\xbb\xbfa", "utf-8-sig", "strict"), (b"\xef\xbb\xbfa", "utf-8", "strict"), (b"\x81", "cp1252", "strict"), (b"\xe2\x28\xa1", "utf-8", "strict"), (b"\xf4\x90\x80\x80", "utf-8", "strict"), (b"\xe2\x82", "utf-8", "strict"), (b"ab\xc3", "utf-8", "strict")):
    try:
        print(repr(data.decode(encoding, errors)))
    except UnicodeDecodeError as error:
        print(error, error.encoding, error.start, error.end, error.reason)
try:
    "ab\u20ac\u20acc".encode("latin-1")
except UnicodeEncodeError as error:
    print(error, error.start, error.end, error.object, error.reason, error.encoding)


class Name(str):
    def __new__(cls, value, extra=None):
        self = super().__new__(cls, value)
        self.extra = extra
        return self

    def shout(self):
        return self.upper() + "!"


name = Name("bob", extra=3)
print(name, repr(name), name.shout(), name.extra, name + "x", type(name + "x").__name__, {"bob": 1}[name], name == "bob", hash(name) == hash("bob"), name in ["bob"], f"{name:>5}", "-".join([name, name]), isinstance(name, str), name[0], len(name), "%s" % name, "{}".format(name), name.replace("b", "d"), type(name.strip()).__name__, sorted([Name("b"), Name("a")]), {name: 1} == {"bob": 1}, name < "c", "a" < name, str(name), type(str(name)).__name__)
