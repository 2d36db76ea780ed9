//! Reads a content folder: `guide/NN-name.md`, `examples/NAME/` with `example.toml`, and
//! `quizzes/NAME.toml`. Everything that is wrong is collected; nothing stops at the first problem.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::highlight::{Language, highlight};
use crate::model::{
    Choice, Content, Example, ExampleFile, Preset, Question, QuestionKind, Quiz, Section,
};
use crate::problem::Problem;
use crate::render::{inline, render};

/// Where the links of a section lead, for checking them when everything is read.
pub(crate) type Links = Vec<(PathBuf, String, Vec<(String, usize)>)>;

/// Reads the content below `root` (a folder with `guide`, `examples` and `quizzes`).
pub fn read_content(root: &Path) -> (Content, Vec<Problem>) {
    let (content, _, problems) = read_all(root);
    (content, problems)
}

pub(crate) fn read_all(root: &Path) -> (Content, Links, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut links = Links::new();
    let mut content = Content::default();
    for path in entries(root, "guide") {
        if is(&path, "md")
            && let Some(section) = read_section(root, &path, &mut links, &mut problems)
        {
            content.sections.push(section);
        }
    }
    for path in entries(root, "examples") {
        if root.join(&path).is_dir()
            && let Some(example) = read_example(root, &path, &mut problems)
        {
            content.examples.push(example);
        }
    }
    for path in entries(root, "quizzes") {
        if is(&path, "toml")
            && let Some(quiz) = read_quiz(root, &path, &mut problems)
        {
            content.quizzes.push(quiz);
        }
    }
    (content, links, problems)
}

fn is(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

/// The entries of a folder, relative to the root, in the order of their names.
fn entries(root: &Path, folder: &str) -> Vec<PathBuf> {
    let Ok(list) = fs::read_dir(root.join(folder)) else {
        return Vec::new();
    };
    let mut names: Vec<PathBuf> = list
        .flatten()
        .map(|entry| Path::new(folder).join(entry.file_name()))
        .collect();
    names.sort();
    names
}

fn read_text(root: &Path, path: &Path, problems: &mut Vec<Problem>) -> Option<String> {
    match fs::read_to_string(root.join(path)) {
        Ok(text) => Some(text.replace("\r\n", "\n")),
        Err(error) => {
            problems.push(Problem::new(path, 0, format!("It can't be read: {error}.")));
            None
        }
    }
}

fn read_section(
    root: &Path,
    path: &Path,
    links: &mut Links,
    problems: &mut Vec<Problem>,
) -> Option<Section> {
    let text = read_text(root, path, problems)?;
    let (front, body, first_line) = crate::front::split(path, &text, problems);
    let address = format!("guide/{}", front.id);
    let rendered = render(path, body, &address, first_line, problems);
    links.push((path.to_owned(), front.id.clone(), rendered.links));
    Some(Section {
        id: front.id,
        number: front.number,
        title: front.title,
        part: front.part,
        minutes: front.minutes,
        example: front.example,
        quiz: front.quiz,
        summary: rendered.summary,
        headings: rendered.headings,
        html: rendered.html,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleToml {
    title: String,
    #[serde(default)]
    summary: String,
    #[serde(default = "main_app")]
    app: String,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    preset: Vec<PresetToml>,
    #[serde(default)]
    template: bool,
    /// The order in which the files are shown; files that aren't named follow by name.
    #[serde(default)]
    order: Vec<String>,
}

fn main_app() -> String {
    "main:app".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PresetToml {
    name: String,
    #[serde(default = "get")]
    method: String,
    url: String,
    #[serde(default)]
    headers: toml::Table,
    body: Option<toml::Value>,
    note: Option<String>,
}

fn get() -> String {
    "GET".to_owned()
}

fn read_example(root: &Path, folder: &Path, problems: &mut Vec<Problem>) -> Option<Example> {
    let path = folder.join("example.toml");
    let text = read_text(root, &path, problems)?;
    let parsed: ExampleToml = parse(&path, &text, problems)?;
    let mut files = Vec::new();
    collect_files(root, folder, folder, &mut files, problems);
    for (place, name) in parsed.order.iter().enumerate() {
        match files.iter().position(|file| file.path == *name) {
            Some(found) => {
                let file = files.remove(found);
                files.insert(place.min(files.len()), file);
            }
            None => problems.push(Problem::new(
                &path,
                0,
                format!("`order` names `{name}`, which isn't there."),
            )),
        }
    }
    if parsed.order.is_empty() {
        // The application's file is what a learner should see first.
        let main = format!(
            "{}.py",
            parsed
                .app
                .split(':')
                .next()
                .unwrap_or_default()
                .replace('.', "/")
        );
        if let Some(found) = files.iter().position(|file| file.path == main) {
            let file = files.remove(found);
            files.insert(0, file);
        }
    }
    let presets = parsed
        .preset
        .into_iter()
        .map(|preset| {
            let json = preset.body.as_ref().is_some_and(|body| !body.is_str());
            let mut headers: Vec<(String, String)> = preset
                .headers
                .into_iter()
                .map(|(name, value)| {
                    (
                        name,
                        value
                            .as_str()
                            .map_or_else(|| value.to_string(), str::to_owned),
                    )
                })
                .collect();
            let body = preset.body.map(|body| match body {
                toml::Value::String(text) => text,
                other => serde_json::to_string_pretty(&other).unwrap_or_default(),
            });
            let typed = headers
                .iter()
                .any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
            if body
                .as_ref()
                .is_some_and(|body| json || body.trim_start().starts_with(['{', '[']))
                && !typed
            {
                headers.push(("content-type".to_owned(), "application/json".to_owned()));
            }
            Preset {
                name: preset.name,
                method: preset.method.to_uppercase(),
                url: preset.url,
                headers,
                body,
                note: preset.note,
            }
        })
        .collect();
    Some(Example {
        name: stem(folder),
        title: parsed.title,
        summary: parsed.summary,
        app: parsed.app,
        env: parsed.env,
        files,
        presets,
        template: parsed.template,
    })
}

fn collect_files(
    root: &Path,
    top: &Path,
    folder: &Path,
    files: &mut Vec<ExampleFile>,
    problems: &mut Vec<Problem>,
) {
    let Some(name) = folder.to_str() else { return };
    for path in entries(root, name) {
        let hidden = path
            .file_name()
            .is_some_and(|name| name == "__pycache__" || name == "example.toml");
        if hidden {
            continue;
        }
        if root.join(&path).is_dir() {
            collect_files(root, top, &path, files, problems);
        } else if let Some(text) = read_text(root, &path, problems) {
            let shown = path
                .strip_prefix(top)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            files.push(ExampleFile { path: shown, text });
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuizToml {
    #[serde(default)]
    title: String,
    #[serde(default)]
    question: Vec<QuestionToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionToml {
    id: String,
    #[serde(default)]
    kind: QuestionKind,
    text: String,
    code: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    option: Vec<ChoiceToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceToml {
    text: String,
    #[serde(default)]
    correct: bool,
    why: String,
}

fn read_quiz(root: &Path, path: &Path, problems: &mut Vec<Problem>) -> Option<Quiz> {
    let text = read_text(root, path, problems)?;
    let parsed: QuizToml = parse(path, &text, problems)?;
    let questions = parsed
        .question
        .into_iter()
        .map(|question| Question {
            text: inline(&question.text),
            code: question.code.map(|code| {
                let language = question
                    .language
                    .as_deref()
                    .and_then(Language::named)
                    .unwrap_or(Language::Python);
                highlight(language, code.trim_end())
            }),
            options: question
                .option
                .into_iter()
                .map(|option| Choice {
                    text: inline(&option.text),
                    correct: option.correct,
                    why: inline(&option.why),
                })
                .collect(),
            id: question.id,
            kind: question.kind,
        })
        .collect();
    Some(Quiz {
        name: stem(path),
        title: parsed.title,
        questions,
    })
}

fn parse<T: serde::de::DeserializeOwned>(
    path: &Path,
    text: &str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    match toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            let line = 1 + text
                .as_bytes()
                .iter()
                .take(offset)
                .filter(|byte| **byte == b'\n')
                .count();
            problems.push(Problem::new(
                path,
                line,
                format!("{}.", error.message().trim_end_matches('.')),
            ));
            None
        }
    }
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}
