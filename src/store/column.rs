//! How the desk's values are written to and read from columns.

use crate::desk::{
    AppealId, ArticleId, BanId, ChannelId, CommentId, DecisionId, DraftId, GuildId, Key, MemberId, MessageId, RoleId,
};
use crate::moderation::Fingerprint;
use jiff::Timestamp;
use sqlx::any::{Any, AnyRow, AnyTypeInfo, AnyValueRef};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::{Database, Decode, Encode, Row as _, Type};
use std::borrow::Cow;

/// A moment in whole milliseconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Millis(pub(super) Timestamp);

/// Types whose column is a 64-bit integer.
macro_rules! integer_columns {
    ($($type:ty: $to:expr, $from:expr;)*) => {$(
        impl Type<Any> for $type {
            fn type_info() -> AnyTypeInfo {
                <i64 as Type<Any>>::type_info()
            }

            fn compatible(kind: &AnyTypeInfo) -> bool {
                <i64 as Type<Any>>::compatible(kind)
            }
        }

        impl Encode<'_, Any> for $type {
            fn encode_by_ref(&self, buffer: &mut <Any as Database>::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
                let to: fn(&Self) -> i64 = $to;
                Encode::<Any>::encode_by_ref(&to(self), buffer)
            }
        }

        impl<'r> Decode<'r, Any> for $type {
            fn decode(value: AnyValueRef<'r>) -> Result<Self, BoxDynError> {
                let from: fn(i64) -> Result<Self, BoxDynError> = $from;
                from(<i64 as Decode<Any>>::decode(value)?)
            }
        }
    )*};
}

integer_columns! {
    ArticleId: |id| id.0, |n| Ok(Self(n));
    CommentId: |id| id.0, |n| Ok(Self(n));
    DecisionId: |id| id.0, |n| Ok(Self(n));
    AppealId: |id| id.0, |n| Ok(Self(n));
    DraftId: |id| id.0, |n| Ok(Self(n));
    BanId: |id| id.0, |n| Ok(Self(n));
    GuildId: |id| id.0.cast_signed(), |n| Ok(Self(n.cast_unsigned()));
    MemberId: |id| id.0.cast_signed(), |n| Ok(Self(n.cast_unsigned()));
    ChannelId: |id| id.0.cast_signed(), |n| Ok(Self(n.cast_unsigned()));
    MessageId: |id| id.0.cast_signed(), |n| Ok(Self(n.cast_unsigned()));
    RoleId: |id| id.0.cast_signed(), |n| Ok(Self(n.cast_unsigned()));
    Key: |id| id.0.cast_signed(), |n| Ok(Self(n.cast_unsigned()));
    Fingerprint: |print| print.0.cast_signed(), |n| Ok(Self(n.cast_unsigned()));
    Millis: |time| time.0.as_millisecond(), |n| Ok(Self(Timestamp::from_millisecond(n)?));
}

/// A moment or none.
pub(super) fn moment(row: &AnyRow, column: &str) -> Result<Timestamp, sqlx::Error> {
    row.try_get::<Millis, _>(column).map(|time| time.0)
}

/// A moment that may be absent.
pub(super) fn moment_if_any(row: &AnyRow, column: &str) -> Result<Option<Timestamp>, sqlx::Error> {
    Ok(row.try_get::<Option<Millis>, _>(column)?.map(|time| time.0))
}

/// A number that is never negative.
pub(super) fn count(row: &AnyRow, column: &str) -> Result<u64, sqlx::Error> {
    Ok(row.try_get::<i64, _>(column)?.max(0).cast_unsigned())
}

/// A small number, such as a revision's.
pub(super) fn small(row: &AnyRow, column: &str) -> Result<u32, sqlx::Error> {
    narrow(row.try_get(column)?, column)
}

pub(super) fn small_if_any(row: &AnyRow, column: &str) -> Result<Option<u32>, sqlx::Error> {
    row.try_get::<Option<i64>, _>(column)?.map(|n| narrow(n, column)).transpose()
}

pub(super) fn flag(row: &AnyRow, column: &str) -> Result<bool, sqlx::Error> {
    Ok(row.try_get::<i64, _>(column)? != 0)
}

fn narrow(number: i64, column: &str) -> Result<u32, sqlx::Error> {
    number.try_into().map_err(|error| undecodable(column, error))
}

/// A column holds what no version of this program has written.
pub(super) fn undecodable(column: &str, error: impl Into<BoxDynError>) -> sqlx::Error {
    sqlx::Error::ColumnDecode { index: column.to_owned(), source: error.into() }
}

/// The text as both engines take it: PostgreSQL has no zero byte, and a blank keeps offsets.
pub(super) fn storable(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', " ")) } else { Cow::Borrowed(text) }
}
