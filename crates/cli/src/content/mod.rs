//! Checks the content as a whole: that it is well-formed, and that everything it says about programs
//! is what programs do. Each kind of thing has a module of its own; here are the command, what all of
//! them share, and the work in parallel.

mod cache;
mod coverage;
mod example;
mod exercise;
mod fences;
mod prose;
mod question;
mod reading;
mod recorded;
mod session;
mod structure;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use playground_lessons::{Content, Problem, check_content, read_content};

use crate::files;
use crate::replay::STACK;
use cache::Cache;
use example::Presets;
use recorded::Recorded;
use session::{Run, Session};

/// Something to say to an author.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The file, below the content folder.
    pub file: String,
    /// The line, counted from 1; 0 when it is about the file as a whole.
    pub line: usize,
    /// Whether it is only worth a thought.
    pub warning: bool,
    /// What is to be said.
    pub message: String,
}

impl Found {
    fn problem(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            warning: false,
            message: message.into(),
        }
    }

    fn warning(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            warning: true,
            ..Self::problem(file, line, message)
        }
    }
}

impl From<Problem> for Found {
    fn from(problem: Problem) -> Self {
        let file = problem.file.to_string_lossy().replace('\\', "/");
        Self::problem(&file, problem.line, problem.message)
    }
}

/// What all checks have at hand.
pub struct Context<'a> {
    content: &'a Content,
    root: &'a Path,
    /// What the examples answer to their presets; each is asked once.
    presets: BTreeMap<&'a str, OnceLock<Presets>>,
    /// What real FastAPI answered.
    recorded: Recorded,
    /// What the engine answered before.
    cache: Cache,
    /// Whether nothing is run: only what would be asked is wanted.
    dry: bool,
    /// What would be asked.
    runs: Mutex<Vec<Run>>,
}

impl<'a> Context<'a> {
    fn new(content: &'a Content, root: &'a Path, dry: bool, afresh: bool) -> Self {
        let names = content.examples.iter().map(|example| example.name.as_str());
        Self {
            content,
            root,
            presets: names.map(|name| (name, OnceLock::new())).collect(),
            recorded: Recorded::read(root),
            cache: Cache::new(afresh),
            dry,
            runs: Mutex::default(),
        }
    }

    /// Compares what a session ran with what is recorded, or keeps it to be recorded.
    fn settle(&self, session: Session<'_>, file: &str, line: usize) -> Vec<Found> {
        let mut found = Vec::new();
        for run in session.runs() {
            if !self.dry {
                let differences = self.recorded.compare(&run);
                found.extend(differences.into_iter().map(|difference| {
                    Found::problem(file, line, format!("Case `{}`: {difference}", run.id))
                }));
            } else if let Ok(mut runs) = self.runs.lock() {
                runs.push(run);
            }
        }
        found
    }
}

/// What is to be checked, one piece of work each.
enum Job<'a> {
    Example(&'a playground_lessons::Example),
    Section(&'a playground_lessons::Section),
    Question(
        &'a playground_lessons::Quiz,
        &'a playground_lessons::Question,
    ),
    Exercise(&'a playground_lessons::Exercise),
    Step(&'a playground_lessons::Project, usize),
}

impl Job<'_> {
    /// The file that it is about, below the content folder.
    fn file(&self) -> String {
        match self {
            Self::Example(example) => example::file(example),
            Self::Section(section) => section.file.clone(),
            Self::Question(quiz, _) => question::file(quiz),
            Self::Exercise(exercise) => exercise.file.clone(),
            Self::Step(project, index) => exercise::step_file(project, *index),
        }
    }

    fn run(&self, context: &Context<'_>) -> Vec<Found> {
        match self {
            Self::Example(example) => example::check(context, example),
            Self::Section(section) => {
                let mut found = fences::check(context, section);
                found.extend(structure::check(context, section));
                found
            }
            Self::Question(quiz, question) => question::check(context, quiz, question),
            Self::Exercise(exercise) => exercise::check(context, exercise),
            Self::Step(project, index) => exercise::check_step(context, project, *index),
        }
    }
}

/// `check-content [FOLDER] [--only TEXT]… [--jobs N] [--coverage] [--afresh]`.
pub fn command(arguments: &[String]) -> Result<bool, String> {
    let mut arguments = arguments.to_vec();
    let only = files::options(&mut arguments, "--only")?;
    let jobs = match files::options(&mut arguments, "--jobs")?.pop() {
        Some(count) => count
            .parse::<usize>()
            .map_err(|_| "--jobs needs a number".to_owned())?
            .max(1),
        None => std::thread::available_parallelism().map_or(1, |count| count.get()),
    };
    let table = files::switch(&mut arguments, "--coverage");
    let afresh = files::switch(&mut arguments, "--afresh");
    let root = PathBuf::from(arguments.first().map_or("content", String::as_str));
    if !root.is_dir() {
        return Err(format!("{}: there is no such folder", root.display()));
    }
    let (content, _) = read_content(&root);
    let context = Context::new(&content, &root, false, afresh);
    if table {
        print!("{}", coverage::table(&root));
    }
    let wanted = |file: &str| only.is_empty() || only.iter().any(|text| file.contains(text));
    let mut found: Vec<Found> = check_content(&root).into_iter().map(Found::from).collect();
    found.extend(coverage::check(&root, &content));
    found.extend(structure::whole(&content));
    found.extend(reading::check(&root, &content));
    found.retain(|found| wanted(&found.file));
    found.extend(run_all(&context, jobs, &wanted)?);
    found.extend(context.recorded.stale(only.is_empty()));
    Ok(print(&root, &content, found))
}

/// `content-cases [FOLDER]`: what real FastAPI is to be asked, one JSON line a program.
pub fn cases(arguments: &[String]) -> Result<bool, String> {
    let root = PathBuf::from(arguments.first().map_or("content", String::as_str));
    if !root.is_dir() {
        return Err(format!("{}: there is no such folder", root.display()));
    }
    let (content, problems) = read_content(&root);
    if let Some(problem) = problems.first() {
        return Err(format!("{}: {problem}", root.display()));
    }
    let context = Context::new(&content, &root, true, true);
    run_all(&context, 1, &|_| true)?;
    let mut runs = context
        .runs
        .into_inner()
        .map_err(|_| "a program broke down".to_owned())?;
    runs.sort_by(|a, b| a.id.cmp(&b.id));
    for run in &runs {
        println!("{}", recorded::case(run));
    }
    Ok(true)
}

/// Runs everything that is wanted, on several threads.
fn run_all(
    context: &Context<'_>,
    jobs: usize,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<Vec<Found>, String> {
    let all: Vec<Job<'_>> = work(context.content)
        .into_iter()
        .filter(|job| wanted(&job.file()))
        .collect();
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    let take = || {
        while let Some(job) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            let told = catch_unwind(AssertUnwindSafe(|| job.run(context)))
                .unwrap_or_else(|_| vec![Found::problem(&job.file(), 0, "The engine broke down.")]);
            if let Ok(mut found) = found.lock() {
                found.extend(told);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            std::thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, take)
                .map_err(|error| format!("no thread can be started: {error}"))?;
        }
        Ok::<(), String>(())
    })?;
    found
        .into_inner()
        .map_err(|_| "a check broke down".to_owned())
}

fn work(content: &Content) -> Vec<Job<'_>> {
    let mut all = Vec::new();
    for project in &content.projects {
        all.extend((0..project.steps.len()).map(|index| Job::Step(project, index)));
    }
    for set in &content.exercises {
        all.extend(set.exercises.iter().map(Job::Exercise));
    }
    all.extend(content.sections.iter().map(Job::Section));
    all.extend(content.examples.iter().map(Job::Example));
    for quiz in &content.quizzes {
        let questions = quiz.questions.iter();
        all.extend(questions.map(|question| Job::Question(quiz, question)));
    }
    all
}

/// Prints what was found, and how much there is. Whether there is no problem.
fn print(root: &Path, content: &Content, mut found: Vec<Found>) -> bool {
    found.sort();
    found.dedup();
    for one in &found {
        let line = match one.line {
            0 => String::new(),
            line => format!(":{line}"),
        };
        let kind = if one.warning { " warning:" } else { "" };
        let place = match one.file.strip_prefix("../") {
            Some(beside) => root.parent().unwrap_or(root).join(beside),
            None => root.join(&one.file),
        };
        println!("{}{line}:{kind} {}", place.display(), one.message);
    }
    let warnings = found.iter().filter(|found| found.warning).count();
    let problems = found.len() - warnings;
    println!("{problems} problems, {warnings} warnings");
    let count = |counts: &mut dyn Iterator<Item = usize>| counts.sum::<usize>();
    println!(
        "sections {}, programs {}, exercises {}, questions {}, cards {}, checklist {}",
        content.sections.len(),
        content.examples.len(),
        count(&mut content.exercises.iter().map(|set| set.exercises.len())),
        count(&mut content.quizzes.iter().map(|quiz| quiz.questions.len())),
        count(&mut content.levels.iter().map(|level| level.cards.len())),
        content.projects.len(),
    );
    problems == 0
}

/// The line of a file on which a text stands first; 0 when it doesn't.
fn line_of(root: &Path, file: &str, text: &str) -> usize {
    let all = std::fs::read_to_string(root.join(file)).unwrap_or_default();
    let place = all.lines().position(|line| line.contains(text));
    place.map_or(0, |index| index + 1)
}

/// A text that may be long, for a message: on one line, and cut.
fn short(text: &str) -> String {
    const MOST: usize = 240;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
