//! `sys`.

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Definition, NativeFn, def};
use playground_python::object::{Binding, NativeData};
use playground_python::value::{DictObject, Value};

use crate::playground::add;

/// A standard stream of the program.
struct Stream {
    is_error: bool,
}

impl NativeData for Stream {}

const FUNCTIONS: &[Definition] = &[
    def("exc_info", "()", |interp, _| {
        Ok(match interp.handled_exception() {
            Some(raised) => {
                let value = raised.value();
                let traceback = interp.traceback_value(&value);
                Value::tuple(vec![Value::Class(raised.class()), value, traceback])
            }
            None => Value::tuple(vec![Value::None, Value::None, Value::None]),
        })
    }),
    def("exception", "()", |interp, _| {
        Ok(interp
            .handled_exception()
            .map_or(Value::None, |raised| raised.value()))
    }),
    def("exit", "(status=None, /)", |interp, args| {
        let class = Value::Class(interp.types.system_exit.clone());
        let given: Vec<Value> = args[0].bound().cloned().into_iter().collect();
        let made = interp.call(&class, &given)?;
        Err(interp.to_raised(&made)?)
    }),
    def("getrecursionlimit", "()", |interp, _| {
        Ok(Value::size(interp.limits.recursion))
    }),
    def("setrecursionlimit", "(limit, /)", |_, _| Ok(Value::None)),
    def("getsizeof", "(obj, default=None, /)", |_, _| {
        Ok(Value::Int(64))
    }),
    def("getrefcount", "(obj, /)", |_, _| Ok(Value::Int(2))),
    def("intern", "(string, /)", |_, args| Ok(args[0].clone())),
    def("getdefaultencoding", "()", |_, _| Ok(Value::str("utf-8"))),
    def("getfilesystemencoding", "()", |_, _| {
        Ok(Value::str("utf-8"))
    }),
    def("is_finalizing", "()", |_, _| Ok(Value::Bool(false))),
    def("gettrace", "()", |_, _| Ok(Value::None)),
    def("settrace", "(function, /)", |interp, _| {
        Err(interp.unsupported("sys.settrace()", "look at the trace of the request instead"))
    }),
    def("audit", "(event, /, *args)", |_, _| Ok(Value::None)),
];

/// The frame that `sys._getframe` gives: what is asked of it most.
fn get_frame(interp: &mut Interp, args: &[Value]) -> PyResult {
    let depth = match args[0].bound() {
        Some(depth) => interp.count_clamped(depth)?,
        None => 0,
    };
    let Some(index) = interp.frames.len().checked_sub(depth + 1) else {
        return Err(interp.value_error("call stack is not deep enough"));
    };
    let frame = &interp.frames[index];
    let (globals, code, line) = (
        frame.globals.clone(),
        frame.code.clone(),
        frame.code.line(frame.current()),
    );
    let class = interp.types.simple_namespace.clone();
    let made = interp.object(&class, playground_python::object::Payload::None);
    if let Value::Object(object) = &made {
        let dict = interp.object_dict(object);
        dict.set_str("f_globals".into(), Value::Dict(globals));
        dict.set_str("f_locals".into(), Value::Dict(interp.dict()));
        dict.set_str("f_code".into(), Value::Code(code));
        dict.set_str("f_lineno".into(), Value::Int(i64::from(line)));
        dict.set_str("f_back".into(), Value::None);
    }
    Ok(made)
}

fn write(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Some(text) = args[1].as_str().cloned() else {
        let name = interp.type_name(&args[1]);
        return Err(interp.type_error(format_args!("write() argument must be str, not {name}")));
    };
    let is_error = args[0]
        .data::<Stream>()
        .is_some_and(|stream| stream.is_error);
    interp.print(is_error, &text)?;
    Ok(Value::size(text.char_count()))
}

const STREAM_METHODS: &[Definition] = &[
    def("write", "(self, text, /)", write),
    def("writelines", "(self, lines, /)", |interp, args| {
        for line in interp.collect(&args[1])? {
            write(interp, &[args[0].clone(), line])?;
        }
        Ok(Value::None)
    }),
    def("flush", "(self, /)", |_, _| Ok(Value::None)),
    def("isatty", "(self, /)", |_, _| Ok(Value::Bool(false))),
    def("fileno", "(self, /)", |_, args| {
        Ok(Value::Int(
            if args[0]
                .data::<Stream>()
                .is_some_and(|stream| stream.is_error)
            {
                2
            } else {
                1
            },
        ))
    }),
    def("writable", "(self, /)", |_, _| Ok(Value::Bool(true))),
    def("readable", "(self, /)", |_, _| Ok(Value::Bool(false))),
];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    add(interp, module, "sys", FUNCTIONS);
    let frame: NativeFn = get_frame;
    add(
        interp,
        module,
        "sys",
        &[def("_getframe", "(depth=0, /)", frame)],
    );
    let class = interp.define_class("_io", "TextIOWrapper", &interp.types.object.clone());
    interp.add_methods(&class, Binding::Method, STREAM_METHODS);
    class
        .dict
        .set_str(interp.intern("encoding"), Value::str("utf-8"));
    class
        .dict
        .set_str(interp.intern("closed"), Value::Bool(false));
    for (name, is_error) in [
        ("stdout", false),
        ("stderr", true),
        ("__stdout__", false),
        ("__stderr__", true),
    ] {
        let stream = interp.native_object(&class, Stream { is_error });
        module.set_str(interp.intern(name), stream);
    }
    let modules = Value::Dict(interp.modules.clone());
    let version_class = named_tuple(
        interp,
        "version_info",
        &["major", "minor", "micro", "releaselevel", "serial"],
    );
    let version = vec![
        Value::Int(3),
        Value::Int(14),
        Value::Int(0),
        Value::str("final"),
        Value::Int(0),
    ];
    let version = interp.object(
        &version_class,
        playground_python::object::Payload::Base(Value::tuple(version)),
    );
    let implementation = interp.object(
        &interp.types.simple_namespace.clone(),
        playground_python::object::Payload::None,
    );
    if let Value::Object(object) = &implementation {
        interp
            .object_dict(object)
            .set_str("name".into(), Value::str("cpython"));
        interp
            .object_dict(object)
            .set_str("version".into(), version.clone());
        interp
            .object_dict(object)
            .set_str("cache_tag".into(), Value::str("cpython-314"));
    }
    let (argv, path) = (
        interp.list(vec![Value::str("main.py")]),
        interp.list(vec![Value::str("/code")]),
    );
    let empty = |interp: &Interp| interp.list(Vec::new());
    let flags = interp.object(
        &interp.types.simple_namespace.clone(),
        playground_python::object::Payload::None,
    );
    if let Value::Object(object) = &flags {
        for name in [
            "debug",
            "inspect",
            "interactive",
            "optimize",
            "dev_mode",
            "utf8_mode",
            "verbose",
            "no_site",
        ] {
            interp
                .object_dict(object)
                .set_str(interp.intern(name), Value::Int(0));
        }
    }
    let entries = vec![
        ("modules", modules),
        ("argv", argv),
        ("path", path),
        ("version", Value::str("3.14.0 (playground)")),
        ("version_info", version),
        ("implementation", implementation),
        ("platform", Value::str("linux")),
        ("byteorder", Value::str("little")),
        ("maxsize", Value::Int(i64::MAX)),
        ("maxunicode", Value::Int(0x10_ffff)),
        ("hexversion", Value::Int(0x030e_00f0)),
        ("api_version", Value::Int(1013)),
        ("executable", Value::str("/usr/bin/python3")),
        ("prefix", Value::str("/usr")),
        ("base_prefix", Value::str("/usr")),
        ("exec_prefix", Value::str("/usr")),
        ("stdin", Value::None),
        ("flags", flags),
        ("dont_write_bytecode", Value::Bool(true)),
        ("warnoptions", empty(interp)),
        ("meta_path", empty(interp)),
        ("path_hooks", empty(interp)),
        ("builtin_module_names", Value::tuple(Vec::new())),
        ("stdlib_module_names", Value::tuple(Vec::new())),
    ];
    for (name, value) in entries {
        module.set_str(interp.intern(name), value);
    }
    Ok(())
}

/// A subclass of `tuple` with names for its items.
pub(crate) fn named_tuple(
    interp: &mut Interp,
    name: &'static str,
    fields: &[&'static str],
) -> Rc<playground_python::object::Class> {
    let class = interp.define_class("sys", name, &interp.types.tuple.clone());
    for (index, field) in fields.iter().enumerate() {
        let getter = interp.native_with(
            def("item", "(index, self, /)", |interp, args| {
                interp.get_item(args[1].base(), &args[0])
            }),
            Value::size(index),
        );
        let property = Value::Class(interp.types.property.clone());
        if let Ok(property) = interp.call(&property, &[getter]) {
            interp.class_set(&class, &interp.intern(field), property);
        }
    }
    class
}
