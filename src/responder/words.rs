//! The words of each language, from `locales/*.ftl`.

use super::Safe;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// A language that replies are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    #[default]
    English,
    Spanish,
}

impl Locale {
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// From a language tag ("es-ES", "en-GB"); English for what is not spoken.
    pub fn of(tag: &str) -> Self {
        match tag.split(['-', '_']).next() {
            Some("es") => Self::Spanish,
            _ => Self::English,
        }
    }

    /// The platform's tags for this language, beside the default English.
    pub const fn tags(self) -> &'static [&'static str] {
        match self {
            Self::English => &[],
            Self::Spanish => &["es-ES", "es-419"],
        }
    }
}

pub(super) const ENGLISH: &str = concat!(
    include_str!("locales/en.ftl"),
    include_str!("locales/en/comments.ftl"),
    include_str!("locales/en/moderation.ftl"),
    include_str!("locales/en/setup.ftl"),
);
pub(super) const SPANISH: &str = concat!(
    include_str!("locales/es.ftl"),
    include_str!("locales/es/comments.ftl"),
    include_str!("locales/es/moderation.ftl"),
    include_str!("locales/es/setup.ftl"),
);

type Bundle = FluentBundle<FluentResource>;

static ENGLISH_WORDS: LazyLock<Bundle> = LazyLock::new(|| bundle("en", ENGLISH));
static SPANISH_WORDS: LazyLock<Bundle> = LazyLock::new(|| bundle("es", SPANISH));

/// Says things in one language.
#[derive(Clone, Copy)]
pub struct Words {
    locale: Locale,
    bundle: &'static Bundle,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.locale).finish()
    }
}

/// What is put into a sentence. Text must have been made safe before.
#[derive(Debug, Clone)]
pub(super) enum Arg {
    Count(usize),
    Text(Safe),
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Count(usize::try_from(count).unwrap_or(usize::MAX))
    }
}

impl From<Safe> for Arg {
    fn from(text: Safe) -> Self {
        Self::Text(text)
    }
}

impl Words {
    pub fn of(locale: Locale) -> Self {
        let bundle = match locale {
            Locale::English => &*ENGLISH_WORDS,
            Locale::Spanish => &*SPANISH_WORDS,
        };
        Self { locale, bundle }
    }

    pub const fn locale(self) -> Locale {
        self.locale
    }

    /// The sentence with this key.
    pub(super) fn say(self, key: &str) -> String {
        self.say_with(key, [])
    }

    /// The sentence with this key, where there is one.
    pub(super) fn find(self, key: &str) -> Option<String> {
        self.bundle.has_message(key).then(|| self.say(key))
    }

    /// The sentence with this key and its arguments.
    pub(super) fn say_with<const N: usize>(self, key: &str, args: [(&'static str, Arg); N]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let mut given = FluentArgs::with_capacity(N);
        for (name, arg) in args {
            match arg {
                Arg::Count(count) => given.set(name, count),
                Arg::Text(text) => given.set(name, text.to_string()),
            }
        }
        self.bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned()
    }
}

fn bundle(language: &str, source: &str) -> Bundle {
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks are invisible characters around every argument: Discord lays out
    // paragraphs by their first strong character anyway, and copied text would carry them.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(readable, _)| readable);
    bundle.add_resource_overriding(resource);
    bundle
}
