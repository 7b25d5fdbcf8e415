//! epoll.

use super::rows;

rows! { Errno, epoll;
}
