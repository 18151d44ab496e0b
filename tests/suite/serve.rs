//! The preview as a browser meets it, while files change under it.

use crate::command::{fingerpost, site, text};
use crate::fixture::{folder, options};
use fingerpost::date::Day;
use fingerpost::diagnostic::Diagnostic;
use fingerpost::pipeline::{Options, analyse, render};
use fingerpost::serve::{Cause, Editor, Host, News, Preview, serve_until};
use fingerpost::source::disk;
use fingerpost::watch::Way;
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
        let files = output.all().unwrap_or_else(|faults| panic!("{faults:#?}"));
        for (file, bytes) in files {
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

#[test]
fn serve_answers_what_build_writes() {
    let site = site();
    let server = Server::start(site.path());
    assert!(server.address.starts_with("127.0.0.1:"));
    server.agrees(site.path());
    let home = server.get("/");
    assert!(home.added.starts_with("<script src=\"/.fingerpost/script.js\""), "{}", home.added);
    assert!(home.head.contains("cache-control: no-store"), "{}", home.head);
    assert!(server.get("/organisations/dfe").head.contains("location: /organisations/dfe/"));
    assert!(server.get("/organisations/dfe?a=b").head.contains("location: /organisations/dfe/?a=b"));
    assert!(server.get("//organisations/dfe").head.contains("location: /organisations/dfe/"));
    assert!(server.get("/organisations/%64fe/").head.starts_with("HTTP/1.1 200"));
    let head = server.ask("HEAD", "/", &server.address);
    assert!(head.head.starts_with("HTTP/1.1 200") && head.body.is_empty(), "{}", head.head);
    let post = server.ask("POST", "/", &server.address);
    assert!(post.head.starts_with("HTTP/1.1 405") && post.head.contains("allow: GET, HEAD"), "{}", post.head);
    assert!(server.get("/.fingerpost/script.js").head.contains("text/javascript"));
    assert!(server.get("/.fingerpost/panel.css").head.contains("text/css"));
    assert!(server.get("/.fingerpost/other").head.starts_with("HTTP/1.1 404"));
}

#[test]
fn an_address_of_nothing_lists_those_that_are_spelt_like_it() {
    let site = site();
    let server = Server::start(site.path());
    let sources = disk::read(site.path()).unwrap();
    let expected = render(analyse(&sources, options()), &sources).bytes("404.html").unwrap().unwrap();
    let answer = server.get("/organisations/dff/");
    assert!(answer.head.starts_with("HTTP/1.1 404"), "{}", answer.head);
    assert_eq!(answer.body, expected);
    assert!(answer.added.contains("<a href=\"/organisations/dfe/\">"), "{}", answer.added);
    let hostile = server.get("/%3Cscript%3Ealert(1)%3C%2Fscript%3E'%22");
    assert!(hostile.head.starts_with("HTTP/1.1 404"));
    assert!(!hostile.added.contains("<script>"), "{}", hostile.added);
    for path in
        ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/%zz", "/%", "/%ff", "/%00"]
    {
        assert!(server.get(path).head.starts_with("HTTP/1.1 404"), "{path}");
    }
}

#[test]
fn other_hosts_are_not_answered() {
    let site = site();
    let server = Server::start(site.path());
    let port = server.address.rsplit(':').next().unwrap();
    for host in ["localhost", "127.0.0.1", "[::1]", &format!("localhost:{port}"), &format!("[::1]:{port}")] {
        assert!(server.ask("GET", "/", host).head.starts_with("HTTP/1.1 200"), "{host}");
    }
    for host in ["example.org", "localhost.example.org", "127.0.0.1.example.org:80", "192.168.1.9", ""] {
        assert!(server.ask("GET", "/", host).head.starts_with("HTTP/1.1 403"), "{host}");
    }
    assert!(server.ask("GET", "http://example.org/", "localhost").head.starts_with("HTTP/1.1 403"));
}

#[test]
fn after_any_row_of_edits_it_shows_what_a_fresh_build_would_write() {
    let site = site();
    let server = Server::start(site.path());
    edit(&site, "content/organisation.yaml", "Department for Education", "The Department");
    server.agrees(site.path());
    save(&site, PROGRAMME, SOUND);
    server.agrees(site.path());
    save(&site, PROGRAMME, FAULTY);
    server.shows("/", "1 fault in the content");
    save(&site, PROGRAMME, SOUND);
    server.agrees(site.path());
    save(&site, "content/static/deep/down/note.txt", "one\n");
    server.agrees(site.path());
    fs::write(site.path().join("content/static/deep/down/note.txt"), "two\n").unwrap();
    server.agrees(site.path());
    // A folder becomes a file at once, as in a checkout.
    save(&site, "content/static/turn/inner.txt", "inner\n");
    server.agrees(site.path());
    fs::remove_dir_all(site.path().join("content/static/turn")).unwrap();
    fs::write(site.path().join("content/static/turn"), "a file\n").unwrap();
    server.agrees(site.path());
    save(&site, TEMPLATE, "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title }}</h1>{% endblock main %}");
    server.agrees(site.path());
    save(&site, "themes/default/assets/style.css", "body { margin: 0 }\n");
    server.agrees(site.path());
    fs::remove_dir_all(site.path().join("themes")).unwrap();
    server.agrees(site.path());
    fs::rename(site.path().join("content/static"), site.path().join("static")).unwrap();
    until("the file is gone", || server.get("/deep/down/note.txt").head.starts_with("HTTP/1.1 404").then_some(()));
    fs::rename(site.path().join("static"), site.path().join("content/static")).unwrap();
    server.agrees(site.path());
    fs::remove_file(site.path().join(PROGRAMME)).unwrap();
    until("the page is gone", || server.get("/programmes/ntp/").head.starts_with("HTTP/1.1 404").then_some(()));
    server.agrees(site.path());
    let panel = server.panel();
    assert!(panel.is_empty(), "{panel}");
}

#[test]
fn the_real_site_and_the_one_of_the_tests_are_served_as_they_are_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sites = [root.to_owned(), root.join("tests/sites/family-services")];
    for from in sites {
        let copy = tempfile::tempdir().unwrap();
        for below in ["content", "themes"].iter().map(|name| from.join(name)).filter(|below| below.is_dir()) {
            for entry in walkdir::WalkDir::new(&below).into_iter().map(Result::unwrap) {
                let to = copy.path().join(entry.path().strip_prefix(&from).unwrap());
                if entry.file_type().is_dir() {
                    fs::create_dir_all(to).unwrap();
                } else {
                    fs::copy(entry.path(), to).unwrap();
                }
            }
        }
        let server = Server::start(copy.path());
        server.agrees(copy.path());
        edit(&copy, "content/site.yaml", "title: ", "title: New ");
        server.agrees(copy.path());
    }
}

#[test]
fn faults_lie_over_the_last_good_page_in_the_words_of_the_terminal() {
    let site = site();
    save(&site, PROGRAMME, SOUND);
    let server = Server::start(site.path());
    let good = server.get("/programmes/ntp/").body;
    save(&site, PROGRAMME, FAULTY);
    let answer = server.shows("/programmes/ntp/", "1 fault in the content");
    assert!(answer.head.starts_with("HTTP/1.1 200"));
    assert_eq!(answer.body, good);
    let check = fingerpost(&["check", "--site", site.path().to_str().unwrap()]);
    let told = text(&check.stderr);
    let (told, _) = told.rsplit_once("\n\n").unwrap();
    assert!(plain(&answer.added).contains(told), "{told}\n{}", answer.added);
    let file = site.path().canonicalize().unwrap().join(PROGRAMME);
    let link = format!("<a href=\"vscode://file{}:3:11\">{PROGRAMME}:3:11</a>", file.to_str().unwrap());
    assert!(answer.added.contains(&link), "{link}\n{}", answer.added);
    save(&site, PROGRAMME, &FAULTY.replace("def", "\"<b>&def\""));
    let answer = server.shows("/programmes/ntp/", "&lt;b&gt;&amp;def");
    assert!(!answer.added.contains("<b>"), "{}", answer.added);
    save(&site, PROGRAMME, SOUND);
    until("the faults are gone", || server.panel().is_empty().then_some(()));
    server.agrees(site.path());
}

/// HTML as it is read.
fn plain(html: &str) -> String {
    let letters = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    letters.iter().fold(html.to_owned(), |html, (escaped, letter)| html.replace(escaped, letter))
}

#[test]
fn without_a_good_page_there_are_the_faults_alone() {
    let site = site();
    save(&site, PROGRAMME, FAULTY);
    let server = Server::start_with(site.path(), &["--editor", "idea://open?file={file}&line={line}"]);
    let answer = server.get("/");
    assert!(answer.head.starts_with("HTTP/1.1 500"), "{}", answer.head);
    let html = text(&answer.body);
    assert!(html.contains("<h1 role=\"alert\">1 fault in the content</h1>"), "{html}");
    assert!(html.contains("<a href=\"idea://open?file=/") && html.contains("ntp.yaml&amp;line=3\">"), "{html}");
    assert!(!answer.added.is_empty(), "it waits for the fault to be mended");
    save(&site, PROGRAMME, SOUND);
    server.agrees(site.path());
    server.says("content/programme/ntp.yaml changed: no fault, ready in ");
}

#[test]
fn what_only_making_all_pages_shows_is_found_behind() {
    let site = site();
    let server = Server::start(site.path());
    let good = server.get("/organisations/dfe/").body;
    server.agrees(site.path());
    // It is wrong for records alone, and nobody asks for one.
    save(&site, TEMPLATE, "{% extends \"base.html\" %}{% block main %}{{ page.none.at_all }}{% endblock main %}");
    server.says("made all pages: 1 fault");
    assert_eq!(told(&server), expected(site.path()));
    let answer = server.shows("/organisations/dfe/", "bad-template");
    assert_eq!(answer.body, good, "the last page that could be made");
    fs::remove_file(site.path().join(TEMPLATE)).unwrap();
    until("the fault is gone", || server.panel().is_empty().then_some(()));
    server.agrees(site.path());
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
    let found: Vec<Diagnostic> = output.all().map_or_else(|faults| faults, |_| output.diagnostics().to_vec());
    let text = |found: &Diagnostic| {
        use fingerpost::diagnostic::render::{Colour, human};
        human(std::slice::from_ref(found), &sources, Colour::Off)
    };
    found.iter().map(text).collect()
}

#[test]
fn a_thousand_files_at_once_and_a_broken_one_among_them() {
    let site = site();
    let server = Server::start(site.path());
    for number in 0..1000 {
        let text = if number == 500 { FAULTY } else { SOUND };
        let path = site.path().join(format!("content/programme/{}/p-{number}.yaml", number % 7));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    until("the one fault", || (told(&server).len() == 1).then_some(()));
    until("what check says", || (told(&server) == expected(site.path())).then_some(()));
    save(&site, "content/programme/3/p-500.yaml", SOUND);
    server.shows("/programmes/p-999/", "<h1>Tuition</h1>");
    until("no fault", || server.panel().is_empty().then_some(()));
    fs::remove_dir_all(site.path().join("content/programme")).unwrap();
    server.shows("/programmes/p-999/", "Nothing has this address");
    server.agrees(site.path());
}

#[test]
fn a_site_may_come_later_and_go_and_come_back() {
    let base = site();
    let site = tempfile::tempdir().unwrap();
    let server = Server::start(site.path());
    let answer = server.get("/");
    assert!(answer.head.starts_with("HTTP/1.1 500"), "{}", answer.head);
    assert!(text(&answer.body).contains("there is no `content` folder"), "{}", text(&answer.body));
    fs::rename(base.path().join("content"), site.path().join("content")).unwrap();
    server.shows("/organisations/dfe/", "Department for Education");
    server.agrees(site.path());
    fs::rename(site.path().join("content"), site.path().join("gone")).unwrap();
    let answer = server.shows("/organisations/dfe/", "there is no `content` folder");
    assert!(answer.head.starts_with("HTTP/1.1 200"), "the last good page stays");
    fs::rename(site.path().join("gone"), site.path().join("content")).unwrap();
    until("the folder is back", || server.panel().is_empty().then_some(()));
    edit(&site, "content/organisation.yaml", "Department for Education", "The Department");
    server.shows("/organisations/dfe/", "The Department");
    server.agrees(site.path());
}

#[test]
fn what_editors_leave_beside_a_file_is_no_change() {
    let site = site();
    let server = Server::start(site.path());
    let before = server.said();
    for name in [".organisation.yaml.swp", "organisation.yaml~", ".#organisation.yaml"] {
        fs::write(site.path().join("content").join(name), "{").unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("nobody@nowhere", site.path().join("content/.#site.yaml")).unwrap();
    let same = fs::read(site.path().join("content/organisation.yaml")).unwrap();
    fs::write(site.path().join("content/organisation.yaml"), same).unwrap();
    save(&site, PROGRAMME, SOUND);
    server.says("content/programme/ntp.yaml changed");
    let after = server.said();
    assert_eq!(after.lines().count(), before.lines().count() + 1, "{after}");
    let check = fingerpost(&["check", "--site", site.path().to_str().unwrap()]);
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stderr));
}

/// The next message of a stream of events.
fn message(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> Vec<String> {
    let line = lines.map(Result::unwrap).find(|line| line.starts_with("data: ")).unwrap();
    line["data: ".len()..].split(' ').map(str::to_owned).collect()
}

#[test]
fn a_browser_is_told_of_what_it_shows_and_of_nothing_else() {
    let site = site();
    save(&site, PROGRAMME, SOUND);
    let server = Server::start(site.path());
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let ask = "GET /.fingerpost/events?page=%2Forganisations%2Fteach-first%2F HTTP/1.1";
    write!(stream, "{ask}\r\nHost: {}\r\n\r\n", server.address).unwrap();
    let mut lines = BufReader::new(stream).lines();
    let first = message(&mut lines);
    let shown = server.get("/organisations/teach-first/").added;
    assert!(shown.contains(&format!("data-shown=\"{}\"", first.join(" "))), "{shown}");
    // Another page changes; of this one, first the styles, then a fault beside it, then itself.
    edit(&site, PROGRAMME, "Tuition", "More tuition");
    server.shows("/programmes/ntp/", "More tuition");
    save(&site, "themes/default/assets/style.css", "body { margin: 0 }\n");
    let styles = message(&mut lines);
    // The page names them by what they hold.
    assert!(styles[0] != first[0] && styles[1] != first[1] && styles[2] == first[2], "{first:?} {styles:?}");
    save(&site, PROGRAMME, FAULTY);
    let fault = message(&mut lines);
    assert!(fault[..2] == styles[..2] && fault[2] != styles[2], "{styles:?} {fault:?}");
    save(&site, PROGRAMME, SOUND);
    let mended = message(&mut lines);
    assert_eq!(mended, styles);
    edit(&site, "content/organisation.yaml", "Teach First", "Teach Second");
    let page = message(&mut lines);
    assert!(page[0] != mended[0] && page[1..] == mended[1..], "{mended:?} {page:?}");
}

#[test]
fn a_port_that_is_taken_ends_with_2_and_says_what_to_do() {
    let site = site();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = site.path().to_str().unwrap();
    let output = fingerpost(&["serve", "--site", folder, "--port", &port]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains(&format!("port {port} is taken")) && said.contains("help: name another one"), "{said}");
    let none = fingerpost(&["serve", "--site", folder, "--editor", "javascript:{file}"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(text(&none.stderr).contains("`javascript:{file}` is no editor"), "{}", text(&none.stderr));
    let nowhere = fingerpost(&["serve", "--site", folder, "--host", "192.0.2.1", "--port", "0"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(text(&nowhere.stderr).contains("is no address of this machine"), "{}", text(&nowhere.stderr));
    let missing = fingerpost(&["serve", "--site", folder_that_is_not().to_str().unwrap()]);
    assert_eq!(missing.status.code(), Some(2));
}

fn folder_that_is_not() -> std::path::PathBuf {
    folder().join("no-such-folder")
}

#[test]
fn changes_are_found_by_looking_where_nobody_tells_of_them() {
    let site = site();
    let server = Server::start_with(site.path(), &["--poll"]);
    edit(&site, "content/organisation.yaml", "Department for Education", "The Department");
    server.agrees(site.path());
    save(&site, PROGRAMME, FAULTY);
    server.shows("/", "1 fault in the content");
    fs::remove_dir_all(site.path().join("content/programme")).unwrap();
    server.agrees(site.path());
}

#[test]
fn another_day_makes_another_site() {
    let site = site();
    let day = Arc::new(Mutex::new("2024-11-20"));
    let (today, (tell, told)) = (day.clone(), std::sync::mpsc::channel());
    let preview = Preview {
        folder: site.path().to_owned(),
        host: Host::default(),
        port: 0,
        editor: Editor::new("none").unwrap(),
        way: Way::Listen,
        options: Box::new(move |_| Options {
            as_of: Day::parse(*today.lock().unwrap()).unwrap(),
            is_today: true,
            drafts: false,
        }),
        tell: Box::new(move |news| match news {
            News::Ready(_) => tell.send(None).unwrap(),
            News::Read { cause: Cause::Midnight(day), .. } => tell.send(Some(day)).unwrap(),
            _ => {}
        }),
    };
    std::thread::spawn(|| serve_until(preview, std::future::pending()));
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), None, "it is ready");
    *day.lock().unwrap() = "2024-11-21";
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), Some(Day::parse("2024-11-21").unwrap()));
}

#[cfg(unix)]
#[test]
fn it_ends_with_0_when_it_is_asked_to() {
    let site = site();
    let mut server = Server::start(site.path());
    let mut waiting = TcpStream::connect(&server.address).unwrap();
    write!(waiting, "GET /.fingerpost/events?page=%2F HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut lines = BufReader::new(waiting).lines();
    message(&mut lines);
    let killed = Command::new("sh").args(["-c", &format!("kill -INT {}", server.child.id())]).status().unwrap();
    assert!(killed.success());
    let status = until("the end", || server.child.try_wait().unwrap());
    assert_eq!(status.code(), Some(0));
}
