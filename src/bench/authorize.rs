//! What was authorized for the program: given, got by logging in, sent, and taken back.

use leptos::prelude::*;
use playground_protocol::{Answer, Ask, Tell};

use super::Bench;
use super::actions::said;
use super::work::JUDGING;
use crate::request::operation_of;
use crate::security::{
    self, Addition, Authorized, Credential, Kind, Login, Need, Scheme, form, token_of,
};

impl Bench {
    /// What was authorized for this program.
    pub fn authorized(&self) -> Authorized {
        self.session.with(|session| {
            self.page
                .authorized
                .with(|all| all.get(session).cloned())
                .unwrap_or_default()
        })
    }

    /// Keeps a credential for a scheme, for as long as the page is open.
    pub fn authorize(&self, scheme: &str, credential: Credential) {
        let session = self.session.get_untracked();
        self.page.authorized.update(|all| {
            all.entry(session)
                .or_default()
                .insert(scheme.to_owned(), credential);
        });
    }

    /// Forgets the credential of a scheme.
    pub fn log_out(&self, scheme: &str) {
        let session = self.session.get_untracked();
        self.page.authorized.update(|all| {
            if let Some(given) = all.get_mut(&session) {
                given.remove(scheme);
            }
        });
    }

    /// Forgets all that was authorized for this program.
    pub(super) fn forget_authorized(&self) {
        let session = self.session.get_untracked();
        self.page.authorized.update(|all| {
            all.remove(&session);
        });
    }

    /// What the operation that the request means asks for.
    pub fn needs(&self) -> Vec<Vec<Need>> {
        let Some(loaded) = self.loaded.get() else {
            return Vec::new();
        };
        let Some(document) = &loaded.openapi else {
            return Vec::new();
        };
        self.draft
            .with(|draft| operation_of(&loaded.operations, draft))
            .and_then(|index| loaded.operations.get(index))
            .map(|operation| security::needs(document, operation))
            .unwrap_or_default()
    }

    /// What the request carries because of what was authorized.
    pub fn additions(&self) -> Vec<Addition> {
        let (needs, authorized) = (self.needs(), self.authorized());
        self.schemes
            .with(|schemes| security::additions(&needs, schemes, &authorized))
    }

    /// Asks the program for a token and keeps it. The answer is shown like any other.
    ///
    /// # Errors
    /// One sentence that says why there is no token.
    pub async fn log_in(&self, scheme: &Scheme, login: &Login) -> Result<(), String> {
        let Kind::OAuth2 { grant, .. } = &scheme.kind else {
            return Err("This scheme gives no tokens.".to_owned());
        };
        let Some(draft) = form(grant, login) else {
            return Err("This scheme gives no tokens here.".to_owned());
        };
        if !self.catch_up().await {
            return Err("The program doesn't run: mend it first.".to_owned());
        }
        let answer = self.answer(Ask::Send(draft.request())).await?;
        // The learner may have gone to another page meanwhile.
        if self.phase.is_disposed() {
            return Ok(());
        }
        let token = token_of(&answer, &draft.url);
        self.take_answer(draft, answer, None, None);
        self.authorize(&scheme.name, token?);
        Ok(())
    }

    /// Asks for an answer.
    pub(super) async fn answer(&self, ask: Ask) -> Result<Answer, String> {
        if self.judging() {
            return Err(JUDGING.to_owned());
        }
        match self.client.get_value().ask(ask).await {
            Ok(Tell::Answer(answer)) => Ok(*answer),
            Ok(Tell::Diagnostics { diagnostics, .. }) => Err(diagnostics
                .first()
                .map(|first| first.message.clone())
                .unwrap_or_default()),
            Ok(_) => Err("The engine gave an answer of another kind".to_owned()),
            Err(failure) => Err(said(failure, false)),
        }
    }
}
