//! `_json`: reading and writing JSON with the hooks and messages of the module `json`.

use std::rc::Rc;

use playground_python::error::{PyResult, Raised};
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::value::{DictObject, Str, Value};

use crate::playground::add;

/// How deeply values may nest: the Rust stack is small.
const MAX_DEPTH: usize = 400;

struct Reader<'a> {
    text: &'a Str,
    bytes: &'a [u8],
    at: usize,
    object_hook: Value,
    pairs_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
    is_strict: bool,
    depth: usize,
}

impl Reader<'_> {
    fn fail(&self, interp: &mut Interp, message: &str, at: usize) -> Raised {
        let position = self
            .text
            .get(..at)
            .map_or(at, |before| before.chars().count());
        let make = || -> PyResult {
            let module = interp.import("json.decoder")?;
            let class = interp.attribute(&module, "JSONDecodeError")?;
            interp.call(
                &class,
                &[
                    Value::str(message),
                    Value::Str(self.text.clone()),
                    Value::size(position),
                ],
            )
        };
        let mut make = make;
        match make() {
            Ok(made) => match interp.to_raised(&made) {
                Ok(raised) | Err(raised) => raised,
            },
            Err(raised) => raised,
        }
    }

    fn skip_space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self, interp: &mut Interp) -> PyResult {
        if self.depth > MAX_DEPTH {
            return Err(interp.error(
                &interp.types.recursion_error,
                "maximum recursion depth exceeded while decoding a JSON object",
            ));
        }
        interp.charge(1)?;
        match self.bytes.get(self.at) {
            Some(b'"') => self.string(interp).map(Value::str),
            Some(b'{') => self.object(interp),
            Some(b'[') => self.array(interp),
            Some(b'-' | b'0'..=b'9') => self.number(interp),
            _ => self.word(interp),
        }
    }

    fn word(&mut self, interp: &mut Interp) -> PyResult {
        let rest = self.text.get(self.at..).unwrap_or("");
        for (word, value) in [
            ("null", Value::None),
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
        ] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        for (word, value) in [
            ("NaN", f64::NAN),
            ("Infinity", f64::INFINITY),
            ("-Infinity", f64::NEG_INFINITY),
        ] {
            if rest.starts_with(word) {
                self.at += word.len();
                return if self.parse_constant.is_none() {
                    Ok(Value::Float(value))
                } else {
                    interp.call(&self.parse_constant.clone(), &[Value::str(word)])
                };
            }
        }
        Err(self.fail(interp, "Expecting value", self.at))
    }

    fn number(&mut self, interp: &mut Interp) -> PyResult {
        let start = self.at;
        let mut at = self.at;
        let digit = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_digit);
        if self.bytes.get(at) == Some(&b'-') {
            at += 1;
        }
        match self.bytes.get(at) {
            Some(b'0') => at += 1,
            Some(b'1'..=b'9') => {
                while digit(at) {
                    at += 1;
                }
            }
            _ => return self.word(interp),
        }
        let mut is_float = false;
        if self.bytes.get(at) == Some(&b'.') && digit(at + 1) {
            is_float = true;
            at += 1;
            while digit(at) {
                at += 1;
            }
        }
        if matches!(self.bytes.get(at), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.bytes.get(at + 1), Some(b'+' | b'-')));
            if digit(at + 1 + sign) {
                is_float = true;
                at += 1 + sign;
                while digit(at) {
                    at += 1;
                }
            }
        }
        let text = self.text.get(start..at).unwrap_or("0");
        self.at = at;
        if is_float {
            if !self.parse_float.is_none() {
                return interp.call(&self.parse_float.clone(), &[Value::str(text)]);
            }
            return Ok(Value::Float(text.parse().unwrap_or(0.0)));
        }
        if !self.parse_int.is_none() {
            return interp.call(&self.parse_int.clone(), &[Value::str(text)]);
        }
        match text.parse::<i64>() {
            Ok(number) => Ok(Value::Int(number)),
            Err(_) => {
                let class = Value::Class(interp.types.int.clone());
                interp.call(&class, &[Value::str(text)])
            }
        }
    }

    fn string(&mut self, interp: &mut Interp) -> PyResult<String> {
        let begin = self.at;
        self.at += 1;
        let mut result = String::new();
        loop {
            let start = self.at;
            while self
                .bytes
                .get(self.at)
                .is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f))
            {
                self.at += 1;
            }
            result.push_str(self.text.get(start..self.at).unwrap_or(""));
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(result);
                }
                Some(b'\\') => self.escape(interp, begin, &mut result)?,
                Some(byte) if !self.is_strict => {
                    result.push(char::from(*byte));
                    self.at += 1;
                }
                Some(_) => return Err(self.fail(interp, "Invalid control character at", self.at)),
                None => return Err(self.fail(interp, "Unterminated string starting at", begin)),
            }
        }
    }

    fn escape(&mut self, interp: &mut Interp, begin: usize, result: &mut String) -> PyResult<()> {
        let at = self.at;
        let Some(byte) = self.bytes.get(at + 1) else {
            return Err(self.fail(interp, "Unterminated string starting at", begin));
        };
        self.at += 2;
        result.push(match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex(interp, at)?;
                let code = if (0xd800..0xdc00).contains(&first)
                    && self.bytes.get(self.at) == Some(&b'\\')
                    && self.bytes.get(self.at + 1) == Some(&b'u')
                {
                    let saved = self.at;
                    self.at += 2;
                    let second = self.hex(interp, saved)?;
                    if (0xdc00..0xe000).contains(&second) {
                        0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)
                    } else {
                        self.at = saved;
                        first
                    }
                } else {
                    first
                };
                char::from_u32(code).unwrap_or('\u{fffd}')
            }
            _ => return Err(self.fail(interp, "Invalid \\escape", at)),
        });
        Ok(())
    }

    fn hex(&mut self, interp: &mut Interp, at: usize) -> PyResult<u32> {
        let digits = self
            .text
            .get(self.at..self.at + 4)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                self.at += 4;
                Ok(code)
            }
            None => Err(self.fail(interp, "Invalid \\uXXXX escape", at + 1)),
        }
    }

    fn array(&mut self, interp: &mut Interp) -> PyResult {
        self.at += 1;
        self.depth += 1;
        let mut items = Vec::new();
        self.skip_space();
        if self.bytes.get(self.at) == Some(&b']') {
            self.at += 1;
            self.depth -= 1;
            return Ok(interp.list(items));
        }
        loop {
            items.push(self.value(interp)?);
            self.skip_space();
            match self.bytes.get(self.at) {
                Some(b',') => {
                    let comma = self.at;
                    self.at += 1;
                    self.skip_space();
                    if self.bytes.get(self.at) == Some(&b']') {
                        return Err(self.fail(
                            interp,
                            "Illegal trailing comma before end of array",
                            comma,
                        ));
                    }
                }
                Some(b']') => {
                    self.at += 1;
                    self.depth -= 1;
                    return Ok(interp.list(items));
                }
                _ => return Err(self.fail(interp, "Expecting ',' delimiter", self.at)),
            }
        }
    }

    fn object(&mut self, interp: &mut Interp) -> PyResult {
        self.at += 1;
        self.depth += 1;
        let mut pairs: Vec<(Str, Value)> = Vec::new();
        self.skip_space();
        if self.bytes.get(self.at) == Some(&b'}') {
            self.at += 1;
            self.depth -= 1;
            return self.finish_object(interp, pairs);
        }
        loop {
            if self.bytes.get(self.at) != Some(&b'"') {
                return Err(self.fail(
                    interp,
                    "Expecting property name enclosed in double quotes",
                    self.at,
                ));
            }
            let key = self.string(interp)?;
            self.skip_space();
            if self.bytes.get(self.at) != Some(&b':') {
                return Err(self.fail(interp, "Expecting ':' delimiter", self.at));
            }
            self.at += 1;
            self.skip_space();
            let value = self.value(interp)?;
            pairs.push((Str::from(key), value));
            self.skip_space();
            match self.bytes.get(self.at) {
                Some(b',') => {
                    let comma = self.at;
                    self.at += 1;
                    self.skip_space();
                    if self.bytes.get(self.at) == Some(&b'}') {
                        return Err(self.fail(
                            interp,
                            "Illegal trailing comma before end of object",
                            comma,
                        ));
                    }
                }
                Some(b'}') => {
                    self.at += 1;
                    self.depth -= 1;
                    return self.finish_object(interp, pairs);
                }
                _ => return Err(self.fail(interp, "Expecting ',' delimiter", self.at)),
            }
        }
    }

    fn finish_object(&mut self, interp: &mut Interp, pairs: Vec<(Str, Value)>) -> PyResult {
        if !self.pairs_hook.is_none() {
            let pairs = pairs
                .into_iter()
                .map(|(key, value)| Value::tuple(vec![Value::Str(key), value]))
                .collect();
            let list = interp.list(pairs);
            return interp.call(&self.pairs_hook.clone(), &[list]);
        }
        let dict = interp.dict();
        for (key, value) in pairs {
            dict.set_str(key, value);
        }
        if !self.object_hook.is_none() {
            return interp.call(&self.object_hook.clone(), &[Value::Dict(dict)]);
        }
        Ok(Value::Dict(dict))
    }
}

fn reader<'a>(text: &'a Str, hooks: &[Value], is_strict: bool) -> Reader<'a> {
    let hook = |index: usize| {
        hooks
            .get(index)
            .cloned()
            .unwrap_or_default()
            .or(Value::None)
    };
    Reader {
        text,
        bytes: text.as_bytes(),
        at: 0,
        object_hook: hook(0),
        pairs_hook: hook(1),
        parse_float: hook(2),
        parse_int: hook(3),
        parse_constant: hook(4),
        is_strict,
        depth: 0,
    }
}

struct Writer {
    out: String,
    skip_keys: bool,
    ascii: bool,
    allow_nan: bool,
    indent: Option<String>,
    item_separator: String,
    key_separator: String,
    sort_keys: bool,
    default: Value,
    /// The containers that are being written: to find a cycle.
    open: Vec<usize>,
}

impl Writer {
    fn newline(&mut self, depth: usize) {
        if let Some(indent) = &self.indent {
            self.out.push('\n');
            for _ in 0..depth {
                self.out.push_str(indent);
            }
        }
    }

    fn float(&self, interp: &mut Interp, number: f64) -> PyResult<String> {
        if number.is_finite() {
            return Ok(interp.repr(&Value::Float(number))?.to_string());
        }
        let text = if number.is_nan() {
            "NaN"
        } else if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        if !self.allow_nan {
            let shown = interp.repr(&Value::Float(number))?;
            return Err(interp.value_error(format_args!(
                "Out of range float values are not JSON compliant: {shown}"
            )));
        }
        Ok(text.to_owned())
    }

    fn value(&mut self, interp: &mut Interp, value: &Value) -> PyResult<()> {
        interp.charge(1)?;
        match value.base() {
            Value::None => self.out.push_str("null"),
            Value::Bool(true) => self.out.push_str("true"),
            Value::Bool(false) => self.out.push_str("false"),
            Value::Str(text) => write_string(&mut self.out, text, self.ascii),
            number @ (Value::Int(_) | Value::BigInt(_)) => {
                let text = interp.repr(number)?;
                self.out.push_str(&text);
            }
            Value::Float(number) => {
                let text = self.float(interp, *number)?;
                self.out.push_str(&text);
            }
            Value::List(list) => {
                let items = list.0.borrow().clone();
                self.array(interp, value, &items)?;
            }
            Value::Tuple(items) => {
                let items = items.to_vec();
                self.array(interp, value, &items)?;
            }
            Value::Dict(dict) => {
                let entries = dict.entries();
                self.object(interp, value, entries)?;
            }
            _ => {
                if self.default.is_none() {
                    let name = interp.type_name(value);
                    return Err(interp.type_error(format_args!(
                        "Object of type {name} is not JSON serializable"
                    )));
                }
                self.enter(interp, value)?;
                let default = self.default.clone();
                let replaced = interp.call(&default, std::slice::from_ref(value))?;
                self.value(interp, &replaced)?;
                self.open.pop();
            }
        }
        Ok(())
    }

    fn enter(&mut self, interp: &Interp, value: &Value) -> PyResult<()> {
        let address = value.address();
        if address != 0 && self.open.contains(&address) {
            return Err(interp.value_error("Circular reference detected"));
        }
        if self.open.len() > MAX_DEPTH {
            return Err(interp.error(
                &interp.types.recursion_error,
                "maximum recursion depth exceeded while encoding a JSON object",
            ));
        }
        self.open.push(address);
        Ok(())
    }

    fn array(&mut self, interp: &mut Interp, value: &Value, items: &[Value]) -> PyResult<()> {
        if items.is_empty() {
            self.out.push_str("[]");
            return Ok(());
        }
        self.enter(interp, value)?;
        let depth = self.open.len();
        self.out.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                let separator = self.item_separator.clone();
                self.out.push_str(&separator);
            }
            self.newline(depth);
            self.value(interp, item)?;
        }
        self.newline(depth - 1);
        self.out.push(']');
        self.open.pop();
        Ok(())
    }

    fn object(
        &mut self,
        interp: &mut Interp,
        value: &Value,
        mut entries: Vec<(Value, Value)>,
    ) -> PyResult<()> {
        if entries.is_empty() {
            self.out.push_str("{}");
            return Ok(());
        }
        self.enter(interp, value)?;
        let depth = self.open.len();
        if self.sort_keys {
            let keys = interp.list(
                entries
                    .iter()
                    .map(|(key, value)| Value::tuple(vec![key.clone(), value.clone()]))
                    .collect(),
            );
            let key = interp.native_with(
                def("key", "(data, pair, /)", |interp, args| {
                    interp.get_item(&args[1], &Value::Int(0))
                }),
                Value::None,
            );
            let sort = interp.attribute(&keys, "sort")?;
            let keywords = vec![(interp.intern("key"), key)];
            interp.call_keywords(&sort, Vec::new(), keywords)?;
            entries = Vec::new();
            for pair in interp.collect(&keys)? {
                if let Value::Tuple(pair) = &pair {
                    entries.push((pair[0].clone(), pair[1].clone()));
                }
            }
        }
        self.out.push('{');
        let mut is_first = true;
        for (key, item) in entries {
            let text = match key.base() {
                Value::Str(text) => text.to_string(),
                Value::Bool(true) => "true".to_owned(),
                Value::Bool(false) => "false".to_owned(),
                Value::None => "null".to_owned(),
                number @ (Value::Int(_) | Value::BigInt(_)) => interp.repr(number)?.to_string(),
                Value::Float(number) => self.float(interp, *number)?,
                _ if self.skip_keys => continue,
                _ => {
                    let name = interp.type_name(&key);
                    return Err(interp.type_error(format_args!(
                        "keys must be str, int, float, bool or None, not {name}"
                    )));
                }
            };
            if !is_first {
                let separator = self.item_separator.clone();
                self.out.push_str(&separator);
            }
            is_first = false;
            self.newline(depth);
            write_string(&mut self.out, &text, self.ascii);
            let separator = self.key_separator.clone();
            self.out.push_str(&separator);
            self.value(interp, &item)?;
        }
        self.newline(depth - 1);
        self.out.push('}');
        self.open.pop();
        Ok(())
    }
}

/// A string in quotes.
pub(crate) fn write_string(out: &mut String, text: &str, ascii: bool) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            control if u32::from(control) < 0x20 => {
                out.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other if ascii && !other.is_ascii() => {
                let mut units = [0; 2];
                for unit in other.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

fn text_argument(interp: &Interp, value: &Value) -> PyResult<Str> {
    match value.as_str() {
        Some(text) => Ok(text.clone()),
        None => {
            let name = interp.type_name(value);
            Err(interp.type_error(format_args!(
                "the JSON object must be str, bytes or bytearray, not {name}"
            )))
        }
    }
}

const FUNCTIONS: &[Definition] = &[
    def(
        "loads",
        "(text, object_hook=None, object_pairs_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True)",
        |interp, args| {
            let text = text_argument(interp, &args[0])?;
            let is_strict = args[6].is_unbound() || interp.truth(&args[6])?;
            let mut reader = reader(&text, &args[1..6], is_strict);
            reader.skip_space();
            let value = reader.value(interp)?;
            reader.skip_space();
            if reader.at < reader.bytes.len() {
                return Err(reader.fail(interp, "Extra data", reader.at));
            }
            Ok(value)
        },
    ),
    def(
        "scan_once",
        "(text, index, object_hook=None, object_pairs_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True)",
        |interp, args| {
            let text = text_argument(interp, &args[0])?;
            let index = interp.count_clamped(&args[1])?;
            let is_strict = args[7].is_unbound() || interp.truth(&args[7])?;
            let mut reader = reader(&text, &args[2..7], is_strict);
            let Some((offset, _)) = text.char_indices().nth(index) else {
                return Err(interp.stop_iteration(Value::size(index)));
            };
            reader.at = offset;
            let value = reader.value(interp)?;
            let end = text
                .get(..reader.at)
                .map_or(0, |before| before.chars().count());
            Ok(Value::tuple(vec![value, Value::size(end)]))
        },
    ),
    def(
        "dumps",
        "(obj, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, indent=None, item_sep=', ', key_sep=': ', sort_keys=False, default=None)",
        |interp, args| {
            let mut flag = |index: usize, default: bool| match args[index].bound() {
                Some(value) => interp.truth(value),
                None => Ok(default),
            };
            let (skip_keys, ascii, allow_nan, sort_keys) = (
                flag(1, false)?,
                flag(2, true)?,
                flag(4, true)?,
                flag(8, false)?,
            );
            let text = |index: usize, default: &str| {
                args[index]
                    .as_str()
                    .map_or_else(|| default.to_owned(), |text| text.to_string())
            };
            let mut writer = Writer {
                out: String::new(),
                skip_keys,
                ascii,
                allow_nan,
                indent: args[5].as_str().map(|indent| indent.to_string()),
                item_separator: text(6, ", "),
                key_separator: text(7, ": "),
                sort_keys,
                default: args[9].clone().or(Value::None),
                open: Vec::new(),
            };
            writer.value(interp, &args[0])?;
            Ok(Value::str(writer.out))
        },
    ),
    def("encode_basestring", "(s, /)", |interp, args| {
        let text = text_argument(interp, &args[0])?;
        let mut out = String::new();
        write_string(&mut out, &text, false);
        Ok(Value::str(out))
    }),
    def("encode_basestring_ascii", "(s, /)", |interp, args| {
        let text = text_argument(interp, &args[0])?;
        let mut out = String::new();
        write_string(&mut out, &text, true);
        Ok(Value::str(out))
    }),
];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    add(interp, module, "_json", FUNCTIONS);
    Ok(())
}
