import ast, re, shlex
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", re.sub("0x[0-9a-f]+", "0x", str(e)))
for line in ("", "a b", "  a\tb\n c ", "'a b' c", '"a b"c', "a\\ b", "a'b'\"c\"", "''", "a '' b", '"a\\"b" "\\\\" "\\n"', "'a\\'", "a#b # c", "é 'ü'", "--x=1 -y"):
    t(lambda: shlex.split(line)); t(lambda: shlex.split(line, comments=True))
for line in ("'a", '"a\\', "a\\", '"'):
    t(lambda: shlex.split(line))
t(lambda: shlex.split(None))
for word in ("", "a", "a b", "it's", "$HOME", "a/b.c-d_e", "é", "x=1", "a;b"):
    t(lambda: shlex.quote(word)); t(lambda: shlex.split(shlex.quote(word)))
t(lambda: shlex.join(["a", "b c", "it's", ""]))
for text in ("1", " 1", "-1", "+1.5", "1e3", "0x1F", "1_000", "2j", "1+2j", "-1-2j", "'a'", '"a" "b"', "b'x'", "r'\\n'", "'''a\nb'''", "u'x'", "'\\x41\\n'",
    "[1, 'a', [2]]", "(1,)", "()", "1, 2", "(1)", "{}", "{'a': 1, 'b': [True, None]}", "{1, 2}", "set()", "...", "[1, 2,]", "{'a': {'b': (1, 2)}}", "# c\n1", "[1, # c\n 2]", "- -1", "True", "[]"):
    t(lambda: ast.literal_eval(text))
for text in ("a", "f()", "a.b", "f'x'", "[x for x in y]", "lambda: 1", "not 1", "-'a'", "[a]", "{'a': b}", "set(1)", "__import__('os')"):
    t(lambda: ast.literal_eval(text))
for text in ("1 +", "[1", "'a", "", "a b"):
    try: ast.literal_eval(text)
    except SyntaxError as e: print("SyntaxError")
t(lambda: ast.literal_eval(5)); t(lambda: ast.literal_eval("[1, 2] + [3]")); t(lambda: ast.literal_eval("1 + 2")); t(lambda: ast.literal_eval("2 * 3"))
