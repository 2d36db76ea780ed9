//! Compiles the schemas of classes and calls: fields, models, typed dicts, dataclasses, named tuples, arguments.

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::object::Class;
use playground_python::value::{Str, Value};

use super::Validator;
use super::arguments::{Arguments, Call, Parameter, ParameterMode};
use super::build::{Builder, paths, schema_error};
use super::dataclass::{Dataclass, DataclassArgs, DataclassField, NamedTuple};
use super::fields::{Field, Fields, Lookup};
use super::model::{Model, Slots};
use crate::config::{
    Config, Extra, Revalidate, Schema, dict, flag, function_name, get, items, text,
};

/// Compile one of them.
pub fn build(
    builder: &mut Builder,
    interp: &mut Interp,
    schema: &Schema,
    config: &Config,
    kind: &str,
) -> PyResult<Validator> {
    match kind {
        "model-fields" => fields(builder, interp, schema, config, false),
        "typed-dict" => {
            let config = config.inside(schema);
            fields(builder, interp, schema, &config, true)
        }
        "model" => model(builder, interp, schema, config),
        "dataclass-args" => dataclass_args(builder, interp, schema, config),
        "dataclass" => dataclass(builder, interp, schema, config),
        "named-tuple" => named_tuple(builder, interp, schema, config),
        "call" => call(builder, interp, schema, config),
        _ => arguments(builder, interp, schema, config),
    }
}

fn lookup(interp: &mut Interp, name: &Str, field: &Schema, key: &str) -> PyResult<Lookup> {
    let aliases = match get(field, key) {
        Some(alias) => paths(interp, &alias)?,
        None => Vec::new(),
    };
    Ok(Lookup {
        name: name.clone(),
        aliases,
    })
}

fn fields(
    builder: &mut Builder,
    interp: &mut Interp,
    schema: &Schema,
    config: &Config,
    is_typed_dict: bool,
) -> PyResult<Validator> {
    let total = flag(schema, "total")
        .or_else(|| config.flag("typed_dict_total"))
        .unwrap_or(true);
    let mut made = Vec::new();
    if let Some(table) = dict(schema, "fields") {
        for (name, field) in table.entries() {
            let (Some(name), Value::Dict(field)) = (name.as_str().cloned(), &field) else {
                return Err(schema_error(
                    interp,
                    "Invalid schema: fields must be dicts by name",
                ));
            };
            let name = interp.intern(&name);
            let required = if is_typed_dict {
                flag(field, "required").unwrap_or(total)
            } else {
                true
            };
            made.push(Field {
                lookup: lookup(interp, &name, field, "validation_alias")?,
                validator: builder.inside(interp, field, "schema", config)?,
                frozen: flag(field, "frozen").unwrap_or(false),
                required,
            });
        }
    }
    let title = if is_typed_dict {
        text(schema, "cls_name")
            .or_else(|| match get(schema, "cls") {
                Some(Value::Class(class)) => Some(class.name()),
                _ => None,
            })
            .map_or_else(|| "typed-dict".to_owned(), |name| name.to_string())
    } else {
        "model-fields".to_owned()
    };
    Ok(Rc::new(Fields {
        fields: made,
        is_typed_dict,
        extra: config.extra(schema).unwrap_or(Extra::Ignore),
        extras: builder.optional(interp, schema, "extras_schema", config)?,
        extras_keys: builder.optional(interp, schema, "extras_keys_schema", config)?,
        strict: config.strict(schema),
        from_attributes: flag(schema, "from_attributes")
            .or_else(|| config.flag("from_attributes"))
            .unwrap_or(false),
        loc_by_alias: config.flag("loc_by_alias").unwrap_or(true),
        by_alias: config.flag("validate_by_alias").unwrap_or(true),
        by_name: config.flag("validate_by_name").unwrap_or(false),
        model_name: text(schema, "model_name").unwrap_or_else(|| "Model".into()),
        title,
    }))
}

fn class_of(interp: &mut Interp, schema: &Schema, key: &str) -> PyResult<Option<Rc<Class>>> {
    match get(schema, key) {
        Some(Value::Class(class)) => Ok(Some(class)),
        None => Ok(None),
        Some(_) => Err(schema_error(
            interp,
            format_args!("Invalid schema: '{key}' must be a class"),
        )),
    }
}

fn required_class(interp: &mut Interp, schema: &Schema) -> PyResult<Rc<Class>> {
    match class_of(interp, schema, "cls")? {
        Some(class) => Ok(class),
        None => Err(schema_error(
            interp,
            "Invalid schema: the key 'cls' is missing",
        )),
    }
}

fn model(
    builder: &mut Builder,
    interp: &mut Interp,
    schema: &Schema,
    config: &Config,
) -> PyResult<Validator> {
    let config = config.inside(schema);
    let class = required_class(interp, schema)?;
    let accepted = class_of(interp, schema, "generic_origin")?.unwrap_or_else(|| class.clone());
    let inner = builder.inside(interp, schema, "schema", &config)?;
    let revalidate = text(schema, "revalidate_instances")
        .or_else(|| config.text("revalidate_instances"))
        .map_or(Revalidate::Never, |name| Revalidate::of(&name));
    Ok(Rc::new(Model {
        title: class.name().to_string(),
        inner,
        accepted,
        is_root: flag(schema, "root_model").unwrap_or(false),
        custom_init: flag(schema, "custom_init").unwrap_or(false),
        post_init: text(schema, "post_init"),
        revalidate,
        frozen: flag(schema, "frozen").unwrap_or(false),
        slots: Slots::new(interp),
        root: interp.intern("root"),
        class,
    }))
}

fn dataclass_args(
    builder: &mut Builder,
    interp: &mut Interp,
    schema: &Schema,
    config: &Config,
) -> PyResult<Validator> {
    let mut made = Vec::new();
    for field in items(schema, "fields").unwrap_or_default() {
        let Value::Dict(field) = &field else {
            return Err(schema_error(interp, "Invalid schema: fields must be dicts"));
        };
        let name = text(field, "name").unwrap_or_else(|| "".into());
        let name = interp.intern(&name);
        made.push(DataclassField {
            lookup: lookup(interp, &name, field, "validation_alias")?,
            validator: builder.inside(interp, field, "schema", config)?,
            positional: !flag(field, "kw_only").unwrap_or(true),
            init: flag(field, "init").unwrap_or(true),
            init_only: flag(field, "init_only").unwrap_or(false),
            frozen: flag(field, "frozen").unwrap_or(false),
        });
    }
    Ok(Rc::new(DataclassArgs {
        fields: made,
        class_name: text(schema, "dataclass_name").unwrap_or_else(|| "".into()),
        collect_init_only: flag(schema, "collect_init_only").unwrap_or(false),
        extra: config.extra(schema).unwrap_or(Extra::Ignore),
        loc_by_alias: config.flag("loc_by_alias").unwrap_or(true),
        by_alias: config.flag("validate_by_alias").unwrap_or(true),
        by_name: config.flag("validate_by_name").unwrap_or(false),
    }))
}

fn dataclass(
    builder: &mut Builder,
    interp: &mut Interp,
    schema: &Schema,
    config: &Config,
) -> PyResult<Validator> {
    let config = config.inside(schema);
    let class = required_class(interp, schema)?;
    let inner = builder.inside(interp, schema, "schema", &config)?;
    let fields = items(schema, "fields")
        .unwrap_or_default()
        .iter()
        .filter_map(|name| name.as_str().map(|name| interp.intern(name)))
        .collect();
    let revalidate = text(schema, "revalidate_instances")
        .or_else(|| config.text("revalidate_instances"))
        .map_or(Revalidate::Never, |name| Revalidate::of(&name));
    Ok(Rc::new(Dataclass {
        title: text(schema, "cls_name")
            .unwrap_or_else(|| class.name())
            .to_string(),
        accepted: class_of(interp, schema, "generic_origin")?.unwrap_or_else(|| class.clone()),
        class,
        inner,
        fields,
        post_init: flag(schema, "post_init").unwrap_or(false),
        revalidate,
        frozen: flag(schema, "frozen").unwrap_or(false),
        slots: flag(schema, "slots").unwrap_or(false),
        strict: config.strict(schema),
    }))
}

fn named_tuple(
    builder: &mut Builder,
    interp: &mut Interp,
    schema: &Schema,
    config: &Config,
) -> PyResult<Validator> {
    let class = required_class(interp, schema)?;
    let mut made = Vec::new();
    for field in items(schema, "fields").unwrap_or_default() {
        let Value::Dict(field) = &field else {
            return Err(schema_error(interp, "Invalid schema: fields must be dicts"));
        };
        let name = text(field, "name").unwrap_or_else(|| "".into());
        let name = interp.intern(&name);
        made.push((
            lookup(interp, &name, field, "validation_alias")?,
            builder.inside(interp, field, "schema", config)?,
        ));
    }
    Ok(Rc::new(NamedTuple {
        title: text(schema, "cls_name")
            .unwrap_or_else(|| class.name())
            .to_string(),
        class,
        fields: made,
        strict: config.strict(schema),
    }))
}

fn arguments(
    builder: &mut Builder,
    interp: &mut Interp,
    schema: &Schema,
    config: &Config,
) -> PyResult<Validator> {
    let mut parameters = Vec::new();
    let mut positional_rest = None;
    let mut named_rest = None;
    let mut unpacked = None;
    for parameter in items(schema, "arguments_schema").unwrap_or_default() {
        let Value::Dict(parameter) = &parameter else {
            return Err(schema_error(
                interp,
                "Invalid schema: arguments must be dicts",
            ));
        };
        let name = text(parameter, "name").unwrap_or_else(|| "".into());
        let name = interp.intern(&name);
        let validator = builder.inside(interp, parameter, "schema", config)?;
        let mode = match text(parameter, "mode").as_deref() {
            Some("positional_only") => ParameterMode::PositionalOnly,
            Some("keyword_only") => ParameterMode::KeywordOnly,
            Some("var_args") => {
                positional_rest = Some(validator);
                continue;
            }
            Some("var_kwargs_uniform") => {
                named_rest = Some(validator);
                continue;
            }
            Some("var_kwargs_unpacked_typed_dict") => {
                unpacked = Some(validator);
                continue;
            }
            _ => ParameterMode::Either,
        };
        parameters.push(Parameter {
            lookup: lookup(interp, &name, parameter, "alias")?,
            validator,
            mode,
        });
    }
    if let Some(validator) = builder.optional(interp, schema, "var_args_schema", config)? {
        positional_rest = Some(validator);
    }
    if let Some(validator) = builder.optional(interp, schema, "var_kwargs_schema", config)? {
        if text(schema, "var_kwargs_mode").is_some_and(|mode| &*mode == "unpacked-typed-dict") {
            unpacked = Some(validator);
        } else {
            named_rest = Some(validator);
        }
    }
    let own = |key: &str| flag(schema, key).or_else(|| config.flag(key));
    Ok(Rc::new(Arguments {
        parameters,
        positional_rest,
        named_rest,
        unpacked,
        loc_by_alias: config.flag("loc_by_alias").unwrap_or(true),
        by_alias: own("validate_by_alias").unwrap_or(true),
        by_name: own("validate_by_name").unwrap_or(false),
        extra: config.extra(schema).unwrap_or(Extra::Forbid),
    }))
}

fn call(
    builder: &mut Builder,
    interp: &mut Interp,
    schema: &Schema,
    config: &Config,
) -> PyResult<Validator> {
    let function = get(schema, "function").unwrap_or(Value::None);
    let name = match text(schema, "function_name") {
        Some(name) => name.to_string(),
        None => function_name(interp, &function),
    };
    Ok(Rc::new(Call {
        arguments: builder.inside(interp, schema, "arguments_schema", config)?,
        returns: builder.optional(interp, schema, "return_schema", config)?,
        function,
        name,
    }))
}
