//! Generators, coroutines and asynchronous generators: how their frames are suspended, resumed and left.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::code::{CodeKind, Instruction};
use crate::error::{PyResult, Raised};
use crate::frame::{Finish, Frame, Generator, GeneratorState};
use crate::interp::Interp;
use crate::value::Value;
use crate::vm::{Next, Outcome};

/// What a generator is resumed with.
pub enum Resume {
    /// A value that the `yield` expression gives.
    Send(Value),
    /// An exception that the `yield` expression raises.
    Throw(Raised),
}

/// What a generator did after it was resumed.
pub enum Resumed {
    /// It yielded a value.
    Yielded(Value),
    /// It passed on what it awaits (in an asynchronous generator this isn't an item).
    Awaited(Value),
    /// It returned a value.
    Returned(Value),
}

impl Interp {
    /// A generator object of a frame that hasn't started.
    pub(crate) fn new_generator(&self, frame: Box<Frame>) -> Value {
        let (name, qualname) = match &frame.function {
            Some(function) => (
                function.name.borrow().clone(),
                function.qualname.borrow().clone(),
            ),
            None => (frame.code.name.clone(), frame.code.qualname.clone()),
        };
        let generator = Value::Generator(Rc::new(Generator {
            name: RefCell::new(name),
            qualname: RefCell::new(qualname),
            code: frame.code.clone(),
            frame: RefCell::new(Some(frame)),
            state: Cell::new(GeneratorState::Created),
            was_started: Cell::new(false),
            is_busy: Cell::new(false),
        }));
        self.heap.track(&generator);
        generator
    }

    /// The next item of a generator; `None` at its end.
    pub fn resume_generator(
        &mut self,
        generator: &Rc<Generator>,
        value: Value,
    ) -> PyResult<Option<Value>> {
        match self.resume(generator, Resume::Send(value))? {
            Resumed::Yielded(value) | Resumed::Awaited(value) => Ok(Some(value)),
            Resumed::Returned(_) => Ok(None),
        }
    }

    /// Resume a generator from Rust.
    pub fn resume(&mut self, generator: &Rc<Generator>, with: Resume) -> PyResult<Resumed> {
        match generator.state.get() {
            GeneratorState::Running => {
                let what = self.generator_kind(generator);
                return Err(self.value_error(format_args!("{what} already executing")));
            }
            GeneratorState::Closed => {
                return match with {
                    Resume::Throw(raised) => Err(raised),
                    Resume::Send(_) if generator.kind() == CodeKind::Coroutine => {
                        Err(self.runtime_error("cannot reuse already awaited coroutine"))
                    }
                    Resume::Send(_) => Ok(Resumed::Returned(Value::None)),
                };
            }
            _ => {}
        }
        let was_suspended = generator.state.get() == GeneratorState::Suspended;
        let Some(mut frame) = generator.frame.borrow_mut().take() else {
            return Ok(Resumed::Returned(Value::None));
        };
        generator.state.set(GeneratorState::Running);
        generator.was_started.set(true);
        frame.finish = Finish::Resume(generator.clone());
        let outcome = match with {
            Resume::Send(value) => {
                if was_suspended {
                    frame.stack.push(value);
                } else if !value.is_none() {
                    generator.state.set(GeneratorState::Created);
                    let what = self.generator_kind(generator);
                    *generator.frame.borrow_mut() = Some(frame);
                    return Err(self.type_error(format_args!(
                        "can't send non-None value to a just-started {what}"
                    )));
                }
                self.run_resumed(frame, generator, None)
            }
            Resume::Throw(raised) => self.throw_into(frame, generator, raised, was_suspended),
        };
        match outcome? {
            Outcome::Yielded(value) => Ok(Resumed::Yielded(value)),
            Outcome::Awaited(value) => Ok(Resumed::Awaited(value)),
            Outcome::Returned(value) => Ok(Resumed::Returned(value)),
        }
    }

    fn run_resumed(
        &mut self,
        frame: Box<Frame>,
        generator: &Rc<Generator>,
        pending: Option<Raised>,
    ) -> PyResult<Outcome> {
        if self.native_depth >= self.limits.native_recursion
            || self.frames.len() >= self.limits.recursion
        {
            generator.state.set(GeneratorState::Closed);
            return Err(self.error(
                &self.types.recursion_error,
                "maximum recursion depth exceeded",
            ));
        }
        let base = self.frames.len();
        self.frames.push(frame);
        self.native_depth += 1;
        let result = self.run(base, pending);
        self.native_depth -= 1;
        result
    }

    fn throw_into(
        &mut self,
        mut frame: Box<Frame>,
        generator: &Rc<Generator>,
        raised: Raised,
        was_suspended: bool,
    ) -> PyResult<Outcome> {
        let waits = was_suspended
            && matches!(
                frame.code.instructions.get(frame.pc),
                Some(Instruction::YieldFrom)
            );
        if !waits {
            if !was_suspended {
                // The exception appears at the first line.
                frame.pc = frame.pc.max(1);
            }
            return self.run_resumed(frame, generator, Some(raised));
        }
        // The exception goes to what the frame waits for first.
        let receiver = frame.stack.last().cloned().unwrap_or_default();
        let is_exit = raised.is(&self.types.generator_exit);
        let thrown = self.throw_to_receiver(&receiver, &raised, is_exit);
        match thrown {
            Ok(Some(Resumed::Yielded(value) | Resumed::Awaited(value))) => {
                generator.state.set(GeneratorState::Suspended);
                *generator.frame.borrow_mut() = Some(frame);
                Ok(Outcome::Awaited(value))
            }
            Ok(Some(Resumed::Returned(value))) => {
                frame.stack.pop();
                frame.stack.push(value);
                frame.pc += 1;
                self.run_resumed(frame, generator, None)
            }
            Ok(None) => {
                frame.pc += 1;
                self.run_resumed(frame, generator, Some(raised))
            }
            Err(raised) => {
                frame.pc += 1;
                self.run_resumed(frame, generator, Some(raised))
            }
        }
    }

    /// Throw into what a frame waits for; `None` where it must be raised in the frame itself.
    fn throw_to_receiver(
        &mut self,
        receiver: &Value,
        raised: &Raised,
        is_exit: bool,
    ) -> PyResult<Option<Resumed>> {
        if let Value::Generator(inner) = receiver
            && inner.kind() != CodeKind::AsyncGenerator
        {
            if is_exit {
                self.close_generator(inner)?;
                return Ok(None);
            }
            return self.resume(inner, Resume::Throw(raised.clone())).map(Some);
        }
        if is_exit {
            let name = self.names.close.clone();
            if let Some(close) = self.get_attribute_optional(receiver, &name)? {
                self.call(&close, &[])?;
            }
            return Ok(None);
        }
        let name = self.names.throw.clone();
        match self.get_attribute_optional(receiver, &name)? {
            Some(throw) => match self.call(&throw, &[raised.value()]) {
                Ok(value) => Ok(Some(Resumed::Yielded(value))),
                Err(stop) if stop.is(&self.types.stop_iteration) => Ok(Some(Resumed::Returned(
                    stop.first_argument().unwrap_or(Value::None),
                ))),
                Err(other) => Err(other),
            },
            None => Ok(None),
        }
    }

    /// `close()`: raise `GeneratorExit` in it and see that it ends.
    pub fn close_generator(&mut self, generator: &Rc<Generator>) -> PyResult {
        match generator.state.get() {
            GeneratorState::Closed => return Ok(Value::None),
            GeneratorState::Created => {
                generator.clear();
                return Ok(Value::None);
            }
            _ => {}
        }
        let exit = self.exception(&self.types.generator_exit.clone(), Vec::new());
        match self.resume(generator, Resume::Throw(exit)) {
            Ok(Resumed::Returned(value)) => Ok(value),
            Ok(_) => {
                let what = self.generator_kind(generator);
                Err(self.runtime_error(format_args!("{what} ignored GeneratorExit")))
            }
            Err(raised)
                if raised.is(&self.types.generator_exit)
                    || raised.is(&self.types.stop_iteration) =>
            {
                Ok(Value::None)
            }
            Err(raised) => Err(raised),
        }
    }

    /// "generator", "coroutine" or "async generator".
    pub(crate) fn generator_kind(&self, generator: &Generator) -> &'static str {
        match generator.kind() {
            CodeKind::Coroutine => "coroutine",
            CodeKind::AsyncGenerator => "async generator",
            _ => "generator",
        }
    }

    /// The frame on top yields: it goes back into its generator, and the value to whoever resumed it.
    pub(super) fn suspend(&mut self, value: Value, is_item: bool) -> PyResult<Next> {
        let mut is_item = is_item;
        loop {
            let Some(mut frame) = self.frames.pop() else {
                return Ok(Next::Leave(Outcome::Returned(value)));
            };
            let finish = std::mem::replace(&mut frame.finish, Finish::Discard);
            let (Finish::ForIter(generator, _)
            | Finish::YieldFrom(generator)
            | Finish::Resume(generator)) = &finish
            else {
                return Err(self.runtime_error("'yield' outside a generator"));
            };
            generator.state.set(GeneratorState::Suspended);
            *generator.frame.borrow_mut() = Some(frame);
            match finish {
                Finish::ForIter(..) => {
                    self.push(value);
                    return Ok(Next::Continue);
                }
                Finish::YieldFrom(_) => {
                    // The frame below waits for this one: it is suspended too, at the same instruction, which will run again.
                    if let Some(below) = self.frames.last_mut() {
                        below.pc -= 1;
                    }
                    is_item = false;
                }
                _ if is_item => return Ok(Next::Leave(Outcome::Yielded(value))),
                _ => return Ok(Next::Leave(Outcome::Awaited(value))),
            }
        }
    }

    /// [`Instruction::YieldFrom`]: send to the receiver.
    pub(super) fn yield_from(&mut self) -> PyResult<Next> {
        let sent = self.pop();
        let receiver = self.peek(1);
        if let Value::Generator(inner) = &receiver
            && inner.kind() != CodeKind::AsyncGenerator
            && matches!(
                inner.state.get(),
                GeneratorState::Created | GeneratorState::Suspended
            )
            && (inner.state.get() == GeneratorState::Suspended || sent.is_none())
        {
            let frame = inner.frame.borrow_mut().take();
            if let Some(mut frame) = frame {
                if inner.state.get() == GeneratorState::Suspended {
                    frame.stack.push(sent);
                }
                inner.state.set(GeneratorState::Running);
                inner.was_started.set(true);
                frame.finish = Finish::YieldFrom(inner.clone());
                self.push_frame(frame)?;
                return Ok(Next::Continue);
            }
        }
        match self.send(&receiver, sent)? {
            Resumed::Yielded(value) | Resumed::Awaited(value) => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.pc -= 1;
                }
                self.suspend(value, false)
            }
            Resumed::Returned(value) => {
                self.pop();
                self.push(value);
                Ok(Next::Continue)
            }
        }
    }

    /// Send to any iterator: `None` is `next`.
    pub fn send(&mut self, receiver: &Value, sent: Value) -> PyResult<Resumed> {
        if let Value::Generator(inner) = receiver
            && inner.kind() != CodeKind::AsyncGenerator
        {
            return self.resume(inner, Resume::Send(sent));
        }
        let result = if sent.is_none() {
            self.next_with_value(receiver)
        } else {
            let name = self.names.send.clone();
            let send = self.get_attribute(receiver, &name)?;
            self.call(&send, &[sent])
        };
        match result {
            Ok(value) => Ok(Resumed::Yielded(value)),
            Err(stop) if stop.is(&self.types.stop_iteration) => Ok(Resumed::Returned(
                stop.first_argument().unwrap_or(Value::None),
            )),
            Err(other) => Err(other),
        }
    }

    /// `next`, with `StopIteration` kept because its value counts.
    fn next_with_value(&mut self, iterator: &Value) -> PyResult {
        if let Value::Object(object) = iterator
            && let Some(native) = object.native()
            && native.is_iterator()
        {
            return match native.next(self)? {
                Some(value) => Ok(value),
                None => Err(self.stop_iteration(Value::None)),
            };
        }
        let name = self.names.next.clone();
        match self.special(iterator, &name)? {
            Some(next) => self.call(&next, &[]),
            None => {
                let name = self.type_name(iterator);
                Err(self.type_error(format_args!("'{name}' object is not an iterator")))
            }
        }
    }

    /// [`Instruction::ForIter`].
    pub(super) fn for_iter(&mut self, target: u32) -> PyResult<()> {
        let iterator = self.peek(1);
        if let Value::Generator(generator) = &iterator
            && generator.kind() == CodeKind::Generator
            && matches!(
                generator.state.get(),
                GeneratorState::Created | GeneratorState::Suspended
            )
        {
            let frame = generator.frame.borrow_mut().take();
            if let Some(mut frame) = frame {
                if generator.state.get() == GeneratorState::Suspended {
                    frame.stack.push(Value::None);
                }
                generator.state.set(GeneratorState::Running);
                generator.was_started.set(true);
                frame.finish = Finish::ForIter(generator.clone(), target);
                return self.push_frame(frame);
            }
        }
        match self.next(&iterator)? {
            Some(value) => self.push(value),
            None => {
                let old = self.pop();
                if let Some(frame) = self.frames.last_mut() {
                    frame.pc = target as usize;
                }
                drop(old);
            }
        }
        Ok(())
    }

    pub(super) fn await_instruction(&mut self, instruction: Instruction) -> PyResult<()> {
        match instruction {
            Instruction::GetYieldFromIter => {
                let value = self.pop();
                let is_coroutine = matches!(&value, Value::Generator(inner) if inner.kind() == CodeKind::Coroutine);
                let in_coroutine = self
                    .frames
                    .last()
                    .is_some_and(|frame| frame.code.kind == CodeKind::Coroutine);
                if is_coroutine && !in_coroutine {
                    let message =
                        "cannot 'yield from' a coroutine object in a non-coroutine generator";
                    return Err(self.type_error(message));
                }
                let iterator = if is_coroutine {
                    value
                } else {
                    self.iter(&value)?
                };
                self.push(iterator);
            }
            Instruction::GetAwaitable(place) => {
                let value = self.pop();
                let iterator = self.awaitable(&value, place)?;
                self.push(iterator);
            }
            Instruction::GetAiter => {
                let value = self.pop();
                let name = self.names.aiter.clone();
                let Some(iterator) = self.call_special(&value, &name, &[])? else {
                    let name = self.type_name(&value);
                    let message =
                        format!("'async for' requires an object with __aiter__ method, got {name}");
                    return Err(self.type_error(message));
                };
                self.push(iterator);
            }
            _ => {
                let iterator = self.peek(1);
                let name = self.names.anext.clone();
                let Some(next) = self.call_special(&iterator, &name, &[])? else {
                    let name = self.type_name(&iterator);
                    let message = format!(
                        "'async for' requires an iterator with __anext__ method, got {name}"
                    );
                    return Err(self.type_error(message));
                };
                let awaitable = self.awaitable(&next, 0)?;
                self.push(awaitable);
            }
        }
        Ok(())
    }

    /// The iterator behind an awaitable.
    pub fn awaitable(&mut self, value: &Value, place: u32) -> PyResult {
        if let Value::Generator(inner) = value
            && inner.kind() == CodeKind::Coroutine
        {
            return Ok(value.clone());
        }
        let name = self.names.await_.clone();
        match self.call_special(value, &name, &[])? {
            Some(iterator) => Ok(iterator),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(match place {
                    1 => format!("'async with' received an object from __aenter__ that does not implement __await__: {name}"),
                    2 => format!("'async with' received an object from __aexit__ that does not implement __await__: {name}"),
                    _ => format!("'{name}' object can't be awaited"),
                }))
            }
        }
    }
}
