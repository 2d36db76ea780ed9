//! Exceptions that carry more than a message: of the system, of syntax, of encodings.

use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::value::{Str, Value};

use super::exceptions::{arguments, exception_new, exception_str, set_arguments, set_own};

/// The class of `OSError` for an error number: `FileNotFoundError` for 2 …
fn os_error_class(interp: &Interp, number: i64) -> Option<std::rc::Rc<crate::object::Class>> {
    let types = &interp.types;
    Some(
        match number {
            1 | 13 => &types.permission_error,
            2 => &types.file_not_found_error,
            3 => &types.process_lookup_error,
            4 => &types.interrupted_error,
            10 => &types.child_process_error,
            11 | 114 | 115 => &types.blocking_io_error,
            17 => &types.file_exists_error,
            20 => &types.not_a_directory_error,
            21 => &types.is_a_directory_error,
            32 | 108 => &types.broken_pipe_error,
            103 => &types.connection_aborted_error,
            104 => &types.connection_reset_error,
            110 => &types.timeout_error,
            111 => &types.connection_refused_error,
            _ => return None,
        }
        .clone(),
    )
}

pub(super) fn os_error_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(interp.type_error("OSError.__new__(X): X is not a type object"));
    };
    let mut class = class.clone();
    if let Value::Tuple(items) = &args[1]
        && items.len() >= 2
        && std::rc::Rc::ptr_eq(&class, &interp.types.os_error)
        && let Value::Int(number) = &items[0]
        && let Some(better) = os_error_class(interp, *number)
    {
        class = better;
    }
    exception_new(
        interp,
        &[Value::Class(class), args[1].clone(), args[2].clone()],
    )
}

pub(super) const OS_ERROR_METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args)", |interp, args| {
        let items = interp.collect(&args[1])?;
        let mut shown = items.clone();
        for (index, name) in ["errno", "strerror", "filename"].into_iter().enumerate() {
            let value = if items.len() >= 2 {
                items.get(index).cloned().unwrap_or(Value::None)
            } else {
                Value::None
            };
            set_own(interp, &args[0], name, value);
        }
        set_own(
            interp,
            &args[0],
            "filename2",
            items.get(4).cloned().unwrap_or(Value::None),
        );
        if items.len() > 2 {
            shown.truncate(2);
        }
        set_arguments(&args[0], &Value::tuple(shown));
        Ok(Value::None)
    }),
    def("__str__", "(self, /)", |interp, args| {
        let Value::Object(object) = &args[0] else {
            return Ok(Value::str(""));
        };
        let own = |name: &str| object.own(&Str::from(name)).unwrap_or(Value::None);
        let (number, text, file) = (own("errno"), own("strerror"), own("filename"));
        if number.is_none() || text.is_none() {
            return exception_str(interp, args);
        }
        let (number, text) = (interp.str(&number)?, interp.str(&text)?);
        if file.is_none() {
            return Ok(Value::str(format!("[Errno {number}] {text}")));
        }
        let file = interp.repr(&file)?;
        Ok(Value::str(format!("[Errno {number}] {text}: {file}")))
    }),
];

pub(super) const SYNTAX_ERROR_METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args)", |interp, args| {
        set_arguments(&args[0], &args[1]);
        let items = arguments(&args[0]);
        set_own(
            interp,
            &args[0],
            "msg",
            items.first().cloned().unwrap_or(Value::None),
        );
        let details = match items.get(1) {
            Some(details @ Value::Tuple(_)) => interp.collect(details)?,
            _ => Vec::new(),
        };
        for (index, name) in [
            "filename",
            "lineno",
            "offset",
            "text",
            "end_lineno",
            "end_offset",
        ]
        .into_iter()
        .enumerate()
        {
            set_own(
                interp,
                &args[0],
                name,
                details.get(index).cloned().unwrap_or(Value::None),
            );
        }
        Ok(Value::None)
    }),
    def("__str__", "(self, /)", |interp, args| {
        let Value::Object(object) = &args[0] else {
            return Ok(Value::str(""));
        };
        let own = |name: &str| object.own(&Str::from(name)).unwrap_or(Value::None);
        let (message, file, line) = (own("msg"), own("filename"), own("lineno"));
        let message = interp.str(&message)?;
        Ok(Value::str(match (file.as_str(), &line) {
            (Some(file), Value::Int(line)) => format!(
                "{message} ({}, line {line})",
                file.rsplit('/').next().unwrap_or(file)
            ),
            (None, Value::Int(line)) => format!("{message} (line {line})"),
            _ => message.to_string(),
        }))
    }),
];

pub(super) const UNICODE_METHODS: &[Definition] = &[
    def(
        "__init__",
        "(self, encoding, object, start, end, reason, /)",
        |interp, args| {
            set_arguments(&args[0], &Value::tuple(args[1..6].to_vec()));
            for (index, name) in ["encoding", "object", "start", "end", "reason"]
                .into_iter()
                .enumerate()
            {
                set_own(interp, &args[0], name, args[index + 1].clone());
            }
            Ok(Value::None)
        },
    ),
    def("__str__", "(self, /)", |interp, args| {
        let items = arguments(&args[0]);
        let [encoding, object, Value::Int(start), Value::Int(end), reason] = items.as_slice()
        else {
            return exception_str(interp, args);
        };
        let (encoding, reason) = (interp.str(encoding)?, interp.str(reason)?);
        let at = usize::try_from(*start).unwrap_or(0);
        Ok(Value::str(match object {
            Value::Bytes(bytes) if end - start == 1 => {
                let byte = bytes.get(at).copied().unwrap_or(0);
                format!(
                    "'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}"
                )
            }
            Value::Bytes(_) => format!(
                "'{encoding}' codec can't decode bytes in position {start}-{}: {reason}",
                end - 1
            ),
            Value::Str(text) if end - start == 1 => {
                let code = text.chars().nth(at).map_or(0, u32::from);
                let shown = match code {
                    0..=0xff => format!("\\x{code:02x}"),
                    0x100..=0xffff => format!("\\u{code:04x}"),
                    _ => format!("\\U{code:08x}"),
                };
                format!(
                    "'{encoding}' codec can't encode character '{shown}' in position {start}: {reason}"
                )
            }
            _ => format!(
                "'{encoding}' codec can't encode characters in position {start}-{}: {reason}",
                end - 1
            ),
        }))
    }),
];
