//! Instructions of `raise`, `try` and `with`.

use std::rc::Rc;

use crate::code::{Instruction, SpecialMethod};
use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::value::Value;

impl Interp {
    pub(super) fn exception_instruction(&mut self, instruction: Instruction) -> PyResult<()> {
        match instruction {
            Instruction::Raise(count) => return Err(self.raise(count)?),
            Instruction::Reraise => {
                let exception = self.pop();
                let raised = self.to_raised(&exception)?;
                self.is_reraising = true;
                return Err(raised);
            }
            Instruction::PushExceptionInfo => {
                let exception = self.pop();
                let raised = self.to_raised(&exception)?;
                if let Some(frame) = self.frames.last_mut() {
                    let previous = frame.handled.replace(raised);
                    frame
                        .stack
                        .push(previous.map_or(Value::None, |previous| previous.value()));
                    frame.stack.push(exception);
                }
            }
            Instruction::PopException => {
                let previous = self.pop();
                let previous = if previous.is_none() {
                    None
                } else {
                    Some(self.to_raised(&previous)?)
                };
                if let Some(frame) = self.frames.last_mut() {
                    let old = std::mem::replace(&mut frame.handled, previous);
                    drop(old);
                }
            }
            Instruction::CheckExceptionMatch => {
                let class = self.pop();
                let exception = self.peek(1);
                let matches = self.exception_matches(&exception, &class)?;
                self.push(Value::Bool(matches));
            }
            Instruction::CheckGroupMatch => self.check_group_match()?,
            Instruction::PrepReraiseStar => {
                let exceptions = self.pop();
                let original = self.pop();
                let result = self.prepare_star_reraise(&original, &exceptions)?;
                self.push(result);
            }
            Instruction::LoadSpecial(method) => self.load_special(method)?,
            Instruction::WithExceptStart => {
                let exception = self.peek(1);
                let receiver = self.peek(3);
                let exit = self.peek(4);
                let class = Value::Class(self.type_of(&exception));
                let traceback = self.traceback_value(&exception);
                let mut args = Vec::with_capacity(4);
                if !receiver.is_unbound() {
                    args.push(receiver);
                }
                args.extend([class, exception, traceback]);
                let result = self.call_keywords(&exit, args, Vec::new())?;
                self.push(result);
            }
            Instruction::LoadAssertionError => {
                self.push(Value::Class(self.types.assertion_error.clone()))
            }
            Instruction::AnnotationFallback(text) => {
                let exception = self.pop();
                let raised = self.to_raised(&exception)?;
                let (format, text) = match self.frames.last() {
                    Some(frame) => (
                        frame.stack.first().cloned().unwrap_or_default(),
                        frame
                            .code
                            .constants
                            .get(text as usize)
                            .cloned()
                            .unwrap_or_default(),
                    ),
                    None => (Value::Unbound, Value::Unbound),
                };
                let wants_value = matches!(format, Value::Int(1));
                if wants_value || !raised.is(&self.types.name_error) {
                    self.is_reraising = true;
                    return Err(raised);
                }
                let globals = self
                    .frames
                    .last()
                    .map(|frame| Value::Dict(frame.globals.clone()))
                    .unwrap_or_default();
                let module = self.import("annotationlib")?;
                let class = self.attribute(&module, "ForwardRef")?;
                let keywords = vec![(self.intern("_globals"), globals)];
                let reference = self.call_keywords(&class, vec![text], keywords)?;
                self.push(reference);
            }
            _ => {
                // EndAsyncFor.
                let exception = self.pop();
                let raised = self.to_raised(&exception)?;
                self.pop();
                if !raised.is(&self.types.stop_async_iteration) {
                    self.is_reraising = true;
                    return Err(raised);
                }
            }
        }
        Ok(())
    }

    fn raise(&mut self, count: u32) -> PyResult<Raised> {
        if count == 0 {
            let Some(handled) = self.handled_exception() else {
                return Ok(self.runtime_error("No active exception to reraise"));
            };
            self.is_reraising = true;
            return Ok(handled);
        }
        let cause = if count == 2 { Some(self.pop()) } else { None };
        let exception = self.pop();
        let raised =
            self.make_exception(&exception, "exceptions must derive from BaseException")?;
        match cause {
            None => {}
            Some(Value::None) => {
                raised.data().cause.replace(None);
                raised.data().suppress_context.set(true);
            }
            Some(cause) => {
                let cause =
                    self.make_exception(&cause, "exception causes must derive from BaseException")?;
                raised.data().cause.replace(Some(cause));
                raised.data().suppress_context.set(true);
            }
        }
        self.set_context(&raised);
        Ok(raised)
    }

    /// An exception from an instance or a class.
    pub(crate) fn make_exception(&mut self, value: &Value, otherwise: &str) -> PyResult<Raised> {
        if let Value::Class(class) = value
            && class.is_subclass_of(&self.types.base_exception)
        {
            let made = self.call(value, &[])?;
            if !self.is_instance(&made, &self.types.base_exception) {
                let (class, name) = (class.name(), self.type_name(&made));
                let message = format!(
                    "calling <class '{class}'> should have returned an instance of BaseException, not <class '{name}'>"
                );
                return Err(self.type_error(message));
            }
            return self.to_raised(&made);
        }
        match value {
            Value::Object(object) if object.data::<crate::error::ExceptionData>().is_some() => {
                Ok(Raised(object.clone()))
            }
            _ => Err(self.type_error(otherwise)),
        }
    }

    /// The exception that a value is; a `TypeError` for one that isn't.
    pub fn to_raised(&self, value: &Value) -> PyResult<Raised> {
        match value {
            Value::Object(object) if object.data::<crate::error::ExceptionData>().is_some() => {
                Ok(Raised(object.clone()))
            }
            _ => Err(self.type_error("exceptions must derive from BaseException")),
        }
    }

    /// Whether `except class` takes an exception.
    pub fn exception_matches(&mut self, exception: &Value, class: &Value) -> PyResult<bool> {
        let classes = match class {
            Value::Tuple(classes) => classes.to_vec(),
            single => vec![single.clone()],
        };
        let own = self.type_of(exception);
        let mut matches = false;
        for class in classes {
            match &class {
                Value::Class(class) if class.is_subclass_of(&self.types.base_exception) => {
                    matches = matches || own.is_subclass_of(class);
                }
                Value::Tuple(_) => {
                    matches = matches || self.exception_matches(exception, &class)?
                }
                _ => {
                    let message =
                        "catching classes that do not inherit from BaseException is not allowed";
                    return Err(self.type_error(message));
                }
            }
        }
        Ok(matches)
    }

    fn check_group_match(&mut self) -> PyResult<()> {
        let class = self.pop();
        let exception = self.pop();
        if self.exception_matches(&exception, &class)? {
            let group = if self.is_instance(&exception, &self.types.base_exception_group) {
                exception
            } else {
                // A naked exception is wrapped, as `except*` always gives a group.
                let items = Value::tuple(vec![exception.clone()]);
                let class = if self.is_instance(&exception, &self.types.exception) {
                    self.types.exception_group.clone()
                } else {
                    self.types.base_exception_group.clone()
                };
                self.call(&Value::Class(class), &[Value::str(""), items])?
            };
            self.push(Value::None);
            self.push(group);
            return Ok(());
        }
        if self.is_instance(&exception, &self.types.base_exception_group) {
            let pair = self.call_method(&exception, "split", &[class])?;
            let pair = self.unpack_exactly(&pair, 2)?;
            self.push(pair.get(1).cloned().unwrap_or(Value::None));
            self.push(pair.first().cloned().unwrap_or(Value::None));
            return Ok(());
        }
        self.push(exception);
        self.push(Value::None);
        Ok(())
    }

    fn prepare_star_reraise(&mut self, original: &Value, exceptions: &Value) -> PyResult {
        let items: Vec<Value> = self
            .collect(exceptions)?
            .into_iter()
            .filter(|item| !item.is_none())
            .collect();
        match items.as_slice() {
            [] => Ok(Value::None),
            [only]
                if only.is(original)
                    || !self.is_instance(original, &self.types.base_exception_group) =>
            {
                Ok(only.clone())
            }
            _ => {
                if let [only] = items.as_slice()
                    && self.is_instance(only, &self.types.base_exception_group)
                {
                    return Ok(only.clone());
                }
                let list = self.list(items);
                let class = self.types.base_exception_group.clone();
                self.call(&Value::Class(class), &[Value::str(""), list])
            }
        }
    }

    fn load_special(&mut self, method: SpecialMethod) -> PyResult<()> {
        let object = self.pop();
        let names = Rc::clone(&self.names);
        let (name, is_async) = match method {
            SpecialMethod::Enter => (&names.enter, false),
            SpecialMethod::Exit => (&names.exit, false),
            SpecialMethod::AsyncEnter => (&names.aenter, true),
            SpecialMethod::AsyncExit => (&names.aexit, true),
        };
        let class = self.type_of(&object);
        match self.class_lookup(&class, name) {
            Some(function @ Value::Function(_)) => {
                self.push(function);
                self.push(object);
            }
            Some(_) => {
                let bound = self.special(&object, name)?.unwrap_or_default();
                self.push(bound);
                self.push(Value::Unbound);
            }
            None => {
                let (protocol, other, hint) = if is_async {
                    (
                        "asynchronous context manager protocol",
                        &names.enter,
                        "with",
                    )
                } else {
                    ("context manager protocol", &names.aenter, "async with")
                };
                let missed = format!("(missed {name} method)");
                let type_name = class.name();
                let supports_other = self.class_lookup(&class, other).is_some();
                let mut message =
                    format!("'{type_name}' object does not support the {protocol} {missed}");
                if supports_other {
                    let other = if is_async {
                        "the context manager protocol"
                    } else {
                        "the asynchronous context manager protocol"
                    };
                    message =
                        format!("{message} but it supports {other}. Did you mean to use '{hint}'?");
                }
                return Err(self.type_error(message));
            }
        }
        Ok(())
    }
}
