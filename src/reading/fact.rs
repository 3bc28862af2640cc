//! The shapes of what is read: one enum of values, so a fact's kind and value cannot disagree.

use crate::article::{Article, Span};
use jiff::civil::Date;

/// The kinds of fact, in the order a digest lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    Event,
    Date,
    FocusArea,
    Funding,
    Money,
    Decision,
    Quote,
    Person,
    Organization,
    Place,
    Percent,
    Number,
}

impl FactKind {
    pub const ALL: [Self; 12] = [
        Self::Event,
        Self::Date,
        Self::FocusArea,
        Self::Funding,
        Self::Money,
        Self::Decision,
        Self::Quote,
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Percent,
        Self::Number,
    ];

    /// Its name in the JSON interface.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Date => "date",
            Self::FocusArea => "focus_area",
            Self::Funding => "funding",
            Self::Money => "money",
            Self::Decision => "decision",
            Self::Quote => "quote",
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Percent => "percent",
            Self::Number => "number",
        }
    }

    /// The kind with this name in the JSON interface.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// Something the text says, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub span: Span,
    /// The sentence (or sentences) that says it; contains `span`.
    pub evidence: Span,
    pub value: Value,
}

impl Fact {
    pub const fn kind(&self) -> FactKind {
        match self.value {
            Value::Date(_) => FactKind::Date,
            Value::Money(_) => FactKind::Money,
            Value::Funding(_) => FactKind::Funding,
            Value::Event(_) => FactKind::Event,
            Value::Quote(_) => FactKind::Quote,
            Value::FocusArea => FactKind::FocusArea,
            Value::Decision => FactKind::Decision,
            Value::Person => FactKind::Person,
            Value::Organization => FactKind::Organization,
            Value::Place => FactKind::Place,
            Value::Percent(_) => FactKind::Percent,
            Value::Number(_) => FactKind::Number,
        }
    }
}

/// What a fact amounts to, by kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Date(DateValue),
    Money(MoneyValue),
    Funding(FundingValue),
    Event(EventValue),
    Quote(QuoteValue),
    FocusArea,
    Decision,
    Person,
    Organization,
    Place,
    Percent(NumberValue),
    Number(NumberValue),
}

/// A part of the text that names someone or something, as a value inside another fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    pub span: Span,
}

/// TIMEX3 types (ISO-TimeML).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateType {
    Date,
    Time,
    Duration,
    Set,
}

impl DateType {
    /// Its name in TIMEX3.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A temporal expression's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateValue {
    /// TIMEX3 value, resolved as far as text and publication date allow: `2021-06-06`,
    /// `XXXX-06-08`, `P1W`, `PAST_REF`.
    pub timex: String,
    pub kind: DateType,
    pub basis: Basis,
}

/// What a date was resolved against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The words themselves settle it.
    Stated,
    /// Counted from the day of publication.
    Published(Date),
    /// Counted from a dateline in the text, where no day of publication is known.
    Dateline(Mention),
    /// Counted from another date of the text.
    Counted(Mention),
    /// The words mean no certain time ("recently").
    Vague,
    /// Neither the text nor the publication date settles it.
    Unsettled,
    /// Only a day of publication, which is not known, would settle it.
    NoPublicationDate,
}

impl Basis {
    /// In English words, for the JSON interface and a terminal.
    pub fn in_words(self, article: &Article) -> String {
        match self {
            Self::Stated => "stated in the text".to_owned(),
            Self::Published(day) => format!("counted from publication on {day}"),
            Self::Dateline(line) => format!("counted from the dateline “{}”", article.slice(line.span)),
            Self::Counted(date) => format!("counted from “{}”", article.slice(date.span)),
            Self::Vague => "vague in the text".to_owned(),
            Self::Unsettled => "not settled by the text".to_owned(),
            Self::NoPublicationDate => "no publication date".to_owned(),
        }
    }
}

/// A sum. `amount` is `None` where the words give none ("millions of dollars").
#[derive(Debug, Clone, PartialEq)]
pub struct MoneyValue {
    /// In units of `currency`, not thousands.
    pub amount: Option<f64>,
    /// ISO 4217, where the words settle it; for a sum in hundredths alone ("50 cents", "470
    /// pence") what markets write for those: `USX`, `GBX`, `EUX`.
    pub currency: Option<&'static str>,
}

/// A sum given, asked, promised, budgeted, invested, raised, fined or owed, or a plan's cost.
#[derive(Debug, Clone, PartialEq)]
pub struct FundingValue {
    pub money: MoneyValue,
    pub from: Option<Mention>,
    pub to: Option<Mention>,
    pub purpose: Option<Mention>,
}

/// Something that happens at a stated time: the fact's span is the clause that says what.
#[derive(Debug, Clone, PartialEq)]
pub struct EventValue {
    /// TIMEX3 value of the (first) time.
    pub timex: Option<String>,
    pub when: Vec<Mention>,
    pub who: Option<Mention>,
    pub place: Option<Mention>,
    pub what: Mention,
}

/// A quotation; the fact's span is the content without its quotation marks.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteValue {
    pub speaker: Option<Mention>,
    /// Who a pronoun or title in `speaker` stands for, where it is safe to say.
    pub speaker_name: Option<Mention>,
}

/// A quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberValue {
    pub amount: f64,
    /// What is counted ("companies"), for a number.
    pub unit: Option<Mention>,
}
