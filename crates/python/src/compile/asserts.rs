//! `assert` in a file of tests: a failed one says what the values in its condition were.
//!
//! While the condition is evaluated, the values of its names, attributes, calls and operands are noted in a list on the operand stack: each
//! as a number and the value. Where the condition is false, the list and the *shape* of the condition go to `_pytest.assertion`, which words
//! the message. A shape is made of tuples: what kind of expression it is, the numbers of its values, and the shapes inside.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::Result;
use super::calls::check_keywords;
use super::expressions::binary_op_text;
use super::unit::{Compiler, operand};
use crate::code::{Instruction, UnaryOp};
use crate::value::Value;

/// How deeply a condition is taken apart; what lies deeper is shown by its value.
const DEEPEST: usize = 20;

/// The list of the values that one `assert` notes.
struct Notes {
    /// Its place on the operand stack.
    place: i64,
    /// How many values it may get.
    count: i64,
    /// How deep the expression stands that is being taken apart.
    level: usize,
}

fn shape(kind: &str, parts: Vec<Value>) -> Value {
    let mut all = vec![Value::str(kind)];
    all.extend(parts);
    Value::tuple(all)
}

impl<'a> Compiler<'a> {
    /// `assert`, with notes for the message.
    pub(super) fn explained_assert(&mut self, node: &'a ast::StmtAssert) -> Result {
        let end = self.label();
        let mut notes = Notes {
            place: self.unit_ref().depth,
            count: 0,
            level: 0,
        };
        self.emit(Instruction::BuildList(0));
        let shape = self.noted(&node.test, &mut notes)?;
        self.with_range(node.test.range(), |compiler| {
            compiler.jump(Instruction::PopJumpIfTrue, end);
        });
        self.emit(Instruction::LoadAssertionError);
        self.emit(Instruction::PushNull);
        self.load_constant(Value::Int(0));
        self.load_names(&["explain"]);
        let module = self.name_index("_pytest.assertion");
        self.emit(Instruction::ImportName(module));
        let explain = self.name_index("explain");
        self.emit(Instruction::ImportFrom(explain));
        self.emit(Instruction::Swap(2));
        self.emit(Instruction::Pop);
        self.emit(Instruction::PushNull);
        self.load_constant(shape);
        let list = self.unit_ref().depth - notes.place;
        self.emit(Instruction::Copy(distance(list)));
        let mut given = 2;
        if let Some(message) = &node.msg {
            self.expression(message)?;
            given += 1;
        }
        self.emit(Instruction::Call(given));
        self.emit(Instruction::Call(1));
        self.with_range(node.test.range(), |compiler| {
            compiler.emit(Instruction::Raise(1));
        });
        self.mark(end);
        self.emit(Instruction::Pop);
        Ok(())
    }

    /// Note the value on top of the stack, which stays there: its number.
    fn note(&mut self, notes: &mut Notes) -> Value {
        let number = Value::Int(notes.count);
        notes.count += 1;
        self.emit(Instruction::Copy(1));
        self.load_constant(number.clone());
        self.emit(Instruction::Swap(2));
        self.emit(Instruction::BuildTuple(2));
        let list = self.unit_ref().depth - 1 - notes.place;
        self.emit(Instruction::ListAppend(distance(list)));
        number
    }

    /// Push the value of an expression and note what it is made of: its shape.
    fn noted(&mut self, expression: &'a Expr, notes: &mut Notes) -> Result<Value> {
        if notes.level >= DEEPEST {
            return self.noted_whole(expression, notes);
        }
        self.descend(expression.range())?;
        notes.level += 1;
        let shape = self.with_range(expression.range(), |compiler| {
            compiler.noted_inner(expression, notes)
        });
        notes.level -= 1;
        self.ascend();
        shape
    }

    /// The same for an expression that isn't taken apart.
    fn noted_whole(&mut self, expression: &'a Expr, notes: &mut Notes) -> Result<Value> {
        self.expression(expression)?;
        let number = self.note(notes);
        Ok(shape("value", vec![number]))
    }

    fn noted_inner(&mut self, expression: &'a Expr, notes: &mut Notes) -> Result<Value> {
        match expression {
            Expr::Name(name) if name.id.as_str() != "__debug__" => {
                let name = name.id.as_str();
                let is_local = self.is_own(name);
                self.load_name(name);
                let number = self.note(notes);
                // A name of a function shows its value, a global one only where that says more than the name.
                Ok(if is_local {
                    shape("value", vec![number])
                } else {
                    shape("global", vec![number, Value::str(name)])
                })
            }
            Expr::Attribute(attribute) => {
                let object = self.noted(&attribute.value, notes)?;
                let name = self.mangle(attribute.attr.as_str());
                let index = self.name_index(&name);
                let range = self.attribute_range(attribute);
                self.with_range(range, |compiler| {
                    compiler.emit(Instruction::LoadAttr(index));
                });
                let number = self.note(notes);
                let name = Value::str(attribute.attr.as_str());
                Ok(shape("attribute", vec![number, object, name]))
            }
            Expr::Call(call) => self.noted_call(call, notes),
            Expr::BinOp(node) => {
                let left = self.noted(&node.left, notes)?;
                let right = self.noted(&node.right, notes)?;
                let (operator, text) = binary_op_text(node.op);
                self.emit(Instruction::Binary(operator));
                Ok(shape("binary", vec![left, Value::str(text), right]))
            }
            Expr::UnaryOp(node) => {
                let inner = self.noted(&node.operand, notes)?;
                let (operator, text) = match node.op {
                    ast::UnaryOp::Invert => (UnaryOp::Invert, "~"),
                    ast::UnaryOp::Not => (UnaryOp::Not, "not "),
                    ast::UnaryOp::UAdd => (UnaryOp::Positive, "+"),
                    ast::UnaryOp::USub => (UnaryOp::Negative, "-"),
                };
                self.emit(Instruction::Unary(operator));
                Ok(shape("unary", vec![Value::str(text), inner]))
            }
            Expr::BoolOp(node) => self.noted_bool(node, notes),
            Expr::Compare(node) => self.noted_comparison(node, notes),
            other => self.noted_whole(other, notes),
        }
    }

    fn noted_bool(&mut self, node: &'a ast::ExprBoolOp, notes: &mut Notes) -> Result<Value> {
        let end = self.label();
        let (jump, text): (fn(u32) -> Instruction, _) = match node.op {
            ast::BoolOp::And => (Instruction::JumpIfFalseOrPop, " and "),
            ast::BoolOp::Or => (Instruction::JumpIfTrueOrPop, " or "),
        };
        let mut parts = Vec::new();
        for (index, value) in node.values.iter().enumerate() {
            let part = self.noted(value, notes)?;
            // The number says whether this part was evaluated at all.
            let number = self.note(notes);
            parts.push(Value::tuple(vec![number, part]));
            if index + 1 < node.values.len() {
                self.jump(jump, end);
            }
        }
        self.mark(end);
        Ok(shape("bool", vec![Value::str(text), Value::tuple(parts)]))
    }

    fn noted_comparison(&mut self, node: &'a ast::ExprCompare, notes: &mut Notes) -> Result<Value> {
        let operand = |compiler: &mut Self, expression, notes: &mut Notes| -> Result<Value> {
            let part = compiler.noted(expression, notes)?;
            let number = compiler.note(notes);
            Ok(Value::tuple(vec![number, part]))
        };
        let (cleanup, end) = (self.label(), self.label());
        let mut operands = vec![operand(self, &node.left, notes)?];
        let mut texts = Vec::new();
        let last = node.ops.len().saturating_sub(1);
        for (index, (op, right)) in node.ops.iter().zip(&node.comparators).enumerate() {
            operands.push(operand(self, right, notes)?);
            texts.push(Value::str(op.as_str()));
            if index < last {
                self.emit(Instruction::Swap(2));
                self.emit(Instruction::Copy(2));
                self.emit_comparison(*op);
                self.jump(Instruction::JumpIfFalseOrPop, cleanup);
            } else {
                self.emit_comparison(*op);
            }
        }
        if last > 0 {
            self.jump(Instruction::Jump, end);
            let depth = self.unit_ref().depth;
            self.mark_at(cleanup, depth + 1);
            self.emit(Instruction::Swap(2));
            self.emit(Instruction::Pop);
            self.mark_at(end, depth);
        }
        let (operands, texts) = (Value::tuple(operands), Value::tuple(texts));
        Ok(shape("compare", vec![operands, texts]))
    }

    fn noted_call(&mut self, call: &'a ast::ExprCall, notes: &mut Notes) -> Result<Value> {
        let function = self.noted(&call.func, notes)?;
        self.emit(Instruction::PushNull);
        let (args, keywords) = (&call.arguments.args, &call.arguments.keywords);
        check_keywords(keywords)?;
        let is_simple = !args.iter().any(Expr::is_starred_expr)
            && keywords.iter().all(|keyword| keyword.arg.is_some());
        let parts = if is_simple {
            self.noted_plain_arguments(args, keywords, notes)?
        } else {
            self.noted_mixed_arguments(args, keywords, notes)?
        };
        let number = self.note(notes);
        Ok(shape("call", vec![number, function, Value::tuple(parts)]))
    }

    fn noted_plain_arguments(
        &mut self,
        args: &'a [Expr],
        keywords: &'a [ast::Keyword],
        notes: &mut Notes,
    ) -> Result<Vec<Value>> {
        let mut parts = Vec::new();
        for arg in args {
            parts.push(argument("", self.noted(arg, notes)?));
        }
        let mut names = Vec::new();
        for keyword in keywords {
            let name = keyword.arg.as_ref().map_or("", |name| name.as_str());
            parts.push(argument(
                &format!("{name}="),
                self.noted(&keyword.value, notes)?,
            ));
            names.push(name);
        }
        let count = operand(args.len() + keywords.len());
        if names.is_empty() {
            self.emit(Instruction::Call(count));
        } else {
            self.load_names(&names);
            self.emit(Instruction::CallKeywords(count));
        }
        Ok(parts)
    }

    fn noted_mixed_arguments(
        &mut self,
        args: &'a [Expr],
        keywords: &'a [ast::Keyword],
        notes: &mut Notes,
    ) -> Result<Vec<Value>> {
        let mut parts = Vec::new();
        self.emit(Instruction::BuildList(0));
        for arg in args {
            if let Expr::Starred(starred) = arg {
                parts.push(argument("*", self.noted(&starred.value, notes)?));
                self.emit(Instruction::ListExtend(1));
            } else {
                parts.push(argument("", self.noted(arg, notes)?));
                self.emit(Instruction::ListAppend(1));
            }
        }
        self.emit(Instruction::ListToTuple);
        if keywords.is_empty() {
            self.emit(Instruction::CallEx(false));
            return Ok(parts);
        }
        self.emit(Instruction::BuildMap(0));
        for keyword in keywords {
            match &keyword.arg {
                Some(name) => {
                    self.load_text(name.as_str());
                    let part = self.noted(&keyword.value, notes)?;
                    parts.push(argument(&format!("{name}="), part));
                    self.emit(Instruction::BuildMap(1));
                }
                None => parts.push(argument("**", self.noted(&keyword.value, notes)?)),
            }
            self.emit(Instruction::DictMerge(1));
        }
        self.emit(Instruction::CallEx(true));
        Ok(parts)
    }
}

/// An argument: what stands before it, and its shape.
fn argument(before: &str, part: Value) -> Value {
    Value::tuple(vec![Value::str(before), part])
}

/// A distance on the operand stack as an operand.
fn distance(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(1)
}
