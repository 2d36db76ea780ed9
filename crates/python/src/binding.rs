//! How arguments find their parameters, in functions written in Python and in Rust, with CPython's messages.

use std::rc::Rc;

use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::native::{ParameterKind, Parameters};
use crate::object::{Binding, Function, NativeFunction};
use crate::value::{Str, Value};

impl Interp {
    /// The local slots of a call to a Python function, parameters filled.
    pub(crate) fn bind_arguments(
        &mut self,
        function: &Function,
        mut args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult<Vec<Value>> {
        let code = &function.code;
        let positional = code.positional as usize;
        let simple = code.keyword_only == 0
            && !code.has_varargs
            && !code.has_varkeywords
            && keywords.is_empty();
        if simple && args.len() == positional {
            return Ok(args);
        }
        let named = positional + code.keyword_only as usize;
        let given = args.len();
        let rest = if given > positional {
            args.split_off(positional)
        } else {
            Vec::new()
        };
        let keyword_count = keywords.len();
        args.resize(named, Value::Unbound);
        if code.has_varargs {
            args.push(Value::tuple(rest));
        } else if !rest.is_empty() {
            return Err(self.too_many_positional(function, given, &keywords));
        }
        let extra = if code.has_varkeywords {
            Some(self.dict())
        } else {
            None
        };
        if keyword_count > 0 {
            let mut positional_only_given = Vec::new();
            for (name, value) in keywords {
                let slot = code.locals[..named]
                    .iter()
                    .position(|local| local.is(&name) || *local == name);
                match slot {
                    Some(slot) if slot >= code.positional_only as usize => {
                        if !args[slot].is_unbound() {
                            let qualname = function.qualname.borrow();
                            return Err(self.type_error(format_args!(
                                "{qualname}() got multiple values for argument '{name}'"
                            )));
                        }
                        args[slot] = value;
                    }
                    _ => match &extra {
                        Some(extra) => extra.set_str(name, value),
                        None if slot.is_some() => positional_only_given.push(name),
                        None => return Err(self.unexpected_keyword(function, &name)),
                    },
                }
            }
            if !positional_only_given.is_empty() {
                let qualname = function.qualname.borrow();
                let names: Vec<&str> = positional_only_given
                    .iter()
                    .map(|name| name.as_str())
                    .collect();
                let message = format!(
                    "{qualname}() got some positional-only arguments passed as keyword arguments: '{}'",
                    names.join(", ")
                );
                return Err(self.type_error(message));
            }
        }
        self.fill_defaults(function, &mut args, named)?;
        if let Some(extra) = extra {
            args.push(Value::Dict(extra));
        }
        Ok(args)
    }

    fn fill_defaults(
        &mut self,
        function: &Function,
        slots: &mut [Value],
        named: usize,
    ) -> PyResult<()> {
        let code = &function.code;
        let positional = code.positional as usize;
        if slots[..named].iter().all(|slot| !slot.is_unbound()) {
            return Ok(());
        }
        if let Value::Tuple(defaults) = &*function.defaults.borrow() {
            let first = positional.saturating_sub(defaults.len());
            for (slot, default) in slots[first..positional].iter_mut().zip(defaults.iter()) {
                if slot.is_unbound() {
                    *slot = default.clone();
                }
            }
        }
        let missing: Vec<Str> = (0..positional)
            .filter(|&slot| slots[slot].is_unbound())
            .map(|slot| code.locals[slot].clone())
            .collect();
        if !missing.is_empty() {
            return Err(self.missing_arguments(function, "positional", &missing));
        }
        if named > positional {
            if let Value::Dict(defaults) = &*function.keyword_defaults.borrow() {
                let names = code.locals.iter().zip(slots.iter_mut());
                for (name, slot) in names.take(named).skip(positional) {
                    if slot.is_unbound()
                        && let Some(default) = defaults.get_str(name)
                    {
                        *slot = default;
                    }
                }
            }
            let missing: Vec<Str> = (positional..named)
                .filter(|&slot| slots[slot].is_unbound())
                .map(|slot| code.locals[slot].clone())
                .collect();
            if !missing.is_empty() {
                return Err(self.missing_arguments(function, "keyword-only", &missing));
            }
        }
        Ok(())
    }

    fn missing_arguments(&self, function: &Function, kind: &str, missing: &[Str]) -> Raised {
        let plural = if missing.len() == 1 { "" } else { "s" };
        let names = join_names(missing);
        let (qualname, count) = (function.qualname.borrow(), missing.len());
        self.type_error(format_args!(
            "{qualname}() missing {count} required {kind} argument{plural}: {names}"
        ))
    }

    fn too_many_positional(
        &self,
        function: &Function,
        given: usize,
        keywords: &[(Str, Value)],
    ) -> Raised {
        let code = &function.code;
        let positional = code.positional as usize;
        let defaults = match &*function.defaults.borrow() {
            Value::Tuple(defaults) => defaults.len(),
            _ => 0,
        };
        let (takes, takes_plural) = if defaults > 0 {
            (
                format!(
                    "from {} to {positional}",
                    positional - defaults.min(positional)
                ),
                true,
            )
        } else {
            (positional.to_string(), positional != 1)
        };
        let keyword_only = keywords
            .iter()
            .filter(|(name, _)| {
                code.locals[positional..positional + code.keyword_only as usize].contains(name)
            })
            .count();
        let takes_plural = if takes_plural { "s" } else { "" };
        let verb = if given == 1 && keyword_only == 0 {
            "was"
        } else {
            "were"
        };
        let given_text = if keyword_only > 0 {
            let plural = if given == 1 { "" } else { "s" };
            let keyword_plural = if keyword_only == 1 { "" } else { "s" };
            format!(
                "{given} positional argument{plural} (and {keyword_only} keyword-only argument{keyword_plural})"
            )
        } else {
            given.to_string()
        };
        let qualname = function.qualname.borrow();
        let message = format!(
            "{qualname}() takes {takes} positional argument{takes_plural} but {given_text} {verb} given"
        );
        self.type_error(message)
    }

    fn unexpected_keyword(&self, function: &Function, name: &Str) -> Raised {
        let code = &function.code;
        let from = code.positional_only as usize;
        let to = (code.positional + code.keyword_only) as usize;
        let hint = match closest(name, code.locals[from..to].iter().map(Str::as_str)) {
            Some(candidate) => format!(". Did you mean '{candidate}'?"),
            None => String::new(),
        };
        let qualname = function.qualname.borrow();
        self.type_error(format_args!(
            "{qualname}() got an unexpected keyword argument '{name}'{hint}"
        ))
    }

    /// The arguments of a call to a native function: one value for each parameter.
    pub(crate) fn bind_native(
        &mut self,
        function: &Rc<NativeFunction>,
        mut args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult<Vec<Value>> {
        if !function.data.is_unbound() {
            args.insert(0, function.data.clone());
        }
        let parameters = function
            .parameters
            .get_or_init(|| Parameters::parse(function.definition.signature));
        let positional = parameters.positional;
        let given = args.len();
        if parameters.is_simple
            && keywords.is_empty()
            && given <= positional
            && given >= parameters.required
        {
            args.resize(positional, Value::Unbound);
            return Ok(args);
        }
        let rest = if given > positional {
            args.split_off(positional)
        } else {
            Vec::new()
        };
        let mut slots = vec![Value::Unbound; parameters.all.len()];
        let mut values = args.into_iter();
        let mut extra = None;
        let mut rest = Some(rest);
        for (slot, parameter) in slots.iter_mut().zip(&parameters.all) {
            match parameter.kind {
                ParameterKind::PositionalOnly | ParameterKind::Either => {
                    *slot = values.next().unwrap_or_default()
                }
                ParameterKind::Varargs => *slot = Value::tuple(rest.take().unwrap_or_default()),
                ParameterKind::KeywordOnly => {}
                ParameterKind::Varkeywords => {
                    let dict = self.dict();
                    *slot = Value::Dict(dict.clone());
                    extra = Some(dict);
                }
            }
        }
        if rest.is_some_and(|rest| !rest.is_empty()) {
            return Err(self.native_count_error(function, parameters, given));
        }
        for (name, value) in keywords {
            let slot = parameters.all.iter().position(|parameter| {
                parameter.name == name
                    && matches!(
                        parameter.kind,
                        ParameterKind::Either | ParameterKind::KeywordOnly
                    )
            });
            match (slot, &extra) {
                (Some(slot), _) if slots[slot].is_unbound() => slots[slot] = value,
                (Some(slot), _) => {
                    let message = format!(
                        "argument for {}() given by name ('{name}') and position ({})",
                        function.definition.name,
                        slot + 1 - usize::from(function.binding != Binding::Function)
                    );
                    return Err(self.type_error(message));
                }
                (None, Some(extra)) => extra.set_str(name, value),
                (None, None) => {
                    let owner = self.native_display(function);
                    let takes_keywords = parameters.all.iter().any(|parameter| {
                        matches!(
                            parameter.kind,
                            ParameterKind::Either | ParameterKind::KeywordOnly
                        )
                    });
                    return Err(self.type_error(if takes_keywords {
                        format!(
                            "{}() got an unexpected keyword argument '{name}'",
                            plain_name(function)
                        )
                    } else {
                        format!("{owner}() takes no keyword arguments")
                    }));
                }
            }
        }
        for (index, (slot, parameter)) in slots.iter().zip(&parameters.all).enumerate() {
            if slot.is_unbound() && parameter.default.is_none() {
                return Err(match parameter.kind {
                    ParameterKind::KeywordOnly => self.type_error(format_args!(
                        "{}() missing required keyword-only argument: '{}'",
                        function.definition.name, parameter.name
                    )),
                    ParameterKind::Either
                        if index + 1 > 1 || function.binding == Binding::Function =>
                    {
                        self.type_error(format_args!(
                            "{}() missing required argument '{}' (pos {})",
                            function.definition.name,
                            parameter.name,
                            index + 1 - usize::from(function.binding != Binding::Function)
                        ))
                    }
                    _ => self.native_count_error(function, parameters, given),
                });
            }
        }
        Ok(slots)
    }

    /// `str.join` for methods, `len` for functions.
    fn native_display(&self, function: &NativeFunction) -> String {
        if function.binding == Binding::Function || function.owner.is_empty() {
            function.definition.name.to_owned()
        } else {
            format!("{}.{}", function.owner, function.definition.name)
        }
    }

    fn native_count_error(
        &self,
        function: &NativeFunction,
        parameters: &Parameters,
        given: usize,
    ) -> Raised {
        let bound = usize::from(match function.binding {
            Binding::Function => !function.data.is_unbound(),
            Binding::StaticMethod => function.definition.name == "__new__",
            Binding::Method | Binding::ClassMethod => true,
        });
        let (given, most, least) = (
            given.saturating_sub(bound),
            parameters.positional.saturating_sub(bound),
            parameters.required.saturating_sub(bound),
        );
        let name = self.native_display(function);
        let plain = plain_name(function);
        let has = |kind| {
            let parameters = parameters.all.iter().skip(bound);
            parameters
                .into_iter()
                .any(|parameter| parameter.kind == kind)
        };
        let plural = if most == 1 { "" } else { "s" };
        self.type_error(match (least, most) {
            (0, 0) if has(ParameterKind::KeywordOnly) => {
                format!("{plain}() takes no positional arguments")
            }
            _ if given > most
                && has(ParameterKind::Either)
                && plain == function.definition.name =>
            {
                format!("{plain}() takes at most {most} argument{plural} ({given} given)")
            }
            (0, 0) => format!("{name}() takes no arguments ({given} given)"),
            (1, 1) => format!("{name}() takes exactly one argument ({given} given)"),
            _ if least == most => {
                let plural = if most == 1 { "" } else { "s" };
                format!("{plain} expected {most} argument{plural}, got {given}")
            }
            _ if given < least => {
                let plural = if least == 1 { "" } else { "s" };
                format!("{plain} expected at least {least} argument{plural}, got {given}")
            }
            _ => {
                let plural = if most == 1 { "" } else { "s" };
                format!("{plain} expected at most {most} argument{plural}, got {given}")
            }
        })
    }
}

/// The name that a message shows: a constructor has that of its class.
fn plain_name(function: &NativeFunction) -> &str {
    match function.definition.name {
        "__new__" | "__init__" => &function.owner,
        name => name,
    }
}

/// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
fn join_names(names: &[Str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first} and {second}"),
        [start @ .., last] => format!("{}, and {last}", start.join(", ")),
    }
}

/// The candidate that a misspelt name was meant to be, by edit distance, where one is near.
pub fn closest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > 40 {
        return None;
    }
    candidates
        .filter(|candidate| *candidate != name)
        .map(|candidate| (edit_distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= (name.len() + candidate.len() + 3) / 6)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn edit_distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let substitution = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = substitution.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found() {
        assert_eq!(
            closest("colour", ["color", "size"].into_iter()),
            Some("color")
        );
        assert_eq!(closest("x", ["y"].into_iter()), None);
    }
}
