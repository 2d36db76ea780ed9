//! `try`, `with`, and what jumps out of blocks must do on the way.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Stmt};
use ruff_text_size::Ranged;

use super::unit::{Block, Compiler, FinallyBody, Label, Protect};
use super::{Result, error};
use crate::code::{Instruction, SpecialMethod};

/// The regions that were interrupted, and go on after a jump: block index and the block with fresh starts.
pub(super) type Interrupted = Vec<usize>;

impl Compiler {
    /// Emit what leaving all blocks from `from` on needs, innermost first. With `keeps_value` the value on top stays there. The blocks
    /// stay; their regions go on after the jump that the caller emits.
    pub(super) fn unwind_blocks(&mut self, from: usize, keeps_value: bool) -> Result {
        let depth = self.unit_ref().depth;
        let resume = self.unwind_from(from, keeps_value)?;
        // The jump or return itself is one instruction; regions go on behind it.
        self.unit().depth = depth;
        self.pending_resume(resume);
        Ok(())
    }

    /// Regions that go on behind the next instruction.
    fn pending_resume(&mut self, resume: Interrupted) {
        for index in resume {
            let start = self.position() + 1;
            if let Some(block) = self.unit().blocks.get_mut(index) {
                for protect in protects(block) {
                    protect.start = start;
                }
            }
        }
    }

    /// Regions that go on here.
    pub(super) fn resume_protects(&mut self, resume: &Interrupted) {
        for index in resume {
            let start = self.position();
            if let Some(block) = self.unit().blocks.get_mut(*index) {
                for protect in protects(block) {
                    protect.start = start;
                }
            }
        }
    }

    /// Emit the clean-up of the blocks from `from` on; which regions were interrupted.
    pub(super) fn unwind_from(&mut self, from: usize, keeps_value: bool) -> Result<Interrupted> {
        let saved = self.unit_ref().blocks.clone();
        let mut interrupted = Vec::new();
        for index in (from..saved.len()).rev() {
            // While a block is cleaned up, it and those inside don't protect, and aren't there for jumps in a `finally`.
            self.unit().blocks.truncate(index);
            let mut block = saved[index].clone();
            for protect in protects(&mut block) {
                let protect = protect.clone();
                self.end_protect(&protect);
            }
            interrupted.push(index);
            self.leave_block(&block, keeps_value)?;
        }
        self.unit().blocks = saved;
        Ok(interrupted)
    }

    fn leave_block(&mut self, block: &Block, keeps_value: bool) -> Result {
        match block {
            Block::Loop { has_iterator, .. } => {
                if *has_iterator {
                    self.drop_below(1, keeps_value);
                }
            }
            Block::Values { count } => self.drop_below(*count, keeps_value),
            Block::Try { finally, .. } => {
                if let Some(finally) = finally.clone() {
                    self.finally_body(&finally)?;
                }
            }
            Block::With {
                is_async, range, ..
            } => {
                // [manager, exit, receiver] or the same with a value on top.
                let range = super::scope::range_of(*range);
                let before = std::mem::replace(&mut self.unit().current_range, range);
                if keeps_value {
                    // [manager, exit, receiver, value] → [value, manager, exit, receiver].
                    self.emit(Instruction::Swap(4));
                    self.emit(Instruction::Swap(3));
                    self.emit(Instruction::Swap(2));
                }
                self.unit().current_range = before;
                self.with_exit(*is_async, range);
            }
            Block::Handler { name, .. } => {
                if keeps_value {
                    self.emit(Instruction::Swap(2));
                }
                self.emit(Instruction::PopException);
                if let Some(name) = name {
                    self.forget(name);
                }
            }
            Block::FinallyCopy { .. } => {
                if keeps_value {
                    self.emit(Instruction::Swap(2));
                    self.emit(Instruction::Pop);
                    self.emit(Instruction::Swap(2));
                    self.emit(Instruction::PopException);
                } else {
                    self.emit(Instruction::Pop);
                    self.emit(Instruction::PopException);
                }
            }
        }
        Ok(())
    }

    /// Drop `count` values that are on top or, with `keeps_value`, right under the top.
    fn drop_below(&mut self, count: u32, keeps_value: bool) {
        for _ in 0..count {
            if keeps_value {
                self.emit(Instruction::Swap(2));
            }
            self.emit(Instruction::Pop);
        }
    }

    /// `except … as name`: unbind the name.
    fn forget(&mut self, name: &str) {
        self.emit(Instruction::LoadNone);
        self.store_name(name);
        self.delete_name(name);
    }

    fn finally_body(&mut self, body: &FinallyBody) -> Result {
        let range = self.unit_ref().current_range;
        for statement in body.iter() {
            // SAFETY: the pointers come from the tree of this file, which outlives the compiler.
            #[expect(
                unsafe_code,
                reason = "A finally body is compiled in several places, while the tree is borrowed for the whole compilation."
            )]
            let statement: &Stmt = unsafe { &**statement };
            self.body(std::slice::from_ref(statement))?;
        }
        self.unit().current_range = range;
        Ok(())
    }

    pub(super) fn try_statement(&mut self, node: &ast::StmtTry) -> Result {
        if node.finalbody.is_empty() {
            return self.try_except(node);
        }
        let finally: FinallyBody = Rc::new(node.finalbody.iter().map(std::ptr::from_ref).collect());
        let (handler, end) = (self.label(), self.label());
        let protect = self.protect(handler);
        let depth = i64::from(protect.depth);
        self.unit().blocks.push(Block::Try {
            protect,
            finally: Some(finally),
        });
        if node.handlers.is_empty() {
            self.body(&node.body)?;
        } else {
            self.try_except(node)?;
        }
        self.end_block();
        self.body(&node.finalbody)?;
        self.jump(Instruction::Jump, end);
        self.mark_at(handler, depth + 1);
        self.emit(Instruction::PushExceptionInfo);
        let cleanup = self.label();
        let protect = Protect {
            start: self.position(),
            target: cleanup,
            depth: u32::try_from(depth + 1).unwrap_or(0),
        };
        self.unit().blocks.push(Block::FinallyCopy { protect });
        self.body(&node.finalbody)?;
        self.emit(Instruction::Reraise);
        self.end_block();
        self.cleanup(cleanup, depth + 1);
        self.unit().depth = depth;
        self.mark(end);
        Ok(())
    }

    /// Pop a block and end its regions.
    fn end_block(&mut self) {
        if let Some(mut block) = self.unit().blocks.pop() {
            for protect in protects(&mut block) {
                let protect = protect.clone();
                self.end_protect(&protect);
            }
        }
    }

    /// The handler of a handler: `[previous, exception]`; the previous exception is handled again, and this one goes on.
    fn cleanup(&mut self, label: Label, depth: i64) {
        self.mark_at(label, depth + 1);
        self.emit(Instruction::Swap(2));
        self.emit(Instruction::PopException);
        self.emit(Instruction::Reraise);
    }

    fn try_except(&mut self, node: &ast::StmtTry) -> Result {
        let (handler, end) = (self.label(), self.label());
        let protect = self.protect(handler);
        let depth = i64::from(protect.depth);
        self.unit().blocks.push(Block::Try {
            protect,
            finally: None,
        });
        self.body(&node.body)?;
        self.end_block();
        self.body(&node.orelse)?;
        self.jump(Instruction::Jump, end);
        self.mark_at(handler, depth + 1);
        self.emit(Instruction::PushExceptionInfo);
        if node.is_star {
            self.star_handlers(node, depth, end)?;
        } else {
            self.handlers(node, depth, end)?;
        }
        self.unit().depth = depth;
        self.mark(end);
        Ok(())
    }

    fn handlers(&mut self, node: &ast::StmtTry, depth: i64, end: Label) -> Result {
        let cleanup = self.label();
        let previous_depth = u32::try_from(depth + 1).unwrap_or(0);
        let mut outer = Protect {
            start: self.position(),
            target: cleanup,
            depth: previous_depth,
        };
        let last = node.handlers.len() - 1;
        for (index, handler) in node.handlers.iter().enumerate() {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            if handler.type_.is_none() && index < last {
                return Err(error("default 'except:' must be last", handler.range));
            }
            let next = self.label();
            self.at(handler);
            if let Some(class) = &handler.type_ {
                self.expression(class)?;
                self.at(&**class);
                self.emit(Instruction::CheckExceptionMatch);
                self.jump(Instruction::PopJumpIfFalse, next);
            }
            match &handler.name {
                Some(name) => self.store_name(name.as_str()),
                None => self.emit(Instruction::Pop),
            }
            let name = handler.name.as_ref().map(|name| name.to_string());
            let name_cleanup = self.label();
            self.end_protect(&outer);
            outer.start = self.position();
            let mut protects = Vec::new();
            if name.is_some() {
                protects.push(Protect {
                    start: self.position(),
                    target: name_cleanup,
                    depth: previous_depth,
                });
            }
            protects.push(outer.clone());
            self.unit().blocks.push(Block::Handler {
                protects,
                name: name.clone(),
            });
            self.body(&handler.body)?;
            self.end_block();
            self.emit(Instruction::PopException);
            if let Some(name) = &name {
                self.forget(name);
            }
            self.jump(Instruction::Jump, end);
            if let Some(name) = &name {
                outer.start = self.position();
                self.mark_at(name_cleanup, depth + 2);
                self.forget(name);
                self.emit(Instruction::Reraise);
                self.end_protect(&outer);
            }
            outer.start = self.position();
            self.unit().depth = depth + 2;
            self.mark_at(next, depth + 2);
        }
        self.emit(Instruction::Reraise);
        self.end_protect(&outer);
        self.cleanup(cleanup, depth + 1);
        Ok(())
    }

    /// `except*`: `[previous, original, exceptions, rest]` while the clauses are tried.
    fn star_handlers(&mut self, node: &ast::StmtTry, depth: i64, end: Label) -> Result {
        let cleanup = self.label();
        let previous_depth = u32::try_from(depth + 1).unwrap_or(0);
        let mut outer = Protect {
            start: self.position(),
            target: cleanup,
            depth: previous_depth,
        };
        // [previous, original] → [previous, original, list, rest].
        self.emit(Instruction::Copy(1));
        self.emit(Instruction::BuildList(0));
        self.emit(Instruction::Swap(2));
        let base = depth + 4;
        for handler in &node.handlers {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            self.at(handler);
            let (skip, next) = (self.label(), self.label());
            let Some(class) = &handler.type_ else {
                return Err(error("expected one or more exception types", handler.range));
            };
            // Nothing is left for this clause.
            self.emit(Instruction::Copy(1));
            self.jump(Instruction::PopJumpIfNone, next);
            self.expression(class)?;
            self.emit(Instruction::CheckGroupMatch);
            // [.., rest, match]
            self.emit(Instruction::Copy(1));
            self.jump(Instruction::PopJumpIfNone, skip);
            match &handler.name {
                Some(name) => self.store_name(name.as_str()),
                None => self.emit(Instruction::Pop),
            }
            let name = handler.name.as_ref().map(|name| name.to_string());
            let raised = self.label();
            self.end_protect(&outer);
            outer.start = self.position();
            let body = Protect {
                start: self.position(),
                target: raised,
                depth: u32::try_from(base).unwrap_or(0),
            };
            self.unit().blocks.push(Block::Values { count: 0 });
            self.unit().blocks.push(Block::Handler {
                protects: vec![body, outer.clone()],
                name: None,
            });
            self.body(&handler.body)?;
            self.end_block();
            self.unit().blocks.pop();
            if let Some(name) = &name {
                self.forget(name);
            }
            self.jump(Instruction::Jump, next);
            // What the clause raised joins the list.
            outer.start = self.position();
            self.mark_at(raised, base + 1);
            if let Some(name) = &name {
                self.forget(name);
            }
            self.emit(Instruction::ListAppend(2));
            self.jump(Instruction::Jump, next);
            self.mark_at(skip, base + 1);
            self.emit(Instruction::Pop);
            self.mark_at(next, base);
        }
        // [previous, original, list, rest]
        self.emit(Instruction::ListAppend(1));
        self.emit(Instruction::PrepReraiseStar);
        let nothing = self.label();
        self.emit(Instruction::Copy(1));
        self.jump(Instruction::PopJumpIfNone, nothing);
        self.emit(Instruction::Reraise);
        self.end_protect(&outer);
        self.mark_at(nothing, depth + 2);
        self.emit(Instruction::Pop);
        self.emit(Instruction::PopException);
        self.jump(Instruction::Jump, end);
        self.cleanup(cleanup, depth + 1);
        Ok(())
    }

    /// `[manager, exit, receiver] → []`: call the exit with three `None`.
    fn with_exit(&mut self, is_async: bool, range: crate::source::Range) {
        self.with_range(range, |compiler| {
            for _ in 0..3 {
                compiler.emit(Instruction::LoadNone);
            }
            compiler.emit(Instruction::Call(3));
            if is_async {
                compiler.await_top(2);
            }
            compiler.emit(Instruction::Pop);
            compiler.emit(Instruction::Pop);
        });
    }

    pub(super) fn with_statement(&mut self, node: &ast::StmtWith, index: usize) -> Result {
        if node.is_async && !self.can_await() {
            return Err(error("'async with' outside async function", node.range));
        }
        let Some(item) = node.items.get(index) else {
            return self.body(&node.body);
        };
        let is_async = node.is_async;
        let (enter, exit) = if is_async {
            (SpecialMethod::AsyncEnter, SpecialMethod::AsyncExit)
        } else {
            (SpecialMethod::Enter, SpecialMethod::Exit)
        };
        self.expression(&item.context_expr)?;
        self.at(&item.context_expr);
        self.emit(Instruction::Copy(1));
        self.emit(Instruction::LoadSpecial(exit));
        self.emit(Instruction::Copy(3));
        self.emit(Instruction::LoadSpecial(enter));
        self.emit(Instruction::Call(0));
        if is_async {
            self.await_top(1);
        }
        let (handler, end) = (self.label(), self.label());
        // The value is popped inside the region: a target that can't be stored is an error in the `with` (PEP 343).
        let depth = self.unit_ref().depth - 1;
        let protect = Protect {
            start: self.position(),
            target: handler,
            depth: u32::try_from(depth).unwrap_or(0),
        };
        let range = item.context_expr.range();
        self.unit().blocks.push(Block::With {
            protect,
            is_async,
            range,
        });
        match &item.optional_vars {
            Some(target) => self.store(target)?,
            None => self.emit(Instruction::Pop),
        }
        self.nested(node.range, |compiler| {
            compiler.with_statement(node, index + 1)
        })?;
        self.end_block();
        let own_range = super::scope::range_of(range);
        self.with_exit(is_async, own_range);
        self.jump(Instruction::Jump, end);
        self.mark_at(handler, depth + 1);
        self.unit().current_range = own_range;
        let cleanup = self.label();
        self.emit(Instruction::PushExceptionInfo);
        let protect = Protect {
            start: self.position(),
            target: cleanup,
            depth: u32::try_from(depth + 1).unwrap_or(0),
        };
        self.emit(Instruction::WithExceptStart);
        if is_async {
            self.await_top(2);
        }
        let suppressed = self.label();
        self.jump(Instruction::PopJumpIfTrue, suppressed);
        self.emit(Instruction::Reraise);
        self.end_protect(&protect);
        self.mark_at(suppressed, depth + 2);
        self.emit(Instruction::Pop);
        self.emit(Instruction::PopException);
        for _ in 0..3 {
            self.emit(Instruction::Pop);
        }
        self.jump(Instruction::Jump, end);
        self.cleanup(cleanup, depth + 1);
        self.unit().depth = depth - 3;
        self.mark(end);
        Ok(())
    }
}

/// The regions of a block.
fn protects(block: &mut Block) -> Vec<&mut Protect> {
    match block {
        Block::Try { protect, .. }
        | Block::With { protect, .. }
        | Block::FinallyCopy { protect } => vec![protect],
        Block::Handler { protects, .. } => protects.iter_mut().collect(),
        Block::Loop { .. } | Block::Values { .. } => Vec::new(),
    }
}
