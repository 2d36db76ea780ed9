//! Serializers of models, typed dicts and dataclasses: fields, extras, computed fields.

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::object::Class;
use playground_python::value::{DictObject, Str, Value};

use super::containers::admit;
use super::{Serialize, Serializer, State, infer};
use crate::serializer;
use crate::validate::model::Slots;

/// One field.
pub struct FieldOut {
    /// Its name.
    pub name: Str,
    /// Its name in the output.
    pub alias: Option<Str>,
    /// What it is; nothing where it is never shown.
    pub inner: Option<Serializer>,
    /// A function that says whether it is left out.
    pub exclude_if: Option<Value>,
    /// Its default.
    pub default: Value,
}

/// One computed field.
pub struct Computed {
    /// The property.
    pub property: Str,
    /// Its name in the output.
    pub alias: Str,
    /// What it gives.
    pub inner: Serializer,
    /// A function that says whether it is left out.
    pub exclude_if: Option<Value>,
}

/// `model-fields`, `typed-dict`, `dataclass-args`.
pub struct FieldsOut {
    /// The fields.
    pub fields: Vec<FieldOut>,
    /// The computed fields.
    pub computed: Vec<Computed>,
    /// Whether extras are shown.
    pub shows_extra: bool,
    /// What extras are.
    pub extras: Option<Serializer>,
    /// Whether aliases are used when the caller doesn't say.
    pub by_alias: bool,
    /// The name in warnings.
    pub title: String,
    /// Whether it is a typed dict, which is given as a dict and not as a model's parts.
    pub is_typed_dict: bool,
}

/// Whether a function says that a value is left out.
fn says_so(interp: &mut Interp, function: &Option<Value>, value: &Value) -> PyResult<bool> {
    match function {
        Some(function) => {
            let answer = interp.call(function, std::slice::from_ref(value))?;
            interp.truth(&answer)
        }
        None => Ok(false),
    }
}

impl FieldsOut {
    fn put(
        &self,
        interp: &mut Interp,
        output: &DictObject,
        name: &Value,
        value: Value,
    ) -> PyResult<()> {
        match name {
            Value::Str(name) => {
                output.set_str(name.clone(), value);
                Ok(())
            }
            other => interp.dict_set(output, other, value).map(drop),
        }
    }

    fn entry(
        &self,
        interp: &mut Interp,
        (key, value): (&Value, &Value),
        output: &DictObject,
        state: &mut State,
    ) -> PyResult<()> {
        let settings = state.settings.clone();
        let Some(name) = key.as_str() else {
            if self.shows_extra {
                let made = infer::infer(interp, value, state)?;
                self.put(interp, output, key, made)?;
            }
            return Ok(());
        };
        let field = self.fields.iter().find(|field| field.name == *name);
        let Some(field) = field else {
            if self.shows_extra && !(settings.exclude_none && value.is_none()) {
                let made = match &self.extras {
                    Some(extras) => extras.run(interp, value, state)?,
                    None => infer::infer(interp, value, state)?,
                };
                self.put(interp, output, key, made)?;
            }
            return Ok(());
        };
        let Some(inner) = &field.inner else {
            return Ok(());
        };
        if settings.exclude_none && value.is_none() {
            return Ok(());
        }
        if settings.exclude_defaults
            && !field.default.is_unbound()
            && interp.equal(value, &field.default)?
        {
            return Ok(());
        }
        if says_so(interp, &field.exclude_if, value)? {
            return Ok(());
        }
        if is_missing(interp, value) {
            return Ok(());
        }
        let outer = state.field_name.replace(field.name.clone());
        let made = inner.run(interp, value, state);
        state.field_name = outer;
        let by_alias = settings.by_alias.unwrap_or(self.by_alias);
        let shown = match &field.alias {
            Some(alias) if by_alias => alias,
            _ => &field.name,
        };
        output.set_str(shown.clone(), made?);
        Ok(())
    }

    fn computed(
        &self,
        interp: &mut Interp,
        model: &Value,
        (include, exclude): (&Value, &Value),
        output: &DictObject,
        state: &mut State,
    ) -> PyResult<()> {
        let settings = state.settings.clone();
        if settings.round_trip || settings.exclude_computed_fields {
            return Ok(());
        }
        for field in &self.computed {
            let key = Value::Str(field.property.clone());
            match admit(interp, include, exclude, &key, None)? {
                None => continue,
                Some((inner_include, inner_exclude)) => {
                    state.include = inner_include;
                    state.exclude = inner_exclude;
                }
            }
            let value = interp.get_attribute(model, &field.property)?;
            if (settings.exclude_none && value.is_none())
                || says_so(interp, &field.exclude_if, &value)?
                || is_missing(interp, &value)
            {
                continue;
            }
            let outer = state.field_name.replace(field.property.clone());
            let made = field.inner.run(interp, &value, state);
            state.field_name = outer;
            let by_alias = settings.by_alias.unwrap_or(self.by_alias);
            let shown = if by_alias {
                &field.alias
            } else {
                &field.property
            };
            output.set_str(shown.clone(), made?);
        }
        Ok(())
    }
}

/// Whether a value is the sentinel for what isn't there.
fn is_missing(interp: &Interp, value: &Value) -> bool {
    match value {
        Value::Object(object) => {
            let class = object.class();
            let name = class.name.borrow().clone();
            &*name == "Sentinel"
                && interp
                    .modules
                    .get("pydantic_core")
                    .and_then(|module| match module {
                        Value::Module(module) => module.dict.get("MISSING"),
                        _ => None,
                    })
                    .is_some_and(|missing| missing.is(value))
        }
        _ => false,
    }
}

impl Serialize for FieldsOut {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        let Value::Dict(dict) = value.base() else {
            state.unexpected(interp, &self.title, value)?;
            return infer::infer(interp, value, state);
        };
        let dict = dict.clone();
        let output = interp.dict();
        let (include, exclude) = (state.include.clone(), state.exclude.clone());
        let model = std::mem::replace(&mut state.model, Value::None);
        let set = std::mem::replace(&mut state.fields_set, Value::None);
        let own_model = if self.is_typed_dict {
            value.clone()
        } else {
            model.clone()
        };
        if state.checks && self.is_typed_dict {
            for field in &self.fields {
                if dict.get_str(&field.name).is_none() && field.default.is_unbound() {
                    state.unexpected(interp, &self.title, value)?;
                }
            }
        }
        let is_full = include.is_none() && exclude.is_none();
        let guarded = if self.is_typed_dict { value } else { &model };
        let checks = std::mem::replace(&mut state.checks, false);
        let result = state.enter(interp, guarded, |interp, state| {
            for (key, item) in dict.entries() {
                if state.settings.exclude_unset
                    && let Value::Set(set) = &set
                    && !interp.set_contains(set, &key)?
                {
                    continue;
                }
                if !is_full {
                    match admit(interp, &include, &exclude, &key, None)? {
                        None => continue,
                        Some((inner_include, inner_exclude)) => {
                            state.include = inner_include;
                            state.exclude = inner_exclude;
                        }
                    }
                }
                state.model = own_model.clone();
                self.entry(interp, (&key, &item), &output, state)?;
            }
            state.model = own_model.clone();
            self.computed(interp, &own_model, (&include, &exclude), &output, state)
        });
        state.checks = checks;
        state.model = model;
        state.fields_set = set;
        state.include = include;
        state.exclude = exclude;
        result?;
        Ok(Value::Dict(output))
    }

    fn name(&self) -> String {
        self.title.clone()
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for field in &self.fields {
            visit(&field.default);
            field.exclude_if.iter().for_each(&mut *visit);
            if let Some(inner) = &field.inner {
                inner.traverse(visit);
            }
        }
        for field in &self.computed {
            field.inner.traverse(visit);
        }
    }
}

/// `model`.
pub struct ModelOut {
    /// The class.
    pub class: Rc<Class>,
    /// What its parts are.
    pub inner: Serializer,
    /// Whether `root` is all there is.
    pub is_root: bool,
    /// The names of its slots.
    pub slots: Slots,
    /// The name in warnings.
    pub title: String,
}

impl Serialize for ModelOut {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        let object = match value {
            Value::Object(object) if object.class().is_subclass_of(&self.class) => object,
            _ => {
                state.unexpected(interp, &self.title, value)?;
                return infer::infer(interp, value, state);
            }
        };
        if state.settings.serialize_as_any && !Rc::ptr_eq(&object.class(), &self.class) {
            let name = interp.intern("__pydantic_serializer__");
            if let Some(own) = interp.class_lookup(&object.class(), &name)
                && let Some(inner) = serializer::of(&own)
            {
                return inner.run(interp, value, state);
            }
        }
        if self.is_root {
            let root = interp.intern("root");
            let root = object.own(&root).unwrap_or(Value::None);
            let outer = state.field_name.replace("root".into());
            let outer_model = std::mem::replace(&mut state.model, value.clone());
            let result = self.inner.run(interp, &root, state);
            state.field_name = outer;
            state.model = outer_model;
            return result;
        }
        let extra = object.slot(&self.slots.extra);
        let dict = object.dict();
        let full = match (dict, extra) {
            (Some(dict), Some(Value::Dict(extra))) if !extra.is_empty() => {
                let full = interp.dict();
                interp.dict_update(&full, &Value::Dict(dict))?;
                interp.dict_update(&full, &Value::Dict(extra))?;
                full
            }
            (Some(dict), _) => dict,
            (None, _) => interp.dict(),
        };
        let outer_model = std::mem::replace(&mut state.model, value.clone());
        let set = object.slot(&self.slots.fields_set).unwrap_or(Value::None);
        let outer_set = std::mem::replace(&mut state.fields_set, set);
        let outer_name = state.field_name.take();
        let result = self.inner.run(interp, &Value::Dict(full), state);
        state.model = outer_model;
        state.fields_set = outer_set;
        state.field_name = outer_name;
        result
    }

    fn name(&self) -> String {
        self.title.clone()
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Class(self.class.clone()));
        self.inner.traverse(visit);
    }
}

/// `dataclass`.
pub struct DataclassOut {
    /// The class.
    pub class: Rc<Class>,
    /// What its parts are.
    pub inner: Serializer,
    /// The names of its fields.
    pub fields: Vec<Str>,
    /// The name in warnings.
    pub title: String,
}

impl Serialize for DataclassOut {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        let fits =
            matches!(value, Value::Object(object) if object.class().is_subclass_of(&self.class));
        if !fits {
            state.unexpected(interp, &self.title, value)?;
            return infer::infer(interp, value, state);
        }
        let dict = interp.dict();
        for name in &self.fields {
            if let Some(item) = interp.get_attribute_optional(value, name)? {
                dict.set_str(name.clone(), item);
            }
        }
        // Extras live beside the fields.
        if let Value::Object(object) = value
            && let Some(own) = object.dict()
        {
            for (key, item) in own.entries() {
                if let Some(name) = key.as_str()
                    && dict.get_str(name).is_none()
                {
                    dict.set_str(name.clone(), item);
                }
            }
        }
        let outer_model = std::mem::replace(&mut state.model, value.clone());
        let outer_name = state.field_name.take();
        let result = self.inner.run(interp, &Value::Dict(dict), state);
        state.model = outer_model;
        state.field_name = outer_name;
        result
    }

    fn name(&self) -> String {
        self.title.clone()
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Class(self.class.clone()));
        self.inner.traverse(visit);
    }
}

/// A dataclass without a serializer: its fields by what they are.
pub fn plain_dataclass(interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
    let fields = interp.attribute(value, "__dataclass_fields__")?;
    let dict = interp.dict();
    for name in interp.collect(&fields)? {
        if let Some(name) = name.as_str()
            && let Some(item) = interp.get_attribute_optional(value, name)?
        {
            dict.set_str(name.clone(), item);
        }
    }
    super::containers::mapping_out(interp, &Value::Dict(dict), None, None, state)
}
