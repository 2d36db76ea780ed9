//! Calls, answers and sources as bytes, for the way between two WebAssembly modules. Numbers are little-endian; each value begins with a
//! byte that says its kind; lengths are 32-bit. Both sides are of one build, so there is no version; but bytes from outside are never
//! trusted: what can't be read is `None`.

use crate::{Answer, Failure, Sources, Value};

/// How deeply lists may be nested. Nothing that a part is asked comes near.
const DEPTH: usize = 32;

/// A call as bytes.
pub fn encode_call(function: &str, arguments: &[Value]) -> Vec<u8> {
    let mut out = Vec::new();
    put_bytes(&mut out, function.as_bytes());
    put_list(&mut out, arguments);
    out
}

/// A call from bytes.
pub fn decode_call(bytes: &[u8]) -> Option<(String, Vec<Value>)> {
    let mut reader = Reader { bytes };
    let call = (reader.text()?, reader.list(0)?);
    reader.end(call)
}

/// An answer as bytes.
pub fn encode_answer(answer: &Answer) -> Vec<u8> {
    let mut out = Vec::new();
    match answer {
        Ok(value) => {
            out.push(1);
            put(&mut out, value);
        }
        Err(failure) => {
            out.push(0);
            put_bytes(&mut out, failure.kind.as_bytes());
            put_bytes(&mut out, failure.message.as_bytes());
            put_list(&mut out, &failure.details);
        }
    }
    out
}

/// An answer from bytes.
pub fn decode_answer(bytes: &[u8]) -> Option<Answer> {
    let mut reader = Reader { bytes };
    let answer = match reader.byte()? {
        1 => Ok(reader.value(0)?),
        0 => Err(Failure {
            kind: reader.text()?,
            message: reader.text()?,
            details: reader.list(0)?,
        }),
        _ => return None,
    };
    reader.end(answer)
}

/// Sources as bytes.
pub fn encode_sources(sources: &Sources) -> Vec<u8> {
    let mut out = Vec::new();
    for (path, text) in sources {
        put_bytes(&mut out, path.as_bytes());
        put_bytes(&mut out, text.as_bytes());
    }
    out
}

/// Sources from bytes.
pub fn decode_sources(bytes: &[u8]) -> Option<Sources> {
    let mut reader = Reader { bytes };
    let mut sources = Vec::new();
    while !reader.bytes.is_empty() {
        sources.push((reader.text()?, reader.text()?));
    }
    Some(sources)
}

fn put_length(out: &mut Vec<u8>, length: usize) {
    // What is longer than 4 GiB doesn't exist in a 32-bit module.
    out.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_length(out, bytes.len());
    out.extend_from_slice(bytes);
}

fn put_list(out: &mut Vec<u8>, items: &[Value]) {
    put_length(out, items.len());
    for item in items {
        put(out, item);
    }
}

fn put(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::None => out.push(b'n'),
        Value::Bool(flag) => out.extend_from_slice(&[b'b', u8::from(*flag)]),
        Value::Int(number) => {
            out.push(b'i');
            out.extend_from_slice(&number.to_le_bytes());
        }
        Value::Float(number) => {
            out.push(b'f');
            out.extend_from_slice(&number.to_le_bytes());
        }
        Value::Text(text) => {
            out.push(b't');
            put_bytes(out, text.as_bytes());
        }
        Value::Bytes(bytes) => {
            out.push(b'y');
            put_bytes(out, bytes);
        }
        Value::List(items) => {
            out.push(b'l');
            put_list(out, items);
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    /// The result, when nothing is left.
    fn end<T>(&self, result: T) -> Option<T> {
        self.bytes.is_empty().then_some(result)
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn length(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    }

    fn eight(&mut self) -> Option<[u8; 8]> {
        self.take(8)?.try_into().ok()
    }

    fn text(&mut self) -> Option<String> {
        let length = self.length()?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Value>> {
        let length = self.length()?;
        // Each item takes a byte at the least: a length that lies reserves nothing.
        if depth > DEPTH || length > self.bytes.len() {
            return None;
        }
        (0..length).map(|_| self.value(depth + 1)).collect()
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        Some(match self.byte()? {
            b'n' => Value::None,
            b'b' => Value::Bool(self.byte()? != 0),
            b'i' => Value::Int(i64::from_le_bytes(self.eight()?)),
            b'f' => Value::Float(f64::from_le_bytes(self.eight()?)),
            b't' => Value::Text(self.text()?),
            b'y' => {
                let length = self.length()?;
                Value::Bytes(self.take(length)?.to_vec())
            }
            b'l' => Value::List(self.list(depth)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn everything() -> Vec<Value> {
        vec![
            Value::None,
            true.into(),
            Value::Int(i64::MIN),
            Value::Float(-0.5),
            "grüße\0".into(),
            vec![0_u8, 255].into(),
            vec![Value::List(vec![]), "x".into()].into(),
        ]
    }

    #[test]
    fn what_is_written_is_read() {
        let call = encode_call("execute", &everything());
        assert_eq!(
            decode_call(&call),
            Some(("execute".to_owned(), everything()))
        );
        let failure = Failure {
            kind: "IntegrityError".to_owned(),
            message: "UNIQUE constraint failed: users.email".to_owned(),
            details: vec![2067.into()],
        };
        for answer in [Ok(everything().into()), Err(failure)] {
            assert_eq!(decode_answer(&encode_answer(&answer)), Some(answer));
        }
        let sources = vec![("a/b.py".to_owned(), "x = 1\n".to_owned())];
        assert_eq!(decode_sources(&encode_sources(&sources)), Some(sources));
    }

    #[test]
    fn what_is_broken_is_refused() {
        let call = encode_call("execute", &everything());
        for cut in 0..call.len() {
            assert_eq!(decode_call(&call[..cut]), None, "cut at {cut}");
        }
        let mut longer = call;
        longer.push(0);
        assert_eq!(decode_call(&longer), None);
        // A list that claims four thousand million items, and lists in lists without an end.
        assert_eq!(decode_answer(b"\x01l\xff\xff\xff\xff"), None);
        let nested = [&[1_u8][..], &b"l\x01\0\0\0".repeat(1000)].concat();
        assert_eq!(decode_answer(&nested), None);
    }
}
