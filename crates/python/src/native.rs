//! Functions and classes written in Rust: how they say their parameters, and how they are registered.
//!
//! A definition carries its parameters as text in Python's syntax, `(self, sep=None, /, *, maxsplit=-1)`, which is read at the first call.
//! The function gets one value for each parameter, in order: `*args` as a tuple, `**kwargs` as a dict, and [`Value::Unbound`] for a
//! parameter that has a default and wasn't given. (The text of a default is only shown by `inspect.signature`.)

use std::cell::OnceCell;
use std::rc::Rc;

use crate::error::PyResult;
use crate::interp::Interp;
use crate::object::{Binding, Class, NativeData, NativeFunction};
use crate::value::{Str, Value};

/// What a native function runs.
pub type NativeFn = fn(&mut Interp, &[Value]) -> PyResult;

/// A native function's name, parameters and body.
#[derive(Debug, Clone, Copy)]
pub struct Definition {
    /// `__name__`.
    pub name: &'static str,
    /// The parameters in Python's syntax, parentheses included.
    pub signature: &'static str,
    /// The body.
    pub function: NativeFn,
}

/// A definition, in a table.
pub const fn def(name: &'static str, signature: &'static str, function: NativeFn) -> Definition {
    Definition {
        name,
        signature,
        function,
    }
}

/// What reads a native attribute: `(interp, object)`.
pub type Getter = fn(&mut Interp, &Value) -> PyResult;
/// What sets a native attribute: `(interp, object, value)`; the value is [`Value::Unbound`] to delete it.
pub type Setter = fn(&mut Interp, &Value, &Value) -> PyResult<()>;

/// A native attribute of a class: a data descriptor.
#[derive(Clone, Copy)]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// What reads it.
    pub get: Getter,
    /// What sets it.
    pub set: Option<Setter>,
}

impl NativeData for Attribute {}

/// How a parameter may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// By position.
    PositionalOnly,
    /// By position or name.
    Either,
    /// `*args`.
    Varargs,
    /// By name.
    KeywordOnly,
    /// `**kwargs`.
    Varkeywords,
}

/// One parameter of a native function.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: Str,
    /// How it is given.
    pub kind: ParameterKind,
    /// The text of its default.
    pub default: Option<&'static str>,
}

/// The parameters of a native function.
#[derive(Debug, Clone, Default)]
pub struct Parameters {
    /// All of them, in order.
    pub all: Vec<Parameter>,
    /// How many can be given by position.
    pub positional: usize,
    /// How many of those must be given.
    pub required: usize,
    /// Whether everything is positional-only, so that a call without keywords needs no matching by name.
    pub is_simple: bool,
}

impl Parameters {
    /// Read `(a, b=1, /, c=2, *, d, **e)`.
    pub fn parse(signature: &'static str) -> Parameters {
        let inner = signature
            .trim()
            .trim_start_matches('(')
            .trim_end_matches(')');
        let mut parameters = Parameters::default();
        let mut kind = ParameterKind::Either;
        for part in split_commas(inner) {
            let part = part.trim();
            match part {
                "" => {}
                "/" => {
                    for parameter in &mut parameters.all {
                        parameter.kind = ParameterKind::PositionalOnly;
                    }
                }
                "*" => kind = ParameterKind::KeywordOnly,
                _ => {
                    let (name, default) = match part.split_once('=') {
                        Some((name, default)) => (name.trim(), Some(default.trim())),
                        None => (part, None),
                    };
                    let (name, kind_here) = if let Some(name) = name.strip_prefix("**") {
                        (name, ParameterKind::Varkeywords)
                    } else if let Some(name) = name.strip_prefix('*') {
                        kind = ParameterKind::KeywordOnly;
                        (name, ParameterKind::Varargs)
                    } else {
                        (name, kind)
                    };
                    parameters.all.push(Parameter {
                        name: name.into(),
                        kind: kind_here,
                        default,
                    });
                }
            }
        }
        let positional = |parameter: &&Parameter| {
            matches!(
                parameter.kind,
                ParameterKind::PositionalOnly | ParameterKind::Either
            )
        };
        parameters.positional = parameters.all.iter().filter(positional).count();
        parameters.required = parameters
            .all
            .iter()
            .filter(positional)
            .filter(|parameter| parameter.default.is_none())
            .count();
        parameters.is_simple = parameters.positional == parameters.all.len();
        parameters
    }
}

/// Split at the commas that aren't inside brackets or quotes.
fn split_commas(text: &'static str) -> Vec<&'static str> {
    let mut parts = Vec::new();
    let (mut depth, mut quote, mut start) = (0_u32, None, 0);
    for (index, character) in text.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(character),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                parts.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// # Registering
impl Interp {
    /// A native function as a value.
    pub fn native(&self, owner: &str, definition: Definition, binding: Binding) -> Value {
        Value::Native(Rc::new(NativeFunction {
            definition,
            binding,
            data: Value::Unbound,
            owner: self.intern(owner),
            parameters: OnceCell::new(),
        }))
    }

    /// A native function that gets `data` as its first argument: a closure.
    pub fn native_with(&self, definition: Definition, data: Value) -> Value {
        Value::Native(Rc::new(NativeFunction {
            definition,
            binding: Binding::Function,
            data,
            owner: self.intern(""),
            parameters: OnceCell::new(),
        }))
    }

    /// Add methods to a native class.
    pub fn add_methods(&self, class: &Rc<Class>, binding: Binding, definitions: &[Definition]) {
        for definition in definitions {
            let value = self.native(&class.name(), *definition, binding);
            self.class_set(class, &self.intern(definition.name), value);
        }
    }

    /// Add attributes to a native class.
    pub fn add_attributes(&self, class: &Rc<Class>, attributes: &[Attribute]) {
        for attribute in attributes {
            let value = self.native_object(&self.types.getset_descriptor, *attribute);
            self.class_set(class, &self.intern(attribute.name), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_read() {
        let parameters = Parameters::parse("(self, sep=(1, 2), /, *args, end='a,b', **rest)");
        let kinds: Vec<_> = parameters
            .all
            .iter()
            .map(|parameter| (&*parameter.name, parameter.kind))
            .collect();
        assert_eq!(
            kinds,
            [
                ("self", ParameterKind::PositionalOnly),
                ("sep", ParameterKind::PositionalOnly),
                ("args", ParameterKind::Varargs),
                ("end", ParameterKind::KeywordOnly),
                ("rest", ParameterKind::Varkeywords),
            ]
        );
        assert_eq!((parameters.positional, parameters.required), (2, 1));
    }
}
