//! epoll.
