use std::io::pipe;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::*;
use crate::explain::facts::clock::Moment;

/// A child in a process group of its own, killed and buried in the end.
struct Killed(Child);

fn start(command: &mut Command) -> Killed {
    Killed(command.process_group(0).stderr(Stdio::null()).spawn().unwrap())
}

impl Drop for Killed {
    fn drop(&mut self) {
        // What it has started too.
        let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(self.process().pid), nix::sys::signal::SIGKILL);
        let _ = self.0.wait();
    }
}

impl Killed {
    fn process(&self) -> Process {
        Process { pid: self.0.id() as libc::pid_t }
    }

    /// What is said of it when it waits for what `wanted` is.
    fn said(&self, wanted: fn(&Object) -> bool) -> (Said, Outlook) {
        loop {
            let graph = Graph::of(&[self.process()], Moment::now() + Duration::from_secs(60)).unwrap();
            if let Some(waiting) =
                graph.looks[0].threads.iter().find(|waiting| waiting.object.as_ref().is_some_and(wanted))
            {
                let mut said = Said::new();
                let outlook = find(&graph, waiting, &mut said);
                return (said, outlook);
            }
            std::thread::yield_now();
        }
    }

    /// The same, when there is a verdict and what is said is `right`, given its name: of who has just moved there is none.
    fn accused(&self, wanted: fn(&Object) -> bool, right: impl Fn(&Said, &str) -> bool) -> (Said, Outlook) {
        let patience = Instant::now() + Duration::from_secs(60);
        loop {
            let (said, outlook) = self.said(wanted);
            if !said.verdict.is_empty() && right(&said, &self.process().named().to_string()) {
                return (said, outlook);
            }
            assert!(Instant::now() < patience, "{}; {}", said.facts.as_str(), said.verdict.as_str());
        }
    }
}

#[test]
fn a_reader_that_alone_could_write() {
    let (reader, writer) = pipe().unwrap();
    // The command would keep the ends.
    let child = start(Command::new("cat").stdin(reader).stdout(writer));
    // A child that another test is just starting has the write end for a moment, too.
    let only = |said: &Said, named: &str| {
        said.facts.as_str().starts_with(&format!("The write end is open only in {named} itself, as fd 1."))
    };
    let (said, outlook) = child.accused(|object| matches!(object, Object::Pipe { .. }), only);
    assert!(said.verdict.as_str().contains("no other process can write: this read will never return"));
    assert_eq!(said.advice.as_str(), "close fd 1 before reading.");
    assert!(outlook == Outlook::Never || said.verdict.as_str().starts_with("as far as can be seen, "));
}

#[test]
fn a_writer_at_work_is_not_accused() {
    let child = start(Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()));
    let (said, outlook) = child.said(|object| matches!(object, Object::Pipe { .. }));
    assert!(said.facts.as_str().contains(&format!("The write end is open in {}, which ", Process::this().named())));
    assert_eq!((said.verdict.as_str(), outlook), ("", Outlook::Open));
}

#[test]
fn a_cycle_of_two() {
    let (reader, writer) = pipe().unwrap();
    // The shell waits for cat, and has the write end too.
    let child = start(Command::new("sh").args(["-c", "cat; true"]).stdin(reader).stdout(writer));
    let (said, _) = child.accused(|object| matches!(object, Object::Child(_)), |_, _| true);
    let (verdict, shell) = (said.verdict.as_str(), child.process().named());
    assert!(verdict.contains(&format!("a deadlock: {shell} waits for cat (pid ")), "{verdict}");
    assert!(verdict.contains(" to end; cat (pid "), "{verdict}");
    assert!(verdict.contains(&format!(" waits for {shell} to write to pipe ")), "{verdict}");
    assert_eq!(
        said.advice.as_str(),
        "before waiting for the child, write what it reads, and close every write end of that, the child's own too."
    );
}
