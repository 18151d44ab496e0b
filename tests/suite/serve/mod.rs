//! The preview as a browser meets it, while files change under it.

mod answer;
mod browser;
mod change;
mod faults;
mod start;
mod watch;

use crate::command::text;
use crate::fixture::{every_file, options};
use fingerpost::diagnostic::Diagnostic;
use fingerpost::pipeline::{analyse, render};
use fingerpost::source::disk;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a change may take to be seen on a machine that is busy with something else.
const PATIENCE: Duration = Duration::from_secs(60);

/// `serve` on a free port; it ends with the test.
pub(crate) struct Server {
    child: Child,
    address: String,
    /// What it has said so far.
    said: Arc<Mutex<String>>,
}

/// An answer: its head, and the bytes of the site without what a preview adds.
pub(crate) struct Answer {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    added: String,
}

impl Server {
    fn start(site: &Path) -> Self {
        Self::start_with(site, &[])
    }

    pub(crate) fn start_with(site: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fingerpost"))
            .args(["serve", "--port", "0", "--as-of", "2024-11-20", "--site", site.to_str().unwrap()])
            .args(arguments)
            .env_remove("FINGERPOST_EDITOR")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let pipes: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for pipe in pipes {
            let said = said.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                    said.lock().unwrap().push_str(&(line + "\n"));
                }
            });
        }
        let mut server = Self { child, address: String::new(), said };
        server.address = until("the address", || {
            let said = server.said();
            said.split_once("http://").map(|(_, rest)| rest.split('/').next().unwrap().to_owned())
        });
        server
    }

    fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Waits until it has said something.
    fn says(&self, what: &str) {
        until(what, || self.said().contains(what).then_some(()));
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &self.address)
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        let (body, added) = without_added(answer[end + 4..].to_vec());
        Answer { head: text(&answer[..end]), body, added }
    }

    /// Waits until a page, with what is added to it, shows something.
    fn shows(&self, path: &str, what: &str) -> Answer {
        until(&format!("`{what}` at {path}"), || {
            let answer = self.get(path);
            let all = String::from_utf8_lossy(&answer.body).into_owned() + &answer.added;
            all.contains(what).then_some(answer)
        })
    }

    /// Waits until it shows what a fresh build of the sources would write, and compares all of it.
    fn agrees(&self, site: &Path) {
        let sources = disk::read(site).unwrap();
        let output = render(analyse(&sources, options()), &sources);
        for (file, bytes) in every_file(&output) {
            let path = format!("/{}", file.strip_suffix("index.html").unwrap_or(&file));
            until(&format!("{file} as a build writes it"), || {
                let answer = self.get(&path);
                (answer.head.starts_with("HTTP/1.1 200") && answer.body == bytes).then_some(())
            });
        }
    }

    /// What the panel says, as it stands in the page.
    fn panel(&self) -> String {
        String::from_utf8(self.get("/.fingerpost/panel?page=%2F").body).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn until<T>(what: &str, mut seen: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = seen() {
            return seen;
        }
        assert!(Instant::now() < end, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A page as `build` writes it, and what stands in it besides: one script, and a panel.
fn without_added(body: Vec<u8>) -> (Vec<u8>, String) {
    let find = |what: &[u8], from: usize| body[from..].windows(what.len()).position(|part| part == what);
    let Some(start) = find(b"<script src=\"/.fingerpost/", 0) else { return (body, String::new()) };
    let script = b"</script>\n";
    let mut end = start + find(script, start).unwrap() + script.len();
    if body[end..].starts_with(b"<fingerpost-panel>") {
        let panel = b"</fingerpost-panel>\n";
        end += find(panel, end).unwrap() + panel.len();
    }
    ([&body[..start], &body[end..]].concat(), text(&body[start..end]))
}

/// Puts a text into the place of a file as many editors do: beside it first, then renamed.
fn save(site: &TempDir, path: &str, text: &str) {
    let path = site.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let beside = path.with_extension("tmp~");
    fs::write(&beside, text).unwrap();
    fs::rename(&beside, &path).unwrap();
}

fn edit(site: &TempDir, path: &str, from: &str, to: &str) {
    let before = fs::read_to_string(site.path().join(path)).unwrap();
    assert!(before.contains(from), "{before}");
    fs::write(site.path().join(path), before.replace(from, to)).unwrap();
}

const PROGRAMME: &str = "content/programme/ntp.yaml";
const SOUND: &str = "title: Tuition\nsummary: Part-paid.\nprovider: dfe\n";
const FAULTY: &str = "title: Tuition\nsummary: Part-paid.\nprovider: def\n";
const TEMPLATE: &str = "themes/default/templates/record.html";

/// HTML as it is read.
fn plain(html: &str) -> String {
    let letters = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    letters.iter().fold(html.to_owned(), |html, (escaped, letter)| html.replace(escaped, letter))
}

/// The codes and places in the panel.
fn told(server: &Server) -> Vec<String> {
    let panel = plain(&server.panel());
    let texts = panel.split("<pre tabindex=\"0\">").skip(1).map(|rest| rest.split("</pre>").next().unwrap());
    texts.map(|text| text.to_owned() + "\n\n").collect()
}

/// What `check` would say.
fn expected(site: &Path) -> Vec<String> {
    let sources = disk::read(site).unwrap();
    let output = render(analyse(&sources, options()), &sources);
    let found: Vec<Diagnostic> = output.prove().map_or_else(|faults| faults, |_| output.diagnostics().to_vec());
    let text = |found: &Diagnostic| {
        use fingerpost::diagnostic::render::{Colour, human};
        human(std::slice::from_ref(found), &sources, Colour::Off)
    };
    found.iter().map(text).collect()
}

/// The next message of a stream of events.
fn message(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> Vec<String> {
    let line = lines.map(Result::unwrap).find(|line| line.starts_with("data: ")).unwrap();
    line["data: ".len()..].split(' ').map(str::to_owned).collect()
}
