//! `check-content`: what is wrong with the guide, its programs and its quizzes.

use anyhow::{Result, bail};

use crate::process::Repo;

/// Print every problem with its place. `false` when there is one.
pub fn check_content(repo: &Repo) -> Result<bool> {
    let folder = repo.path("content");
    if !folder.is_dir() {
        bail!("{} is not there", folder.display());
    }
    let (content, _) = playground_lessons::read_content(&folder);
    let problems = playground_lessons::check_content(&folder);
    for problem in &problems {
        println!("content/{problem}");
    }
    println!(
        "{} sections, {} programs, {} quizzes: {} problems",
        content.sections.len(),
        content.examples.len(),
        content.quizzes.len(),
        problems.len()
    );
    Ok(problems.is_empty())
}
