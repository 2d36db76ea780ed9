//! Validators of calls: `arguments` and `call`.

use playground_python::interp::Interp;
use playground_python::value::{Str, Value};

use super::fields::{Lookup, Source};
use super::{Check, State, Validator};
use crate::classes::{self, ArgsKwargs};
use crate::config::Extra;
use crate::errors::{Checked, Fail, Line, Place, gather};

/// How a parameter may be given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ParameterMode {
    /// By position.
    PositionalOnly,
    /// By position or name.
    Either,
    /// By name.
    KeywordOnly,
}

/// One parameter.
pub struct Parameter {
    /// Its name and aliases.
    pub lookup: Lookup,
    /// What it is.
    pub validator: Validator,
    /// How it may be given.
    pub mode: ParameterMode,
}

/// `arguments`.
pub struct Arguments {
    /// The parameters.
    pub parameters: Vec<Parameter>,
    /// What `*args` are.
    pub positional_rest: Option<Validator>,
    /// What `**kwargs` are.
    pub named_rest: Option<Validator>,
    /// What `**kwargs` are together.
    pub unpacked: Option<Validator>,
    /// Whether places name aliases.
    pub loc_by_alias: bool,
    /// Whether aliases are looked up.
    pub by_alias: bool,
    /// Whether names are looked up.
    pub by_name: bool,
    /// Extras.
    pub extra: Extra,
}

/// The position and names of an input that stands for a call.
pub fn split_input(interp: &mut Interp, input: &Value) -> Checked<Option<(Vec<Value>, Value)>> {
    if let Some(data) = input.data::<ArgsKwargs>() {
        let positional = interp.collect(&data.args)?;
        return Ok(Some((positional, data.kwargs.clone())));
    }
    Ok(match input.base() {
        Value::Dict(_) => Some((Vec::new(), input.clone())),
        Value::List(list) => Some((list.0.borrow().clone(), Value::None)),
        Value::Tuple(items) => Some((items.to_vec(), Value::None)),
        _ => None,
    })
}

/// A position as a place.
pub fn at(index: usize) -> Place {
    Place::Index(i64::try_from(index).unwrap_or(i64::MAX))
}

impl Arguments {
    fn rest(
        &self,
        interp: &mut Interp,
        named: &Value,
        used: &[Str],
        output: &playground_python::value::DictObject,
        lines: &mut Vec<Line>,
        state: &mut State,
    ) -> Checked<()> {
        let Value::Dict(named) = named.base() else {
            return Ok(());
        };
        let mut unpacked = Vec::new();
        for (key, value) in named.entries() {
            let Some(name) = key.as_str().cloned() else {
                let place = Place::of_key(interp, &key)?;
                gather(lines, Fail::new("invalid_key", &key).within(place))?;
                continue;
            };
            if used.contains(&name) {
                continue;
            }
            if self.unpacked.is_some() {
                unpacked.push((name, value));
            } else if let Some(validator) = &self.named_rest {
                match validator.check(interp, &value, state) {
                    Ok(value) => output.set_str(name, value),
                    Err(Fail::Omit) => {}
                    Err(fail) => gather(lines, fail.within(Place::Name(name)))?,
                }
            } else if state.extra.unwrap_or(self.extra) == Extra::Forbid {
                let fail = Fail::new("unexpected_keyword_argument", &value);
                gather(lines, fail.within(Place::Name(name)))?;
            }
        }
        if let Some(validator) = &self.unpacked {
            let dict = interp.dict();
            for (name, value) in unpacked {
                dict.set_str(name, value);
            }
            match validator.check(interp, &Value::Dict(dict), state) {
                Ok(value) => interp.dict_update(output, &value)?,
                Err(fail) => gather(lines, fail)?,
            }
        }
        Ok(())
    }
}

impl Check for Arguments {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let Some((positional, named)) = split_input(interp, input)? else {
            return Err(Fail::new("arguments_type", input));
        };
        let source = match named.base() {
            Value::Dict(dict) => Some(Source::Dict(dict.clone())),
            _ => None,
        };
        let by_alias = state.by_alias.unwrap_or(self.by_alias);
        let by_name = state.by_name.unwrap_or(self.by_name);
        let mut args = Vec::new();
        let kwargs = interp.dict();
        let mut lines = Vec::new();
        let mut used = Vec::new();
        let mut taken = 0;
        for (index, parameter) in self.parameters.iter().enumerate() {
            let by_position = if parameter.mode == ParameterMode::KeywordOnly {
                None
            } else {
                positional.get(index)
            };
            if parameter.mode != ParameterMode::KeywordOnly {
                taken = index + 1;
            }
            let mut found = None;
            if parameter.mode != ParameterMode::PositionalOnly
                && let Some(source) = &source
            {
                for path in parameter.lookup.paths(by_alias, by_name) {
                    let own = [Place::Name(parameter.lookup.name.clone())];
                    let steps = path.map_or(&own[..], Vec::as_slice);
                    if let Some(value) = source.follow(interp, steps)? {
                        if let Some(Place::Name(name)) = steps.first() {
                            used.push(name.clone());
                        }
                        found = Some((steps.to_vec(), value));
                        break;
                    }
                }
            }
            match (by_position, found) {
                (Some(_), Some((place, value))) => {
                    let fail = place
                        .into_iter()
                        .rev()
                        .fold(Fail::new("multiple_argument_values", &value), Fail::within);
                    gather(&mut lines, fail)?;
                }
                (Some(value), None) => match parameter.validator.check(interp, value, state) {
                    Ok(value) => args.push(value),
                    Err(fail) => gather(&mut lines, fail.within(at(index)))?,
                },
                (None, Some((place, value))) => {
                    match parameter.validator.check(interp, &value, state) {
                        Ok(value) => kwargs.set_str(parameter.lookup.name.clone(), value),
                        Err(fail) => {
                            let place = if self.loc_by_alias {
                                place
                            } else {
                                vec![Place::Name(parameter.lookup.name.clone())]
                            };
                            let fail = place.into_iter().rev().fold(fail, Fail::within);
                            gather(&mut lines, fail)?;
                        }
                    }
                }
                (None, None) => match parameter.validator.default(interp, state)? {
                    Some(value) if parameter.mode == ParameterMode::PositionalOnly => {
                        args.push(value);
                    }
                    Some(value) => kwargs.set_str(parameter.lookup.name.clone(), value),
                    None => {
                        let kind = match parameter.mode {
                            ParameterMode::PositionalOnly => "missing_positional_only_argument",
                            ParameterMode::Either => "missing_argument",
                            ParameterMode::KeywordOnly => "missing_keyword_only_argument",
                        };
                        let fail = Fail::new(kind, input);
                        let fail = if parameter.mode == ParameterMode::PositionalOnly {
                            fail.within(at(index))
                        } else {
                            parameter
                                .lookup
                                .place(by_alias, self.loc_by_alias)
                                .into_iter()
                                .rev()
                                .fold(fail, Fail::within)
                        };
                        gather(&mut lines, fail)?;
                    }
                },
            }
        }
        for (index, value) in positional.iter().enumerate().skip(taken) {
            match &self.positional_rest {
                Some(validator) => match validator.check(interp, value, state) {
                    Ok(value) => args.push(value),
                    Err(fail) => gather(&mut lines, fail.within(at(index)))?,
                },
                None => {
                    let fail = Fail::new("unexpected_positional_argument", value);
                    gather(&mut lines, fail.within(at(index)))?;
                }
            }
        }
        self.rest(interp, &named, &used, &kwargs, &mut lines, state)?;
        if !lines.is_empty() {
            return Err(Fail::Lines(lines));
        }
        Ok(Value::tuple(vec![Value::tuple(args), Value::Dict(kwargs)]))
    }

    fn name(&self) -> String {
        "arguments".to_owned()
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for parameter in &self.parameters {
            parameter.validator.traverse(visit);
        }
        for validator in [&self.positional_rest, &self.named_rest, &self.unpacked]
            .into_iter()
            .flatten()
        {
            validator.traverse(visit);
        }
    }
}

/// `call`.
pub struct Call {
    /// What the arguments are.
    pub arguments: Validator,
    /// What is called.
    pub function: Value,
    /// What comes back.
    pub returns: Option<Validator>,
    /// Its name in titles.
    pub name: String,
}

impl Check for Call {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let arguments = self.arguments.check(interp, input, state)?;
        let (args, kwargs) = match &arguments {
            Value::Tuple(parts) if parts.len() == 2 => {
                let args = interp.collect(&parts[0])?;
                let mut keywords = Vec::new();
                if let Value::Dict(dict) = &parts[1] {
                    for (key, value) in dict.entries() {
                        if let Some(name) = key.as_str() {
                            keywords.push((name.clone(), value));
                        }
                    }
                }
                (args, keywords)
            }
            other => match other.data::<ArgsKwargs>() {
                Some(_) => {
                    let split = split_input(interp, other)?;
                    (split.map(|(args, _)| args).unwrap_or_default(), Vec::new())
                }
                None => (vec![other.clone()], Vec::new()),
            },
        };
        let value = interp.call_keywords(&self.function, args, kwargs)?;
        match &self.returns {
            None => Ok(value),
            Some(validator) => validator
                .check(interp, &value, state)
                .map_err(|fail| fail.within(Place::Name("return".into()))),
        }
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function);
        self.arguments.traverse(visit);
        if let Some(returns) = &self.returns {
            returns.traverse(visit);
        }
    }
}

/// An `ArgsKwargs` of parts.
pub fn args_kwargs(interp: &mut Interp, args: Vec<Value>, kwargs: Value) -> Value {
    let class = classes::all(interp).args_kwargs.clone();
    interp.native_object(
        &class,
        ArgsKwargs {
            args: Value::tuple(args),
            kwargs,
        },
    )
}
