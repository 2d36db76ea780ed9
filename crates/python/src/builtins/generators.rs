//! Attributes and methods of generators, coroutines and asynchronous generators.

use std::cell::Cell;
use std::rc::Rc;

use crate::code::Instruction;
use crate::error::{PyResult, Raised};
use crate::frame::{Generator, GeneratorState};
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::object::NativeData;
use crate::value::Value;
use crate::vm::generator::{Resume, Resumed};

fn generator_of<'a>(interp: &Interp, this: &'a Value) -> PyResult<&'a Rc<Generator>> {
    match this {
        Value::Generator(generator) => Ok(generator),
        other => Err(interp.type_error(format_args!(
            "a generator is required, not '{}'",
            interp.type_name(other)
        ))),
    }
}

macro_rules! generator_attribute {
    ($name:literal, $generator:ident => $value:expr) => {
        Attribute {
            name: $name,
            get: |_, this| match this {
                Value::Generator($generator) => Ok($value),
                _ => Ok(Value::None),
            },
            set: None,
        }
    };
}

/// What a suspended frame waits for: `gi_yieldfrom`, `cr_await`, `ag_await`.
fn awaited(generator: &Generator) -> Value {
    match &*generator.frame.borrow() {
        Some(frame)
            if generator.state.get() == GeneratorState::Suspended
                && matches!(
                    frame.code.instructions.get(frame.pc),
                    Some(Instruction::YieldFrom)
                ) =>
        {
            frame.stack.last().cloned().unwrap_or(Value::None)
        }
        _ => Value::None,
    }
}

/// The frame of a generator that hasn't ended, as a value that only says that it is there.
fn frame_value(generator: &Generator) -> Value {
    if generator.state.get() == GeneratorState::Closed {
        Value::None
    } else {
        Value::Code(generator.code.clone())
    }
}

pub(super) const GENERATOR_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__name__",
        get: |_, this| match this {
            Value::Generator(generator) => Ok(Value::Str(generator.name.borrow().clone())),
            _ => Ok(Value::None),
        },
        set: Some(|_, this, value| {
            if let (Value::Generator(generator), Some(name)) = (this, value.as_str()) {
                generator.name.replace(name.clone());
            }
            Ok(())
        }),
    },
    Attribute {
        name: "__qualname__",
        get: |_, this| match this {
            Value::Generator(generator) => Ok(Value::Str(generator.qualname.borrow().clone())),
            _ => Ok(Value::None),
        },
        set: Some(|_, this, value| {
            if let (Value::Generator(generator), Some(name)) = (this, value.as_str()) {
                generator.qualname.replace(name.clone());
            }
            Ok(())
        }),
    },
    generator_attribute!("gi_running", generator => Value::Bool(generator.state.get() == GeneratorState::Running)),
    generator_attribute!("cr_running", generator => Value::Bool(generator.state.get() == GeneratorState::Running)),
    generator_attribute!("ag_running", generator => Value::Bool(generator.is_busy.get())),
    generator_attribute!("gi_suspended", generator => Value::Bool(generator.state.get() == GeneratorState::Suspended)),
    generator_attribute!("cr_suspended", generator => Value::Bool(generator.state.get() == GeneratorState::Suspended)),
    generator_attribute!("gi_code", generator => Value::Code(generator.code.clone())),
    generator_attribute!("cr_code", generator => Value::Code(generator.code.clone())),
    generator_attribute!("ag_code", generator => Value::Code(generator.code.clone())),
    generator_attribute!("gi_frame", generator => frame_value(generator)),
    generator_attribute!("cr_frame", generator => frame_value(generator)),
    generator_attribute!("ag_frame", generator => frame_value(generator)),
    generator_attribute!("gi_yieldfrom", generator => awaited(generator)),
    generator_attribute!("cr_await", generator => awaited(generator)),
    generator_attribute!("ag_await", generator => awaited(generator)),
    generator_attribute!("cr_origin", _generator => Value::None),
];

/// A result of resuming, as `send` and `throw` give it.
fn give(interp: &Interp, resumed: Resumed) -> PyResult {
    match resumed {
        Resumed::Yielded(value) | Resumed::Awaited(value) => Ok(value),
        Resumed::Returned(value) => Err(interp.stop_iteration(value)),
    }
}

/// The exception that `throw(…)` was called with: an instance, or a class with a value.
fn thrown(interp: &mut Interp, args: &[Value]) -> PyResult<Raised> {
    let exception = match (&args[0], args.get(1).and_then(Value::bound)) {
        (class @ Value::Class(_), Some(value)) if !value.is_none() => {
            if interp.is_instance(value, &interp.types.base_exception) {
                value.clone()
            } else {
                interp.call(class, std::slice::from_ref(value))?
            }
        }
        (other, _) => other.clone(),
    };
    interp.make_exception(
        &exception,
        "exceptions must be classes or instances deriving from BaseException, not other things",
    )
}

pub(super) const ITERATOR_METHODS: &[Definition] = &[
    def("__iter__", "(self, /)", |_, args| Ok(args[0].clone())),
    def("__next__", "(self, /)", |interp, args| {
        let generator = generator_of(interp, &args[0])?.clone();
        let resumed = interp.resume(&generator, Resume::Send(Value::None))?;
        give(interp, resumed)
    }),
];

pub(super) const GENERATOR_METHODS: &[Definition] = &[
    def("send", "(self, value, /)", |interp, args| {
        let generator = generator_of(interp, &args[0])?.clone();
        let resumed = interp.resume(&generator, Resume::Send(args[1].clone()))?;
        give(interp, resumed)
    }),
    def(
        "throw",
        "(self, type, value=None, traceback=None, /)",
        |interp, args| {
            let generator = generator_of(interp, &args[0])?.clone();
            let raised = thrown(interp, &args[1..])?;
            let resumed = interp.resume(&generator, Resume::Throw(raised))?;
            give(interp, resumed)
        },
    ),
    def("close", "(self, /)", |interp, args| {
        let generator = generator_of(interp, &args[0])?.clone();
        interp.close_generator(&generator)
    }),
    def("__repr__", "(self, /)", |interp, args| {
        let generator = generator_of(interp, &args[0])?;
        let kind = interp.generator_kind(generator);
        let kind = if kind == "async generator" {
            "async_generator"
        } else {
            kind
        };
        Ok(Value::str(format!(
            "<{kind} object {} at 0x{:012x}>",
            generator.qualname.borrow(),
            args[0].address()
        )))
    }),
];

/// The iterator that `coroutine.__await__()` gives.
pub(super) struct CoroutineWrapper(pub(super) Value);

impl NativeData for CoroutineWrapper {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0);
    }
}

fn inner(value: &Value) -> Value {
    value
        .data::<CoroutineWrapper>()
        .map_or(Value::None, |wrapper| wrapper.0.clone())
}

pub(super) const WRAPPER_METHODS: &[Definition] = &[
    def("__next__", "(self, /)", |interp, args| {
        interp.call_method(&inner(&args[0]), "send", &[Value::None])
    }),
    def("send", "(self, value, /)", |interp, args| {
        interp.call_method(&inner(&args[0]), "send", &args[1..2])
    }),
    def(
        "throw",
        "(self, type, value=None, traceback=None, /)",
        |interp, args| {
            let given: Vec<Value> = args[1..]
                .iter()
                .filter_map(|value| value.bound().cloned())
                .collect();
            interp.call_method(&inner(&args[0]), "throw", &given)
        },
    ),
    def("close", "(self, /)", |interp, args| {
        interp.call_method(&inner(&args[0]), "close", &[])
    }),
];

/// The awaitable of `asend`, `athrow`, `aclose` and `__anext__` of an asynchronous generator.
struct AsyncStep {
    generator: Rc<Generator>,
    first: Value,
    /// What is thrown at first, instead of sending.
    exception: Option<Raised>,
    is_close: bool,
    state: Cell<StepState>,
}

#[derive(Clone, Copy, PartialEq)]
enum StepState {
    New,
    Running,
    Done,
}

impl NativeData for AsyncStep {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Generator(self.generator.clone()));
        visit(&self.first);
    }
}

fn async_step(
    interp: &mut Interp,
    this: &Value,
    first: Value,
    exception: Option<Raised>,
    is_close: bool,
) -> PyResult {
    let generator = generator_of(interp, this)?.clone();
    let class = interp.native_class("async_generator_asend");
    Ok(interp.native_object(
        &class,
        AsyncStep {
            generator,
            first,
            exception,
            is_close,
            state: Cell::new(StepState::New),
        },
    ))
}

pub(super) const ASYNC_GENERATOR_METHODS: &[Definition] = &[
    def("__aiter__", "(self, /)", |_, args| Ok(args[0].clone())),
    def("__anext__", "(self, /)", |interp, args| {
        async_step(interp, &args[0], Value::None, None, false)
    }),
    def("asend", "(self, value, /)", |interp, args| {
        async_step(interp, &args[0], args[1].clone(), None, false)
    }),
    def(
        "athrow",
        "(self, type, value=None, traceback=None, /)",
        |interp, args| {
            let raised = thrown(interp, &args[1..])?;
            async_step(interp, &args[0], Value::None, Some(raised), false)
        },
    ),
    def("aclose", "(self, /)", |interp, args| {
        let exit = interp.exception(&interp.types.generator_exit.clone(), Vec::new());
        async_step(interp, &args[0], Value::None, Some(exit), true)
    }),
    def("__repr__", "(self, /)", |interp, args| {
        let generator = generator_of(interp, &args[0])?;
        Ok(Value::str(format!(
            "<async_generator object {} at 0x{:012x}>",
            generator.qualname.borrow(),
            args[0].address()
        )))
    }),
];

fn step_of<'a>(interp: &Interp, this: &'a Value) -> PyResult<&'a AsyncStep> {
    this.data::<AsyncStep>()
        .ok_or_else(|| interp.type_error("an asynchronous generator's awaitable is required"))
}

fn step(interp: &mut Interp, this: &Value, sent: Value, thrown: Option<Raised>) -> PyResult {
    let data = step_of(interp, this)?;
    let generator = data.generator.clone();
    let with = match data.state.get() {
        StepState::Done => {
            return Err(interp.runtime_error("cannot reuse already awaited __anext__()/asend()"));
        }
        StepState::New => {
            if generator.is_busy.get() {
                data.state.set(StepState::Done);
                return Err(
                    interp.runtime_error("anext(): asynchronous generator is already running")
                );
            }
            if generator.state.get() == GeneratorState::Closed && thrown.is_none() {
                data.state.set(StepState::Done);
                if data.is_close {
                    return Err(interp.stop_iteration(Value::None));
                }
                return match &data.exception {
                    Some(raised) if !raised.is(&interp.types.generator_exit) => Err(raised.clone()),
                    _ => {
                        Err(interp
                            .exception(&interp.types.stop_async_iteration.clone(), Vec::new()))
                    }
                };
            }
            if data.is_close && generator.state.get() == GeneratorState::Created {
                data.state.set(StepState::Done);
                generator.clear();
                return Err(interp.stop_iteration(Value::None));
            }
            data.state.set(StepState::Running);
            generator.is_busy.set(true);
            match (thrown, &data.exception) {
                (Some(raised), _) => Resume::Throw(raised),
                (None, Some(raised)) => Resume::Throw(raised.clone()),
                (None, None) => Resume::Send(data.first.clone()),
            }
        }
        StepState::Running => match thrown {
            Some(raised) => Resume::Throw(raised),
            None => Resume::Send(sent),
        },
    };
    let is_close = data.is_close;
    let result = interp.resume(&generator, with);
    if let Ok(Resumed::Awaited(value)) = result {
        return Ok(value);
    }
    step_of(interp, this)?.state.set(StepState::Done);
    generator.is_busy.set(false);
    match result {
        Ok(Resumed::Yielded(_)) if is_close => {
            Err(interp.runtime_error("async generator ignored GeneratorExit"))
        }
        Ok(Resumed::Yielded(value)) => {
            // The value must arrive even if it is `None` or a tuple: it is the one argument.
            let stop = interp.exception(&interp.types.stop_iteration.clone(), vec![value]);
            Err(stop)
        }
        Ok(_) if is_close => Err(interp.stop_iteration(Value::None)),
        Ok(_) => Err(interp.exception(&interp.types.stop_async_iteration.clone(), Vec::new())),
        Err(raised)
            if is_close
                && (raised.is(&interp.types.generator_exit)
                    || raised.is(&interp.types.stop_async_iteration)) =>
        {
            Err(interp.stop_iteration(Value::None))
        }
        Err(raised) => Err(raised),
    }
}

pub(super) const ASEND_METHODS: &[Definition] = &[
    def("__await__", "(self, /)", |_, args| Ok(args[0].clone())),
    def("__iter__", "(self, /)", |_, args| Ok(args[0].clone())),
    def("__next__", "(self, /)", |interp, args| {
        step(interp, &args[0], Value::None, None)
    }),
    def("send", "(self, value, /)", |interp, args| {
        step(interp, &args[0], args[1].clone(), None)
    }),
    def(
        "throw",
        "(self, type, value=None, traceback=None, /)",
        |interp, args| {
            let raised = thrown(interp, &args[1..])?;
            step(interp, &args[0], Value::None, Some(raised))
        },
    ),
    def("close", "(self, /)", |interp, args| {
        step_of(interp, &args[0])?.state.set(StepState::Done);
        Ok(Value::None)
    }),
];
