//! Statements that are neither definitions nor handle exceptions: assignments, branches, loops, imports.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

use super::unit::{BlockKind, Compiler};
use super::{Result, error};
use crate::code::Instruction;
use crate::value::Value;

impl<'a> Compiler<'a> {
    /// A module's body, its docstring and its annotations.
    pub(super) fn module(&mut self, body: &'a [Stmt]) -> Result {
        if let Some(doc) = docstring(body) {
            self.load_constant(Value::str(doc));
            self.store_plain("__doc__");
        }
        self.body_annotations(body, "__annotate__")?;
        self.body(body)?;
        self.emit(Instruction::LoadNone);
        self.emit(Instruction::Return);
        Ok(())
    }

    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Result {
        for statement in body {
            self.descend(statement.range())?;
            self.at(statement);
            self.statement(statement)?;
            self.ascend();
        }
        Ok(())
    }

    fn statement(&mut self, statement: &'a Stmt) -> Result {
        match statement {
            // A constant on its own does nothing.
            Stmt::Expr(node) if node.value.is_literal_expr() => {}
            Stmt::Expr(node) => {
                self.expression(&node.value)?;
                self.emit(Instruction::Pop);
            }
            Stmt::Assign(node) => {
                self.expression(&node.value)?;
                if let Some((last, others)) = node.targets.split_last() {
                    for target in others {
                        self.emit(Instruction::Copy(1));
                        self.store(target)?;
                    }
                    self.store(last)?;
                }
            }
            Stmt::AugAssign(node) => self.augmented(node)?,
            Stmt::AnnAssign(node) => self.annotated_assignment(node)?,
            Stmt::Return(node) => self.return_statement(node)?,
            Stmt::If(node) => self.if_statement(node)?,
            Stmt::While(node) => self.while_statement(node)?,
            Stmt::For(node) => self.for_statement(node)?,
            Stmt::Break(node) => self.leave_loop(true, node.range)?,
            Stmt::Continue(node) => self.leave_loop(false, node.range)?,
            Stmt::Pass(_) | Stmt::Global(_) | Stmt::Nonlocal(_) => {}
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
            Stmt::Assert(node) => self.assert_statement(node)?,
            Stmt::Import(node) => self.import(node),
            Stmt::ImportFrom(node) => self.import_from(node)?,
            Stmt::Try(node) => self.try_statement(node)?,
            Stmt::With(node) => self.with_statement(node)?,
            Stmt::Match(node) => self.match_statement(node)?,
            Stmt::FunctionDef(node) => self.function_statement(node)?,
            Stmt::ClassDef(node) => self.class_statement(node)?,
            Stmt::TypeAlias(node) => self.type_alias(node)?,
            Stmt::IpyEscapeCommand(node) => return Err(error("invalid syntax", node.range)),
        }
        Ok(())
    }

    fn annotated_assignment(&mut self, node: &'a ast::StmtAnnAssign) -> Result {
        if let Some(value) = &node.value {
            self.expression(value)?;
            self.store(&node.target)?;
        } else {
            // The target isn't assigned to, but what it consists of is evaluated.
            match &*node.target {
                Expr::Attribute(target) => {
                    self.expression(&target.value)?;
                    self.emit(Instruction::Pop);
                }
                Expr::Subscript(target) => {
                    self.expression(&target.value)?;
                    self.expression(&target.slice)?;
                    self.emit(Instruction::Pop);
                    self.emit(Instruction::Pop);
                }
                _ => {}
            }
        }
        if !node.simple && !self.in_function() && !self.future_annotations {
            self.expression(&node.annotation)?;
            self.emit(Instruction::Pop);
        }
        Ok(())
    }

    fn assert_statement(&mut self, node: &'a ast::StmtAssert) -> Result {
        if self.source.explains_asserts {
            return self.explained_assert(node);
        }
        let end = self.label();
        self.condition(&node.test, true, end)?;
        self.emit(Instruction::LoadAssertionError);
        if let Some(message) = &node.msg {
            self.emit(Instruction::PushNull);
            self.expression(message)?;
            self.emit(Instruction::Call(1));
        }
        self.with_range(node.test.range(), |compiler| {
            compiler.emit(Instruction::Raise(1));
        });
        self.mark(end);
        Ok(())
    }

    fn if_statement(&mut self, node: &'a ast::StmtIf) -> Result {
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

    fn while_statement(&mut self, node: &'a ast::StmtWhile) -> Result {
        self.check_blocks(node.range)?;
        let (start, end, otherwise) = (self.label(), self.label(), self.label());
        self.mark(start);
        self.at(&*node.test);
        self.condition(&node.test, false, otherwise)?;
        let cover = self.unit_ref().cover;
        let has_iterator = false;
        self.push_block(
            BlockKind::Loop {
                start,
                end,
                has_iterator,
            },
            cover,
        );
        self.body(&node.body)?;
        self.pop_block();
        self.at(node);
        self.jump(Instruction::Jump, start);
        self.mark(otherwise);
        self.body(&node.orelse)?;
        self.mark(end);
        Ok(())
    }

    fn for_statement(&mut self, node: &'a ast::StmtFor) -> Result {
        if node.is_async {
            self.check_async("'async for'", node.range)?;
        }
        self.check_blocks(node.range)?;
        let (start, end, done) = (self.label(), self.label(), self.label());
        let depth = self.unit_ref().depth;
        self.expression(&node.iter)?;
        self.at(&*node.iter);
        self.emit(if node.is_async {
            Instruction::GetAiter
        } else {
            Instruction::GetIter
        });
        self.mark(start);
        if node.is_async {
            let outside = self.cover(done);
            self.emit(Instruction::GetAnext);
            self.emit(Instruction::LoadNone);
            self.emit(Instruction::YieldFrom);
            self.unit().cover = outside;
        } else {
            self.jump(Instruction::ForIter, done);
        }
        self.store(&node.target)?;
        let cover = self.unit_ref().cover;
        let has_iterator = true;
        self.push_block(
            BlockKind::Loop {
                start,
                end,
                has_iterator,
            },
            cover,
        );
        self.body(&node.body)?;
        self.pop_block();
        self.at(&*node.iter);
        self.jump(Instruction::Jump, start);
        if node.is_async {
            self.mark_at(done, depth + 2);
            self.emit(Instruction::EndAsyncFor);
        } else {
            self.mark_at(done, depth);
        }
        self.body(&node.orelse)?;
        self.mark_at(end, depth);
        Ok(())
    }

    fn import(&mut self, node: &'a ast::StmtImport) {
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

    fn import_from(&mut self, node: &'a ast::StmtImportFrom) -> Result {
        self.load_constant(Value::Int(i64::from(node.level)));
        let names: Vec<&str> = node.names.iter().map(|alias| alias.name.as_str()).collect();
        self.load_names(&names);
        let module = node.module.as_ref().map_or("", |module| module.as_str());
        let module = self.name_index(module);
        self.emit(Instruction::ImportName(module));
        if names == ["*"] {
            self.emit(Instruction::ImportStar);
            return Ok(());
        }
        for alias in &node.names {
            let name = self.name_index(alias.name.as_str());
            self.emit(Instruction::ImportFrom(name));
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name).as_str());
        }
        self.emit(Instruction::Pop);
        Ok(())
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
