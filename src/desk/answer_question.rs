//! `ask`: one question on one article.

use super::open_article::blocking;
use super::{ArticleRef, Asker, Desk, Finder, OpenError, OpenedArticle};
use crate::answering::{self, Response};
use std::sync::Arc;

/// A member asks a question on an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRequest {
    pub asker: Asker,
    pub article: ArticleRef,
    pub question: String,
}

/// The answer, or that the article has none and what comes closest.
#[derive(Debug, Clone)]
pub struct Answered {
    pub opened: OpenedArticle,
    pub response: Response,
    pub finder: Finder,
}

impl Desk {
    /// Answers from the article alone.
    pub async fn answer_question(&self, request: AnswerRequest) -> Result<Answered, OpenError> {
        let opened = self.open_known(request.asker, &request.article).await?;
        let (article, reading) = (Arc::clone(&opened.article), Arc::clone(&opened.reading));
        let (question, engine) = (request.question.clone(), self.engine);
        let embedded = blocking(move || answering::respond(&article, &reading, &question, engine.reader())).await?;
        let asked = self.answer_with_model(request.asker, &opened, request.question, embedded);
        let (response, finder) = Box::pin(asked).await?;
        Ok(Answered { opened, response, finder })
    }
}
