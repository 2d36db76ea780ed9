//! Writes the content into a built site: the portions that the app fetches, and the pages that are
//! there before the app runs.

use std::path::Path;
use std::{fs, io};

use crate::model::Content;
use crate::portions::portions;
use crate::prerender::prerender;

/// The page that the others are made from, where the site keeps it apart from its own first page, so
/// that the content can be written again.
const KEPT_SHELL: &str = "shell.html";

/// Writes the content into the site in this folder, in place of what an earlier call has written.
/// Returns how many pages there are.
///
/// # Errors
/// What can't be read or written, and a site whose page has no places to fill.
pub fn write_site(site: &Path, content: &Content) -> io::Result<usize> {
    let kept = site.join(KEPT_SHELL);
    let shell = if kept.is_file() {
        fs::read_to_string(kept)?
    } else {
        fs::read_to_string(site.join("index.html"))?
    };
    let portions = portions(content);
    for entry in fs::read_dir(site)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("content-") && format!("{name}/") != portions.folder {
            fs::remove_dir_all(entry.path())?;
        }
    }
    for (path, text) in &portions.files {
        write(&site.join(&portions.folder).join(path), text)?;
    }
    let pages = prerender(content, &shell, &portions.folder);
    if pages.is_empty() {
        return Err(io::Error::other("index.html has no place for the pages"));
    }
    for page in &pages {
        write(&site.join(&page.path), &page.html)?;
    }
    Ok(pages.len())
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
