//! Projects of the checklist: `checklist/N-NAME/` with `project.toml`, the files at first in `start/`,
//! and what each step changes in `K-anything/`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::exercise::{BrokenToml, broken};
use super::{Reader, entries, line_of_id, main_app, put};
use crate::model::{ExampleFile, Exercise, Project, Wrong};
use crate::render::inline;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectToml {
    id: String,
    title: String,
    summary: String,
    #[serde(default)]
    minutes: u32,
    #[serde(default)]
    intro: String,
    #[serde(default = "main_app")]
    app: String,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    locked: Vec<String>,
    #[serde(default)]
    step: Vec<StepToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepToml {
    id: String,
    title: String,
    #[serde(default)]
    minutes: u32,
    task: String,
    #[serde(default)]
    explain: String,
    #[serde(default)]
    hints: Vec<String>,
    /// The file that is shown first.
    edit: Option<String>,
    #[serde(default)]
    check: Vec<toml::Table>,
    #[serde(default)]
    broken: Vec<BrokenToml>,
    #[serde(default)]
    wrong: Vec<WrongToml>,
    #[serde(default)]
    ends: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrongToml {
    name: String,
    /// File, what is replaced, and by what.
    #[serde(default)]
    replace: Vec<[String; 3]>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    says: String,
}

impl Reader<'_> {
    pub(super) fn project(&mut self, folder: &Path) -> Option<Project> {
        let path = folder.join("project.toml");
        let text = self.text(&path)?;
        let parsed: ProjectToml = self.toml(&path, &text)?;
        let mut files = self.files(&folder.join("start"));
        if files.is_empty() {
            self.say(
                &path,
                0,
                "The folder `start` with the files at first isn't there.",
            );
        }
        let mut steps = Vec::new();
        for (index, step) in parsed.step.into_iter().enumerate() {
            let line = line_of_id(&text, &step.id);
            let mut solution = files.clone();
            match self.folder_of_step(folder, index + 1) {
                Some(changed) => {
                    for file in self.files(&changed) {
                        put(&mut solution, file);
                    }
                }
                None => self.say(
                    &path,
                    line,
                    format!(
                        "The folder of the step's solution, `{}-…`, isn't there.",
                        index + 1
                    ),
                ),
            }
            let module = parsed.app.split(':').next().unwrap_or_default();
            let mut exercise = Exercise {
                title: step.title,
                minutes: step.minutes,
                task: self.markdown(&path, line, &step.task),
                explain: self.markdown(&path, line, &step.explain),
                hints: self.hints(&path, line, &step.hints),
                app: parsed.app.clone(),
                env: parsed.env.clone(),
                edit: step
                    .edit
                    .unwrap_or_else(|| format!("{}.py", module.replace('.', "/"))),
                files,
                locked: parsed.locked.clone(),
                checks: self.checks(&path, line, step.check),
                broken: broken(step.broken),
                ends: step.ends,
                line,
                id: step.id,
                ..Exercise::default()
            };
            for wrong in step.wrong {
                let wrong = self.wrong_step(&path, line, &solution, wrong);
                exercise.wrong.push(wrong);
            }
            files = solution.clone();
            exercise.solution = solution;
            steps.push(exercise);
        }
        Some(Project {
            title: parsed.title,
            summary: inline(&parsed.summary),
            minutes: parsed.minutes,
            intro: self.markdown(&path, line_of_id(&text, &parsed.id), &parsed.intro),
            folder: folder.to_string_lossy().replace('\\', "/"),
            steps,
            id: parsed.id,
        })
    }

    fn folder_of_step(&self, folder: &Path, number: usize) -> Option<PathBuf> {
        let prefix = format!("{number}-");
        entries(self.root, folder.to_str()?)
            .into_iter()
            .find(|path| {
                path.file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with(&prefix))
            })
    }

    fn wrong_step(
        &mut self,
        path: &Path,
        line: usize,
        solution: &[ExampleFile],
        parsed: WrongToml,
    ) -> Wrong {
        let mut files = solution.to_vec();
        for [name, from, to] in parsed.replace {
            match files.iter_mut().find(|file| file.path == name) {
                Some(file) if file.text.contains(&from) => {
                    file.text = file.text.replace(&from, &to);
                }
                _ => self.say(
                    path,
                    line,
                    format!(
                        "The wrong attempt `{}` replaces `{from}`, which isn't in `{name}` of the solution.",
                        parsed.name
                    ),
                ),
            }
        }
        for (path, text) in parsed.files {
            put(&mut files, ExampleFile { path, text });
        }
        Wrong {
            name: parsed.name,
            files,
            says: parsed.says,
        }
    }
}
