//! A shallow reader of source text: brackets, words, operators and line ends outside strings and comments.
//!
//! It never recurses and never fails, so it can be used on text before the parser (to refuse what nests too deeply) and after it (to find
//! the bracket that was never closed).

/// What the reader finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// An opening bracket; `{` also stands for a replacement field, and `"` for a formatted string.
    Open(u8),
    /// A closing bracket, with what [`Piece::Open`] had.
    Close(u8),
    /// A name or a keyword.
    Word(&'a str),
    /// An operator character, or a number, or a string: whatever else.
    Operator(u8),
    /// A whole operand that isn't a word.
    Operand,
    /// The end of a line.
    LineEnd,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    /// A bracket.
    Bracket(u8),
    /// The text of a formatted string.
    Text { quote: u8, is_triple: bool },
    /// The format specification of a replacement field.
    Spec,
}

/// The reader.
pub(super) struct Scanner<'a> {
    text: &'a str,
    position: usize,
    contexts: Vec<Context>,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str) -> Scanner<'a> {
        Scanner {
            text,
            position: 0,
            contexts: Vec::new(),
        }
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.text
            .as_bytes()
            .get(self.position + ahead)
            .copied()
            .unwrap_or(0)
    }

    fn is_triple(&self, quote: u8) -> bool {
        self.byte(0) == quote && self.byte(1) == quote && self.byte(2) == quote
    }

    /// The next piece and where it begins.
    pub fn next_piece(&mut self) -> Option<(Piece<'a>, usize)> {
        while self.position < self.text.len() {
            match self.contexts.last().copied() {
                Some(Context::Text { quote, is_triple }) => {
                    if let Some(found) = self.in_text(quote, is_triple) {
                        return Some(found);
                    }
                }
                Some(Context::Spec) => {
                    if let Some(found) = self.in_spec() {
                        return Some(found);
                    }
                }
                _ => {
                    if let Some(found) = self.in_code() {
                        return Some(found);
                    }
                }
            }
        }
        None
    }

    fn advance(&mut self, piece: Piece<'a>, length: usize) -> Option<(Piece<'a>, usize)> {
        let start = self.position;
        self.position += length;
        Some((piece, start))
    }

    /// Inside a formatted string.
    fn in_text(&mut self, quote: u8, is_triple: bool) -> Option<(Piece<'a>, usize)> {
        match self.byte(0) {
            b'\\' => self.position += 2,
            b'{' | b'}' if self.byte(0) == self.byte(1) => self.position += 2,
            b'{' => {
                self.contexts.push(Context::Bracket(b'{'));
                return self.advance(Piece::Open(b'{'), 1);
            }
            b'\n' if !is_triple => {
                self.contexts.pop();
                return self.advance(Piece::Close(b'"'), 0);
            }
            byte if byte == quote && (!is_triple || self.is_triple(quote)) => {
                self.contexts.pop();
                return self.advance(Piece::Close(b'"'), if is_triple { 3 } else { 1 });
            }
            _ => self.position += 1,
        }
        None
    }

    /// Behind the colon of a replacement field.
    fn in_spec(&mut self) -> Option<(Piece<'a>, usize)> {
        match self.byte(0) {
            b'{' => {
                self.contexts.push(Context::Bracket(b'{'));
                return self.advance(Piece::Open(b'{'), 1);
            }
            b'}' => {
                self.contexts.pop();
                self.contexts.pop();
                return self.advance(Piece::Close(b'{'), 1);
            }
            b'\n' => {
                self.contexts.pop();
            }
            _ => self.position += 1,
        }
        None
    }

    fn in_code(&mut self) -> Option<(Piece<'a>, usize)> {
        let byte = self.byte(0);
        match byte {
            b'#' => {
                while self.position < self.text.len() && self.byte(0) != b'\n' {
                    self.position += 1;
                }
                None
            }
            b' ' | b'\t' | b'\r' | b'\x0c' => {
                self.position += 1;
                None
            }
            b'\\' => {
                self.position += if self.byte(1) == b'\r' { 3 } else { 2 };
                None
            }
            b'\n' => self.advance(Piece::LineEnd, 1),
            b'(' | b'[' | b'{' => {
                self.contexts.push(Context::Bracket(byte));
                self.advance(Piece::Open(byte), 1)
            }
            b')' | b']' | b'}' => {
                self.contexts.pop();
                let open = match byte {
                    b')' => b'(',
                    b']' => b'[',
                    _ => b'{',
                };
                self.advance(Piece::Close(open), 1)
            }
            b'"' | b'\'' => self.string(0, false),
            b':' if self.is_field() => {
                self.contexts.push(Context::Spec);
                self.position += 1;
                None
            }
            _ if byte.is_ascii_digit() => {
                let start = self.position;
                while self.byte(0).is_ascii_alphanumeric() || matches!(self.byte(0), b'_' | b'.') {
                    self.position += 1;
                }
                Some((Piece::Operand, start))
            }
            _ if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => self.word(),
            _ => self.advance(Piece::Operator(byte), 1),
        }
    }

    /// Whether the innermost bracket is a replacement field.
    fn is_field(&self) -> bool {
        matches!(
            self.contexts.as_slice(),
            [
                ..,
                Context::Text { .. } | Context::Spec,
                Context::Bracket(_)
            ]
        )
    }

    fn word(&mut self) -> Option<(Piece<'a>, usize)> {
        let start = self.position;
        let mut end = start;
        let bytes = self.text.as_bytes();
        while bytes
            .get(end)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80)
        {
            end += 1;
        }
        let word = self.text.get(start..end).unwrap_or("");
        let is_prefix = word.len() <= 2
            && word
                .bytes()
                .all(|byte| matches!(byte.to_ascii_lowercase(), b'r' | b'b' | b'u' | b'f' | b't'));
        if is_prefix && matches!(bytes.get(end), Some(b'"' | b'\'')) {
            let is_formatted = word
                .bytes()
                .any(|byte| matches!(byte.to_ascii_lowercase(), b'f' | b't'));
            return self.string(word.len(), is_formatted);
        }
        self.position = end;
        Some((Piece::Word(word), start))
    }

    fn string(&mut self, prefix: usize, is_formatted: bool) -> Option<(Piece<'a>, usize)> {
        let start = self.position;
        self.position += prefix;
        let quote = self.byte(0);
        let is_triple = self.is_triple(quote);
        self.position += if is_triple { 3 } else { 1 };
        if is_formatted {
            self.contexts.push(Context::Text { quote, is_triple });
            return Some((Piece::Open(b'"'), start));
        }
        while self.position < self.text.len() {
            match self.byte(0) {
                b'\\' => self.position += 2,
                b'\n' if !is_triple => break,
                byte if byte == quote && (!is_triple || self.is_triple(quote)) => {
                    self.position += if is_triple { 3 } else { 1 };
                    break;
                }
                _ => self.position += 1,
            }
        }
        Some((Piece::Operand, start))
    }
}

/// The innermost bracket that is never closed, and where it stands.
pub(super) fn unclosed(text: &str) -> Option<(char, usize)> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut scanner = Scanner::new(text);
    while let Some((piece, position)) = scanner.next_piece() {
        match piece {
            Piece::Open(bracket) => open.push((bracket, position)),
            Piece::Close(_) => {
                open.pop();
            }
            _ => {}
        }
    }
    open.iter()
        .rev()
        .find(|(bracket, _)| *bracket != b'"')
        .map(|(bracket, position)| (char::from(*bracket), *position))
}

/// The bracket that is open, where there is one; the bracket that closes something else; where that is.
pub(super) type Mismatch = (Option<(char, usize)>, char, usize);

/// The first closing bracket that doesn't fit: the opening one where there is one, the closing one, and where that stands.
pub(super) fn mismatch(text: &str) -> Option<Mismatch> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut scanner = Scanner::new(text);
    while let Some((piece, position)) = scanner.next_piece() {
        match piece {
            Piece::Open(bracket) => open.push((bracket, position)),
            Piece::Close(bracket) => {
                let closing = match bracket {
                    b'(' => ')',
                    b'[' => ']',
                    _ => '}',
                };
                match open.pop() {
                    Some((other, _)) if other == bracket => {}
                    Some((b'"', _)) => return None,
                    Some((other, at)) if bracket != b'"' => {
                        return Some((Some((char::from(other), at)), closing, position));
                    }
                    None if bracket != b'"' => return Some((None, closing, position)),
                    _ => return None,
                }
            }
            _ => {}
        }
    }
    None
}
