//! Names of hosts.
