//! `mappingproxy`: a view of a mapping that can't be changed. What it is asked, it asks the mapping.

use super::object::MappingProxy;
use crate::code::{BinaryOp, CompareOp};
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::object::Binding;
use crate::value::Value;

/// The mapping behind a proxy; any other value is its own.
fn mapping(value: &Value) -> Value {
    value
        .data::<MappingProxy>()
        .map_or_else(|| value.clone(), |proxy| proxy.0.clone())
}

fn argument(arguments: &[Value], index: usize) -> Value {
    arguments.get(index).cloned().unwrap_or_default()
}

fn this(arguments: &[Value]) -> Value {
    mapping(&argument(arguments, 0))
}

fn new(interp: &mut Interp, arguments: &[Value]) -> PyResult {
    let given = argument(arguments, 1);
    let name = interp.intern("__getitem__");
    let is_mapping = matches!(given, Value::Dict(_)) || interp.special(&given, &name)?.is_some();
    if !is_mapping || matches!(given, Value::List(_) | Value::Tuple(_)) {
        let name = interp.type_name(&given);
        return Err(interp.type_error(format_args!(
            "mappingproxy() argument must be a mapping, not {name}"
        )));
    }
    let class = interp.types.mapping_proxy.clone();
    Ok(interp.native_object(&class, MappingProxy(given)))
}

fn union(interp: &mut Interp, arguments: &[Value]) -> PyResult {
    let (left, right) = (this(arguments), mapping(&argument(arguments, 1)));
    interp.binary(BinaryOp::Or, &left, &right)
}

const METHODS: &[Definition] = &[
    def("__getitem__", "(self, key, /)", |interp, arguments| {
        interp.get_item(&this(arguments), &argument(arguments, 1))
    }),
    def("__contains__", "(self, key, /)", |interp, arguments| {
        Ok(Value::Bool(
            interp.contains(&this(arguments), &argument(arguments, 1))?,
        ))
    }),
    def("__len__", "(self, /)", |interp, arguments| {
        Ok(Value::size(interp.length(&this(arguments))?))
    }),
    def("__iter__", "(self, /)", |interp, arguments| {
        interp.iter(&this(arguments))
    }),
    def("__reversed__", "(self, /)", |interp, arguments| {
        interp.call_method(&this(arguments), "__reversed__", &[])
    }),
    def("__hash__", "(self, /)", |interp, arguments| {
        let hash = interp.hash(&this(arguments))?;
        Ok(Value::Int(hash.cast_signed()))
    }),
    def("__repr__", "(self, /)", |interp, arguments| {
        let shown = interp.repr(&this(arguments))?;
        Ok(Value::str(format!("mappingproxy({shown})")))
    }),
    def("__str__", "(self, /)", |interp, arguments| {
        Ok(Value::Str(interp.str(&this(arguments))?))
    }),
    def("__eq__", "(self, value, /)", |interp, arguments| {
        let other = mapping(&argument(arguments, 1));
        interp.compare(CompareOp::Equal, &this(arguments), &other)
    }),
    def("__ne__", "(self, value, /)", |interp, arguments| {
        let other = mapping(&argument(arguments, 1));
        interp.compare(CompareOp::NotEqual, &this(arguments), &other)
    }),
    def("__or__", "(self, value, /)", union),
    def("__ror__", "(self, value, /)", |interp, arguments| {
        union(interp, &[argument(arguments, 1), argument(arguments, 0)])
    }),
    def("__ior__", "(self, value, /)", |interp, _| {
        Err(interp.type_error("'|=' is not supported by mappingproxy; use '|' instead"))
    }),
    def(
        "get",
        "(self, key, default=None, /)",
        |interp, arguments| {
            let default = argument(arguments, 2);
            let default = if default.is_unbound() {
                Value::None
            } else {
                default
            };
            interp.call_method(&this(arguments), "get", &[argument(arguments, 1), default])
        },
    ),
    def("keys", "(self, /)", |interp, arguments| {
        interp.call_method(&this(arguments), "keys", &[])
    }),
    def("values", "(self, /)", |interp, arguments| {
        interp.call_method(&this(arguments), "values", &[])
    }),
    def("items", "(self, /)", |interp, arguments| {
        interp.call_method(&this(arguments), "items", &[])
    }),
    def("copy", "(self, /)", |interp, arguments| {
        interp.call_method(&this(arguments), "copy", &[])
    }),
];

pub(super) fn install(interp: &Interp) {
    let class = interp.types.mapping_proxy.clone();
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def("__new__", "(type, mapping, /)", new)],
    );
    interp.add_methods(&class, Binding::Method, METHODS);
    class.is_final.set(true);
}
