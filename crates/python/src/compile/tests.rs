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
fn heights_agree_where_asserts_are_explained() {
    for text in [
        "assert a\nassert a, b\nassert not a\nassert True\nassert ()\nassert __debug__\n",
        "def f(x):\n assert x.y.z(x, *x, k=x, **x) < -x <= x(1) != 3, x\n assert x and (x or f) and not x\n",
        "async def f():\n for x in y:\n  try:\n   assert await x == [z for z in x], f'{x}'\n  finally:\n   assert (q := x) is not None\n",
        "class C:\n assert C.x if a else b[1:2] in (lambda: 1)()\n def f(self):\n  assert super().f(**a) + ~self.__g % 2 == yield_\n",
        "def f():\n assert (yield) == (yield from x)\n with a as b:\n  assert b(k=1)(*c)\n",
    ] {
        let source = Source::of_tests("test_x.py", text);
        match compile(&source, Mode::Exec) {
            Ok(code) => verify(&code).unwrap(),
            Err(error) => panic!("{error:?} in {text}"),
        }
    }
    let long = format!("assert 1{} == x{}\n", " + 1".repeat(600), ".y".repeat(150));
    assert!(compile(&Source::of_tests("test_x.py", &long), Mode::Exec).is_ok());
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

/// Source, class, line and message, as CPython 3.14 gave them, one case a line.
const SYNTAX_ERRORS: &str = include_str!("syntax_errors.txt");

fn unescape(text: &str) -> String {
    let mut result = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n') => result.push('\n'),
                Some('t') => result.push('\t'),
                Some(other) => result.push(other),
                None => {}
            },
            other => result.push(other),
        }
    }
    result
}

#[test]
fn syntax_errors_are_those_of_cpython() {
    let mut faults = Vec::new();
    let mut count = 0;
    for case in SYNTAX_ERRORS.lines() {
        let [text, kind, line, message] = case.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a case has four columns: {case}");
        };
        let text = unescape(text);
        let found = error(&text);
        let source = Source::new("test.py", &text, true);
        let place = source.place(found.range);
        let (line, message) = (line.parse::<u32>().unwrap(), unescape(message));
        if found.kind != kind || found.message != message || place.line != line {
            faults.push(format!("{text:?}: {message:?}, not {found:?}"));
        }
        count += 1;
    }
    assert!(count > 350, "the cases are there");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The engine has a stack of one megabyte.
#[test]
fn deep_programs_are_refused_and_not_overflowed() {
    let run = || {
        let mut programs: Vec<String> = Vec::new();
        for depth in [40, 89, 95, 500, 5000, 50000] {
            for (open, middle, close) in [
                ("(", "1", ")"),
                ("[", "", "]"),
                ("{1:", "2", "}"),
                ("f(", "1", ")"),
                ("a[", "1", "]"),
                ("-", "1", ""),
                ("not ", "1", ""),
                ("lambda: ", "1", ""),
                ("1 if a else ", "1", ""),
                ("1 ** ", "1", ""),
                ("1 + ", "1", ""),
                ("a and ", "b", ""),
                ("a < ", "b", ""),
                ("[x for x in ", "y", "]"),
                ("(lambda x=", "1", ": x)"),
                ("f'{", "x", "}'"),
                ("*", "a", ""),
                ("await ", "a", ""),
                ("x = ", "a", ""),
                ("(yield ", "a", ")"),
                ("'a' ", "'b'", ""),
            ] {
                programs.push(format!(
                    "{}{middle}{}\n",
                    open.repeat(depth),
                    close.repeat(depth)
                ));
            }
            for tail in [".a", "()", "[0]", ".a()", " + 1", ",", " if a else 1"] {
                programs.push(format!("x{}\n", tail.repeat(depth)));
            }
            programs.push(format!(
                "match x:\n case {}1{}: pass\n",
                "[".repeat(depth),
                "]".repeat(depth)
            ));
            let depth = depth.min(500);
            for header in [
                "if x:", "while x:", "def f():", "class C:", "try:", "with a:",
            ] {
                let mut text = String::new();
                for level in 0..depth {
                    text.push_str(&format!("{}{header}\n", " ".repeat(level)));
                }
                text.push_str(&format!("{}pass\n", " ".repeat(depth)));
                programs.push(text);
            }
            programs.push(format!("if x: pass\n{}", "elif y: pass\n".repeat(depth)));
        }
        for text in programs {
            let source = Source::new("deep.py", &text, true);
            if let Ok(code) = compile(&source, Mode::Exec) {
                verify(&code).unwrap();
            }
        }
        for fine in ["(", "["] {
            let close = if fine == "(" { ")" } else { "]" };
            code(&format!("{}1{}\n", fine.repeat(80), close.repeat(80)));
        }
        code(&format!("x = 1{}\n", " + 1".repeat(600)));
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(run);
    thread.unwrap().join().unwrap();
}

#[test]
fn comprehensions_live_in_the_code_around() {
    let module = code("def f(x):\n return [x for x in x if x]\n");
    let function = &module.codes[0];
    assert!(function.codes.is_empty());
    assert_eq!(function.locals.len(), 2);
    let generator = code("x = (y for y in z)\n");
    assert_eq!(&*generator.codes[0].qualname, "<genexpr>");
}

#[test]
fn instructions_know_their_places() {
    let module = code("value = first(\n    1,\n).second(2)\n");
    let source = &module.source;
    let calls: Vec<String> = module
        .instructions
        .iter()
        .zip(&module.ranges)
        .filter(|(instruction, _)| matches!(instruction, crate::code::Instruction::Call(_)))
        .map(|(_, range)| source.slice(*range).to_owned())
        .collect();
    assert_eq!(calls, ["first(\n    1,\n)", "second(2)"]);
}
