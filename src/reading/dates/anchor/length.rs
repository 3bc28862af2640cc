//! Lengths → TIMEX3 durations: `P2Y`, `PT24H`, `PXM`, `PT5H30M`.

use crate::reading::dates::lexicon::Unit;
use crate::reading::dates::meaning::{Length, Quantity};

/// The duration's value. Decades and centuries count in years; halves in the next smaller unit.
pub(super) fn timex(length: Length) -> String {
    let Length { quantity, unit } = length;
    let (time, sign, times) = match unit {
        Unit::Second => ("T", "S", 1),
        Unit::Minute => ("T", "M", 1),
        Unit::Hour => ("T", "H", 1),
        Unit::Day => ("", "D", 1),
        Unit::Week => ("", "W", 1),
        Unit::Weekend => ("", "WE", 1),
        Unit::Month => ("", "M", 1),
        Unit::Quarter => ("", "Q", 1),
        Unit::Year => ("", "Y", 1),
        Unit::Decade => ("", "Y", 10),
        Unit::Century => ("", "Y", 100),
        Unit::Millennium => ("", "Y", 1000),
    };
    match quantity {
        Quantity::Exactly(n) => format!("P{time}{}{sign}", n.saturating_mul(times)),
        Quantity::Vague => match unit {
            Unit::Decade => "PXDE".to_owned(),
            Unit::Century => "PXCE".to_owned(),
            Unit::Millennium => "PXML".to_owned(),
            Unit::Second
            | Unit::Minute
            | Unit::Hour
            | Unit::Day
            | Unit::Week
            | Unit::Weekend
            | Unit::Month
            | Unit::Quarter
            | Unit::Year => format!("P{time}X{sign}"),
        },
        Quantity::Half(n) => half(n, unit, time, sign, times),
        Quantity::Tenths(n) => format!("P{time}{}.{}{sign}", n * times / 10, n * times % 10),
    }
}

/// The value of two durations together: `PT3H20M`, `P1DT2H`.
pub(super) fn sum(long: Length, short: Length) -> String {
    let (mut value, rest) = (timex(long), timex(short));
    let prefix = if value.contains('T') { "PT" } else { "P" };
    value.push_str(rest.strip_prefix(prefix).unwrap_or_default());
    value
}

fn half(n: u64, unit: Unit, time: &str, sign: &str, times: u64) -> String {
    let smaller = match unit {
        Unit::Minute => "30S",
        Unit::Hour => "30M",
        Unit::Day => "T12H",
        Unit::Year => "6M",
        Unit::Decade | Unit::Century | Unit::Millennium => {
            return format!("P{}Y", n.saturating_mul(times).saturating_add(times / 2));
        }
        Unit::Second | Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter => {
            return format!("P{time}{n}.5{sign}");
        }
    };
    if n == 0 { format!("P{time}{smaller}") } else { format!("P{time}{n}{sign}{smaller}") }
}
