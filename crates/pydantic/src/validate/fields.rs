//! Validators of named fields: model-fields and typed-dict, and how inputs are looked up.

use std::rc::Rc;

use playground_python::dict::Dict;
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::value::{DictObject, SetObject, Str, Value};

use super::containers::is_mapping;
use super::{Check, Exactness, Mode, State, Validator};
use crate::config::Extra;
use crate::errors::{Checked, Fail, Line, Place, gather};

/// A way to a value: `['a', 1]`.
pub type Path = Vec<Place>;

/// Where a field is looked up.
pub struct Lookup {
    /// By its name.
    pub name: Str,
    /// By its alias: the ways, in order.
    pub aliases: Vec<Path>,
}

impl Lookup {
    /// The ways that are tried.
    pub fn paths(&self, by_alias: bool, by_name: bool) -> impl Iterator<Item = Option<&Path>> {
        let aliases = if by_alias {
            self.aliases.as_slice()
        } else {
            &[]
        };
        let name = by_name || self.aliases.is_empty();
        aliases.iter().map(Some).chain(name.then_some(None))
    }

    /// The place of an error about the field where nothing was found.
    pub fn place(&self, by_alias: bool, loc_by_alias: bool) -> Path {
        match self.aliases.first() {
            Some(path) if by_alias && loc_by_alias => path.clone(),
            _ => vec![Place::Name(self.name.clone())],
        }
    }
}

/// Where fields come from.
pub enum Source {
    /// A dict.
    Dict(Rc<DictObject>),
    /// Another mapping.
    Mapping(Value),
    /// An object's attributes.
    Attributes(Value),
}

impl Source {
    /// What an input offers; nothing where it can't have fields.
    pub fn of(
        interp: &mut Interp,
        input: &Value,
        from_attributes: bool,
        strict: bool,
    ) -> Checked<Option<Source>> {
        if let Value::Dict(dict) = input.base() {
            return Ok(Some(Source::Dict(dict.clone())));
        }
        if let Value::Object(object) = input {
            if from_attributes {
                let name = interp.names.module.clone();
                let module = interp.class_lookup(&object.class(), &name);
                let is_builtin = module
                    .as_ref()
                    .and_then(|module| module.as_str())
                    .is_some_and(|module| &**module == "builtins");
                if !is_builtin {
                    return Ok(Some(Source::Attributes(input.clone())));
                }
            }
            if !strict && is_mapping(interp, input)? {
                return Ok(Some(Source::Mapping(input.clone())));
            }
        }
        Ok(None)
    }

    fn first(&self, interp: &mut Interp, step: &Place) -> PyResult<Option<Value>> {
        match self {
            Source::Dict(dict) => match step {
                Place::Name(name) => Ok(dict.get_str(name)),
                Place::Index(index) => interp.dict_get(dict, &Value::Int(*index)),
            },
            Source::Mapping(mapping) => match interp.get_item(mapping, &step.value()) {
                Ok(value) => Ok(Some(value)),
                Err(raised) if raised.is(&interp.types.lookup_error) => Ok(None),
                Err(raised) => Err(raised),
            },
            Source::Attributes(object) => match step {
                Place::Name(name) => interp.get_attribute_optional(object, name),
                Place::Index(_) => Ok(None),
            },
        }
    }

    /// Go a way.
    pub fn follow(&self, interp: &mut Interp, path: &[Place]) -> PyResult<Option<Value>> {
        let Some((first, rest)) = path.split_first() else {
            return Ok(None);
        };
        let Some(mut value) = self.first(interp, first)? else {
            return Ok(None);
        };
        for step in rest {
            let next = match (value.base(), step) {
                (Value::Dict(dict), step) => interp.dict_get(&dict.clone(), &step.value())?,
                (Value::List(_) | Value::Tuple(_), Place::Index(_)) => {
                    interp.get_item(&value, &step.value()).ok()
                }
                (Value::Object(_), Place::Name(name)) if matches!(self, Source::Attributes(_)) => {
                    interp.get_attribute_optional(&value, name)?
                }
                (Value::Object(_), step) => interp.get_item(&value, &step.value()).ok(),
                _ => None,
            };
            match next {
                Some(next) => value = next,
                None => return Ok(None),
            }
        }
        Ok(Some(value))
    }
}

/// What an attribute's reading raised, as an error of the input.
pub fn attribute_failed(
    interp: &mut Interp,
    raised: playground_python::error::Raised,
    input: &Value,
) -> Fail {
    if raised.is(&interp.types.limit_exceeded) {
        return Fail::Raised(raised);
    }
    let name = interp.type_name(&raised.value());
    match interp.str(&raised.value()) {
        Ok(text) => Fail::with(
            "get_attribute_error",
            vec![("error", Value::str(format!("{name}: {text}")))],
            input,
        ),
        Err(raised) => Fail::Raised(raised),
    }
}

/// One field.
pub struct Field {
    /// Where it is looked up; its name.
    pub lookup: Lookup,
    /// What it is.
    pub validator: Validator,
    /// Whether it can't be assigned to.
    pub frozen: bool,
    /// Whether it must be given.
    pub required: bool,
}

/// `model-fields` and `typed-dict`.
pub struct Fields {
    /// The fields.
    pub fields: Vec<Field>,
    /// Whether a dict comes out, and not a model's parts.
    pub is_typed_dict: bool,
    /// Extras.
    pub extra: Extra,
    /// What extras are.
    pub extras: Option<Validator>,
    /// What the names of extras are.
    pub extras_keys: Option<Validator>,
    /// Only dicts.
    pub strict: bool,
    /// Whether attributes are read.
    pub from_attributes: bool,
    /// Whether places name aliases.
    pub loc_by_alias: bool,
    /// Whether aliases are looked up.
    pub by_alias: bool,
    /// Whether names are looked up.
    pub by_name: bool,
    /// The name in messages.
    pub model_name: Str,
    /// The name in titles.
    pub title: String,
}

impl Fields {
    fn type_error(&self, input: &Value, from_attributes: bool) -> Fail {
        if self.is_typed_dict {
            Fail::new("dict_type", input)
        } else if from_attributes {
            Fail::new("model_attributes_type", input)
        } else {
            Fail::with(
                "model_type",
                vec![("class_name", Value::Str(self.model_name.clone()))],
                input,
            )
        }
    }

    /// Validate extras: what is left of the input.
    fn check_extras(
        &self,
        interp: &mut Interp,
        entries: Vec<(Value, Value)>,
        used: &[Str],
        (output, set): (&DictObject, &SetObject),
        lines: &mut Vec<Line>,
        state: &mut State,
    ) -> Checked<()> {
        let extra = state.extra.unwrap_or(self.extra);
        if extra == Extra::Ignore {
            return Ok(());
        }
        for (key, value) in entries {
            let Some(name) = key.as_str().cloned() else {
                let place = Place::of_key(interp, &key)?;
                gather(lines, Fail::new("invalid_key", &key).within(place))?;
                continue;
            };
            if used.contains(&name) {
                continue;
            }
            if extra == Extra::Forbid {
                gather(
                    lines,
                    Fail::new("extra_forbidden", &value).within(Place::Name(name)),
                )?;
                continue;
            }
            let mut key = Value::Str(name.clone());
            if let Some(validator) = &self.extras_keys {
                match validator.check(interp, &key, state) {
                    Ok(checked) => key = checked,
                    Err(fail) => {
                        gather(lines, fail.within(Place::Name(name)))?;
                        continue;
                    }
                }
            }
            let value = match &self.extras {
                None => Ok(value),
                Some(validator) => validator.check(interp, &value, state),
            };
            match value {
                Ok(value) => {
                    interp.dict_set(output, &key, value)?;
                    interp.set_add(set, &key)?;
                }
                Err(Fail::Omit) => {}
                Err(fail) => gather(lines, fail.within(Place::Name(name)))?,
            }
        }
        Ok(())
    }
}

/// Put the outer field's state back.
pub struct Outer {
    data: Option<Rc<DictObject>>,
    field_name: Option<Str>,
    has_errors: bool,
}

impl Outer {
    /// Begin a set of fields.
    pub fn enter(state: &mut State, data: &Rc<DictObject>) -> Outer {
        Outer {
            data: state.data.replace(data.clone()),
            field_name: state.field_name.take(),
            has_errors: std::mem::replace(&mut state.has_errors, false),
        }
    }

    /// End it.
    pub fn leave(self, state: &mut State) {
        state.data = self.data;
        state.field_name = self.field_name;
        state.has_errors = self.has_errors;
    }
}

impl Fields {
    fn run(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let strict = state.is_strict(self.strict);
        let from_attributes =
            state.from_attributes.unwrap_or(self.from_attributes) && state.mode == Mode::Python;
        let Some(source) = Source::of(interp, input, from_attributes, strict)? else {
            return Err(self.type_error(input, from_attributes));
        };
        let by_alias = state.by_alias.unwrap_or(self.by_alias);
        let by_name = state.by_name.unwrap_or(self.by_name);
        let output = interp.dict();
        let set = SetObject(Dict::default().into());
        let mut lines = Vec::new();
        let mut used: Vec<Str> = Vec::new();
        let outer = Outer::enter(state, &output);
        for field in &self.fields {
            let mut found = None;
            for path in field.lookup.paths(by_alias, by_name) {
                let value = match (path, &source) {
                    (None, Source::Dict(dict)) => Ok(dict.get_str(&field.lookup.name)),
                    (None, _) => source.follow(interp, &[Place::Name(field.lookup.name.clone())]),
                    (Some(path), _) => source.follow(interp, path),
                };
                match value {
                    Ok(Some(value)) => {
                        found = Some((path, value));
                        break;
                    }
                    Ok(None) => {}
                    Err(raised) => {
                        let place = Place::Name(field.lookup.name.clone());
                        let fail = attribute_failed(interp, raised, input);
                        gather(&mut lines, fail.within(place))?;
                        state.has_errors = true;
                        found = Some((path, Value::Unbound));
                        break;
                    }
                }
            }
            state.field_name = Some(field.lookup.name.clone());
            match found {
                Some((_, Value::Unbound)) => {}
                Some((path, value)) => {
                    match path.and_then(|path| path.first()) {
                        Some(Place::Name(name)) => used.push(name.clone()),
                        Some(Place::Index(_)) => {}
                        None => used.push(field.lookup.name.clone()),
                    }
                    match field.validator.check(interp, &value, state) {
                        Ok(value) => {
                            output.set_str(field.lookup.name.clone(), value);
                            interp.set_add(&set, &Value::Str(field.lookup.name.clone()))?;
                        }
                        Err(Fail::Omit) => {}
                        Err(fail) => {
                            let fail = match path {
                                Some(path) if self.loc_by_alias => path
                                    .iter()
                                    .rev()
                                    .fold(fail, |fail, step| fail.within(step.clone())),
                                _ => fail.within(Place::Name(field.lookup.name.clone())),
                            };
                            gather(&mut lines, fail)?;
                            state.has_errors = true;
                        }
                    }
                }
                None => match field.validator.default(interp, state) {
                    Ok(Some(value)) => output.set_str(field.lookup.name.clone(), value),
                    Ok(None) if !field.required => {}
                    Ok(None) => {
                        let place = field.lookup.place(by_alias, self.loc_by_alias);
                        let fail = place
                            .into_iter()
                            .rev()
                            .fold(Fail::new("missing", input), Fail::within);
                        gather(&mut lines, fail)?;
                        state.has_errors = true;
                    }
                    Err(Fail::Omit) => {}
                    Err(fail) => {
                        let place = Place::Name(field.lookup.name.clone());
                        gather(&mut lines, fail.within(place))?;
                        state.has_errors = true;
                    }
                },
            }
        }
        outer.leave(state);
        let given = set.len();
        let extras = if self.is_typed_dict {
            output.clone()
        } else {
            interp.dict()
        };
        let entries = match &source {
            Source::Dict(dict) => dict.entries(),
            Source::Mapping(mapping) => super::containers::mapping_entries(interp, mapping)?,
            Source::Attributes(_) => Vec::new(),
        };
        self.check_extras(interp, entries, &used, (&extras, &set), &mut lines, state)?;
        if !lines.is_empty() {
            return Err(Fail::Lines(lines));
        }
        state.add_fields_set(given);
        if self.is_typed_dict {
            return Ok(Value::Dict(output));
        }
        let keeps_extra = state.extra.unwrap_or(self.extra) == Extra::Allow;
        let extras = if keeps_extra {
            Value::Dict(extras)
        } else {
            Value::None
        };
        let table = set.0.borrow().copy();
        let set = interp.set_from(table);
        Ok(Value::tuple(vec![Value::Dict(output), extras, set]))
    }
}

impl Check for Fields {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if self.is_typed_dict && !matches!(input, Value::Dict(_)) {
            state.floor(Exactness::Lax);
        }
        self.run(interp, input, state)
    }

    fn name(&self) -> String {
        self.title.clone()
    }

    fn assign(
        &self,
        interp: &mut Interp,
        object: &Value,
        name: &Str,
        value: &Value,
        state: &mut State,
    ) -> Checked {
        let Value::Dict(dict) = object else {
            return Err(self.type_error(object, false));
        };
        let new = interp.dict();
        let extras = interp.dict();
        for (key, item) in dict.entries() {
            let is_field = key
                .as_str()
                .is_some_and(|key| self.fields.iter().any(|field| field.lookup.name == *key));
            let target = if is_field || self.is_typed_dict {
                &new
            } else {
                &extras
            };
            interp.dict_set(target, &key, item)?;
        }
        let keeps_extra = state.extra.unwrap_or(self.extra) == Extra::Allow;
        match self.fields.iter().find(|field| field.lookup.name == *name) {
            Some(field) if field.frozen => {
                return Err(Fail::new("frozen_field", value).within(Place::Name(name.clone())));
            }
            Some(field) => {
                let data = interp.dict();
                for (key, item) in new.entries() {
                    if key.as_str() != Some(name) {
                        interp.dict_set(&data, &key, item)?;
                    }
                }
                let outer = Outer::enter(state, &data);
                state.field_name = Some(name.clone());
                let checked = field.validator.check(interp, value, state);
                outer.leave(state);
                match checked {
                    Ok(value) => new.set_str(name.clone(), value),
                    Err(fail) => return Err(fail.within(Place::Name(name.clone()))),
                }
            }
            None if keeps_extra => {
                let value = match &self.extras {
                    None => value.clone(),
                    Some(validator) => validator
                        .check(interp, value, state)
                        .map_err(|fail| fail.within(Place::Name(name.clone())))?,
                };
                let target = if self.is_typed_dict { &new } else { &extras };
                target.set_str(name.clone(), value);
            }
            None => {
                return Err(Fail::with(
                    "no_such_attribute",
                    vec![("attribute", Value::Str(name.clone()))],
                    value,
                )
                .within(Place::Name(name.clone())));
            }
        }
        if self.is_typed_dict {
            return Ok(Value::Dict(new));
        }
        let set = SetObject(Dict::default().into());
        interp.set_add(&set, &Value::Str(name.clone()))?;
        let table = set.0.borrow().copy();
        let set = interp.set_from(table);
        let extras = if keeps_extra {
            Value::Dict(extras)
        } else {
            Value::None
        };
        Ok(Value::tuple(vec![Value::Dict(new), extras, set]))
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for field in &self.fields {
            field.validator.traverse(visit);
        }
        for validator in [&self.extras, &self.extras_keys].into_iter().flatten() {
            validator.traverse(visit);
        }
    }
}
