//! `_functools`: `partial` and `reduce`.

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Attribute, Definition, def};
use playground_python::object::{Binding, Method, NativeData};
use playground_python::value::{DictObject, Value};

use crate::playground::add;

struct Partial {
    function: Value,
    args: Vec<Value>,
    keywords: Rc<DictObject>,
}

impl NativeData for Partial {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function);
        self.args.iter().for_each(&mut *visit);
        visit(&Value::Dict(self.keywords.clone()));
    }
}

fn partial_of<'a>(interp: &Interp, value: &'a Value) -> PyResult<&'a Partial> {
    value
        .data::<Partial>()
        .ok_or_else(|| interp.type_error("a partial object is required"))
}

fn partial_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(interp.type_error("a class is required"));
    };
    let mut positional = interp.collect(&args[2])?;
    let keywords = interp.dict();
    let mut function = args[1].clone();
    if let Some(inner) = args[1].data::<Partial>()
        && matches!(&args[1], Value::Object(object) if Rc::ptr_eq(&object.class(), class))
    {
        let mut all = inner.args.clone();
        all.append(&mut positional);
        positional = all;
        for (key, value) in inner.keywords.entries() {
            interp.dict_set(&keywords, &key, value)?;
        }
        function = inner.function.clone();
    }
    if let Value::Dict(given) = &args[3] {
        for (key, value) in given.entries() {
            interp.dict_set(&keywords, &key, value)?;
        }
    }
    let callable = interp.builtins.get("callable").unwrap_or(Value::None);
    if !matches!(
        interp.call(&callable, std::slice::from_ref(&function))?,
        Value::Bool(true)
    ) {
        return Err(interp.type_error("the first argument must be callable"));
    }
    Ok(interp.native_object(
        class,
        Partial {
            function,
            args: positional,
            keywords,
        },
    ))
}

const METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args, **kwargs)", |_, _| {
        Ok(Value::None)
    }),
    def("__call__", "(self, /, *args, **kwargs)", |interp, args| {
        let partial = partial_of(interp, &args[0])?;
        let (function, mut all) = (partial.function.clone(), partial.args.clone());
        let keywords = interp.dict();
        for (key, value) in partial.keywords.entries() {
            interp.dict_set(&keywords, &key, value)?;
        }
        all.extend(interp.collect(&args[1])?);
        if let Value::Dict(given) = &args[2] {
            for (key, value) in given.entries() {
                interp.dict_set(&keywords, &key, value)?;
            }
        }
        let keywords = playground_python::builtins::functions::keyword_list(&Value::Dict(keywords));
        interp.call_keywords(&function, all, keywords)
    }),
    def("__get__", "(self, instance, owner=None, /)", |_, args| {
        if args[1].is_none() {
            return Ok(args[0].clone());
        }
        Ok(Value::Method(Rc::new(Method {
            function: args[0].clone(),
            receiver: args[1].clone(),
        })))
    }),
    def("__repr__", "(self, /)", |interp, args| {
        let partial = partial_of(interp, &args[0])?;
        let mut parts = vec![interp.repr(&partial.function)?.to_string()];
        for value in &partial.args {
            parts.push(interp.repr(value)?.to_string());
        }
        for (key, value) in partial.keywords.entries() {
            let text = interp.repr(&value)?;
            parts.push(format!(
                "{}={text}",
                key.as_str().map_or("?", |key| key.as_str())
            ));
        }
        Ok(Value::str(format!(
            "functools.partial({})",
            parts.join(", ")
        )))
    }),
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "func",
        get: |interp, this| Ok(partial_of(interp, this)?.function.clone()),
        set: None,
    },
    Attribute {
        name: "args",
        get: |interp, this| Ok(Value::tuple(partial_of(interp, this)?.args.clone())),
        set: None,
    },
    Attribute {
        name: "keywords",
        get: |interp, this| Ok(Value::Dict(partial_of(interp, this)?.keywords.clone())),
        set: None,
    },
];

const FUNCTIONS: &[Definition] = &[def(
    "reduce",
    "(function, iterable, initial=None, /)",
    |interp, args| {
        let iterator = interp.iter(&args[1])?;
        let mut total = match args[2].bound() {
            Some(initial) => initial.clone(),
            None => match interp.next(&iterator)? {
                Some(first) => first,
                None => {
                    return Err(
                        interp.type_error("reduce() of empty iterable with no initial value")
                    );
                }
            },
        };
        while let Some(item) = interp.next(&iterator)? {
            total = interp.call(&args[0], &[total, item])?;
        }
        Ok(total)
    },
)];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    let class = interp.define_class_with_dict("functools", "partial");
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def(
            "__new__",
            "(cls, func, /, *args, **kwargs)",
            partial_new,
        )],
    );
    interp.add_methods(&class, Binding::Method, METHODS);
    interp.add_attributes(&class, ATTRIBUTES);
    module.set_str(interp.intern("partial"), Value::Class(class));
    add(interp, module, "functools", FUNCTIONS);
    Ok(())
}
