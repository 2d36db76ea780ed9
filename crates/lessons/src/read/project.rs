//! Projects of the checklist: `checklist/N-NAME/` with `project.toml`, the files at first in `start/`,
//! and for each step a folder `K-anything/` with `step.toml` and the files that its solution changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::exercise::{BrokenToml, broken};
use super::{Reader, entries, line_of_id, main_app, put, shown};
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
        for folder in self.folders_of_steps(folder) {
            let mut solution = files.clone();
            for file in self.files(&folder) {
                put(&mut solution, file);
            }
            let before = std::mem::replace(&mut files, solution);
            steps.extend(self.step(&parsed, &folder, before, &files));
        }
        if steps.is_empty() {
            let message = "There is no folder of a step, `1-…`, with a `step.toml`.";
            self.say(&path, 0, message);
        }
        let line = line_of_id(&text, &parsed.id);
        Some(Project {
            title: parsed.title,
            summary: inline(&parsed.summary),
            minutes: parsed.minutes,
            intro: self.markdown(&path, line, &parsed.intro),
            file: shown(&path),
            steps,
            id: parsed.id,
        })
    }

    fn step(
        &mut self,
        project: &ProjectToml,
        folder: &Path,
        files: Vec<ExampleFile>,
        solution: &[ExampleFile],
    ) -> Option<Exercise> {
        let path = folder.join("step.toml");
        let text = self.text(&path)?;
        let step: StepToml = self.toml(&path, &text)?;
        let line = line_of_id(&text, &step.id);
        let module = project.app.split(':').next().unwrap_or_default();
        let wrong = step
            .wrong
            .into_iter()
            .map(|wrong| self.wrong_step(&path, line, solution, wrong))
            .collect();
        Some(Exercise {
            title: step.title,
            minutes: step.minutes,
            task: self.markdown(&path, line, &step.task),
            explain: self.markdown(&path, line, &step.explain),
            hints: self.hints(&path, line, &step.hints),
            app: project.app.clone(),
            env: project.env.clone(),
            edit: step
                .edit
                .unwrap_or_else(|| format!("{}.py", module.replace('.', "/"))),
            files,
            locked: project.locked.clone(),
            solution: solution.to_vec(),
            checks: self.checks(&path, line, step.check),
            broken: broken(step.broken),
            wrong,
            ends: step.ends,
            file: shown(&path),
            line,
            id: step.id,
            ..Exercise::default()
        })
    }

    /// The folders whose names begin with a number, in its order.
    fn folders_of_steps(&self, folder: &Path) -> Vec<PathBuf> {
        let number = |path: &Path| {
            let name = path.file_name()?.to_str()?;
            name.split_once('-')?.0.parse::<u32>().ok()
        };
        let mut folders: Vec<(u32, PathBuf)> = folder
            .to_str()
            .map(|folder| entries(self.root, folder))
            .unwrap_or_default()
            .into_iter()
            .filter_map(|path| Some((number(&path)?, path)))
            .collect();
        folders.sort();
        folders.into_iter().map(|(_, path)| path).collect()
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
