//! The exceptions that programs raise in validators and serializers: `PydanticCustomError`, `PydanticKnownError` and their like.

use std::rc::Rc;

use playground_python::error::{PyResult, Raised};
use playground_python::interp::Interp;
use playground_python::native::{Attribute, Definition, def};
use playground_python::object::{Binding, Class, NativeData};
use playground_python::value::{Str, Value};

use super::report::{fill, lines_of, string_entries};
use super::{Fail, Kind, kinds};
use crate::classes;

struct CustomData(Kind);

impl NativeData for CustomData {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        match &self.0 {
            Kind::Known(_, context) => context.iter().for_each(|(_, value)| visit(value)),
            Kind::Custom(_, _, context) => visit(context),
        }
    }
}

const SLOT: &str = "__kind__";

/// The kind that a `PydanticCustomError` or `PydanticKnownError` carries.
pub fn kind_of(interp: &Interp, value: &Value) -> Option<Kind> {
    match value {
        Value::Object(object) => object
            .slot(&interp.intern(SLOT))?
            .data::<CustomData>()
            .map(|data| data.0.clone()),
        _ => None,
    }
}

/// A known kind with a program's context.
pub fn known_kind(interp: &mut Interp, name: &str, context: &Value) -> PyResult<Kind> {
    let Some(known) = kinds::find(name) else {
        return Err(interp.key_error(Value::str(format!("Invalid error type: '{name}'"))));
    };
    let given = string_entries(context);
    let mut entries = Vec::new();
    for place in places(known.text) {
        if place == "expected_plural" {
            continue;
        }
        match given.iter().find(|(key, _)| key == place) {
            Some((_, value)) => entries.push((place, value.clone())),
            None => {
                return Err(
                    interp.type_error(format_args!("{name}: '{place}' required in context"))
                );
            }
        }
    }
    Ok(Kind::Known(known, entries))
}

/// The names in the braces of a template.
fn places(text: &'static str) -> Vec<&'static str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect()
}

fn parts(interp: &mut Interp, this: &Value) -> PyResult<(Str, Str, Value)> {
    match kind_of(interp, this) {
        Some(Kind::Known(known, context)) => {
            let context = if context.is_empty() {
                Value::None
            } else {
                interp.dict_of(context)
            };
            Ok((known.name.into(), known.text.into(), context))
        }
        Some(Kind::Custom(name, template, context)) => Ok((name, template, context)),
        None => Err(interp.type_error("the error wasn't initialized")),
    }
}

fn message(interp: &mut Interp, this: &Value) -> PyResult<String> {
    let is_custom = matches!(kind_of(interp, this), Some(Kind::Custom(..)));
    let (_, template, context) = parts(interp, this)?;
    fill(interp, &template, &string_entries(&context), is_custom)
}

fn make(interp: &mut Interp, class: &Value, args: Vec<Value>, kind: Kind) -> PyResult {
    let Value::Class(class) = class else {
        return Err(interp.type_error("__new__(X): X is not a type object"));
    };
    let raised = interp.exception(class, args);
    let data_class = interp.native_class("ErrorKind");
    let data = interp.native_object(&data_class, CustomData(kind));
    raised.0.set_slot(&interp.intern(SLOT), data);
    Ok(raised.value())
}

fn custom_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let (Some(name), Some(template)) = (args[1].as_str().cloned(), args[2].as_str().cloned())
    else {
        return Err(interp.type_error("argument 'error_type': must be str"));
    };
    let context = args[3].clone().or(Value::None);
    let mut all = vec![args[1].clone(), args[2].clone()];
    if !context.is_none() {
        all.push(context.clone());
    }
    make(interp, &args[0], all, Kind::Custom(name, template, context))
}

fn known_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Some(name) = args[1].as_str().cloned() else {
        return Err(interp.type_error("argument 'error_type': must be str"));
    };
    let context = args[2].clone().or(Value::None);
    let kind = known_kind(interp, &name, &context)?;
    let mut all = vec![args[1].clone()];
    if !context.is_none() {
        all.push(context);
    }
    make(interp, &args[0], all, kind)
}

const METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args, **kwargs)", |_, _| {
        Ok(Value::None)
    }),
    def("message", "(self, /)", |interp, args| {
        Ok(Value::str(message(interp, &args[0])?))
    }),
    def("__str__", "(self, /)", |interp, args| {
        Ok(Value::str(message(interp, &args[0])?))
    }),
    def("__repr__", "(self, /)", |interp, args| {
        let text = message(interp, &args[0])?;
        let (name, _, context) = parts(interp, &args[0])?;
        let context = interp.repr(&context)?;
        Ok(Value::str(format!(
            "{text} [type={name}, context={context}]"
        )))
    }),
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "type",
        get: |interp, this| Ok(Value::Str(parts(interp, this)?.0)),
        set: None,
    },
    Attribute {
        name: "message_template",
        get: |interp, this| Ok(Value::Str(parts(interp, this)?.1)),
        set: None,
    },
    Attribute {
        name: "context",
        get: |interp, this| Ok(parts(interp, this)?.2),
        set: None,
    },
];

/// `PydanticCustomError` and `PydanticKnownError`.
pub fn error_classes(interp: &mut Interp) -> (Rc<Class>, Rc<Class>) {
    let base = interp.types.value_error.clone();
    let module = "pydantic_core._pydantic_core";
    let custom = interp.define_class(module, "PydanticCustomError", &base);
    let known = interp.define_class(module, "PydanticKnownError", &base);
    for class in [&custom, &known] {
        interp.add_methods(class, Binding::Method, METHODS);
        interp.add_attributes(class, ATTRIBUTES);
    }
    interp.add_methods(
        &custom,
        Binding::StaticMethod,
        &[def(
            "__new__",
            "(cls, error_type, message_template, context=None, /)",
            custom_new,
        )],
    );
    interp.add_methods(
        &known,
        Binding::StaticMethod,
        &[def(
            "__new__",
            "(cls, error_type, context=None, /)",
            known_new,
        )],
    );
    (custom, known)
}

/// An exception class whose `repr` shows its message without quotes.
pub fn plain_error(interp: &mut Interp, name: &'static str, base: &Rc<Class>) -> Rc<Class> {
    let class = interp.define_class("pydantic_core._pydantic_core", name, base);
    interp.add_methods(
        &class,
        Binding::Method,
        &[def("__repr__", "(self, /)", |interp, args| {
            let name = interp.type_name(&args[0]);
            let text = interp.str(&args[0])?;
            Ok(Value::str(format!("{name}({text})")))
        })],
    );
    class
}

/// What an exception from a program's validator means.
pub fn from_raised(interp: &mut Interp, raised: Raised, input: &Value) -> Fail {
    let all = classes::all(interp);
    let types = interp.types.clone();
    if raised.is(&types.value_error) {
        let value = raised.value();
        if let Some(lines) = lines_of(interp, &value) {
            return Fail::Lines(lines);
        }
        if let Some(kind) = kind_of(interp, &value) {
            return Fail::of(kind, input);
        }
        return Fail::with("value_error", vec![("error", value)], input);
    }
    if raised.is(&types.assertion_error) {
        return Fail::with("assertion_error", vec![("error", raised.value())], input);
    }
    if raised.is(&all.omit) {
        return Fail::Omit;
    }
    if raised.is(&all.use_default) {
        return Fail::UseDefault;
    }
    Fail::Raised(raised)
}
