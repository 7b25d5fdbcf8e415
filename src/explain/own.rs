//! leat's own functions, by name. The calls that they make are in `call`.

use std::ffi::CStr;

use super::names::c_string;

/// One line a mechanism: its functions, without the prefix.
macro_rules! own {
    ($($($name:ident)*;)*) => {
        #[allow(non_camel_case_types, reason = "each is the name of a C function")]
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        pub(crate) enum Own {
            $($($name),*),*
        }

        impl Own {
            pub(crate) const ALL: &[Own] = &[$($(Own::$name),*),*];

            pub(crate) fn name(self) -> &'static CStr {
                match self {
                    $($(Own::$name => c_string!($name)),*),*
                }
            }
        }
    };
}

own! {
    deadline_after;
    stop_new stop_now stop_is_thrown stop_attach stop_fd;
    io_read_all io_write_all io_writev_all io_frame_write io_copy io_pump io_wait io_set_nonblocking io_set_inherited;
    reader_new reader_line reader_until reader_until_text reader_exact reader_peek reader_frame reader_take_rest reader_fd;
    pipe_open pipe_capacity pipe_set_capacity pipe_queued pipe_lend;
    pipeline_new pipeline_add pipeline_add_shell pipeline_add_function pipeline_set_stream pipeline_from_file
        pipeline_from_fd pipeline_from_pipe pipeline_to_file pipeline_to_fd pipeline_to_pipe pipeline_start pipeline_failed_stage
        pipeline_run pipeline_wait pipeline_kill pipeline_foreground pipeline_end pipeline_process pipeline_pipe_fd
        pipeline_take_pipe_fd pipeline_text;
    process_spawn process_spawn_function process_pid process_fd process_take_fd process_pipe_fd process_take_pipe_fd
        process_wait process_kill process_kill_group process_foreground process_end process_run;
    fifo_make fifo_open fifo_send fifo_server_new fifo_server_next fifo_server_answer fifo_server_answer_all
        fifo_server_set_user fifo_server_drop fifo_server_fd fifo_client_open fifo_client_send fifo_client_receive
        fifo_client_fd fifo_request;
}
