//! Running a program as a test: apart from everything else, for a limited time, and leaving nothing behind.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use nix::mount::{MntFlags, MsFlags, mount, umount2};
use nix::sched::{CloneFlags, unshare};
use nix::sys::signal::{SigSet, Signal, kill, killpg};
use nix::unistd::Pid;

/// One run of a program.
pub struct Run<'a> {
    /// Tells this run from every other: no two that exist at the same time have the same.
    pub name: &'a str,
    /// The program and its arguments.
    pub command: &'a [String],
    pub environment: &'a [(&'a str, String)],
    /// Emptied, and then owned by the run: its working directory and its output are made in it.
    pub scratch: &'a Path,
    /// The program's source, to recognise by their names the objects that it makes where it cannot be isolated.
    pub source: &'a str,
    pub limit: Duration,
}

pub struct Ended {
    pub status: ExitStatus,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
}

/// Every process of a run has this variable with the run's name, also when it left the process group; see `processes`.
const MARK: &str = "LEAT_TEST_RUN";
/// How long a process that the program has told to end, or left to end by itself, may take to do so.
const GRACE: Duration = Duration::from_secs(5);

impl Run<'_> {
    /// Runs the program to its end. Fails if it could not, took too long, or left something behind.
    pub fn run(&self) -> Result<Ended, String> {
        // A thread of its own, whose namespaces end with it.
        thread::scope(|scope| scope.spawn(|| self.run_in_this_thread()).join())
            .unwrap_or_else(|_| Err("the harness panicked".into()))
    }

    fn run_in_this_thread(&self) -> Result<Ended, String> {
        let work = self.scratch.join("work");
        let queues = self.scratch.join("mqueue");
        let _ = fs::remove_dir_all(&work);
        for directory in [&work, &queues] {
            fs::create_dir_all(directory).map_err(|error| format!("{}: {error}", directory.display()))?;
        }
        let objects = match can_isolate() {
            true => Objects::isolated(&queues).map_err(|error| format!("isolating the program: {error}"))?,
            false => Objects::of_the_machine(),
        };
        let (stdout, stderr) = (self.scratch.join("stdout"), self.scratch.join("stderr"));
        let mut child =
            self.start(&work, &stdout, &stderr).map_err(|error| format!("starting the program: {error}"))?;
        let group = Pid::from_raw(child.id() as i32);
        let ended = wait_until(&mut child, Instant::now() + self.limit);
        if ended.is_none() {
            self.kill(group);
            let _ = child.wait();
        }
        let mut left = self.processes_after(GRACE, group);
        self.kill(group);
        left.extend(objects.left_after(GRACE, group, self.source));
        left.extend(files_in(&work));
        let read = |path| fs::read(path).unwrap_or_default();
        let (stdout, stderr) = (read(&stdout), read(&stderr));
        let said = || String::from_utf8_lossy(&stderr).into_owned();
        match ended {
            None => Err(format!("still running after {:?}\n{}", self.limit, said())),
            Some(_) if !left.is_empty() => Err(format!("left behind: {}\n{}", left.join(", "), said())),
            Some(status) => Ok(Ended { status, stdout, stderr }),
        }
    }

    fn start(&self, work: &Path, stdout: &Path, stderr: &Path) -> io::Result<Child> {
        let mut command = Command::new(&self.command[0]);
        command
            .args(&self.command[1..])
            .current_dir(work)
            .env_remove("LEAT_EXPLAIN")
            // Cargo's, with its own build directories; the program finds the library under test by its rpath.
            .env_remove("LD_LIBRARY_PATH")
            .env("RUST_BACKTRACE", "0")
            .env(MARK, self.name)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            // Files, not pipes: a process that is left behind would hold a pipe open.
            .stdout(File::create(stdout)?)
            .stderr(File::create(stderr)?)
            .process_group(0);
        begin_with_default_signals(&mut command);
        command.spawn()
    }

    /// The processes of the run that are still there when all of them ended, or after `grace`.
    fn processes_after(&self, grace: Duration, group: Pid) -> Vec<String> {
        let deadline = Instant::now() + grace;
        loop {
            let left = self.processes(group);
            if left.is_empty() || Instant::now() >= deadline {
                return left.into_iter().map(|(pid, name)| format!("process {pid} ({name})")).collect();
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The processes of the run, zombies apart: those of its group, and those that carry its mark in their environment.
    fn processes(&self, group: Pid) -> Vec<(Pid, String)> {
        let mark = format!("{MARK}={}", self.name);
        let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
        let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
        pids.filter_map(|pid| {
            // "pid (name) state parent group …", and the name may contain anything.
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            let (before, after) = stat.rsplit_once(") ")?;
            let name = before.split_once('(')?.1.to_owned();
            let mut fields = after.split(' ');
            let (state, its_group) = (fields.next()?, fields.nth(1)?);
            let environment = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
            let marked = environment.split(|&byte| byte == 0).any(|entry| entry == mark.as_bytes());
            let ours = marked || its_group == group.to_string();
            (ours && !matches!(state, "Z" | "X")).then(|| (Pid::from_raw(pid), name))
        })
        .collect()
    }

    fn kill(&self, group: Pid) {
        let _ = killpg(group, Signal::SIGKILL);
        for (pid, _) in self.processes(group) {
            let _ = kill(pid, Signal::SIGKILL);
        }
    }
}

/// Whoever runs the tests may ignore or block signals (nohup ignores one), and exec hands that on.
#[allow(unsafe_code, reason = "Command has no way to say it")]
fn begin_with_default_signals(command: &mut Command) {
    let reset = || {
        for number in 1..=libc::SIGRTMAX() {
            // SAFETY: SIG_DFL is no function, and of what is no signal, or cannot be changed, signal() says so.
            unsafe { libc::signal(number, libc::SIG_DFL) };
        }
        Ok(SigSet::empty().thread_set_mask()?)
    };
    // SAFETY: it makes only calls that are async-signal-safe, and allocates nothing.
    unsafe { command.pre_exec(reset) };
}

/// How the program ended; None if it had not by the deadline.
fn wait_until(child: &mut Child, deadline: Instant) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            _ if Instant::now() >= deadline => return None,
            _ => thread::sleep(Duration::from_millis(2)),
        }
    }
}

/// Everything in the program's working directory, which was empty.
fn files_in(work: &Path) -> Vec<String> {
    let entries = fs::read_dir(work).into_iter().flatten().flatten();
    entries.map(|entry| format!("file {}", entry.file_name().display())).collect()
}

/// The objects that outlive processes: System V's, and POSIX's in /dev/shm and of the queues.
struct Objects {
    before: BTreeSet<String>,
    /// Where POSIX queues are listed, if anywhere.
    queues: PathBuf,
    isolated: bool,
}

impl Objects {
    /// From here on this thread and what it starts see no objects but their own, and these end with them.
    fn isolated(queues: &Path) -> nix::Result<Objects> {
        unshare(CloneFlags::CLONE_NEWIPC | CloneFlags::CLONE_NEWNS)?;
        let none = None::<&str>;
        mount(none, "/", none, MsFlags::MS_PRIVATE | MsFlags::MS_REC, none)?;
        mount(Some("leat"), "/dev/shm", Some("tmpfs"), MsFlags::empty(), none)?;
        mount(Some("leat"), queues, Some("mqueue"), MsFlags::empty(), none)?;
        Ok(Objects { before: BTreeSet::new(), queues: queues.to_owned(), isolated: true })
    }

    fn of_the_machine() -> Objects {
        let queues = PathBuf::from("/dev/mqueue");
        Objects { before: list(&queues), queues, isolated: false }
    }

    /// What is there now, was not before, and is still there after `grace`: on a machine where others make objects too, theirs
    /// come and go.
    fn left_after(&self, grace: Duration, leader: Pid, source: &str) -> Vec<String> {
        let deadline = Instant::now() + grace;
        let ours = |object: &String| self.isolated || made_by(object, leader, source);
        let mut left: Vec<String> =
            list(&self.queues).difference(&self.before).filter(|each| ours(each)).cloned().collect();
        while !self.isolated && !left.is_empty() && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(20));
            let still = list(&self.queues);
            left.retain(|object| still.contains(object));
        }
        if self.isolated {
            // The scratch directory is removed by whoever sees no mount there.
            let _ = umount2(&self.queues, MntFlags::MNT_DETACH);
        }
        left
    }
}

/// Can programs be isolated here? It takes root's rights. Otherwise they must run one at a time.
pub fn can_isolate() -> bool {
    static CAN: OnceLock<bool> = OnceLock::new();
    *CAN.get_or_init(|| {
        let queues = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mqueue");
        fs::create_dir_all(&queues).is_ok()
            && thread::spawn(move || Objects::isolated(&queues).is_ok()).join().unwrap_or(false)
    })
}

/// Was the object made by the program whose process this was? On a machine where others make objects too there is nothing
/// better to ask than: does its name contain that number, or the source contain the name? System V objects have no name;
/// of shared memory it is known whether a living process made it.
fn made_by(object: &str, leader: Pid, source: &str) -> bool {
    let (kind, rest) = object.split_once(' ').unwrap_or((object, ""));
    match kind {
        "sysv-shm" => {
            let maker = rest.rsplit(' ').next().unwrap_or_default();
            !Path::new("/proc").join(maker).exists()
        }
        "sysv-msg" | "sysv-sem" => true,
        _ => {
            let name = rest.strip_prefix("sem.").unwrap_or(rest);
            name.split(|c: char| !c.is_ascii_digit()).any(|digits| digits == leader.to_string())
                || source.contains(&format!("\"/{name}\""))
        }
    }
}

/// Every object that this thread can see.
fn list(queues: &Path) -> BTreeSet<String> {
    let mut objects = BTreeSet::new();
    for kind in ["msg", "sem", "shm"] {
        let table = fs::read_to_string(format!("/proc/sysvipc/{kind}")).unwrap_or_default();
        for line in table.lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let (Some(key), Some(id)) = (fields.first(), fields.get(1)) else { continue };
            // The process that made it, which only shared memory tells.
            let maker = if kind == "shm" { fields.get(4).unwrap_or(&"") } else { &"" };
            objects.insert(format!("sysv-{kind} {id} key {key} {maker}").trim_end().to_owned());
        }
    }
    for (kind, directory) in [("shm", Path::new("/dev/shm")), ("mqueue", queues)] {
        let entries = fs::read_dir(directory).into_iter().flatten().flatten();
        objects.extend(entries.map(|entry| format!("{kind} {}", entry.file_name().display())));
    }
    objects
}

/// `exit code 1` or `signal 11`, and what the program said.
pub fn describe(ended: &Ended) -> String {
    let how = match (ended.status.code(), ended.status.signal()) {
        (Some(code), _) => format!("exit code {code}"),
        (_, signal) => format!("signal {}", signal.unwrap_or_default()),
    };
    format!("{how}\n{}", String::from_utf8_lossy(&ended.stderr))
}
