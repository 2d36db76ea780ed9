//! The Python class `SchemaSerializer`, and the functions `to_json`, `to_jsonable_python` and `from_json`.

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::object::{Binding, Class, NativeData};
use playground_python::value::Value;

use crate::classes::MODULE;
use crate::config::Config;
use crate::json::{self, Special};
use crate::serialize::build::Builder;
use crate::serialize::simple::{AnyValue, Target};
use crate::serialize::{Serializer, Settings, State, serialization_error};
use crate::validate::wrappers::json_bytes;

/// What a `SchemaSerializer` holds.
pub struct Data {
    root: Serializer,
    targets: Vec<Rc<Target>>,
    config: Config,
}

impl NativeData for Data {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.root.traverse(visit);
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        // A schema that refers to itself would keep itself alive.
        for target in &self.targets {
            let serializer = target.serializer.borrow_mut().take();
            drop(serializer);
        }
    }
}

/// The serializer inside a `SchemaSerializer`.
pub fn of(value: &Value) -> Option<Serializer> {
    value.data::<Data>().map(|data| data.root.clone())
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
        _ => config,
    };
    let data = Data {
        root,
        targets: builder.targets,
        config: own,
    };
    Ok(interp.native_object(class, data))
}

/// The options of a call by their names.
struct Options<'a> {
    names: &'a [&'a str],
    values: &'a [Value],
}

impl Options<'_> {
    fn get(&self, name: &str) -> Value {
        self.names
            .iter()
            .position(|known| *known == name)
            .and_then(|index| self.values.get(index))
            .cloned()
            .unwrap_or_default()
            .or(Value::None)
    }

    fn flag(&self, interp: &mut Interp, name: &str) -> PyResult<bool> {
        let value = self.get(name);
        if value.is_none() {
            return Ok(false);
        }
        interp.truth(&value)
    }

    fn by_alias(&self, interp: &mut Interp) -> PyResult<Option<bool>> {
        let value = self.get("by_alias");
        if value.is_none() {
            return Ok(None);
        }
        interp.truth(&value).map(Some)
    }

    fn settings(&self, interp: &mut Interp) -> PyResult<Settings> {
        Ok(Settings {
            by_alias: self.by_alias(interp)?,
            exclude_unset: self.flag(interp, "exclude_unset")?,
            exclude_defaults: self.flag(interp, "exclude_defaults")?,
            exclude_none: self.flag(interp, "exclude_none")?,
            exclude_computed_fields: self.flag(interp, "exclude_computed_fields")?,
            round_trip: self.flag(interp, "round_trip")?,
            fallback: self.get("fallback"),
            serialize_as_any: self.flag(interp, "serialize_as_any")?,
            serialize_unknown: self.flag(interp, "serialize_unknown")?,
            context: self.get("context"),
            timedelta_float: self
                .get("timedelta_mode")
                .as_str()
                .is_some_and(|mode| &**mode == "float"),
            bytes: self.get("bytes_mode").as_str().cloned(),
            ..Settings::default()
        })
    }
}

fn special(name: Option<&str>, default: Special) -> Special {
    match name {
        Some("constants") => Special::Constants,
        Some("strings") => Special::Strings,
        Some("null") => Special::Null,
        _ => default,
    }
}

fn apply(settings: &mut Settings, config: &Config) {
    if let Some(mode) = config.text("ser_json_timedelta") {
        settings.timedelta_float = &*mode == "float";
    }
    if let Some(mode) = config.text("ser_json_bytes") {
        settings.bytes = Some(mode);
    }
    let mode = config.text("ser_json_inf_nan");
    settings.special = special(mode.as_deref(), Special::Null);
}

/// Tell about what was wrong, as the caller asked: not at all, by a warning, by an error.
fn finish(interp: &mut Interp, warnings: &[String], mode: &Value) -> PyResult<()> {
    let is_off =
        matches!(mode, Value::Bool(false)) || mode.as_str().is_some_and(|mode| &**mode == "none");
    if warnings.is_empty() || is_off {
        return Ok(());
    }
    let message = format!("Pydantic serializer warnings:\n  {}", warnings.join("\n  "));
    if mode.as_str().is_some_and(|mode| &**mode == "error") {
        return Err(serialization_error(interp, message));
    }
    let module = interp.import("warnings")?;
    let category = Value::Class(interp.types.user_warning.clone());
    interp.call_method(&module, "warn", &[Value::str(message), category])?;
    Ok(())
}

fn root(interp: &mut Interp, this: &Value) -> PyResult<(Serializer, Config)> {
    match this.data::<Data>() {
        Some(data) => Ok((data.root.clone(), data.config.clone())),
        None => Err(interp.type_error("a SchemaSerializer was expected")),
    }
}

fn to_python(interp: &mut Interp, args: &[Value]) -> PyResult {
    const NAMES: &[&str] = &[
        "mode",
        "include",
        "exclude",
        "by_alias",
        "exclude_unset",
        "exclude_defaults",
        "exclude_none",
        "exclude_computed_fields",
        "round_trip",
        "warnings",
        "fallback",
        "serialize_as_any",
        "context",
    ];
    let options = Options {
        names: NAMES,
        values: &args[2..],
    };
    let (root, config) = root(interp, &args[0])?;
    let mut settings = options.settings(interp)?;
    apply(&mut settings, &config);
    let mode = options.get("mode");
    settings.json = mode.as_str().is_some_and(|mode| &**mode == "json");
    settings.mode = if mode.is_none() {
        Value::str("python")
    } else {
        mode
    };
    let mut state = State::new(settings, options.get("include"), options.get("exclude"));
    let made = root.run(interp, &args[1], &mut state)?;
    let warnings = state.warnings.take();
    finish(interp, &warnings, &options.get("warnings"))?;
    Ok(made)
}

fn text_out(
    interp: &mut Interp,
    root: &Serializer,
    value: &Value,
    mut settings: Settings,
    options: &Options<'_>,
) -> PyResult {
    settings.json = true;
    settings.text = true;
    settings.mode = Value::str("json");
    let special = settings.special;
    let mut state = State::new(settings, options.get("include"), options.get("exclude"));
    let made = root.run(interp, value, &mut state)?;
    let warnings = state.warnings.take();
    finish(interp, &warnings, &options.get("warnings"))?;
    let indent = match options.get("indent") {
        Value::Int(width) => usize::try_from(width).ok(),
        _ => None,
    };
    let ascii = options.flag(interp, "ensure_ascii")?;
    let text = json::write(interp, &made, indent, ascii, special)?;
    Ok(Value::bytes(text.into_bytes()))
}

fn to_json(interp: &mut Interp, args: &[Value]) -> PyResult {
    const NAMES: &[&str] = &[
        "indent",
        "ensure_ascii",
        "include",
        "exclude",
        "by_alias",
        "exclude_unset",
        "exclude_defaults",
        "exclude_none",
        "exclude_computed_fields",
        "round_trip",
        "warnings",
        "fallback",
        "serialize_as_any",
        "context",
    ];
    let options = Options {
        names: NAMES,
        values: &args[2..],
    };
    let (root, config) = root(interp, &args[0])?;
    let mut settings = options.settings(interp)?;
    apply(&mut settings, &config);
    text_out(interp, &root, &args[1], settings, &options)
}

const METHODS: &[Definition] = &[
    def(
        "to_python",
        "(self, value, /, *, mode=None, include=None, exclude=None, by_alias=None, exclude_unset=False, exclude_defaults=False, exclude_none=False, exclude_computed_fields=False, round_trip=False, warnings=True, fallback=None, serialize_as_any=False, context=None, polymorphic_serialization=None)",
        to_python,
    ),
    def(
        "to_json",
        "(self, value, /, *, indent=None, ensure_ascii=False, include=None, exclude=None, by_alias=None, exclude_unset=False, exclude_defaults=False, exclude_none=False, exclude_computed_fields=False, round_trip=False, warnings=True, fallback=None, serialize_as_any=False, context=None, polymorphic_serialization=None)",
        to_json,
    ),
    def("__repr__", "(self, /)", |_, args| {
        let name = args[0]
            .data::<Data>()
            .map_or_else(String::new, |data| data.root.name());
        Ok(Value::str(format!("SchemaSerializer(serializer={name})")))
    }),
];

/// Make the class.
pub fn class(interp: &mut Interp) -> Rc<Class> {
    let base = interp.types.object.clone();
    let class = interp.define_class(MODULE, "SchemaSerializer", &base);
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def("__new__", "(cls, schema, config=None)", new)],
    );
    interp.add_methods(&class, Binding::Method, METHODS);
    class
}

/// The functions of the module.
pub const FUNCTIONS: &[Definition] = &[
    def(
        "to_json",
        "(value, *, indent=None, ensure_ascii=False, include=None, exclude=None, by_alias=True, exclude_none=False, round_trip=False, timedelta_mode='iso8601', temporal_mode='iso8601', bytes_mode='utf8', inf_nan_mode='constants', serialize_unknown=False, fallback=None, serialize_as_any=False, context=None, polymorphic_serialization=None)",
        |interp, args| {
            const NAMES: &[&str] = &[
                "indent",
                "ensure_ascii",
                "include",
                "exclude",
                "by_alias",
                "exclude_none",
                "round_trip",
                "timedelta_mode",
                "temporal_mode",
                "bytes_mode",
                "inf_nan_mode",
                "serialize_unknown",
                "fallback",
                "serialize_as_any",
                "context",
            ];
            let options = Options {
                names: NAMES,
                values: &args[1..],
            };
            let mut settings = options.settings(interp)?;
            settings.by_alias = settings.by_alias.or(Some(true));
            let mode = options.get("inf_nan_mode");
            settings.special = special(mode.as_str().map(|mode| &**mode), Special::Constants);
            let root: Serializer = Rc::new(AnyValue);
            text_out(interp, &root, &args[0], settings, &options)
        },
    ),
    def(
        "to_jsonable_python",
        "(value, *, include=None, exclude=None, by_alias=True, exclude_none=False, round_trip=False, timedelta_mode='iso8601', temporal_mode='iso8601', bytes_mode='utf8', inf_nan_mode='constants', serialize_unknown=False, fallback=None, serialize_as_any=False, context=None, polymorphic_serialization=None)",
        |interp, args| {
            const NAMES: &[&str] = &[
                "include",
                "exclude",
                "by_alias",
                "exclude_none",
                "round_trip",
                "timedelta_mode",
                "temporal_mode",
                "bytes_mode",
                "inf_nan_mode",
                "serialize_unknown",
                "fallback",
                "serialize_as_any",
                "context",
            ];
            let options = Options {
                names: NAMES,
                values: &args[1..],
            };
            let mut settings = options.settings(interp)?;
            settings.by_alias = settings.by_alias.or(Some(true));
            let mode = options.get("inf_nan_mode");
            settings.special = special(mode.as_str().map(|mode| &**mode), Special::Constants);
            settings.json = true;
            settings.mode = Value::str("json");
            let mut state = State::new(settings, options.get("include"), options.get("exclude"));
            crate::serialize::infer::infer(interp, &args[0], &mut state)
        },
    ),
    def(
        "from_json",
        "(data, *, allow_inf_nan=True, cache_strings=True, allow_partial=False)",
        |interp, args| {
            let bytes = match json_bytes(interp, &args[0]) {
                Ok(Some(bytes)) => bytes,
                _ => return Err(interp.type_error("Expected bytes, bytearray or str")),
            };
            let allow_inf_nan = match args[1].bound() {
                Some(value) => interp.truth(value)?,
                None => true,
            };
            let partial = match &args[3] {
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
            match json::read(interp, &bytes, allow_inf_nan, partial) {
                Ok(value) => Ok(value),
                Err(error) => Err(interp.value_error(error)),
            }
        },
    ),
];
