//! Which modules a program names in its `import` statements, found without running it.

use std::collections::BTreeSet;

use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::{PythonVersion, Stmt};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};

/// The modules that a file's `import` statements name, wherever they stand in it; relative ones are left out. A file with
/// errors gives what can be read of it.
pub fn imported(text: &str) -> BTreeSet<String> {
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(text, options);
    let mut found = Found::default();
    if let ruff_python_ast::Mod::Module(module) = parsed.syntax() {
        found.visit_body(&module.body);
    }
    found.0
}

#[derive(Default)]
struct Found(BTreeSet<String>);

impl StatementVisitor<'_> for Found {
    fn visit_stmt(&mut self, statement: &Stmt) {
        match statement {
            Stmt::Import(import) => {
                let names = import.names.iter().map(|alias| alias.name.to_string());
                self.0.extend(names);
            }
            Stmt::ImportFrom(import) if import.level == 0 => {
                self.0
                    .extend(import.module.as_ref().map(ToString::to_string));
            }
            other => walk_stmt(self, other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::imported;

    #[test]
    fn imports_are_found_wherever_they_stand() {
        let text = "import os, sqlalchemy.orm as orm\nfrom . import models\nfrom .database import x\n\
                    def f():\n    try:\n        from sqlmodel import Session\n    except ImportError:\n        pass\n";
        let found: Vec<String> = imported(text).into_iter().collect();
        assert_eq!(found, ["os", "sqlalchemy.orm", "sqlmodel"]);
        assert!(imported("import sqlite3\ndef (:\n").contains("sqlite3"));
        assert!(imported("").is_empty());
    }
}
