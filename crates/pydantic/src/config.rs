//! Reading core-schema dicts and the config beside them.

use std::rc::Rc;

use playground_python::interp::Interp;
use playground_python::value::{DictObject, Str, Value};

/// A schema: a dict with a `type`.
pub type Schema = Rc<DictObject>;

/// The value of a key; `None` counts as absent.
pub fn get(schema: &DictObject, key: &str) -> Option<Value> {
    schema.get(key).filter(|value| !value.is_none())
}

/// A flag.
pub fn flag(schema: &DictObject, key: &str) -> Option<bool> {
    match get(schema, key) {
        Some(Value::Bool(value)) => Some(value),
        Some(Value::Int(number)) => Some(number != 0),
        _ => None,
    }
}

/// A text.
pub fn text(schema: &DictObject, key: &str) -> Option<Str> {
    get(schema, key).and_then(|value| value.as_str().cloned())
}

/// A size.
pub fn size(schema: &DictObject, key: &str) -> Option<usize> {
    match get(schema, key) {
        Some(Value::Int(number)) => usize::try_from(number).ok(),
        _ => None,
    }
}

/// A dict inside.
pub fn dict(schema: &DictObject, key: &str) -> Option<Schema> {
    match get(schema, key) {
        Some(Value::Dict(dict)) => Some(dict),
        _ => None,
    }
}

/// The items of a list or tuple inside.
pub fn items(schema: &DictObject, key: &str) -> Option<Vec<Value>> {
    match get(schema, key)?.base() {
        Value::List(list) => Some(list.0.borrow().clone()),
        Value::Tuple(items) => Some(items.to_vec()),
        _ => None,
    }
}

/// What happens with inputs that no field has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extra {
    /// They are left out.
    Ignore,
    /// They are kept.
    Allow,
    /// They are errors.
    Forbid,
}

impl Extra {
    /// By its name.
    pub fn of(name: &str) -> Option<Extra> {
        match name {
            "ignore" => Some(Extra::Ignore),
            "allow" => Some(Extra::Allow),
            "forbid" => Some(Extra::Forbid),
            _ => None,
        }
    }
}

/// When instances are validated again.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Revalidate {
    /// Never.
    #[default]
    Never,
    /// Always.
    Always,
    /// Instances of subclasses only.
    Subclasses,
}

impl Revalidate {
    /// By its name.
    pub fn of(name: &str) -> Revalidate {
        match name {
            "always" => Revalidate::Always,
            "subclass-instances" => Revalidate::Subclasses,
            _ => Revalidate::Never,
        }
    }
}

/// A config.
#[derive(Clone, Default)]
pub struct Config {
    /// The dict itself, or `None`.
    pub value: Value,
    dict: Option<Schema>,
}

impl Config {
    /// From a dict or `None`.
    pub fn new(value: &Value) -> Config {
        match value {
            Value::Dict(dict) => Config {
                value: value.clone(),
                dict: Some(dict.clone()),
            },
            _ => Config {
                value: Value::None,
                dict: None,
            },
        }
    }

    /// The config of a schema where it has its own, else this.
    pub fn inside(&self, schema: &DictObject) -> Config {
        match get(schema, "config") {
            Some(value) => Config::new(&value),
            None => self.clone(),
        }
    }

    /// A flag.
    pub fn flag(&self, key: &str) -> Option<bool> {
        self.dict.as_ref().and_then(|dict| flag(dict, key))
    }

    /// A text.
    pub fn text(&self, key: &str) -> Option<Str> {
        self.dict.as_ref().and_then(|dict| text(dict, key))
    }

    /// A size.
    pub fn size(&self, key: &str) -> Option<usize> {
        self.dict.as_ref().and_then(|dict| size(dict, key))
    }

    /// Whether a schema is strict.
    pub fn strict(&self, schema: &DictObject) -> bool {
        flag(schema, "strict")
            .or_else(|| self.flag("strict"))
            .unwrap_or(false)
    }

    /// What a schema does with extras.
    pub fn extra(&self, schema: &DictObject) -> Option<Extra> {
        text(schema, "extra_behavior")
            .or_else(|| self.text("extra_fields_behavior"))
            .and_then(|name| Extra::of(&name))
    }
}

/// A callable's name in titles.
pub fn function_name(interp: &mut Interp, function: &Value) -> String {
    let name = interp.names.qualname.clone();
    let short = interp.names.name.clone();
    for name in [short, name] {
        if let Ok(Some(value)) = interp.get_attribute_optional(function, &name)
            && let Some(text) = value.as_str()
        {
            return text.to_string();
        }
    }
    interp
        .repr(function)
        .map_or_else(|_| "function".to_owned(), |text| text.to_string())
}
