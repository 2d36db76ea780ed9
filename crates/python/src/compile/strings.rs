//! Formatted strings and template strings.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::Result;
use super::scope::range_of;
use super::unit::{Compiler, operand};
use crate::code::{Conversion, Instruction, Intrinsic};
use crate::value::Value;

/// The parts of a formatted string: how many are on the stack, and text that isn't there yet.
#[derive(Default)]
struct Parts {
    count: usize,
    text: String,
}

impl<'a> Compiler<'a> {
    pub(super) fn f_string(&mut self, string: &'a ast::ExprFString) -> Result {
        let mut parts = Parts::default();
        for part in string.value.iter() {
            match part {
                ast::FStringPart::Literal(literal) => parts.text.push_str(&literal.value),
                ast::FStringPart::FString(inner) => {
                    self.f_string_elements(&inner.elements, &mut parts)?;
                }
            }
        }
        self.join(parts);
        Ok(())
    }

    fn flush(&mut self, parts: &mut Parts) {
        if !parts.text.is_empty() {
            self.load_constant(Value::str(std::mem::take(&mut parts.text)));
            parts.count += 1;
        }
    }

    fn join(&mut self, mut parts: Parts) {
        self.flush(&mut parts);
        match parts.count {
            0 => self.load_text(""),
            // What is formatted is a string already.
            1 => {}
            count => self.emit(Instruction::BuildString(operand(count))),
        }
    }

    fn f_string_elements(
        &mut self,
        elements: &'a ast::InterpolatedStringElements,
        parts: &mut Parts,
    ) -> Result {
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    parts.text.push_str(&literal.value);
                }
                ast::InterpolatedStringElement::Interpolation(field) => {
                    let mut conversion = match field.conversion {
                        ast::ConversionFlag::None => Conversion::None,
                        ast::ConversionFlag::Str => Conversion::Str,
                        ast::ConversionFlag::Repr => Conversion::Repr,
                        ast::ConversionFlag::Ascii => Conversion::Ascii,
                    };
                    if let Some(debug) = &field.debug_text {
                        push_debug(&mut parts.text, debug);
                        if conversion == Conversion::None && field.format_spec.is_none() {
                            conversion = Conversion::Repr;
                        }
                    }
                    self.flush(parts);
                    self.expression(&field.expression)?;
                    let has_spec = field.format_spec.is_some();
                    self.format_spec(field)?;
                    self.with_range(field.range, |compiler| {
                        compiler.emit(Instruction::FormatValue(conversion, has_spec));
                    });
                    parts.count += 1;
                }
            }
        }
        Ok(())
    }

    /// Push the format specification of a field, where it has one.
    fn format_spec(&mut self, field: &'a ast::InterpolatedElement) -> Result {
        if let Some(spec) = &field.format_spec {
            self.descend(spec.range)?;
            let mut parts = Parts::default();
            self.f_string_elements(&spec.elements, &mut parts)?;
            self.join(parts);
            self.ascend();
        }
        Ok(())
    }

    /// A template string (PEP 750): its strings as a tuple, its interpolations as a tuple.
    pub(super) fn t_string(&mut self, string: &'a ast::ExprTString) -> Result {
        let elements: Vec<&'a ast::InterpolatedStringElement> = string
            .value
            .as_slice()
            .iter()
            .flat_map(|part| part.elements.iter())
            .collect();
        let mut strings = Vec::new();
        let mut text = String::new();
        for element in &elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => text.push_str(&literal.value),
                ast::InterpolatedStringElement::Interpolation(field) => {
                    if let Some(debug) = &field.debug_text {
                        push_debug(&mut text, debug);
                    }
                    strings.push(Value::str(std::mem::take(&mut text)));
                }
            }
        }
        strings.push(Value::str(text));
        let fields = strings.len() - 1;
        self.load_constant(Value::tuple(strings));
        for element in elements {
            if let ast::InterpolatedStringElement::Interpolation(field) = element {
                self.interpolation(field)?;
            }
        }
        self.emit(Instruction::BuildTuple(operand(fields)));
        self.emit(Instruction::Intrinsic(Intrinsic::BuildTemplate));
        Ok(())
    }

    fn interpolation(&mut self, field: &'a ast::InterpolatedElement) -> Result {
        self.expression(&field.expression)?;
        let text = self
            .source
            .slice(range_of(field.expression.range()))
            .to_owned();
        self.load_constant(Value::str(text));
        let has_spec = field.format_spec.is_some();
        self.load_constant(match field.conversion {
            ast::ConversionFlag::None if field.debug_text.is_some() && !has_spec => Value::str("r"),
            ast::ConversionFlag::None => Value::None,
            ast::ConversionFlag::Str => Value::str("s"),
            ast::ConversionFlag::Repr => Value::str("r"),
            ast::ConversionFlag::Ascii => Value::str("a"),
        });
        if has_spec {
            self.format_spec(field)?;
        } else {
            self.load_text("");
        }
        self.with_range(field.range, |compiler| {
            compiler.emit(Instruction::Intrinsic(Intrinsic::BuildInterpolation));
        });
        Ok(())
    }
}

/// `{expression=}` shows the expression as it is written.
fn push_debug(text: &mut String, debug: &ast::DebugText) {
    text.push_str(debug.leading());
    text.push_str(debug.expression());
    text.push_str(debug.trailing());
}
