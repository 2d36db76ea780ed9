//! Tests of the compiler: shapes of code objects, syntax errors, and the heights of everything that the library is made of.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::effects::verify;
use super::{Mode, SyntaxError, compile};
use crate::code::Code;
use crate::source::Source;

fn code(text: &str) -> Rc<Code> {
    let source = Source::new("test.py", text, true);
    match compile(&source, Mode::Exec) {
        Ok(code) => {
            if let Err(fault) = verify(&code) {
                panic!("{fault}\n{}", super::dis::disassemble(&code));
            }
            code
        }
        Err(error) => panic!("{error:?} in {text}"),
    }
}

fn error(text: &str) -> SyntaxError {
    let source = Source::new("test.py", text, true);
    match compile(&source, Mode::Exec) {
        Ok(_) => panic!("no error in {text}"),
        Err(error) => error,
    }
}

fn python_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            python_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
}

#[test]
fn heights_agree_in_the_whole_library() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for library in ["stdlib", "pydantic", "fastapi"] {
        python_files(&crates.join(library), &mut files);
    }
    assert!(files.len() > 30, "the library is somewhere else");
    let mut faults = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let source = Source::new(&file.display().to_string(), &text, false);
        match compile(&source, Mode::Exec) {
            Ok(code) => faults.extend(verify(&code).err()),
            Err(error) => faults.push(format!("{}: {error:?}", file.display())),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn heights_agree_for_every_kind_of_statement() {
    for text in [
        "def f():\n for x in y:\n  try:\n   return x\n  finally:\n   g()\n",
        "def f():\n for x in y:\n  try:\n   if x: break\n   continue\n  except A as e:\n   return e\n  else:\n   h()\n  finally:\n   g()\n",
        "def f():\n while True:\n  with a as b, c as (d, e):\n   if b: return d\n   if c: break\n   continue\n return 1\n",
        "async def f():\n async with a as b:\n  async for x in b:\n   if x: return x\n   await x\n  else:\n   pass\n return [await y async for y in z if y]\n",
        "async def f():\n async for x in y:\n  yield x\n  try:\n   return\n  finally:\n   await g()\n",
        "try:\n a\nexcept* B as e:\n c\nexcept* D:\n pass\nelse:\n f\nfinally:\n g\n",
        "def f():\n try:\n  a\n except:\n  try:\n   b\n  except E as e:\n   raise\n  return 2\n",
        "def f():\n for i in x:\n  try:\n   return i\n  finally:\n   break\n",
        "def f():\n try:\n  return g()\n finally:\n  for a in b:\n   return a\n",
        "match x:\n case {'a': 1, 'b': [x, *rest], **kw} if x: p\n case C(1, y=D(z)) | C(z): q\n case [1, (2 | 3) as n, _, *_] | [n]: r\n case 'a' | None | True | -1 | 1+2j: s\n case str(k): s\n case a.b.c: t\n case _: u\n",
        "def f(a, /, b=1, *c: int, d, e=2, **g) -> 'x':\n return lambda: (a, b, c, d, e, g)\n",
        "class C[T: int, *Ts, **P = [int]](B, metaclass=M):\n x: T\n def m[U](self, y: U = 1, *, z: T = 2) -> U:\n  return super().m()\n __p = 1\n",
        "type A[T] = list[T]\ntype B = int\n",
        "def f():\n x = [a + b for a in y for b in a if b if a]\n y = {k: lambda: k for k in z}\n return {(lambda: i)() for i in j}, (q for q in [r for r in s])\n",
        "x = [y := 1, y ** 2]\nif any((z := w) for w in x): pass\n",
        "f(*a, b, *c, d=1, **e, g=2)\nf(*a)\nf(**k)\nf(a, **k)\n",
        "a, *b, (c, d) = e = f[1:2, ::3] = g.h = i\n",
        "if a < b < c and not (d or e < f < g): pass\nelif not a < b < c: pass\n",
        "x = f'{a!r:>{w}} {b=} {c:%Y}' 'tail'\ny = t'{a!r:>{w}} {b}'\n",
        "def f():\n  def g():\n    nonlocal x\n    x += 1\n    del x\n  x = 1\n  return g\n",
        "x: int = 1\ny: 'str'\na.b: c = d\ne[f]: g\n",
        "while 1:\n pass\nelse:\n print()\n",
        "assert a, b\nassert (a and b) or c\ndel a, b.c, d[e], (f, [g])\n",
        "def f():\n  yield\n  x = yield 1\n  y = yield from z\n  return (yield)\n",
        "import a.b.c, d as e, f.g as h\nfrom . import i\nfrom ..j import k as l\nfrom m import *\n",
        "@d\n@e(1)\nclass C:\n  '''doc'''\n  @property\n  def x(self): return __class__\n",
        "x = a if b else c if d else e\nif (a if b else c): pass\n",
        "class C:\n  x = 1\n  y = [x for _ in range(x)]\n  def f(self): return [self for x in self.__y]\n",
        "def f(x):\n  class C:\n    x = x\n    z = [x, lambda: x]\n    def g(self) -> x: return x\n  return C\n",
        "def f():\n  global g\n  def g(): pass\n  class h: pass\n",
        "with (a as b, c): pass\nwith (yield_): pass\n",
        "raise\n",
    ] {
        code(text);
    }
}
