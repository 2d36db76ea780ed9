//! A web server for the built site, as static hosts are: files with their MIME types, the app for unknown paths, under
//! any base path. It listens on 127.0.0.1 only and writes nothing.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Method, Request, Response, StatusCode};

/// Threads that answer; a page asks for a handful of files at once.
const THREADS: usize = 4;

/// A running server. Dropping it ends it.
pub struct Server {
    inner: Arc<tiny_http::Server>,
    url: String,
}

impl Server {
    /// Serve `folder` below `base`. Port 0 lets the system choose one.
    pub fn start(folder: &Path, base: &str, port: u16) -> Result<Self> {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let inner = tiny_http::Server::http(address)
            .map_err(|error| anyhow!("{error}"))
            .with_context(|| {
                format!("Port {port} of 127.0.0.1 can't be opened; --port chooses another one")
            })?;
        let port = inner
            .server_addr()
            .to_ip()
            .map_or(port, |bound| bound.port());
        let inner = Arc::new(inner);
        let site = Arc::new(Site {
            folder: folder.to_owned(),
            base: base.to_owned(),
        });
        for _ in 0..THREADS {
            let (inner, site) = (Arc::clone(&inner), Arc::clone(&site));
            thread::spawn(move || {
                for request in inner.incoming_requests() {
                    site.respond(request);
                }
            });
        }
        Ok(Self {
            inner,
            url: format!("http://127.0.0.1:{port}{base}"),
        })
    }

    /// The address of the site's first page.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in 0..THREADS {
            self.inner.unblock();
        }
    }
}

/// What to answer a path with.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    File(PathBuf),
    Redirect(String),
    NotFound,
}

struct Site {
    folder: PathBuf,
    base: String,
}

impl Site {
    fn respond(&self, request: Request) {
        if !matches!(request.method(), Method::Get | Method::Head) {
            send(
                request,
                Response::from_string("Only GET and HEAD.\n").with_status_code(405),
            );
            return;
        }
        match self.find(request.url()) {
            Answer::File(path) => match File::open(&path) {
                Ok(file) => {
                    let mut response = Response::from_file(file);
                    // What was rebuilt has to be seen at the next reload, hence no cache.
                    let headers = [
                        ("Content-Type", mime_type(&path)),
                        ("Cache-Control", "no-cache"),
                        ("X-Content-Type-Options", "nosniff"),
                    ];
                    for (name, value) in headers {
                        response = add_header(response, name, value);
                    }
                    send(request, response);
                }
                Err(_) => send(request, not_found()),
            },
            Answer::Redirect(target) => {
                send(
                    request,
                    add_header(Response::empty(StatusCode(302)), "Location", &target),
                );
            }
            Answer::NotFound => send(request, not_found()),
        }
    }

    fn find(&self, url: &str) -> Answer {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let Some(path) = percent_decode(path) else {
            return Answer::NotFound;
        };
        let Some(inside) = path.strip_prefix(&self.base) else {
            let asks_for_base = path == "/" || format!("{path}/") == self.base;
            return if asks_for_base {
                Answer::Redirect(self.base.clone())
            } else {
                Answer::NotFound
            };
        };
        let mut file = self.folder.clone();
        for segment in inside.split('/').filter(|segment| !segment.is_empty()) {
            if segment.starts_with("..") || segment.contains(['\\', '\0']) {
                return Answer::NotFound;
            }
            file.push(segment);
        }
        if file.is_file() {
            return Answer::File(file);
        }
        let index = file.join("index.html");
        if index.is_file() {
            return Answer::File(index);
        }
        // Static hosts serve a prerendered page without its extension.
        let mut page = file.into_os_string();
        page.push(".html");
        let page = PathBuf::from(page);
        if page.is_file() {
            return Answer::File(page);
        }
        // An address of the app has no extension; a missing script or picture must not be answered with a page.
        let name = inside.rsplit('/').next().unwrap_or_default();
        let fallback = ["404.html", "index.html"]
            .map(|name| self.folder.join(name))
            .into_iter()
            .find(|file| file.is_file())
            .unwrap_or_default();
        if name.contains('.') || !fallback.is_file() {
            Answer::NotFound
        } else {
            Answer::File(fallback)
        }
    }
}

fn not_found() -> Response<std::io::Cursor<Vec<u8>>> {
    Response::from_string("Not found.\n").with_status_code(404)
}

fn send<R: std::io::Read>(request: Request, response: Response<R>) {
    // The browser may have gone away in the meantime, which is its right.
    let _ = request.respond(response);
}

/// Add a header, unless the value can't stand in one (a base path with a line break).
fn add_header<R: std::io::Read>(response: Response<R>, name: &str, value: &str) -> Response<R> {
    match Header::from_bytes(name, value) {
        Ok(header) => response.with_header(header),
        Err(()) => response,
    }
}

fn percent_decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn mime_type(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        "zip" => "application/zip",
        "txt" | "md" | "py" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn site(name: &str, base: &str) -> Site {
        let folder =
            std::env::temp_dir().join(format!("xtask-server-{}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("guide")).expect("the temporary folder is writable");
        for file in [
            "index.html",
            "app.js",
            "guide/index.html",
            "guide/made.html",
        ] {
            fs::write(folder.join(file), file).expect("the temporary folder is writable");
        }
        Site {
            folder,
            base: base.to_owned(),
        }
    }

    #[test]
    fn files_folders_and_addresses_of_the_app_are_found() {
        let site = site("root", "/");
        let file = |name: &str| Answer::File(site.folder.join(name));
        assert_eq!(site.find("/"), file("index.html"));
        assert_eq!(site.find("/app.js?v=1"), file("app.js"));
        assert_eq!(site.find("/guide/"), file("guide/index.html"));
        assert_eq!(site.find("/guide/made"), file("guide/made.html"));
        assert_eq!(site.find("/guide/first-steps"), file("index.html"));
        assert_eq!(site.find("/missing.js"), Answer::NotFound);
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let site = site("outside", "/");
        for url in [
            "/../secret",
            "/%2e%2e/secret",
            "/a/..%2f..%2fsecret",
            "/%2e%2e%5csecret",
            "/%zz",
            "/%",
        ] {
            assert_eq!(site.find(url), Answer::NotFound, "{url}");
        }
    }

    #[test]
    fn a_base_path_is_kept_apart_from_the_rest() {
        let site = site("base", "/play/");
        assert_eq!(
            site.find("/play/app.js"),
            Answer::File(site.folder.join("app.js"))
        );
        assert_eq!(site.find("/"), Answer::Redirect("/play/".to_owned()));
        assert_eq!(site.find("/play"), Answer::Redirect("/play/".to_owned()));
        assert_eq!(site.find("/app.js"), Answer::NotFound);
    }

    #[test]
    fn a_browser_gets_what_it_needs_to_compile_while_it_loads() {
        assert_eq!(mime_type(Path::new("app_bg.wasm")), "application/wasm");
        assert_eq!(
            mime_type(Path::new("app.js")),
            "text/javascript; charset=utf-8"
        );
    }

    #[test]
    fn the_server_answers_over_the_network_until_it_is_dropped() {
        use std::io::{Read, Write};
        let site = site("network", "/");
        let server = Server::start(&site.folder, "/", 0).expect("a free port");
        let address = server
            .url()
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .to_owned();
        let mut stream = std::net::TcpStream::connect(&address).expect("the server listens");
        stream
            .write_all(b"GET /app.js HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            .expect("writable");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("readable");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.contains("text/javascript"), "{answer}");
        assert!(answer.ends_with("app.js"), "{answer}");
    }
}
