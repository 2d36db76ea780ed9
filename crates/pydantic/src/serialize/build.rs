//! Compiles a core-schema into serializers.

use std::cell::RefCell;
use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::value::{Str, Value};

use super::Serializer;
use super::containers::{Entries, Items, TupleItems};
use super::fields::{Computed, DataclassOut, FieldOut, FieldsOut, ModelOut};
use super::functions::{FormatOut, FunctionOut, When};
use super::simple::{
    AnyValue, EnumValue, JsonText, LiteralValue, NullableValue, ReferenceValue, Simple, Target,
    UnionValue,
};
use crate::config::{Config, Extra, Schema, dict, flag, function_name, get, items, size, text};
use crate::validate::build::schema_error;
use crate::validate::model::Slots;

/// What one compilation knows.
#[derive(Default)]
pub struct Builder {
    /// The definitions that were met.
    pub targets: Vec<Rc<Target>>,
}

const SIMPLE: &[&str] = &[
    "none",
    "bool",
    "int",
    "float",
    "str",
    "bytes",
    "complex",
    "datetime",
    "date",
    "time",
    "timedelta",
    "decimal",
    "fraction",
    "uuid",
    "url",
    "multi-host-url",
];

impl Builder {
    fn target(&mut self, reference: &Str) -> Rc<Target> {
        if let Some(found) = self
            .targets
            .iter()
            .find(|target| target.reference == *reference)
        {
            return found.clone();
        }
        let made = Rc::new(Target {
            reference: reference.clone(),
            serializer: RefCell::new(None),
            is_named: Default::default(),
        });
        self.targets.push(made.clone());
        made
    }

    /// Compile a value that must be a schema.
    pub fn value(
        &mut self,
        interp: &mut Interp,
        value: &Value,
        config: &Config,
    ) -> PyResult<Serializer> {
        match value {
            Value::Dict(schema) => self.schema(interp, schema, config),
            _ => {
                let shown = interp.repr(value)?;
                Err(schema_error(
                    interp,
                    format_args!("Invalid schema: {shown}"),
                ))
            }
        }
    }

    fn inside(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        key: &str,
        config: &Config,
    ) -> PyResult<Serializer> {
        match dict(schema, key) {
            Some(inner) => self.schema(interp, &inner, config),
            None => Ok(Rc::new(AnyValue)),
        }
    }

    fn optional(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        key: &str,
        config: &Config,
    ) -> PyResult<Option<Serializer>> {
        match dict(schema, key) {
            Some(inner) => self.schema(interp, &inner, config).map(Some),
            None => Ok(None),
        }
    }

    /// Compile a schema.
    pub fn schema(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        config: &Config,
    ) -> PyResult<Serializer> {
        let mut made: Option<Serializer> = None;
        interp.nested(|interp| {
            made = Some(match dict(schema, "serialization") {
                Some(own) => self.own(interp, schema, &own, config)?,
                None => self.plain(interp, schema, config)?,
            });
            Ok(())
        })?;
        let made = made.unwrap_or_else(|| Rc::new(AnyValue));
        if let Some(reference) = text(schema, "ref") {
            let target = self.target(&reference);
            target.serializer.replace(Some(made.clone()));
        }
        Ok(made)
    }

    /// What the key `serialization` asks for.
    fn own(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        own: &Schema,
        config: &Config,
    ) -> PyResult<Serializer> {
        let kind = text(own, "type").unwrap_or_else(|| "".into());
        let when = text(own, "when_used");
        Ok(match &*kind {
            "function-plain" | "function-wrap" => {
                let function = get(own, "function").unwrap_or(Value::None);
                let otherwise = self.plain(interp, schema, config)?;
                let inner = if &*kind == "function-wrap" {
                    Some(match dict(own, "schema") {
                        Some(inner) => self.schema(interp, &inner, config)?,
                        None => otherwise.clone(),
                    })
                } else {
                    None
                };
                Rc::new(FunctionOut {
                    shown: function_name(interp, &function),
                    function,
                    is_field: flag(own, "is_field_serializer").unwrap_or(false),
                    with_info: flag(own, "info_arg").unwrap_or(false),
                    returns: self.optional(interp, own, "return_schema", config)?,
                    inner,
                    otherwise,
                    when: When::of(when.as_deref(), When::Always),
                    kind: if &*kind == "function-wrap" {
                        "function-wrap"
                    } else {
                        "function-plain"
                    },
                })
            }
            "format" => Rc::new(FormatOut {
                format: Some(text(own, "formatting_string").unwrap_or_else(|| "".into())),
                when: When::of(when.as_deref(), When::JsonUnlessNone),
            }),
            "to-string" => Rc::new(FormatOut {
                format: None,
                when: When::of(when.as_deref(), When::JsonUnlessNone),
            }),
            "include-exclude-sequence" | "include-exclude-dict" => {
                let filter = (
                    get(own, "include").unwrap_or(Value::None),
                    get(own, "exclude").unwrap_or(Value::None),
                );
                if &*kind == "include-exclude-dict" {
                    Rc::new(Entries {
                        key: self.optional(interp, schema, "keys_schema", config)?,
                        value: self.optional(interp, schema, "values_schema", config)?,
                        filter,
                    })
                } else {
                    Rc::new(Items {
                        kind: "list",
                        inner: self.optional(interp, schema, "items_schema", config)?,
                        filter,
                    })
                }
            }
            "model" => {
                let inner = self.inside(interp, own, "schema", config)?;
                match get(own, "cls") {
                    Some(Value::Class(class)) => Rc::new(ModelOut {
                        title: class.name().to_string(),
                        class,
                        inner,
                        is_root: flag(own, "root_model").unwrap_or(false),
                        slots: Slots::new(interp),
                    }),
                    _ => inner,
                }
            }
            "any" => Rc::new(AnyValue),
            other => match SIMPLE.iter().find(|name| **name == other) {
                Some(name) => Rc::new(Simple(name)),
                // A whole schema may stand there too.
                None => self.plain(interp, own, config)?,
            },
        })
    }

    fn plain(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        config: &Config,
    ) -> PyResult<Serializer> {
        let kind = text(schema, "type").unwrap_or_else(|| "".into());
        if let Some(name) = SIMPLE.iter().find(|name| **name == &*kind) {
            return Ok(Rc::new(Simple(name)));
        }
        Ok(match &*kind {
            "list" | "set" | "frozenset" | "deque" | "generator" => Rc::new(Items {
                kind: match &*kind {
                    "list" => "list",
                    "set" => "set",
                    "frozenset" => "frozenset",
                    "deque" => "deque",
                    _ => "generator",
                },
                inner: self.optional(interp, schema, "items_schema", config)?,
                filter: (Value::None, Value::None),
            }),
            "tuple" => {
                let mut parts = Vec::new();
                for item in items(schema, "items_schema").unwrap_or_default() {
                    parts.push(self.value(interp, &item, config)?);
                }
                Rc::new(TupleItems {
                    items: parts,
                    variadic: size(schema, "variadic_item_index"),
                })
            }
            "dict" | "ordered-dict" | "counter" | "frozendict" => Rc::new(Entries {
                key: self.optional(interp, schema, "keys_schema", config)?,
                value: self.optional(interp, schema, "values_schema", config)?,
                filter: (Value::None, Value::None),
            }),
            "nullable" => Rc::new(NullableValue(
                self.inside(interp, schema, "schema", config)?,
            )),
            "union" => {
                let mut choices = Vec::new();
                for choice in items(schema, "choices").unwrap_or_default() {
                    let choice = match &choice {
                        Value::Tuple(pair) if pair.len() == 2 => pair[0].clone(),
                        other => other.clone(),
                    };
                    choices.push(self.value(interp, &choice, config)?);
                }
                Rc::new(UnionValue(choices))
            }
            "tagged-union" => {
                let mut choices = Vec::new();
                if let Some(table) = dict(schema, "choices") {
                    for (_, choice) in table.entries() {
                        choices.push(self.value(interp, &choice, config)?);
                    }
                }
                Rc::new(UnionValue(choices))
            }
            "literal" => {
                let expected = items(schema, "expected").unwrap_or_default();
                let mut shown = Vec::new();
                for value in &expected {
                    shown.push(interp.repr(value)?.to_string());
                }
                Rc::new(LiteralValue {
                    expected,
                    shown: format!("literal[{}]", shown.join(",")),
                })
            }
            "enum" => Rc::new(EnumValue(get(schema, "cls").unwrap_or(Value::None))),
            "default" | "function-before" | "function-after" | "function-wrap" | "custom-error" => {
                self.inside(interp, schema, "schema", config)?
            }
            "lax-or-strict" => self.inside(interp, schema, "strict_schema", config)?,
            "json-or-python" => self.inside(interp, schema, "json_schema", config)?,
            "call" => self.inside(interp, schema, "return_schema", config)?,
            "chain" => match items(schema, "steps").unwrap_or_default().last() {
                Some(last) => self.value(interp, last, config)?,
                None => Rc::new(AnyValue),
            },
            "json" => Rc::new(JsonText(self.inside(interp, schema, "schema", config)?)),
            "definitions" => {
                for definition in items(schema, "definitions").unwrap_or_default() {
                    self.value(interp, &definition, config)?;
                }
                self.inside(interp, schema, "schema", config)?
            }
            "definition-ref" => {
                let reference = text(schema, "schema_ref").unwrap_or_else(|| "".into());
                Rc::new(ReferenceValue(self.target(&reference)))
            }
            "model-fields" | "typed-dict" | "dataclass-args" => {
                let config = config.inside(schema);
                self.fields(interp, schema, &config, &kind)?
            }
            "model" => {
                let config = config.inside(schema);
                let inner = self.inside(interp, schema, "schema", &config)?;
                match get(schema, "cls") {
                    Some(Value::Class(class)) => Rc::new(ModelOut {
                        title: class.name().to_string(),
                        class,
                        inner,
                        is_root: flag(schema, "root_model").unwrap_or(false),
                        slots: Slots::new(interp),
                    }),
                    _ => inner,
                }
            }
            "dataclass" => {
                let config = config.inside(schema);
                let inner = self.inside(interp, schema, "schema", &config)?;
                let fields = items(schema, "fields").unwrap_or_default();
                match get(schema, "cls") {
                    Some(Value::Class(class)) => Rc::new(DataclassOut {
                        title: class.name().to_string(),
                        class,
                        inner,
                        fields: fields
                            .iter()
                            .filter_map(|name| name.as_str().map(|name| interp.intern(name)))
                            .collect(),
                    }),
                    _ => inner,
                }
            }
            _ => Rc::new(AnyValue),
        })
    }

    fn fields(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        config: &Config,
        kind: &str,
    ) -> PyResult<Serializer> {
        let mut entries = Vec::new();
        match get(schema, "fields") {
            Some(Value::Dict(table)) => {
                for (name, field) in table.entries() {
                    if let (Some(name), Value::Dict(field)) = (name.as_str().cloned(), field) {
                        entries.push((name, field));
                    }
                }
            }
            _ => {
                for field in items(schema, "fields").unwrap_or_default() {
                    if let Value::Dict(field) = field
                        && let Some(name) = text(&field, "name")
                    {
                        entries.push((name, field));
                    }
                }
            }
        }
        let mut made = Vec::new();
        for (name, field) in entries {
            let inner = if flag(&field, "serialization_exclude").unwrap_or(false) {
                None
            } else {
                Some(self.inside(interp, &field, "schema", config)?)
            };
            let default = default_of(&field, kind == "typed-dict");
            made.push(FieldOut {
                name: interp.intern(&name),
                alias: text(&field, "serialization_alias"),
                inner,
                exclude_if: get(&field, "serialization_exclude_if"),
                default,
            });
        }
        let mut computed = Vec::new();
        for field in items(schema, "computed_fields").unwrap_or_default() {
            if let Value::Dict(field) = &field {
                let property = text(field, "property_name").unwrap_or_else(|| "".into());
                computed.push(Computed {
                    alias: text(field, "alias").unwrap_or_else(|| property.clone()),
                    property: interp.intern(&property),
                    inner: self.inside(interp, field, "return_schema", config)?,
                    exclude_if: get(field, "serialization_exclude_if"),
                });
            }
        }
        let title = match kind {
            "typed-dict" => text(schema, "cls_name")
                .map_or_else(|| "general-fields".to_owned(), |name| name.to_string()),
            _ => text(schema, "model_name")
                .or_else(|| text(schema, "dataclass_name"))
                .map_or_else(|| "general-fields".to_owned(), |name| name.to_string()),
        };
        Ok(Rc::new(FieldsOut {
            fields: made,
            computed,
            shows_extra: config.extra(schema) == Some(Extra::Allow),
            extras: self.optional(interp, schema, "extras_schema", config)?,
            by_alias: config.flag("serialize_by_alias").unwrap_or(false),
            title,
            is_typed_dict: kind == "typed-dict",
        }))
    }
}

/// The default of a field, for `exclude_defaults`.
fn default_of(field: &Schema, is_typed_dict: bool) -> Value {
    let mut schema = dict(field, "schema");
    while let Some(current) = schema {
        match text(&current, "type").as_deref() {
            Some("default") => return current.get("default").unwrap_or_default(),
            Some("function-before" | "function-after" | "function-wrap" | "nullable") => {
                schema = dict(&current, "schema");
            }
            _ => break,
        }
    }
    if is_typed_dict && flag(field, "required") == Some(false) {
        // A key that may be missing is no reason to refuse a choice of a union.
        return Value::NotImplemented;
    }
    Value::Unbound
}
