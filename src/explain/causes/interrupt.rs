//! Which signal's handler it may have been.

use crate::explain::answer::Answer;
use crate::explain::call::Call;
use crate::explain::facts::signals::{Disposition, Signals};
use crate::explain::failure::Failure;
use crate::explain::sentences::interrupt as say;

pub(in crate::explain) fn always(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::always::said(answer, &failure.call);
    Some(())
}

pub(in crate::explain) fn close(failure: &Failure, answer: &mut Answer) -> Option<()> {
    say::close::said(answer, &failure.int(0));
    Some(())
}

pub(in crate::explain) fn connect(_: &Failure, answer: &mut Answer) -> Option<()> {
    say::connect::said(answer);
    Some(())
}

/// signal(7): these are never started again.
fn is_never_restarted(call: Call) -> bool {
    use Call::*;
    matches!(
        call,
        sigtimedwait
            | sigwaitinfo
            | epoll_wait
            | epoll_pwait
            | poll
            | ppoll
            | select
            | pselect
            | msgrcv
            | msgsnd
            | semop
            | semtimedop
    )
}

pub(in crate::explain) fn wait(failure: &Failure, answer: &mut Answer) -> Option<()> {
    let those = |wanted: &dyn Fn(Disposition) -> bool| Signals::of(failure.process, wanted).without_faults();
    let handled = those(&|disposition| matches!(disposition, Disposition::Handled { .. }));
    let plain = those(&|disposition| disposition == Disposition::Handled { restarts: Some(false) });
    if handled.is_empty() {
        say::wait::no_handler(answer);
    } else if is_never_restarted(failure.call) {
        say::wait::never_restarted(answer, &failure.call, &handled);
    } else if !failure.process.is_this() {
        say::wait::handled(answer, &handled);
    } else if plain.is_empty() {
        say::wait::timeout_or_stop(answer, &handled);
    } else {
        say::wait::no_restart(answer, &plain);
    }
    Some(())
}
