//! Calls and their arguments.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::unit::{Compiler, operand};
use super::{Result, error};
use crate::code::Instruction;
use crate::value::Value;

/// What pushes one more positional argument.
pub(super) type Extra<'a, 'b> = Option<&'b dyn Fn(&mut Compiler<'a>)>;

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, call: &'a ast::ExprCall) -> Result {
        let arguments = &call.arguments;
        let is_simple = is_simple(&arguments.args, &arguments.keywords);
        match &*call.func {
            Expr::Attribute(attribute) if is_simple => {
                self.expression(&attribute.value)?;
                let name = self.mangle(attribute.attr.as_str());
                let index = self.name_index(&name);
                let range = self.attribute_range(attribute);
                self.with_range(range, |compiler| {
                    compiler.emit(Instruction::LoadMethod(index));
                });
                // A chain of calls over several lines: the call belongs to the line of its name.
                let whole = TextRange::new(range.start(), call.range().end());
                return self.at_scope(whole, |compiler| {
                    compiler.arguments(&arguments.args, &arguments.keywords, 0, None)
                });
            }
            function => {
                self.expression(function)?;
                self.emit(Instruction::PushNull);
            }
        }
        self.arguments(&arguments.args, &arguments.keywords, 0, None)
    }

    /// The range of an attribute: where it stands on another line than the start of its object, only its name.
    pub(super) fn attribute_range(&self, attribute: &ast::ExprAttribute) -> TextRange {
        let line = |offset: ruff_text_size::TextSize| self.source.line(offset.to_u32());
        let name = attribute.attr.range();
        if line(attribute.range.start()) == line(name.start()) {
            attribute.range
        } else {
            name
        }
    }

    /// The arguments of a call, and the call itself. `given` arguments are on the stack already; `extra` pushes one more positional
    /// argument (the `Generic[…]` base of a class with type parameters).
    pub(super) fn arguments(
        &mut self,
        args: &'a [Expr],
        keywords: &'a [ast::Keyword],
        given: usize,
        extra: Extra<'a, '_>,
    ) -> Result {
        check_keywords(keywords)?;
        if is_simple(args, keywords) {
            for arg in args {
                self.expression(arg)?;
            }
            if let Some(extra) = extra {
                extra(self);
            }
            let positional = given + args.len() + usize::from(extra.is_some());
            if keywords.is_empty() {
                self.emit(Instruction::Call(operand(positional)));
                return Ok(());
            }
            for keyword in keywords {
                self.expression(&keyword.value)?;
            }
            let names: Vec<&str> = keywords
                .iter()
                .filter_map(|keyword| Some(keyword.arg.as_ref()?.as_str()))
                .collect();
            self.load_names(&names);
            self.emit(Instruction::CallKeywords(operand(
                positional + keywords.len(),
            )));
            return Ok(());
        }
        if let ([Expr::Starred(only)], 0, None) = (args, given, &extra) {
            // `f(*args)`: the machine takes the iterable as it is.
            self.expression(&only.value)?;
        } else {
            self.argument_list(args, given, extra)?;
        }
        if keywords.is_empty() {
            self.emit(Instruction::CallEx(false));
            return Ok(());
        }
        self.keyword_dict(keywords)?;
        self.emit(Instruction::CallEx(true));
        Ok(())
    }

    fn argument_list(&mut self, args: &'a [Expr], given: usize, extra: Extra<'a, '_>) -> Result {
        let first = args
            .iter()
            .position(Expr::is_starred_expr)
            .unwrap_or(args.len());
        let (plain, mixed) = args.split_at(first);
        for arg in plain {
            self.expression(arg)?;
        }
        let known = given + plain.len();
        if mixed.is_empty() && extra.is_none() {
            self.emit(Instruction::BuildTuple(operand(known)));
            return Ok(());
        }
        self.emit(Instruction::BuildList(operand(known)));
        for arg in mixed {
            match arg {
                Expr::Starred(starred) => {
                    self.expression(&starred.value)?;
                    self.emit(Instruction::ListExtend(1));
                }
                other => {
                    self.expression(other)?;
                    self.emit(Instruction::ListAppend(1));
                }
            }
        }
        if let Some(extra) = extra {
            extra(self);
            self.emit(Instruction::ListAppend(1));
        }
        self.emit(Instruction::ListToTuple);
        Ok(())
    }

    /// The keyword arguments as a dict; a run of plain ones is one dict that is merged.
    fn keyword_dict(&mut self, keywords: &'a [ast::Keyword]) -> Result {
        let mut is_first = true;
        let mut rest = keywords;
        while let Some((keyword, after)) = rest.split_first() {
            if keyword.arg.is_none() {
                if is_first {
                    self.emit(Instruction::BuildMap(0));
                }
                self.expression(&keyword.value)?;
                self.emit(Instruction::DictMerge(1));
                rest = after;
            } else {
                let count = rest
                    .iter()
                    .position(|keyword| keyword.arg.is_none())
                    .unwrap_or(rest.len());
                let (run, after) = rest.split_at(count);
                for keyword in run {
                    if let Some(name) = &keyword.arg {
                        self.load_constant(Value::str(name.as_str()));
                        self.expression(&keyword.value)?;
                    }
                }
                self.emit(Instruction::BuildMap(operand(count)));
                if !is_first {
                    self.emit(Instruction::DictMerge(1));
                }
                rest = after;
            }
            is_first = false;
        }
        Ok(())
    }
}

fn is_simple(args: &[Expr], keywords: &[ast::Keyword]) -> bool {
    !args.iter().any(Expr::is_starred_expr) && keywords.iter().all(|keyword| keyword.arg.is_some())
}

pub(super) fn check_keywords(keywords: &[ast::Keyword]) -> Result {
    for (index, keyword) in keywords.iter().enumerate() {
        let Some(name) = &keyword.arg else { continue };
        if name.as_str() == "__debug__" {
            return Err(error("cannot assign to __debug__", keyword.range));
        }
        let is_repeated = keywords
            .iter()
            .take(index)
            .any(|other| other.arg.as_ref().is_some_and(|other| other.id == name.id));
        if is_repeated {
            return Err(error(
                format!("keyword argument repeated: {name}"),
                keyword.range,
            ));
        }
    }
    Ok(())
}
