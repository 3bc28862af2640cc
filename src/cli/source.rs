//! FILE, URL or `-` → an article.

use super::{Failure, run};
use crate::article::document::{self, FileType};
use crate::article::page::{self, Extracted, Unreadable};
use crate::article::{Article, Metadata};
use crate::config::{Environment, FetchConfig};
use crate::desk::{ArticleSource as _, FoundPage, Validators};
use crate::json::{Input, parse_date};
use crate::sandbox::SandboxError;
use jiff::civil::Date;
use std::io::{self, Read};
use std::str::FromStr;
use url::Url;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    Stdin,
    File(String),
    Web(Url),
}

/// Options that say what is known about the article beside its text.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Known {
    /// Day of publication, such as 2021-06-02; settles what "Sunday" means
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Date>,
    /// Title, where the text does not hold it
    #[arg(long)]
    title: Option<String>,
}

/// An article and what it was read from.
#[derive(Debug)]
pub(super) struct Loaded {
    /// The source as it was named.
    pub(super) id: String,
    pub(super) article: Article,
    /// Whether the text was given as it stands, so that offsets need no copy of it.
    pub(super) input: Input,
}

impl FromStr for Source {
    type Err = std::convert::Infallible;

    fn from_str(given: &str) -> Result<Self, Self::Err> {
        let web = Url::parse(given).ok().filter(|u| matches!(u.scheme(), "http" | "https"));
        Ok(match (given, web) {
            ("-", _) => Self::Stdin,
            (_, Some(url)) => Self::Web(url),
            (path, None) => Self::File(path.to_owned()),
        })
    }
}

impl Source {
    fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.clone(),
            Self::Web(url) => url.to_string(),
        }
    }

    /// Reads the source and segments its text.
    pub(super) fn load(&self, known: &Known) -> Result<Loaded, Failure> {
        let (extracted, input) = match self {
            Self::Web(url) => (download(url)?, Input::Html),
            Self::Stdin | Self::File(_) => self.read()?,
        };
        let mut about = extracted.about;
        about.published = known.published.or(about.published);
        about.title = known.title.clone().or(about.title);
        let article = Article::new(extracted.text, about);
        if article.words() == 0 {
            return Err(Failure::Article { name: self.name(), reason: Unreadable::Empty });
        }
        Ok(Loaded { id: self.name(), article, input })
    }

    fn read(&self) -> Result<(Extracted, Input), Failure> {
        let name = self.name();
        let bytes = self.bytes().map_err(|source| Failure::File { name: name.clone(), source })?;
        parse(bytes, &name, None, None)
    }

    /// The whole text as it stands, but for the line's end that editors and `echo` add.
    pub(super) fn plain_text(&self) -> Result<String, Failure> {
        let failed = |source| Failure::File { name: self.name(), source };
        let mut text = String::from_utf8(self.bytes().map_err(failed)?)
            .map_err(|_| failed(io::Error::new(io::ErrorKind::InvalidData, "it is no UTF-8 text")))?;
        let words = text.strip_suffix('\n').map_or(text.as_str(), |t| t.strip_suffix('\r').unwrap_or(t)).len();
        text.truncate(words);
        Ok(text)
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let size = match self {
            Self::File(path) => {
                let file = std::fs::File::open(path)?;
                if file.metadata()?.is_dir() {
                    return Err(io::ErrorKind::IsADirectory.into());
                }
                file.take(LARGEST + 1).read_to_end(&mut bytes)?
            }
            Self::Stdin | Self::Web(_) => io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)?,
        };
        if size as u64 > LARGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }
}

/// What a file or a page holds. Text that is UTF-8 is kept as it is, so that offsets hold in the
/// file; `name` is for the failure, `address` for relative links.
fn parse(
    bytes: Vec<u8>,
    name: &str,
    content_type: Option<&str>,
    address: Option<&Url>,
) -> Result<(Extracted, Input), Failure> {
    let unreadable = |reason| Failure::Article { name: name.to_owned(), reason };
    // A file named by hand is taken for text whatever its name, as long as it is text.
    let is_text = || content_type.is_none() && !bytes.contains(&0) && std::str::from_utf8(&bytes).is_ok();
    let kind = FileType::of(&bytes, name, content_type).or_else(|| is_text().then_some(FileType::Text));
    let kind = kind.ok_or_else(|| unreadable(Unreadable::UnsupportedType))?;
    match kind {
        FileType::Text => match String::from_utf8(bytes) {
            Ok(text) if text.chars().nth(document::MAX_CHARS).is_some() => Err(unreadable(Unreadable::TooLarge)),
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                Ok((Extracted { text, about: Metadata::default(), canonical: None }, Input::Text))
            }
            Err(other) => Ok((document::read(other.as_bytes(), kind).map_err(unreadable)?, Input::Html)),
        },
        FileType::Html => {
            let html = page::decode(&bytes, content_type);
            Ok((page::read(&html, address.map(Url::as_str)).map_err(unreadable)?, Input::Html))
        }
        FileType::Pdf | FileType::Docx => Ok((apart(bytes, kind, name)?, Input::Html)),
    }
}

/// Reads a file in a process of its own: its parser may not survive it.
fn apart(bytes: Vec<u8>, kind: FileType, name: &str) -> Result<Extracted, Failure> {
    let read = wait(run::sandbox()?.read(bytes, kind))?;
    read.map_err(|error| match error {
        SandboxError::Unreadable(reason) => Failure::Article { name: name.to_owned(), reason },
        SandboxError::TimedOut | SandboxError::Crashed => Failure::Parser { name: name.to_owned(), reason: error },
    })
}

/// The article at an address.
fn download(url: &Url) -> Result<Extracted, Failure> {
    let failed = |reason: String| Failure::Download { address: url.to_string(), reason };
    let fetcher = run::fetcher(&FetchConfig::read(&Environment::load()?)?, None)?;
    let found = wait(async { fetcher.page(url, &Validators::default()).await.map_err(|e| failed(e.to_string())) })??;
    match found {
        // No validators were given, so that nothing can be unchanged.
        FoundPage::Unchanged => Err(failed("the server sent nothing".to_owned())),
        FoundPage::Body { address, content_type, bytes, .. } => {
            let (mut extracted, _) = parse(bytes, address.as_str(), content_type.as_deref(), Some(&address))?;
            extracted.about.url = extracted.about.url.or_else(|| Some(address.to_string()));
            Ok(extracted)
        }
    }
}

/// Waits for one thing that is done asynchronously.
fn wait<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|source| Failure::Io { what: "the runtime cannot start".to_owned(), source })?;
    Ok(runtime.block_on(work))
}

fn day(given: &str) -> Result<Date, String> {
    parse_date(given).ok_or_else(|| "expected a day such as 2021-06-02".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_told_by_its_form() {
        let source = |given: &str| given.parse::<Source>().unwrap_or(Source::Stdin);
        assert_eq!(source("-"), Source::Stdin);
        assert!(matches!(source("https://example.org/a"), Source::Web(_)));
        for path in ["news.txt", "./-", "C:\\news.txt", "ftp://example.org/a", "https:"] {
            assert_eq!(source(path), Source::File(path.to_owned()), "{path}");
        }
    }

    #[test]
    fn a_text_longer_than_any_article_is_refused() {
        let failure = parse("a ".repeat(document::MAX_CHARS).into_bytes(), "a.txt", None, None).expect_err("too long");
        assert!(matches!(failure, Failure::Article { reason: Unreadable::TooLarge, .. }), "{failure}");
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let (read, input) = parse("\u{feff}Ñandú.".as_bytes().to_vec(), "a.txt", None, None).expect("text");
        assert_eq!((read.text.as_str(), input), ("Ñandú.", Input::Text));
    }
}
