//! Modules of CPython's standard library that the playground doesn't have, with what to do instead: a
//! program that imports one is told so, and not that there is no such module. Private and removed
//! modules aren't here, nor those that only make sense at a terminal of one's own system.

/// The name, and the end of the sentence "The playground doesn't have this module: …".
pub(crate) const ABSENT: &[(&str, &str)] = &[
    ("argparse", "a program here has no command line"),
    ("array", "use a list or bytes"),
    ("bz2", "use gzip or zlib"),
    ("cProfile", "look at the times in the trace of the request"),
    ("cmath", "use complex numbers with their operators"),
    ("cmd", "a program here has no command line"),
    ("code", "send requests to the program instead"),
    ("colorsys", "write the formula as a function"),
    ("configparser", "use tomllib or pydantic-settings"),
    ("ctypes", "programs here can't call native code"),
    ("curses", "a program here has no terminal"),
    ("dbm", "use sqlite3"),
    ("dis", "look at the trace of the request instead"),
    ("doctest", "write the examples as tests for pytest"),
    (
        "faulthandler",
        "errors are shown with their line in the program",
    ),
    ("fcntl", "the files here belong to one program only"),
    ("filecmp", "read both files and compare their contents"),
    ("fileinput", "open the files one after the other"),
    ("ftplib", "no other host can be reached"),
    ("getopt", "a program here has no command line"),
    (
        "getpass",
        "take the password from the request or the environment",
    ),
    ("gettext", "keep the texts of each language in a dict"),
    ("grp", "there are no users of a system here"),
    ("imaplib", "no other host can be reached"),
    ("lzma", "use gzip or zlib"),
    ("mailbox", "keep the messages in a list"),
    ("marshal", "use json"),
    ("mmap", "read the file into bytes"),
    ("modulefinder", "look at the imports of the files instead"),
    ("netrc", "keep secrets in environment variables"),
    ("optparse", "a program here has no command line"),
    (
        "pdb",
        "print the values, or look at the trace of the request",
    ),
    ("pickle", "use json, or model_dump_json of a Pydantic model"),
    ("pickletools", "use json"),
    ("plistlib", "use json"),
    ("poplib", "no other host can be reached"),
    ("profile", "look at the times in the trace of the request"),
    ("pstats", "look at the times in the trace of the request"),
    ("pty", "a program here has no terminal"),
    ("pwd", "there are no users of a system here"),
    ("pydoc", "look at the API docs of the program"),
    ("quopri", "use base64"),
    ("readline", "a program here has no terminal"),
    ("resource", "the playground sets the limits"),
    ("runpy", "import the module"),
    ("selectors", "use asyncio"),
    ("shelve", "use sqlite3, or json in a file"),
    (
        "smtplib",
        "print the message, since no other host can be reached",
    ),
    ("socketserver", "the playground is the server"),
    ("struct", "use int.to_bytes and int.from_bytes"),
    (
        "symtable",
        "ast.literal_eval is what there is of Python's own parser",
    ),
    ("sysconfig", "use sys.version_info"),
    ("syslog", "use the module logging"),
    ("tarfile", "keep the files apart"),
    ("termios", "a program here has no terminal"),
    ("tkinter", "a program here has no window"),
    ("token", "use re for what you want to find in a text"),
    ("tokenize", "use re for what you want to find in a text"),
    ("trace", "look at the trace of the request instead"),
    ("tracemalloc", "the playground limits the memory by itself"),
    ("tty", "a program here has no terminal"),
    ("turtle", "a program here has no window"),
    (
        "venv",
        "the packages of the playground are there without one",
    ),
    ("wave", "work on the bytes of the file"),
    ("webbrowser", "answer with a RedirectResponse"),
    ("winreg", "keep settings in environment variables"),
    (
        "wsgiref",
        "WSGI applications don't run here; write the views as path operations",
    ),
    (
        "xml",
        "use re for small documents, and JSON where you can choose",
    ),
    (
        "xmlrpc",
        "use JSON, and httpx for calling the program itself",
    ),
    ("zipapp", "the program is its files"),
    ("zipfile", "use gzip or zlib for one file"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_absent_is_not_here() {
        for (name, instead) in ABSENT {
            let folder = format!("{name}/");
            let is_here = crate::sources().iter().any(|(path, _)| {
                path.strip_suffix(".py") == Some(name) || path.starts_with(&folder)
            });
            assert!(!is_here, "{name} is here, and said to be absent");
            assert!(
                !instead.ends_with('.'),
                "{name}: the sentence goes on around it"
            );
        }
    }
}
