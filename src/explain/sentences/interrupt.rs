//! EINTR: a signal ended a wait.

use super::rows;

rows! { Errno, interrupt;
    pause | sigsuspend: EINTR => always {
        said(call): "this is how {call} returns after a signal handler has run. It is no error."
            do "go on with what the handler announced; nothing must be called again.";
    }
    close: EINTR => close {
        said(fd): "a signal handler ran while fd {fd} was being closed. On Linux it is closed all the same."
            do "do not call close again: the number may already belong to another file.";
    }
    connect: EINTR => connect {
        said(): "a signal handler ran while the connection was being made, which goes on without the call."
            do "wait with poll for POLLOUT and then ask SO_ERROR; another connect would fail with EALREADY.";
    }
    any: EINTR => wait {
        no_restart(signals): "a signal handler ran while the call waited, and it was installed without SA_RESTART, \
            as the handlers of {signals} are here."
            do "call it again while errno is EINTR, or install the handler with sigaction and SA_RESTART.";
        never_restarted(call, signals): "a signal handler ran while the call waited, and {call} is never started again \
            after one, whatever SA_RESTART says. Handlers are installed here for {signals}."
            do "call it again while errno is EINTR.";
        handled(signals): "a signal handler ran while the call waited. Handlers are installed there for {signals}."
            do "call it again while errno is EINTR, or install the handler with SA_RESTART.";
        timeout_or_stop(signals): "a signal ended the wait, though the handlers that are installed now ({signals}) have \
            SA_RESTART: a socket with a timeout is not restarted, nor are some calls after a stop (SIGCONT)."
            do "call it again while errno is EINTR.";
        no_handler(): "a signal ended the wait, but no handler is installed now: it was removed since, or the process \
            was stopped and went on (SIGCONT)."
            do "call it again while errno is EINTR.";
    }
}
