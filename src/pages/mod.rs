//! The pages, one for each route.

pub mod certificate;
pub mod checklist;
pub mod embed;
pub mod home;
pub mod interview;
pub mod missing;
pub mod playground;
pub mod progress;
pub mod review;
pub mod section;
