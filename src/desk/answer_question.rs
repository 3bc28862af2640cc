//! `ask`: one question on one article.

use super::open_article::blocking;
use super::{ArticleRef, Asker, Desk, OpenError, OpenedArticle};
use crate::answering::{self, Answer};
use std::sync::Arc;

/// A member asks a question on an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRequest {
    pub asker: Asker,
    pub article: ArticleRef,
    pub question: String,
}

/// The answer, or that the article has none.
#[derive(Debug, Clone)]
pub struct Answered {
    pub opened: OpenedArticle,
    pub answer: Option<Answer>,
}

impl Desk {
    /// Answers from the article alone.
    pub async fn answer_question(&self, request: AnswerRequest) -> Result<Answered, OpenError> {
        let opened = self.open_known(request.asker, &request.article).await?;
        let (article, reading) = (Arc::clone(&opened.article), Arc::clone(&opened.reading));
        let (question, engine) = (request.question, self.engine);
        let answer = blocking(move || answering::answer(&article, &reading, &question, engine.reader())).await?;
        Ok(Answered { opened, answer })
    }
}
