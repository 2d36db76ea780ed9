//! Validators of dataclasses and named tuples.

use std::rc::Rc;

use playground_python::interp::Interp;
use playground_python::object::{Class, Payload};
use playground_python::value::{Str, Value};

use super::arguments::{at, split_input};
use super::fields::{Lookup, Outer, Source};
use super::{Check, Exactness, Mode, State, Validator};
use crate::classes::ArgsKwargs;
use crate::config::{Extra, Revalidate};
use crate::errors::classes::from_raised;
use crate::errors::{Checked, Fail, Place, gather};

/// One field of a dataclass.
pub struct DataclassField {
    /// Its name and aliases.
    pub lookup: Lookup,
    /// What it is.
    pub validator: Validator,
    /// Whether it can be given by position.
    pub positional: bool,
    /// Whether it can be given at all.
    pub init: bool,
    /// Whether only `__post_init__` gets it.
    pub init_only: bool,
    /// Whether it can't be assigned to.
    pub frozen: bool,
}

/// `dataclass-args`.
pub struct DataclassArgs {
    /// The fields.
    pub fields: Vec<DataclassField>,
    /// The class's name in messages.
    pub class_name: Str,
    /// Whether init-only fields come out apart.
    pub collect_init_only: bool,
    /// Extras.
    pub extra: Extra,
    /// Whether places name aliases.
    pub loc_by_alias: bool,
    /// Whether aliases are looked up.
    pub by_alias: bool,
    /// Whether names are looked up.
    pub by_name: bool,
}

impl DataclassArgs {
    fn run(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let is_call = input.data::<ArgsKwargs>().is_some();
        let is_dict = matches!(input.base(), Value::Dict(_));
        let split = if is_call || is_dict {
            split_input(interp, input)?
        } else {
            None
        };
        let Some((positional, named)) = split else {
            return Err(Fail::with(
                "dataclass_type",
                vec![("class_name", Value::Str(self.class_name.clone()))],
                input,
            ));
        };
        let source = match named.base() {
            Value::Dict(dict) => Some(Source::Dict(dict.clone())),
            _ => None,
        };
        let by_alias = state.by_alias.unwrap_or(self.by_alias);
        let by_name = state.by_name.unwrap_or(self.by_name);
        let output = interp.dict();
        let mut init_only = Vec::new();
        let mut lines = Vec::new();
        let mut used: Vec<Str> = Vec::new();
        let mut taken = 0;
        let mut given = 0;
        let outer = Outer::enter(state, &output);
        for field in &self.fields {
            let name = &field.lookup.name;
            state.field_name = Some(name.clone());
            let by_position = if field.positional && field.init {
                taken += 1;
                positional.get(taken - 1)
            } else {
                None
            };
            let mut found = None;
            if let Some(source) = &source
                && field.init
            {
                for path in field.lookup.paths(by_alias, by_name) {
                    let own = [Place::Name(name.clone())];
                    let steps = path.map_or(&own[..], Vec::as_slice);
                    if let Some(value) = source.follow(interp, steps)? {
                        if let Some(Place::Name(first)) = steps.first() {
                            used.push(first.clone());
                        }
                        let place = if self.loc_by_alias {
                            steps.to_vec()
                        } else {
                            own.to_vec()
                        };
                        found = Some((place, value));
                        break;
                    }
                }
            }
            let result = match (by_position, found) {
                (Some(_), Some((place, value))) => Err(place
                    .into_iter()
                    .rev()
                    .fold(Fail::new("multiple_argument_values", &value), Fail::within)),
                (Some(value), None) => {
                    given += 1;
                    field
                        .validator
                        .check(interp, value, state)
                        .map(Some)
                        .map_err(|fail| fail.within(at(taken - 1)))
                }
                (None, Some((place, value))) => {
                    given += 1;
                    field
                        .validator
                        .check(interp, &value, state)
                        .map(Some)
                        .map_err(|fail| place.into_iter().rev().fold(fail, Fail::within))
                }
                (None, None) => match field.validator.default(interp, state) {
                    Ok(Some(value)) => Ok(Some(value)),
                    Ok(None) if !field.init => Ok(None),
                    Ok(None) => Err(field
                        .lookup
                        .place(by_alias, self.loc_by_alias)
                        .into_iter()
                        .rev()
                        .fold(Fail::new("missing", input), Fail::within)),
                    Err(fail) => Err(fail.within(Place::Name(name.clone()))),
                },
            };
            match result {
                Ok(Some(value)) if field.init_only && self.collect_init_only => {
                    init_only.push(value);
                }
                Ok(Some(_)) if field.init_only => {}
                Ok(Some(value)) => output.set_str(name.clone(), value),
                Ok(None) | Err(Fail::Omit) => {}
                Err(fail) => {
                    gather(&mut lines, fail)?;
                    state.has_errors = true;
                }
            }
        }
        outer.leave(state);
        for (index, value) in positional.iter().enumerate().skip(taken) {
            let fail = Fail::new("unexpected_positional_argument", value);
            gather(&mut lines, fail.within(at(index)))?;
        }
        let extra = state.extra.unwrap_or(self.extra);
        if let Value::Dict(named) = named.base() {
            for (key, value) in named.entries() {
                let Some(name) = key.as_str().cloned() else {
                    let place = Place::of_key(interp, &key)?;
                    gather(&mut lines, Fail::new("invalid_key", &key).within(place))?;
                    continue;
                };
                if used.contains(&name) {
                    continue;
                }
                match extra {
                    Extra::Ignore => {}
                    Extra::Allow => output.set_str(name, value),
                    Extra::Forbid => {
                        let fail = Fail::new("unexpected_keyword_argument", &value);
                        gather(&mut lines, fail.within(Place::Name(name)))?;
                    }
                }
            }
        }
        if !lines.is_empty() {
            return Err(Fail::Lines(lines));
        }
        state.add_fields_set(given);
        let init_only = if self.collect_init_only {
            Value::tuple(init_only)
        } else {
            Value::None
        };
        Ok(Value::tuple(vec![Value::Dict(output), init_only]))
    }
}

impl Check for DataclassArgs {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        self.run(interp, input, state)
    }

    fn name(&self) -> String {
        format!("dataclass-args[{}]", self.class_name)
    }

    fn assign(
        &self,
        interp: &mut Interp,
        object: &Value,
        name: &Str,
        value: &Value,
        state: &mut State,
    ) -> Checked {
        let new = interp.dict();
        interp.dict_update(&new, object)?;
        match self.fields.iter().find(|field| field.lookup.name == *name) {
            Some(field) if field.frozen => {
                return Err(Fail::new("frozen_field", value).within(Place::Name(name.clone())));
            }
            Some(field) => {
                let data = interp.dict();
                interp.dict_update(&data, object)?;
                data.remove_str(name);
                let outer = Outer::enter(state, &data);
                state.field_name = Some(name.clone());
                let checked = field.validator.check(interp, value, state);
                outer.leave(state);
                let checked = checked.map_err(|fail| fail.within(Place::Name(name.clone())))?;
                new.set_str(name.clone(), checked);
            }
            None if state.extra.unwrap_or(self.extra) == Extra::Allow => {
                new.set_str(name.clone(), value.clone());
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
        Ok(Value::tuple(vec![Value::Dict(new), Value::None]))
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for field in &self.fields {
            field.validator.traverse(visit);
        }
    }
}

/// `dataclass`.
pub struct Dataclass {
    /// The class.
    pub class: Rc<Class>,
    /// The class that instances are accepted of.
    pub accepted: Rc<Class>,
    /// What its parts are.
    pub inner: Validator,
    /// The names of its fields.
    pub fields: Vec<Str>,
    /// Whether `__post_init__` is called.
    pub post_init: bool,
    /// When instances are validated again.
    pub revalidate: Revalidate,
    /// Whether nothing can be assigned.
    pub frozen: bool,
    /// Whether attributes are slots.
    pub slots: bool,
    /// Only instances.
    pub strict: bool,
    /// The name in titles.
    pub title: String,
}

impl Dataclass {
    fn fill(&self, interp: &mut Interp, instance: &Value, made: &Value, input: &Value) -> Checked {
        let (values, init_only) = match made {
            Value::Tuple(parts) if parts.len() == 2 => (parts[0].clone(), parts[1].clone()),
            other => {
                let name = interp.type_name(other);
                return Err(Fail::Raised(interp.type_error(format_args!(
                    "'{name}' object cannot be converted to 'PyTuple'"
                ))));
            }
        };
        self.set(interp, instance, &values)?;
        if self.post_init {
            let args = match &init_only {
                Value::Tuple(items) => items.to_vec(),
                _ => Vec::new(),
            };
            if let Err(raised) = interp.call_method(instance, "__post_init__", &args) {
                return Err(from_raised(interp, raised, input));
            }
        }
        Ok(instance.clone())
    }

    fn set(&self, interp: &mut Interp, instance: &Value, values: &Value) -> Checked<()> {
        let (Value::Object(object), Value::Dict(values)) = (instance, values) else {
            return Ok(());
        };
        if self.slots {
            for (key, value) in values.entries() {
                if let Some(name) = key.as_str() {
                    interp.generic_change(instance, name, &value)?;
                }
            }
        } else {
            let own = interp.object_dict(object);
            interp.dict_update(&own, &Value::Dict(values.clone()))?;
        }
        Ok(())
    }

    fn values(&self, interp: &mut Interp, instance: &Value) -> Checked {
        let dict = interp.dict();
        if self.slots {
            for name in &self.fields {
                if let Some(value) = interp.get_attribute_optional(instance, name)? {
                    dict.set_str(name.clone(), value);
                }
            }
        } else if let Value::Object(object) = instance
            && let Some(own) = object.dict()
        {
            interp.dict_update(&dict, &Value::Dict(own))?;
        }
        Ok(Value::Dict(dict))
    }
}

impl Check for Dataclass {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if let Some(instance) = state.self_instance.take() {
            let made = self.inner.check(interp, input, state)?;
            return self.fill(interp, &instance, &made, input);
        }
        if let Value::Object(object) = input {
            let class = object.class();
            if class.is_subclass_of(&self.accepted) {
                let is_own = Rc::ptr_eq(&class, &self.class);
                let again = match self.revalidate {
                    Revalidate::Always => true,
                    Revalidate::Subclasses => !is_own,
                    Revalidate::Never => false,
                };
                if !again {
                    if !is_own {
                        state.floor(Exactness::Strict);
                    }
                    state.add_fields_set(self.fields.len());
                    return Ok(input.clone());
                }
                let values = self.values(interp, input)?;
                let made = self.inner.check(interp, &values, state)?;
                let instance = interp.object(&self.class, Payload::None);
                return self.fill(interp, &instance, &made, input);
            }
        }
        if state.is_strict(self.strict) && state.mode == Mode::Python {
            return Err(Fail::with(
                "dataclass_exact_type",
                vec![("class_name", Value::str(self.title.clone()))],
                input,
            ));
        }
        if state.mode == Mode::Python {
            state.floor(Exactness::Lax);
        }
        let made = self.inner.check(interp, input, state)?;
        let instance = interp.object(&self.class, Payload::None);
        self.fill(interp, &instance, &made, input)
    }

    fn name(&self) -> String {
        self.title.clone()
    }

    fn assign(
        &self,
        interp: &mut Interp,
        instance: &Value,
        field: &Str,
        value: &Value,
        state: &mut State,
    ) -> Checked {
        if self.frozen {
            return Err(Fail::new("frozen_instance", value).within(Place::Name(field.clone())));
        }
        let values = self.values(interp, instance)?;
        let made = self.inner.assign(interp, &values, field, value, state)?;
        if let Value::Tuple(parts) = &made
            && let Some(values) = parts.first()
        {
            self.set(interp, instance, &values.clone())?;
        }
        Ok(instance.clone())
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Class(self.class.clone()));
        visit(&Value::Class(self.accepted.clone()));
        self.inner.traverse(visit);
    }
}

/// `named-tuple`.
pub struct NamedTuple {
    /// The class.
    pub class: Rc<Class>,
    /// The fields.
    pub fields: Vec<(Lookup, Validator)>,
    /// The name in titles.
    pub title: String,
    /// Only instances.
    pub strict: bool,
}

impl Check for NamedTuple {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let is_own =
            matches!(input, Value::Object(object) if object.class().is_subclass_of(&self.class));
        let type_error = || {
            Fail::with(
                "named_tuple_type",
                vec![("class_name", Value::str(self.title.clone()))],
                input,
            )
        };
        if !is_own {
            if state.is_strict(self.strict) && state.mode == Mode::Python {
                return Err(type_error());
            }
            state.floor(Exactness::Lax);
        }
        let Some((positional, named)) = split_input(interp, input)? else {
            return Err(type_error());
        };
        let mut values = Vec::new();
        let mut lines = Vec::new();
        let mut used = Vec::new();
        for (index, (lookup, validator)) in self.fields.iter().enumerate() {
            let result =
                if let Some(value) = positional.get(index) {
                    validator
                        .check(interp, value, state)
                        .map_err(|fail| fail.within(at(index)))
                } else {
                    let found = match named.base() {
                        Value::Dict(dict) => {
                            let source = Source::Dict(dict.clone());
                            let mut found = None;
                            for path in lookup.paths(true, false) {
                                let own = [Place::Name(lookup.name.clone())];
                                let steps = path.map_or(&own[..], Vec::as_slice);
                                if let Some(value) = source.follow(interp, steps)? {
                                    if let Some(Place::Name(name)) = steps.first() {
                                        used.push(name.clone());
                                    }
                                    found = Some(value);
                                    break;
                                }
                            }
                            found
                        }
                        _ => None,
                    };
                    match found {
                        Some(value) => validator
                            .check(interp, &value, state)
                            .map_err(|fail| fail.within(Place::Name(lookup.name.clone()))),
                        None => match validator.default(interp, state)? {
                            Some(value) => Ok(value),
                            None => Err(Fail::new("missing", input)
                                .within(Place::Name(lookup.name.clone()))),
                        },
                    }
                };
            match result {
                Ok(value) => values.push(value),
                Err(fail) => gather(&mut lines, fail)?,
            }
        }
        for (index, value) in positional.iter().enumerate().skip(self.fields.len()) {
            let fail = Fail::new("unexpected_positional_argument", value);
            gather(&mut lines, fail.within(at(index)))?;
        }
        if let Value::Dict(dict) = named.base() {
            for (key, value) in dict.entries() {
                let name = interp.str(&key)?;
                if !used.contains(&name) {
                    let fail = Fail::new("unexpected_keyword_argument", &value);
                    gather(&mut lines, fail.within(Place::Name(name)))?;
                }
            }
        }
        if !lines.is_empty() {
            return Err(Fail::Lines(lines));
        }
        let class = Value::Class(self.class.clone());
        Ok(interp.call(&class, &values)?)
    }

    fn name(&self) -> String {
        self.title.clone()
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Class(self.class.clone()));
        for (_, validator) in &self.fields {
            validator.traverse(visit);
        }
    }
}
