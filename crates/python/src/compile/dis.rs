//! Code objects as text, one instruction a line: for tests and for whoever wants to see what a program became.

use std::fmt::Write;

use crate::code::{Code, Instruction};

/// The instructions of a code object and of those inside it.
pub fn disassemble(code: &Code) -> String {
    let mut text = String::new();
    write_code(code, &mut text);
    text
}

fn write_code(code: &Code, text: &mut String) {
    // Writing to a string doesn't fail.
    let _ = writeln!(text, "{} {:?}:", code.qualname, code.kind);
    for (position, instruction) in code.instructions.iter().enumerate() {
        let line = code.line(u32::try_from(position).unwrap_or(u32::MAX));
        let _ = write!(text, "{line:5} {position:4} {instruction:?}");
        if let Some(detail) = detail(code, *instruction) {
            let _ = write!(text, " ({detail})");
        }
        text.push('\n');
    }
    for handler in &code.handlers {
        let _ = writeln!(
            text,
            "      {}..{} -> {} [{}]",
            handler.start, handler.end, handler.target, handler.depth
        );
    }
    for inner in &code.codes {
        text.push('\n');
        write_code(inner, text);
    }
}

/// What an operand means.
fn detail(code: &Code, instruction: Instruction) -> Option<String> {
    use Instruction as I;
    Some(match instruction {
        I::LoadFast(i) | I::StoreFast(i) | I::DeleteFast(i) | I::ClearFast(i) => {
            code.locals.get(i as usize)?.to_string()
        }
        I::MakeCell(i)
        | I::LoadDeref(i)
        | I::StoreDeref(i)
        | I::DeleteDeref(i)
        | I::LoadClosure(i)
        | I::LoadClassDeref(i)
        | I::LoadFromDictOrDeref(i) => code
            .cell_names
            .iter()
            .chain(&code.free_names)
            .nth(i as usize)?
            .to_string(),
        I::LoadName(i)
        | I::StoreName(i)
        | I::DeleteName(i)
        | I::LoadGlobal(i)
        | I::StoreGlobal(i)
        | I::DeleteGlobal(i)
        | I::LoadFromDictOrGlobals(i)
        | I::LoadAttr(i)
        | I::StoreAttr(i)
        | I::DeleteAttr(i)
        | I::LoadMethod(i)
        | I::ImportName(i)
        | I::ImportFrom(i) => code.names.get(i as usize)?.to_string(),
        I::LoadConst(i) | I::AnnotationFallback(i) => {
            format!("{:?}", code.constants.get(i as usize)?)
        }
        I::MakeFunction(i) => code.codes.get(i as usize)?.qualname.to_string(),
        _ => return None,
    })
}
