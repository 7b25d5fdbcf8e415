# python3 ctypes.py
"""leat from Python, by the same libleat.so: a process that writes into a pipe, and a failure with its explanation."""

import os
import sys

# This file's directory comes first otherwise, and this file has the name of the module.
sys.path = [path for path in sys.path if path not in ("", os.path.dirname(os.path.abspath(__file__)))]

import ctypes
import ctypes.util
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_int32, c_int64, c_size_t, c_uint32, c_void_p

FOREVER = -1  # LEAT_FOREVER
CHILD_FD = 4  # LEAT_CHILD_FD


class Stream(Structure):
    """struct leat_child_stream"""

    _fields_ = [("kind", c_int32), ("fd", c_int32), ("path", c_char_p), ("flags", c_int32), ("mode", c_uint32)]


class Options(Structure):
    """struct leat_process_options"""

    _fields_ = [
        ("size", c_size_t),
        ("flags", c_uint32),
        ("group_kind", c_int32),
        ("group", c_int32),
        ("nice", c_int32),
        ("program", c_char_p),
        ("directory", c_char_p),
        ("environment", POINTER(c_char_p)),
        ("added", POINTER(c_char_p)),
        ("in_", Stream),
        ("out", Stream),
        ("err", Stream),
        ("fds", c_void_p),
        ("fd_count", c_size_t),
        ("limits", c_void_p),
        ("limit_count", c_size_t),
    ]


class Result(Structure):
    """struct leat_process_result"""

    _fields_ = [
        ("size", c_size_t),
        ("how", c_int32),
        ("code", c_int32),
        ("core", c_int32),
        ("reserved", c_int32),
        ("user_us", c_int64),
        ("system_us", c_int64),
        ("max_rss_kib", c_int64),
    ]


# use_errno: leat_error_text() then sees the errno that the call before it has left.
leat = ctypes.CDLL(os.environ.get("LEAT_LIBRARY") or ctypes.util.find_library("leat") or "libleat.so.0.1", use_errno=True)
leat.leat_error_text.restype = c_char_p
leat.leat_process_how_text.restype = c_char_p


def failed(result, function, arguments):
    """What turns a failure into an exception: -1 or NULL."""
    if result in (-1, None):
        raise OSError(ctypes.get_errno(), leat.leat_error_text().decode())
    return result


def declare(name, result, *arguments):
    function = leat["leat_" + name]
    function.restype, function.argtypes, function.errcheck = result, arguments, failed
    return function


pipe_open = declare("pipe_open", c_int, c_int, POINTER(c_int))
io_read_all = declare("io_read_all", c_int, c_int, c_void_p, c_size_t, c_int, POINTER(c_size_t))
process_spawn = declare("process_spawn", c_void_p, POINTER(c_char_p), POINTER(Options))
process_wait = declare("process_wait", c_int, c_void_p, c_int, POINTER(Result))
process_free = leat.leat_process_free
process_free.argtypes, process_free.restype = [c_void_p], None


def strings(*words):
    """LEAT_ARGV, which NULL ends."""
    return (c_char_p * (len(words) + 1))(*(word.encode() for word in words), None)


def run(*words):
    """Starts a program, reads what it writes through a pipe, and waits for its end."""
    ends = (c_int * 2)()
    pipe_open(0, ends)
    try:
        options = Options(size=ctypes.sizeof(Options), out=Stream(kind=CHILD_FD, fd=ends[1]))
        process = process_spawn(strings(*words), options)
    finally:
        os.close(ends[1])
        written = os.fdopen(ends[0], "rb")
    try:
        buffer = ctypes.create_string_buffer(4096)
        moved = c_size_t()
        io_read_all(written.fileno(), buffer, len(buffer), 10_000, byref(moved))
        result = Result(size=ctypes.sizeof(Result))
        process_wait(process, FOREVER, result)
        return buffer[: moved.value].decode(), leat.leat_process_how_text(result.how, result.code).decode()
    finally:
        written.close()
        process_free(process)


text, how = run("sh", "-c", "echo hello from a child; exit 3")
print(text, end="")
print(how)
try:
    run("/no/such/program")
except OSError as failure:
    print(failure.strerror)
