//! Validators of unions: smart, left to right, tagged.

use playground_python::interp::Interp;
use playground_python::value::{Str, Value};

use super::fields::{Path, Source};
use super::{Check, Exactness, Mode, State, Validator};
use crate::errors::classes::from_raised;
use crate::errors::{Checked, Fail, Kind, Place};

/// `union`.
pub struct Union {
    /// The choices with their labels.
    pub choices: Vec<(Validator, Option<Str>)>,
    /// The first that fits is taken.
    pub left_to_right: bool,
    /// What is said when none fits.
    pub custom_error: Option<Kind>,
    /// Whether it is strict.
    pub strict: bool,
}

impl Union {
    fn failed(&self, fails: Vec<(usize, Fail)>, input: &Value) -> Fail {
        if let Some(kind) = &self.custom_error {
            return Fail::of(kind.clone(), input);
        }
        let mut lines = Vec::new();
        for (index, fail) in fails {
            let Some((choice, label)) = self.choices.get(index) else {
                continue;
            };
            let label = match label {
                Some(label) => label.clone(),
                None => Str::from(choice.name()),
            };
            if let Fail::Lines(more) = fail.within(Place::Name(label)) {
                lines.extend(more);
            }
        }
        Fail::Lines(lines)
    }
}

impl Check for Union {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let outer_exactness = state.exactness;
        let outer_set = state.fields_set.take();
        let outer_strict = state.strict;
        if self.strict {
            state.strict = state.strict.or(Some(true));
        }
        let mut best: Option<(Value, Option<usize>, Exactness)> = None;
        let mut fails = Vec::new();
        let mut stopped = None;
        for (index, (choice, _)) in self.choices.iter().enumerate() {
            state.exactness = Exactness::Exact;
            state.fields_set = None;
            match choice.check(interp, input, state) {
                Ok(value) => {
                    let (set, exactness) = (state.fields_set, state.exactness);
                    let is_final =
                        self.left_to_right || (set.is_none() && exactness == Exactness::Exact);
                    let is_better = match &best {
                        None => true,
                        Some((_, best_set, best_exactness)) => {
                            set > *best_set || (set == *best_set && exactness > *best_exactness)
                        }
                    };
                    if is_better || is_final {
                        best = Some((value, set, exactness));
                    }
                    if is_final {
                        break;
                    }
                }
                Err(fail @ Fail::Lines(_)) => {
                    if best.is_none() {
                        fails.push((index, fail));
                    }
                }
                Err(other) => {
                    stopped = Some(other);
                    break;
                }
            }
        }
        state.strict = outer_strict;
        state.exactness = outer_exactness;
        state.fields_set = outer_set;
        if let Some(fail) = stopped {
            return Err(fail);
        }
        match best {
            Some((value, set, exactness)) => {
                state.floor(exactness);
                if let Some(set) = set {
                    state.add_fields_set(set);
                }
                Ok(value)
            }
            None => Err(self.failed(fails, input)),
        }
    }

    fn name(&self) -> String {
        let names: Vec<String> = self
            .choices
            .iter()
            .map(|(choice, label)| match label {
                Some(label) => label.to_string(),
                None => choice.name(),
            })
            .collect();
        format!("union[{}]", names.join(","))
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.choices
            .iter()
            .for_each(|(choice, _)| choice.traverse(visit));
    }
}

/// How a tag is found.
pub enum Discriminator {
    /// By looking a field up: the ways.
    Lookup(Vec<Path>),
    /// By a function.
    Function(Value),
}

/// `tagged-union`.
pub struct Tagged {
    /// The choices by tag.
    pub choices: Vec<(Value, Validator)>,
    /// How the tag is found.
    pub discriminator: Discriminator,
    /// How that is shown.
    pub shown: String,
    /// The tags as they are shown.
    pub tags: String,
    /// What is said when there is no choice.
    pub custom_error: Option<Kind>,
    /// Whether attributes are read.
    pub from_attributes: bool,
    /// Only dicts.
    pub strict: bool,
}

impl Tagged {
    fn tag(&self, interp: &mut Interp, input: &Value, state: &State) -> Checked<Option<Value>> {
        match &self.discriminator {
            Discriminator::Function(function) => {
                match interp.call(function, std::slice::from_ref(input)) {
                    Ok(Value::None) => Ok(None),
                    Ok(tag) => Ok(Some(tag)),
                    Err(raised) => Err(from_raised(interp, raised, input)),
                }
            }
            Discriminator::Lookup(paths) => {
                let from_attributes = state.from_attributes.unwrap_or(self.from_attributes)
                    && state.mode == Mode::Python;
                // An instance of a choice's class is asked for its attribute, whatever the config.
                let is_model = matches!(input, Value::Object(object) if object.class().is_heap);
                let source = Source::of(interp, input, from_attributes || is_model, self.strict)?;
                let Some(source) = source else {
                    return Err(Fail::new(
                        if self.from_attributes {
                            "model_attributes_type"
                        } else {
                            "dict_type"
                        },
                        input,
                    ));
                };
                for path in paths {
                    if let Some(tag) = source.follow(interp, path)? {
                        return Ok(Some(tag));
                    }
                }
                Ok(None)
            }
        }
    }

    fn find(&self, interp: &mut Interp, tag: &Value) -> Checked<Option<&(Value, Validator)>> {
        for choice in &self.choices {
            let is_same = match (&choice.0, tag) {
                (Value::Bool(_), Value::Int(_)) | (Value::Int(_), Value::Bool(_)) => false,
                (known, tag) => interp.equal(known, tag)?,
            };
            if is_same {
                return Ok(Some(choice));
            }
        }
        // A tag that is an enum's member stands for its value.
        let name = interp.names.value.clone();
        if let Value::Object(_) = tag
            && let Some(value) = interp.get_attribute_optional(tag, &name)?
        {
            for choice in &self.choices {
                if interp.equal(&choice.0, &value)? {
                    return Ok(Some(choice));
                }
            }
        }
        Ok(None)
    }
}

impl Check for Tagged {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let Some(tag) = self.tag(interp, input, state)? else {
            return Err(match &self.custom_error {
                Some(kind) => Fail::of(kind.clone(), input),
                None => Fail::with(
                    "union_tag_not_found",
                    vec![("discriminator", Value::str(self.shown.clone()))],
                    input,
                ),
            });
        };
        match self.find(interp, &tag)? {
            Some((known, validator)) => {
                let place = Place::of_key(interp, known)?;
                validator
                    .check(interp, input, state)
                    .map_err(|fail| fail.within(place))
            }
            None => Err(match &self.custom_error {
                Some(kind) => Fail::of(kind.clone(), input),
                None => {
                    let tag = interp.str(&tag)?;
                    Fail::with(
                        "union_tag_invalid",
                        vec![
                            ("discriminator", Value::str(self.shown.clone())),
                            ("tag", Value::Str(tag)),
                            ("expected_tags", Value::str(self.tags.clone())),
                        ],
                        input,
                    )
                }
            }),
        }
    }

    fn name(&self) -> String {
        let names: Vec<String> = self
            .choices
            .iter()
            .map(|(_, validator)| validator.name())
            .collect();
        format!("tagged-union[{}]", names.join(","))
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Discriminator::Function(function) = &self.discriminator {
            visit(function);
        }
        self.choices
            .iter()
            .for_each(|(_, validator)| validator.traverse(visit));
    }
}
