//! Validators: what a core-schema compiles to, and the state of one validation.

pub mod arguments;
pub mod build;
pub mod build_classes;
pub mod containers;
pub mod dataclass;
pub mod external_types;
pub mod fields;
pub mod functions;
pub mod literal;
pub mod model;
pub mod numbers;
pub mod scalars;
pub mod temporal;
pub mod unions;
pub mod urls;
pub mod wrappers;

use std::cell::RefCell;
use std::rc::Rc;

use playground_python::interp::Interp;
use playground_python::value::{DictObject, Str, Value};

use crate::config::Extra;
use crate::errors::{Checked, Fail};

/// What kind of input is validated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Python objects.
    Python,
    /// Values read from JSON.
    Json,
    /// Strings only, as in a query.
    Strings,
}

/// How well a value fits a choice of a union.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exactness {
    /// It was converted.
    Lax,
    /// It would be accepted in strict mode.
    Strict,
    /// It is of the very type.
    Exact,
}

/// Which definitions are at work on which objects.
pub type Guard = Rc<RefCell<Vec<(usize, usize)>>>;

/// The state of one validation.
#[derive(Clone)]
pub struct State {
    /// What kind of input it is.
    pub mode: Mode,
    /// The caller's strictness.
    pub strict: Option<bool>,
    /// The caller's handling of extras.
    pub extra: Option<Extra>,
    /// Whether attributes are read.
    pub from_attributes: Option<bool>,
    /// The caller's context.
    pub context: Value,
    /// Whether aliases are looked up.
    pub by_alias: Option<bool>,
    /// Whether names are looked up.
    pub by_name: Option<bool>,
    /// The instance to fill.
    pub self_instance: Option<Value>,
    /// The fields that are validated so far.
    pub data: Option<Rc<DictObject>>,
    /// Whether a field before had an error.
    pub has_errors: bool,
    /// The field that is validated.
    pub field_name: Option<Str>,
    /// How well the value fits.
    pub exactness: Exactness,
    /// How many fields were given, for models.
    pub fields_set: Option<usize>,
    /// Definitions at work.
    pub guard: Guard,
}

impl State {
    /// A fresh state.
    pub fn new(mode: Mode) -> State {
        State {
            mode,
            strict: None,
            extra: None,
            from_attributes: None,
            context: Value::None,
            by_alias: None,
            by_name: None,
            self_instance: None,
            data: None,
            has_errors: false,
            field_name: None,
            exactness: Exactness::Exact,
            fields_set: None,
            guard: Rc::default(),
        }
    }

    /// Whether a validator with its own strictness is strict now.
    pub fn is_strict(&self, own: bool) -> bool {
        self.strict.unwrap_or(own)
    }

    /// The value fits at most so well.
    pub fn floor(&mut self, exactness: Exactness) {
        self.exactness = self.exactness.min(exactness);
    }

    /// More fields were given.
    pub fn add_fields_set(&mut self, count: usize) {
        self.fields_set = Some(self.fields_set.unwrap_or(0) + count);
    }
}

/// A validator.
pub trait Check {
    /// Validate.
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked;

    /// The name in titles and in places of unions' errors.
    fn name(&self) -> String;

    /// The default where a field isn't given.
    fn default(&self, _interp: &mut Interp, _state: &mut State) -> Checked<Option<Value>> {
        Ok(None)
    }

    /// Validate one field of an object.
    fn assign(
        &self,
        interp: &mut Interp,
        _object: &Value,
        _field: &Str,
        _value: &Value,
        _state: &mut State,
    ) -> Checked {
        let name = self.name();
        Err(Fail::Raised(interp.type_error(format_args!(
            "validate_assignment is not supported for {name}"
        ))))
    }

    /// Visit the Python values that are kept.
    fn traverse(&self, _visit: &mut dyn FnMut(&Value)) {}
}

/// A validator, shared.
pub type Validator = Rc<dyn Check>;
