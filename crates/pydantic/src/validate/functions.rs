//! Validators that are functions of the program, what they are told (`ValidationInfo`) and the handler of wrap validators.

use std::cell::RefCell;
use std::rc::Rc;

use playground_python::interp::Interp;
use playground_python::native::{Attribute, def};
use playground_python::object::{Binding, Class, NativeData};
use playground_python::value::{Str, Value};

use super::{Check, Mode, State, Validator};
use crate::classes;
use crate::config::Config;
use crate::errors::classes::from_raised;
use crate::errors::report::to_raised;
use crate::errors::{Checked, Fail, Place};

/// A function and how it is called.
pub struct Called {
    /// The function.
    pub function: Value,
    /// Whether it is given a `ValidationInfo`.
    pub with_info: bool,
    /// The field that the schema names.
    pub field_name: Option<Str>,
    /// The config, for the info.
    pub config: Config,
    /// Its name in titles.
    pub shown: String,
}

impl Called {
    fn call(
        &self,
        interp: &mut Interp,
        mut args: Vec<Value>,
        input: &Value,
        state: &State,
    ) -> Checked {
        if self.with_info {
            args.push(info(interp, self, state));
        }
        match interp.call_keywords(&self.function, args, Vec::new()) {
            Ok(value) => Ok(value),
            Err(raised) => Err(from_raised(interp, raised, input)),
        }
    }
}

/// What `ValidationInfo` holds.
pub struct Info {
    context: Value,
    config: Value,
    mode: Mode,
    data: Value,
    field_name: Value,
}

impl NativeData for Info {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for value in [&self.context, &self.config, &self.data, &self.field_name] {
            visit(value);
        }
    }
}

fn info(interp: &mut Interp, called: &Called, state: &State) -> Value {
    let class = classes::all(interp).validation_info.clone();
    let field_name = called
        .field_name
        .clone()
        .or_else(|| state.field_name.clone());
    let data = match &state.data {
        Some(data) => Value::Dict(data.clone()),
        None => Value::Unbound,
    };
    interp.native_object(
        &class,
        Info {
            context: state.context.clone(),
            config: called.config.value.clone().or(Value::None),
            mode: state.mode,
            data,
            field_name: field_name.map_or(Value::None, Value::Str),
        },
    )
}

fn read(this: &Value, part: fn(&Info) -> Value) -> Value {
    this.data::<Info>().map_or(Value::None, part)
}

/// `ValidationInfo`.
pub fn info_class(interp: &mut Interp) -> Rc<Class> {
    let base = interp.types.object.clone();
    let class = interp.define_class("pydantic_core._pydantic_core", "ValidationInfo", &base);
    interp.add_attributes(
        &class,
        &[
            Attribute {
                name: "context",
                get: |_, this| Ok(read(this, |info| info.context.clone())),
                set: None,
            },
            Attribute {
                name: "config",
                get: |_, this| Ok(read(this, |info| info.config.clone())),
                set: None,
            },
            Attribute {
                name: "mode",
                get: |_, this| {
                    Ok(read(this, |info| {
                        Value::str(match info.mode {
                            Mode::Json => "json",
                            _ => "python",
                        })
                    }))
                },
                set: None,
            },
            Attribute {
                name: "data",
                get: |interp, this| {
                    let data = read(this, |info| info.data.clone());
                    if data.is_unbound() {
                        return Err(interp.attribute_error(
                            "No attribute named 'data'",
                            this,
                            &"data".into(),
                        ));
                    }
                    Ok(data)
                },
                set: None,
            },
            Attribute {
                name: "field_name",
                get: |_, this| Ok(read(this, |info| info.field_name.clone())),
                set: None,
            },
        ],
    );
    interp.add_methods(
        &class,
        Binding::Method,
        &[def("__repr__", "(self, /)", |interp, args| {
            let mut parts = Vec::new();
            for name in ["config", "context", "data", "field_name"] {
                let value = match interp.attribute(&args[0], name) {
                    Ok(value) => value,
                    Err(_) => Value::None,
                };
                parts.push(format!("{name}={}", interp.repr(&value)?));
            }
            Ok(Value::str(format!("ValidationInfo({})", parts.join(", "))))
        })],
    );
    class
}

/// What the handler of a wrap validator holds.
pub struct Handler {
    inner: Validator,
    state: RefCell<State>,
    /// The field and the object, for an assignment.
    assignment: Option<(Str, Value)>,
}

impl NativeData for Handler {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some((_, value)) = &self.assignment {
            visit(value);
        }
    }
}

fn handle(interp: &mut Interp, args: &[Value]) -> playground_python::error::PyResult {
    let Some(handler) = args[0].data::<Handler>() else {
        return Err(interp.type_error("the handler of a wrap validator was expected"));
    };
    let mut state = handler.state.borrow().clone();
    let inner = handler.inner.clone();
    let result = match &handler.assignment {
        Some((field, value)) => {
            inner.assign(interp, &args[1], &field.clone(), &value.clone(), &mut state)
        }
        None => interp_nested(interp, &inner, &args[1], &mut state),
    };
    let mode = state.mode;
    *handler.state.borrow_mut() = state;
    match result {
        Ok(value) => Ok(value),
        Err(fail) => {
            let fail = match args[2].bound() {
                Some(Value::None) | None => fail,
                Some(place) => {
                    let place = Place::of_key(interp, place)?;
                    fail.within(place)
                }
            };
            Err(to_raised(
                interp,
                fail,
                "ValidatorCallable",
                mode == Mode::Json,
                false,
            ))
        }
    }
}

/// Validate one level deeper, within the limit of nesting.
pub fn interp_nested(
    interp: &mut Interp,
    validator: &Validator,
    input: &Value,
    state: &mut State,
) -> Checked {
    let mut result = None;
    interp.nested(|interp| {
        result = Some(validator.check(interp, input, state));
        Ok(())
    })?;
    result.unwrap_or_else(|| Ok(input.clone()))
}

/// The class of handlers.
pub fn handler_class(interp: &mut Interp) -> Rc<Class> {
    let base = interp.types.object.clone();
    let class = interp.define_class("pydantic_core._pydantic_core", "ValidatorCallable", &base);
    interp.add_methods(
        &class,
        Binding::Method,
        &[def(
            "__call__",
            "(self, input_value, outer_location=None, /)",
            handle,
        )],
    );
    class
}

/// `function-before`, `function-after`, `function-plain` and `function-wrap`.
pub enum Function {
    /// It gets the input.
    Before(Called, Validator),
    /// It gets the value.
    After(Called, Validator),
    /// It is all there is.
    Plain(Called),
    /// It gets the input and a handler.
    Wrap(Called, Validator),
}

impl Function {
    fn wrap(
        interp: &mut Interp,
        called: &Called,
        inner: &Validator,
        input: &Value,
        state: &mut State,
        assignment: Option<(Str, Value)>,
    ) -> Checked {
        let class = classes::all(interp).handler.clone();
        let handler = interp.native_object(
            &class,
            Handler {
                inner: inner.clone(),
                state: RefCell::new(state.clone()),
                assignment,
            },
        );
        let result = called.call(interp, vec![input.clone(), handler.clone()], input, state);
        if let Some(handler) = handler.data::<Handler>() {
            let after = handler.state.borrow();
            state.exactness = after.exactness;
            state.fields_set = after.fields_set;
        }
        result
    }
}

impl Check for Function {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        match self {
            Function::Before(called, inner) => {
                let value = called.call(interp, vec![input.clone()], input, state)?;
                inner.check(interp, &value, state)
            }
            Function::After(called, inner) => {
                let value = inner.check(interp, input, state)?;
                called.call(interp, vec![value], input, state)
            }
            Function::Plain(called) => called.call(interp, vec![input.clone()], input, state),
            Function::Wrap(called, inner) => {
                Function::wrap(interp, called, inner, input, state, None)
            }
        }
    }

    fn name(&self) -> String {
        match self {
            Function::Before(called, inner) => {
                format!("function-before[{}(), {}]", called.shown, inner.name())
            }
            Function::After(called, inner) => {
                format!("function-after[{}(), {}]", called.shown, inner.name())
            }
            Function::Plain(called) => format!("function-plain[{}()]", called.shown),
            Function::Wrap(called, _) => format!("function-wrap[{}()]", called.shown),
        }
    }

    fn assign(
        &self,
        interp: &mut Interp,
        object: &Value,
        field: &Str,
        value: &Value,
        state: &mut State,
    ) -> Checked {
        match self {
            Function::Before(called, inner) => {
                let object = called.call(interp, vec![object.clone()], object, state)?;
                inner.assign(interp, &object, field, value, state)
            }
            Function::After(called, inner) => {
                let made = inner.assign(interp, object, field, value, state)?;
                called.call(interp, vec![made], value, state)
            }
            Function::Plain(called) => Err(Fail::Raised(interp.type_error(format_args!(
                "validate_assignment is not supported for function-plain[{}()]",
                called.shown
            )))),
            Function::Wrap(called, inner) => {
                let assignment = Some((field.clone(), value.clone()));
                Function::wrap(interp, called, inner, object, state, assignment)
            }
        }
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        match self {
            Function::Before(called, inner)
            | Function::After(called, inner)
            | Function::Wrap(called, inner) => {
                visit(&called.function);
                inner.traverse(visit);
            }
            Function::Plain(called) => visit(&called.function),
        }
    }
}
