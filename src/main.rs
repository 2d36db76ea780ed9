//! The web app's entry.

fn main() {
    playground_app::start();
}
