//! Statements.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

use super::expressions::count;
use super::unit::{Block, Compiler, Label};
use super::{Result, error};
use crate::code::{CodeKind, Instruction};
use crate::value::Value;

impl Compiler {
    pub(super) fn body(&mut self, body: &[Stmt]) -> Result {
        for statement in body {
            self.statement(statement)?;
        }
        Ok(())
    }

    /// The docstring of a body, which isn't compiled otherwise than as an expression without effect.
    pub(super) fn set_doc(&mut self, body: &[Stmt]) {
        if let Some(doc) = docstring(body) {
            self.unit().doc = Value::str(doc);
        }
    }

    pub(super) fn in_function(&self) -> bool {
        !matches!(self.unit_ref().kind, CodeKind::Module | CodeKind::Class)
    }

    pub(super) fn can_await(&self) -> bool {
        match self.unit_ref().kind {
            CodeKind::Coroutine | CodeKind::AsyncGenerator => true,
            _ => false,
        }
    }

    pub(super) fn check_yield(&self, message: &str, range: ruff_text_size::TextRange) -> Result {
        if self.in_function() {
            Ok(())
        } else {
            Err(error(message, range))
        }
    }

    fn statement(&mut self, statement: &Stmt) -> Result {
        self.at(statement);
        self.nested(statement.range(), |compiler| {
            compiler.statement_inner(statement)
        })
    }

    fn statement_inner(&mut self, statement: &Stmt) -> Result {
        match statement {
            Stmt::Expr(node) => match &*node.value {
                // A constant on its own does nothing.
                Expr::StringLiteral(_)
                | Expr::NumberLiteral(_)
                | Expr::EllipsisLiteral(_)
                | Expr::NoneLiteral(_) => {
                    self.emit(Instruction::Nop);
                }
                value => {
                    self.expression(value)?;
                    self.emit(Instruction::Pop);
                }
            },
            Stmt::Assign(node) => {
                self.expression(&node.value)?;
                let last = node.targets.len() - 1;
                for (index, target) in node.targets.iter().enumerate() {
                    if index < last {
                        self.emit(Instruction::Copy(1));
                    }
                    self.store(target)?;
                }
            }
            Stmt::AugAssign(node) => self.augmented(node)?,
            Stmt::AnnAssign(node) => {
                if let Some(value) = &node.value {
                    self.expression(value)?;
                    self.store(&node.target)?;
                }
            }
            Stmt::Return(node) => self.return_statement(node)?,
            Stmt::If(node) => self.if_statement(node)?,
            Stmt::While(node) => self.while_statement(node)?,
            Stmt::For(node) if node.is_async => self.async_for(node)?,
            Stmt::For(node) => self.for_statement(node)?,
            Stmt::Break(node) => self.leave_loop(true, node.range)?,
            Stmt::Continue(node) => self.leave_loop(false, node.range)?,
            Stmt::Pass(_) | Stmt::Global(_) | Stmt::Nonlocal(_) => self.emit(Instruction::Nop),
            Stmt::Delete(node) => {
                for target in &node.targets {
                    self.delete(target)?;
                }
            }
            Stmt::Raise(node) => {
                let mut operands = 0;
                for part in [&node.exc, &node.cause].into_iter().flatten() {
                    self.expression(part)?;
                    operands += 1;
                }
                self.emit(Instruction::Raise(operands));
            }
            Stmt::Assert(node) => {
                let end = self.label();
                self.condition(&node.test, true, end)?;
                self.emit(Instruction::LoadAssertionError);
                if let Some(message) = &node.msg {
                    self.emit(Instruction::PushNull);
                    self.expression(message)?;
                    self.emit(Instruction::Call(1));
                }
                let range = super::scope::range_of(node.test.range());
                self.with_range(range, |compiler| compiler.emit(Instruction::Raise(1)));
                self.mark(end);
            }
            Stmt::Import(node) => self.import(node),
            Stmt::ImportFrom(node) => self.import_from(node)?,
            Stmt::Try(node) => self.try_statement(node)?,
            Stmt::With(node) => self.with_statement(node, 0)?,
            Stmt::Match(node) => self.match_statement(node)?,
            Stmt::FunctionDef(node) => self.function_statement(node)?,
            Stmt::ClassDef(node) => self.class_statement(node)?,
            Stmt::TypeAlias(node) => self.type_alias(node)?,
            Stmt::IpyEscapeCommand(node) => return Err(error("invalid syntax", node.range)),
        }
        Ok(())
    }

    fn return_statement(&mut self, node: &ast::StmtReturn) -> Result {
        if !self.in_function() {
            return Err(error("'return' outside function", node.range));
        }
        if self.unit_ref().kind == CodeKind::AsyncGenerator && node.value.is_some() {
            return Err(error("'return' with value in async generator", node.range));
        }
        match &node.value {
            Some(value) => self.expression(value)?,
            None => self.emit(Instruction::LoadNone),
        }
        let depth = self.unit_ref().blocks.len();
        self.unwind_blocks(0, true)?;
        self.emit(Instruction::Return);
        debug_assert!(depth == self.unit_ref().blocks.len());
        Ok(())
    }

    fn if_statement(&mut self, node: &ast::StmtIf) -> Result {
        let end = self.label();
        let mut next = self.label();
        self.condition(&node.test, false, next)?;
        self.body(&node.body)?;
        for clause in &node.elif_else_clauses {
            self.jump(Instruction::Jump, end);
            self.mark(next);
            next = self.label();
            if let Some(test) = &clause.test {
                self.at(test);
                self.condition(test, false, next)?;
            }
            self.body(&clause.body)?;
        }
        self.mark(next);
        self.mark(end);
        Ok(())
    }

    fn while_statement(&mut self, node: &ast::StmtWhile) -> Result {
        let (start, end, otherwise) = (self.label(), self.label(), self.label());
        self.mark(start);
        self.at(&*node.test);
        self.condition(&node.test, false, otherwise)?;
        self.unit().blocks.push(Block::Loop {
            start,
            end,
            has_iterator: false,
        });
        self.body(&node.body)?;
        self.unit().blocks.pop();
        self.jump(Instruction::Jump, start);
        self.mark(otherwise);
        self.body(&node.orelse)?;
        self.mark(end);
        Ok(())
    }

    fn for_statement(&mut self, node: &ast::StmtFor) -> Result {
        self.expression(&node.iter)?;
        let range = super::scope::range_of(node.iter.range());
        self.unit().current_range = range;
        self.emit(Instruction::GetIter);
        let (start, end, done) = (self.label(), self.label(), self.label());
        self.mark(start);
        self.unit().current_range = range;
        self.jump(Instruction::ForIter, done);
        self.store(&node.target)?;
        self.unit().blocks.push(Block::Loop {
            start,
            end,
            has_iterator: true,
        });
        self.body(&node.body)?;
        self.unit().blocks.pop();
        self.jump(Instruction::Jump, start);
        self.mark(done);
        self.body(&node.orelse)?;
        self.mark(end);
        Ok(())
    }

    fn async_for(&mut self, node: &ast::StmtFor) -> Result {
        if !self.can_await() {
            return Err(error("'async for' outside async function", node.range));
        }
        self.expression(&node.iter)?;
        self.emit(Instruction::GetAiter);
        let (start, end, done) = (self.label(), self.label(), self.label());
        self.mark(start);
        self.at(&*node.iter);
        let protect = self.protect(done);
        self.emit(Instruction::GetAnext);
        self.emit(Instruction::LoadNone);
        self.emit(Instruction::YieldFrom);
        self.end_protect(&protect);
        self.store(&node.target)?;
        self.unit().blocks.push(Block::Loop {
            start,
            end,
            has_iterator: true,
        });
        self.body(&node.body)?;
        self.unit().blocks.pop();
        self.jump(Instruction::Jump, start);
        self.mark_at(done, i64::from(protect.depth) + 1);
        self.emit(Instruction::EndAsyncFor);
        self.body(&node.orelse)?;
        self.mark(end);
        Ok(())
    }

    fn leave_loop(&mut self, is_break: bool, range: ruff_text_size::TextRange) -> Result {
        let position = self
            .unit_ref()
            .blocks
            .iter()
            .rposition(|block| matches!(block, Block::Loop { .. }));
        let Some(position) = position else {
            return Err(error(
                if is_break {
                    "'break' outside loop"
                } else {
                    "'continue' not properly in loop"
                },
                range,
            ));
        };
        let depth = self.unit_ref().depth;
        let Block::Loop {
            start,
            end,
            has_iterator,
        } = self.unit_ref().blocks[position].clone()
        else {
            return Ok(());
        };
        let resume = self.unwind_from(position + 1, false)?;
        if is_break && has_iterator {
            self.emit(Instruction::Pop);
        }
        let target: Label = if is_break { end } else { start };
        self.jump(Instruction::Jump, target);
        self.resume_protects(&resume);
        self.unit().depth = depth;
        Ok(())
    }

    fn import(&mut self, node: &ast::StmtImport) {
        for alias in &node.names {
            self.load_constant(Value::Int(0));
            self.emit(Instruction::LoadNone);
            let name = self.name_index(alias.name.as_str());
            self.emit(Instruction::ImportName(name));
            match &alias.asname {
                Some(stored) => {
                    // `import a.b as c` binds the submodule.
                    for part in alias.name.split('.').skip(1) {
                        let part = self.name_index(part);
                        self.emit(Instruction::ImportFrom(part));
                        self.emit(Instruction::Swap(2));
                        self.emit(Instruction::Pop);
                    }
                    self.store_name(stored.as_str());
                }
                None => self.store_name(alias.name.split('.').next().unwrap_or("")),
            }
        }
    }

    fn import_from(&mut self, node: &ast::StmtImportFrom) -> Result {
        self.load_constant(Value::Int(i64::from(node.level)));
        let names: Vec<Value> = node
            .names
            .iter()
            .map(|alias| Value::str(alias.name.as_str()))
            .collect();
        let names = self.constant(Value::tuple(names));
        self.emit(Instruction::LoadConst(names));
        let module = self.name_index(node.module.as_ref().map_or("", |module| module.as_str()));
        self.emit(Instruction::ImportName(module));
        if node.names.len() == 1 && node.names[0].name.as_str() == "*" {
            if self.unit_ref().kind != CodeKind::Module {
                return Err(error("import * only allowed at module level", node.range));
            }
            self.emit(Instruction::ImportStar);
            return Ok(());
        }
        for alias in &node.names {
            let name = self.name_index(alias.name.as_str());
            let range = super::scope::range_of(node.range);
            self.with_range(range, |compiler| {
                compiler.emit(Instruction::ImportFrom(name))
            });
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name).as_str());
        }
        self.emit(Instruction::Pop);
        Ok(())
    }

    /// Push a tuple of strings.
    pub(super) fn load_names(&mut self, names: &[&str]) {
        let names = Value::tuple(names.iter().map(|name| Value::str(*name)).collect());
        let index = self.constant(names);
        self.emit(Instruction::LoadConst(index));
        let _ = count(0);
    }
}

/// The docstring of a body, cleaned of indentation as CPython's compiler does since 3.13.
pub(super) fn docstring(body: &[Stmt]) -> Option<String> {
    let Stmt::Expr(first) = body.first()? else {
        return None;
    };
    let Expr::StringLiteral(text) = &*first.value else {
        return None;
    };
    Some(clean_indentation(text.value.to_str()))
}

fn clean_indentation(text: &str) -> String {
    let expanded = text.replace('\t', "        ");
    let mut lines = expanded.split('\n');
    let first = lines.next().unwrap_or("").trim_start_matches(' ');
    let rest: Vec<&str> = lines.collect();
    let margin = rest
        .iter()
        .filter(|line| !line.trim_start_matches(' ').is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let mut result = first.to_owned();
    for line in rest {
        result.push('\n');
        let spaces = line.len() - line.trim_start_matches(' ').len();
        result.push_str(&line[margin.min(spaces)..]);
    }
    result
}
