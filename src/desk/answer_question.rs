//! `ask`: one question on one article.

use super::{ArticleRef, Asker, Desk, OpenError, OpenedArticle};
use crate::answering::{self, Answer};

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
        let answer = answering::answer(&opened.article, &opened.reading, &request.question);
        Ok(Answered { opened, answer })
    }
}
