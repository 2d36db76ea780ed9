//! `fastapi-playground`: replays case files, runs a program's tests, sends requests to programs
//! from a terminal, and checks the content. What each command does stands in its module; here is only the choice.

mod content;
mod files;
mod replay;
mod run;
mod sql_log;
mod system;
mod tests;

use std::process::ExitCode;

const USAGE: &str = "\
usage: fastapi-playground COMMAND

  replay PATH [--jobs N]             answer every case of a case file (- is standard input), one JSON line each
  run FILE [--request 'GET /x']…     load a program and send requests; more: --app main:app, --header 'name: value',
                                     --body TEXT, --trace
  test PATH…                         run the tests of a program: its files or its folder; more: --filter TEXT, --json
  check-content [FOLDER]             check the guide and run everything in it; more: --only TEXT… (files whose name
                                     has it), --jobs N, --coverage (print where each point is taught), --afresh (run
                                     also what was run before)
  content-cases [FOLDER]             what real FastAPI is to be asked about the content, one JSON line a program";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest.to_vec()),
        None => ("", Vec::new()),
    };
    // A thread of its own has a stack of a known size, whatever the system gives the first one.
    let work = std::thread::Builder::new()
        .stack_size(replay::STACK)
        .spawn({
            let command = command.to_owned();
            move || match command.as_str() {
                "replay" => replay::command(&rest),
                "run" => run::command(&rest),
                "test" => tests::command(&rest),
                "check-content" => content::command(&rest),
                "content-cases" => content::cases(&rest),
                _ => Err(USAGE.to_owned()),
            }
        });
    let result = match work.map(std::thread::JoinHandle::join) {
        Ok(Ok(result)) => result,
        Ok(Err(_)) => Err("the engine broke down".to_owned()),
        Err(error) => Err(format!("no thread can be started: {error}")),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}
