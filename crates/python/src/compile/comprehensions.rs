//! Comprehensions and generator expressions: functions that are called at once with the first iterator.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::scope::ScopeKind;
use super::unit::Compiler;
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

impl Compiler {
    pub(super) fn comprehension(&mut self, expression: &Expr) -> Result {
        let (element, generators, name) = match expression {
            Expr::ListComp(node) => (Element::List(&node.elt), &node.generators, "<listcomp>"),
            Expr::SetComp(node) => (Element::Set(&node.elt), &node.generators, "<setcomp>"),
            Expr::DictComp(node) => (
                Element::Dict(node.key.as_deref(), &node.value),
                &node.generators,
                "<dictcomp>",
            ),
            Expr::Generator(node) => (Element::Generator(&node.elt), &node.generators, "<genexpr>"),
            _ => return Ok(()),
        };
        let range = expression.range();
        let scope = self.scopes.find(ScopeKind::Comprehension, range);
        let is_generator = matches!(element, Element::Generator(_));
        let is_async = self.scopes.all[scope].is_async;
        if is_async && !is_generator && !self.can_await() {
            return Err(error(
                "asynchronous comprehension outside of an asynchronous function",
                range,
            ));
        }
        let kind = match (is_generator, is_async) {
            (true, true) => CodeKind::AsyncGenerator,
            (true, false) => CodeKind::Generator,
            (false, true) => CodeKind::Coroutine,
            (false, false) => CodeKind::Function,
        };
        self.begin_unit(scope, name, kind, range);
        self.unit().locals = vec![".0".to_owned()];
        self.unit().positional = 1;
        self.unit().positional_only = 1;
        self.declare();
        match element {
            Element::List(_) => self.emit(Instruction::BuildList(0)),
            Element::Set(_) => self.emit(Instruction::BuildSet(0)),
            Element::Dict(..) => self.emit(Instruction::BuildMap(0)),
            Element::Generator(_) => {}
        }
        self.emit(Instruction::LoadFast(0));
        self.generators(generators, 0, element)?;
        if is_generator {
            self.emit(Instruction::LoadNone);
        }
        self.emit(Instruction::Return);
        self.make_closure(&[]);
        self.emit(Instruction::PushNull);
        let Some(first) = generators.first() else {
            return Ok(());
        };
        self.expression(&first.iter)?;
        let iter_range = super::scope::range_of(first.iter.range());
        let get = if first.is_async {
            Instruction::GetAiter
        } else {
            Instruction::GetIter
        };
        self.with_range(iter_range, |compiler| compiler.emit(get));
        self.emit(Instruction::Call(1));
        if is_async && !is_generator {
            self.await_top(0);
        }
        Ok(())
    }

    /// The loops from `index` on; the iterator of the first of them is on the stack.
    fn generators(
        &mut self,
        generators: &[ast::Comprehension],
        index: usize,
        element: Element,
    ) -> Result {
        let Some(generator) = generators.get(index) else {
            return self.element(element, generators.len());
        };
        self.nested(generator.range, |compiler| {
            let (start, next, done) = (compiler.label(), compiler.label(), compiler.label());
            compiler.mark(start);
            let mut depth = i64::from(u32::try_from(compiler.unit_ref().depth).unwrap_or(0));
            if generator.is_async {
                let protect = compiler.protect(done);
                depth = i64::from(protect.depth);
                compiler.emit(Instruction::GetAnext);
                compiler.emit(Instruction::LoadNone);
                compiler.emit(Instruction::YieldFrom);
                compiler.end_protect(&protect);
            } else {
                compiler.jump(Instruction::ForIter, done);
            }
            compiler.store(&generator.target)?;
            for condition in &generator.ifs {
                compiler.condition(condition, false, next)?;
            }
            if let Some(following) = generators.get(index + 1) {
                compiler.expression(&following.iter)?;
                compiler.emit(if following.is_async {
                    Instruction::GetAiter
                } else {
                    Instruction::GetIter
                });
            }
            compiler.generators(generators, index + 1, element)?;
            compiler.mark(next);
            compiler.jump(Instruction::Jump, start);
            if generator.is_async {
                compiler.mark_at(done, depth + 1);
                compiler.emit(Instruction::EndAsyncFor);
            } else {
                compiler.mark(done);
            }
            Ok(())
        })
    }

    fn element(&mut self, element: Element, loops: usize) -> Result {
        let depth = super::expressions::count(loops + 1);
        match element {
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
                self.expression(value)?;
                self.emit(Instruction::DictUpdate(depth));
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
