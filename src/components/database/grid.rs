//! Rows as a table for reading. Whatever is in a cell is text, and bounded.

use leptos::prelude::*;

/// The most columns and rows that are drawn.
const COLUMNS: usize = 64;
const ROWS: usize = 500;
/// The most characters of a cell.
const CELL: usize = 200;

/// Columns and rows.
#[component]
pub fn Grid(
    /// What it is called for people who don't see it.
    label: String,
    /// The names of the columns.
    columns: Vec<String>,
    /// The cells; `None` is NULL.
    rows: Vec<Vec<Option<String>>>,
) -> impl IntoView {
    let more_columns = columns.len().saturating_sub(COLUMNS);
    let more_rows = rows.len().saturating_sub(ROWS);
    let head = columns
        .iter()
        .take(COLUMNS)
        .map(|name| view! { <th scope="col">{plain(name)}</th> })
        .collect_view();
    let lines = rows
        .into_iter()
        .take(ROWS)
        .map(|row| {
            let cells = row.into_iter().take(COLUMNS).map(cell).collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    let cut = match (more_columns, more_rows) {
        (0, 0) => None,
        (0, rows) => Some(format!("{rows} more rows aren't shown.")),
        (columns, 0) => Some(format!("{columns} more columns aren't shown.")),
        (columns, rows) => Some(format!(
            "{columns} more columns and {rows} more rows aren't shown."
        )),
    };
    view! {
        <div class="grid" tabindex="0" role="region" aria-label=label data-testid="grid">
            <table>
                <thead><tr>{head}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        {cut.map(|cut| view! { <p class="cut">{cut}</p> })}
    }
}

fn cell(text: Option<String>) -> impl IntoView {
    let Some(text) = text else {
        return view! { <td class="null">"NULL"</td> }.into_any();
    };
    let shown = plain(&text);
    // The whole of a long cell is at least told when one points at it; the browser cuts it in the end.
    let whole = (shown.chars().count() > 40).then(|| plain_to(&text, 2_000));
    view! { <td title=whole>{shown}</td> }.into_any()
}

/// A text on one line, with pictures for control characters.
pub fn plain(text: &str) -> String {
    plain_to(text, CELL)
}

fn plain_to(text: &str, limit: usize) -> String {
    let mut shown: String = text
        .chars()
        .take(limit)
        .map(|one| match u32::from(one) {
            code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or(one),
            0x7f => '\u{2421}',
            0x80..0xa0 | 0x200e..=0x200f | 0x202a..=0x202e | 0x2066..=0x2069 => '\u{fffd}',
            _ => one,
        })
        .collect();
    if text.chars().nth(limit).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_seen_and_long_cells_cut() {
        assert_eq!(plain("a\0b\n\u{7f}\u{202e}é"), "a␀b␊␡\u{fffd}é");
        assert_eq!(plain(&"x".repeat(CELL)).chars().count(), CELL);
        let long = plain(&"é".repeat(CELL + 1));
        assert_eq!(long.chars().count(), CELL + 1);
        assert!(long.ends_with('…'));
    }
}
