//! What an exception does to frames: tracebacks, handlers, contexts; and what a returned value does.

use crate::code::CodeKind;
use crate::error::{PyResult, Raised, TracebackEntry};
use crate::frame::{Finish, GeneratorState};
use crate::interp::Interp;
use crate::value::Value;
use crate::vm::{Next, Outcome};

/// The longest traceback that is kept: an endless recursion has a thousand equal lines, and nobody reads more.
const MAX_TRACEBACK: usize = 1100;

impl Interp {
    /// Find the handler of an exception in the frames above `base`, and go there; where there is none, the exception leaves.
    pub(crate) fn unwind(&mut self, mut raised: Raised, base: usize) -> PyResult<()> {
        if raised.data().traceback.borrow().is_empty() {
            self.set_context(&raised);
        }
        // A limit that is passed ends the program: no handler and no `finally` can go on.
        let is_final = raised.is(&self.types.limit_exceeded);
        while self.frames.len() > base {
            let is_reraised = std::mem::take(&mut self.is_reraising);
            let Some(frame) = self.frames.last_mut() else {
                break;
            };
            let current = frame.current();
            if !is_reraised {
                let entry = TracebackEntry {
                    code: frame.code.clone(),
                    range: frame.code.instruction_range(current),
                };
                let mut traceback = raised.data().traceback.borrow_mut();
                if traceback.len() < MAX_TRACEBACK {
                    traceback.push(entry);
                }
            }
            let handler = frame
                .code
                .handlers
                .iter()
                .find(|handler| handler.start <= current && current < handler.end)
                .copied();
            if let Some(handler) = handler
                && !is_final
            {
                let height = frame.operands() + handler.depth as usize;
                let cut = frame.stack.split_off(height.min(frame.stack.len()));
                frame.stack.push(raised.value());
                frame.pc = handler.target as usize;
                drop(cut);
                return Ok(());
            }
            if let Some(next) = self.leave_by_exception(&raised) {
                raised = next;
            }
        }
        Err(raised)
    }

    /// Drop the frame on top because of an exception. `StopIteration` that leaves a generator becomes a `RuntimeError` (PEP 479).
    fn leave_by_exception(&mut self, raised: &Raised) -> Option<Raised> {
        let frame = self.frames.pop()?;
        let kind = frame.code.kind;
        match &frame.finish {
            Finish::ForIter(generator, _)
            | Finish::YieldFrom(generator)
            | Finish::Resume(generator) => {
                generator.state.set(GeneratorState::Closed);
            }
            _ => {}
        }
        self.recycle(frame);
        let what = match kind {
            CodeKind::Generator => "generator",
            CodeKind::Coroutine => "coroutine",
            CodeKind::AsyncGenerator => "async generator",
            _ => return None,
        };
        let name = if raised.is(&self.types.stop_iteration) {
            "StopIteration"
        } else if kind == CodeKind::AsyncGenerator && raised.is(&self.types.stop_async_iteration) {
            "StopAsyncIteration"
        } else {
            return None;
        };
        let error = self.runtime_error(format_args!("{what} raised {name}"));
        error.data().cause.replace(Some(raised.clone()));
        error.data().context.replace(Some(raised.clone()));
        error.data().suppress_context.set(true);
        Some(error)
    }

    /// Link a new exception to the one that is being handled (`__context__`), without making a cycle.
    pub(crate) fn set_context(&self, raised: &Raised) {
        let Some(handled) = self.handled_exception() else {
            return;
        };
        if std::rc::Rc::ptr_eq(&handled.0, &raised.0) {
            return;
        }
        let mut link = handled.clone();
        loop {
            let next = link.data().context.borrow().clone();
            match next {
                Some(next) if std::rc::Rc::ptr_eq(&next.0, &raised.0) => {
                    let cut = link.data().context.take();
                    drop(cut);
                    break;
                }
                Some(next) => link = next,
                None => break,
            }
        }
        let old = raised.data().context.replace(Some(handled));
        drop(old);
    }

    /// The exception that is being handled: `sys.exception()`.
    pub fn handled_exception(&self) -> Option<Raised> {
        self.frames
            .iter()
            .rev()
            .find_map(|frame| frame.handled.clone())
    }

    /// The frame on top returns a value.
    pub(crate) fn return_value(&mut self, value: Value) -> PyResult<Next> {
        let Some(mut frame) = self.frames.pop() else {
            return Ok(Next::Leave(Outcome::Returned(value)));
        };
        let finish = std::mem::replace(&mut frame.finish, Finish::Discard);
        self.recycle(frame);
        match finish {
            Finish::Push => self.push(value),
            Finish::Discard => {}
            Finish::Native => return Ok(Next::Leave(Outcome::Returned(value))),
            Finish::Instance(instance) => {
                if !value.is_none() {
                    let name = self.type_name(&value);
                    return Err(self
                        .type_error(format_args!("__init__() should return None, not '{name}'")));
                }
                self.push(instance);
            }
            Finish::ForIter(generator, target) => {
                generator.state.set(GeneratorState::Closed);
                let iterator = self.pop();
                if let Some(frame) = self.frames.last_mut() {
                    frame.pc = target as usize;
                }
                drop(iterator);
            }
            Finish::YieldFrom(generator) => {
                generator.state.set(GeneratorState::Closed);
                let receiver = self.pop();
                self.push(value);
                drop(receiver);
            }
            Finish::Resume(generator) => {
                generator.state.set(GeneratorState::Closed);
                return Ok(Next::Leave(Outcome::Returned(value)));
            }
        }
        Ok(Next::Continue)
    }
}
