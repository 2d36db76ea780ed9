//! `str.format` and `str.format_map`.

use super::text_of;
use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::value::{Str, Value};

/// Where the values of the fields come from.
enum Source<'a> {
    Arguments(&'a [Value], &'a Value),
    Mapping(&'a Value),
}

/// How fields without a name were numbered so far.
#[derive(Clone, Copy, PartialEq)]
enum Numbering {
    Unknown,
    Automatic(usize),
    Manual,
}

struct Formatter<'a> {
    source: Source<'a>,
    numbering: Numbering,
}

/// A replacement field, taken apart.
struct Field {
    name: Vec<char>,
    conversion: Option<char>,
    spec: Vec<char>,
}

impl Formatter<'_> {
    fn format(&mut self, interp: &mut Interp, text: &[char], depth: u32) -> PyResult<String> {
        if depth > 2 {
            return Err(interp.value_error("Max string recursion exceeded"));
        }
        let mut result = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(&character) = text.get(at) {
            at += 1;
            match character {
                '{' if text.get(at) == Some(&'{') => {
                    result.push('{');
                    at += 1;
                }
                '}' if text.get(at) == Some(&'}') => {
                    result.push('}');
                    at += 1;
                }
                '}' => {
                    return Err(interp.value_error("Single '}' encountered in format string"));
                }
                '{' => {
                    let field = read_field(interp, text, &mut at)?;
                    let value = self.value(interp, &field.name)?;
                    let value = match field.conversion {
                        None => value,
                        Some('s') => Value::Str(interp.str(&value)?),
                        Some('r') => Value::Str(interp.repr(&value)?),
                        Some('a') => Value::Str(interp.ascii(&value)?),
                        Some(other) => {
                            return Err(interp.value_error(format_args!(
                                "Unknown conversion specifier {other}"
                            )));
                        }
                    };
                    let spec = if field.spec.contains(&'{') || field.spec.contains(&'}') {
                        self.format(interp, &field.spec, depth + 1)?
                    } else {
                        field.spec.iter().collect()
                    };
                    let text = interp.format(&value, &spec)?;
                    interp.check_size(result.len().saturating_add(text.len()))?;
                    result.push_str(&text);
                }
                other => result.push(other),
            }
        }
        Ok(result)
    }

    fn value(&mut self, interp: &mut Interp, name: &[char]) -> PyResult {
        let end = name
            .iter()
            .position(|character| matches!(character, '.' | '['))
            .unwrap_or(name.len());
        let (first, mut rest) = name.split_at(end);
        let mut value = self.first(interp, first)?;
        while let Some((&kind, after)) = rest.split_first() {
            match kind {
                '.' => {
                    let end = after
                        .iter()
                        .position(|character| matches!(character, '.' | '['))
                        .unwrap_or(after.len());
                    let (attribute, next) = after.split_at(end);
                    if attribute.is_empty() {
                        return Err(interp.value_error("Empty attribute in format string"));
                    }
                    let attribute: String = attribute.iter().collect();
                    value = interp.attribute(&value, &attribute)?;
                    rest = next;
                }
                '[' => {
                    let Some(end) = after.iter().position(|&character| character == ']') else {
                        return Err(interp.value_error("Missing ']' in format string"));
                    };
                    let (key, next) = after.split_at(end);
                    if key.is_empty() {
                        return Err(interp.value_error("Empty attribute in format string"));
                    }
                    let text: String = key.iter().collect();
                    let key = number(interp, key)?.map_or_else(|| Value::str(text), Value::size);
                    value = interp.get_item(&value, &key)?;
                    rest = next.get(1..).unwrap_or_default();
                    if rest
                        .first()
                        .is_some_and(|character| !matches!(character, '.' | '['))
                    {
                        return Err(interp.value_error(
                            "Only '.' or '[' may follow ']' in format field specifier",
                        ));
                    }
                }
                _ => break,
            }
        }
        Ok(value)
    }

    fn first(&mut self, interp: &mut Interp, name: &[char]) -> PyResult {
        let index = if name.is_empty() {
            let index = match self.numbering {
                Numbering::Unknown => 0,
                Numbering::Automatic(last) => last + 1,
                Numbering::Manual => return Err(switched(interp, "manual", "automatic")),
            };
            self.numbering = Numbering::Automatic(index);
            Some(index)
        } else {
            let index = number(interp, name)?;
            if index.is_some() {
                if matches!(self.numbering, Numbering::Automatic(_)) {
                    return Err(switched(interp, "automatic", "manual"));
                }
                self.numbering = Numbering::Manual;
            }
            index
        };
        match (&self.source, index) {
            (Source::Arguments(args, _), Some(index)) => {
                args.get(index).cloned().ok_or_else(|| {
                    interp.index_error(format_args!(
                        "Replacement index {index} out of range for positional args tuple"
                    ))
                })
            }
            (Source::Mapping(_), Some(_)) => {
                Err(interp.value_error("Format string contains positional fields"))
            }
            (Source::Arguments(_, mapping) | Source::Mapping(mapping), None) => {
                let key = Value::str(name.iter().collect::<String>());
                interp.get_item(mapping, &key)
            }
        }
    }
}

fn switched(interp: &Interp, from: &str, to: &str) -> Raised {
    let kind = |name: &str| match name {
        "manual" => "manual field specification",
        _ => "automatic field numbering",
    };
    interp.value_error(format_args!(
        "cannot switch from {} to {}",
        kind(from),
        kind(to)
    ))
}

/// Digits as a number; `None` for every other text.
fn number(interp: &Interp, digits: &[char]) -> PyResult<Option<usize>> {
    let mut number: usize = 0;
    for character in digits {
        let Some(digit) = character.to_digit(10) else {
            return Ok(None);
        };
        number = number
            .checked_mul(10)
            .and_then(|number| number.checked_add(digit as usize))
            .ok_or_else(|| interp.value_error("Too many decimal digits in format string"))?;
    }
    Ok(Some(number))
}

/// Read a replacement field whose opening brace was read.
fn read_field(interp: &Interp, text: &[char], at: &mut usize) -> PyResult<Field> {
    let mut field = Field {
        name: Vec::new(),
        conversion: None,
        spec: Vec::new(),
    };
    let mut is_bracketed = false;
    if *at >= text.len() {
        return Err(interp.value_error("Single '{' encountered in format string"));
    }
    let end = loop {
        let Some(&character) = text.get(*at) else {
            return Err(interp.value_error("expected '}' before end of string"));
        };
        *at += 1;
        match character {
            '{' if !is_bracketed => {
                return Err(interp.value_error("unexpected '{' in field name"));
            }
            '[' => is_bracketed = true,
            ']' => is_bracketed = false,
            '}' | ':' | '!' if !is_bracketed => break character,
            _ => {}
        }
        field.name.push(character);
    };
    let mut end = end;
    if end == '!' {
        let Some(&conversion) = text.get(*at) else {
            return Err(interp.value_error("end of string while looking for conversion specifier"));
        };
        *at += 1;
        field.conversion = Some(conversion);
        let Some(&after) = text.get(*at) else {
            return Err(interp.value_error("unmatched '{' in format spec"));
        };
        *at += 1;
        if !matches!(after, ':' | '}') {
            return Err(interp.value_error("expected ':' after conversion specifier"));
        }
        end = after;
    }
    if end == '}' {
        return Ok(field);
    }
    let mut depth = 1;
    loop {
        let Some(&character) = text.get(*at) else {
            return Err(interp.value_error("expected '}' before end of string"));
        };
        *at += 1;
        match character {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return Ok(field);
                }
            }
            _ => {}
        }
        field.spec.push(character);
    }
}

fn run(interp: &mut Interp, text: &Str, source: Source<'_>) -> PyResult {
    let characters: Vec<char> = text.chars().collect();
    let mut formatter = Formatter {
        source,
        numbering: Numbering::Unknown,
    };
    formatter.format(interp, &characters, 1).map(Value::str)
}

fn format(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    let positional = match &args[1] {
        Value::Tuple(items) => items.to_vec(),
        _ => Vec::new(),
    };
    run(interp, &text, Source::Arguments(&positional, &args[2]))
}

fn format_map(interp: &mut Interp, args: &[Value]) -> PyResult {
    let text = text_of(interp, &args[0])?;
    run(interp, &text, Source::Mapping(&args[1]))
}

pub(super) const METHODS: &[Definition] = &[
    def("format", "(self, /, *args, **kwargs)", format),
    def("format_map", "(self, mapping, /)", format_map),
];
