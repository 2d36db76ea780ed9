//! The validator of models: what an instance is made of.

use std::rc::Rc;

use playground_python::dict::Dict;
use playground_python::interp::Interp;
use playground_python::object::{Class, Payload};
use playground_python::value::{SetObject, Str, Value};

use super::literal::is_undefined;
use super::{Check, Exactness, Mode, State, Validator};
use crate::config::Revalidate;
use crate::errors::classes::from_raised;
use crate::errors::{Checked, Fail, Place};

/// The slots of a model's instances.
pub struct Slots {
    /// `__pydantic_fields_set__`
    pub fields_set: Str,
    /// `__pydantic_extra__`
    pub extra: Str,
    /// `__pydantic_private__`
    pub private: Str,
}

impl Slots {
    /// Interned.
    pub fn new(interp: &Interp) -> Slots {
        Slots {
            fields_set: interp.intern("__pydantic_fields_set__"),
            extra: interp.intern("__pydantic_extra__"),
            private: interp.intern("__pydantic_private__"),
        }
    }
}

/// `model`.
pub struct Model {
    /// The class.
    pub class: Rc<Class>,
    /// The class that instances are accepted of.
    pub accepted: Rc<Class>,
    /// What its parts are.
    pub inner: Validator,
    /// Whether `root` is all there is.
    pub is_root: bool,
    /// Whether `__init__` is called.
    pub custom_init: bool,
    /// The method that is called at the end.
    pub post_init: Option<Str>,
    /// When instances are validated again.
    pub revalidate: Revalidate,
    /// Whether nothing can be assigned.
    pub frozen: bool,
    /// The name in titles.
    pub title: String,
    /// Whether texts of errors leave out the input: for whoever reports.
    pub slots: Slots,
    /// `root`.
    pub root: Str,
}

fn set_of(interp: &mut Interp, names: &[&Str]) -> Checked {
    let set = SetObject(Dict::default().into());
    for name in names {
        interp.set_add(&set, &Value::Str((*name).clone()))?;
    }
    let table = set.0.borrow().copy();
    Ok(interp.set_from(table))
}

impl Model {
    fn fill(
        &self,
        interp: &mut Interp,
        instance: &Value,
        input: &Value,
        parts: (Value, Value, Value),
        state: &State,
    ) -> Checked {
        let (dict, extra, set) = parts;
        if let (Value::Object(object), Value::Dict(dict)) = (instance, dict) {
            object.set_dict(dict);
            object.set_slot(&self.slots.extra, extra);
            object.set_slot(&self.slots.fields_set, set);
            if object.slot(&self.slots.private).is_none() {
                object.set_slot(&self.slots.private, Value::None);
            }
        }
        if let Some(post_init) = &self.post_init {
            let context = state.context.clone();
            if let Err(raised) = interp.call_method(instance, post_init, &[context]) {
                return Err(from_raised(interp, raised, input));
            }
        }
        Ok(instance.clone())
    }

    /// Validate what the instance consists of.
    fn parts(
        &self,
        interp: &mut Interp,
        input: &Value,
        state: &mut State,
    ) -> Checked<(Value, Value, Value)> {
        if self.is_root {
            let outer = state.field_name.replace(self.root.clone());
            let result = if is_undefined(interp, input) {
                match self.inner.default(interp, state) {
                    Ok(Some(value)) => Ok((value, false)),
                    Ok(None) => self
                        .inner
                        .check(interp, input, state)
                        .map(|value| (value, true)),
                    Err(fail) => Err(fail),
                }
            } else {
                self.inner
                    .check(interp, input, state)
                    .map(|value| (value, true))
            };
            state.field_name = outer;
            let (value, is_given) = result?;
            let dict = interp.dict();
            dict.set_str(self.root.clone(), value);
            let set = if is_given {
                set_of(interp, &[&self.root])?
            } else {
                set_of(interp, &[])?
            };
            return Ok((Value::Dict(dict), Value::None, set));
        }
        let made = self.inner.check(interp, input, state)?;
        self.split(interp, made)
    }

    fn split(&self, interp: &mut Interp, made: Value) -> Checked<(Value, Value, Value)> {
        match &made {
            Value::Tuple(parts) if parts.len() == 3 => {
                Ok((parts[0].clone(), parts[1].clone(), parts[2].clone()))
            }
            other => {
                let name = interp.type_name(other);
                Err(Fail::Raised(interp.type_error(format_args!(
                    "'{name}' object cannot be converted to 'PyTuple'"
                ))))
            }
        }
    }

    fn make(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if self.custom_init {
            // The class's own `__init__` validates; what it is given must be a dict of names.
            let Value::Dict(dict) = input.base() else {
                return Err(Fail::with(
                    "model_type",
                    vec![("class_name", Value::Str(self.class.name()))],
                    input,
                ));
            };
            let mut keywords = Vec::new();
            for (key, value) in dict.entries() {
                match key.as_str() {
                    Some(name) => keywords.push((name.clone(), value)),
                    None => {
                        let place = Place::of_key(interp, &key)?;
                        return Err(Fail::new("invalid_key", &key).within(place));
                    }
                }
            }
            let class = Value::Class(self.class.clone());
            return match interp.call_keywords(&class, Vec::new(), keywords) {
                Ok(instance) => Ok(instance),
                Err(raised) => Err(from_raised(interp, raised, input)),
            };
        }
        let parts = self.parts(interp, input, state)?;
        let instance = interp.object(&self.class, Payload::None);
        self.fill(interp, &instance, input, parts, state)
    }

    fn revalidate(&self, interp: &mut Interp, instance: &Value, state: &mut State) -> Checked {
        let Value::Object(object) = instance else {
            return Ok(instance.clone());
        };
        let set = object.slot(&self.slots.fields_set).unwrap_or(Value::None);
        if self.is_root {
            let root = object.own(&self.root).unwrap_or(Value::None);
            let (dict, extra, _) = self.parts(interp, &root, state)?;
            let made = interp.object(&self.class, Payload::None);
            return self.fill(interp, &made, instance, (dict, extra, set), state);
        }
        let full = interp.dict();
        if let Some(dict) = object.dict() {
            interp.dict_update(&full, &Value::Dict(dict))?;
        }
        if let Some(extra @ Value::Dict(_)) = object.slot(&self.slots.extra) {
            interp.dict_update(&full, &extra)?;
        }
        let by_name = state.by_name.replace(true);
        let parts = self.parts(interp, &Value::Dict(full), state);
        state.by_name = by_name;
        let (dict, extra, _) = parts?;
        let set = match &set {
            Value::Set(members) => {
                let table = members.0.borrow().copy();
                interp.set_from(table)
            }
            other => other.clone(),
        };
        let made = interp.object(&self.class, Payload::None);
        self.fill(interp, &made, instance, (dict, extra, set), state)
    }
}

impl Check for Model {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        if let Some(instance) = state.self_instance.take() {
            let parts = self.parts(interp, input, state)?;
            return self.fill(interp, &instance, input, parts, state);
        }
        let class = match input {
            Value::Object(object) => Some(object.class()),
            _ => None,
        };
        if let Some(class) = class
            && class.is_subclass_of(&self.accepted)
        {
            let is_own = Rc::ptr_eq(&class, &self.class);
            if !is_own {
                state.floor(Exactness::Strict);
            }
            if let Value::Object(object) = input
                && let Some(Value::Set(set)) = object.slot(&self.slots.fields_set)
            {
                state.add_fields_set(set.len());
            }
            let again = match self.revalidate {
                Revalidate::Always => true,
                Revalidate::Subclasses => !is_own,
                Revalidate::Never => false,
            };
            return if again {
                self.revalidate(interp, input, state)
            } else {
                Ok(input.clone())
            };
        }
        if state.mode == Mode::Python {
            state.floor(Exactness::Lax);
        }
        self.make(interp, input, state)
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
        let Value::Object(object) = instance else {
            return Err(Fail::with(
                "model_type",
                vec![("class_name", Value::Str(self.class.name()))],
                instance,
            ));
        };
        if self.is_root {
            if *field != self.root {
                return Err(Fail::with(
                    "no_such_attribute",
                    vec![("attribute", Value::Str(field.clone()))],
                    value,
                )
                .within(Place::Name(field.clone())));
            }
            let checked = self
                .inner
                .check(interp, value, state)
                .map_err(|fail| fail.within(Place::Name(field.clone())))?;
            let dict = interp.dict();
            dict.set_str(self.root.clone(), checked);
            object.set_dict(dict);
            let set = set_of(interp, &[&self.root])?;
            object.set_slot(&self.slots.fields_set, set);
            return Ok(instance.clone());
        }
        let full = interp.dict();
        if let Some(dict) = object.dict() {
            interp.dict_update(&full, &Value::Dict(dict))?;
        }
        if let Some(extra @ Value::Dict(_)) = object.slot(&self.slots.extra) {
            interp.dict_update(&full, &extra)?;
        }
        let made = self
            .inner
            .assign(interp, &Value::Dict(full), field, value, state)?;
        let (dict, extra, set) = self.split(interp, made)?;
        if let Value::Dict(dict) = dict {
            object.set_dict(dict);
        }
        object.set_slot(&self.slots.extra, extra);
        match (object.slot(&self.slots.fields_set), &set) {
            (Some(Value::Set(old)), Value::Set(new)) => {
                for member in new.members() {
                    interp.set_add(&old, &member)?;
                }
            }
            _ => {
                object.set_slot(&self.slots.fields_set, set);
            }
        }
        Ok(instance.clone())
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Class(self.class.clone()));
        visit(&Value::Class(self.accepted.clone()));
        self.inner.traverse(visit);
    }
}
