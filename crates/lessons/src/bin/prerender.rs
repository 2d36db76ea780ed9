//! Fills a built site with static pages: `prerender SITE [CONTENT]`.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(site) = arguments.next() else {
        eprintln!("usage: prerender SITE [CONTENT]");
        return ExitCode::FAILURE;
    };
    let content = arguments.next().unwrap_or_else(|| "content".to_owned());
    match fill(Path::new(&site), Path::new(&content)) {
        Ok(count) => {
            println!("{count} pages");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("the pages can't be written: {error}");
            ExitCode::FAILURE
        }
    }
}

fn fill(site: &Path, content: &Path) -> std::io::Result<usize> {
    let shell = fs::read_to_string(site.join("index.html"))?;
    let (content, _) = playground_lessons::read_content(content);
    let pages = playground_lessons::prerender(&content, &shell);
    if pages.is_empty() {
        return Err(std::io::Error::other("index.html has no place for them"));
    }
    for page in &pages {
        let path = site.join(&page.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, &page.html)?;
    }
    Ok(pages.len())
}
