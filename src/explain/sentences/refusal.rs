//! What leat's own functions refuse by themselves, whatever the mechanism: first the general, then each mechanism's.

use std::ffi::CStr;

use libc::pid_t;

use super::super::answer::Answer;
use super::super::argument::{Plain, Shown};
use super::super::facts::process::Process;
use super::super::refusal::{Refused, VALUES};
#[cfg(test)]
use super::Sentence;
use crate::boundary::record::Copied;

/// A refusal is a function that makes it: `value("timeout_ms", -7, -1, 9)`. In the brackets is what is refused, if the sentence
/// tells it: the name of a parameter, or, as `path: CStr`, a path, which is shown in quotes. Behind it are up to three values:
/// numbers, or, as `process: Process`, the number of one, which is shown with its name. The form of the sentences is that of
/// `rows!`.
macro_rules! refusals {
    (@type) => { str };
    (@type $type:ident) => { $type };
    (@name $name:ident) => { Plain($name.bytes) };
    (@name $name:ident CStr) => { Shown($name) };
    (@value $value:ident) => { $value };
    (@value $value:ident Process) => { Process { pid: $value as pid_t }.named() };
    ($($refusal:ident[$($name:ident $(: $type:ident)?)?]($($value:ident $(: $what:ident)?),*): $cause:literal $(do $advice:literal)?;)*) => {
        #[allow(non_camel_case_types, reason = "each is also the name of the function that makes it")]
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        pub(crate) enum Refusal {
            $($refusal),*
        }

        impl Refusal {
            pub(crate) const ALL: &[Refusal] = &[$(Refusal::$refusal),*];
        }

        /// For the manual page.
        #[cfg(test)]
        pub(in crate::explain) const SENTENCES: &[Sentence] = &[$(
            Sentence { cause: $cause, advice: $crate::explain::sentences::rows!(@advice $($advice)?) }
        ),*];

        /// The functions that make them.
        pub(crate) mod make {
            use super::{Bytes as _, CStr, Refusal, Refused, first};
            $(
                pub(crate) fn $refusal<'a>(
                    $($name: &'a refusals!(@type $($type)?),)? $($value: i64),*
                ) -> Refused<'a> {
                    Refused {
                        which: Refusal::$refusal,
                        name: first(&[$($name.as_bytes())?]),
                        values: super::values(&[$($value),*]),
                    }
                }
            )*
        }

        /// Says the sentence.
        pub(in crate::explain) fn say(which: Refusal, name: Copied, values: [i64; VALUES], answer: &mut Answer) {
            match which {
                $(Refusal::$refusal => {
                    let _ = name;
                    $(let $name = name; let $name = refusals!(@name $name $($type)?);)?
                    let mut _values = values.into_iter();
                    $(
                        let $value = _values.next().unwrap_or(0);
                        let $value = refusals!(@value $value $($what)?);
                    )*
                    answer.say(format_args!($cause), $crate::explain::sentences::rows!(@say $($advice)?));
                })*
            }
        }
    };
}

/// What is shown of a name.
trait Bytes {
    fn as_bytes(&self) -> &[u8];
}

impl Bytes for CStr {
    fn as_bytes(&self) -> &[u8] {
        self.to_bytes()
    }
}

fn first<'a>(names: &[&'a [u8]]) -> &'a [u8] {
    names.first().copied().unwrap_or_default()
}

fn values(given: &[i64]) -> [i64; VALUES] {
    std::array::from_fn(|index| given.get(index).copied().unwrap_or(0))
}

refusals! {
    null[name](): "{name} is NULL, but the function needs memory there." do "pass the address of a variable or buffer.";
    no_handle[name](): "{name} is NULL, which is what functions that make one return when they fail."
        do "check what that call returned before you use it, and ask there what failed.";
    no_function[name](): "{name} is NULL, but a function is to be called." do "pass the name of one.";
    too_large[name](size): "the size given for {name} is {size:#x} bytes, and no memory is so large: as a signed number it is \
        {size}." do "look whether the size comes from a call that has failed, with -1.";
    value[name](value, least, most): "{name} is {value}; it must be from {least} to {most}.";
    timeout[name](value): "{name} is {value}; it must be -1 (LEAT_FOREVER), 0 or a number of milliseconds."
        do "pass LEAT_FOREVER to wait without an end.";
    flags[name](bits): "{name} has the bits {bits:#x}, which it does not take in this version of leat."
        do "pass the constants that the header says, or 0.";
    kind[name](value): "{name} is {value}, which is none of its constants.";
    reserved[name](): "{name} is not 0, as what is reserved must be."
        do "initialise the struct with its LEAT_..._INIT.";
    no_size[name](): "the size in {name} is 0 or too small: nothing says how long the struct is."
        do "initialise the struct with its LEAT_..._INIT.";
    no_struct[name](size): "the size in {name} is {size}, and no struct of leat's is so large: it was not initialised."
        do "initialise the struct with its LEAT_..._INIT.";
    newer[name](size, known): "the struct {name} has {size} bytes, of which this version of leat knows {known}, and the others \
        are not 0: it asks for what only a newer one can do." do "run it with the leat that it was compiled for.";
    no_memory[](): "the process can get no more memory."
        do "find what uses it up, or raise what limits it (ulimit -v, the memory limit of the cgroup).";
    no_key[](): "the process has no thread-specific key left (PTHREAD_KEYS_MAX, 1024): its libraries have used them up.";
    timed_out[](milliseconds): "the {milliseconds} ms that it was given were over.";
    would_block[](): "it cannot be done now, and was not to wait (timeout_ms is 0).";
    not_readable_before[](fd, milliseconds): "there was no more to read from fd {fd} when the {milliseconds} ms were over."
        do "give it more time, or look why nobody writes.";
    not_writable_before[](fd, milliseconds): "fd {fd} took no more before the {milliseconds} ms were over."
        do "give it more time, or look why nobody reads.";
    not_readable_now[](fd): "there is nothing to read from fd {fd} now, and it was not to wait (timeout_ms is 0).";
    not_writable_now[](fd): "fd {fd} takes no more now, and it was not to wait (timeout_ms is 0).";
    stopped[](): "the stop that is attached to this thread was thrown."
        do "end the work; or attach another stop (leat_stop_attach) and go on.";
    forked[name](process: Process): "{name} belongs to {process}, of which this is a forked child: all it may do with it is to free it."
        do "make it in the process that uses it.";
    busy[name](): "another call is under way on {name}: of another thread, or the one whose callback this is."
        do "use it in one thread at a time.";
    broken[name](): "an earlier call on {name} met a bug in leat, and what it left cannot be trusted." do "free it.";
    // io
    other_size[name](size, first): "the size in one of the {name} is {size}, and in the first {first}: they must be one array."
        do "initialise each of them with its LEAT_..._INIT.";
    // reader
    line_too_long[](longest, fd): "the line, or piece, is longer than the {longest} bytes that this reader of fd {fd} allows."
        do "give leat_reader_new a larger longest, or look who sends so much without a newline.";
    frame_too_long[](size, longest): "the next frame says that it has {size} bytes, and this reader allows {longest}."
        do "give leat_reader_new a larger longest; or the other end does not write frames (leat_io_frame_write).";
    frame_cut_short[](size, there): "the input ended within a frame: of its {size} bytes, with the 4 of its size, {there} have come."
        do "look why the writer ended, or closed, before it had written all of it.";
    // io
    onto_itself[](from, to, size): "both are the same file, and its {size} bytes from {from} on would be written over from {to} on \
        before all of them are read." do "copy to another file, or to its end (O_APPEND).";
    pipe_onto_itself[](from, to): "fd {from} and fd {to} are of the same pipe: what was copied would be there to be copied again, for \
        ever." do "copy to another.";
    flow_onto_itself[](from, to): "fd {from} and fd {to} are of the same file: what was written would be read, and written again, \
        for ever." do "copy to another file, or by leat_io_copy(), which ends where the file did.";
    closed_early[](fd): "fd {fd} is to be closed when a flow has ended (LEAT_IO_CLOSE), but another flow uses it, too."
        do "close it behind leat_io_pump().";
    // process
    empty[name](): "{name} has no string in it, but the first is the name of the program.";
    variable[name](): "a string in {name} has no name before its =, or is empty." do "write \"NAME=value\" to set a variable, and \
        \"NAME\" to remove it.";
    child_fd[name](fd): "{name} names the child's descriptor {fd}, which is below 3, or is named before."
        do "0, 1 and 2 are the members in, out and err.";
    child_fd_too_high[name](fd, limit): "{name} names the child's descriptor {fd}, which is not below {limit}, the limit RLIMIT_NOFILE."
        do "use a smaller number, or raise the limit (ulimit -n).";
    merged[name](): "{name} is LEAT_CHILD_OUT, which only what is behind the standard output can be." do "use it for err.";
    not_found_from[name: CStr](): "{name} is in none of the directories of PATH; those that do not begin with / were looked for \
        from the child's directory, which the options say." do "write the whole path of the program.";
    nice[](added, now): "the nice value is {now} now, and {added} is to be added to it: only root, or RLIMIT_NICE, lets it get lower.";
    no_death_signal[](): "the kernel refuses what lets the child die with this thread: prctl(2) with PR_SET_PDEATHSIG, or getppid(2) \
        behind it."
        do "look whether a filter of system calls (seccomp) refuses that.";
    runs_after[](process: Process, milliseconds): "{process} had not ended when the {milliseconds} ms were over."
        do "wait again, or end it: leat_process_end().";
    runs_now[](process: Process): "{process} has not ended, and it was not to wait (timeout_ms is 0).";
    has_ended[](pid): "process {pid} has ended, and was waited for: its number may be another's now.";
    group_has_ended[](pid): "process {pid} has ended, and none is left of the group that it led.";
    no_group[](process: Process): "{process} has no group of its own, which alone is leat's to signal."
        do "start it with LEAT_GROUP_NEW, or call kill with the number of its group.";
    no_terminal[](): "this process has no terminal to give: it has none (/dev/tty), or is not in its foreground itself."
        do "run it in the foreground of a terminal; to let the child go on without one, send it SIGCONT.";
    no_pipe[](fd): "there is no pipe to the child's descriptor {fd}, or it was taken." do "start it with LEAT_CHILD_PIPE for it.";
    two_inputs[name](): "there is an input, but {name} gives the program another one." do "leave one of them out.";
    unused_pipe[name](): "{name} asks for a pipe whose other end nobody would use: a run only feeds standard input, and collects \
        standard output and error." do "start it by leat_process_spawn(), and use leat_process_pipe_fd().";
    unused_stage_pipe[name](index): "{name} of stage {index} asks for a pipe whose other end nobody would use: a run only feeds the \
        first stage, and collects what the last writes and the errors of all."
        do "start it by leat_pipeline_start(), and use leat_pipeline_process().";
    session_has_no_terminal[](): "the options say LEAT_PROCESS_FOREGROUND and LEAT_GROUP_SESSION, but a new session has no terminal."
        do "use LEAT_GROUP_NEW.";
    function_runs[](): "a function is run, so that program, environment and added of the options must be NULL."
        do "set them in the function, or start a program: leat_process_spawn().";
    no_pidfd[](): "this system has no descriptors for processes (pidfd), or forbids them." do "wait with leat_process_wait().";
    argument_too_long[](index, size, most): "argument {index} has {size} bytes with its NUL, and one string that a program is given \
        may have {most} (MAX_ARG_STRLEN)." do "pass long data in a file or a pipe.";
    variable_too_long[name](size, most): "the variable {name} of the environment has {size} bytes with its NUL, and one string that a \
        program is given may have {most} (MAX_ARG_STRLEN)." do "pass long data in a file or a pipe, or leave the variable out.";
    given_too_much[](arguments, environment, most): "the arguments have {arguments} bytes and the environment {environment}, with \
        their NULs and pointers, and together they may have {most}: a quarter of RLIMIT_STACK, but from 128 KiB to 6 MiB."
        do "pass long data in a file or a pipe, or long lists in parts (xargs).";
    // fifo
    no_fifo[path: CStr](): "{path} is no FIFO, but another kind of file." do "make one with leat_fifo_make, at another path.";
    both_ends[](): "flags has O_RDWR, with which nobody is waited for; it must have O_RDONLY or O_WRONLY."
        do "open each end by itself.";
    no_fifo_reader[path: CStr](milliseconds): "nobody opened {path} to read within {milliseconds} ms."
        do "start the reader, or give it more time.";
    no_server[path: CStr](milliseconds): "no server had {path} open within {milliseconds} ms."
        do "start the server (leat_fifo_server_new), or give it more time.";
    no_fifo_writer[path: CStr](milliseconds): "nobody opened {path} to write within {milliseconds} ms."
        do "start the writer, or give it more time.";
    fifo_served[path: CStr](server: Process): "{server} serves {path} already, and there is one server at a time."
        do "end it first, or take another path.";
    fifo_served_unseen[path: CStr](): "a server has {path} already, and there is one at a time; which it is cannot be seen."
        do "end it first, or take another path.";
    fifo_of_another[path: CStr](owner, user): "{path} belongs to user {owner}, who could read what is sent to the server of user {user}."
        do "take another path, or have its owner remove it.";
    fifo_name_too_long[path: CStr](most): "the FIFOs of its clients are named as it, with 17 bytes more, so a server's name may have \
        {most}; that of {path} is longer." do "use a shorter name.";
    fifo_path_too_long[path: CStr](most): "the client's own FIFO has the path of the server's, with 17 bytes more, so that may have \
        {most}; {path} is longer." do "use a shorter path: a relative one, from a directory that is nearer to it.";
    mode[name](): "{name} has other bits than a file's mode, which is from 0 to 07777."
        do "write it in octal, with a 0 before it: 0600.";
    fifo_link[path: CStr](): "{path} is a symbolic link, beside which a server's clients have no FIFOs."
        do "use the path that it leads to.";
    fifo_changing[path: CStr](): "{path} was replaced whenever it was opened." do "look who removes it; or take another path.";
    no_event[path: CStr](milliseconds): "no client of {path} has joined, sent anything or gone within {milliseconds} ms."
        do "wait again, or look whether clients take the same path.";
    no_client[](number): "there is no client {number}: it is gone, or has never been.";
    client_gone[](number): "client {number} is gone, as LEAT_GONE will tell.";
    client_slow[](number, bytes): "client {number} does not read, and {bytes} bytes wait for it."
        do "answer it later, or drop it: leat_fifo_server_drop().";
    server_full[path: CStr](): "the server of {path} has as many clients as it wants (its options.most_clients)."
        do "try again when others have left.";
    no_random[](): "the kernel gives no random number (getrandom(2)), by which a client's FIFO is named, and its requests are known."
        do "look whether a filter of system calls (seccomp) refuses that.";
    server_silent[path: CStr](milliseconds): "{path} is open to read, but no server has let this client in within {milliseconds} ms."
        do "look whether it is leat's server, and of this user or root; it may be busy.";
    unanswered[path: CStr](milliseconds): "the server of {path} has not answered within {milliseconds} ms."
        do "give it more time, or look what the server does.";
    server_gone[](): "the server has ended, or has dropped this client." do "open another: leat_fifo_client_open().";
    no_reply[](): "what came through the client's FIFO is no answer of leat's server, or one of a newer leat.";
    answer_too_large[](size, capacity): "the answer has {size} bytes, and there is room for {capacity}."
        do "give it more room, or use leat_fifo_client_receive.";
    // pipeline
    of_pipeline[name](): "{name} is decided for the whole pipeline, and not for a stage of it."
        do "leave it 0: leat_pipeline_new, leat_pipeline_from_... and leat_pipeline_to_... say it.";
    one_way[name](): "{name} is LEAT_CHILD_PIPE_IN, which a stage may have, but not the pipeline." do "use LEAT_CHILD_PIPE.";
    no_stages[](): "the pipeline has no stages." do "add some: leat_pipeline_add, leat_pipeline_add_shell, leat_pipeline_add_function.";
    no_failed_stage[](): "the last start of the pipeline, if there was one, has not failed at one of its stages.";
    not_started[](): "the pipeline was not started." do "call leat_pipeline_start before, and look at what it returns.";
    starting[](): "another thread is starting the pipeline; until that returns it cannot be changed, printed or started."
        do "call it when that has returned; it waits for the other end of a FIFO that a stage is to have.";
    started[](): "the pipeline was started before." do "make another for each time.";
    stage_runs_after[](stage, process: Process, milliseconds):
        "stage {stage}, {process}, had not ended when the {milliseconds} ms were over."
        do "wait again, or end all: leat_pipeline_end().";
    stage_runs_now[](stage, process: Process): "stage {stage}, {process}, has not ended, and it was not to wait (timeout_ms is 0).";
    no_group_of_stages[](): "the pipeline has no group of its own, which alone leat gives the terminal."
        do "make it with LEAT_PIPELINE_FOREGROUND, or LEAT_GROUP_NEW: leat_pipeline_new().";
    all_ended[](): "all stages of the pipeline have ended, and were waited for.";
    no_end[](fd): "the pipeline has no pipe to the host for its descriptor {fd}, or it was taken."
        do "ask for it before it is started: leat_pipeline_from_pipe, leat_pipeline_to_pipe, leat_pipeline_set_stream.";
}
