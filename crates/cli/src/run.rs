//! Loads a program and sends requests to it, for people at a terminal.

use std::path::Path;

use playground_engine::{Engine, LoadError};
use playground_protocol::{Answer, Body, Diagnostic, Program, Request};

use crate::files;
use crate::system::System;

/// `run FILE [--request 'GET /x']…`.
pub fn command(arguments: &[String]) -> Result<bool, String> {
    let mut arguments = arguments.to_vec();
    let requests = files::options(&mut arguments, "--request")?;
    let app = files::options(&mut arguments, "--app")?.pop();
    let body = files::options(&mut arguments, "--body")?.pop();
    let headers: Vec<(String, String)> = files::options(&mut arguments, "--header")?
        .iter()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect();
    let trace = files::switch(&mut arguments, "--trace");
    let file = arguments.first().ok_or("run needs a file")?;
    let (all, module) = files::around(Path::new(file))?;
    let entry = app.unwrap_or_else(|| format!("{module}:app"));
    let mut engine = Engine::new(Box::new(System::new()));
    let loaded = match engine.load(Program {
        files: all,
        entry,
        env: std::env::vars().collect(),
        workspace: String::new(),
    }) {
        Ok(loaded) => loaded,
        Err(LoadError {
            diagnostics,
            output,
            ..
        }) => {
            print!("{output}");
            diagnostics.iter().for_each(say);
            return Ok(false);
        }
    };
    print!("{}", loaded.output);
    loaded.warnings.iter().for_each(say);
    if requests.is_empty() {
        for operation in &loaded.operations {
            println!("{} {}", operation.method, operation.path);
        }
    }
    let mut good = true;
    for line in requests {
        let (method, url) = line.split_once(' ').unwrap_or(("GET", &line));
        let request = Request {
            method: method.to_uppercase(),
            url: url.trim().to_owned(),
            headers: headers.clone(),
            body: body.clone().map(Body::Text),
            trace,
        };
        match engine.send(&request) {
            Ok(answer) => {
                good &= answer.error.is_none();
                show(&answer);
            }
            Err(error) => error.diagnostics.iter().for_each(say),
        }
    }
    Ok(good)
}

/// One diagnostic, on standard error.
pub fn say(diagnostic: &Diagnostic) {
    if let Some(traceback) = &diagnostic.traceback {
        eprint!("{traceback}");
        return;
    }
    match &diagnostic.source {
        Some(place) => eprintln!(
            "{}:{}:{}: {}",
            place.file, place.line, place.column, diagnostic.message
        ),
        None => eprintln!("{}", diagnostic.message),
    }
    if let Some(hint) = &diagnostic.hint {
        eprintln!("  {hint}");
    }
}

fn show(answer: &Answer) {
    print!("{}", answer.output);
    println!("{}", answer.status);
    for (name, value) in &answer.headers {
        println!("{name}: {value}");
    }
    match &answer.body {
        Body::Text(text) => println!("\n{text}"),
        Body::Base64(data) => println!("\n(base64) {data}"),
    }
    for event in &answer.trace {
        let place = event
            .source
            .as_ref()
            .map(|place| format!("  {}:{}", place.file, place.line))
            .unwrap_or_default();
        println!(
            "{}{place}",
            serde_json::to_string(&event.kind).unwrap_or_default()
        );
    }
    if let Some(error) = &answer.error {
        say(error);
    }
}
