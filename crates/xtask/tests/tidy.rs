//! What holds for every file of the repository, checked on the files themselves.
//!
//! Here stand the rules that neither the compiler, clippy nor rustfmt checks: lengths, a comment at the head of each
//! module, nothing unfinished, nothing that belongs to one person's machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A longer file is read by nobody as a whole: it has to be split by idea.
const MOST_LINES: usize = 700;
/// From here on a file is named, so that it is split before it must be.
const MANY_LINES: usize = 600;
/// What git keeps for ever should be text.
const MOST_BYTES: u64 = 1_500_000;

/// Source that the project's own rules hold for.
const SOURCE: [&str; 7] = ["rs", "py", "js", "mjs", "ts", "css", "sh"];
/// Programs as learners write them: they begin as such programs do.
const LEARNERS_PROGRAMS: [&str; 7] = [
    "content/",
    "tests/golden/programs/",
    "tests/golden/pytest/",
    "tests/golden/cases/",
    "benches/programs/",
    "crates/pydantic/python-tests/cases/",
    "crates/stdlib/python-tests/cases/",
];

struct Tree {
    root: PathBuf,
    files: Vec<String>,
}

impl Tree {
    /// All that git tracks or would track.
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .expect("xtask lies in crates/xtask")
            .to_owned();
        let output = Command::new("git")
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .current_dir(&root)
            .output()
            .expect("git is needed to list the files");
        assert!(
            output.status.success(),
            "git ls-files failed: is this a git checkout?"
        );
        let mut files: Vec<String> = String::from_utf8(output.stdout)
            .expect("file names are UTF-8")
            .split('\0')
            .filter(|name| !name.is_empty() && root.join(name).is_file())
            .map(str::to_owned)
            .collect();
        files.sort();
        files.dedup();
        assert!(
            files.len() > 30,
            "the listing of files is too short to be true: {}",
            files.len()
        );
        Self { root, files }
    }

    /// The text files of which the extension is one of these, with their content.
    fn texts<'a>(&'a self, extensions: &'a [&str]) -> impl Iterator<Item = (&'a str, String)> {
        self.files
            .iter()
            .filter(|name| extensions.contains(&extension(name)))
            .map(|name| (name.as_str(), self.read(name)))
    }

    /// Every file that is text.
    fn all_texts(&self) -> impl Iterator<Item = (&str, String)> {
        self.files.iter().filter_map(|name| {
            Some((
                name.as_str(),
                fs::read_to_string(self.root.join(name)).ok()?,
            ))
        })
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

fn extension(name: &str) -> &str {
    Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
}

fn is_learners_program(name: &str) -> bool {
    LEARNERS_PROGRAMS
        .iter()
        .any(|folder| name.starts_with(folder))
}

fn none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn files_are_short_enough_to_be_read() {
    let tree = Tree::new();
    let mut problems = Vec::new();
    for (name, text) in tree.texts(&SOURCE) {
        let lines = text.lines().count();
        if lines > MOST_LINES {
            problems.push(format!(
                "{name}: {lines} lines; split it by idea (the limit is {MOST_LINES})"
            ));
        } else if lines > MANY_LINES {
            println!("{name}: {lines} lines, soon too long");
        }
    }
    none(&problems);
}

#[test]
fn nothing_is_unfinished_or_switched_off() {
    // Put together here, so that this file doesn't find itself.
    let everywhere = [
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("db", "g!("),
        concat!("#[ig", "nore"),
    ];
    let in_browser_tests = [
        concat!("test", ".skip("),
        concat!("test", ".only("),
        concat!("test", ".fixme("),
        concat!("describe", ".only("),
    ];
    let in_python_tests = [
        concat!("mark", ".skip"),
        concat!("mark", ".xfail"),
        concat!("pytest", ".skip("),
    ];
    let tree = Tree::new();
    let mut problems = Vec::new();
    let mut search = |extensions: &[&str], words: &[&str]| {
        for (name, text) in tree
            .texts(extensions)
            .filter(|(name, _)| !is_learners_program(name))
        {
            for (index, line) in text.lines().enumerate() {
                for word in words.iter().filter(|word| line.contains(**word)) {
                    problems.push(format!("{name}:{}: {word}", index + 1));
                }
            }
        }
    };
    search(&["rs"], &everywhere);
    search(&["js", "mjs", "ts"], &in_browser_tests);
    search(&["py"], &in_python_tests);
    none(&problems);
}

#[test]
fn every_module_says_what_lives_in_it() {
    let tree = Tree::new();
    let mut problems = Vec::new();
    for (name, text) in tree
        .texts(&SOURCE)
        .filter(|(name, _)| !is_learners_program(name))
    {
        // What tools want to see first may stand before the comment.
        let first = text
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with("#!") && !line.starts_with("// @ts"))
            .unwrap_or_default();
        let said = match extension(name) {
            "rs" => first.starts_with("//!"),
            "py" => ["\"\"\"", "r\"\"\"", "# "]
                .iter()
                .any(|start| first.starts_with(start)),
            "css" => first.starts_with("/*"),
            "sh" => first.starts_with("# "),
            _ => first.starts_with("//") || first.starts_with("/*"),
        };
        if !said {
            problems.push(format!(
                "{name}: begins without a comment that says what it is"
            ));
        }
    }
    none(&problems);
}

#[test]
fn nothing_names_one_persons_machine() {
    let tree = Tree::new();
    let mut places: Vec<String> = ["/home/", "/Users/", "C:\\Users\\", "/root/."]
        .map(str::to_owned)
        .into();
    places.push(tree.root.display().to_string());
    if let Some(home) = std::env::var_os("HOME")
        .and_then(|home| home.into_string().ok())
        .filter(|home| home.len() > 1)
    {
        places.push(format!("{home}/"));
    }
    let mut problems = Vec::new();
    for (name, text) in tree
        .all_texts()
        .filter(|(name, _)| *name != "crates/xtask/tests/tidy.rs")
    {
        for (index, line) in text.lines().enumerate() {
            for place in places.iter().filter(|place| line.contains(place.as_str())) {
                problems.push(format!("{name}:{}: names the path {place}", index + 1));
            }
        }
    }
    none(&problems);
}

#[test]
fn lockfiles_name_the_public_registries_only() {
    let tree = Tree::new();
    let mut problems = Vec::new();
    let mut check = |file: &str, key: &str, registry: &str| {
        let text = tree.read(file);
        let mut seen = 0;
        for (index, line) in text.lines().enumerate() {
            if let Some(value) = line.trim().strip_prefix(key) {
                seen += 1;
                if !value.starts_with(registry) {
                    problems.push(format!("{file}:{}: {value}", index + 1));
                }
            }
        }
        seen
    };
    let crates = check(
        "Cargo.lock",
        "source = ",
        "\"registry+https://github.com/rust-lang/crates.io-index\"",
    );
    assert!(
        crates > 0,
        "Cargo.lock names no package: has its format changed?"
    );
    // npm may be told to leave addresses out; then there is nothing to be wrong.
    check(
        "package-lock.json",
        "\"resolved\": ",
        "\"https://registry.npmjs.org/",
    );
    none(&problems);
}

#[test]
fn no_file_is_large() {
    let tree = Tree::new();
    let mut problems = Vec::new();
    for name in &tree.files {
        let size = fs::metadata(tree.root.join(name)).map_or(0, |meta| meta.len());
        if size > MOST_BYTES {
            problems.push(format!("{name}: {size} bytes (the limit is {MOST_BYTES})"));
        }
    }
    none(&problems);
}

#[test]
fn an_allowed_lint_has_a_reason() {
    let tree = Tree::new();
    let mut problems = Vec::new();
    for (name, text) in tree.texts(&["rs"]) {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (index, line) in lines.iter().enumerate() {
            let attribute = [
                concat!("#[al", "low("),
                concat!("#![al", "low("),
                concat!("#[ex", "pect("),
            ];
            if !attribute.iter().any(|start| line.starts_with(start)) {
                continue;
            }
            // rustfmt may break the attribute over some lines; a comment right before it is a reason too.
            let inside = lines
                .iter()
                .skip(index)
                .take(6)
                .take_while(|line| !line.starts_with("fn "))
                .any(|line| line.contains("reason ="));
            let before = index
                .checked_sub(1)
                .and_then(|before| lines.get(before))
                .is_some_and(|line| line.starts_with("//"));
            if !inside && !before {
                problems.push(format!("{name}:{}: {line} says no reason", index + 1));
            }
        }
    }
    none(&problems);
}

#[test]
fn every_crate_takes_the_workspaces_lints() {
    let tree = Tree::new();
    let mut problems = Vec::new();
    for (name, text) in tree
        .texts(&["toml"])
        .filter(|(name, _)| name.starts_with("crates/") && name.ends_with("Cargo.toml"))
    {
        if text.contains("[package]") && !text.contains("[lints]\nworkspace = true") {
            problems.push(format!("{name}: lacks [lints] workspace = true"));
        }
    }
    none(&problems);
}
