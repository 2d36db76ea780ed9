//! Other packages that FastAPI programs import: those that are here, and a sentence for those that aren't.

use playground_python::interp::Interp;

// `ALWAYS`: the Python files under `always/`, which the engine carries, by their paths in that folder.
include!(concat!(env!("OUT_DIR"), "/always.rs"));

// `NAMES` and `PYTEST_NAMES`: what can be imported of `python/` and of `pytest/`.
include!(concat!(env!("OUT_DIR"), "/names.rs"));

#[cfg(not(target_arch = "wasm32"))]
mod fetched {
    // `FETCHED`: the Python files under `python/`, which the browser fetches when a program needs one.
    include!(concat!(env!("OUT_DIR"), "/fetched.rs"));

    // `PYTEST`: those under `pytest/`, which it fetches for programs with tests.
    include!(concat!(env!("OUT_DIR"), "/pytest.rs"));

    /// Packages of this crate as a part of the engine: Python alone, there is nothing to ask.
    pub struct Packages(&'static [(&'static str, &'static str)]);

    impl Packages {
        /// The part of a name: `packages` or `pytest`.
        pub fn named(name: &str) -> Option<Self> {
            match name {
                "packages" => Some(Self(FETCHED)),
                "pytest" => Some(Self(PYTEST)),
                _ => None,
            }
        }
    }

    impl playground_parts::Part for Packages {
        fn call(
            &mut self,
            function: &str,
            _arguments: &[playground_parts::Value],
        ) -> playground_parts::Answer {
            Err(playground_parts::Failure::misuse(function))
        }

        fn sources(&self) -> playground_parts::Sources {
            playground_parts::owned(self.0)
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use fetched::Packages;

/// Packages that tutorials import and the playground doesn't have, with what to do instead.
const UNSUPPORTED: &[(&str, &str)] = &[
    (
        "a2wsgi",
        "WSGI applications don't run here; write the views as path operations",
    ),
    (
        "aiohttp",
        "use httpx.AsyncClient, which reaches the program itself; no other host can be reached",
    ),
    ("aiokafka", "use an asyncio.Queue"),
    ("aioredis", "keep the values in a dict"),
    (
        "alembic",
        "make the tables with metadata.create_all; a reset begins with an empty database",
    ),
    (
        "apscheduler",
        "use BackgroundTasks, or a task that the lifespan starts",
    ),
    ("arq", "use BackgroundTasks"),
    ("asyncpg", "use SQLAlchemy or sqlite3 with SQLite"),
    ("azure", "keep files and secrets in the program's own files"),
    ("beanie", "use SQLModel or SQLAlchemy with SQLite"),
    ("boto3", "keep files in the program's own folder"),
    ("botocore", "keep files in the program's own folder"),
    ("celery", "use BackgroundTasks"),
    ("databases", "use SQLAlchemy with SQLite"),
    (
        "django",
        "WSGI applications don't run here; write the views as path operations",
    ),
    ("elasticsearch", "use SQLite"),
    ("fastapi_cache", "use functools.lru_cache"),
    (
        "fastapi_limiter",
        "count requests in a dict, or in a dependency",
    ),
    ("fastapi_users", "use fastapi.security, as the guide does"),
    (
        "flask",
        "WSGI applications don't run here; write the views as path operations",
    ),
    (
        "google",
        "keep files and secrets in the program's own files",
    ),
    ("graphene", "GraphQL is out of the playground's scope"),
    ("gunicorn", "the playground is the server"),
    ("httptools", "the playground is the server"),
    ("hypercorn", "the playground is the server"),
    ("kafka", "use an asyncio.Queue"),
    ("logfire", "look at the trace of the request instead"),
    ("lxml", "use html and re"),
    ("matplotlib", "return the numbers as JSON"),
    ("mongoengine", "use SQLModel or SQLAlchemy with SQLite"),
    ("motor", "use SQLModel or SQLAlchemy with SQLite"),
    ("msgpack", "use json or orjson"),
    ("mysql", "use SQLAlchemy with SQLite"),
    ("numpy", "use lists and the module math"),
    (
        "openai",
        "no other host can be reached; put a function in its place",
    ),
    ("opentelemetry", "look at the trace of the request instead"),
    ("pandas", "use lists and the module csv"),
    ("peewee", "use SQLModel or SQLAlchemy with SQLite"),
    ("pika", "use an asyncio.Queue"),
    ("polars", "use lists and the module csv"),
    ("psutil", "there is no machine to measure"),
    ("psycopg", "use SQLAlchemy or sqlite3 with SQLite"),
    ("psycopg2", "use SQLAlchemy or sqlite3 with SQLite"),
    ("pymongo", "use SQLModel or SQLAlchemy with SQLite"),
    ("pymysql", "use SQLAlchemy with SQLite"),
    ("redis", "keep the values in a dict"),
    ("rq", "use BackgroundTasks"),
    ("scipy", "use lists and the module math"),
    (
        "sentry_sdk",
        "unhandled exceptions are shown with their line in the program",
    ),
    ("sklearn", "put a function in the place of the model"),
    ("slowapi", "count requests in a dict, or in a dependency"),
    ("strawberry", "GraphQL is out of the playground's scope"),
    ("structlog", "use loguru or the module logging"),
    ("tensorflow", "put a function in the place of the model"),
    ("torch", "put a function in the place of the model"),
    ("tortoise", "use SQLModel or SQLAlchemy with SQLite"),
    ("transformers", "put a function in the place of the model"),
    ("trio", "use asyncio"),
    (
        "urllib3",
        "use httpx or requests, which reach the program itself; no other host can be reached",
    ),
    ("uvloop", "the playground runs asyncio on a loop of its own"),
    (
        "websocket",
        "use TestClient.websocket_connect for the program itself",
    ),
    (
        "websockets",
        "use TestClient.websocket_connect for the program itself",
    ),
    (
        "werkzeug",
        "WSGI applications don't run here; write the views as path operations",
    ),
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
        marks: &["templating", "ORJSONResponse", "UJSONResponse"],
    },
    Needs {
        name: "pytest",
        modules: PYTEST_NAMES,
        // A file of tests need not import it.
        marks: &["def test"],
    },
    Needs {
        name: "sqlite",
        modules: &["sqlite3", "aiosqlite", "sqlalchemy", "sqlmodel"],
        marks: &[],
    },
    Needs {
        name: "crypto",
        modules: &["argon2", "bcrypt", "cryptography", "passlib", "pwdlib"],
        // `jwt` and `jose` need it for keys with a public and a private half.
        marks: &[
            "RS256",
            "RS384",
            "RS512",
            "PS256",
            "PS384",
            "PS512",
            "ES256",
            "ES384",
            "ES512",
            "EdDSA",
            "RSAAlgorithm",
            "RSAPSSAlgorithm",
            "ECAlgorithm",
            "OKPAlgorithm",
            "PyJWK",
            "RSAKey",
            "ECKey",
            "-----BEGIN ",
        ],
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
                || PYTEST_NAMES.contains(name)
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
        let parts = ["packages", "pytest"]
            .into_iter()
            .filter_map(Packages::named);
        let fetched = parts.flat_map(|part| part.sources());
        for (path, source) in always.into_iter().chain(fetched) {
            assert!(
                source.starts_with("\"\"\""),
                "{path} begins without a docstring"
            );
            assert!(source.lines().count() < 600, "{path} is too long");
        }
    }
}
