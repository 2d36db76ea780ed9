//! The machine that runs frames: the loop over instructions.
//!
//! Python calling Python pushes a frame and goes on in the same loop, so it takes no Rust stack. What an exception does to frames is in
//! [`unwind`], generators and coroutines are in [`generator`], and the longer instructions in the files beside.

mod collect;
mod exceptions;
mod functions;
pub mod generator;
mod matching;
mod namespaces;
mod unwind;

use std::rc::Rc;

use crate::code::{Code, Instruction};
use crate::error::PyResult;
use crate::frame::{Finish, Frame};
use crate::interp::Interp;
use crate::value::{DictObject, Value};

/// How a stretch of running ended.
pub(crate) enum Outcome {
    /// The frame returned.
    Returned(Value),
    /// The frame is suspended at a `yield`.
    Yielded(Value),
    /// The frame is suspended at an `await` or `yield from`, which passes the value through.
    Awaited(Value),
}

/// What the loop does after an instruction that may leave the frame.
pub(crate) enum Next {
    /// Go on with the frame on top.
    Continue,
    /// The frame that native code waits for is done.
    Leave(Outcome),
}

/// How many instructions run between two looks at memory and garbage.
const TICK: u64 = 1 << 15;

impl Interp {
    /// Run a module's code in a namespace.
    pub fn run_module(&mut self, code: &Rc<Code>, globals: &Rc<DictObject>) -> PyResult {
        let frame = self.new_frame(
            code.clone(),
            globals.clone(),
            Value::Dict(globals.clone()),
            Vec::new(),
            Finish::Native,
        );
        self.run_frame(frame)
    }

    /// Run an expression's or a string's code with globals and a namespace: `eval` and `exec`.
    pub fn run_in(
        &mut self,
        code: &Rc<Code>,
        globals: &Rc<DictObject>,
        namespace: &Value,
    ) -> PyResult {
        let frame = self.new_frame(
            code.clone(),
            globals.clone(),
            namespace.clone(),
            Vec::new(),
            Finish::Native,
        );
        self.run_frame(frame)
    }

    /// Push a frame and run until it is done.
    pub(crate) fn run_frame(&mut self, mut frame: Box<Frame>) -> PyResult {
        frame.finish = Finish::Native;
        match self.run_nested(frame)? {
            Outcome::Returned(value) | Outcome::Yielded(value) | Outcome::Awaited(value) => {
                Ok(value)
            }
        }
    }

    /// Push a frame and run until it is done or suspended. This is the one place where Rust enters Python, so it counts depth.
    pub(crate) fn run_nested(&mut self, frame: Box<Frame>) -> PyResult<Outcome> {
        if self.native_depth >= self.limits.native_recursion {
            return Err(self.error(
                &self.types.recursion_error,
                "maximum recursion depth exceeded",
            ));
        }
        let base = self.frames.len();
        self.push_frame(frame)?;
        self.native_depth += 1;
        let result = self.run(base, None);
        self.native_depth -= 1;
        result
    }

    /// Put a frame on the stack, within the limit of recursion.
    pub(crate) fn push_frame(&mut self, frame: Box<Frame>) -> PyResult<()> {
        if self.frames.len() >= self.limits.recursion {
            return Err(self.error(
                &self.types.recursion_error,
                "maximum recursion depth exceeded",
            ));
        }
        self.frames.push(frame);
        Ok(())
    }

    /// Run the frames above `base`; first let `pending` be raised in the topmost one.
    pub(crate) fn run(
        &mut self,
        base: usize,
        pending: Option<crate::error::Raised>,
    ) -> PyResult<Outcome> {
        if let Some(raised) = pending {
            self.unwind(raised, base)?;
        }
        loop {
            match self.execute() {
                Ok(outcome) => return Ok(outcome),
                Err(raised) => self.unwind(raised, base)?,
            }
        }
    }

    /// Fuel, memory and garbage, now and then.
    #[cold]
    fn tick(&mut self) -> PyResult<()> {
        if self.heap.wants_collection() {
            self.heap.collect();
        }
        if let Some(used) = self.host.memory_used()
            && used > self.limits.memory
        {
            return Err(self.limit_exceeded(format_args!(
                "the program uses more than {} MB of memory",
                self.limits.memory >> 20
            )));
        }
        Ok(())
    }

    /// The error for a program that ran too long.
    #[cold]
    pub fn out_of_fuel(&self) -> crate::error::Raised {
        self.limit_exceeded(format_args!(
            "the program ran more than {} instructions without an answer",
            self.limits.fuel
        ))
    }

    /// The loop. It ends when a frame that native code waits for is done, or with an exception.
    #[expect(
        clippy::too_many_lines,
        reason = "One arm for each instruction; long ones are methods."
    )]
    fn execute(&mut self) -> PyResult<Outcome> {
        macro_rules! frame {
            () => {
                match self.frames.last_mut() {
                    Some(frame) => frame,
                    None => return Ok(Outcome::Returned(Value::None)),
                }
            };
        }
        macro_rules! push {
            ($value:expr) => {{
                let value = $value;
                frame!().stack.push(value)
            }};
        }
        macro_rules! pop {
            () => {
                frame!().stack.pop().unwrap_or_default()
            };
        }
        macro_rules! jump {
            ($target:expr) => {
                frame!().pc = $target as usize
            };
        }
        // Where values were dropped, and before what a program sees next. Not at every instruction, which is a twentieth of its time.
        macro_rules! finalize {
            () => {
                if self.heap.finalizers.has_waiting() {
                    self.run_finalizers()?;
                }
            };
        }
        macro_rules! leave {
            ($next:expr) => {
                match $next {
                    Next::Continue => {}
                    Next::Leave(outcome) => return Ok(outcome),
                }
            };
        }
        loop {
            if self.fuel == 0 {
                return Err(self.out_of_fuel());
            }
            self.fuel -= 1;
            self.instructions += 1;
            if self.instructions.is_multiple_of(TICK) {
                self.tick()?;
            }
            let frame = frame!();
            let Some(&instruction) = frame.code.instructions.get(frame.pc) else {
                return Err(self.runtime_error("the code ended without a return"));
            };
            frame.pc += 1;
            match instruction {
                Instruction::Nop => {}
                Instruction::LoadFast(slot) => match frame.stack.get(slot as usize) {
                    Some(Value::Unbound) | None => return Err(self.unbound_local(slot)),
                    Some(value) => {
                        let value = value.clone();
                        frame.stack.push(value);
                    }
                },
                Instruction::StoreFast(slot) => {
                    let value = frame.stack.pop().unwrap_or_default();
                    if let Some(place) = frame.stack.get_mut(slot as usize) {
                        let old = std::mem::replace(place, value);
                        drop(old);
                    }
                    finalize!();
                }
                Instruction::DeleteFast(slot) => {
                    let old = frame.stack.get_mut(slot as usize).map(std::mem::take);
                    if old.is_none_or(|old| old.is_unbound()) {
                        return Err(self.unbound_local(slot));
                    }
                    finalize!();
                }
                Instruction::ClearFast(slot) => {
                    let old = frame.stack.get_mut(slot as usize).map(std::mem::take);
                    drop(old);
                    finalize!();
                }
                Instruction::LoadConst(index) => {
                    let value = frame
                        .code
                        .constants
                        .get(index as usize)
                        .cloned()
                        .unwrap_or_default();
                    frame.stack.push(value);
                }
                Instruction::LoadInt(number) => frame.stack.push(Value::Int(i64::from(number))),
                Instruction::LoadNone => frame.stack.push(Value::None),
                Instruction::PushNull => frame.stack.push(Value::Unbound),
                Instruction::Pop => {
                    let old = frame.stack.pop();
                    drop(old);
                    finalize!();
                }
                Instruction::Copy(depth) => {
                    let index = frame.stack.len().wrapping_sub(depth as usize);
                    let value = frame.stack.get(index).cloned().unwrap_or_default();
                    frame.stack.push(value);
                }
                Instruction::Swap(depth) => {
                    let length = frame.stack.len();
                    if depth >= 1 && depth as usize <= length {
                        frame.stack.swap(length - 1, length - depth as usize);
                    }
                }
                Instruction::LoadGlobal(name) => {
                    let Some(name) = frame.code.names.get(name as usize) else {
                        continue;
                    };
                    let found = frame
                        .globals
                        .get_str(name)
                        .or_else(|| self.builtins.get_str(name));
                    match found {
                        Some(value) => frame.stack.push(value),
                        None => {
                            let name = name.clone();
                            return Err(self.undefined_name(&name));
                        }
                    }
                }
                Instruction::LoadAttr(name) => {
                    let name = frame
                        .code
                        .names
                        .get(name as usize)
                        .cloned()
                        .unwrap_or_else(|| "".into());
                    let object = frame.stack.pop().unwrap_or_default();
                    let value = self.get_attribute(&object, &name)?;
                    push!(value);
                }
                Instruction::LoadMethod(name) => {
                    let name = frame
                        .code
                        .names
                        .get(name as usize)
                        .cloned()
                        .unwrap_or_else(|| "".into());
                    let object = frame.stack.pop().unwrap_or_default();
                    let (callable, receiver) = self.get_method(object, &name)?;
                    let frame = frame!();
                    frame.stack.push(callable);
                    frame.stack.push(receiver);
                }
                Instruction::Call(count) => {
                    finalize!();
                    leave!(self.call_instruction(count as usize, None)?);
                }
                Instruction::CallKeywords(count) => {
                    let names = frame.stack.pop().unwrap_or_default();
                    leave!(self.call_instruction(count as usize, Some(names))?);
                }
                Instruction::CallEx(has_keywords) => leave!(self.call_ex(has_keywords)?),
                Instruction::Return => {
                    let value = frame.stack.pop().unwrap_or_default();
                    leave!(self.return_value(value)?);
                }
                Instruction::Jump(target) => frame.pc = target as usize,
                Instruction::PopJumpIfFalse(target) => {
                    let condition = frame.stack.pop().unwrap_or_default();
                    let truth = match condition {
                        Value::Bool(truth) => truth,
                        other => self.truth(&other)?,
                    };
                    if !truth {
                        jump!(target);
                    }
                }
                Instruction::PopJumpIfTrue(target) => {
                    let condition = frame.stack.pop().unwrap_or_default();
                    let truth = match condition {
                        Value::Bool(truth) => truth,
                        other => self.truth(&other)?,
                    };
                    if truth {
                        jump!(target);
                    }
                }
                Instruction::PopJumpIfNone(target) => {
                    if frame.stack.pop().is_some_and(|value| value.is_none()) {
                        jump!(target);
                    }
                }
                Instruction::PopJumpIfNotNone(target) => {
                    if frame.stack.pop().is_some_and(|value| !value.is_none()) {
                        jump!(target);
                    }
                }
                Instruction::JumpIfFalseOrPop(target) => {
                    let condition = frame.stack.last().cloned().unwrap_or_default();
                    if self.truth(&condition)? {
                        pop!();
                    } else {
                        jump!(target);
                    }
                }
                Instruction::JumpIfTrueOrPop(target) => {
                    let condition = frame.stack.last().cloned().unwrap_or_default();
                    if self.truth(&condition)? {
                        jump!(target);
                    } else {
                        pop!();
                    }
                }
                Instruction::Compare(op) => {
                    let right = frame.stack.pop().unwrap_or_default();
                    let left = frame.stack.pop().unwrap_or_default();
                    push!(self.compare(op, &left, &right)?);
                }
                Instruction::Binary(op) => {
                    let right = frame.stack.pop().unwrap_or_default();
                    let left = frame.stack.pop().unwrap_or_default();
                    push!(self.binary(op, &left, &right)?);
                }
                Instruction::InPlace(op) => {
                    let right = frame.stack.pop().unwrap_or_default();
                    let left = frame.stack.pop().unwrap_or_default();
                    push!(self.in_place(op, &left, &right)?);
                }
                Instruction::Unary(op) => {
                    let value = frame.stack.pop().unwrap_or_default();
                    push!(self.unary(op, &value)?);
                }
                Instruction::Is(inverted) => {
                    let right = frame.stack.pop().unwrap_or_default();
                    let left = frame.stack.pop().unwrap_or_default();
                    frame.stack.push(Value::Bool(left.is(&right) != inverted));
                }
                Instruction::Contains(inverted) => {
                    let container = frame.stack.pop().unwrap_or_default();
                    let item = frame.stack.pop().unwrap_or_default();
                    let found = self.contains(&container, &item)?;
                    push!(Value::Bool(found != inverted));
                }
                Instruction::Subscript => {
                    let key = frame.stack.pop().unwrap_or_default();
                    let object = frame.stack.pop().unwrap_or_default();
                    push!(self.get_item(&object, &key)?);
                }
                Instruction::StoreSubscript => {
                    let key = frame.stack.pop().unwrap_or_default();
                    let object = frame.stack.pop().unwrap_or_default();
                    let value = frame.stack.pop().unwrap_or_default();
                    self.set_item(&object, &key, &value)?;
                }
                Instruction::DeleteSubscript => {
                    let key = frame.stack.pop().unwrap_or_default();
                    let object = frame.stack.pop().unwrap_or_default();
                    self.delete_item(&object, &key)?;
                }
                Instruction::StoreAttr(name) => {
                    let name = frame
                        .code
                        .names
                        .get(name as usize)
                        .cloned()
                        .unwrap_or_else(|| "".into());
                    let object = frame.stack.pop().unwrap_or_default();
                    let value = frame.stack.pop().unwrap_or_default();
                    self.set_attribute(&object, &name, &value)?;
                }
                Instruction::DeleteAttr(name) => {
                    let name = frame
                        .code
                        .names
                        .get(name as usize)
                        .cloned()
                        .unwrap_or_else(|| "".into());
                    let object = frame.stack.pop().unwrap_or_default();
                    self.delete_attribute(&object, &name)?;
                }
                Instruction::GetIter => {
                    let iterable = frame.stack.pop().unwrap_or_default();
                    push!(self.iter(&iterable)?);
                }
                Instruction::ForIter(target) => self.for_iter(target)?,
                Instruction::MakeCell(_)
                | Instruction::LoadDeref(_)
                | Instruction::StoreDeref(_)
                | Instruction::DeleteDeref(_)
                | Instruction::LoadClosure(_)
                | Instruction::LoadClassDeref(_)
                | Instruction::LoadFromDictOrDeref(_)
                | Instruction::LoadFromDictOrGlobals(_)
                | Instruction::LoadName(_)
                | Instruction::StoreName(_)
                | Instruction::DeleteName(_)
                | Instruction::StoreGlobal(_)
                | Instruction::DeleteGlobal(_)
                | Instruction::LoadLocals => {
                    self.namespace_instruction(instruction)?;
                    finalize!();
                }
                Instruction::BuildSlice(_)
                | Instruction::BuildTuple(_)
                | Instruction::BuildList(_)
                | Instruction::BuildSet(_)
                | Instruction::BuildMap(_)
                | Instruction::BuildString(_)
                | Instruction::ListAppend(_)
                | Instruction::SetAdd(_)
                | Instruction::MapAdd(_)
                | Instruction::ListExtend(_)
                | Instruction::SetUpdate(_)
                | Instruction::DictUpdate(_)
                | Instruction::DictMerge(_)
                | Instruction::ListToTuple
                | Instruction::UnpackSequence(_)
                | Instruction::UnpackEx(..)
                | Instruction::FormatValue(..) => self.collect_instruction(instruction)?,
                Instruction::MakeFunction(_)
                | Instruction::SetFunctionAttribute(_)
                | Instruction::LoadBuildClass
                | Instruction::ImportName(_)
                | Instruction::ImportFrom(_)
                | Instruction::ImportStar
                | Instruction::Intrinsic(_)
                | Instruction::Unsupported(_) => self.function_instruction(instruction)?,
                Instruction::Raise(_)
                | Instruction::Reraise
                | Instruction::PushExceptionInfo
                | Instruction::PopException
                | Instruction::CheckExceptionMatch
                | Instruction::CheckGroupMatch
                | Instruction::PrepReraiseStar
                | Instruction::LoadSpecial(_)
                | Instruction::WithExceptStart
                | Instruction::LoadAssertionError
                | Instruction::AnnotationFallback(_)
                | Instruction::EndAsyncFor => self.exception_instruction(instruction)?,
                Instruction::Yield => {
                    let value = frame.stack.pop().unwrap_or_default();
                    leave!(self.suspend(value, true)?);
                }
                Instruction::YieldFrom => leave!(self.yield_from()?),
                Instruction::GetYieldFromIter
                | Instruction::GetAwaitable(_)
                | Instruction::GetAiter
                | Instruction::GetAnext => self.await_instruction(instruction)?,
                Instruction::MatchSequence
                | Instruction::MatchMapping
                | Instruction::MatchKeys
                | Instruction::MatchClass(_)
                | Instruction::GetLen => self.match_instruction(instruction)?,
            }
        }
    }

    /// Push onto the operand stack of the frame on top.
    pub(crate) fn push(&mut self, value: Value) {
        if let Some(frame) = self.frames.last_mut() {
            frame.stack.push(value);
        }
    }

    /// Pop from the operand stack of the frame on top.
    pub(crate) fn pop(&mut self) -> Value {
        self.frames
            .last_mut()
            .and_then(|frame| frame.stack.pop())
            .unwrap_or_default()
    }

    /// The n-th value from the top (1 is the top).
    pub(crate) fn peek(&self, depth: u32) -> Value {
        self.frames
            .last()
            .and_then(|frame| {
                frame
                    .stack
                    .get(frame.stack.len().wrapping_sub(depth as usize))
            })
            .cloned()
            .unwrap_or_default()
    }

    /// The last `count` values, removed.
    pub(crate) fn pop_many(&mut self, count: usize) -> Vec<Value> {
        match self.frames.last_mut() {
            Some(frame) => {
                let start = frame.stack.len().saturating_sub(count);
                frame.stack.split_off(start)
            }
            None => Vec::new(),
        }
    }
}
