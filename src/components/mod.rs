//! What pages are made of.

pub mod answer;
pub mod authorize;
pub mod card;
pub mod database;
pub mod docs;
pub mod editor;
pub mod environment;
pub mod exercise;
pub mod fetched;
pub mod files;
pub mod guard;
pub mod header;
pub mod icons;
pub mod nav;
pub mod predict;
pub mod program;
pub mod projects;
pub mod quiz;
pub mod request;
pub mod search;
pub mod tests;
pub mod token;
pub mod trace;
pub mod workbench;
