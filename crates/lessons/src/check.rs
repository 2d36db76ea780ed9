//! What must hold for the content as a whole, beyond each file being readable: that names lead
//! somewhere, that ids are there once, that nothing is missing.

mod exercises;
mod quizzes;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::model::Content;
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
        if !is_id(&section.id) {
            say(ID_RULE.to_owned());
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
        if let Some(name) = section
            .exercises
            .as_deref()
            .filter(|name| content.exercise_set(name).is_none())
        {
            say(format!("There are no exercises `{name}`."));
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
    quizzes::check(&content, &mut problems);
    exercises::check(&content, &mut problems);
    check_cards(&content, &mut problems);
    problems
}

const ID_RULE: &str = "An id has lower-case letters, digits and dashes only.";

fn is_id(id: &str) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !id.is_empty() && id.chars().all(good)
}

/// The pages that aren't sections.
const PAGES: [&str; 7] = [
    "/",
    "/playground",
    "/embed",
    "/review",
    "/progress",
    "/interview",
    "/certificate",
];

fn check_cards(content: &Content, problems: &mut Vec<Problem>) {
    let mut ids = BTreeSet::new();
    let file = Path::new("interview");
    for card in content.levels.iter().flat_map(|level| &level.cards) {
        let mut say = |message: &str| {
            problems.push(Problem::new(
                file,
                0,
                format!("Card `{}`: {message}", card.id),
            ));
        };
        if !is_id(&card.id) {
            say(ID_RULE);
        }
        if !ids.insert(card.id.as_str()) {
            say("another card has this id too.");
        }
        if !(3..=7).contains(&card.points.len()) {
            say("it has three to seven points to tick.");
        }
        if card.follow.is_empty() {
            say("it has at least one question that follows.");
        }
        if card
            .example
            .as_deref()
            .is_some_and(|name| content.example(name).is_none())
        {
            say("its example isn't there.");
        }
    }
}

fn leads_somewhere(content: &Content, own: &str, target: &str) -> bool {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = path.split('?').next().unwrap_or_default();
    let section = match path.strip_prefix("/guide/") {
        Some(id) => content.section(id),
        None if path.is_empty() => content.section(own),
        None => return PAGES.contains(&path),
    };
    section.is_some_and(|section| {
        anchor.is_empty() || section.headings.iter().any(|heading| heading.id == anchor)
    })
}

fn check_examples(content: &Content, problems: &mut Vec<Problem>) {
    let mut predictions = BTreeSet::new();
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
        for (preset, predict) in example
            .presets
            .iter()
            .filter_map(|preset| Some((preset, preset.predict.as_ref()?)))
        {
            let mut say = |message: &str| {
                problems.push(Problem::new(
                    &file,
                    0,
                    format!("The prediction of `{}`: {message}", preset.name),
                ));
            };
            if !is_id(&predict.id) {
                say(ID_RULE);
            }
            if !predictions.insert(predict.id.as_str()) {
                say("another prediction has this id too.");
            }
            if predict.statuses.len() < 2 || predict.bodies.len() < 2 {
                say("there are at least two statuses and two bodies to choose from.");
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
            "quizzes/q.toml:2: Question `a-1`: exactly one option",
        ] {
            assert!(
                shown.iter().any(|problem| problem.starts_with(wanted)),
                "{wanted} in {shown:#?}"
            );
        }
    }
}
