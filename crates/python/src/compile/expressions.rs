//! Expressions.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::scope::{ScopeKind, range_of};
use super::unit::{Compiler, operand};
use super::{Result, error};
use crate::code::{BinaryOp, CodeKind, Instruction, UnaryOp};
use crate::value::Value;

/// The most values that a display puts on the operand stack at once.
const MAX_DISPLAY: usize = 200;

impl<'a> Compiler<'a> {
    /// Push the value of an expression.
    pub(super) fn expression(&mut self, expression: &'a Expr) -> Result {
        self.descend(expression.range())?;
        let range = range_of(expression.range());
        let before = std::mem::replace(&mut self.unit().current_range, range);
        self.expression_inner(expression)?;
        self.unit().current_range = before;
        self.ascend();
        Ok(())
    }

    /// Run something with the range of a node; errors pass.
    pub(super) fn at_scope(
        &mut self,
        range: TextRange,
        run: impl FnOnce(&mut Compiler<'a>) -> Result,
    ) -> Result {
        self.with_range(range, run)
    }

    fn expression_inner(&mut self, expression: &'a Expr) -> Result {
        match expression {
            Expr::Name(name) if name.id.as_str() == "__debug__" => {
                self.load_constant(Value::Bool(true));
            }
            Expr::Name(name) => self.load_name(name.id.as_str()),
            Expr::NumberLiteral(number) => self.load_constant(number_value(&number.value)),
            Expr::StringLiteral(text) => self.load_text(text.value.to_str()),
            Expr::BytesLiteral(bytes) => {
                let bytes: Vec<u8> = bytes.value.bytes().collect();
                self.load_constant(Value::bytes(bytes));
            }
            Expr::BooleanLiteral(flag) => self.load_constant(Value::Bool(flag.value)),
            Expr::NoneLiteral(_) => self.emit(Instruction::LoadNone),
            Expr::EllipsisLiteral(_) => self.load_constant(Value::Ellipsis),
            Expr::FString(string) => self.f_string(string)?,
            Expr::TString(string) => self.t_string(string)?,
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                let name = self.mangle(attribute.attr.as_str());
                let index = self.name_index(&name);
                let range = self.attribute_range(attribute);
                self.with_range(range, |compiler| {
                    compiler.emit(Instruction::LoadAttr(index));
                });
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                self.expression(&subscript.slice)?;
                self.emit(Instruction::Subscript);
            }
            Expr::Slice(slice) => self.slice(slice)?,
            Expr::Call(call) => self.call(call)?,
            Expr::BinOp(node) => self.binary(node)?,
            Expr::UnaryOp(node) => match constant_value(expression) {
                Some(value) => self.load_constant(value),
                None => self.unary(node)?,
            },
            Expr::BoolOp(node) => {
                let end = self.label();
                let jump = match node.op {
                    ast::BoolOp::And => Instruction::JumpIfFalseOrPop,
                    ast::BoolOp::Or => Instruction::JumpIfTrueOrPop,
                };
                if let Some((last, values)) = node.values.split_last() {
                    for value in values {
                        self.expression(value)?;
                        self.jump(jump, end);
                    }
                    self.expression(last)?;
                }
                self.mark(end);
            }
            Expr::Compare(node) => self.comparison(node)?,
            Expr::If(node) => {
                let (otherwise, end) = (self.label(), self.label());
                let depth = self.unit_ref().depth;
                self.condition(&node.test, false, otherwise)?;
                self.expression(&node.body)?;
                self.jump(Instruction::Jump, end);
                self.mark_at(otherwise, depth);
                self.expression(&node.orelse)?;
                self.mark_at(end, depth + 1);
            }
            Expr::Named(node) => {
                self.expression(&node.value)?;
                self.emit(Instruction::Copy(1));
                self.store(&node.target)?;
            }
            Expr::Tuple(node) => self.tuple(&node.elts)?,
            Expr::List(node) => self.display(&node.elts, false)?,
            Expr::Set(node) => self.display(&node.elts, true)?,
            Expr::Dict(node) => self.dict(node)?,
            Expr::Lambda(node) => self.lambda(node)?,
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.comprehension(expression)?;
            }
            Expr::Await(node) => {
                self.check_await(node.range)?;
                self.expression(&node.value)?;
                self.await_top(0);
            }
            Expr::Yield(node) => {
                self.check_yield(node.range)?;
                match &node.value {
                    Some(value) => self.expression(value)?,
                    None => self.emit(Instruction::LoadNone),
                }
                self.emit(Instruction::Yield);
            }
            Expr::YieldFrom(node) => {
                self.check_yield(node.range)?;
                if self.can_await() {
                    return Err(error("'yield from' inside async function", node.range));
                }
                self.expression(&node.value)?;
                self.emit(Instruction::GetYieldFromIter);
                self.emit(Instruction::LoadNone);
                self.emit(Instruction::YieldFrom);
            }
            Expr::Starred(node) => {
                return Err(error("can't use starred expression here", node.range));
            }
            Expr::IpyEscapeCommand(node) => return Err(error("invalid syntax", node.range)),
        }
        Ok(())
    }

    /// `[awaitable] → [result]`.
    pub(super) fn await_top(&mut self, place: u32) {
        self.emit(Instruction::GetAwaitable(place));
        self.emit(Instruction::LoadNone);
        self.emit(Instruction::YieldFrom);
    }

    pub(super) fn in_function(&self) -> bool {
        !matches!(self.unit_ref().kind, CodeKind::Module | CodeKind::Class)
    }

    /// Whether this is the code of an `async def` or of an asynchronous generator expression.
    pub(super) fn can_await(&self) -> bool {
        matches!(
            self.unit_ref().kind,
            CodeKind::Coroutine | CodeKind::AsyncGenerator
        )
    }

    fn check_await(&self, range: TextRange) -> Result {
        if self.can_await() {
            return Ok(());
        }
        let message = if self.in_function() {
            "'await' outside async function"
        } else {
            "'await' outside function"
        };
        Err(error(message, range))
    }

    /// `async for` and `async with` need an `async def`.
    pub(super) fn check_async(&self, what: &str, range: TextRange) -> Result {
        if self.can_await() {
            Ok(())
        } else {
            Err(error(format!("{what} outside async function"), range))
        }
    }

    fn check_yield(&self, range: TextRange) -> Result {
        let scope = self.unit_ref().scopes.first().copied().unwrap_or(0);
        match self.scopes.all[scope].kind {
            ScopeKind::Function | ScopeKind::Lambda => Ok(()),
            ScopeKind::Annotation => Err(error(
                "yield expression cannot be used within an annotation",
                range,
            )),
            _ => Err(error("'yield' outside function", range)),
        }
    }

    /// A sum of many terms is a tree that leans to the left: it is walked without recursion.
    fn binary(&mut self, node: &'a ast::ExprBinOp) -> Result {
        let mut chain = vec![node];
        let mut left = &*node.left;
        while let Expr::BinOp(inner) = left {
            chain.push(inner);
            left = &inner.left;
        }
        self.expression(left)?;
        for node in chain.into_iter().rev() {
            self.at(node);
            self.expression(&node.right)?;
            self.emit(Instruction::Binary(binary_op(node.op)));
        }
        Ok(())
    }

    fn unary(&mut self, node: &'a ast::ExprUnaryOp) -> Result {
        self.expression(&node.operand)?;
        self.emit(Instruction::Unary(match node.op {
            ast::UnaryOp::Invert => UnaryOp::Invert,
            ast::UnaryOp::Not => UnaryOp::Not,
            ast::UnaryOp::UAdd => UnaryOp::Positive,
            ast::UnaryOp::USub => UnaryOp::Negative,
        }));
        Ok(())
    }

    fn slice(&mut self, slice: &'a ast::ExprSlice) -> Result {
        for part in [&slice.lower, &slice.upper] {
            match part {
                Some(part) => self.expression(part)?,
                None => self.emit(Instruction::LoadNone),
            }
        }
        match &slice.step {
            Some(step) => {
                self.expression(step)?;
                self.emit(Instruction::BuildSlice(3));
            }
            None => self.emit(Instruction::BuildSlice(2)),
        }
        Ok(())
    }

    fn tuple(&mut self, elements: &'a [Expr]) -> Result {
        let constants: Option<Vec<Value>> = elements.iter().map(constant_value).collect();
        if let Some(constants) = constants {
            self.load_constant(Value::tuple(constants));
            return Ok(());
        }
        if elements.len() <= MAX_DISPLAY && !elements.iter().any(Expr::is_starred_expr) {
            for element in elements {
                self.expression(element)?;
            }
            self.emit(Instruction::BuildTuple(operand(elements.len())));
            return Ok(());
        }
        self.display(elements, false)?;
        self.emit(Instruction::ListToTuple);
        Ok(())
    }

    /// A list or a set.
    fn display(&mut self, elements: &'a [Expr], is_set: bool) -> Result {
        let first = elements
            .iter()
            .position(Expr::is_starred_expr)
            .unwrap_or(elements.len())
            .min(MAX_DISPLAY);
        let (plain, mixed) = elements.split_at(first);
        for element in plain {
            self.expression(element)?;
        }
        self.emit(if is_set {
            Instruction::BuildSet(operand(first))
        } else {
            Instruction::BuildList(operand(first))
        });
        for element in mixed {
            let instruction = match (element, is_set) {
                (Expr::Starred(starred), _) => {
                    self.expression(&starred.value)?;
                    if is_set {
                        Instruction::SetUpdate(1)
                    } else {
                        Instruction::ListExtend(1)
                    }
                }
                (other, _) => {
                    self.expression(other)?;
                    if is_set {
                        Instruction::SetAdd(1)
                    } else {
                        Instruction::ListAppend(1)
                    }
                }
            };
            self.emit(instruction);
        }
        Ok(())
    }

    fn dict(&mut self, node: &'a ast::ExprDict) -> Result {
        let first = node
            .items
            .iter()
            .position(|item| item.key.is_none())
            .unwrap_or(node.items.len())
            .min(MAX_DISPLAY / 2);
        let (plain, mixed) = node.items.split_at(first);
        for item in plain {
            if let Some(key) = &item.key {
                self.expression(key)?;
                self.expression(&item.value)?;
            }
        }
        self.emit(Instruction::BuildMap(operand(first)));
        for item in mixed {
            match &item.key {
                Some(key) => {
                    self.expression(key)?;
                    self.expression(&item.value)?;
                    self.emit(Instruction::MapAdd(1));
                }
                None => {
                    self.expression(&item.value)?;
                    self.emit(Instruction::DictUpdate(1));
                }
            }
        }
        Ok(())
    }
}

/// The value of an expression that is one constant: literals, negative numbers, tuples of them.
pub(super) fn constant_value(expression: &Expr) -> Option<Value> {
    Some(match expression {
        Expr::NumberLiteral(number) => number_value(&number.value),
        Expr::StringLiteral(text) => Value::str(text.value.to_str()),
        Expr::BytesLiteral(bytes) => Value::bytes(bytes.value.bytes().collect::<Vec<u8>>()),
        Expr::BooleanLiteral(flag) => Value::Bool(flag.value),
        Expr::NoneLiteral(_) => Value::None,
        Expr::EllipsisLiteral(_) => Value::Ellipsis,
        Expr::UnaryOp(node) if node.op == ast::UnaryOp::USub => {
            let Expr::NumberLiteral(number) = &*node.operand else {
                return None;
            };
            match number_value(&number.value) {
                Value::Int(number) => Value::Int(number.checked_neg()?),
                Value::BigInt(number) => Value::int(-(*number).clone()),
                Value::Float(number) => Value::Float(-number),
                _ => return None,
            }
        }
        Expr::Tuple(node) => {
            let items: Option<Vec<Value>> = node.elts.iter().map(constant_value).collect();
            Value::tuple(items?)
        }
        _ => return None,
    })
}

fn number_value(number: &ast::Number) -> Value {
    match number {
        ast::Number::Int(int) => match int.as_i64() {
            Some(small) => Value::Int(small),
            None => parse_big(&int.to_string()),
        },
        ast::Number::Float(float) => Value::Float(*float),
        ast::Number::Complex { real, imag } => Value::Complex(std::rc::Rc::new((*real, *imag))),
    }
}

/// A literal that needs more than 64 bits, in any base.
fn parse_big(text: &str) -> Value {
    let digits = text.replace('_', "").to_lowercase();
    let (digits, radix) = match digits.get(..2) {
        Some("0x") => (digits.get(2..), 16),
        Some("0o") => (digits.get(2..), 8),
        Some("0b") => (digits.get(2..), 2),
        _ => (Some(digits.as_str()), 10),
    };
    digits
        .and_then(|digits| num_bigint::BigInt::parse_bytes(digits.as_bytes(), radix))
        .map_or(Value::Int(0), Value::int)
}

/// The same with its sign.
pub(super) fn binary_op_text(op: ast::Operator) -> (BinaryOp, &'static str) {
    (binary_op(op), op.as_str())
}

pub(super) fn binary_op(op: ast::Operator) -> BinaryOp {
    match op {
        ast::Operator::Add => BinaryOp::Add,
        ast::Operator::Sub => BinaryOp::Subtract,
        ast::Operator::Mult => BinaryOp::Multiply,
        ast::Operator::MatMult => BinaryOp::MatrixMultiply,
        ast::Operator::Div => BinaryOp::TrueDivide,
        ast::Operator::Mod => BinaryOp::Remainder,
        ast::Operator::Pow => BinaryOp::Power,
        ast::Operator::LShift => BinaryOp::LeftShift,
        ast::Operator::RShift => BinaryOp::RightShift,
        ast::Operator::BitOr => BinaryOp::Or,
        ast::Operator::BitXor => BinaryOp::Xor,
        ast::Operator::BitAnd => BinaryOp::And,
        ast::Operator::FloorDiv => BinaryOp::FloorDivide,
    }
}
