//! `check-content` on a small content folder: what is right is let through, and what a program doesn't
//! do is said with its place.

use std::path::{Path, PathBuf};
use std::process::Command;

const MAIN: &str = "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get(\"/items/{item_id}\")\ndef read_item(item_id: int):\n    return {\"item_id\": item_id}\n";

const SECTION: &str = "---\nid: a\nnumber: 1\ntitle: A\nminutes: 3\nexample: one\nquiz: q\nexercises: e\n---\nText.\n\n```http\nGET /items/7 HTTP/1.1\n\nHTTP/1.1 200 OK\n\n{\"item_id\": 7}\n```\n\n```python fails\napp = nothing\n```\n\n```text error\nNameError: name 'nothing' is …\n```\n";

const EXAMPLE: &str = r#"title = "One"
[[preset]]
name = "A number"
url = "/items/1"
[preset.predict]
id = "a-number"
ask = "What?"
explain = "So."
[[preset.predict.status]]
is = 200
why = "So."
[[preset.predict.status]]
is = 422
why = "No."
[[preset.predict.body]]
json = '{"item_id": 1}'
why = "So."
[[preset.predict.body]]
json = '{"item_id": "1"}'
why = "No."
[[preset]]
name = "A word"
url = "/items/x"
"#;

const QUIZ: &str = r#"[[question]]
id = "a-1"
kind = "answer"
text = "What?"
example = "one"
send = "GET /items/x"
[[question.option]]
text = "422"
status = 422
correct = true
why = "So."
[[question.option]]
text = "200"
status = 200
why = "No."
"#;

const EXERCISES: &str = r#"[[exercise]]
id = "a-write"
kind = "write"
title = "Write"
task = "Do."
explain = "So."
hints = ["One", "Two"]
start = '''
from fastapi import FastAPI

app = FastAPI()
'''
solution = '''
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def read():
    return {"a": 1}
'''
[[exercise.check]]
name = "It answers"
send = "GET /"
status = 200
json = '{"a": 1}'
say = "It should answer `1`."
[[exercise.check.when]]
json = '{"a": 2}'
say = "That is `2`."
[[exercise.check]]
name = "A hidden test"
test = '''
from main import read


def test_it():
    assert read() == {"a": 1}, "Return `1`."
'''
[[exercise.wrong]]
name = "another number"
replace = [["1}", "2}"]]
says = "That is `2`"
[[exercise.wrong]]
name = "a text"
replace = [["1}", "'1'}"]]
says = "should answer `1`"
"#;

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let root =
        std::env::temp_dir().join(format!("playground-content-{name}-{}", std::process::id()));
    for (path, text) in files {
        let path = root.join("content").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    root
}

fn check(root: &Path) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_fastapi-playground"))
        .args([
            "check-content",
            "content",
            "--only",
            "guide/",
            "--only",
            "examples/",
        ])
        .args(["--only", "quizzes/", "--only", "exercises/", "--afresh"])
        .current_dir(root)
        .output()
        .unwrap();
    std::fs::remove_dir_all(root).unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.success(), text)
}

#[test]
fn what_programs_do_is_let_through_and_anything_else_is_said() {
    let files = |section: &str, example: &str, quiz: &str, exercises: &str| {
        folder(
            &format!(
                "{}",
                section.len() + example.len() + quiz.len() + exercises.len()
            ),
            &[
                ("guide/01-a.md", section),
                ("examples/one/example.toml", example),
                ("examples/one/main.py", MAIN),
                ("quizzes/q.toml", quiz),
                ("exercises/e.toml", exercises),
            ],
        )
    };
    let (_, good) = check(&files(SECTION, EXAMPLE, QUIZ, EXERCISES));
    let about_programs = |text: &str| -> Vec<String> {
        let structure = [
            "There is no part",
            "least.",
            "It doesn't say what one can do",
        ];
        text.lines()
            .filter(|line| line.starts_with("content/") && !line.contains("warning:"))
            .filter(|line| !structure.iter().any(|known| line.contains(known)))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(about_programs(&good), Vec::<String>::new());
    assert!(
        good.ends_with("sections 1, programs 1, exercises 1, questions 1, cards 0, checklist 0\n"),
        "{good}"
    );
    let (passed, bad) = check(&files(
        &SECTION
            .replace("{\"item_id\": 7}", "{\"item_id\": 8}")
            .replace("'nothing' is", "'something' is"),
        &EXAMPLE.replace("'{\"item_id\": 1}'", "'{\"item_id\": 2}'"),
        &QUIZ.replace("status = 422", "status = 404"),
        &EXERCISES
            .replace("says = \"That is `2`\"", "says = \"Else\"")
            .replace("[\"1}\", \"'1'}\"]", "[\"1}\", \"1 }\"]"),
    ));
    assert!(!passed);
    for wanted in [
        "content/guide/01-a.md:13: The body of the answer is another: {\"item_id\":7}",
        "content/guide/01-a.md:25: `NameError: name 'something' is …` doesn't stand in the error",
        "content/examples/one/example.toml:6: Prediction `a-number`: 0 bodies agree",
        "content/quizzes/q.toml:2: Question `a-1`: the right option `422` isn't what comes back",
        "content/exercises/e.toml:2: Exercise `a-write`: the wrong attempt `another number` isn't told `Else` first, but: That is 2.",
        "content/exercises/e.toml:2: Exercise `a-write`: the wrong attempt `a text` passes.",
    ] {
        assert!(bad.contains(wanted), "{wanted}\n\n{bad}");
    }
}
