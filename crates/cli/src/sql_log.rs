//! The statements that a program sends to its database, for cases that were recorded with them: a module beside the
//! program hands what SQLAlchemy's engines log to this side, as marked lines of output.

use serde_json::Value;

/// The module that is loaded instead of the program's own, which it imports.
pub const MODULE: &str = "_sql_log";

/// Begins each line that is ours, whatever else the program prints.
const MARK: &str = "\u{1}sql ";

/// The source of [`MODULE`] for the application at `entry`, and the entry to load.
pub fn wrap(entry: &str) -> (String, String) {
    // A JSON string is a Python string too.
    let mark = Value::from(MARK);
    let (module, name) = entry.split_once(':').unwrap_or((entry, "app"));
    let source = format!(
        "import json
import logging


class Lines(logging.Handler):
    def emit(self, record):
        print({mark} + json.dumps(record.getMessage()))


logger = logging.getLogger('sqlalchemy.engine')
logger.setLevel(logging.INFO)
logger.addHandler(Lines())

from {module} import {name}
"
    );
    (source, format!("{MODULE}:{name}"))
}

/// The messages in a program's output, in the form in which they were recorded.
pub fn messages(output: &str) -> Vec<String> {
    let found = output
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line.strip_prefix(MARK)?).ok())
        .filter_map(|message| message.as_str().map(without_duration))
        .collect();
    in_fixed_order(found)
}

/// How long something took is left out: `[generated in 0.00010s] ()` becomes `[generated in Ts] ()`.
fn without_duration(message: &str) -> String {
    let (note, parameters) = match message.split_once(']') {
        Some(parts) if message.starts_with('[') => parts,
        _ => return message.to_owned(),
    };
    let is_duration = |word: &str| {
        word.strip_suffix('s').is_some_and(|number| {
            number.starts_with(|first: char| first.is_ascii_digit())
                && number.parse::<f64>().is_ok()
        })
    };
    let words: Vec<&str> = note
        .split(' ')
        .map(|word| if is_duration(word) { "Ts" } else { word })
        .collect();
    format!("{}]{parameters}", words.join(" "))
}

/// A table's indexes are a set, so those that are created one after the other come in any order: sort them.
fn in_fixed_order(messages: Vec<String>) -> Vec<String> {
    let mut result = Vec::new();
    // Each with the line of its parameters.
    let mut indexes: Vec<Vec<String>> = Vec::new();
    let end_run = |indexes: &mut Vec<Vec<String>>, result: &mut Vec<String>| {
        indexes.sort();
        result.extend(indexes.drain(..).flatten());
    };
    for message in messages {
        if message.starts_with("CREATE INDEX") || message.starts_with("CREATE UNIQUE INDEX") {
            indexes.push(vec![message]);
            continue;
        }
        match indexes.last_mut() {
            Some(last) if last.len() == 1 => last.push(message),
            _ => {
                end_run(&mut indexes, &mut result);
                result.push(message);
            }
        }
    }
    end_run(&mut indexes, &mut result);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marked_lines_count_and_durations_are_left_out() {
        let output = "hello\n\u{1}sql \"BEGIN (implicit)\"\n\u{1}sql \"[cached since 1.5e-05s ago] ('2s]',)\"\n\
                      \u{1}sql \"SELECT 1s\"\n\u{1}sql \"[generated in 0.2s (insertmanyvalues) 1/2 (ordered)] ()\"";
        assert_eq!(
            messages(output),
            [
                "BEGIN (implicit)",
                "[cached since Ts ago] ('2s]',)",
                "SELECT 1s",
                "[generated in Ts (insertmanyvalues) 1/2 (ordered)] ()"
            ]
        );
    }

    #[test]
    fn indexes_created_in_a_row_are_sorted() {
        let given = [
            "A",
            "CREATE INDEX b",
            "[no key] b",
            "CREATE INDEX a",
            "[no key] a",
            "COMMIT",
        ];
        assert_eq!(
            in_fixed_order(given.map(str::to_owned).to_vec()),
            [
                "A",
                "CREATE INDEX a",
                "[no key] a",
                "CREATE INDEX b",
                "[no key] b",
                "COMMIT"
            ]
        );
    }

    #[test]
    fn the_program_is_imported_after_the_log_is_heard() {
        let (source, entry) = wrap("pkg.main:api");
        assert!(source.ends_with("from pkg.main import api\n"));
        assert_eq!(entry, "_sql_log:api");
    }
}
