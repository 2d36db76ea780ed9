//! What the golden programs can't record: passlib with bcrypt, which the real one no longer does with today's bcrypt, and the trace.

use std::process::Command;

/// Runs a program and gives what it printed and answered.
fn run(name: &str, program: &str, more: &[&str]) -> String {
    // A folder of its own: all files beside the program belong to it.
    let folder = std::env::temp_dir().join(format!("playground-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("main.py");
    std::fs::write(&path, program).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_fastapi-playground"))
        .arg("run")
        .arg(&path)
        .args(more)
        .output()
        .unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Recorded with passlib 1.7.4 and bcrypt 4.0.1, the last that go together.
const PASSLIB: &str = r#"
from fastapi import FastAPI
from passlib.context import CryptContext
from passlib.hash import bcrypt, bcrypt_sha256

app = FastAPI()
salt = "abcdefghijklmnopqrstuu"
context = CryptContext(schemes=["bcrypt", "pbkdf2_sha256"], deprecated="auto", bcrypt__rounds=4)
old = CryptContext(schemes=["pbkdf2_sha256"], pbkdf2_sha256__rounds=10).hash("secret")


@app.get("/")
def root():
    made = context.hash("secret")
    try:
        context.hash("with\0nul")
    except ValueError as error:
        message = str(error)
    return [
        bcrypt.using(rounds=4, salt=salt).hash("secret"),
        bcrypt.using(rounds=4, ident="2a", salt=salt).hash("pässword"),
        bcrypt.using(rounds=4, salt=salt).hash("x" * 100) == bcrypt.using(rounds=4, salt=salt).hash("x" * 72),
        bcrypt_sha256.using(rounds=4, salt=salt).hash("x" * 100),
        [made[:7], context.verify("secret", made), context.verify("other", made), context.needs_update(made)],
        [context.verify_and_update("secret", old)[1][:7], context.identify(old), message],
    ]
"#;

#[test]
fn passlib_hashes_with_bcrypt() {
    let told = run("passlib", PASSLIB, &["--request", "GET /"]);
    for wanted in [
        "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW",
        "$2a$04$abcdefghijklmnopqrstuum174eFeoTj0DHmtuueFaS3Wde4P7wHG",
        "$bcrypt-sha256$v=2,t=2b,r=4$abcdefghijklmnopqrstuu$VN/UtE6EwSZ/CIGnzfQAPtA5sMkMG4u",
        r#"true,"$bcrypt-sha256"#,
        r#"["$2b$04$",true,false,false]"#,
        r#"["$2b$04$","pbkdf2_sha256","bcrypt does not allow NULL bytes in password"]"#,
    ] {
        assert!(told.contains(wanted), "{wanted} is missing in:\n{told}");
    }
}

const SLOW: &str = r#"
import bcrypt
from argon2 import PasswordHasher
from fastapi import FastAPI

app = FastAPI()
before = bcrypt.gensalt(4)


@app.get("/")
def root():
    bcrypt.hashpw(b"secret", before)
    PasswordHasher(time_cost=1, memory_cost=1024, parallelism=2).hash("secret")
    return "done"
"#;

#[test]
fn the_trace_says_what_was_hashed_and_where() {
    let told = run("slow", SLOW, &["--request", "GET /", "--trace"]);
    let events: Vec<&str> = told
        .lines()
        .filter(|line| line.contains(r#""kind":"hash""#))
        .collect();
    assert_eq!(events.len(), 2, "{told}");
    assert!(events[0].contains(r#""what":"bcrypt, cost 4""#), "{told}");
    assert!(events[0].ends_with(":12"), "{told}");
    assert!(
        events[1].contains(r#""what":"argon2id, 1 MiB, 1 times, 2 lanes""#),
        "{told}"
    );
    assert!(
        events
            .iter()
            .all(|event| event.contains(r#""elapsed_us":"#)),
        "{told}"
    );
}

/// The program must not say the name of the algorithm, for that makes the part come.
const HIDDEN: &str = r#"
import jwt
from fastapi import FastAPI

app = FastAPI()
algorithm = "RS" + "256"


@app.get("/")
def root():
    return jwt.encode({"a": 1}, "no key", algorithm=algorithm)
"#;

const CLIENT: &str = r#"
import jwt
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def root():
    return jwt.PyJWKClient("https://login.example/jwks.json").get_signing_keys()
"#;

#[test]
fn what_is_not_here_says_so() {
    for (name, program, wanted) in [
        (
            "hidden",
            HIDDEN,
            "it is fetched when a file of the program imports it",
        ),
        (
            "client",
            CLIENT,
            "The playground doesn't support PyJWKClient's request to another host: put the keys into the program",
        ),
    ] {
        let told = run(name, program, &["--request", "GET /", "--trace"]);
        assert!(told.contains(wanted), "{wanted} is missing in:\n{told}");
    }
}
