//! Exercises: `exercises/NAME.toml`, or the files of the folder `exercises/NAME` in the order of their
//! names, and the checks that steps of projects share with them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::request::{expect, method_and_url, nothing_left, parts};
use super::{Reader, entries, line_of_id, main_app, put, shown, stem};
use crate::model::{
    Act, Broken, Check, ExampleFile, Exercise, ExerciseKind, ExerciseSet, Extra, When, Wrong,
};
use crate::render::inline;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetToml {
    #[serde(default)]
    exercise: Vec<ExerciseToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExerciseToml {
    id: String,
    kind: ExerciseKind,
    title: String,
    #[serde(default)]
    minutes: u32,
    task: String,
    start: String,
    solution: Option<String>,
    #[serde(default)]
    explain: String,
    #[serde(default)]
    hints: Vec<String>,
    #[serde(default = "main_app")]
    app: String,
    edit: Option<String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    solution_files: BTreeMap<String, String>,
    #[serde(default)]
    locked: Vec<String>,
    #[serde(default)]
    lines: Vec<String>,
    #[serde(default)]
    extra: Vec<ExtraToml>,
    #[serde(default)]
    check: Vec<toml::Table>,
    #[serde(default)]
    broken: Vec<BrokenToml>,
    #[serde(default)]
    wrong: Vec<WrongToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtraToml {
    line: String,
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BrokenToml {
    text: String,
    say: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrongToml {
    name: String,
    #[serde(default)]
    replace: Vec<[String; 2]>,
    program: Option<String>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    order: Vec<usize>,
    says: String,
}

impl Reader<'_> {
    pub(super) fn exercise_sets(&mut self) -> Vec<ExerciseSet> {
        let mut sets: Vec<ExerciseSet> = Vec::new();
        for path in entries(self.root, "exercises") {
            let name = stem(&path);
            if sets.last().is_some_and(|set| set.name == name) {
                let both =
                    format!("The exercises `{name}` are a file and a folder; one is enough.");
                self.say(&path, 0, both);
            }
            let mut exercises = Vec::new();
            for file in self.files_of_set(&path) {
                self.exercises(&file, &mut exercises);
            }
            sets.push(ExerciseSet { name, exercises });
        }
        sets
    }

    /// A set of many long exercises has a folder with a file for each, so that none gets unwieldy.
    fn files_of_set(&self, path: &Path) -> Vec<PathBuf> {
        let mut files = match path.to_str() {
            Some(folder) if self.root.join(path).is_dir() => entries(self.root, folder),
            _ => vec![path.to_owned()],
        };
        files.retain(|file| file.extension().is_some_and(|found| found == "toml"));
        files
    }

    fn exercises(&mut self, path: &Path, exercises: &mut Vec<Exercise>) {
        let Some(text) = self.text(path) else { return };
        let Some(parsed) = self.toml::<SetToml>(path, &text) else {
            return;
        };
        for exercise in parsed.exercise {
            let line = line_of_id(&text, &exercise.id);
            exercises.push(self.exercise(path, line, exercise));
        }
    }

    fn exercise(&mut self, path: &Path, line: usize, parsed: ExerciseToml) -> Exercise {
        let edit = parsed.edit.unwrap_or_else(|| {
            let module = parsed.app.split(':').next().unwrap_or_default();
            format!("{}.py", module.replace('.', "/"))
        });
        let mut files = vec![ExampleFile {
            path: edit.clone(),
            text: parsed.start,
        }];
        files.extend(all_files(parsed.files));
        let mut exercise = Exercise {
            kind: parsed.kind,
            title: parsed.title,
            minutes: parsed.minutes,
            task: self.markdown(path, line, &parsed.task),
            explain: self.markdown(path, line, &parsed.explain),
            hints: self.hints(path, line, &parsed.hints),
            app: parsed.app,
            env: parsed.env,
            edit,
            solution: files.clone(),
            files,
            locked: parsed.locked,
            lines: parsed
                .lines
                .into_iter()
                .map(|line| line.trim_end().to_owned())
                .collect(),
            extra: parsed
                .extra
                .into_iter()
                .map(|extra| Extra {
                    line: extra.line,
                    why: inline(&extra.why),
                })
                .collect(),
            checks: self.checks(path, line, parsed.check),
            broken: broken(parsed.broken),
            file: shown(path),
            line,
            id: parsed.id,
            ..Exercise::default()
        };
        let solution = match (exercise.kind, parsed.solution) {
            (ExerciseKind::Order, None) => {
                let lines: Vec<&str> = exercise.lines.iter().map(String::as_str).collect();
                exercise.with_lines(&lines)
            }
            (_, Some(solution)) if exercise.kind != ExerciseKind::Order => solution,
            (ExerciseKind::Order, Some(_)) => {
                self.say(
                    path,
                    line,
                    "The solution of an order is its `lines` in their order.",
                );
                String::new()
            }
            (..) => {
                self.say(path, line, "There is no `solution`.");
                String::new()
            }
        };
        put(
            &mut exercise.solution,
            ExampleFile {
                path: exercise.edit.clone(),
                text: solution,
            },
        );
        for file in all_files(parsed.solution_files) {
            put(&mut exercise.solution, file);
        }
        for wrong in parsed.wrong {
            let wrong = self.wrong(path, line, &exercise, wrong);
            exercise.wrong.push(wrong);
        }
        exercise
    }

    fn wrong(&mut self, path: &Path, line: usize, exercise: &Exercise, parsed: WrongToml) -> Wrong {
        let mut files = exercise.solution.clone();
        let main = files.iter_mut().find(|file| file.path == exercise.edit);
        if let Some(main) = main {
            if !parsed.order.is_empty() {
                let lines = parsed.order.iter().map(|number| {
                    number
                        .checked_sub(1)
                        .and_then(|index| exercise.line_at(index))
                });
                match lines.collect::<Option<Vec<&str>>>() {
                    Some(lines) => main.text = exercise.with_lines(&lines),
                    None => self.say(
                        path,
                        line,
                        format!(
                            "The wrong attempt `{}` orders a line that isn't there.",
                            parsed.name
                        ),
                    ),
                }
            }
            if let Some(program) = parsed.program {
                main.text = program;
            }
            for [from, to] in parsed.replace {
                if !main.text.contains(&from) {
                    self.say(
                        path,
                        line,
                        format!("The wrong attempt `{}` replaces `{from}`, which isn't in the solution.", parsed.name),
                    );
                }
                main.text = main.text.replace(&from, &to);
            }
        }
        for file in all_files(parsed.files) {
            put(&mut files, file);
        }
        Wrong {
            name: parsed.name,
            files,
            says: parsed.says,
        }
    }

    pub(super) fn hints(&mut self, path: &Path, line: usize, hints: &[String]) -> Vec<String> {
        hints
            .iter()
            .map(|hint| self.markdown(path, line, hint))
            .collect()
    }

    pub(super) fn checks(
        &mut self,
        path: &Path,
        line: usize,
        tables: Vec<toml::Table>,
    ) -> Vec<Check> {
        let mut checks = Vec::new();
        for mut table in tables {
            let name = table
                .get("name")
                .and_then(toml::Value::as_str)
                .unwrap_or_default()
                .to_owned();
            let read = check(&mut table).and_then(|check| {
                nothing_left(&table)?;
                Ok(check)
            });
            match read {
                Ok(check) => checks.push(check),
                Err(message) => self.say(path, line, format!("The check `{name}`: {message}")),
            }
        }
        checks
    }
}

fn all_files(files: BTreeMap<String, String>) -> impl Iterator<Item = ExampleFile> {
    files
        .into_iter()
        .map(|(path, text)| ExampleFile { path, text })
}

pub(super) fn broken(parsed: Vec<BrokenToml>) -> Vec<Broken> {
    let read = |broken: BrokenToml| Broken {
        text: broken.text,
        say: inline(&broken.say),
    };
    parsed.into_iter().map(read).collect()
}

fn check(table: &mut toml::Table) -> Result<Check, String> {
    let mut check = Check {
        name: text(table, "name")?.ok_or("it has no `name`.")?,
        say: inline(&text(table, "say")?.unwrap_or_default()),
        fresh: table
            .remove("fresh")
            .is_some_and(|fresh| fresh.as_bool() == Some(true)),
        ..Check::default()
    };
    if let Some(with) = table.remove("with") {
        let with = with.try_into().map_err(|_| "`with` is a table of files.")?;
        check.with = all_files(with).collect();
    }
    let whens = match table.remove("when") {
        None => Vec::new(),
        Some(when) => when
            .try_into::<Vec<toml::Table>>()
            .map_err(|_| "`when` is a list of tables.")?,
    };
    for mut when in whens {
        let say = text(&mut when, "say")?.ok_or("a `when` has no `say`.")?;
        check.when.push(When {
            expect: expect(&mut when)?,
            say: inline(&say),
        });
        nothing_left(&when)?;
    }
    let send = text(table, "send")?;
    let tests = text(table, "tests")?;
    let hidden = text(table, "test")?;
    check.act = match (send, tests, hidden) {
        (Some(send), None, None) => {
            let (method, url) = method_and_url(&send)?;
            let headers = match table.remove("headers") {
                Some(toml::Value::Table(headers)) => headers,
                None => toml::Table::new(),
                Some(_) => return Err("`headers` is a table.".to_owned()),
            };
            let sent = parts(headers, table.remove("body"));
            let count = match table.remove("count") {
                None => 1,
                Some(count) => count
                    .as_integer()
                    .and_then(|count| u32::try_from(count).ok())
                    .filter(|count| (1..=100).contains(count))
                    .ok_or("`count` is a number from 1 to 100.")?,
            };
            let expect = expect(table)?;
            if expect == Default::default() {
                return Err("it expects nothing of the answer.".to_owned());
            }
            Act::Send {
                method,
                url,
                headers: sent.headers,
                body: sent.body,
                count,
                expect: Box::new(expect),
            }
        }
        (None, Some(tests), None) => Act::Tests {
            pass: match tests.as_str() {
                "pass" => true,
                "fail" => false,
                _ => return Err("`tests` is `\"pass\"` or `\"fail\"`.".to_owned()),
            },
            least: match table.remove("least") {
                None => 1,
                Some(least) => least
                    .as_integer()
                    .and_then(|least| usize::try_from(least).ok())
                    .ok_or("`least` is a number.")?,
            },
        },
        (None, None, Some(source)) => Act::Hidden { source },
        _ => return Err("it has one of `send`, `tests` and `test`.".to_owned()),
    };
    let hidden = matches!(check.act, Act::Hidden { .. });
    if check.say.is_empty() && !hidden {
        return Err("it has no `say`.".to_owned());
    }
    if !check.when.is_empty() && !matches!(check.act, Act::Send { .. }) {
        return Err("only a check that sends a request has `when`.".to_owned());
    }
    Ok(check)
}

fn text(table: &mut toml::Table, key: &str) -> Result<Option<String>, String> {
    match table.remove(key) {
        None => Ok(None),
        Some(toml::Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{key}` is a text.")),
    }
}
