//! Validators of literals and enums.

use playground_python::interp::Interp;
use playground_python::value::{Str, Value};

use super::numbers::int_of_text;
use super::{Check, Exactness, Mode, State};
use crate::classes;
use crate::errors::classes::from_raised;
use crate::errors::{Checked, Fail};

/// `'a', 1 or 'b'`.
pub fn alternatives(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [only] => only.clone(),
        [start @ .., last] => format!("{} or {last}", start.join(", ")),
    }
}

/// `literal`.
pub struct Literal {
    /// The values.
    pub expected: Vec<Value>,
    /// How they are shown.
    pub shown: Vec<String>,
}

/// Whether both are of one of the kinds that literals tell apart.
fn is_same_kind(expected: &Value, input: &Value) -> bool {
    match (expected, input.base()) {
        (Value::Bool(_), Value::Bool(_)) => true,
        (Value::Bool(_), _) | (_, Value::Bool(_)) => false,
        (Value::Int(_) | Value::BigInt(_), other) => {
            matches!(other, Value::Int(_) | Value::BigInt(_))
        }
        (Value::Str(_), other) => matches!(other, Value::Str(_)),
        _ => true,
    }
}

impl Check for Literal {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        for expected in &self.expected {
            if is_same_kind(expected, input) && interp.equal(expected, input)? {
                return Ok(expected.clone());
            }
        }
        // What is equal counts too, whatever its type: `1.0` and `True` are `1`.
        if !matches!(input.base(), Value::Str(_)) {
            for expected in &self.expected {
                if interp.equal(expected, input)? {
                    return Ok(expected.clone());
                }
            }
        }
        if state.mode != Mode::Python {
            // Enum members are given by their values where the input can't have members.
            for expected in &self.expected {
                if matches!(expected, Value::Object(_)) {
                    let name = interp.names.value.clone();
                    if let Some(value) = interp.get_attribute_optional(expected, &name)?
                        && interp.equal(&value, input)?
                    {
                        return Ok(expected.clone());
                    }
                }
            }
        }
        if state.mode == Mode::Strings
            && let Some(text) = input.as_str()
        {
            for expected in &self.expected {
                let is_it = match expected {
                    Value::Int(_) | Value::BigInt(_) => match int_of_text(text) {
                        Some(number) => interp.equal(&number, expected)?,
                        None => false,
                    },
                    Value::Bool(value) => {
                        text.eq_ignore_ascii_case(if *value { "true" } else { "false" })
                    }
                    _ => false,
                };
                if is_it {
                    return Ok(expected.clone());
                }
            }
        }
        Err(Fail::with(
            "literal_error",
            vec![("expected", Value::str(alternatives(&self.shown)))],
            input,
        ))
    }

    fn name(&self) -> String {
        format!("literal[{}]", self.shown.join(","))
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.expected.iter().for_each(visit);
    }
}

/// `enum`.
pub struct Enum {
    /// The class.
    pub class: Value,
    /// Its name.
    pub class_name: Str,
    /// The members with their values.
    pub members: Vec<(Value, Value)>,
    /// `str`, `int`, `float` or nothing.
    pub sub_type: Option<Str>,
    /// `_missing_`.
    pub missing: Option<Value>,
    /// Only members.
    pub strict: bool,
}

impl Enum {
    fn find(&self, interp: &mut Interp, input: &Value, state: &State) -> Checked<Option<Value>> {
        let base = input.base();
        for (value, member) in &self.members {
            let may_be = match self.sub_type.as_deref() {
                Some("str") => matches!(base, Value::Str(_)),
                Some("int" | "float") => {
                    matches!(
                        base,
                        Value::Int(_) | Value::BigInt(_) | Value::Float(_) | Value::Bool(_)
                    )
                }
                _ => true,
            };
            if may_be && interp.equal(value, base)? {
                return Ok(Some(member.clone()));
            }
        }
        if let (Some("int"), Value::BigInt(_)) = (self.sub_type.as_deref(), base) {
            return Err(Fail::new("int_parsing_size", input));
        }
        if let (Some("str"), Value::Bytes(bytes)) = (self.sub_type.as_deref(), base)
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            let text = Value::str(text);
            for (value, member) in &self.members {
                if interp.equal(value, &text)? {
                    return Ok(Some(member.clone()));
                }
            }
        }
        if let (Some("int" | "float"), Value::Str(text)) = (self.sub_type.as_deref(), base) {
            let number = match int_of_text(text) {
                Some(number @ Value::BigInt(_)) if self.sub_type.as_deref() == Some("int") => {
                    return Err(Fail::new("int_parsing_size", &number));
                }
                Some(number) => Some(number),
                None => interp.float_from_text(text).ok().map(Value::Float),
            };
            if let Some(number) = number {
                for (value, member) in &self.members {
                    if interp.equal(value, &number)? {
                        return Ok(Some(member.clone()));
                    }
                }
            }
        } else if self.sub_type.is_none()
            && state.mode == Mode::Strings
            && let Value::Str(text) = base
        {
            for (value, member) in &self.members {
                if *interp.str(value)? == **text {
                    return Ok(Some(member.clone()));
                }
            }
        }
        Ok(None)
    }
}

impl Check for Enum {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if interp.isinstance(input, &self.class)? {
            return Ok(input.clone());
        }
        if state.is_strict(self.strict) && state.mode == Mode::Python {
            return Err(Fail::with(
                "is_instance_of",
                vec![("class", Value::Str(self.class_name.clone()))],
                input,
            ));
        }
        state.floor(Exactness::Lax);
        if let Some(member) = self.find(interp, input, state)? {
            return Ok(member);
        }
        if let Some(missing) = &self.missing {
            match interp.call(missing, std::slice::from_ref(input)) {
                Ok(Value::None) => {}
                Ok(member) => return Ok(member),
                Err(raised) => return Err(from_raised(interp, raised, input)),
            }
        }
        let mut shown = Vec::new();
        for (value, _) in &self.members {
            shown.push(interp.repr(value)?.to_string());
        }
        Err(Fail::with(
            "enum",
            vec![("expected", Value::str(alternatives(&shown)))],
            input,
        ))
    }

    fn name(&self) -> String {
        match self.sub_type.as_deref() {
            Some(kind) => format!("{kind}-enum[{}]", self.class_name),
            None => format!("enum[{}]", self.class_name),
        }
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.class);
        self.members.iter().for_each(|(value, member)| {
            visit(value);
            visit(member);
        });
        self.missing.iter().for_each(visit);
    }
}

/// `missing-sentinel`.
pub struct MissingSentinel;

/// The object that stands for a value that isn't there.
pub fn missing_sentinel(interp: &mut Interp) -> Checked {
    let module = interp.import("pydantic_core")?;
    Ok(interp.attribute(&module, "MISSING")?)
}

impl Check for MissingSentinel {
    fn check(&self, interp: &mut Interp, input: &Value, _state: &mut State) -> Checked {
        let sentinel = missing_sentinel(interp)?;
        if input.is(&sentinel) {
            return Ok(sentinel);
        }
        Err(Fail::new("missing_sentinel_error", input))
    }

    fn name(&self) -> String {
        "missing-sentinel".to_owned()
    }
}

/// Whether a value is `PydanticUndefined`.
pub fn is_undefined(interp: &mut Interp, value: &Value) -> bool {
    matches!(value, Value::Object(_)) && value.is(&classes::all(interp).undefined)
}
