//! Matches: their groups and where they are.

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Attribute, Definition, def};
use playground_python::value::{Str, Value};

use super::search::{expand, group_value, span};
use super::{Match, char_index, part, pattern, subject};

pub(super) fn matched<'a>(interp: &Interp, value: &'a Value) -> PyResult<&'a Match> {
    value
        .data::<Match>()
        .ok_or_else(|| interp.type_error("a match is required"))
}

pub(super) fn group_index(interp: &mut Interp, value: &Value, group: &Value) -> PyResult<usize> {
    let data = matched(interp, value)?;
    let count = data.groups.len();
    let found = match group.base() {
        Value::Int(index) => usize::try_from(*index).ok().filter(|index| *index < count),
        Value::Str(name) => match name.parse::<usize>() {
            Ok(index) => Some(index).filter(|index| *index < count),
            Err(_) => pattern(interp, &data.pattern)?
                .names
                .iter()
                .position(|own| own.as_deref() == Some(name.as_str())),
        },
        _ => None,
    };
    found.ok_or_else(|| interp.index_error("no such group"))
}

pub(super) const MATCH_METHODS: &[Definition] = &[
    def("group", "(self, /, *args)", |interp, args| {
        let wanted = interp.collect(&args[1])?;
        let mut values = Vec::new();
        for group in &wanted {
            let index = group_index(interp, &args[0], group)?;
            values.push(group_value(matched(interp, &args[0])?, index, Value::None));
        }
        match values.len() {
            0 => Ok(group_value(matched(interp, &args[0])?, 0, Value::None)),
            1 => Ok(values.remove(0)),
            _ => Ok(Value::tuple(values)),
        }
    }),
    def("__getitem__", "(self, key, /)", |interp, args| {
        let index = group_index(interp, &args[0], &args[1])?;
        Ok(group_value(matched(interp, &args[0])?, index, Value::None))
    }),
    def("groups", "(self, default=None)", |interp, args| {
        let data = matched(interp, &args[0])?;
        let default = args[1].clone().or(Value::None);
        Ok(Value::tuple(
            (1..data.groups.len())
                .map(|index| group_value(data, index, default.clone()))
                .collect(),
        ))
    }),
    def("groupdict", "(self, default=None)", |interp, args| {
        let data = matched(interp, &args[0])?;
        let names = pattern(interp, &data.pattern)?.names.clone();
        let dict = interp.dict();
        for (index, name) in names.into_iter().enumerate() {
            if let Some(name) = name {
                dict.set_str(
                    Str::from(name),
                    group_value(data, index, args[1].clone().or(Value::None)),
                );
            }
        }
        Ok(Value::Dict(dict))
    }),
    def("start", "(self, group=0, /)", |interp, args| {
        edge(interp, args, 0)
    }),
    def("end", "(self, group=0, /)", |interp, args| {
        edge(interp, args, 1)
    }),
    def("span", "(self, group=0, /)", |interp, args| {
        Ok(Value::tuple(vec![
            edge(interp, args, 0)?,
            edge(interp, args, 1)?,
        ]))
    }),
    def("expand", "(self, template, /)", |interp, args| {
        let is_bytes = matched(interp, &args[0])?.is_bytes;
        let template = subject(interp, &args[1], is_bytes)?;
        let text = expand(interp, &template, &args[0])?;
        Ok(part(&text, is_bytes))
    }),
    def("__repr__", "(self, /)", |interp, args| {
        let data = matched(interp, &args[0])?;
        let (start, end) = span(&args[0]);
        let (from, to) = (char_index(&data.text, start), char_index(&data.text, end));
        let text = group_value(data, 0, Value::None);
        let text = interp.repr(&text)?;
        Ok(Value::str(format!(
            "<re.Match object; span=({from}, {to}), match={text}>"
        )))
    }),
    def("__bool__", "(self, /)", |_, _| Ok(Value::Bool(true))),
];

pub(super) fn edge(interp: &mut Interp, args: &[Value], which: usize) -> PyResult {
    let index = match args[1].bound() {
        Some(group) => group_index(interp, &args[0], group)?,
        None => 0,
    };
    let data = matched(interp, &args[0])?;
    Ok(match data.groups.get(index).copied().flatten() {
        Some((start, end)) => {
            Value::size(char_index(&data.text, if which == 0 { start } else { end }))
        }
        None => Value::Int(-1),
    })
}

pub(super) const MATCH_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "string",
        get: |interp, this| matched(interp, this).map(|data| part(&data.text, data.is_bytes)),
        set: None,
    },
    Attribute {
        name: "re",
        get: |interp, this| Ok(matched(interp, this)?.pattern.clone()),
        set: None,
    },
    Attribute {
        name: "pos",
        get: |interp, this| {
            matched(interp, this).map(|data| Value::size(char_index(&data.text, data.start)))
        },
        set: None,
    },
    Attribute {
        name: "endpos",
        get: |interp, this| {
            matched(interp, this).map(|data| Value::size(char_index(&data.text, data.end)))
        },
        set: None,
    },
    Attribute {
        name: "lastindex",
        get: |interp, this| {
            let data = matched(interp, this)?;
            Ok((1..data.groups.len())
                .rev()
                .find(|index| data.groups[*index].is_some())
                .map_or(Value::None, Value::size))
        },
        set: None,
    },
    Attribute {
        name: "lastgroup",
        get: |interp, this| {
            let data = matched(interp, this)?;
            let names = &pattern(interp, &data.pattern)?.names;
            let last = (1..data.groups.len())
                .rev()
                .find(|index| data.groups[*index].is_some());
            Ok(last
                .and_then(|index| names.get(index).cloned().flatten())
                .map_or(Value::None, Value::str))
        },
        set: None,
    },
];
