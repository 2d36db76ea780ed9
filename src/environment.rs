//! The program's environment variables as a learner edits them: rows, and what is wrong with a row.
//! What is wrong isn't set, and the row says so.

use std::collections::BTreeMap;

/// The most variables that a program has.
pub const COUNT: usize = 64;
/// The longest name.
const NAME: usize = 128;
/// The longest value.
const VALUE: usize = 8 * 1024;

/// A row of the editor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Tells rows apart while names change.
    pub id: usize,
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// What is wrong with a row, in a sentence.
pub fn flaw(row: &Row, before: &[Row]) -> Option<String> {
    let name = row.name.as_str();
    if name.is_empty() {
        return (!row.value.is_empty()).then(|| "A variable needs a name.".to_owned());
    }
    if name.chars().count() > NAME {
        return Some(format!("A name has at most {NAME} characters."));
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        return Some("A name can't begin with a digit.".to_owned());
    }
    if let Some(odd) = name
        .chars()
        .find(|one| !(one.is_ascii_alphanumeric() || *one == '_'))
    {
        return Some(match odd {
            '=' => "A name can't contain “=”: the value has a field of its own.".to_owned(),
            ' ' | '\t' => "A name can't contain spaces.".to_owned(),
            odd if odd.is_control() => "A name can't contain control characters.".to_owned(),
            odd => format!("A name has only letters, digits and “_”, and not “{odd}”."),
        });
    }
    if before.iter().any(|other| other.name == name) {
        return Some("There is a variable of this name already.".to_owned());
    }
    if row.value.contains('\0') {
        return Some("A value can't contain the character 0.".to_owned());
    }
    (row.value.len() > VALUE).then(|| format!("A value has at most {VALUE} bytes."))
}

/// The variables that the rows set.
pub fn variables(rows: &[Row]) -> BTreeMap<String, String> {
    rows.iter()
        .enumerate()
        .filter(|(index, row)| {
            !row.name.is_empty() && flaw(row, rows.get(..*index).unwrap_or_default()).is_none()
        })
        .take(COUNT)
        .map(|(_, row)| (row.name.clone(), row.value.clone()))
        .collect()
}

/// The rows of variables.
pub fn rows(variables: &BTreeMap<String, String>) -> Vec<Row> {
    variables
        .iter()
        .enumerate()
        .map(|(id, (name, value))| Row {
            id,
            name: name.clone(),
            value: value.clone(),
        })
        .collect()
}

/// Variables that came from elsewhere, without those that could not be set here.
pub fn admitted(variables: impl IntoIterator<Item = (String, String)>) -> BTreeMap<String, String> {
    let rows: Vec<Row> = variables
        .into_iter()
        .take(COUNT)
        .map(|(name, value)| Row { id: 0, name, value })
        .collect();
    self::variables(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, value: &str) -> Row {
        Row {
            id: 0,
            name: name.into(),
            value: value.into(),
        }
    }

    #[test]
    fn bad_rows_are_told_and_not_set() {
        let long = "x".repeat(VALUE + 1);
        for (name, value, word) in [
            ("", "x", "needs a name"),
            ("1A", "", "digit"),
            ("A=B", "", "field of its own"),
            ("A B", "", "spaces"),
            ("A\0", "", "control"),
            ("A-B", "", "“-”"),
            ("É", "", "“É”"),
            ("A", "\0", "character 0"),
            ("A", long.as_str(), "bytes"),
        ] {
            let row = row(name, value);
            assert!(
                flaw(&row, &[]).is_some_and(|flaw| flaw.contains(word)),
                "{name:?}"
            );
            assert!(variables(&[row]).is_empty());
        }
        assert!(flaw(&row(&"A".repeat(NAME + 1), ""), &[]).is_some());
        assert_eq!(flaw(&row("", ""), &[]), None);
        assert_eq!(flaw(&row("_app_name2", "é=#"), &[]), None);
    }

    #[test]
    fn the_first_of_two_with_a_name_holds() {
        let rows = [row("A", "1"), row("A", "2"), row("", "")];
        assert!(flaw(&rows[1], &rows[..1]).is_some());
        assert_eq!(variables(&rows), [("A".to_owned(), "1".to_owned())].into());
    }

    #[test]
    fn what_comes_from_elsewhere_is_bounded() {
        let many = (0..1_000).map(|index| (format!("A{index}"), String::new()));
        assert_eq!(admitted(many).len(), COUNT);
        let odd = [
            ("A B".to_owned(), "x".to_owned()),
            ("B".to_owned(), "y".to_owned()),
        ];
        assert_eq!(admitted(odd), [("B".to_owned(), "y".to_owned())].into());
    }
}
