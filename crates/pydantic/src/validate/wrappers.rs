//! Validators around others: nullable, default, chain, lax-or-strict, json-or-python, custom-error, json, references.

use std::cell::RefCell;
use std::rc::Rc;

use playground_python::interp::Interp;
use playground_python::value::{Str, Value};

use super::functions::interp_nested;
use super::literal::is_undefined;
use super::{Check, Mode, State, Validator};
use crate::errors::classes::from_raised;
use crate::errors::{Checked, Fail, Kind};
use crate::json;

/// `nullable`.
pub struct Nullable(pub Validator);

impl Check for Nullable {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if input.is_none() {
            return Ok(Value::None);
        }
        self.0.check(interp, input, state)
    }

    fn name(&self) -> String {
        format!("nullable[{}]", self.0.name())
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.traverse(visit);
    }
}

/// Where a default comes from.
pub enum DefaultOf {
    /// There is none.
    Nothing,
    /// A value, and whether each use gets a copy.
    Value(Value, bool),
    /// A factory, and whether it is given the fields so far.
    Factory(Value, bool),
}

/// What happens on an error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum OnError {
    /// It is reported.
    Raise,
    /// The value is left out.
    Omit,
    /// The default is taken.
    Default,
}

/// `default`.
pub struct WithDefault {
    /// What it is.
    pub inner: Validator,
    /// The default.
    pub default: DefaultOf,
    /// What happens on an error.
    pub on_error: OnError,
    /// Whether the default is validated.
    pub validate: bool,
}

/// A copy of a default that could be changed.
pub fn deep_copy(interp: &mut Interp, value: &Value) -> Checked {
    match value {
        Value::List(list) if list.0.borrow().is_empty() => Ok(interp.list(Vec::new())),
        Value::Dict(dict) if dict.is_empty() => Ok(Value::Dict(interp.dict())),
        other => {
            let module = interp.import("copy")?;
            Ok(interp.call_method(&module, "deepcopy", std::slice::from_ref(other))?)
        }
    }
}

impl WithDefault {
    fn make(&self, interp: &mut Interp, state: &mut State) -> Checked<Option<Value>> {
        let value = match &self.default {
            DefaultOf::Nothing => return Ok(None),
            DefaultOf::Value(value, false) => value.clone(),
            DefaultOf::Value(value, true) => deep_copy(interp, value)?,
            DefaultOf::Factory(factory, takes_data) => {
                let args = if *takes_data {
                    if state.has_errors {
                        return Err(Fail::new("default_factory_not_called", &Value::None));
                    }
                    match &state.data {
                        Some(data) => vec![Value::Dict(data.clone())],
                        None => vec![Value::Dict(interp.dict())],
                    }
                } else {
                    Vec::new()
                };
                match interp.call(factory, &args) {
                    Ok(value) => value,
                    Err(raised) => return Err(from_raised(interp, raised, &Value::None)),
                }
            }
        };
        if self.validate {
            return self.check(interp, &value, state).map(Some);
        }
        Ok(Some(value))
    }
}

impl Check for WithDefault {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if is_undefined(interp, input)
            && let Some(value) = self.make(interp, state)?
        {
            return Ok(value);
        }
        match self.inner.check(interp, input, state) {
            Err(Fail::UseDefault) => match self.make(interp, state)? {
                Some(value) => Ok(value),
                None => Err(Fail::UseDefault),
            },
            Err(fail @ Fail::Lines(_)) => match self.on_error {
                OnError::Raise => Err(fail),
                OnError::Omit => Err(Fail::Omit),
                OnError::Default => match self.make(interp, state)? {
                    Some(value) => Ok(value),
                    None => Err(fail),
                },
            },
            other => other,
        }
    }

    fn default(&self, interp: &mut Interp, state: &mut State) -> Checked<Option<Value>> {
        self.make(interp, state)
    }

    fn name(&self) -> String {
        format!("default[{}]", self.inner.name())
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let DefaultOf::Value(value, _) | DefaultOf::Factory(value, _) = &self.default {
            visit(value);
        }
        self.inner.traverse(visit);
    }
}

/// `chain`.
pub struct Chain(pub Vec<Validator>);

impl Check for Chain {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let mut value = input.clone();
        for step in &self.0 {
            value = step.check(interp, &value, state)?;
        }
        Ok(value)
    }

    fn name(&self) -> String {
        let names: Vec<String> = self.0.iter().map(|step| step.name()).collect();
        format!("chain[{}]", names.join(","))
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.iter().for_each(|step| step.traverse(visit));
    }
}

/// `lax-or-strict`.
pub struct LaxOrStrict {
    /// In lax mode.
    pub lax: Validator,
    /// In strict mode.
    pub strict: Validator,
    /// Whether it is strict by itself.
    pub is_strict: bool,
}

impl Check for LaxOrStrict {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if state.is_strict(self.is_strict) {
            self.strict.check(interp, input, state)
        } else {
            self.lax.check(interp, input, state)
        }
    }

    fn name(&self) -> String {
        format!(
            "lax-or-strict[lax={},strict={}]",
            self.lax.name(),
            self.strict.name()
        )
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.lax.traverse(visit);
        self.strict.traverse(visit);
    }
}

/// `json-or-python`.
pub struct JsonOrPython {
    /// For JSON.
    pub json: Validator,
    /// For Python objects.
    pub python: Validator,
}

impl Check for JsonOrPython {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if state.mode == Mode::Python {
            self.python.check(interp, input, state)
        } else {
            self.json.check(interp, input, state)
        }
    }

    fn name(&self) -> String {
        format!(
            "json-or-python[json={},python={}]",
            self.json.name(),
            self.python.name()
        )
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.json.traverse(visit);
        self.python.traverse(visit);
    }
}

/// `custom-error`.
pub struct CustomError {
    /// What it is.
    pub inner: Validator,
    /// What is said instead.
    pub kind: Kind,
}

impl Check for CustomError {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        match self.inner.check(interp, input, state) {
            Err(Fail::Lines(_)) => Err(Fail::of(self.kind.clone(), input)),
            other => other,
        }
    }

    fn name(&self) -> String {
        format!("custom-error[{}]", self.inner.name())
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.inner.traverse(visit);
    }
}

/// `json`: text that holds JSON.
pub struct Json(pub Option<Validator>);

/// The bytes of an input that is to be JSON text.
pub fn json_bytes(interp: &mut Interp, input: &Value) -> Checked<Option<Vec<u8>>> {
    Ok(match input.base() {
        Value::Str(text) => Some(text.as_bytes().to_vec()),
        Value::Bytes(bytes) => Some(bytes.to_vec()),
        Value::Object(object) if &**object.class().name.borrow() == "bytearray" => {
            let class = Value::Class(interp.types.bytes.clone());
            match interp.call(&class, std::slice::from_ref(input))? {
                Value::Bytes(bytes) => Some(bytes.to_vec()),
                _ => None,
            }
        }
        _ => None,
    })
}

/// Parse JSON text, or say what is wrong with it.
pub fn parse_json(interp: &mut Interp, bytes: &[u8], input: &Value) -> Checked {
    json::read(interp, bytes, true, jiter::PartialMode::Off)
        .map_err(|error| Fail::with("json_invalid", vec![("error", Value::str(error))], input))
}

impl Check for Json {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let Some(bytes) = json_bytes(interp, input)? else {
            return Err(Fail::new("json_type", input));
        };
        let parsed = parse_json(interp, &bytes, input)?;
        match &self.0 {
            None => Ok(parsed),
            Some(inner) => {
                let mode = std::mem::replace(&mut state.mode, Mode::Json);
                let result = inner.check(interp, &parsed, state);
                state.mode = mode;
                result
            }
        }
    }

    fn name(&self) -> String {
        let inner = self
            .0
            .as_ref()
            .map_or_else(|| "any".to_owned(), |inner| inner.name());
        format!("json[{inner}]")
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(inner) = &self.0 {
            inner.traverse(visit);
        }
    }
}

/// What a reference points at, filled once the definition is compiled.
pub struct Definition {
    /// Its name.
    pub reference: Str,
    /// The validator.
    pub validator: RefCell<Option<Validator>>,
    /// Whether its name is being made: inside itself it is `...`.
    pub is_named: std::cell::Cell<bool>,
}

/// `definition-ref`.
pub struct Reference(pub Rc<Definition>);

impl Reference {
    fn target(&self, interp: &mut Interp) -> Checked<Validator> {
        match &*self.0.validator.borrow() {
            Some(validator) => Ok(validator.clone()),
            None => Err(Fail::Raised(interp.runtime_error(format_args!(
                "Definitions error: definition `{}` was never filled",
                self.0.reference
            )))),
        }
    }
}

impl Check for Reference {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let target = self.target(interp)?;
        let address = input.address();
        let is_container = !matches!(
            input,
            Value::None
                | Value::Bool(_)
                | Value::Int(_)
                | Value::Float(_)
                | Value::Str(_)
                | Value::Bytes(_)
        );
        if !is_container || address == 0 {
            return target.check(interp, input, state);
        }
        let key = (Rc::as_ptr(&self.0).addr(), address);
        if state.guard.borrow().contains(&key) {
            return Err(Fail::new("recursion_loop", input));
        }
        if state.guard.borrow().len() > 250 {
            return Err(Fail::new("recursion_depth_exceeded", input));
        }
        state.guard.borrow_mut().push(key);
        let result = interp_nested(interp, &target, input, state);
        state.guard.borrow_mut().pop();
        result
    }

    fn name(&self) -> String {
        let target = self.0.validator.borrow().clone();
        match target {
            Some(target) if !self.0.is_named.replace(true) => {
                let name = target.name();
                self.0.is_named.set(false);
                name
            }
            _ => "...".to_owned(),
        }
    }

    fn default(&self, interp: &mut Interp, state: &mut State) -> Checked<Option<Value>> {
        self.target(interp)?.default(interp, state)
    }

    fn assign(
        &self,
        interp: &mut Interp,
        object: &Value,
        field: &Str,
        value: &Value,
        state: &mut State,
    ) -> Checked {
        self.target(interp)?
            .assign(interp, object, field, value, state)
    }
}
