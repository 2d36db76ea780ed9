//! The classes and objects of `_pydantic_core`, made once for each interpreter.

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Attribute, def};
use playground_python::object::{Binding, Class, NativeData, Payload};
use playground_python::value::Value;

use crate::errors::{classes as errors, report};
use crate::serialize::functions as serializer_functions;
use crate::validate::functions;

/// All of them.
#[expect(missing_docs, reason = "The names are those that Python shows.")]
pub struct Classes {
    pub validation_error: Rc<Class>,
    pub custom_error: Rc<Class>,
    pub known_error: Rc<Class>,
    pub omit: Rc<Class>,
    pub use_default: Rc<Class>,
    pub schema_error: Rc<Class>,
    pub serialization_error: Rc<Class>,
    pub unexpected_value: Rc<Class>,
    pub undefined: Value,
    pub undefined_type: Rc<Class>,
    pub validation_info: Rc<Class>,
    pub handler: Rc<Class>,
    pub serialization_info: Rc<Class>,
    pub field_serialization_info: Rc<Class>,
    pub serializer_handler: Rc<Class>,
    pub args_kwargs: Rc<Class>,
    pub some: Rc<Class>,
    pub url: Rc<Class>,
    pub multi_host_url: Rc<Class>,
}

/// The classes of an interpreter.
pub fn all(interp: &mut Interp) -> Rc<Classes> {
    interp.extension(make)
}

/// Where the classes say they are from.
pub const MODULE: &str = "pydantic_core._pydantic_core";

fn make(interp: &mut Interp) -> Classes {
    let types = interp.types.clone();
    let (custom_error, known_error) = errors::error_classes(interp);
    let undefined_type = interp.define_class(MODULE, "PydanticUndefinedType", &types.object);
    let undefined = interp.object(&undefined_type, Payload::None);
    interp.add_methods(
        &undefined_type,
        Binding::Method,
        &[
            def("__repr__", "(self, /)", |_, _| {
                Ok(Value::str("PydanticUndefined"))
            }),
            def("__copy__", "(self, /)", |_, args| Ok(args[0].clone())),
            def("__deepcopy__", "(self, memo, /)", |_, args| {
                Ok(args[0].clone())
            }),
            def("__reduce__", "(self, /)", |_, _| {
                Ok(Value::str("PydanticUndefined"))
            }),
        ],
    );
    interp.add_methods(
        &undefined_type,
        Binding::StaticMethod,
        &[def("__new__", "(cls, /)", |interp, _| {
            Err(interp.error(
                &interp.types.not_implemented_error,
                "Creating instances of \"UndefinedType\" is not supported",
            ))
        })],
    );
    let (url, multi_host_url) = crate::url::make_classes(interp);
    Classes {
        url,
        multi_host_url,
        validation_error: report::class(interp),
        custom_error,
        known_error,
        omit: errors::plain_error(interp, "PydanticOmit", &types.exception),
        use_default: errors::plain_error(interp, "PydanticUseDefault", &types.exception),
        schema_error: errors::plain_error(interp, "SchemaError", &types.exception),
        serialization_error: errors::plain_error(
            interp,
            "PydanticSerializationError",
            &types.value_error,
        ),
        unexpected_value: errors::plain_error(
            interp,
            "PydanticSerializationUnexpectedValue",
            &types.value_error,
        ),
        undefined,
        undefined_type,
        validation_info: functions::info_class(interp),
        handler: functions::handler_class(interp),
        serialization_info: serializer_functions::info_class(interp, "SerializationInfo"),
        field_serialization_info: serializer_functions::info_class(
            interp,
            "FieldSerializationInfo",
        ),
        serializer_handler: serializer_functions::handler_class(interp),
        args_kwargs: args_kwargs_class(interp),
        some: some_class(interp),
    }
}

/// The arguments of a call that is validated.
pub struct ArgsKwargs {
    /// A tuple.
    pub args: Value,
    /// A dict or `None`.
    pub kwargs: Value,
}

impl NativeData for ArgsKwargs {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.args);
        visit(&self.kwargs);
    }
}

fn args_kwargs_class(interp: &mut Interp) -> Rc<Class> {
    let base = interp.types.object.clone();
    let class = interp.define_class(MODULE, "ArgsKwargs", &base);
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def(
            "__new__",
            "(cls, args, kwargs=None)",
            |interp, args| {
                let Value::Class(class) = &args[0] else {
                    return Err(interp.type_error("__new__(X): X is not a type object"));
                };
                let kwargs = match &args[2] {
                    Value::Dict(dict) if !dict.is_empty() => args[2].clone(),
                    _ => Value::None,
                };
                let positional = Value::tuple(interp.collect(&args[1])?);
                let data = ArgsKwargs {
                    args: positional,
                    kwargs,
                };
                Ok(interp.native_object(class, data))
            },
        )],
    );
    interp.add_methods(
        &class,
        Binding::Method,
        &[
            def("__repr__", "(self, /)", |interp, args| {
                let Some(data) = args[0].data::<ArgsKwargs>() else {
                    return Ok(Value::str("ArgsKwargs()"));
                };
                let positional = interp.repr(&data.args)?;
                Ok(Value::str(if data.kwargs.is_none() {
                    format!("ArgsKwargs({positional})")
                } else {
                    let named = interp.repr(&data.kwargs)?;
                    format!("ArgsKwargs({positional}, {named})")
                }))
            }),
            def("__eq__", "(self, other, /)", |interp, args| {
                match (args[0].data::<ArgsKwargs>(), args[1].data::<ArgsKwargs>()) {
                    (Some(left), Some(right)) => Ok(Value::Bool(
                        interp.equal(&left.args, &right.args)?
                            && interp.equal(&left.kwargs, &right.kwargs)?,
                    )),
                    _ => Ok(Value::NotImplemented),
                }
            }),
        ],
    );
    interp.add_attributes(
        &class,
        &[
            Attribute {
                name: "args",
                get: |_, this| {
                    Ok(this
                        .data::<ArgsKwargs>()
                        .map_or(Value::None, |data| data.args.clone()))
                },
                set: None,
            },
            Attribute {
                name: "kwargs",
                get: |_, this| {
                    Ok(this
                        .data::<ArgsKwargs>()
                        .map_or(Value::None, |data| data.kwargs.clone()))
                },
                set: None,
            },
        ],
    );
    class
}

struct SomeData(Value);

impl NativeData for SomeData {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0);
    }
}

/// `Some(value)`.
pub fn some(interp: &mut Interp, value: Value) -> Value {
    let class = all(interp).some.clone();
    interp.native_object(&class, SomeData(value))
}

fn some_class(interp: &mut Interp) -> Rc<Class> {
    let base = interp.types.object.clone();
    let class = interp.define_class(MODULE, "Some", &base);
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def(
            "__new__",
            "(cls, value, /)",
            |interp, args| -> PyResult {
                let Value::Class(class) = &args[0] else {
                    return Err(interp.type_error("__new__(X): X is not a type object"));
                };
                Ok(interp.native_object(class, SomeData(args[1].clone())))
            },
        )],
    );
    interp.add_methods(
        &class,
        Binding::Method,
        &[def("__repr__", "(self, /)", |interp, args| {
            let value = args[0]
                .data::<SomeData>()
                .map_or(Value::None, |data| data.0.clone());
            let shown = interp.repr(&value)?;
            Ok(Value::str(format!("Some({shown})")))
        })],
    );
    interp.add_attributes(
        &class,
        &[Attribute {
            name: "value",
            get: |_, this| {
                Ok(this
                    .data::<SomeData>()
                    .map_or(Value::None, |data| data.0.clone()))
            },
            set: None,
        }],
    );
    class
}
