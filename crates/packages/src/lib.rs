//! Other packages that FastAPI programs import: those that are here, and a sentence for those that aren't.

use playground_python::interp::Interp;

// `ALWAYS`: the Python files under `always/`, which the engine carries, by their paths in that folder.
include!(concat!(env!("OUT_DIR"), "/always.rs"));

// `NAMES`: what can be imported of `python/`.
include!(concat!(env!("OUT_DIR"), "/names.rs"));

#[cfg(not(target_arch = "wasm32"))]
mod fetched {
    // `FETCHED`: the Python files under `python/`, which the browser fetches when a program needs one.
    include!(concat!(env!("OUT_DIR"), "/fetched.rs"));

    /// The packages of this crate as a part of the engine: Python alone, there is nothing to ask.
    #[derive(Default)]
    pub struct Packages;

    impl playground_parts::Part for Packages {
        fn call(
            &mut self,
            function: &str,
            _arguments: &[playground_parts::Value],
        ) -> playground_parts::Answer {
            Err(playground_parts::Failure::misuse(function))
        }

        fn sources(&self) -> playground_parts::Sources {
            playground_parts::owned(FETCHED)
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use fetched::Packages;

/// Packages that tutorials import and the playground doesn't have, with what to do instead.
const UNSUPPORTED: &[(&str, &str)] = &[
    (
        "alembic",
        "make the tables with metadata.create_all; a reset begins with an empty database",
    ),
    ("jwt", "use fastapi.security with an opaque token for now"),
    ("jose", "use fastapi.security with an opaque token for now"),
    ("passlib", "compare hashes of hashlib for now"),
    ("pwdlib", "compare hashes of hashlib for now"),
    ("bcrypt", "compare hashes of hashlib for now"),
    ("argon2", "compare hashes of hashlib for now"),
    ("aiohttp", "no other host can be reached from here"),
    ("strawberry", "GraphQL is out of the playground's scope"),
    ("opentelemetry", "look at the trace of the request instead"),
    (
        "prometheus_client",
        "look at the trace of the request instead",
    ),
    ("celery", "use BackgroundTasks"),
    ("redis", "keep the values in a dict"),
    ("gunicorn", "the playground is the server"),
    ("a2wsgi", "WSGI applications don't run here"),
    ("flask", "WSGI applications don't run here"),
    ("numpy", "use lists and the module math"),
    ("pandas", "use lists and the module csv"),
    ("slowapi", "count requests in a dict"),
    ("loguru", "use the module logging"),
];

/// A part of the engine that the browser fetches for the programs that need it.
pub struct Needs {
    /// Its name.
    pub name: &'static str,
    /// The packages that can't do without it: a program that imports one needs the part.
    pub modules: &'static [&'static str],
    /// Words by which a program needs it that imports none of those.
    pub marks: &'static [&'static str],
}

/// The parts, and what needs them.
pub const PARTS: &[Needs] = &[
    Needs {
        name: "packages",
        modules: NAMES,
        marks: &[],
    },
    Needs {
        name: "sqlite",
        modules: &["sqlite3", "aiosqlite", "sqlalchemy", "sqlmodel"],
        marks: &[],
    },
    Needs {
        name: "names",
        modules: &[],
        marks: &["\\N{", "unicodedata"],
    },
];

/// Let an interpreter import the packages.
pub fn install(interp: &mut Interp) {
    for (path, text) in ALWAYS {
        interp.importer.library.insert(path, text);
    }
    for (name, instead) in UNSUPPORTED {
        interp.importer.unsupported.insert(name, instead);
    }
}

#[cfg(test)]
mod tests {
    use playground_parts::Part;

    use super::*;

    #[test]
    fn a_package_is_here_or_not() {
        for (name, instead) in UNSUPPORTED {
            let is_here = NAMES.contains(name)
                || ALWAYS
                    .iter()
                    .any(|(path, _)| path.trim_end_matches(".py") == *name);
            assert!(!is_here, "{name} is here, and said to be unsupported");
            assert!(
                !instead.ends_with('.'),
                "{name}: the sentence goes on around it"
            );
        }
    }

    #[test]
    fn every_module_says_what_it_is() {
        let always = playground_parts::owned(ALWAYS);
        for (path, source) in always.into_iter().chain(Packages.sources()) {
            assert!(
                source.starts_with("\"\"\""),
                "{path} begins without a docstring"
            );
            assert!(source.lines().count() < 600, "{path} is too long");
        }
    }
}
