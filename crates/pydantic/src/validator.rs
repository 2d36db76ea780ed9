//! The Python class `SchemaValidator`.

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Attribute, Definition, def};
use playground_python::object::{Binding, Class, NativeData};
use playground_python::value::Value;

use crate::classes::{self, MODULE};
use crate::config::{Config, Extra, text};
use crate::errors::report::to_raised;
use crate::errors::{Checked, Fail};
use crate::validate::build::Builder;
use crate::validate::wrappers::{json_bytes, parse_json};
use crate::validate::{Mode, State, Validator, wrappers};

/// What a `SchemaValidator` holds.
pub struct Data {
    root: Validator,
    definitions: Vec<Rc<wrappers::Definition>>,
    title: String,
    hides_input: bool,
}

impl NativeData for Data {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.root.traverse(visit);
        let root = Rc::as_ptr(&self.root) as *const ();
        for definition in &self.definitions {
            if let Some(validator) = &*definition.validator.borrow()
                && Rc::as_ptr(validator) as *const () != root
                && Rc::strong_count(validator) == 1
            {
                validator.traverse(visit);
            }
        }
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        // A schema that refers to itself would keep itself alive.
        for definition in &self.definitions {
            let validator = definition.validator.borrow_mut().take();
            drop(validator);
        }
    }
}

fn new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(interp.type_error("__new__(X): X is not a type object"));
    };
    let config = Config::new(&args[2]);
    let mut builder = Builder::default();
    let root = builder.value(interp, &args[1], &config)?;
    let own = match &args[1] {
        Value::Dict(schema) => config.inside(schema),
        _ => config.clone(),
    };
    let title = match &args[1] {
        Value::Dict(schema) => schema
            .get("config")
            .and_then(|config| match config {
                Value::Dict(config) => text(&config, "title"),
                _ => None,
            })
            .or_else(|| config.text("title"))
            .map_or_else(|| root.name(), |title| title.to_string()),
        _ => root.name(),
    };
    for definition in &builder.definitions {
        if definition.validator.borrow().is_none() {
            let message = format!(
                "Definitions error: definition `{}` was never filled",
                definition.reference
            );
            return Err(crate::validate::build::schema_error(interp, message));
        }
    }
    let data = Data {
        root,
        definitions: builder.definitions,
        title,
        hides_input: own.flag("hide_input_in_errors").unwrap_or(false),
    };
    Ok(interp.native_object(class, data))
}

fn optional_flag(interp: &mut Interp, value: &Value) -> PyResult<Option<bool>> {
    match value {
        Value::Unbound | Value::None => Ok(None),
        Value::Bool(value) => Ok(Some(*value)),
        other => interp.truth(other).map(Some),
    }
}

/// Read the options that all methods have, in the order of `names`.
fn state(interp: &mut Interp, mode: Mode, names: &[&str], args: &[Value]) -> PyResult<State> {
    let mut state = State::new(mode);
    for (name, value) in names.iter().zip(args) {
        match *name {
            "strict" => state.strict = optional_flag(interp, value)?,
            "from_attributes" => state.from_attributes = optional_flag(interp, value)?,
            "by_alias" => state.by_alias = optional_flag(interp, value)?,
            "by_name" => state.by_name = optional_flag(interp, value)?,
            "extra" => state.extra = value.as_str().and_then(|name| Extra::of(name)),
            "context" => state.context = value.clone().or(Value::None),
            "self_instance" if !value.is_unbound() && !value.is_none() => {
                state.self_instance = Some(value.clone());
            }
            _ => {}
        }
    }
    if state.by_alias == Some(false) && state.by_name != Some(true) {
        let class = interp
            .import("pydantic.errors")
            .and_then(|module| interp.attribute(&module, "PydanticUserError"));
        let message = "At least one of `by_alias` or `by_name` must be set to True.";
        if let Ok(class) = class {
            let code = Value::str("validate-by-alias-and-name-false");
            let error = interp.call_keywords(
                &class,
                vec![Value::str(message)],
                vec![("code".into(), code)],
            )?;
            return Err(interp.to_raised(&error)?);
        }
        return Err(interp.value_error(message));
    }
    Ok(state)
}

fn finish(interp: &mut Interp, this: &Value, result: Checked, mode: Mode) -> PyResult {
    match result {
        Ok(value) => Ok(value),
        Err(fail) => {
            let (title, hides_input) = match this.data::<Data>() {
                Some(data) => (data.title.clone(), data.hides_input),
                None => (String::new(), false),
            };
            Err(to_raised(
                interp,
                fail,
                &title,
                mode == Mode::Json,
                hides_input,
            ))
        }
    }
}

fn root(interp: &mut Interp, this: &Value) -> PyResult<Validator> {
    match this.data::<Data>() {
        Some(data) => Ok(data.root.clone()),
        None => Err(interp.type_error("a SchemaValidator was expected")),
    }
}

fn run(interp: &mut Interp, this: &Value, input: &Value, mut state: State) -> PyResult {
    let root = root(interp, this)?;
    let mode = state.mode;
    let result = root.check(interp, input, &mut state);
    finish(interp, this, result, mode)
}

const PYTHON: &[&str] = &[
    "strict",
    "extra",
    "from_attributes",
    "context",
    "self_instance",
    "allow_partial",
    "by_alias",
    "by_name",
];
const ISINSTANCE: &[&str] = &[
    "strict",
    "extra",
    "from_attributes",
    "context",
    "self_instance",
    "by_alias",
    "by_name",
];
const JSON: &[&str] = &[
    "strict",
    "extra",
    "context",
    "self_instance",
    "allow_partial",
    "by_alias",
    "by_name",
];
const STRINGS: &[&str] = &[
    "strict",
    "extra",
    "context",
    "allow_partial",
    "by_alias",
    "by_name",
];
const ASSIGNMENT: &[&str] = &[
    "strict",
    "extra",
    "from_attributes",
    "context",
    "by_alias",
    "by_name",
];

fn validate_json(interp: &mut Interp, args: &[Value]) -> PyResult {
    let state = state(interp, Mode::Json, JSON, &args[2..])?;
    let bytes = match json_bytes(interp, &args[1]) {
        Ok(bytes) => bytes,
        Err(fail) => return finish(interp, &args[0], Err(fail), Mode::Json),
    };
    let Some(bytes) = bytes else {
        let fail = Fail::new("json_type", &args[1]);
        return finish(interp, &args[0], Err(fail), Mode::Json);
    };
    let partial = match &args[6] {
        Value::Bool(true) => jiter::PartialMode::On,
        other
            if other
                .as_str()
                .is_some_and(|mode| &**mode == "trailing-strings") =>
        {
            jiter::PartialMode::TrailingStrings
        }
        _ => jiter::PartialMode::Off,
    };
    let parsed = if matches!(partial, jiter::PartialMode::Off) {
        parse_json(interp, &bytes, &args[1])
    } else {
        crate::json::read(interp, &bytes, true, partial).map_err(|error| {
            Fail::with("json_invalid", vec![("error", Value::str(error))], &args[1])
        })
    };
    match parsed {
        Ok(value) => run(interp, &args[0], &value, state),
        Err(fail) => finish(interp, &args[0], Err(fail), Mode::Json),
    }
}

const METHODS: &[Definition] = &[
    def(
        "validate_python",
        "(self, input, /, *, strict=None, extra=None, from_attributes=None, context=None, self_instance=None, allow_partial=False, by_alias=None, by_name=None)",
        |interp, args| {
            let state = state(interp, Mode::Python, PYTHON, &args[2..])?;
            run(interp, &args[0], &args[1], state)
        },
    ),
    def(
        "isinstance_python",
        "(self, input, /, *, strict=None, extra=None, from_attributes=None, context=None, self_instance=None, by_alias=None, by_name=None)",
        |interp, args| {
            let mut state = state(interp, Mode::Python, ISINSTANCE, &args[2..])?;
            let root = root(interp, &args[0])?;
            match root.check(interp, &args[1], &mut state) {
                Ok(_) => Ok(Value::Bool(true)),
                Err(Fail::Lines(_)) => Ok(Value::Bool(false)),
                Err(fail) => finish(interp, &args[0], Err(fail), Mode::Python),
            }
        },
    ),
    def(
        "validate_json",
        "(self, input, /, *, strict=None, extra=None, context=None, self_instance=None, allow_partial=False, by_alias=None, by_name=None)",
        validate_json,
    ),
    def(
        "validate_strings",
        "(self, input, /, *, strict=None, extra=None, context=None, allow_partial=False, by_alias=None, by_name=None)",
        |interp, args| {
            let state = state(interp, Mode::Strings, STRINGS, &args[2..])?;
            run(interp, &args[0], &args[1], state)
        },
    ),
    def(
        "validate_assignment",
        "(self, obj, field_name, field_value, /, *, strict=None, extra=None, from_attributes=None, context=None, by_alias=None, by_name=None)",
        |interp, args| {
            let mut state = state(interp, Mode::Python, ASSIGNMENT, &args[4..])?;
            let Some(field) = args[2].as_str().cloned() else {
                return Err(interp.type_error("argument 'field_name': must be str"));
            };
            let root = root(interp, &args[0])?;
            let result = root.assign(interp, &args[1], &field, &args[3], &mut state);
            finish(interp, &args[0], result, Mode::Python)
        },
    ),
    def(
        "get_default_value",
        "(self, /, *, strict=None, context=None)",
        |interp, args| {
            let mut state = state(interp, Mode::Python, &["strict", "context"], &args[1..])?;
            let root = root(interp, &args[0])?;
            match root.default(interp, &mut state) {
                Ok(Some(value)) => Ok(classes::some(interp, value)),
                Ok(None) => Ok(Value::None),
                Err(fail) => finish(interp, &args[0], Err(fail), Mode::Python),
            }
        },
    ),
    def("__repr__", "(self, /)", |_, args| {
        let title = args[0]
            .data::<Data>()
            .map_or("", |data| data.title.as_str());
        Ok(Value::str(format!("SchemaValidator(title={title:?})")))
    }),
];

/// Make the class.
pub fn class(interp: &mut Interp) -> Rc<Class> {
    let base = interp.types.object.clone();
    let class = interp.define_class(MODULE, "SchemaValidator", &base);
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def("__new__", "(cls, schema, config=None)", new)],
    );
    interp.add_methods(&class, Binding::Method, METHODS);
    interp.add_attributes(
        &class,
        &[Attribute {
            name: "title",
            get: |_, this| {
                Ok(Value::str(
                    this.data::<Data>().map_or("", |data| data.title.as_str()),
                ))
            },
            set: None,
        }],
    );
    class
}
