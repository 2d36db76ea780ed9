//! Annotations: functions that evaluate them when they are asked for (PEP 649 and 749).

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::Result;
use super::expressions::count;
use super::scope::ScopeKind;
use super::unit::{Compiler, Protect};
use crate::code::{CodeKind, CompareOp, Instruction};
use crate::value::Value;

/// `annotationlib.Format.STRING`.
const FORMAT_STRING: i32 = 4;

/// The annotations of simple names in a body and in the blocks inside it, in order.
pub(super) fn simple_annotations<'a>(body: &'a [Stmt], found: &mut Vec<(&'a str, &'a Expr)>) {
    for statement in body {
        match statement {
            Stmt::AnnAssign(node) => {
                if let Expr::Name(name) = &*node.target
                    && node.simple
                {
                    found.push((name.id.as_str(), &node.annotation));
                }
            }
            Stmt::If(node) => {
                simple_annotations(&node.body, found);
                for clause in &node.elif_else_clauses {
                    simple_annotations(&clause.body, found);
                }
            }
            Stmt::For(node) => {
                simple_annotations(&node.body, found);
                simple_annotations(&node.orelse, found);
            }
            Stmt::While(node) => {
                simple_annotations(&node.body, found);
                simple_annotations(&node.orelse, found);
            }
            Stmt::With(node) => simple_annotations(&node.body, found),
            Stmt::Try(node) => {
                simple_annotations(&node.body, found);
                for handler in &node.handlers {
                    let ast::ExceptHandler::ExceptHandler(handler) = handler;
                    simple_annotations(&handler.body, found);
                }
                simple_annotations(&node.orelse, found);
                simple_annotations(&node.finalbody, found);
            }
            _ => {}
        }
    }
}

/// Whether the file has `from __future__ import annotations`.
pub(super) fn has_future(body: &[Stmt]) -> bool {
    body.iter().any(|statement| match statement {
        Stmt::ImportFrom(import) => {
            import
                .module
                .as_ref()
                .is_some_and(|module| module.as_str() == "__future__")
                && import
                    .names
                    .iter()
                    .any(|alias| alias.name.as_str() == "annotations")
        }
        _ => false,
    })
}

impl Compiler {
    /// Push a function `__annotate__(format)` that gives a dict.
    pub(super) fn annotate_function(
        &mut self,
        range: TextRange,
        annotations: &[(&str, &Expr)],
    ) -> Result {
        let scope = self.scopes.find(ScopeKind::Annotation, range);
        self.begin_unit(scope, "__annotate__", CodeKind::Function, range);
        self.unit().locals = vec!["format".to_owned()];
        self.unit().positional = 1;
        self.unit().positional_only = 1;
        self.declare();
        let evaluate = self.label();
        self.emit(Instruction::LoadFast(0));
        self.emit(Instruction::LoadInt(FORMAT_STRING));
        self.emit(Instruction::Compare(CompareOp::Equal));
        self.jump(Instruction::PopJumpIfFalse, evaluate);
        for (name, annotation) in annotations {
            let name = self.mangle(name);
            self.load_constant(Value::str(name));
            let text = self.annotation_text(annotation);
            self.load_constant(Value::str(text));
        }
        self.emit(Instruction::BuildMap(count(annotations.len())));
        self.emit(Instruction::Return);
        self.unit().depth = 0;
        self.mark(evaluate);
        self.emit(Instruction::BuildMap(0));
        for (name, annotation) in annotations {
            let name = self.mangle(name);
            self.load_constant(Value::str(name));
            self.annotation(annotation)?;
            self.emit(Instruction::MapAdd(1));
        }
        self.emit(Instruction::Return);
        self.make_closure(&[]);
        Ok(())
    }

    /// Push the value of an annotation, or a forward reference where a name isn't there and the format allows it.
    fn annotation(&mut self, annotation: &Expr) -> Result {
        let text = self.annotation_text(annotation);
        if self.future_annotations {
            self.load_constant(Value::str(text));
            return Ok(());
        }
        let (fallback, done) = (self.label(), self.label());
        let protect: Protect = self.protect(fallback);
        match annotation {
            // `*args: *Ts`.
            Expr::Starred(starred) => {
                self.expression(&starred.value)?;
                self.emit(Instruction::UnpackSequence(1));
            }
            other => self.expression(other)?,
        }
        self.end_protect(&protect);
        self.jump(Instruction::Jump, done);
        self.mark_at(fallback, i64::from(protect.depth) + 1);
        let text = self.constant(Value::str(text));
        let range = super::scope::range_of(annotation.range());
        self.with_range(range, |compiler| {
            compiler.emit(Instruction::AnnotationFallback(text))
        });
        self.mark(done);
        Ok(())
    }

    fn annotation_text(&self, annotation: &Expr) -> String {
        match annotation {
            // A string annotation's text is its content with quotes, as unparsing gives it.
            Expr::StringLiteral(text) => format!("'{}'", text.value.to_str()),
            other => self
                .source
                .slice(super::scope::range_of(other.range()))
                .to_owned(),
        }
    }

    pub(super) fn class_annotations(&mut self, node: &ast::StmtClassDef) -> Result {
        let mut annotations = Vec::new();
        simple_annotations(&node.body, &mut annotations);
        if !annotations.is_empty() {
            self.annotate_function(node.range, &annotations)?;
            self.store_plain("__annotate_func__");
        }
        Ok(())
    }

    pub(super) fn module_annotations(&mut self, body: &[Stmt]) -> Result {
        let mut annotations = Vec::new();
        simple_annotations(body, &mut annotations);
        if !annotations.is_empty() {
            self.annotate_function(TextRange::default(), &annotations)?;
            self.store_plain("__annotate__");
        }
        Ok(())
    }
}
