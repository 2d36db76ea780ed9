//! The icons: drawn here, in one style, on a grid of 20 units.

use leptos::prelude::*;

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Icon {
    Logo,
    Send,
    Menu,
    Close,
    Theme,
    Present,
    Reset,
    Restart,
    Share,
    Check,
    Cross,
    Fold,
    Up,
    Down,
    Search,
    Locked,
    Unlocked,
    Grip,
    Aside,
    Back,
    Add,
    Remove,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            // A request's way: a point, a turn, a point.
            Self::Logo => "M4 5.5h6a3 3 0 0 1 3 3v3a3 3 0 0 0 3 3h0.5M4 14.5h3",
            Self::Send => "M4 10h11M10.5 5.5 15 10l-4.5 4.5",
            Self::Menu => "M3.5 6h13M3.5 10h13M3.5 14h13",
            Self::Close | Self::Cross => "m5.5 5.5 9 9m0-9-9 9",
            Self::Theme => "M10 3.5a6.5 6.5 0 1 0 0 13zM10 3.5a6.5 6.5 0 0 1 0 13",
            Self::Present => "M3 4.5h14v9H3zM10 13.5v3M6.5 16.5h7",
            Self::Reset => "M4.5 8A6 6 0 1 1 4 11M4.5 3.5V8H9",
            Self::Restart => "M6 4.5v11l9-5.5z",
            Self::Share => {
                "M8.5 11.5a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.6 2.6a3 3 0 0 0 4.3 4.3l1-1"
            }
            Self::Check => "m4.5 10.5 3.5 3.5 7.5-8",
            Self::Locked => "M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9",
            Self::Unlocked => "M7 9h10v7.5H7zM9 9V6a3 3 0 0 0-6 0v1.5",
            Self::Up => "M10 15.5v-11M5.5 9 10 4.5 14.5 9",
            Self::Down => "M10 4.5v11M5.5 11 10 15.5 14.5 11",
            Self::Search => "M8.5 3.5a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12.2 12.2l4.3 4.3",
            Self::Grip => "M7.5 5h0M7.5 10h0M7.5 15h0M12.5 5h0M12.5 10h0M12.5 15h0",
            Self::Aside => "M4.5 10h10M10.5 6l4 4-4 4M16.5 4.5v11",
            Self::Back => "M15.5 10h-10M9.5 6l-4 4 4 4",
            Self::Add => "M10 4.5v11M4.5 10h11",
            Self::Remove => "M5 6h10M8 6V4.5h4V6M6.5 6l.6 9.5h5.8l.6-9.5",
            Self::Fold => "M12 5 7 10l5 5",
        }
    }
}

/// Draws an icon; it is an ornament to a name that stands elsewhere.
pub fn icon(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            <path d=icon.path() fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"></path>
        </svg>
    }
}
