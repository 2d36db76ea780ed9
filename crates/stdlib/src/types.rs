//! `_types`: the classes of the interpreter that have no name among the builtins.

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::object::{Binding, Payload};
use playground_python::value::{DictObject, Value};

const NAMESPACE_METHODS: &[Definition] = &[
    def(
        "__init__",
        "(self, mapping=None, /, **kwargs)",
        |interp, args| {
            let Value::Object(object) = &args[0] else {
                return Ok(Value::None);
            };
            let dict = interp.object_dict(object);
            if let Some(mapping) = args[1].bound() {
                for (key, value) in interp.mapping_entries(mapping)?.unwrap_or_default() {
                    interp.dict_set(&dict, &key, value)?;
                }
            }
            if let Value::Dict(keywords) = &args[2] {
                for (key, value) in keywords.entries() {
                    interp.dict_set(&dict, &key, value)?;
                }
            }
            Ok(Value::None)
        },
    ),
    def("__repr__", "(self, /)", |interp, args| {
        let Value::Object(object) = &args[0] else {
            return Ok(Value::None);
        };
        let dict = interp.object_dict(object);
        let mut parts = Vec::new();
        for (key, value) in dict.entries() {
            let text = interp.repr(&value)?;
            parts.push(format!(
                "{}={text}",
                key.as_str().map_or("?", |key| key.as_str())
            ));
        }
        let class = object.class().name();
        let name = if &*class == "SimpleNamespace" {
            "namespace".to_owned()
        } else {
            class.to_string()
        };
        Ok(Value::str(format!("{name}({})", parts.join(", "))))
    }),
    def("__eq__", "(self, other, /)", |interp, args| {
        match (&args[0], &args[1]) {
            (Value::Object(a), Value::Object(b)) if Rc::ptr_eq(&a.class(), &b.class()) => {
                let (a, b) = (
                    Value::Dict(interp.object_dict(a)),
                    Value::Dict(interp.object_dict(b)),
                );
                Ok(Value::Bool(interp.equal(&a, &b)?))
            }
            _ => Ok(Value::NotImplemented),
        }
    }),
];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    let types = interp.types.clone();
    for (name, class) in [
        ("FunctionType", &types.function),
        ("LambdaType", &types.function),
        ("CodeType", &types.code),
        ("MappingProxyType", &types.mapping_proxy),
        ("SimpleNamespace", &types.simple_namespace),
        ("CellType", &types.cell),
        ("GeneratorType", &types.generator),
        ("CoroutineType", &types.coroutine),
        ("AsyncGeneratorType", &types.async_generator),
        ("MethodType", &types.method),
        ("BuiltinFunctionType", &types.builtin_function),
        ("BuiltinMethodType", &types.builtin_function),
        ("MethodDescriptorType", &types.method_descriptor),
        ("WrapperDescriptorType", &types.method_descriptor),
        ("GetSetDescriptorType", &types.getset_descriptor),
        ("MemberDescriptorType", &types.member_descriptor),
        ("ModuleType", &types.module),
        ("TracebackType", &types.traceback),
        ("FrameType", &types.frame),
        ("GenericAlias", &types.generic_alias),
        ("UnionType", &types.union_type),
        ("NoneType", &types.none_type),
        ("NotImplementedType", &types.not_implemented_type),
        ("EllipsisType", &types.ellipsis_type),
    ] {
        module.set_str(interp.intern(name), Value::Class(class.clone()));
    }
    let namespace = types.simple_namespace.clone();
    let new = def(
        "__new__",
        "(cls, /, *args, **kwargs)",
        |interp: &mut Interp, args: &[Value]| {
            let Value::Class(class) = &args[0] else {
                return Err(interp.type_error("a class is required"));
            };
            Ok(interp.object(class, Payload::None))
        },
    );
    interp.add_methods(&namespace, Binding::StaticMethod, &[new]);
    interp.add_methods(&namespace, Binding::Method, NAMESPACE_METHODS);
    interp.class_set(
        &namespace,
        &interp.names.module.clone(),
        Value::str("types"),
    );
    Ok(())
}
