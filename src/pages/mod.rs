//! The pages, one for each route.

pub mod embed;
pub mod home;
pub mod missing;
pub mod playground;
pub mod section;
