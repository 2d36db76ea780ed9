//! Serializers of containers, and what `include` and `exclude` let through.

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::value::Value;

use super::{Serialize, Serializer, State, infer};

fn says_all(value: &Value) -> bool {
    matches!(value, Value::Ellipsis | Value::Bool(true))
}

/// What a filter says about a key: nothing, or what it says about the inside.
fn look(interp: &mut Interp, filter: &Value, key: &Value) -> PyResult<Option<Value>> {
    let all = Value::str("__all__");
    match filter {
        Value::Dict(dict) => Ok(match interp.dict_get(dict, key)? {
            Some(value) => Some(value),
            None => interp.dict_get(dict, &all)?,
        }),
        Value::Set(set) | Value::FrozenSet(set) => {
            if interp.set_contains(set, key)? || interp.set_contains(set, &all)? {
                Ok(Some(Value::Ellipsis))
            } else {
                Ok(None)
            }
        }
        _ => Ok(None),
    }
}

/// Whether `include` and `exclude` let a key through, and what they say about the inside.
pub fn admit(
    interp: &mut Interp,
    include: &Value,
    exclude: &Value,
    key: &Value,
    negative: Option<&Value>,
) -> PyResult<Option<(Value, Value)>> {
    if include.is_none() && exclude.is_none() {
        return Ok(Some((Value::None, Value::None)));
    }
    let mut find = |filter: &Value| -> PyResult<Option<Value>> {
        match look(interp, filter, key)? {
            Some(found) => Ok(Some(found)),
            None => match negative {
                Some(negative) => look(interp, filter, negative),
                None => Ok(None),
            },
        }
    };
    let mut next_exclude = Value::None;
    match find(exclude)? {
        Some(found) if says_all(&found) => return Ok(None),
        Some(Value::Bool(false)) | None => {}
        Some(found) => next_exclude = found,
    }
    if include.is_none() {
        return Ok(Some((Value::None, next_exclude)));
    }
    match find(include)? {
        None | Some(Value::Bool(false)) => Ok(None),
        Some(found) if says_all(&found) => Ok(Some((Value::None, next_exclude))),
        Some(found) => Ok(Some((found, next_exclude))),
    }
}

/// Serialize items; the container keeps its type in Python mode.
pub fn items_out(
    interp: &mut Interp,
    value: &Value,
    inner: Option<&Serializer>,
    state: &mut State,
) -> PyResult {
    let items = match value {
        Value::List(list) => list.0.borrow().clone(),
        Value::Tuple(items) => items.to_vec(),
        Value::Set(set) | Value::FrozenSet(set) => set.members(),
        other => interp.collect(other)?,
    };
    let is_ordered = matches!(value, Value::List(_) | Value::Tuple(_));
    let (include, exclude) = (state.include.clone(), state.exclude.clone());
    let length = items.len();
    let made = state.enter(interp, value, |interp, state| {
        let mut made = Vec::with_capacity(length);
        for (index, item) in items.iter().enumerate() {
            if is_ordered && !(include.is_none() && exclude.is_none()) {
                let position = Value::size(index);
                let from_end = Value::Int(
                    i64::try_from(index).unwrap_or(i64::MAX) - i64::try_from(length).unwrap_or(0),
                );
                match admit(interp, &include, &exclude, &position, Some(&from_end))? {
                    None => continue,
                    Some((inner_include, inner_exclude)) => {
                        state.include = inner_include;
                        state.exclude = inner_exclude;
                    }
                }
            }
            made.push(match inner {
                Some(inner) => inner.run(interp, item, state)?,
                None => infer::infer(interp, item, state)?,
            });
        }
        Ok(made)
    });
    state.include = include;
    state.exclude = exclude;
    let made = made?;
    if state.settings.json {
        return Ok(interp.list(made));
    }
    Ok(match value {
        Value::Tuple(_) => Value::tuple(made),
        Value::Set(_) | Value::FrozenSet(_) => {
            let list = interp.list(made);
            let table = interp.collect_set(&list)?;
            if matches!(value, Value::Set(_)) {
                interp.set_from(table)
            } else {
                interp.frozenset_from(table)
            }
        }
        _ => interp.list(made),
    })
}

/// Serialize entries.
pub fn mapping_out(
    interp: &mut Interp,
    value: &Value,
    key: Option<&Serializer>,
    inner: Option<&Serializer>,
    state: &mut State,
) -> PyResult {
    let Value::Dict(dict) = value.base() else {
        return infer::infer(interp, value, state);
    };
    let entries = dict.entries();
    let (include, exclude) = (state.include.clone(), state.exclude.clone());
    let made = state.enter(interp, value, |interp, state| {
        let mut made = Vec::with_capacity(entries.len());
        for (entry_key, item) in &entries {
            match admit(interp, &include, &exclude, entry_key, None)? {
                None => continue,
                Some((inner_include, inner_exclude)) => {
                    state.include = inner_include;
                    state.exclude = inner_exclude;
                }
            }
            let new_key = match key {
                Some(key) => key.key(interp, entry_key, state)?,
                None if state.settings.json => infer::key(interp, entry_key, state)?,
                None => infer::infer(interp, entry_key, state)?,
            };
            let item = match inner {
                Some(inner) => inner.run(interp, item, state)?,
                None => infer::infer(interp, item, state)?,
            };
            made.push((new_key, item));
        }
        Ok(made)
    });
    state.include = include;
    state.exclude = exclude;
    infer::dict_of(interp, made?)
}

/// `list`, `set`, `frozenset`, `deque`.
pub struct Items {
    /// The schema's type.
    pub kind: &'static str,
    /// What the items are.
    pub inner: Option<Serializer>,
    /// What is left out at all times.
    pub filter: (Value, Value),
}

/// Both filters as one: the caller's where there is one.
fn with_filter(state: &mut State, filter: &(Value, Value)) -> (Value, Value) {
    let outer = (state.include.clone(), state.exclude.clone());
    if state.include.is_none() {
        state.include = filter.0.clone();
    }
    if state.exclude.is_none() {
        state.exclude = filter.1.clone();
    }
    outer
}

impl Serialize for Items {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        let is_own = match (self.kind, value.base()) {
            ("list", Value::List(_))
            | ("set", Value::Set(_))
            | ("frozenset", Value::FrozenSet(_)) => true,
            ("deque", Value::Object(object)) => &**object.class().name.borrow() == "deque",
            ("generator", _) => true,
            _ => false,
        };
        if !is_own {
            state.unexpected(interp, &self.name(), value)?;
            return infer::infer(interp, value, state);
        }
        let outer = with_filter(state, &self.filter);
        let result = match value.base() {
            base @ (Value::List(_) | Value::Set(_) | Value::FrozenSet(_) | Value::Tuple(_)) => {
                let base = base.clone();
                items_out(interp, &base, self.inner.as_ref(), state)
            }
            Value::Object(_) if self.kind == "deque" && !state.settings.json => {
                let items = interp.collect(value)?;
                let list = interp.list(items);
                let made = items_out(interp, &list, self.inner.as_ref(), state)?;
                let class = Value::Class(interp.type_of(value));
                interp.call(&class, &[made])
            }
            _ => {
                let items = interp.collect(value)?;
                let list = interp.list(items);
                items_out(interp, &list, self.inner.as_ref(), state)
            }
        };
        (state.include, state.exclude) = outer;
        result
    }

    fn name(&self) -> String {
        let inner = self
            .inner
            .as_ref()
            .map_or_else(|| "any".to_owned(), |inner| inner.name());
        format!("{}[{inner}]", self.kind)
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(inner) = &self.inner {
            inner.traverse(visit);
        }
    }
}

/// `tuple`.
pub struct TupleItems {
    /// What each item is.
    pub items: Vec<Serializer>,
    /// Which of them stands for any number of items.
    pub variadic: Option<usize>,
}

impl Serialize for TupleItems {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        let Value::Tuple(items) = value.base() else {
            state.unexpected(interp, &self.name(), value)?;
            return infer::infer(interp, value, state);
        };
        let items = items.to_vec();
        let (include, exclude) = (state.include.clone(), state.exclude.clone());
        let after = self
            .variadic
            .map_or(0, |index| self.items.len().saturating_sub(index + 1));
        let mut made = Vec::with_capacity(items.len());
        let mut has_more = false;
        for (index, item) in items.iter().enumerate() {
            let position = Value::size(index);
            match admit(interp, &include, &exclude, &position, None)? {
                None => continue,
                Some((inner_include, inner_exclude)) => {
                    state.include = inner_include;
                    state.exclude = inner_exclude;
                }
            }
            let serializer = match self.variadic {
                Some(variadic) if index >= variadic => {
                    if items.len() - index <= after {
                        self.items.get(self.items.len() - (items.len() - index))
                    } else {
                        self.items.get(variadic)
                    }
                }
                _ => self.items.get(index),
            };
            made.push(match serializer {
                Some(serializer) => serializer.run(interp, item, state)?,
                None => {
                    has_more = true;
                    infer::infer(interp, item, state)?
                }
            });
        }
        if has_more {
            state.warn("Unexpected extra items present in tuple");
        }
        state.include = include;
        state.exclude = exclude;
        Ok(if state.settings.json {
            interp.list(made)
        } else {
            Value::tuple(made)
        })
    }

    fn name(&self) -> String {
        let names: Vec<String> = self
            .items
            .iter()
            .enumerate()
            .map(|(index, item)| {
                if self.variadic == Some(index) {
                    format!("{}, ...", item.name())
                } else {
                    item.name()
                }
            })
            .collect();
        format!("tuple[{}]", names.join(", "))
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.items.iter().for_each(|item| item.traverse(visit));
    }
}

/// `dict`.
pub struct Entries {
    /// What keys are.
    pub key: Option<Serializer>,
    /// What values are.
    pub value: Option<Serializer>,
    /// What is left out at all times.
    pub filter: (Value, Value),
}

impl Serialize for Entries {
    fn run(&self, interp: &mut Interp, value: &Value, state: &mut State) -> PyResult {
        if !matches!(value.base(), Value::Dict(_)) {
            state.unexpected(interp, &self.name(), value)?;
            return infer::infer(interp, value, state);
        }
        let outer = with_filter(state, &self.filter);
        let result = mapping_out(interp, value, self.key.as_ref(), self.value.as_ref(), state);
        (state.include, state.exclude) = outer;
        result
    }

    fn name(&self) -> String {
        let name = |serializer: &Option<Serializer>| {
            serializer
                .as_ref()
                .map_or_else(|| "any".to_owned(), |serializer| serializer.name())
        };
        format!("dict[{}, {}]", name(&self.key), name(&self.value))
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for serializer in [&self.key, &self.value].into_iter().flatten() {
            serializer.traverse(visit);
        }
    }
}
