//! Loading a program: what is said when it can't be loaded. Answers of programs that can are in the
//! golden tests.

mod support;

use playground_engine::{Engine, LoadError};
use playground_protocol::Program;
use support::{Still, files};

fn load(texts: &[(&str, &str)]) -> LoadError {
    let program = Program {
        files: files(texts),
        entry: "main:app".into(),
        ..Program::default()
    };
    let mut engine = Engine::new(Box::new(Still));
    let error = engine
        .load(program)
        .expect_err("this program can't be loaded");
    assert_eq!(engine.reset().expect_err("it still can't"), error);
    error
}

fn place(error: &LoadError) -> (String, u32, u32) {
    let source = error.diagnostics[0].source.clone().expect("a place");
    (source.file, source.line, source.column)
}

#[test]
fn every_file_that_does_not_compile_is_told() {
    let error = load(&[
        ("main.py", "import other\ndef f(:\n    pass\n"),
        ("other.py", "x = 1\n  y = 2\n"),
        ("notes.txt", "def ("),
    ]);
    assert_eq!(error.exception, "SyntaxError");
    assert_eq!(error.diagnostics.len(), 2);
    assert_eq!(place(&error), ("main.py".into(), 2, 7));
    assert!(
        error.diagnostics[1].message.starts_with("IndentationError"),
        "{:?}",
        error.diagnostics
    );
}

#[test]
fn an_exception_is_told_with_its_place_in_the_program_and_what_was_printed() {
    let error = load(&[
        ("main.py", "from other import f\nprint('begin')\nf()\n"),
        ("other.py", "def f():\n    return nothing\n"),
    ]);
    assert_eq!(error.exception, "NameError");
    assert_eq!(
        error.diagnostics[0].message,
        "NameError: name 'nothing' is not defined"
    );
    assert_eq!(place(&error), ("other.py".into(), 2, 12));
    assert_eq!(error.output, "begin\n");
    let traceback = error.diagnostics[0].traceback.clone().unwrap_or_default();
    assert_eq!(
        traceback,
        "Traceback (most recent call last):\n  File \"main.py\", line 3, in <module>\n    f()\n  File \"other.py\", line 2, in f\n    return nothing\nNameError: name 'nothing' is not defined\n"
    );
}

#[test]
fn a_missing_module_or_application_is_told() {
    let error = load(&[("other.py", "")]);
    assert_eq!(error.exception, "ModuleNotFoundError");
    let error = load(&[("main.py", "ap = 1\n")]);
    assert!(
        error.diagnostics[0].message.contains("no attribute app"),
        "{:?}",
        error.diagnostics
    );
}

#[test]
fn an_endless_loop_ends_at_the_limit() {
    let error = load(&[("main.py", "while True:\n    pass\n")]);
    assert_eq!(error.exception, "LimitExceeded");
    assert_eq!(place(&error).0, "main.py");
}

#[test]
fn programs_have_files_in_memory() {
    let text = r#"
with open("log.txt", "a") as file:
    file.write("é\n")
with open("log.txt", "a") as file:
    file.writelines(["b\n", "c"])
print(open("log.txt").readlines(), open("log.txt", "rb").read(2), open("data/notes.md").read())
for path, mode in [("nothing.txt", "r"), ("no/folder.txt", "w"), ("data", "r"), ("log.txt", "x")]:
    try:
        open(path, mode)
    except OSError as error:
        print(type(error).__name__, error)
"#;
    let error = load(&[("main.py", text), ("data/notes.md", "kept")]);
    assert!(
        error.diagnostics[0].message.contains("no attribute app"),
        "{:?}",
        error.diagnostics
    );
    assert_eq!(
        error.output,
        "['é\\n', 'b\\n', 'c'] b'\\xc3\\xa9' kept\n\
         FileNotFoundError [Errno 2] No such file or directory: 'nothing.txt'\n\
         FileNotFoundError [Errno 2] No such file or directory: 'no/folder.txt'\n\
         IsADirectoryError [Errno 21] Is a directory: 'data'\n\
         FileExistsError [Errno 17] File exists: 'log.txt'\n"
    );
}

#[test]
fn the_members_of_a_cycle_are_finalized_before_they_are_emptied() {
    let text = "\
import gc

class Node:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print(self.name, 'knows', self.other.name)

def cycle():
    one, two = Node('one'), Node('two')
    one.other, two.other = two, one

cycle()
gc.collect()
gc.collect()
print('collected')

class Broken:
    def __del__(self):
        raise ValueError('nobody hears')

Broken()
print('went on')
import nothing_of_this_name
";
    let output = load(&[("main.py", text)]).output;
    assert!(
        output.starts_with("one knows two\ntwo knows one\ncollected\n"),
        "{output}"
    );
    assert!(output.contains("ValueError: nobody hears\n"), "{output}");
    assert!(output.ends_with("went on\n"), "{output}");
}

#[test]
fn a_traceback_ends_with_the_class_and_its_module() {
    let text = "\
from pydantic import BaseModel

import shop

assert shop.__doc__ == 'A shop.'

class Item(BaseModel):
    price: int

class Mine(Exception):
    pass

def attempt(which):
    if which == 'shop':
        raise shop.Empty('nothing left')
    if which == 'mine':
        raise Mine
    if which == 'model':
        Item(price='cheap')
    raise ValueError('plain')

attempt(shop.WHICH)
";
    for (which, message, last) in [
        ("shop", "Empty: nothing left", "shop.Empty: nothing left"),
        ("mine", "Mine", "main.Mine"),
        ("plain", "ValueError: plain", "ValueError: plain"),
        (
            "model",
            "ValidationError: 1 validation error for Item",
            "pydantic_core._pydantic_core.ValidationError: 1 validation error for Item",
        ),
    ] {
        let shop = format!(
            "\"\"\"A shop.\"\"\"\n\nclass Empty(Exception):\n    pass\n\nWHICH = '{which}'\n"
        );
        let error = load(&[("main.py", text), ("shop.py", &shop)]);
        let told = error.diagnostics[0].clone();
        assert!(told.message.starts_with(message), "{}", told.message);
        let traceback = told.traceback.unwrap_or_default();
        assert!(traceback.contains(&format!("\n{last}\n")), "{traceback}");
    }
}

#[test]
fn a_circle_of_imports_is_told_as_what_it_is() {
    for (main, other, message) in [
        (
            "import users\napp = 1\n",
            "import main\nmain.app\n",
            "AttributeError: partially initialized module 'main' from 'main.py' has no attribute 'app' (most likely due to a circular import)",
        ),
        (
            "import users\napp = 1\n",
            "from main import app\n",
            "ImportError: cannot import name 'app' from partially initialized module 'main' (most likely due to a circular import) (main.py)",
        ),
        (
            "import users\nusers.nothing\n",
            "x = 1\n",
            "AttributeError: module 'users' has no attribute 'nothing'",
        ),
        (
            "from fastapi import FastAPI\nimport users\napp = FastAPI()\napp.include_router(users)\n",
            "x = 1\n",
            "AttributeError: module 'users' has no attribute '_contains_router'",
        ),
    ] {
        let error = load(&[("main.py", main), ("users.py", other)]);
        assert_eq!(error.diagnostics[0].message, message);
    }
    let error = load(&[
        ("main.py", "import shop.a\n"),
        ("shop/__init__.py", ""),
        ("shop/a.py", "import shop.b\n"),
        ("shop/b.py", "import shop.a\nshop.a.price\n"),
    ]);
    assert_eq!(
        error.diagnostics[0].message,
        "AttributeError: cannot access submodule 'a' of module 'shop' (most likely due to a circular import)"
    );
}

#[test]
fn a_deprecation_is_told_with_the_line_of_the_program() {
    let text = "\
from typing import Annotated
from fastapi import Body, FastAPI, Query

app = FastAPI()
price = Body(example=3)

@app.get('/a')
def a(q: int = Query(
        1, example=3)):
    return q

@app.get('/b')
def b(q: Annotated[str, Query(regex='a')] = 'a'):
    return q

import nothing_of_this_name
";
    let output = load(&[("main.py", text)]).output;
    let places: Vec<&str> = output
        .lines()
        .filter_map(|line| line.split_once(": FastAPIDeprecationWarning: "))
        .map(|(place, _)| place)
        .collect();
    assert_eq!(places, ["main.py:5", "main.py:8", "main.py:13"], "{output}");
}
