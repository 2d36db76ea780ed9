//! Writes the content into a built site: `prerender SITE [CONTENT]`. Content with problems isn't
//! written: each is said with its file and line.

use std::env;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(site) = arguments.next() else {
        eprintln!("usage: prerender SITE [CONTENT]");
        return ExitCode::FAILURE;
    };
    let content = arguments.next().unwrap_or_else(|| "content".to_owned());
    let content = Path::new(&content);
    let problems = playground_lessons::check_content(content);
    for problem in &problems {
        eprintln!("content/{problem}");
    }
    if !problems.is_empty() {
        return ExitCode::FAILURE;
    }
    let (content, _) = playground_lessons::read_content(content);
    match playground_lessons::write_site(Path::new(&site), &content) {
        Ok(count) => {
            println!("{count} pages");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("the content can't be written into the site: {error}");
            ExitCode::FAILURE
        }
    }
}
