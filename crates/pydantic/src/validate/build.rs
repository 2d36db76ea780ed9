//! Compiles a core-schema into validators.

use std::cell::RefCell;
use std::rc::Rc;

use playground_python::error::{PyResult, Raised};
use playground_python::interp::Interp;
use playground_python::value::{Str, Value};

use super::containers::{Lengths, Mapping, Sequence, Shape, Tuple};
use super::functions::{Called, Function};
use super::literal::{Enum, Literal, MissingSentinel};
use super::numbers::{Bounds, Complex, Float, Int};
use super::scalars::{
    Any, Bool, Bytes, Callable, EllipsisOnly, IsInstance, IsSubclass, NoneOnly, Pattern, Text,
};
use super::unions::{Discriminator, Tagged, Union};
use super::wrappers::{
    Chain, CustomError, DefaultOf, Definition, Json, JsonOrPython, LaxOrStrict, Nullable, OnError,
    Reference, WithDefault,
};
use super::{Validator, build_classes, external_types, temporal, urls};
use crate::classes;
use crate::config::{Config, Schema, dict, flag, function_name, get, items, size, text};
use crate::errors::classes::known_kind;
use crate::errors::{Kind, Place};

/// What one compilation knows.
#[derive(Default)]
pub struct Builder {
    /// The definitions that were met.
    pub definitions: Vec<Rc<Definition>>,
}

/// Say that a schema can't be compiled.
pub fn schema_error(interp: &mut Interp, message: impl std::fmt::Display) -> Raised {
    let class = classes::all(interp).schema_error.clone();
    interp.error(&class, message)
}

impl Builder {
    /// The definition of a name.
    pub fn definition(&mut self, reference: &Str) -> Rc<Definition> {
        if let Some(found) = self
            .definitions
            .iter()
            .find(|definition| definition.reference == *reference)
        {
            return found.clone();
        }
        let made = Rc::new(Definition {
            reference: reference.clone(),
            validator: RefCell::new(None),
            is_named: Default::default(),
        });
        self.definitions.push(made.clone());
        made
    }

    /// Compile a value that must be a schema.
    pub fn value(
        &mut self,
        interp: &mut Interp,
        value: &Value,
        config: &Config,
    ) -> PyResult<Validator> {
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

    /// Compile a schema under a key.
    pub fn inside(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        key: &str,
        config: &Config,
    ) -> PyResult<Validator> {
        match dict(schema, key) {
            Some(inner) => self.schema(interp, &inner, config),
            None => Err(schema_error(
                interp,
                format_args!("Invalid schema: the key '{key}' is missing"),
            )),
        }
    }

    /// Compile a schema under a key, where there is one that isn't `any`.
    pub fn optional(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        key: &str,
        config: &Config,
    ) -> PyResult<Option<Validator>> {
        match dict(schema, key) {
            None => Ok(None),
            Some(inner) if text(&inner, "type").is_some_and(|kind| &*kind == "any") => {
                let schema: Validator = Rc::new(Any);
                Ok(Some(schema))
            }
            Some(inner) => self.schema(interp, &inner, config).map(Some),
        }
    }

    /// Compile a schema.
    pub fn schema(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        config: &Config,
    ) -> PyResult<Validator> {
        let mut made = None;
        interp.nested(|interp| {
            made = Some(self.kind(interp, schema, config)?);
            Ok(())
        })?;
        let made = made.unwrap_or_else(|| Rc::new(Any));
        // A schema that has a name may be referred to from inside itself.
        if let Some(reference) = text(schema, "ref") {
            let definition = self.definition(&reference);
            definition.validator.replace(Some(made.clone()));
        }
        Ok(made)
    }

    fn kind(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        config: &Config,
    ) -> PyResult<Validator> {
        let kind = text(schema, "type").unwrap_or_else(|| "".into());
        let strict = config.strict(schema);
        Ok(match &*kind {
            "any" => Rc::new(Any),
            "none" => Rc::new(NoneOnly),
            "ellipsis" => Rc::new(EllipsisOnly),
            "bool" => Rc::new(Bool { strict }),
            "int" => Rc::new(Int {
                strict,
                multiple_of: get(schema, "multiple_of"),
                bounds: Bounds::read(schema),
            }),
            "float" => {
                let multiple_of = match get(schema, "multiple_of") {
                    Some(value) => Some(interp.as_f64(&value)?),
                    None => None,
                };
                Rc::new(Float {
                    strict,
                    allow_inf_nan: flag(schema, "allow_inf_nan")
                        .or_else(|| config.flag("allow_inf_nan"))
                        .unwrap_or(true),
                    multiple_of,
                    bounds: Bounds::read(schema),
                })
            }
            "complex" => Rc::new(Complex { strict }),
            "str" => Rc::new(self.text(interp, schema, config, strict)?),
            "bytes" => Rc::new(Bytes {
                strict,
                min: size(schema, "min_length"),
                max: size(schema, "max_length"),
                encoding: config
                    .text("val_json_bytes")
                    .unwrap_or_else(|| "utf8".into()),
            }),
            "literal" => self.literal(interp, schema)?,
            "enum" => self.enumeration(interp, schema, strict)?,
            "missing-sentinel" => Rc::new(MissingSentinel),
            "callable" => Rc::new(Callable),
            "is-instance" | "is-subclass" => {
                let class = get(schema, "cls").unwrap_or(Value::None);
                let shown = match text(schema, "cls_repr") {
                    Some(shown) => shown,
                    None => class_shown(interp, &class)?,
                };
                if &*kind == "is-instance" {
                    Rc::new(IsInstance { class, shown })
                } else {
                    Rc::new(IsSubclass { class, shown })
                }
            }
            "list" | "set" | "frozenset" | "deque" => Rc::new(Sequence {
                shape: match &*kind {
                    "list" => Shape::List,
                    "set" => Shape::Set,
                    "frozenset" => Shape::FrozenSet,
                    _ => Shape::Deque,
                },
                item: self.optional(interp, schema, "items_schema", config)?,
                strict,
                lengths: lengths(schema),
            }),
            "tuple" => {
                let mut parts = Vec::new();
                for item in items(schema, "items_schema").unwrap_or_default() {
                    parts.push(self.value(interp, &item, config)?);
                }
                Rc::new(Tuple {
                    items: parts,
                    variadic: size(schema, "variadic_item_index"),
                    strict,
                    lengths: lengths(schema),
                })
            }
            "dict" | "ordered-dict" | "counter" | "frozendict" => Rc::new(Mapping {
                key: self.optional(interp, schema, "keys_schema", config)?,
                value: self.optional(interp, schema, "values_schema", config)?,
                strict,
                lengths: lengths(schema),
                made: match &*kind {
                    "ordered-dict" => Some("OrderedDict"),
                    "counter" => Some("Counter"),
                    "frozendict" => Some("frozendict"),
                    _ => None,
                },
            }),
            "function-before" | "function-after" | "function-plain" | "function-wrap" => {
                let called = called(interp, schema, config)?;
                Rc::new(match &*kind {
                    "function-plain" => Function::Plain(called),
                    "function-before" => {
                        Function::Before(called, self.inside(interp, schema, "schema", config)?)
                    }
                    "function-after" => {
                        Function::After(called, self.inside(interp, schema, "schema", config)?)
                    }
                    _ => Function::Wrap(called, self.inside(interp, schema, "schema", config)?),
                })
            }
            "default" => self.with_default(interp, schema, config)?,
            "nullable" => Rc::new(Nullable(self.inside(interp, schema, "schema", config)?)),
            "union" => self.union(interp, schema, config, strict)?,
            "tagged-union" => self.tagged(interp, schema, config, strict)?,
            "chain" => {
                let mut steps = Vec::new();
                for step in items(schema, "steps").unwrap_or_default() {
                    steps.push(self.value(interp, &step, config)?);
                }
                Rc::new(Chain(steps))
            }
            "lax-or-strict" => Rc::new(LaxOrStrict {
                lax: self.inside(interp, schema, "lax_schema", config)?,
                strict: self.inside(interp, schema, "strict_schema", config)?,
                is_strict: strict,
            }),
            "json-or-python" => Rc::new(JsonOrPython {
                json: self.inside(interp, schema, "json_schema", config)?,
                python: self.inside(interp, schema, "python_schema", config)?,
            }),
            "custom-error" => {
                let inner = self.inside(interp, schema, "schema", config)?;
                let kind = custom_kind(interp, schema)?;
                match kind {
                    Some(kind) => Rc::new(CustomError { inner, kind }),
                    None => inner,
                }
            }
            "json" => Rc::new(Json(self.optional(interp, schema, "schema", config)?)),
            "definitions" => {
                for definition in items(schema, "definitions").unwrap_or_default() {
                    self.value(interp, &definition, config)?;
                }
                self.inside(interp, schema, "schema", config)?
            }
            "definition-ref" => {
                let reference = text(schema, "schema_ref").unwrap_or_else(|| "".into());
                Rc::new(Reference(self.definition(&reference)))
            }
            "model-fields" | "typed-dict" | "model" | "dataclass" | "dataclass-args"
            | "arguments" | "arguments-v3" | "call" | "named-tuple" => {
                build_classes::build(self, interp, schema, config, &kind)?
            }
            "date" | "time" | "datetime" | "timedelta" => {
                temporal::build(interp, schema, config, &kind)?
            }
            "decimal" | "fraction" | "uuid" | "generator" => {
                external_types::build(self, interp, schema, config, &kind)?
            }
            "url" | "multi-host-url" => urls::build(interp, schema, config, &kind)?,
            _ => {
                return Err(schema_error(
                    interp,
                    format_args!("Unknown schema type: \"{kind}\""),
                ));
            }
        })
    }

    fn text(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        config: &Config,
        strict: bool,
    ) -> PyResult<Text> {
        let pattern = match get(schema, "pattern") {
            None => None,
            Some(value) => {
                let engine = text(schema, "regex_engine").or_else(|| config.text("regex_engine"));
                let is_python = engine.is_some_and(|engine| &*engine == "python-re");
                match value.as_str() {
                    Some(source) if !is_python => match regex::Regex::new(source) {
                        Ok(regex) => Some((Pattern::Native(regex), source.clone())),
                        Err(error) => return Err(schema_error(interp, error)),
                    },
                    Some(source) => {
                        let module = interp.import("re")?;
                        let source = source.clone();
                        let args = [Value::Str(source.clone())];
                        let compiled = interp.call_method(&module, "compile", &args)?;
                        Some((Pattern::Python(compiled), source))
                    }
                    None => {
                        let source = interp.attribute(&value, "pattern")?;
                        let source = interp.str(&source)?;
                        Some((Pattern::Python(value), source))
                    }
                }
            }
        };
        let own = |key: &str, config_key: &str| {
            flag(schema, key)
                .or_else(|| config.flag(config_key))
                .unwrap_or(false)
        };
        let made = Text {
            strict,
            coerce_numbers: own("coerce_numbers_to_str", "coerce_numbers_to_str"),
            strip: own("strip_whitespace", "str_strip_whitespace"),
            lower: own("to_lower", "str_to_lower"),
            upper: own("to_upper", "str_to_upper"),
            ascii: flag(schema, "ascii_only").unwrap_or(false),
            min: size(schema, "min_length").or_else(|| config.size("str_min_length")),
            max: size(schema, "max_length").or_else(|| config.size("str_max_length")),
            pattern,
            is_constrained: false,
        };
        Ok(Text {
            is_constrained: made.strip
                || made.lower
                || made.upper
                || made.ascii
                || made.min.is_some()
                || made.max.is_some()
                || made.pattern.is_some()
                || made.coerce_numbers,
            ..made
        })
    }

    fn literal(&mut self, interp: &mut Interp, schema: &Schema) -> PyResult<Validator> {
        let expected = items(schema, "expected").unwrap_or_default();
        let mut shown = Vec::new();
        for value in &expected {
            shown.push(interp.repr(value)?.to_string());
        }
        Ok(Rc::new(Literal { expected, shown }))
    }

    fn enumeration(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        strict: bool,
    ) -> PyResult<Validator> {
        let class = get(schema, "cls").unwrap_or(Value::None);
        let mut members = Vec::new();
        for member in items(schema, "members").unwrap_or_default() {
            members.push((interp.attribute(&member, "value")?, member));
        }
        Ok(Rc::new(Enum {
            class_name: class_shown(interp, &class)?,
            class,
            members,
            sub_type: text(schema, "sub_type"),
            missing: get(schema, "missing"),
            strict,
        }))
    }

    fn with_default(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        config: &Config,
    ) -> PyResult<Validator> {
        let inner = self.inside(interp, schema, "schema", config)?;
        let undefined = classes::all(interp).undefined.clone();
        let default = match (schema.get("default"), get(schema, "default_factory")) {
            (Some(value), _) if !value.is(&undefined) => {
                let copies = match value.base() {
                    Value::List(_) | Value::Dict(_) | Value::Set(_) => true,
                    Value::Object(_) => interp.hash(&value).is_err(),
                    _ => false,
                };
                DefaultOf::Value(value, copies)
            }
            (_, Some(factory)) => DefaultOf::Factory(
                factory,
                flag(schema, "default_factory_takes_data").unwrap_or(false),
            ),
            _ => DefaultOf::Nothing,
        };
        let on_error = match text(schema, "on_error").as_deref() {
            Some("omit") => OnError::Omit,
            Some("default") => OnError::Default,
            _ => OnError::Raise,
        };
        Ok(Rc::new(WithDefault {
            inner,
            default,
            on_error,
            validate: flag(schema, "validate_default")
                .or_else(|| config.flag("validate_default"))
                .unwrap_or(false),
        }))
    }

    fn union(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        config: &Config,
        strict: bool,
    ) -> PyResult<Validator> {
        let mut choices = Vec::new();
        for choice in items(schema, "choices").unwrap_or_default() {
            match &choice {
                Value::Tuple(pair) if pair.len() == 2 => {
                    let label = interp.str(&pair[1])?;
                    choices.push((self.value(interp, &pair[0], config)?, Some(label)));
                }
                other => choices.push((self.value(interp, other, config)?, None)),
            }
        }
        if choices.len() == 1
            && flag(schema, "auto_collapse").unwrap_or(true)
            && let Some((only, _)) = choices.pop()
        {
            return Ok(only);
        }
        Ok(Rc::new(Union {
            choices,
            left_to_right: text(schema, "mode").is_some_and(|mode| &*mode == "left_to_right"),
            custom_error: custom_kind(interp, schema)?,
            strict,
        }))
    }

    fn tagged(
        &mut self,
        interp: &mut Interp,
        schema: &Schema,
        config: &Config,
        strict: bool,
    ) -> PyResult<Validator> {
        let mut choices = Vec::new();
        let mut tags = Vec::new();
        if let Some(table) = dict(schema, "choices") {
            for (tag, choice) in table.entries() {
                tags.push(interp.repr(&tag)?.to_string());
                choices.push((tag, self.value(interp, &choice, config)?));
            }
        }
        let value = get(schema, "discriminator").unwrap_or(Value::None);
        let (discriminator, shown) = match value.base() {
            Value::Str(_) | Value::List(_) => {
                let paths = paths(interp, &value)?;
                let texts: Vec<String> = paths
                    .iter()
                    .map(|path| {
                        path.iter()
                            .map(|step| match step {
                                Place::Name(name) => format!("'{name}'"),
                                Place::Index(index) => index.to_string(),
                            })
                            .collect::<Vec<_>>()
                            .join(".")
                    })
                    .collect();
                (Discriminator::Lookup(paths), texts.join(" | "))
            }
            _ => {
                let name = function_name(interp, &value);
                (Discriminator::Function(value.clone()), format!("{name}()"))
            }
        };
        Ok(Rc::new(Tagged {
            choices,
            discriminator,
            shown,
            tags: tags.join(", "),
            custom_error: custom_kind(interp, schema)?,
            from_attributes: flag(schema, "from_attributes")
                .or_else(|| config.flag("from_attributes"))
                .unwrap_or(true),
            strict,
        }))
    }
}

/// The ways that an alias names.
pub fn paths(interp: &mut Interp, alias: &Value) -> PyResult<Vec<Vec<Place>>> {
    if let Some(name) = alias.as_str() {
        return Ok(vec![vec![Place::Name(name.clone())]]);
    }
    let parts = interp.collect(alias)?;
    if parts
        .iter()
        .any(|part| matches!(part, Value::List(_) | Value::Tuple(_)))
    {
        let mut all = Vec::new();
        for part in &parts {
            let mut path = Vec::new();
            for step in interp.collect(part)? {
                path.push(Place::of_key(interp, &step)?);
            }
            all.push(path);
        }
        return Ok(all);
    }
    let mut path = Vec::new();
    for step in &parts {
        path.push(Place::of_key(interp, step)?);
    }
    Ok(vec![path])
}

/// The function of a schema.
pub fn called(interp: &mut Interp, schema: &Schema, config: &Config) -> PyResult<Called> {
    let Some(function) = dict(schema, "function") else {
        return Err(schema_error(
            interp,
            "Invalid schema: the key 'function' is missing",
        ));
    };
    let callable = get(&function, "function").unwrap_or(Value::None);
    Ok(Called {
        shown: function_name(interp, &callable),
        function: callable,
        with_info: text(&function, "type").is_some_and(|kind| &*kind == "with-info"),
        field_name: text(&function, "field_name"),
        config: config.clone(),
    })
}

/// The error that a schema asks for.
pub fn custom_kind(interp: &mut Interp, schema: &Schema) -> PyResult<Option<Kind>> {
    let Some(name) = text(schema, "custom_error_type") else {
        return Ok(None);
    };
    let context = get(schema, "custom_error_context").unwrap_or(Value::None);
    match text(schema, "custom_error_message") {
        Some(message) => Ok(Some(Kind::Custom(name, message, context))),
        None => known_kind(interp, &name, &context).map(Some),
    }
}

fn lengths(schema: &Schema) -> Lengths {
    Lengths {
        min: size(schema, "min_length"),
        max: size(schema, "max_length"),
        fail_fast: flag(schema, "fail_fast").unwrap_or(false),
    }
}

/// A class as messages show it.
pub fn class_shown(interp: &mut Interp, class: &Value) -> PyResult<Str> {
    match class {
        Value::Class(class) => Ok(class.qualname.borrow().clone()),
        other => interp.repr(other),
    }
}
