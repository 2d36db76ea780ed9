//! What must hold for the content as a whole, beyond each file being readable.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::model::{Content, QuestionKind};
use crate::problem::Problem;
use crate::read::read_all;

/// Reads and checks the content below `root`, and gives everything that is wrong with it.
pub fn check_content(root: &Path) -> Vec<Problem> {
    let (content, links, mut problems) = read_all(root);
    let mut ids = BTreeSet::new();
    for (section, (file, ..)) in content.sections.iter().zip(&links) {
        let mut say = |message: String| problems.push(Problem::new(file, 1, message));
        if !ids.insert(section.id.as_str()) {
            say(format!("Another section has the id `{}` too.", section.id));
        }
        if section
            .id
            .chars()
            .any(|c| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
        {
            say("An id has lower-case letters, digits and dashes only.".to_owned());
        }
        if let Some(name) = section
            .example
            .as_deref()
            .filter(|name| content.example(name).is_none())
        {
            say(format!("There is no example `{name}`."));
        }
        if let Some(name) = section
            .quiz
            .as_deref()
            .filter(|name| content.quiz(name).is_none())
        {
            say(format!("There is no quiz `{name}`."));
        }
        if section.summary.is_empty() {
            say("A section begins with a paragraph: it is the section's summary.".to_owned());
        }
    }
    for (file, id, targets) in &links {
        for (target, line) in targets {
            if !leads_somewhere(&content, id, target) {
                problems.push(Problem::new(
                    file,
                    *line,
                    format!("The link `{target}` leads nowhere."),
                ));
            }
        }
    }
    check_examples(&content, &mut problems);
    check_quizzes(&content, &mut problems);
    problems
}

fn leads_somewhere(content: &Content, own: &str, target: &str) -> bool {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = path.split('?').next().unwrap_or_default();
    let section = match path.strip_prefix("/guide/") {
        Some(id) => content.section(id),
        None if path.is_empty() => content.section(own),
        None => return matches!(path, "/" | "/playground" | "/embed"),
    };
    section.is_some_and(|section| {
        anchor.is_empty() || section.headings.iter().any(|heading| heading.id == anchor)
    })
}

fn check_examples(content: &Content, problems: &mut Vec<Problem>) {
    for example in &content.examples {
        let file: PathBuf = ["examples", &example.name, "example.toml"].iter().collect();
        let mut say = |message: String| problems.push(Problem::new(&file, 0, message));
        let module = example
            .app
            .split(':')
            .next()
            .unwrap_or_default()
            .replace('.', "/");
        let there = |path: String| example.files.iter().any(|file| file.path == path);
        if !example.app.contains(':')
            || !(there(format!("{module}.py")) || there(format!("{module}/__init__.py")))
        {
            say(format!(
                "`app` is `{}`, but there is no such module.",
                example.app
            ));
        }
        for preset in &example.presets {
            if !preset.url.starts_with('/') {
                say(format!(
                    "The preset `{}` has the URL `{}`, which doesn't begin with a slash.",
                    preset.name, preset.url
                ));
            }
        }
        let mut names = BTreeSet::new();
        for preset in example
            .presets
            .iter()
            .filter(|preset| !names.insert(&preset.name))
        {
            problems.push(Problem::new(
                &file,
                0,
                format!("Two presets are called `{}`.", preset.name),
            ));
        }
    }
}

fn check_quizzes(content: &Content, problems: &mut Vec<Problem>) {
    let mut ids = BTreeSet::new();
    for quiz in &content.quizzes {
        let file = Path::new("quizzes").join(format!("{}.toml", quiz.name));
        for question in &quiz.questions {
            let mut say = |message: &str| {
                problems.push(Problem::new(
                    &file,
                    0,
                    format!("Question `{}`: {message}", question.id),
                ));
            };
            if !ids.insert(question.id.as_str()) {
                say("another question has this id too.");
            }
            let right = question
                .options
                .iter()
                .filter(|option| option.correct)
                .count();
            match question.kind {
                QuestionKind::Single if right != 1 => {
                    say("exactly one option of a single-choice question is correct.")
                }
                QuestionKind::Multiple if right == 0 => say("at least one option is correct."),
                _ => {}
            }
            if question.options.len() < 2 {
                say("there are at least two options.");
            }
            if question.options.iter().any(|option| option.why.is_empty()) {
                say("every option says why it is right or wrong.");
            }
        }
        if quiz.questions.is_empty() {
            problems.push(Problem::new(&file, 0, "A quiz has at least one question."));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a temporary folder");
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        root
    }

    const SECTION: &str = "---\nid: a\nnumber: 1\ntitle: A\nminutes: 3\nexample: one\nquiz: q\n---\nText.\n\n## Part\n\n[up](#part)\n";
    const EXAMPLE: &str = "title = 'One'\n[[preset]]\nname = 'Read'\nurl = '/'\n[[preset]]\nname = 'Write'\nmethod = 'post'\nurl = '/'\nbody = { a = 1 }\n";
    const QUIZ: &str = "[[question]]\nid = 'a-1'\ntext = 'Is `it`?'\n[[question.option]]\ntext = 'Yes'\ncorrect = true\nwhy = 'So.'\n[[question.option]]\ntext = 'No'\nwhy = 'Not so.'\n";

    #[test]
    fn good_content_has_no_problems() {
        let root = folder(&[
            ("guide/01-a.md", SECTION),
            ("examples/one/example.toml", EXAMPLE),
            ("examples/one/main.py", "app = 1\n"),
            ("examples/one/a/b.py", ""),
            ("quizzes/q.toml", QUIZ),
        ]);
        assert_eq!(check_content(root.path()), []);
        let (content, _) = crate::read_content(root.path());
        let example = content.example("one").expect("the example");
        let paths: Vec<&str> = example
            .files
            .iter()
            .map(|file| file.path.as_str())
            .collect();
        assert_eq!(paths, ["main.py", "a/b.py"]);
        let write = example.presets.last().expect("a preset");
        assert_eq!(write.method, "POST");
        assert_eq!(write.body.as_deref(), Some("{\n  \"a\": 1\n}"));
        assert_eq!(
            write.headers,
            [("content-type".to_owned(), "application/json".to_owned())]
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_file_and_line() {
        let root = folder(&[
            ("guide/01-a.md", &SECTION.replace("#part)", "#nowhere)")),
            ("guide/02-a.md", "no front matter"),
            ("examples/one/example.toml", "title = 'One'\nwhat = 1\n"),
            ("quizzes/q.toml", &QUIZ.replace("correct = true\n", "")),
        ]);
        let shown: Vec<String> = check_content(root.path())
            .iter()
            .map(ToString::to_string)
            .collect();
        for wanted in [
            "guide/01-a.md:13: The link `#nowhere` leads nowhere.",
            "guide/02-a.md:1: A section begins with front matter",
            "examples/one/example.toml:2: unknown field",
            "guide/01-a.md:1: There is no example `one`.",
            "quizzes/q.toml: Question `a-1`: exactly one option",
        ] {
            assert!(
                shown.iter().any(|problem| problem.starts_with(wanted)),
                "{wanted} in {shown:#?}"
            );
        }
    }
}
