//! How exercises and projects are spread over files and folders.

use std::fs;

use playground_lessons::read_content;

fn folder(files: &[(&str, String)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    root
}

fn exercise(id: &str) -> String {
    format!(
        "[[exercise]]\nid = '{id}'\nkind = 'write'\ntitle = 'T'\ntask = 'Do it.'\nstart = ''\nsolution = 'a = 1'\n"
    )
}

fn step(id: &str) -> String {
    format!("\nid = '{id}'\ntitle = 'T'\ntask = 'Do it.'\n")
}

#[test]
fn the_exercises_of_a_section_are_in_one_file_or_in_the_files_of_a_folder() {
    let root = folder(&[
        ("exercises/short.toml", exercise("a") + &exercise("b")),
        ("exercises/long/2-second.toml", exercise("d")),
        ("exercises/long/1-first.toml", exercise("c")),
    ]);
    let (content, problems) = read_content(root.path());
    assert_eq!(problems, []);
    let names: Vec<&str> = content
        .exercises
        .iter()
        .map(|set| set.name.as_str())
        .collect();
    assert_eq!(names, ["long", "short"]);
    let exercises = content.exercises.iter().flat_map(|set| &set.exercises);
    let places: Vec<String> = exercises
        .map(|one| format!("{} at {}:{}", one.id, one.file, one.line))
        .collect();
    assert_eq!(
        places,
        [
            "c at exercises/long/1-first.toml:2",
            "d at exercises/long/2-second.toml:2",
            "a at exercises/short.toml:2",
            "b at exercises/short.toml:9",
        ]
    );
}

#[test]
fn a_file_and_a_folder_of_the_same_name_are_a_problem() {
    let root = folder(&[
        ("exercises/a.toml", exercise("a")),
        ("exercises/a/1.toml", exercise("b")),
    ]);
    let (_, problems) = read_content(root.path());
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert!(
        shown[0].contains("The exercises `a` are a file and a folder"),
        "{shown:?}"
    );
}

#[test]
fn the_steps_of_a_project_are_its_numbered_folders_and_build_on_each_other() {
    let head = "id = 'p'\ntitle = 'P'\nsummary = 'S'\n".to_owned();
    let root = folder(&[
        ("checklist/1-p/project.toml", head),
        ("checklist/1-p/start/main.py", "a = 0\n".to_owned()),
        ("checklist/1-p/10-last/step.toml", step("last")),
        ("checklist/1-p/10-last/more.py", "b = 1\n".to_owned()),
        ("checklist/1-p/2-first/step.toml", step("first")),
        ("checklist/1-p/2-first/main.py", "a = 1\n".to_owned()),
    ]);
    let (content, problems) = read_content(root.path());
    assert_eq!(problems, []);
    let project = content.projects.first().expect("the project");
    let ids: Vec<&str> = project.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["first", "last"], "by number, not by letter");
    let last = project.steps.last().expect("a step");
    let texts = |files: &[playground_lessons::ExampleFile]| -> Vec<(String, String)> {
        let files = files.iter();
        files
            .map(|file| (file.path.clone(), file.text.clone()))
            .collect()
    };
    let main = ("main.py".to_owned(), "a = 1\n".to_owned());
    let more = ("more.py".to_owned(), "b = 1\n".to_owned());
    assert_eq!(texts(&last.files), std::slice::from_ref(&main));
    assert_eq!(texts(&last.solution), [main, more]);
    assert_eq!(last.file, "checklist/1-p/10-last/step.toml");
}

#[test]
fn a_project_without_steps_says_so() {
    let head = "id = 'p'\ntitle = 'P'\nsummary = 'S'\n".to_owned();
    let root = folder(&[
        ("checklist/1-p/project.toml", head),
        ("checklist/1-p/start/main.py", String::new()),
    ]);
    let (_, problems) = read_content(root.path());
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        shown
            .iter()
            .any(|problem| problem.contains("no folder of a step")),
        "{shown:?}"
    );
}
