//! Pydantic's behaviour: validators, errors, serializers, JSON Schema.
//!
//! The front end is Python source under `python/`, which this crate embeds, and so is the core that answers, `_pydantic_core`. A native
//! core that is to take its place stands here.

pub mod classes;
pub mod config;
pub mod errors;
pub mod external;
pub mod json;
pub mod serialize;
pub mod serializer;
pub mod url;
pub mod validate;
pub mod validator;

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::object::Binding;
use playground_python::value::{DictObject, Value};

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// Every Python file of this crate: its path relative to `python/`, with `/`, and its text.
#[must_use]
pub fn sources() -> &'static [(&'static str, &'static str)] {
    SOURCES
}

/// Register the sources, the core in Python among them.
pub fn install(interp: &mut Interp) {
    for (path, text) in sources() {
        interp.importer.library.insert(path, text);
    }
}

/// Register the native core, which then goes before the one in Python. Nothing does yet: the one in Python gives every recorded
/// answer, and the native one takes its place when it does too.
pub fn install_native(interp: &mut Interp) {
    interp.importer.native.insert("_pydantic_core", fill);
    interp
        .importer
        .library
        .insert("_pydantic_core_tz.py", include_str!("tz.py"));
}

fn fill(interp: &mut Interp, dict: &Rc<DictObject>) -> PyResult<()> {
    let all = classes::all(interp);
    let validator = validator::class(interp);
    let serializer = serializer::class(interp);
    let zone = external::member(interp, external::TZ_MODULE, "TzInfo")?;
    let table = [
        ("SchemaValidator", &validator),
        ("SchemaSerializer", &serializer),
        ("ValidationError", &all.validation_error),
        ("SchemaError", &all.schema_error),
        ("PydanticCustomError", &all.custom_error),
        ("PydanticKnownError", &all.known_error),
        ("PydanticOmit", &all.omit),
        ("PydanticUseDefault", &all.use_default),
        ("PydanticSerializationError", &all.serialization_error),
        (
            "PydanticSerializationUnexpectedValue",
            &all.unexpected_value,
        ),
        ("PydanticUndefinedType", &all.undefined_type),
        ("ArgsKwargs", &all.args_kwargs),
        ("Some", &all.some),
        ("Url", &all.url),
        ("MultiHostUrl", &all.multi_host_url),
    ];
    for (name, class) in table {
        dict.set_str(interp.intern(name), Value::Class(class.clone()));
    }
    dict.set_str(interp.intern("TzInfo"), zone);
    dict.set_str(interp.intern("PydanticUndefined"), all.undefined.clone());
    dict.set_str(interp.intern("__version__"), Value::str("2.50.4"));
    dict.set_str(interp.intern("build_profile"), Value::str("release"));
    dict.set_str(interp.intern("build_info"), Value::str(""));
    for definition in serializer::FUNCTIONS {
        let function = interp.native("_pydantic_core", *definition, Binding::Function);
        dict.set_str(interp.intern(definition.name), function);
    }
    let list = interp.native("_pydantic_core", LIST_ALL_ERRORS, Binding::Function);
    dict.set_str(interp.intern("list_all_errors"), list);
    Ok(())
}

const LIST_ALL_ERRORS: playground_python::native::Definition =
    playground_python::native::def("list_all_errors", "()", |interp, _| {
        let mut all = Vec::new();
        for kind in errors::kinds::KNOWN {
            let mut entries = vec![
                ("type", Value::str(kind.name)),
                ("message_template_python", Value::str(kind.text)),
            ];
            if let Some(text) = kind.json_text {
                entries.push(("message_template_json", Value::str(text)));
            }
            all.push(interp.dict_of(entries));
        }
        Ok(interp.list(all))
    });
