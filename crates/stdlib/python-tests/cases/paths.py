import os, tempfile, shutil, glob, fnmatch, io, stat
from pathlib import *
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "-", e)
for p in ("a/b/../c.tar.gz", "/", "", ".", "//x/y", "/a//b/./c/", ".bashrc", "a.b/c", "x.", "..", "///a"):
    q = PurePosixPath(p); print(repr(q), q.parts, q.name, q.suffix, q.suffixes, q.stem, str(q.parent), q.root, q.is_absolute(), [str(x) for x in q.parents])
    print(os.path.split(p), os.path.splitext(p), os.path.normpath(p), os.path.basename(p), os.path.dirname(p), os.path.join(p, "z"))
P = PurePosixPath
print(P("a") / "b" / P("c"), "x" / P("y"), P("a", "/b"), P("a").joinpath("b", "c"), P("a/b.txt").with_suffix(".py"), P("a/b.txt").with_name("q"), P("a/b.txt").with_stem("zz"), P("/a/b/c").relative_to("/a"), P("/a/b").is_relative_to("/a"), P("/a/b").relative_to("/a/c", walk_up=True), P("a/b.py").match("*.py"), P("/a/b.py").match("/a/*.py"), P("a/b/c.py").full_match("a/**/*.py"), P("a") == P("a/"), P("b") > P("a"), hash(P("a")) == hash(P("a")), P("/a b").as_uri(), os.fspath(P("q")), sorted([P("b"), P("a/c"), P("a")]))
t(lambda: P("a").relative_to("b")); t(lambda: P("a").with_suffix("py")); t(lambda: P("/").with_name("x")); t(lambda: P(5)); t(lambda: P("a") / 5)
print(os.path.join("a", "b", "/c", "d"), os.path.commonpath(["/a/b", "/a/c"]), os.path.commonprefix(["abc", "abd"]), os.path.relpath("/a/b", "/a/c"), os.path.isabs("/a"), os.sep, os.path.splitroot("/a"), os.linesep == "\n")
with tempfile.TemporaryDirectory() as d:
    d = Path(d); (d / "s" / "t").mkdir(parents=True); f = d / "s" / "a.txt"; print(f.write_text("héllo\n"), f.read_text(), f.read_bytes(), f.exists(), f.is_file(), f.is_dir(), f.stat().st_size, [x.name for x in sorted(d.iterdir())])
    (d / "s" / "t" / "b.py").touch(); print(sorted(str(x.relative_to(d)) for x in d.rglob("*")), sorted(str(x.relative_to(d)) for x in d.glob("*/*.txt")), sorted(str(x.relative_to(d)) for x in d.glob("**/*.py")))
    print(sorted(os.listdir(d / "s")), [(os.path.relpath(r, d), sorted(a), sorted(b)) for r, a, b in os.walk(d)], sorted(os.path.relpath(x, d) for x in glob.glob(str(d) + "/**/*.py", recursive=True)), glob.glob("s/*", root_dir=d) and 1)
    with f.open("a") as h: h.write("more")
    print(f.read_text().splitlines()); f.rename(d / "c.txt"); print(f.exists(), (d / "c.txt").exists()); (d / "c.txt").unlink()
    t(lambda: (d / "nope").read_text()) if False else None
    try: (d / "nope").unlink()
    except FileNotFoundError as e: print(e.strerror)
    (d / "nope").unlink(missing_ok=True)
    try: (d / "s").mkdir()
    except FileExistsError as e: print("exists")
    (d / "s").mkdir(exist_ok=True); shutil.copytree(d / "s", d / "u"); print(sorted(os.listdir(d))); shutil.rmtree(d / "u"); shutil.copy(d / "s" / "t" / "b.py", d / "k.py"); shutil.move(d / "k.py", d / "m.py"); print(sorted(x.name for x in os.scandir(d)))
    os.makedirs(d / "x" / "y", exist_ok=True); print(os.path.isdir(d / "x" / "y"), isinstance(d, os.PathLike))
print(d.exists(), type(Path("a")).__name__, Path("a"), repr(Path("/a")), Path.cwd().is_absolute(), Path("a").absolute().is_absolute())
os.environ["ZZ"] = "1"; print(os.getenv("ZZ"), os.environ.get("NOPE"), "ZZ" in os.environ, os.path.expandvars("$ZZ/${ZZ}/$NOPE")); del os.environ["ZZ"]; t(lambda: os.environ["ZZ"]); t(lambda: os.environ.__setitem__("a", 1))
print(fnmatch.fnmatch("a.py", "*.py"), fnmatch.filter(["a.py", "b.txt"], "*.p[xy]"), fnmatch.fnmatch("x", "[!a]"), stat.filemode(0o40755))
with tempfile.NamedTemporaryFile("w+", suffix=".x") as n: n.write("q"); n.seek(0); print(n.read(), n.name.endswith(".x"), os.path.exists(n.name))
s = tempfile.SpooledTemporaryFile(); s.write(b"abc"); s.seek(0); print(s.read(), io.StringIO("a\nb").readlines(), io.BytesIO(b"x").getvalue())
