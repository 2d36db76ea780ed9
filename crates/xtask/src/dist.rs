//! `dist`: the site as it is uploaded, and what each of its files costs a visitor.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result};

use crate::process::{Repo, step};
use crate::site::{self, Mode};
use crate::tools;

/// Brotli's best quality and its usual window, which is what static hosts store.
const QUALITY: i32 = 11;
const WINDOW: i32 = 22;

struct Size {
    name: String,
    raw: usize,
    brotli: usize,
}

/// Build and list.
pub fn dist(repo: &Repo, base: &str) -> Result<()> {
    tools::for_build(repo)?;
    let folder = site::build(repo, Mode::Release, base)?;
    let mut files = Vec::new();
    collect(&folder, &mut files)?;
    files.sort();
    let sizes = step(
        &format!("Compressing {} files to measure them", files.len()),
        || measure(&folder, &files),
    )?;
    println!("{:>12} {:>12}  file", "raw", "brotli");
    for size in &sizes {
        println!(
            "{:>12} {:>12}  {}",
            grouped(size.raw),
            grouped(size.brotli),
            size.name
        );
    }
    let raw = sizes.iter().map(|size| size.raw).sum();
    let brotli = sizes.iter().map(|size| size.brotli).sum();
    println!(
        "{:>12} {:>12}  in {} files of {}",
        grouped(raw),
        grouped(brotli),
        sizes.len(),
        folder.display()
    );
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("Could not list {}", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Measure the files on all cores: the best quality takes seconds a megabyte.
fn measure(folder: &Path, files: &[PathBuf]) -> Result<Vec<Size>> {
    let waiting = Mutex::new(files.iter());
    let measured = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(path) = waiting.lock().ok().and_then(|mut files| files.next()) {
                    let size = measure_one(folder, path);
                    if let Ok(mut sizes) = measured.lock() {
                        sizes.push(size);
                    }
                }
            });
        }
    });
    let mut sizes = measured
        .into_inner()
        .unwrap_or_default()
        .into_iter()
        .collect::<Result<Vec<_>>>()?;
    sizes.sort_by(|one, other| {
        other
            .brotli
            .cmp(&one.brotli)
            .then_with(|| one.name.cmp(&other.name))
    });
    Ok(sizes)
}

fn measure_one(folder: &Path, path: &Path) -> Result<Size> {
    let content = fs::read(path)?;
    let name = path
        .strip_prefix(folder)
        .unwrap_or(path)
        .display()
        .to_string();
    Ok(Size {
        name,
        raw: content.len(),
        brotli: compressed(&content)?,
    })
}

fn compressed(content: &[u8]) -> Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut out, &parameters)?;
    Ok(out.len())
}

/// Digits in groups of three, for people.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_from_the_right() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn what_repeats_is_compressed() {
        let text = "from fastapi import FastAPI\n".repeat(400);
        let size = compressed(text.as_bytes()).expect("memory takes it");
        assert!(size > 0 && size < text.len() / 50, "{size}");
    }
}
