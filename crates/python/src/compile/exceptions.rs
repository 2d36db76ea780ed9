//! `try` and `with`.
//!
//! A handler begins with the exception on the stack. [`Instruction::PushExceptionInfo`] puts the one that was handled before under it, and
//! every way out of the handler ends with [`Instruction::PopException`].

use ruff_python_ast::{self as ast, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::unit::{BlockKind, Compiler, Label};
use super::{Result, error};
use crate::code::{Instruction, SpecialMethod};

impl<'a> Compiler<'a> {
    pub(super) fn try_statement(&mut self, node: &'a ast::StmtTry) -> Result {
        self.check_blocks(node.range)?;
        if node.finalbody.is_empty() {
            return self.try_except(node);
        }
        let (handler, end) = (self.label(), self.label());
        let depth = self.unit_ref().depth;
        let outside = self.cover(handler);
        self.push_block(BlockKind::Finally(&node.finalbody), outside);
        if node.handlers.is_empty() {
            self.body(&node.body)?;
        } else {
            self.try_except(node)?;
        }
        self.pop_block();
        self.body(&node.finalbody)?;
        self.jump(Instruction::Jump, end);
        self.mark_at(handler, depth + 1);
        self.emit(Instruction::PushExceptionInfo);
        let cleanup = self.label();
        let outside = self.cover_at(cleanup, depth + 1);
        self.push_block(BlockKind::FinallyCopy, outside);
        self.body(&node.finalbody)?;
        self.pop_block();
        self.raise_again(cleanup, depth);
        self.mark_at(end, depth);
        Ok(())
    }

    /// `[previous, exception]`: the previous exception is handled again, and this one goes on. The label is the handler of a handler.
    fn raise_again(&mut self, label: Label, depth: i64) {
        self.mark_at(label, depth + 2);
        self.emit(Instruction::Swap(2));
        self.emit(Instruction::PopException);
        self.emit(Instruction::Reraise);
    }

    fn try_except(&mut self, node: &'a ast::StmtTry) -> Result {
        let (handler, end) = (self.label(), self.label());
        let depth = self.unit_ref().depth;
        let outside = self.cover(handler);
        self.push_block(BlockKind::Try, outside);
        self.body(&node.body)?;
        self.pop_block();
        self.body(&node.orelse)?;
        self.jump(Instruction::Jump, end);
        self.mark_at(handler, depth + 1);
        if node.is_star {
            self.star_handlers(node, depth, end)?;
        } else {
            self.handlers(node, depth, end)?;
        }
        self.mark_at(end, depth);
        Ok(())
    }

    fn handlers(&mut self, node: &'a ast::StmtTry, depth: i64, end: Label) -> Result {
        if let Some(first) = node.handlers.first() {
            self.at(first);
        }
        self.emit(Instruction::PushExceptionInfo);
        let cleanup = self.label();
        let around = self.cover_at(cleanup, depth + 1);
        let last = node.handlers.len().saturating_sub(1);
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
            let name = handler.name.as_ref().map(|name| name.as_str());
            match &handler.name {
                Some(name) => {
                    self.with_range(name.range(), |compiler| compiler.store_name(name.as_str()));
                }
                None => self.emit(Instruction::Pop),
            }
            let unbind = self.label();
            let inside = match name {
                Some(_) => {
                    let inside = self.cover_at(unbind, depth + 1);
                    self.push_block(BlockKind::Handler(name), around);
                    inside
                }
                None => {
                    self.push_block(BlockKind::Handler(name), around);
                    self.unit_ref().cover
                }
            };
            self.body(&handler.body)?;
            self.pop_block();
            self.emit(Instruction::PopException);
            if let Some(name) = name {
                self.forget_name(name);
            }
            self.jump(Instruction::Jump, end);
            self.unit().cover = inside;
            if let Some(name) = name {
                self.mark_at(unbind, depth + 2);
                self.forget_name(name);
                self.jump(Instruction::Jump, cleanup);
            }
            self.mark_at(next, depth + 2);
        }
        self.unit().cover = around;
        self.raise_again(cleanup, depth);
        Ok(())
    }

    /// `except*`: `[previous, original, exceptions, rest]` while the clauses are tried.
    fn star_handlers(&mut self, node: &'a ast::StmtTry, depth: i64, end: Label) -> Result {
        self.emit(Instruction::PushExceptionInfo);
        let cleanup = self.label();
        let around = self.cover_at(cleanup, depth + 1);
        let inside = self.unit_ref().cover;
        self.emit(Instruction::BuildList(0));
        self.emit(Instruction::Copy(2));
        let base = depth + 4;
        for handler in &node.handlers {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            self.at(handler);
            let (skip, next, raised) = (self.label(), self.label(), self.label());
            let Some(class) = &handler.type_ else {
                return Err(error("expected one or more exception types", handler.range));
            };
            // Nothing may be left for this clause.
            self.emit(Instruction::Copy(1));
            self.jump(Instruction::PopJumpIfNone, next);
            self.expression(class)?;
            self.at(&**class);
            self.emit(Instruction::CheckGroupMatch);
            self.emit(Instruction::Copy(1));
            self.jump(Instruction::PopJumpIfNone, skip);
            let name = handler.name.as_ref().map(|name| name.as_str());
            match name {
                Some(name) => self.store_name(name),
                None => self.emit(Instruction::Pop),
            }
            self.cover_at(raised, base);
            self.push_block(BlockKind::StarHandler, inside);
            self.body(&handler.body)?;
            self.pop_block();
            if let Some(name) = name {
                self.forget_name(name);
            }
            self.jump(Instruction::Jump, next);
            // What the clause raised joins the list.
            self.mark_at(raised, base + 1);
            if let Some(name) = name {
                self.forget_name(name);
            }
            self.emit(Instruction::ListAppend(2));
            self.jump(Instruction::Jump, next);
            self.mark_at(skip, base + 1);
            self.emit(Instruction::Pop);
            self.mark_at(next, base);
        }
        self.emit(Instruction::ListAppend(1));
        self.emit(Instruction::PrepReraiseStar);
        self.emit(Instruction::Copy(1));
        self.jump(Instruction::PopJumpIfNotNone, cleanup);
        self.emit(Instruction::Pop);
        self.unit().cover = around;
        self.emit(Instruction::PopException);
        self.jump(Instruction::Jump, end);
        self.raise_again(cleanup, depth);
        Ok(())
    }

    /// `[exit, receiver] → []`: call the exit with three `None`.
    pub(super) fn with_exit(&mut self, is_async: bool, range: TextRange) {
        self.with_range(range, |compiler| {
            for _ in 0..3 {
                compiler.emit(Instruction::LoadNone);
            }
            compiler.emit(Instruction::Call(3));
            if is_async {
                compiler.await_top(2);
            }
            compiler.emit(Instruction::Pop);
        });
    }

    pub(super) fn with_statement(&mut self, node: &'a ast::StmtWith) -> Result {
        if node.is_async {
            self.check_async("'async with'", node.range)?;
        }
        self.with_items(node, &node.items, &node.body)
    }

    fn with_items(
        &mut self,
        node: &'a ast::StmtWith,
        items: &'a [ast::WithItem],
        body: &'a [Stmt],
    ) -> Result {
        let Some((item, rest)) = items.split_first() else {
            return self.body(body);
        };
        self.check_blocks(node.range)?;
        self.descend(node.range)?;
        let is_async = node.is_async;
        let (enter, exit) = if is_async {
            (SpecialMethod::AsyncEnter, SpecialMethod::AsyncExit)
        } else {
            (SpecialMethod::Enter, SpecialMethod::Exit)
        };
        let start = self.unit_ref().depth;
        self.expression(&item.context_expr)?;
        self.at(&item.context_expr);
        // [manager] → [exit, receiver, manager].
        self.emit(Instruction::Copy(1));
        self.emit(Instruction::LoadSpecial(exit));
        self.emit(Instruction::Swap(2));
        self.emit(Instruction::Swap(3));
        self.emit(Instruction::LoadSpecial(enter));
        self.emit(Instruction::Call(0));
        if is_async {
            self.await_top(1);
        }
        let (handler, end) = (self.label(), self.label());
        let depth = start + 2;
        // The value is stored inside the region: a target that can't be stored is an error in the `with` (PEP 343).
        let outside = self.cover_at(handler, depth);
        let range = item.context_expr.range();
        self.push_block(BlockKind::With { is_async, range }, outside);
        match &item.optional_vars {
            Some(target) => self.store(target)?,
            None => self.emit(Instruction::Pop),
        }
        self.with_items(node, rest, body)?;
        self.pop_block();
        self.with_exit(is_async, range);
        self.jump(Instruction::Jump, end);
        self.mark_at(handler, depth + 1);
        self.at(&item.context_expr);
        let (cleanup, suppressed) = (self.label(), self.label());
        self.emit(Instruction::PushExceptionInfo);
        self.cover_at(cleanup, depth + 1);
        self.emit(Instruction::WithExceptStart);
        if is_async {
            self.await_top(2);
        }
        self.jump(Instruction::PopJumpIfTrue, suppressed);
        self.unit().cover = outside;
        self.raise_again(cleanup, depth);
        self.mark_at(suppressed, depth + 2);
        self.emit(Instruction::Pop);
        self.emit(Instruction::PopException);
        self.emit(Instruction::Pop);
        self.emit(Instruction::Pop);
        self.mark_at(end, start);
        self.ascend();
        Ok(())
    }
}
