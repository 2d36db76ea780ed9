//! Comprehensions, which are compiled into the code around with variables of their own (PEP 709), and generator expressions, which are
//! functions that are called at once with the first iterator.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::scope::{ScopeKind, Variable};
use super::unit::{Compiler, operand};
use super::{Result, error};
use crate::code::{CodeKind, Instruction};

/// What a comprehension makes.
#[derive(Clone, Copy)]
enum Element<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(Option<&'a Expr>, &'a Expr),
    Generator(&'a Expr),
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(&mut self, expression: &'a Expr) -> Result {
        let (element, generators) = match expression {
            Expr::ListComp(node) => (Element::List(&node.elt), &node.generators),
            Expr::SetComp(node) => (Element::Set(&node.elt), &node.generators),
            Expr::DictComp(node) => (
                Element::Dict(node.key.as_deref(), &node.value),
                &node.generators,
            ),
            Expr::Generator(node) => (Element::Generator(&node.elt), &node.generators),
            _ => return Ok(()),
        };
        let range = expression.range();
        if let Element::Generator(_) = element {
            return self.generator_expression(element, generators, range);
        }
        let scope = self.scopes.find(ScopeKind::Comprehension, range);
        if self.scopes.all[scope].is_async && !self.can_await_in_comprehension() {
            return Err(error(
                "asynchronous comprehension outside of an asynchronous function",
                range,
            ));
        }
        let Some(first) = generators.first() else {
            return Ok(());
        };
        self.first_iterator(first)?;
        self.unit().scopes.push(scope);
        // A variable that a closure keeps is a new one each time.
        let captured: Vec<Variable> = self
            .unit_ref()
            .cells
            .iter()
            .filter(|variable| variable.scope == scope)
            .cloned()
            .collect();
        for variable in &captured {
            if let Some(index) = self.cell_index(variable) {
                self.emit(Instruction::MakeCell(index));
            }
        }
        self.emit(match element {
            Element::List(_) | Element::Generator(_) => Instruction::BuildList(0),
            Element::Set(_) => Instruction::BuildSet(0),
            Element::Dict(..) => Instruction::BuildMap(0),
        });
        self.emit(Instruction::Swap(2));
        self.loops(generators, element, generators.len())?;
        let mut slots: Vec<u32> = self
            .unit_ref()
            .slots
            .iter()
            .filter(|(variable, _)| variable.scope == scope)
            .map(|(_, slot)| *slot)
            .collect();
        slots.sort_unstable();
        for slot in slots {
            self.emit(Instruction::ClearFast(slot));
        }
        self.unit().scopes.pop();
        Ok(())
    }

    fn can_await_in_comprehension(&self) -> bool {
        self.can_await()
            || self.scopes.all[self.scope()].kind == ScopeKind::Generator
                && self.scopes.all[self.scope()].is_async
    }

    fn generator_expression(
        &mut self,
        element: Element<'a>,
        generators: &'a [ast::Comprehension],
        range: TextRange,
    ) -> Result {
        let scope = self.scopes.find(ScopeKind::Generator, range);
        let kind = if self.scopes.all[scope].is_async {
            CodeKind::AsyncGenerator
        } else {
            CodeKind::Generator
        };
        self.begin_unit(scope, "<genexpr>", kind, range);
        self.unit().positional = 1;
        self.unit().positional_only = 1;
        self.declare_parameter(".0");
        self.declare();
        self.emit(Instruction::LoadFast(0));
        self.loops(generators, element, generators.len())?;
        self.emit(Instruction::LoadNone);
        self.emit(Instruction::Return);
        self.make_closure(&[]);
        self.emit(Instruction::PushNull);
        if let Some(first) = generators.first() {
            self.first_iterator(first)?;
        }
        self.emit(Instruction::Call(1));
        Ok(())
    }

    /// The first iterable is evaluated outside of the comprehension.
    fn first_iterator(&mut self, generator: &'a ast::Comprehension) -> Result {
        self.expression(&generator.iter)?;
        self.with_range(generator.iter.range(), |compiler| {
            compiler.emit(get_iterator(generator.is_async));
        });
        Ok(())
    }

    /// The loops; the iterator of the first of them is on the stack.
    fn loops(
        &mut self,
        generators: &'a [ast::Comprehension],
        element: Element<'a>,
        total: usize,
    ) -> Result {
        let Some((generator, rest)) = generators.split_first() else {
            return self.element(element, total);
        };
        self.descend(generator.range)?;
        let (start, done) = (self.label(), self.label());
        let depth = self.unit_ref().depth;
        let around = self.unit_ref().current_range;
        self.mark(start);
        self.at(&generator.iter);
        if generator.is_async {
            let outside = self.cover(done);
            self.emit(Instruction::GetAnext);
            self.emit(Instruction::LoadNone);
            self.emit(Instruction::YieldFrom);
            self.unit().cover = outside;
        } else {
            self.jump(Instruction::ForIter, done);
        }
        self.unit().current_range = around;
        self.store(&generator.target)?;
        for condition in &generator.ifs {
            self.condition(condition, false, start)?;
        }
        if let Some(following) = rest.first() {
            self.first_iterator(following)?;
        }
        self.loops(rest, element, total)?;
        self.jump(Instruction::Jump, start);
        if generator.is_async {
            self.mark_at(done, depth + 1);
            self.with_range(generator.iter.range(), |compiler| {
                compiler.emit(Instruction::EndAsyncFor);
            });
        } else {
            self.mark_at(done, depth - 1);
        }
        self.ascend();
        Ok(())
    }

    fn element(&mut self, element: Element<'a>, loops: usize) -> Result {
        let depth = operand(loops + 1);
        match element {
            Element::List(Expr::Starred(item))
            | Element::Set(Expr::Starred(item))
            | Element::Generator(Expr::Starred(item)) => {
                return Err(error(
                    "iterable unpacking cannot be used in comprehension",
                    item.range,
                ));
            }
            Element::List(item) => {
                self.expression(item)?;
                self.emit(Instruction::ListAppend(depth));
            }
            Element::Set(item) => {
                self.expression(item)?;
                self.emit(Instruction::SetAdd(depth));
            }
            Element::Dict(Some(key), value) => {
                self.expression(key)?;
                self.expression(value)?;
                self.emit(Instruction::MapAdd(depth));
            }
            Element::Dict(None, value) => {
                return Err(error(
                    "dict unpacking cannot be used in dict comprehension",
                    value.range(),
                ));
            }
            Element::Generator(item) => {
                self.expression(item)?;
                self.emit(Instruction::Yield);
                self.emit(Instruction::Pop);
            }
        }
        Ok(())
    }
}

fn get_iterator(is_async: bool) -> Instruction {
    if is_async {
        Instruction::GetAiter
    } else {
        Instruction::GetIter
    }
}
