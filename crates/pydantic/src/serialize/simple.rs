//! Serializers of single values, and those around others: nullable, union, enum, literal, references.

use std::cell::RefCell;
use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::value::{Str, Value};

use super::infer::{self, Known};
use super::{Serialize, Serializer, State};
use crate::classes;

/// `any`.
pub struct AnyValue;

impl Serialize for AnyValue {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        infer::infer(interp, value, state)
    }

    fn key(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        if state.settings.json {
            infer::key(interp, value, state)
        } else {
            infer::infer(interp, value, state)
        }
    }

    fn name(&self) -> String {
        "any".to_owned()
    }
}

/// A value of one type.
pub struct Simple(pub &'static str);

impl Simple {
    fn fits(&self, interp: &Interp, value: &Value) -> bool {
        let is_known = |kind: Known| match value {
            Value::Object(object) => infer::known(interp, &object.class()) == Some(kind),
            _ => false,
        };
        let is_named = |name: &str| match value {
            Value::Object(object) => {
                let class = object.class();
                &**class.name.borrow() == name
                    || class
                        .ancestors
                        .borrow()
                        .iter()
                        .any(|class| &**class.name.borrow() == name)
            }
            _ => false,
        };
        match self.0 {
            "none" => value.is_none(),
            "bool" => matches!(value, Value::Bool(_)),
            "int" => matches!(value.base(), Value::Int(_) | Value::BigInt(_)),
            "float" => matches!(
                value.base(),
                Value::Float(_) | Value::Int(_) | Value::BigInt(_)
            ),
            "str" => matches!(value.base(), Value::Str(_)),
            "bytes" => matches!(value.base(), Value::Bytes(_)) || is_named("bytearray"),
            "complex" => matches!(value.base(), Value::Complex(_)),
            "datetime" => is_known(Known::DateTime),
            "date" => is_known(Known::Date),
            "time" => is_known(Known::Time),
            "timedelta" => is_known(Known::TimeDelta),
            "decimal" => is_named("Decimal"),
            "fraction" => is_named("Fraction"),
            "uuid" => is_named("UUID"),
            "url" => is_named("Url"),
            "multi-host-url" => is_named("MultiHostUrl"),
            _ => true,
        }
    }
}

impl Serialize for Simple {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        if !self.fits(interp, value) {
            state.unexpected(interp, self.0, value)?;
            return infer::infer(interp, value, state);
        }
        match (self.0, value.base()) {
            ("float", Value::Int(number)) if state.settings.text => {
                Ok(Value::Float(*number as f64))
            }
            ("complex", Value::Complex(_)) if state.settings.json => {
                let text = interp.str(value.base())?;
                Ok(Value::str(text.trim_matches(['(', ')'])))
            }
            _ => infer::infer(interp, value, state),
        }
    }

    fn key(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        if !self.fits(interp, value) {
            state.unexpected(interp, self.0, value)?;
        }
        if state.settings.json {
            infer::key(interp, value, state)
        } else {
            Ok(value.clone())
        }
    }

    fn name(&self) -> String {
        self.0.to_owned()
    }
}

/// `nullable`.
pub struct NullableValue(pub Serializer);

impl Serialize for NullableValue {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        if value.is_none() {
            return Ok(Value::None);
        }
        self.0.run(interp, value, state)
    }

    fn key(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        match value {
            Value::None if state.settings.json => Ok(Value::str("None")),
            Value::None => Ok(Value::None),
            other => self.0.key(interp, other, state),
        }
    }

    fn name(&self) -> String {
        format!("nullable[{}]", self.0.name())
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.traverse(visit);
    }
}

/// `union` and `tagged-union`.
pub struct UnionValue(pub Vec<Serializer>);

impl UnionValue {
    fn choose(
        &self,
        interp: &mut Interp,
        value: &Value,
        state: &mut State,
        is_key: bool,
    ) -> PyResult {
        let unexpected = classes::all(interp).unexpected_value.clone();
        let mut messages = Vec::new();
        for choice in &self.0 {
            let mut attempt = state.clone();
            attempt.checks = true;
            attempt.warnings = Rc::default();
            let result = if is_key {
                choice.key(interp, value, &mut attempt)
            } else {
                choice.run(interp, value, &mut attempt)
            };
            match result {
                Ok(made) => {
                    let more = attempt.warnings.take();
                    state.warnings.borrow_mut().extend(more);
                    return Ok(made);
                }
                Err(raised) if raised.is(&unexpected) => {
                    messages.push(interp.str(&raised.value())?);
                }
                Err(raised) => return Err(raised),
            }
        }
        if state.checks {
            let message = messages.first().cloned().unwrap_or_else(|| "".into());
            return Err(interp.error(&unexpected, message));
        }
        for message in messages {
            state.warn(&message);
        }
        if is_key && state.settings.json {
            infer::key(interp, value, state)
        } else {
            infer::infer(interp, value, state)
        }
    }
}

impl Serialize for UnionValue {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        self.choose(interp, value, state, false)
    }

    fn key(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        self.choose(interp, value, state, true)
    }

    fn name(&self) -> String {
        let names: Vec<String> = self.0.iter().map(|choice| choice.name()).collect();
        format!("Union[{}]", names.join(", "))
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.iter().for_each(|choice| choice.traverse(visit));
    }
}

/// `enum`.
pub struct EnumValue(pub Value);

impl Serialize for EnumValue {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        if !interp.isinstance(value, &self.0)? {
            state.unexpected(interp, "enum", value)?;
            return infer::infer(interp, value, state);
        }
        if !state.settings.json {
            return Ok(value.clone());
        }
        let inner = interp.attribute(value, "value")?;
        infer::infer(interp, &inner, state)
    }

    fn name(&self) -> String {
        "enum".to_owned()
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0);
    }
}

/// `literal`.
pub struct LiteralValue {
    /// The values.
    pub expected: Vec<Value>,
    /// The name in warnings.
    pub shown: String,
}

impl Serialize for LiteralValue {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        if state.checks {
            let mut is_one = false;
            for expected in &self.expected {
                is_one = is_one || interp.equal(expected, value)?;
            }
            if !is_one {
                state.unexpected(interp, &self.shown, value)?;
            }
        }
        infer::infer(interp, value, state)
    }

    fn name(&self) -> String {
        self.shown.clone()
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.expected.iter().for_each(visit);
    }
}

/// `json` on a round trip: text again.
pub struct JsonText(pub Serializer);

impl Serialize for JsonText {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        if !state.settings.round_trip {
            return self.0.run(interp, value, state);
        }
        let mut inner = state.clone();
        let mut settings = (*state.settings).clone();
        settings.json = true;
        inner.settings = Rc::new(settings);
        let plain = self.0.run(interp, value, &mut inner)?;
        let text = crate::json::write(interp, &plain, None, false, state.settings.special)?;
        Ok(Value::str(text))
    }

    fn name(&self) -> String {
        "json".to_owned()
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.traverse(visit);
    }
}

/// What a reference points at.
pub struct Target {
    /// Its name.
    pub reference: Str,
    /// The serializer.
    pub serializer: RefCell<Option<Serializer>>,
    /// Whether its name is being made: inside itself it is `...`.
    pub is_named: std::cell::Cell<bool>,
}

/// `definition-ref`.
pub struct ReferenceValue(pub Rc<Target>);

impl Serialize for ReferenceValue {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        let target = self.0.serializer.borrow().clone();
        match target {
            Some(target) => interp.nested(|interp| target.run(interp, value, state)),
            None => infer::infer(interp, value, state),
        }
    }

    fn name(&self) -> String {
        let target = self.0.serializer.borrow().clone();
        match target {
            Some(target) if !self.0.is_named.replace(true) => {
                let name = target.name();
                self.0.is_named.set(false);
                name
            }
            _ => "...".to_owned(),
        }
    }
}
