//! leat-cc in place of the compiler: the same programs, the same messages, and failures that explain themselves.
//!
//! The Makefiles of `c-tests/makefiles/` are those of other people's coursework: nothing in them knows leat.

#[path = "support/leat_cc_commands.rs"]
mod commands;
#[path = "support/leat_cc_names.rs"]
mod names;
#[path = "support/leat_cc_projects.rs"]
mod projects;
mod support;
#[path = "support/leat_cc_ways.rs"]
mod ways;
#[path = "support/leat_cc_wrapper.rs"]
mod wrapper;

use std::fs;

use libtest_mimic::Arguments;
use support::installed::{scratch, trial};
use ways::COMPILERS;

fn main() {
    let mut arguments = Arguments::from_args();
    // Each test is a compiler or two.
    arguments.test_threads.get_or_insert(2);
    let mut trials = Vec::new();
    for compiler in COMPILERS {
        for project in projects::PROJECTS {
            let name = format!("makefiles::{}::{}", project.name, compiler.c);
            let needs = [&[compiler.c, compiler.cxx, "make"], project.needs].concat();
            trials.push(trial(name, &needs, move || projects::test(project, compiler)));
        }
        for command in commands::COMMANDS {
            let name = format!("command::{}::{}", command.name, compiler.c);
            trials.push(trial(name, &[compiler.c], move || commands::test(command, compiler)));
        }
        for case in names::CASES {
            let name = format!("own_name::{}::{}", case.name, compiler.c);
            trials.push(trial(name, &[compiler.c], move || names::test(case, compiler)));
        }
    }
    for (name, needs, test) in wrapper::TESTS {
        trials.push(trial(*name, needs, test));
    }
    trials.push(trial("every_makefile_is_tried", &[], projects::every_makefile_is_tried));

    let conclusion = libtest_mimic::run(&arguments, trials);
    let _ = fs::remove_dir_all(scratch());
    conclusion.exit();
}
