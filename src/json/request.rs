//! One line of input → an article.

use crate::article::{Article, Metadata, document, page};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

/// One object of input.
#[derive(Debug, Default, Deserialize)]
pub struct Request {
    /// Echoed as it was given; any JSON value.
    #[serde(default)]
    pub id: Value,
    pub text: Option<String>,
    pub html: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
    pub question: Option<String>,
    pub claim: Option<String>,
}

/// What a request's article came as; says whether offsets need the text echoed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Text,
    Html,
}

/// Why a line cannot be worked on.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    #[error("not a JSON object of the expected shape")]
    Json(#[from] serde_json::Error),
    #[error("neither \"text\" nor \"html\" is given")]
    NoText,
    #[error("both \"text\" and \"html\" are given")]
    TwoTexts,
    #[error("the text is longer than two million characters")]
    TooLong,
    #[error("no \"question\" is given")]
    NoQuestion,
    #[error("no \"claim\" is given")]
    NoClaim,
}

impl Request {
    /// Parses a line.
    pub fn parse(line: &str) -> Result<Self, RequestError> {
        Ok(serde_json::from_str(line)?)
    }

    /// The comment as it was given; pages are no comments.
    pub fn comment(&self) -> Result<&str, RequestError> {
        match self.text.as_deref() {
            Some(_) if self.html.is_some() => Err(RequestError::TwoTexts),
            Some(text) if text.chars().nth(document::MAX_CHARS).is_some() => Err(RequestError::TooLong),
            Some(text) => Ok(text),
            None => Err(RequestError::NoText),
        }
    }

    /// Segments the text, or extracts it from the page first.
    pub fn article(&self) -> Result<(Article, Input), RequestError> {
        let published = self.published.as_deref().and_then(parse_date);
        match (&self.text, &self.html) {
            (Some(_), Some(_)) => Err(RequestError::TwoTexts),
            (None, None) => Err(RequestError::NoText),
            (Some(text), None) if text.chars().nth(document::MAX_CHARS).is_some() => Err(RequestError::TooLong),
            (Some(text), None) => {
                let about =
                    Metadata { title: self.title.clone(), url: self.url.clone(), published, ..Metadata::default() };
                Ok((Article::new(text.clone(), about), Input::Text))
            }
            (None, Some(html)) => {
                let mut page = page::extract(html, self.url.as_deref());
                page.about.published = published.or(page.about.published);
                if self.title.is_some() {
                    page.about.title.clone_from(&self.title);
                }
                Ok((Article::new(page.text, page.about), Input::Html))
            }
        }
    }
}

/// Reads a publication date: an ISO date or date-time, whose day is taken as written, or the
/// month/day/year of American wire copy.
pub fn parse_date(given: &str) -> Option<Date> {
    let given = given.trim();
    if let Some(day) = given.get(..10)
        && let Ok(date) = day.parse()
    {
        return Some(date);
    }
    let mut parts = given.split_whitespace().next()?.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
