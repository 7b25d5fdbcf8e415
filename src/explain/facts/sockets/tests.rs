use super::*;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::fd::AsRawFd;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr as UnixAddress, UnixDatagram, UnixListener, UnixStream};
use std::time::Duration;

fn until() -> Moment {
    Moment::now() + Duration::from_secs(60)
}

/// What is said of a socket of this process, asked both ways.
fn both(fd: c_int) -> (Socket, Socket) {
    let this = Process::this();
    let socket = Socket::of(this, fd, until()).unwrap();
    assert_eq!(inode_of(this, fd), Ok(Some(socket.inode)));
    (socket, Socket::by_inode(this, socket.inode, until()).unwrap())
}

#[test]
fn a_connection_of_tcp_and_who_listens() {
    for address in ["127.0.0.1:0", "[::1]:0"] {
        let listener = TcpListener::bind(address).unwrap();
        let port = listener.local_addr().unwrap().port();
        let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (own, table) = both(listener.as_raw_fd());
        for socket in [own, table] {
            assert_eq!(socket.to_string(), format!("a TCP socket that listens on {}", listener.local_addr().unwrap()));
            assert_eq!(socket.waiting(Process::this()), Some((1, None)));
        }
        let (server, _) = listener.accept().unwrap();
        let (own, table) = both(client.as_raw_fd());
        assert_eq!(own.to_string(), table.to_string());
        assert!(own.to_string().ends_with(&format!(":{port}")), "{own}");
        assert_eq!(table.state, State::Connected);
        let peer = own.peer(Process::this(), until()).unwrap();
        assert_eq!(Some(peer.inode), inode_of(Process::this(), server.as_raw_fd()).unwrap());
        let table = internet::Table::of(own.family, libc::IPPROTO_TCP).unwrap();
        assert!(internet::find(Process::this(), table, until(), |s| s.local.port() == Some(port)).is_some());
    }
}

#[test]
fn udp() {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let (own, table) = both(socket.as_raw_fd());
    assert_eq!(own.to_string(), format!("a UDP socket bound to {}", socket.local_addr().unwrap()));
    assert_eq!(own.to_string(), table.to_string());
}

#[test]
fn unix_sockets_by_inode_peer_and_file() {
    let this = Process::this();
    let (one, other) = UnixStream::pair().unwrap();
    let (own, table) = both(one.as_raw_fd());
    assert_eq!(own.to_string(), "a unix stream socket that is connected");
    assert_eq!(own.to_string(), table.to_string());
    let peer = own.peer(this, until()).unwrap();
    assert_eq!(Some(peer.inode), inode_of(this, other.as_raw_fd()).unwrap());
    drop(other);
    assert!(own.peer(this, until()).is_none());

    let path = std::env::temp_dir().join(format!("leat sockets {}", std::process::id()));
    let _ = std::fs::remove_file(&path);
    let listener = UnixListener::bind(&path).unwrap();
    let _client = UnixStream::connect(&path).unwrap();
    let (own, table) = both(listener.as_raw_fd());
    let text = format!("a unix stream socket that listens on {path:?}");
    assert_eq!((own.to_string(), table.to_string()), (text.clone(), text));
    let most = file::number(format_args!("/proc/sys/net/core/somaxconn")).unwrap() as u32;
    assert_eq!(own.waiting(this), Some((1, Some(most))));
    let status = file::status(format_args!("{}", path.display())).unwrap();
    let bound = local::File { dev: status.st_dev, ino: status.st_ino };
    assert_eq!(local::bound_to(this, bound, until()).unwrap().map(|socket| socket.inode), Some(own.inode));
    drop(listener);
    assert_eq!(local::bound_to(this, bound, until()), Ok(None));
    std::fs::remove_file(&path).unwrap();

    let name = format!("leat-{}", std::process::id());
    let socket = UnixDatagram::bind_addr(&UnixAddress::from_abstract_name(&name).unwrap()).unwrap();
    let (own, table) = both(socket.as_raw_fd());
    let text = format!("a unix datagram socket bound to @{name}");
    assert_eq!((own.to_string(), table.to_string()), (text.clone(), text));
}

#[test]
fn what_is_no_socket() {
    assert_eq!(Socket::of(Process::this(), -1, until()), Err(libc::EBADF));
    let file = std::fs::File::open("/dev/null").unwrap();
    assert_eq!(Socket::of(Process::this(), file.as_raw_fd(), until()), Err(libc::ENOTSOCK));
    assert_eq!(Socket::by_inode(Process::this(), u64::MAX, until()), None);
}

#[test]
fn lines_of_the_tables() {
    let line = b"   1: 0100007F:1F90 0200007F:D431 06 00000000:00000000 03:000010A4 00000000     0        0 0 3 0000";
    let table = internet::Table::of(libc::AF_INET, libc::IPPROTO_TCP).unwrap();
    let socket = internet::parse(line, table).unwrap();
    assert_eq!((socket.state, socket.inode, socket.owner), (State::TimeWait, 0, None));
    assert_eq!(socket.to_string(), "a TCP socket from 127.0.0.1:8080 to 127.0.0.2:54321");
    assert_eq!(internet::parse(b"  sl  local_address rem_address   st", table), None);
    let socket = local::parse(b"000000: 00000002 00000000 00010000 0001 01  1234 /tmp/a b ").unwrap();
    assert_eq!(socket.to_string(), "a unix stream socket that listens on \"/tmp/a b \"");
    assert_eq!(local::parse(b"000000: 00000003 00000000 00000000 0001 03  1211").unwrap().local, Address::None);
    assert_eq!(local::parse(b"Num       RefCount Protocol Flags    Type St Inode Path"), None);
    for cut in 0..90 {
        internet::parse(&line[..cut], table);
    }
}
