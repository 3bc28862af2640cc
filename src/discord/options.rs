//! Reads the options of a command.

use crate::desk::{ArticleRef, Submission};
use crate::reading::FactKind;
use crate::responder::{Choices, Slip};
use crate::summarizer::Length;
use jiff::civil::Date;
use serenity::all::{Attachment, CommandData, ResolvedOption, ResolvedValue};

/// A command's options by name.
pub(super) struct Options<'a>(Vec<ResolvedOption<'a>>);

impl<'a> Options<'a> {
    pub(super) fn of(data: &'a CommandData) -> Self {
        let options = data.options();
        match options.first() {
            Some(ResolvedOption { value: ResolvedValue::SubCommand(own), .. }) => Self(own.clone()),
            Some(_) | None => Self(options),
        }
    }

    /// The command's whole name: for one of a group, the group's and its own.
    pub(super) fn name(data: &CommandData) -> String {
        match data.options().first() {
            Some(ResolvedOption { name, value: ResolvedValue::SubCommand(_), .. }) => format!("{} {name}", data.name),
            Some(_) | None => data.name.clone(),
        }
    }

    /// The id of a member.
    pub(super) fn member(&self, name: &str) -> Option<u64> {
        let option = self.0.iter().find(|o| o.name == name)?;
        let ResolvedValue::User(user, _) = option.value else { return None };
        Some(user.id.get())
    }

    pub(super) fn number(&self, name: &str) -> Option<u32> {
        let option = self.0.iter().find(|o| o.name == name)?;
        let ResolvedValue::Integer(number) = option.value else { return None };
        u32::try_from(number).ok()
    }

    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        let option = self.0.iter().find(|o| o.name == name)?;
        let ResolvedValue::String(text) = option.value else { return None };
        Some(text.trim()).filter(|t| !t.is_empty())
    }

    pub(super) fn file(&self, name: &str) -> Option<&'a Attachment> {
        let option = self.0.iter().find(|o| o.name == name)?;
        let ResolvedValue::Attachment(file) = option.value else { return None };
        Some(file)
    }

    /// The one article handed in as address, text or file.
    pub(super) fn submission(&self) -> Result<Submission, Slip> {
        let address = self.text("url").map(|url| Submission::Address(url.to_owned()));
        let text = self.text("text").map(|text| Submission::Text(text.to_owned()));
        let file = self.file("file").map(attached);
        let mut given = [address, text, file].into_iter().flatten();
        match (given.next(), given.next()) {
            (Some(only), None) => Ok(only),
            (None, _) => Err(Slip::NothingGiven),
            (Some(_), Some(_)) => Err(Slip::TooManyGiven),
        }
    }

    pub(super) fn length(&self) -> Length {
        self.text("length").and_then(Choices::length).unwrap_or_default()
    }

    pub(super) fn published(&self) -> Result<Option<Date>, Slip> {
        self.text("published").map(|date| date.parse().map_err(|_| Slip::NotADate)).transpose()
    }

    /// The article that is meant; without the option, the channel's last one.
    pub(super) fn article(&self) -> ArticleRef {
        self.text("article").map_or(ArticleRef::Latest, |typed| ArticleRef::Typed(typed.to_owned()))
    }

    pub(super) fn kind(&self) -> Option<FactKind> {
        self.text("kind").and_then(FactKind::parse)
    }

    pub(super) fn question(&self) -> Option<&'a str> {
        self.text("question")
    }
}

/// A file in Discord's store; only its address is passed on.
pub(super) fn attached(file: &Attachment) -> Submission {
    Submission::Attachment {
        name: file.filename.clone(),
        content_type: file.content_type.clone(),
        address: file.url.clone(),
    }
}
