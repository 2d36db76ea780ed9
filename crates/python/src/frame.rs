//! Frames and what keeps them: generators, coroutines, asynchronous generators.
//!
//! A frame is data on the heap. The machine that runs frames is in [`crate::vm`].

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::code::{Code, CodeKind};
use crate::error::Raised;
use crate::object::Function;
use crate::value::{DictObject, Str, Value};

/// What is done with the value that a frame returns.
#[derive(Debug, Clone)]
pub enum Finish {
    /// It is pushed in the frame below: an ordinary call.
    Push,
    /// The call made an instance: `__init__` must return `None`, and the instance is pushed.
    Instance(Value),
    /// It is dropped: a call for its effect.
    Discard,
    /// The native code that started the frame gets it.
    Native,
    /// The frame belongs to a generator which `for` asked for an item: a value that is yielded is pushed, and the end jumps.
    ForIter(Rc<Generator>, u32),
    /// The frame belongs to a generator which [`crate::code::Instruction::YieldFrom`] sent to.
    YieldFrom(Rc<Generator>),
    /// The frame belongs to a generator which native code resumed.
    Resume(Rc<Generator>),
}

/// One activation of a code object.
pub struct Frame {
    /// What runs.
    pub code: Rc<Code>,
    /// The next instruction.
    pub pc: usize,
    /// Locals, cells, free variables, then the operand stack.
    pub stack: Vec<Value>,
    /// The module's namespace.
    pub globals: Rc<DictObject>,
    /// The namespace of a class body or a module: a dict, or what `__prepare__` gave. [`Value::Unbound`] in functions.
    pub namespace: Value,
    /// The function that was called.
    pub function: Option<Rc<Function>>,
    /// The exception that is handled in this frame now.
    pub handled: Option<Raised>,
    /// What happens at the end.
    pub finish: Finish,
}

impl Frame {
    /// The instruction that runs now (the one before `pc`).
    pub fn current(&self) -> u32 {
        u32::try_from(self.pc.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The index of the first operand.
    pub fn operands(&self) -> usize {
        self.code.slots()
    }

    pub(crate) fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.stack.iter().for_each(&mut *visit);
        visit(&Value::Dict(self.globals.clone()));
        visit(&self.namespace);
        if let Some(function) = &self.function {
            visit(&Value::Function(function.clone()));
        }
        if let Some(handled) = &self.handled {
            visit(&handled.value());
        }
    }
}

/// Where a generator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeneratorState {
    /// Not started.
    Created,
    /// At a `yield` or an `await`.
    Suspended,
    /// On the stack of frames.
    Running,
    /// At its end.
    Closed,
}

/// A generator, a coroutine or an asynchronous generator: a frame that is kept.
pub struct Generator {
    /// `__name__`.
    pub name: RefCell<Str>,
    /// `__qualname__`.
    pub qualname: RefCell<Str>,
    /// What it runs.
    pub code: Rc<Code>,
    /// The frame, while it isn't running and isn't at its end.
    pub frame: RefCell<Option<Box<Frame>>>,
    /// Where it stands.
    pub state: Cell<GeneratorState>,
    /// Whether it was ever awaited or iterated: a coroutine that wasn't is worth a warning.
    pub was_started: Cell<bool>,
    /// For an asynchronous generator: whether an `asend`, `athrow` or `aclose` runs.
    pub is_busy: Cell<bool>,
}

impl std::fmt::Debug for Generator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<generator {}>", self.qualname.borrow())
    }
}

impl Generator {
    /// Its kind.
    pub fn kind(&self) -> CodeKind {
        self.code.kind
    }

    pub(crate) fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Ok(frame) = self.frame.try_borrow()
            && let Some(frame) = &*frame
        {
            frame.traverse(visit);
        }
    }

    pub(crate) fn clear(&self) {
        let frame = self.frame.try_borrow_mut().map(|mut frame| frame.take());
        self.state.set(GeneratorState::Closed);
        drop(frame);
    }
}
