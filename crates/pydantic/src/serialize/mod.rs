//! Serializers: what a core-schema compiles to for the way out, and the state of one serialization.

pub mod build;
pub mod containers;
pub mod fields;
pub mod functions;
pub mod infer;
pub mod simple;

use std::cell::RefCell;
use std::rc::Rc;

use playground_python::error::{PyResult, Raised};
use playground_python::interp::Interp;
use playground_python::value::{Str, Value};

use crate::classes;
use crate::errors::report::short_repr;
use crate::json::Special;

/// What the caller asked for.
#[derive(Clone, Default)]
pub struct Settings {
    /// `mode`.
    pub mode: Value,
    /// Whether only what JSON knows comes out.
    pub json: bool,
    /// Whether text comes out.
    pub text: bool,
    /// `by_alias`.
    pub by_alias: Option<bool>,
    /// `exclude_unset`.
    pub exclude_unset: bool,
    /// `exclude_defaults`.
    pub exclude_defaults: bool,
    /// `exclude_none`.
    pub exclude_none: bool,
    /// `exclude_computed_fields`.
    pub exclude_computed_fields: bool,
    /// `round_trip`.
    pub round_trip: bool,
    /// `fallback`.
    pub fallback: Value,
    /// `serialize_as_any`.
    pub serialize_as_any: bool,
    /// Unknown values become their text.
    pub serialize_unknown: bool,
    /// `context`.
    pub context: Value,
    /// How timedeltas are written: `iso8601` or `float`.
    pub timedelta_float: bool,
    /// How bytes are written: `utf8`, `base64` or `hex`.
    pub bytes: Option<Str>,
    /// How numbers that JSON can't say are written.
    pub special: Special,
}

/// The state of one serialization.
#[derive(Clone)]
pub struct State {
    /// What the caller asked for.
    pub settings: Rc<Settings>,
    /// `include` for this value.
    pub include: Value,
    /// `exclude` for this value.
    pub exclude: Value,
    /// What was wrong.
    pub warnings: Rc<RefCell<Vec<String>>>,
    /// The field that is serialized.
    pub field_name: Option<Str>,
    /// The model that is serialized.
    pub model: Value,
    /// The fields that were given, for a model.
    pub fields_set: Value,
    /// Whether a value of another type is an error: a union tries its choices.
    pub checks: bool,
    /// The containers that are at work.
    pub guard: Rc<RefCell<Vec<usize>>>,
    /// The objects that their class's own serializer works on: one that gives the object itself back isn't asked again.
    pub own: Rc<RefCell<Vec<usize>>>,
}

impl State {
    /// A fresh state.
    pub fn new(settings: Settings, include: Value, exclude: Value) -> State {
        State {
            settings: Rc::new(settings),
            include,
            exclude,
            warnings: Rc::default(),
            field_name: None,
            model: Value::None,
            fields_set: Value::None,
            checks: false,
            guard: Rc::default(),
            own: Rc::default(),
        }
    }

    /// A value isn't of the type that the schema says.
    pub fn unexpected(&self, interp: &mut Interp, expected: &str, value: &Value) -> PyResult<()> {
        let shown = short_repr(interp, value)?;
        let type_name = interp.type_name(value);
        let field = match &self.field_name {
            Some(name) => format!("field_name='{name}', "),
            None => String::new(),
        };
        let message = format!(
            "Expected `{expected}` - serialized value may not be as expected [{field}input_value={shown}, input_type={type_name}]"
        );
        if self.checks {
            let class = classes::all(interp).unexpected_value.clone();
            return Err(interp.error(&class, message));
        }
        self.warn(&message);
        Ok(())
    }

    /// Remember a warning.
    pub fn warn(&self, message: &str) {
        self.warnings
            .borrow_mut()
            .push(format!("PydanticSerializationUnexpectedValue({message})"));
    }

    /// Work on a container; one that contains itself is an error.
    pub fn enter<T>(
        &mut self,
        interp: &mut Interp,
        value: &Value,
        run: impl FnOnce(&mut Interp, &mut State) -> PyResult<T>,
    ) -> PyResult<T> {
        let address = value.address();
        if address != 0 && self.guard.borrow().contains(&address) {
            let message = "Circular reference detected (id repeated)";
            return Err(if self.settings.text {
                serialization_error(
                    interp,
                    format!("Error serializing to JSON: ValueError: {message}"),
                )
            } else {
                interp.value_error(message)
            });
        }
        self.guard.borrow_mut().push(address);
        let result = interp.nested(|interp| run(interp, self));
        self.guard.borrow_mut().pop();
        result
    }
}

/// A `PydanticSerializationError`.
pub fn serialization_error(interp: &mut Interp, message: String) -> Raised {
    let class = classes::all(interp).serialization_error.clone();
    interp.error(&class, message)
}

/// A serializer.
pub trait Serialize {
    /// Serialize.
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult;

    /// Serialize the key of a dict: for JSON a text.
    fn key(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        if !state.settings.json {
            return self.run(interp, value, state);
        }
        let plain = self.run(interp, value, state)?;
        infer::key(interp, &plain, state)
    }

    /// The name in warnings.
    fn name(&self) -> String;

    /// Visit the Python values that are kept.
    fn traverse(&self, _visit: &mut dyn FnMut(&Value)) {}
}

/// A serializer, shared.
pub type Serializer = Rc<dyn Serialize>;
