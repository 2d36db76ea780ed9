//! Serializers that are functions of the program, `format` and `to-string`, and what functions are told (`SerializationInfo`).

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Attribute, def};
use playground_python::object::{Binding, Class, NativeData};
use playground_python::value::{Str, Value};

use super::{Serialize, Serializer, State, infer, serialization_error};
use crate::classes::{self, MODULE};

/// When a serializer is used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// Not for `None`.
    UnlessNone,
    /// For JSON.
    Json,
    /// For JSON, and not for `None`.
    JsonUnlessNone,
}

impl When {
    /// By its name.
    pub fn of(name: Option<&str>, default: When) -> When {
        match name {
            Some("always") => When::Always,
            Some("unless-none") => When::UnlessNone,
            Some("json") => When::Json,
            Some("json-unless-none") => When::JsonUnlessNone,
            _ => default,
        }
    }

    fn is_now(self, value: &Value, state: &State) -> bool {
        match self {
            When::Always => true,
            When::UnlessNone => !value.is_none(),
            When::Json => state.settings.json,
            When::JsonUnlessNone => state.settings.json && !value.is_none(),
        }
    }
}

/// `function-plain` and `function-wrap`.
pub struct FunctionOut {
    /// The function.
    pub function: Value,
    /// Its name in messages.
    pub shown: String,
    /// Whether it is given the model.
    pub is_field: bool,
    /// Whether it is given an info.
    pub with_info: bool,
    /// What its result is.
    pub returns: Option<Serializer>,
    /// What a handler runs, for wrap.
    pub inner: Option<Serializer>,
    /// What runs when the function isn't used.
    pub otherwise: Serializer,
    /// When it is used.
    pub when: When,
    /// The schema's type.
    pub kind: &'static str,
}

impl FunctionOut {
    fn call(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        let mut args = Vec::with_capacity(4);
        if self.is_field {
            args.push(state.model.clone());
        }
        args.push(value.clone());
        let all = classes::all(interp);
        if let Some(inner) = &self.inner {
            let handler = Handler {
                inner: inner.clone(),
                state: state.clone(),
            };
            args.push(interp.native_object(&all.serializer_handler, handler));
        }
        if self.with_info {
            let class = if self.is_field {
                &all.field_serialization_info
            } else {
                &all.serialization_info
            };
            args.push(interp.native_object(class, Info(state.clone())));
        }
        match interp.call_keywords(&self.function, args, Vec::new()) {
            Ok(value) => Ok(value),
            Err(raised) => {
                let types = interp.types.clone();
                if !raised.is(&types.exception)
                    || raised.is(&all.serialization_error)
                    || raised.is(&all.unexpected_value)
                    || raised.is(&all.omit)
                    || raised.is(&types.recursion_error)
                    || raised.is(&types.not_supported)
                {
                    return Err(raised);
                }
                let name = interp.type_name(&raised.value());
                let text = interp.str(&raised.value())?;
                let mut message =
                    format!("Error calling function `{}`: {name}: {text}", self.shown);
                if state.settings.text {
                    message =
                        format!("Error serializing to JSON: PydanticSerializationError: {message}");
                }
                let error = serialization_error(interp, message);
                let old = error.data().cause.replace(Some(raised));
                drop(old);
                Err(error)
            }
        }
    }
}

impl Serialize for FunctionOut {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        if !self.when.is_now(value, state) {
            return self.otherwise.run(interp, value, state);
        }
        let made = match self.call(interp, value, state) {
            Ok(made) => made,
            Err(raised) => {
                let all = classes::all(interp);
                if raised.is(&all.unexpected_value) && !state.checks {
                    let text = interp.str(&raised.value())?;
                    state.warn(&text);
                    return infer::infer(interp, value, state);
                }
                return Err(raised);
            }
        };
        let filters = (
            std::mem::replace(&mut state.include, Value::None),
            std::mem::replace(&mut state.exclude, Value::None),
        );
        let result = match &self.returns {
            Some(returns) => returns.run(interp, &made, state),
            None => infer::infer(interp, &made, state),
        };
        (state.include, state.exclude) = filters;
        result
    }

    fn name(&self) -> String {
        format!("{}[{}]", self.kind, self.shown)
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function);
        self.otherwise.traverse(visit);
        for serializer in [&self.returns, &self.inner].into_iter().flatten() {
            serializer.traverse(visit);
        }
    }
}

/// `format` and `to-string`.
pub struct FormatOut {
    /// The format; nothing for `str`.
    pub format: Option<Str>,
    /// When it is used.
    pub when: When,
}

impl Serialize for FormatOut {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        if !self.when.is_now(value, state) {
            return infer::infer(interp, value, state);
        }
        match &self.format {
            None => Ok(Value::Str(interp.str(value)?)),
            Some(format) => match interp.format(value, format) {
                Ok(text) => Ok(Value::Str(text)),
                Err(raised) => {
                    let name = interp.type_name(&raised.value());
                    let text = interp.str(&raised.value())?;
                    let shown = interp.repr(&Value::Str(format.clone()))?;
                    Err(serialization_error(
                        interp,
                        format!("Error calling `format(value, {shown})`: {name}: {text}"),
                    ))
                }
            },
        }
    }

    fn name(&self) -> String {
        if self.format.is_some() {
            "format"
        } else {
            "to-string"
        }
        .to_owned()
    }
}

/// What a handler of a wrap serializer holds.
pub struct Handler {
    inner: Serializer,
    state: State,
}

impl NativeData for Handler {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.state.model);
    }
}

/// The class of handlers.
pub fn handler_class(interp: &mut Interp) -> Rc<Class> {
    let base = interp.types.object.clone();
    let class = interp.define_class(MODULE, "SerializationCallable", &base);
    interp.add_methods(
        &class,
        Binding::Method,
        &[def(
            "__call__",
            "(self, value, index_key=None, /)",
            |interp, args| {
                let Some(handler) = args[0].data::<Handler>() else {
                    return Err(interp.type_error("the handler of a wrap serializer was expected"));
                };
                let mut state = handler.state.clone();
                let inner = handler.inner.clone();
                if let Some(index) = args[2].bound()
                    && !index.is_none()
                {
                    let (include, exclude) = (state.include.clone(), state.exclude.clone());
                    match super::containers::admit(interp, &include, &exclude, index, None)? {
                        Some((include, exclude)) => {
                            state.include = include;
                            state.exclude = exclude;
                        }
                        None => {
                            let class = classes::all(interp).omit.clone();
                            return Err(interp.exception(&class, Vec::new()));
                        }
                    }
                }
                // A model that its own wrap serializer works on is entered a second time.
                let address = args[1].address();
                let mut paused = false;
                if address != 0 {
                    let mut guard = state.guard.borrow_mut();
                    if guard.last() == Some(&address) {
                        guard.pop();
                        paused = true;
                    }
                }
                let result = interp.nested(|interp| inner.run(interp, &args[1], &mut state));
                if paused {
                    state.guard.borrow_mut().push(address);
                }
                result
            },
        )],
    );
    class
}

/// What `SerializationInfo` holds.
pub struct Info(State);

impl NativeData for Info {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0.model);
        visit(&self.0.settings.context);
    }
}

fn read(this: &Value, part: fn(&State) -> Value) -> PyResult {
    Ok(this
        .data::<Info>()
        .map_or(Value::None, |info| part(&info.0)))
}

/// `SerializationInfo` and `FieldSerializationInfo`.
pub fn info_class(interp: &mut Interp, name: &'static str) -> Rc<Class> {
    let base = interp.types.object.clone();
    let class = interp.define_class(MODULE, name, &base);
    macro_rules! attributes {
        ($($name:literal => $part:expr),* $(,)?) => {
            &[$(Attribute { name: $name, get: |_, this| read(this, $part), set: None }),*]
        };
    }
    let table: &[Attribute] = attributes! {
        "include" => |state| state.include.clone(),
        "exclude" => |state| state.exclude.clone(),
        "context" => |state| state.settings.context.clone().or(Value::None),
        "mode" => |state| state.settings.mode.clone(),
        "by_alias" => |state| Value::Bool(state.settings.by_alias.unwrap_or(false)),
        "exclude_unset" => |state| Value::Bool(state.settings.exclude_unset),
        "exclude_defaults" => |state| Value::Bool(state.settings.exclude_defaults),
        "exclude_none" => |state| Value::Bool(state.settings.exclude_none),
        "exclude_computed_fields" => |state| Value::Bool(state.settings.exclude_computed_fields),
        "round_trip" => |state| Value::Bool(state.settings.round_trip),
        "serialize_as_any" => |state| Value::Bool(state.settings.serialize_as_any),
        "field_name" => |state| state.field_name.clone().map_or(Value::None, Value::Str),
    };
    for attribute in table {
        if attribute.name != "field_name" || name == "FieldSerializationInfo" {
            interp.add_attributes(&class, &[*attribute]);
        }
    }
    interp.add_methods(
        &class,
        Binding::Method,
        &[def("mode_is_json", "(self, /)", |_, args| {
            read(&args[0], |state| Value::Bool(state.settings.json))
        })],
    );
    class
}
