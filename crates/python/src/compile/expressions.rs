//! Expressions.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::unit::Compiler;
use super::{Result, error};
use crate::code::{BinaryOp, CompareOp, Conversion, Instruction, Intrinsic, UnaryOp};
use crate::value::Value;

impl Compiler {
    pub(super) fn expression(&mut self, expression: &Expr) -> Result {
        let range = super::scope::range_of(expression.range());
        self.nested(expression.range(), |compiler| {
            let before = std::mem::replace(&mut compiler.unit().current_range, range);
            let result = compiler.expression_inner(expression);
            compiler.unit().current_range = before;
            result
        })
    }

    fn expression_inner(&mut self, expression: &Expr) -> Result {
        match expression {
            Expr::Name(name) => self.load_name(name.id.as_str()),
            Expr::NumberLiteral(number) => {
                let value = number_value(&number.value);
                self.load_constant(value);
            }
            Expr::StringLiteral(text) => self.load_constant(Value::str(text.value.to_str())),
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
                self.emit(Instruction::LoadAttr(index));
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value)?;
                self.subscript_key(&subscript.slice)?;
                self.emit(Instruction::Subscript);
            }
            Expr::Slice(slice) => self.slice(slice)?,
            Expr::Call(call) => self.call(call)?,
            Expr::BinOp(node) => {
                self.expression(&node.left)?;
                self.expression(&node.right)?;
                self.emit(Instruction::Binary(binary_op(node.op)));
            }
            Expr::UnaryOp(node) => self.unary(node)?,
            Expr::BoolOp(node) => {
                let end = self.label();
                let jump = match node.op {
                    ast::BoolOp::And => Instruction::JumpIfFalseOrPop,
                    ast::BoolOp::Or => Instruction::JumpIfTrueOrPop,
                };
                let last = node.values.len() - 1;
                for (index, value) in node.values.iter().enumerate() {
                    self.expression(value)?;
                    if index < last {
                        self.jump(jump, end);
                    }
                }
                self.mark(end);
            }
            Expr::Compare(node) => self.comparison(node)?,
            Expr::If(node) => {
                let (otherwise, end) = (self.label(), self.label());
                self.condition(&node.test, false, otherwise)?;
                self.expression(&node.body)?;
                self.jump(Instruction::Jump, end);
                self.mark(otherwise);
                self.expression(&node.orelse)?;
                self.mark(end);
            }
            Expr::Named(node) => {
                self.expression(&node.value)?;
                self.emit(Instruction::Copy(1));
                if let Expr::Name(name) = &*node.target {
                    self.store_name(name.id.as_str());
                }
            }
            Expr::Tuple(node) => self.sequence(&node.elts, Instruction::BuildTuple)?,
            Expr::List(node) => self.sequence(&node.elts, Instruction::BuildList)?,
            Expr::Set(node) => self.sequence(&node.elts, Instruction::BuildSet)?,
            Expr::Dict(node) => self.dict(node)?,
            Expr::Lambda(node) => self.lambda(node)?,
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.comprehension(expression)?
            }
            Expr::Await(node) => {
                if !self.can_await() {
                    return Err(error(
                        if self.in_function() {
                            "'await' outside async function"
                        } else {
                            "'await' outside function"
                        },
                        node.range,
                    ));
                }
                self.expression(&node.value)?;
                self.await_top(0);
            }
            Expr::Yield(node) => {
                self.check_yield("'yield' outside function", node.range)?;
                match &node.value {
                    Some(value) => self.expression(value)?,
                    None => self.emit(Instruction::LoadNone),
                }
                self.emit(Instruction::Yield);
            }
            Expr::YieldFrom(node) => {
                self.check_yield("'yield from' outside function", node.range)?;
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

    fn unary(&mut self, node: &ast::ExprUnaryOp) -> Result {
        if let (ast::UnaryOp::USub, Expr::NumberLiteral(number)) = (node.op, &*node.operand) {
            match number_value(&number.value) {
                Value::Int(value) => {
                    self.load_constant(Value::Int(-value));
                    return Ok(());
                }
                Value::Float(value) => {
                    self.load_constant(Value::Float(-value));
                    return Ok(());
                }
                _ => {}
            }
        }
        self.expression(&node.operand)?;
        self.emit(Instruction::Unary(match node.op {
            ast::UnaryOp::Invert => UnaryOp::Invert,
            ast::UnaryOp::Not => UnaryOp::Not,
            ast::UnaryOp::UAdd => UnaryOp::Positive,
            ast::UnaryOp::USub => UnaryOp::Negative,
        }));
        Ok(())
    }

    fn comparison(&mut self, node: &ast::ExprCompare) -> Result {
        self.expression(&node.left)?;
        if node.ops.len() == 1 {
            self.expression(&node.comparators[0])?;
            self.emit_comparison(node.ops[0]);
            return Ok(());
        }
        let (cleanup, end) = (self.label(), self.label());
        let last = node.ops.len() - 1;
        for (index, (op, right)) in node.ops.iter().zip(&node.comparators).enumerate() {
            self.expression(right)?;
            if index < last {
                self.emit(Instruction::Swap(2));
                self.emit(Instruction::Copy(2));
                self.emit_comparison(*op);
                self.jump(Instruction::JumpIfFalseOrPop, cleanup);
            } else {
                self.emit_comparison(*op);
            }
        }
        self.jump(Instruction::Jump, end);
        self.mark(cleanup);
        self.emit(Instruction::Swap(2));
        self.emit(Instruction::Pop);
        self.mark(end);
        Ok(())
    }

    fn emit_comparison(&mut self, op: ast::CmpOp) {
        self.emit(match op {
            ast::CmpOp::Eq => Instruction::Compare(CompareOp::Equal),
            ast::CmpOp::NotEq => Instruction::Compare(CompareOp::NotEqual),
            ast::CmpOp::Lt => Instruction::Compare(CompareOp::Less),
            ast::CmpOp::LtE => Instruction::Compare(CompareOp::LessEqual),
            ast::CmpOp::Gt => Instruction::Compare(CompareOp::Greater),
            ast::CmpOp::GtE => Instruction::Compare(CompareOp::GreaterEqual),
            ast::CmpOp::Is => Instruction::Is(false),
            ast::CmpOp::IsNot => Instruction::Is(true),
            ast::CmpOp::In => Instruction::Contains(false),
            ast::CmpOp::NotIn => Instruction::Contains(true),
        });
    }

    /// Jump to `target` if the truth of an expression is `when`.
    pub(super) fn condition(
        &mut self,
        test: &Expr,
        when: bool,
        target: super::unit::Label,
    ) -> Result {
        match test {
            Expr::UnaryOp(node) if node.op == ast::UnaryOp::Not => self
                .nested(node.range, |compiler| {
                    compiler.condition(&node.operand, !when, target)
                }),
            Expr::BoolOp(node) => {
                // `and` jumps out at the first false value, `or` at the first true one.
                let stops_at = node.op == ast::BoolOp::Or;
                let last = node.values.len() - 1;
                if stops_at == when {
                    for value in &node.values {
                        self.nested(node.range, |compiler| {
                            compiler.condition(value, when, target)
                        })?;
                    }
                } else {
                    let skip = self.label();
                    for (index, value) in node.values.iter().enumerate() {
                        let (when, target) = if index == last {
                            (when, target)
                        } else {
                            (stops_at, skip)
                        };
                        self.nested(node.range, |compiler| {
                            compiler.condition(value, when, target)
                        })?;
                    }
                    self.mark(skip);
                }
                Ok(())
            }
            _ => {
                self.expression(test)?;
                let jump = if when {
                    Instruction::PopJumpIfTrue
                } else {
                    Instruction::PopJumpIfFalse
                };
                self.jump(jump, target);
                Ok(())
            }
        }
    }

    fn subscript_key(&mut self, key: &Expr) -> Result {
        self.expression(key)
    }

    fn slice(&mut self, slice: &ast::ExprSlice) -> Result {
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

    /// A tuple, list or set display.
    fn sequence(&mut self, elements: &[Expr], build: fn(u32) -> Instruction) -> Result {
        let starred = elements.iter().position(Expr::is_starred_expr);
        let Some(first) = starred else {
            for element in elements {
                self.expression(element)?;
            }
            self.emit(build(count(elements.len())));
            return Ok(());
        };
        let is_set = matches!(build(0), Instruction::BuildSet(_));
        for element in &elements[..first] {
            self.expression(element)?;
        }
        self.emit(if is_set {
            Instruction::BuildSet(count(first))
        } else {
            Instruction::BuildList(count(first))
        });
        for element in &elements[first..] {
            match element {
                Expr::Starred(starred) => {
                    self.expression(&starred.value)?;
                    self.emit(if is_set {
                        Instruction::SetUpdate(1)
                    } else {
                        Instruction::ListExtend(1)
                    });
                }
                other => {
                    self.expression(other)?;
                    self.emit(if is_set {
                        Instruction::SetAdd(1)
                    } else {
                        Instruction::ListAppend(1)
                    });
                }
            }
        }
        if matches!(build(0), Instruction::BuildTuple(_)) {
            self.emit(Instruction::ListToTuple);
        }
        Ok(())
    }

    fn dict(&mut self, node: &ast::ExprDict) -> Result {
        if node.items.iter().all(|item| item.key.is_some()) && node.items.len() < 1000 {
            for item in &node.items {
                if let Some(key) = &item.key {
                    self.expression(key)?;
                }
                self.expression(&item.value)?;
            }
            self.emit(Instruction::BuildMap(count(node.items.len())));
            return Ok(());
        }
        self.emit(Instruction::BuildMap(0));
        for item in &node.items {
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

    fn call(&mut self, call: &ast::ExprCall) -> Result {
        let arguments = &call.arguments;
        let is_simple = !arguments.args.iter().any(Expr::is_starred_expr)
            && arguments
                .keywords
                .iter()
                .all(|keyword| keyword.arg.is_some());
        match &*call.func {
            Expr::Attribute(attribute) if is_simple => {
                self.expression(&attribute.value)?;
                let name = self.mangle(attribute.attr.as_str());
                let index = self.name_index(&name);
                let range = super::scope::range_of(attribute.range);
                self.with_range(range, |compiler| {
                    compiler.emit(Instruction::LoadMethod(index))
                });
            }
            function => {
                self.expression(function)?;
                self.emit(Instruction::PushNull);
            }
        }
        self.arguments(&arguments.args, &arguments.keywords, 0, None)
    }

    /// The arguments of a call, and the call itself. `given` arguments are on the stack already; `extra` is one more positional
    /// argument (the `Generic[…]` base of a class with type parameters).
    pub(super) fn arguments(
        &mut self,
        args: &[Expr],
        keywords: &[ast::Keyword],
        given: usize,
        extra: Option<&dyn Fn(&mut Compiler)>,
    ) -> Result {
        let mut seen: Vec<&str> = Vec::new();
        for keyword in keywords {
            if let Some(name) = &keyword.arg {
                if seen.contains(&name.as_str()) {
                    return Err(error(
                        format!("keyword argument repeated: {name}"),
                        keyword.range(),
                    ));
                }
                seen.push(name.as_str());
            }
        }
        let is_simple = !args.iter().any(Expr::is_starred_expr)
            && keywords.iter().all(|keyword| keyword.arg.is_some());
        if is_simple {
            for arg in args {
                self.expression(arg)?;
            }
            if let Some(extra) = extra {
                extra(self);
            }
            let positional = given + args.len() + usize::from(extra.is_some());
            if keywords.is_empty() {
                self.emit(Instruction::Call(count(positional)));
                return Ok(());
            }
            for keyword in keywords {
                self.expression(&keyword.value)?;
            }
            let names = keywords
                .iter()
                .filter_map(|keyword| keyword.arg.as_ref())
                .map(|name| Value::str(name.as_str()))
                .collect();
            let names = self.constant(Value::tuple(names));
            self.emit(Instruction::LoadConst(names));
            self.emit(Instruction::CallKeywords(count(
                positional + keywords.len(),
            )));
            return Ok(());
        }
        self.emit(Instruction::BuildList(count(given)));
        for arg in args {
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
        if keywords.is_empty() {
            self.emit(Instruction::CallEx(false));
            return Ok(());
        }
        self.emit(Instruction::BuildMap(0));
        for keyword in keywords {
            match &keyword.arg {
                Some(name) => {
                    self.load_constant(Value::str(name.as_str()));
                    self.expression(&keyword.value)?;
                    self.emit(Instruction::BuildMap(1));
                }
                None => self.expression(&keyword.value)?,
            }
            self.emit(Instruction::DictMerge(1));
        }
        self.emit(Instruction::CallEx(true));
        Ok(())
    }

    fn f_string(&mut self, string: &ast::ExprFString) -> Result {
        let mut parts = 0;
        for part in string.value.iter() {
            match part {
                ast::FStringPart::Literal(literal) => {
                    if !literal.value.is_empty() {
                        self.load_constant(Value::str(&*literal.value));
                        parts += 1;
                    }
                }
                ast::FStringPart::FString(inner) => {
                    parts += self.f_string_elements(&inner.elements)?
                }
            }
        }
        match parts {
            0 => self.load_constant(Value::str("")),
            _ => self.emit(Instruction::BuildString(count(parts))),
        }
        Ok(())
    }

    /// Push the parts of a formatted string; how many.
    fn f_string_elements(&mut self, elements: &ast::InterpolatedStringElements) -> Result<usize> {
        let mut parts = 0;
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    if !literal.value.is_empty() {
                        self.load_constant(Value::str(&*literal.value));
                        parts += 1;
                    }
                }
                ast::InterpolatedStringElement::Interpolation(interpolation) => {
                    let mut conversion = match interpolation.conversion {
                        ast::ConversionFlag::None => Conversion::None,
                        ast::ConversionFlag::Str => Conversion::Str,
                        ast::ConversionFlag::Repr => Conversion::Repr,
                        ast::ConversionFlag::Ascii => Conversion::Ascii,
                    };
                    if let Some(debug) = &interpolation.debug_text {
                        let expression = super::scope::range_of(interpolation.expression.range());
                        let text = format!(
                            "{}{}{}",
                            debug.leading(),
                            self.source.slice(expression),
                            debug.trailing()
                        );
                        self.load_constant(Value::str(text));
                        parts += 1;
                        if conversion == Conversion::None && interpolation.format_spec.is_none() {
                            conversion = Conversion::Repr;
                        }
                    }
                    self.expression(&interpolation.expression)?;
                    match &interpolation.format_spec {
                        Some(spec) => {
                            let inner = self.f_string_elements(&spec.elements)?;
                            if inner == 0 {
                                self.load_constant(Value::str(""));
                            } else {
                                self.emit(Instruction::BuildString(count(inner)));
                            }
                            self.emit(Instruction::FormatValue(conversion, true));
                        }
                        None => self.emit(Instruction::FormatValue(conversion, false)),
                    }
                    parts += 1;
                }
            }
        }
        Ok(parts)
    }

    /// A template string (PEP 750): its strings as a tuple, its interpolations as a tuple.
    fn t_string(&mut self, string: &ast::ExprTString) -> Result {
        let mut strings: Vec<String> = vec![String::new()];
        let mut interpolations = 0;
        for inner in string.value.iter() {
            for element in &inner.elements {
                match element {
                    ast::InterpolatedStringElement::Literal(literal) => {
                        if let Some(last) = strings.last_mut() {
                            last.push_str(&literal.value);
                        }
                    }
                    ast::InterpolatedStringElement::Interpolation(interpolation) => {
                        self.expression(&interpolation.expression)?;
                        let range = super::scope::range_of(interpolation.expression.range());
                        let text = self.source.slice(range).to_owned();
                        self.load_constant(Value::str(text));
                        let conversion = match interpolation.conversion {
                            ast::ConversionFlag::None => Value::None,
                            ast::ConversionFlag::Str => Value::str("s"),
                            ast::ConversionFlag::Repr => Value::str("r"),
                            ast::ConversionFlag::Ascii => Value::str("a"),
                        };
                        self.load_constant(conversion);
                        match &interpolation.format_spec {
                            Some(spec) => {
                                let inner = self.f_string_elements(&spec.elements)?;
                                self.emit(Instruction::BuildString(count(inner)));
                            }
                            None => self.load_constant(Value::str("")),
                        }
                        self.emit(Instruction::Intrinsic(Intrinsic::BuildInterpolation));
                        interpolations += 1;
                        strings.push(String::new());
                    }
                }
            }
        }
        self.emit(Instruction::BuildTuple(count(interpolations)));
        let strings = Value::tuple(strings.into_iter().map(Value::str).collect());
        self.load_constant(strings);
        self.emit(Instruction::Swap(2));
        self.emit(Instruction::Intrinsic(Intrinsic::BuildTemplate));
        Ok(())
    }
}

/// A length as an operand.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
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
    let digits: String = text.chars().filter(|c| *c != '_').collect();
    let lower = digits.to_lowercase();
    let (digits, radix) = match lower.get(..2) {
        Some("0x") => (&lower[2..], 16),
        Some("0o") => (&lower[2..], 8),
        Some("0b") => (&lower[2..], 2),
        _ => (&lower[..], 10),
    };
    num_bigint::BigInt::parse_bytes(digits.as_bytes(), radix).map_or(Value::Int(0), Value::int)
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
