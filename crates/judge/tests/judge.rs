//! Judging, with answers as a worker would give them. That programs are judged rightly when they run
//! is tested by the check of the content, which has an engine.

use playground_judge::{Facts, Judge, Report, Verdict};
use playground_lessons::{Act, Broken, Check, ExampleFile, Exercise, ExerciseKind, Expect, When};
use playground_protocol::{
    Answer, Ask, Body, Cut, Diagnostic, File, Loaded, Outcome, Part, Tell, TestCase, TestReport,
};
use serde_json::json;

fn send(name: &str, url: &str, expect: Expect) -> Check {
    Check {
        name: name.into(),
        say: format!("{name} fails"),
        act: Act::Send {
            method: "GET".into(),
            url: url.into(),
            headers: vec![],
            body: None,
            count: 1,
            expect: Box::new(expect),
        },
        ..Check::default()
    }
}

fn status(status: u16) -> Expect {
    Expect {
        status: Some(status),
        ..Expect::default()
    }
}

fn exercise(checks: Vec<Check>) -> Exercise {
    Exercise {
        id: "one".into(),
        app: "main:app".into(),
        files: vec![ExampleFile {
            path: "data.py".into(),
            text: "locked".into(),
        }],
        locked: vec!["data.py".into()],
        checks,
        ..Exercise::default()
    }
}

fn file(path: &str, text: &str) -> File {
    File {
        path: path.into(),
        text: text.into(),
    }
}

/// Judges with these tells, and says what was asked.
fn judge(exercise: &Exercise, mut worker: impl FnMut(&Ask) -> Tell) -> (Report, Vec<Ask>) {
    let mut judge = Judge::new(
        exercise,
        vec![file("main.py", "own"), file("data.py", "changed")],
    );
    let mut asked = Vec::new();
    while let Some(ask) = judge.next() {
        judge.told(worker(&ask));
        asked.push(ask);
    }
    (judge.report(), asked)
}

fn answer(status: u16, body: &str) -> Tell {
    Tell::Answer(Box::new(Answer {
        status,
        body: Body::Text(body.into()),
        ..Answer::default()
    }))
}

fn loaded() -> Tell {
    Tell::Loaded(Loaded::default())
}

fn raised(message: &str) -> Tell {
    Tell::Diagnostics {
        diagnostics: vec![Diagnostic {
            message: message.into(),
            ..Diagnostic::default()
        }],
        output: String::new(),
    }
}

fn shapes(asked: &[Ask]) -> Vec<String> {
    asked
        .iter()
        .map(|ask| match ask {
            Ask::Load(program) => format!(
                "load {} {}",
                program.entry,
                program
                    .files
                    .iter()
                    .map(|file| format!("{}={}", file.path, file.text.lines().next().unwrap_or("")))
                    .collect::<Vec<_>>()
                    .join(" ")
            ),
            Ask::Send(request) => format!("send {} {}", request.url, request.trace),
            Ask::Test { files, .. } => format!("test {files:?}"),
            Ask::Fetch(part) => format!("fetch {part:?}"),
            other => format!("{other:?}"),
        })
        .collect()
}

#[test]
fn requests_share_a_load_and_other_programs_come_after_them() {
    let mut twice = send("twice", "/b", status(200));
    if let Act::Send { count, .. } = &mut twice.act {
        *count = 2;
    }
    let exercise = exercise(vec![
        Check {
            name: "hidden".into(),
            act: Act::Hidden {
                source: "def test_it(): ...".into(),
            },
            ..Check::default()
        },
        send("first", "/a", status(200)),
        Check {
            with: vec![ExampleFile {
                path: "main.py".into(),
                text: "other".into(),
            }],
            ..send("with", "/c", status(200))
        },
        Check {
            fresh: true,
            ..twice
        },
        send(
            "counted",
            "/d",
            Expect {
                max_statements: Some(1),
                ..Expect::default()
            },
        ),
    ]);
    let (report, asked) = judge(&exercise, |ask| match ask {
        Ask::Load(_) => loaded(),
        Ask::Test { .. } => Tell::TestReport(TestReport {
            tests: vec![TestCase::default()],
            ..TestReport::default()
        }),
        _ => answer(200, "{}"),
    });
    assert_eq!(
        shapes(&asked),
        [
            "load main:app main.py=own data.py=locked",
            "send /a false",
            "load main:app main.py=own data.py=locked",
            "send /b false",
            "send /b false",
            "send /d true",
            "load hidden_stand_in:app main.py=own data.py=locked hidden_checks.py=def test_it(): ... hidden_stand_in.py=async def app(scope, receive, send):",
            "test [\"hidden_checks.py\"]",
            "load main:app main.py=other data.py=locked",
            "send /c false",
        ]
    );
    let workspaces: std::collections::BTreeSet<&str> = asked
        .iter()
        .filter_map(|ask| match ask {
            Ask::Load(program) => Some(program.workspace.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(workspaces.len(), 4, "each load begins without databases");
    assert!(report.passed);
    assert_eq!(report.first(), None);
}

#[test]
fn the_first_misconception_that_fits_is_said() {
    let mut check = send("limit", "/a", status(422));
    for (code, say) in [(404, "not found"), (200, "accepted"), (200, "never")] {
        check.when.push(When {
            expect: status(code),
            say: say.into(),
        });
    }
    let exercise = exercise(vec![check, send("other", "/b", status(200))]);
    let run = |code: u16| {
        judge(&exercise, |ask| match ask {
            Ask::Load(_) => loaded(),
            _ => answer(code, "{}"),
        })
        .0
    };
    let report = run(200);
    assert_eq!(report.first(), Some("accepted"));
    let verdicts: Vec<Verdict> = report.checks.iter().map(|check| check.verdict).collect();
    assert_eq!(verdicts, [Verdict::Failed, Verdict::Passed]);
    let Facts::Exchange {
        request, mismatch, ..
    } = &report.checks[0].facts
    else {
        panic!("an exchange");
    };
    assert_eq!(request.url, "/a");
    assert_eq!(
        mismatch.as_ref().map(|wrong| wrong.expected.as_str()),
        Some("422")
    );
    assert_eq!(run(500).first(), Some("limit fails"));
}

#[test]
fn a_program_that_does_not_load_is_explained() {
    let mut exercise = exercise(vec![send("a", "/", status(200))]);
    exercise.broken = vec![Broken {
        text: "FastAPIError".into(),
        say: "No type.".into(),
    }];
    let say = |exercise: &Exercise, message: &str| {
        let (report, asked) = judge(exercise, |_| raised(message));
        assert_eq!(asked.len(), 1);
        assert!(!report.passed);
        assert_eq!(report.checks[0].verdict, Verdict::NotRun);
        report.first().map(str::to_owned)
    };
    assert_eq!(
        say(&exercise, "FastAPIError: x").as_deref(),
        Some("No type.")
    );
    assert_eq!(
        say(&exercise, "NameError: <b>").as_deref(),
        Some("NameError: &lt;b&gt;")
    );
    exercise.kind = ExerciseKind::Complete;
    let mut judge = Judge::new(&exercise, vec![file("main.py", "a\nb = ___\n")]);
    judge.next();
    judge.told(raised("NameError: name '___' is not defined"));
    assert_eq!(
        judge.report().first(),
        Some("There is still a gap <code>___</code> in line 2 of <code>main.py</code>.")
    );
}

#[test]
fn a_lost_worker_ends_the_judging() {
    let exercise = exercise(vec![
        send("a", "/", status(200)),
        send("b", "/", status(200)),
    ]);
    let mut judge = Judge::new(&exercise, vec![]);
    judge.next();
    judge.told(loaded());
    judge.next();
    assert_eq!(judge.at(), Some(0));
    judge.failed("It takes > 5 s");
    assert_eq!(judge.next(), None);
    let report = judge.report();
    assert_eq!(report.first(), Some("It takes &gt; 5 s"));
    assert_eq!(report.checks[1].verdict, Verdict::NotRun);
    let mut judge = Judge::new(&exercise, vec![]);
    judge.next();
    judge.failed("Lost");
    assert_eq!(judge.report().first(), Some("Lost"));
}

#[test]
fn tests_are_judged_by_their_outcomes() {
    let tests = |pass: bool, least: usize| Check {
        name: "tests".into(),
        say: "look".into(),
        act: Act::Tests { pass, least },
        ..Check::default()
    };
    let hidden = Check {
        name: "hidden".into(),
        act: Act::Hidden {
            source: String::new(),
        },
        ..Check::default()
    };
    let report = |check: &Check, outcomes: &[Outcome], failure: &str| {
        let cases = outcomes.iter().map(|outcome| TestCase {
            outcome: *outcome,
            failure: (*outcome != Outcome::Passed).then(|| Diagnostic {
                message: failure.into(),
                ..Diagnostic::default()
            }),
            ..TestCase::default()
        });
        let told = TestReport {
            tests: cases.collect(),
            ..TestReport::default()
        };
        judge(&exercise(vec![check.clone()]), |ask| match ask {
            Ask::Test { .. } => Tell::TestReport(told.clone()),
            _ => loaded(),
        })
        .0
    };
    let (passed, failed) = (Outcome::Passed, Outcome::Failed);
    assert!(report(&tests(true, 2), &[passed, passed], "").passed);
    assert!(!report(&tests(true, 2), &[passed], "").passed);
    assert!(!report(&tests(true, 1), &[], "").passed);
    assert!(report(&tests(false, 1), &[passed, failed], "").passed);
    assert_eq!(
        report(&tests(false, 1), &[passed], "").first(),
        Some("look")
    );
    assert!(report(&hidden, &[passed], "").passed);
    let said = report(
        &hidden,
        &[passed, failed],
        "AssertionError: begin with `FROM a<b>`\nassert 'a' == 'b'",
    );
    assert_eq!(
        said.first(),
        Some("begin with <code>FROM a&lt;b&gt;</code>")
    );
}

#[test]
fn what_was_cut_is_fetched_before_it_is_judged() {
    let whole = Expect {
        has: Some(json!({"end": true})),
        output: Some("printed".into()),
        ..Expect::default()
    };
    let (report, asked) = judge(&exercise(vec![send("long", "/", whole)]), |ask| match ask {
        Ask::Load(_) => loaded(),
        Ask::Fetch(Part::Body) => Tell::Fetched {
            body: Some(Body::Text("{\"end\": true}".into())),
        },
        Ask::Fetch(_) => Tell::Fetched {
            body: Some(Body::Text("printed".into())),
        },
        _ => Tell::Answer(Box::new(Answer {
            status: 200,
            body_cut: Some(Cut::default()),
            output_cut: Some(Cut::default()),
            ..Answer::default()
        })),
    });
    assert!(report.passed, "{report:?}");
    assert_eq!(asked.len(), 4);
}
