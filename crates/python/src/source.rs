//! Source text and places in it.
//!
//! A [`Source`] is one file of a program, with the start of each line, so that a byte range (which is all that
//! an instruction carries) becomes a line and a column when somebody asks. What a range is *used for* (tracebacks,
//! diagnostics, trace events) lives elsewhere.

use std::rc::Rc;

/// One file of Python source.
#[derive(Debug)]
pub struct Source {
    /// The file's name as tracebacks and `__file__` show it.
    pub name: Rc<str>,
    /// The whole text.
    pub text: Box<str>,
    /// Whether the file belongs to the learner's program (and not to the library that the engine carries).
    pub is_program: bool,
    /// Whether a failed `assert` says what its values were, as it does in a file of tests.
    pub explains_asserts: bool,
    line_starts: Vec<u32>,
}

/// A half-open range of bytes in one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

/// A place in a source, as people count: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name.
    pub file: Rc<str>,
    /// The first line, from 1.
    pub line: u32,
    /// The first column, from 1, in characters.
    pub column: u32,
    /// The last line.
    pub end_line: u32,
    /// The column after the last character.
    pub end_column: u32,
}

impl Source {
    /// A source with its lines counted. Lines end with `\n`, `\r\n` or `\r`, as in Python.
    pub fn new(name: &str, text: &str, is_program: bool) -> Rc<Source> {
        Rc::new(Source::counted(name, text, is_program))
    }

    /// A file of a program that has tests: its failed asserts say what their values were.
    pub fn of_tests(name: &str, text: &str) -> Rc<Source> {
        Rc::new(Source {
            explains_asserts: true,
            ..Source::counted(name, text, true)
        })
    }

    fn counted(name: &str, text: &str, is_program: bool) -> Source {
        let mut line_starts = vec![0];
        let bytes = text.as_bytes();
        for (index, byte) in bytes.iter().enumerate() {
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => bytes.get(index + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends_line {
                line_starts.push(u32::try_from(index + 1).unwrap_or(u32::MAX));
            }
        }
        Source {
            name: name.into(),
            text: text.into(),
            is_program,
            explains_asserts: false,
            line_starts,
        }
    }

    /// The line (from 1) that holds the byte `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        let line = self.line_starts.partition_point(|&start| start <= offset);
        u32::try_from(line.max(1)).unwrap_or(u32::MAX)
    }

    /// The text of a line (from 1) without its end, or `""` where there is no such line.
    pub fn line_text(&self, line: u32) -> &str {
        let index = line.saturating_sub(1) as usize;
        let Some(&start) = self.line_starts.get(index) else {
            return "";
        };
        let end = self
            .line_starts
            .get(index + 1)
            .map_or(self.text.len(), |&end| end as usize);
        self.text
            .get(start as usize..end)
            .unwrap_or("")
            .trim_end_matches(['\n', '\r'])
    }

    /// The text of a range, or `""` where the range isn't in the text.
    pub fn slice(&self, range: Range) -> &str {
        self.text
            .get(range.start as usize..range.end as usize)
            .unwrap_or("")
    }

    /// The number of lines.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// Where a range is, for people.
    pub fn place(&self, range: Range) -> Place {
        let (line, column) = self.line_column(range.start);
        let (end_line, end_column) = self.line_column(range.end.max(range.start));
        Place {
            file: self.name.clone(),
            line,
            column,
            end_line,
            end_column,
        }
    }

    fn line_column(&self, offset: u32) -> (u32, u32) {
        let line = self.line(offset);
        let start = self
            .line_starts
            .get(line as usize - 1)
            .copied()
            .unwrap_or(0);
        let before = self.text.get(start as usize..offset as usize).unwrap_or("");
        (
            line,
            u32::try_from(before.chars().count())
                .unwrap_or(u32::MAX)
                .saturating_add(1),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_not_bytes() {
        let source = Source::new("main.py", "é = 1\r\nx = é\n", true);
        let start = source.text.rfind('é').unwrap() as u32;
        let place = source.place(Range {
            start,
            end: start + 2,
        });
        assert_eq!((place.line, place.column, place.end_column), (2, 5, 6));
        assert_eq!(source.line_text(1), "é = 1");
    }
}
