//! The playground's socket and page, spoken to as a browser does.

mod acting;
mod clerk;
mod hostile;
mod page;
mod privacy;
mod serving;
mod traffic;
