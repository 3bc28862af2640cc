//! How a number is grouped, and what that says about it.

/// What a shape says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    Sure,
    /// A telephone number where the text says so.
    WithWords,
    No,
}

/// A number as groups of digits.
pub(super) struct Shape<'a> {
    international: bool,
    /// Whether the first group stands in brackets: an area code.
    area: bool,
    groups: Vec<&'a str>,
    separators: Vec<&'a str>,
}

impl<'a> Shape<'a> {
    pub(super) fn of(written: &'a str) -> Self {
        let international = written.starts_with('+');
        let rest = written.trim_start_matches('+');
        let area = rest.starts_with('(') && rest.contains(')');
        let groups = rest.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
        let separators = rest.split(|c: char| c.is_ascii_digit()).filter(|between| !between.is_empty()).collect();
        Self { international, area, groups, separators }
    }

    pub(super) fn telling(&self) -> Telling {
        let digits = self.digits();
        if self.is_date() || self.is_series() {
            return Telling::No;
        }
        if self.international {
            return if (8..=15).contains(&digits) { Telling::Sure } else { Telling::No };
        }
        let sure = self.is_american() || self.has_area() || self.is_national() || self.is_dialled_abroad();
        match digits {
            _ if sure => Telling::Sure,
            6..=14 if self.groups.len() > 1 => Telling::WithWords,
            7..=12 => Telling::WithWords,
            _ => Telling::No,
        }
    }

    fn digits(&self) -> usize {
        self.groups.iter().map(|group| group.len()).sum()
    }

    fn lengths(&self) -> Vec<usize> {
        self.groups.iter().map(|group| group.len()).collect()
    }

    /// `212-555-0123`, `1 212 555 0123`, `(212) 555-0123`; with spaces alone only where both parts
    /// begin as the numbering plan of North America wants.
    fn is_american(&self) -> bool {
        let planned = |group: &str| group.starts_with(|c: char| ('2'..='9').contains(&c));
        let spaced = self.separators.iter().all(|separator| *separator == " ");
        match (self.lengths().as_slice(), self.groups.as_slice()) {
            ([3, 3, 4], [area, exchange, _]) => !spaced || (planned(area) && planned(exchange)),
            ([1, 3, 3, 4], [one, area, _, _]) => *one == "1" && planned(area),
            _ => false,
        }
    }

    /// `(020) 7946 0018`: an area code in brackets, then at least six digits.
    fn has_area(&self) -> bool {
        let Some((first, rest)) = self.groups.split_first() else { return false };
        let digits: usize = rest.iter().map(|group| group.len()).sum();
        self.area && (2..=5).contains(&first.len()) && !is_year(first) && (6..=9).contains(&digits) && rest.len() <= 4
    }

    /// `01.84.17.61.18`, `07700 900123`: a trunk zero, and nine to eleven digits in groups.
    fn is_national(&self) -> bool {
        let first = self.groups.first().copied().unwrap_or_default();
        let trunk = first.starts_with('0') && !first.starts_with("00") && first.len() >= 2;
        trunk && self.groups.len() >= 2 && (9..=11).contains(&self.digits())
    }

    /// `001-212-555-0123`.
    fn is_dialled_abroad(&self) -> bool {
        let first = self.groups.first().copied().unwrap_or_default();
        first.starts_with("00")
            && (3..=5).contains(&first.len())
            && self.groups.len() >= 2
            && (11..=16).contains(&self.digits())
    }

    /// `2021-06-08`, `08.06.2021 14`, `1999-2000`: days, years and their ranges.
    fn is_date(&self) -> bool {
        match self.groups.as_slice() {
            [a, b, ..] if is_year(a) && is_year(b) => true,
            [year, month, day, ..] if is_year(year) => is_in(month, 12) && is_in(day, 31),
            [day, month, year, ..] if is_year(year) && year.len() == 4 => is_in(day, 31) && is_in(month, 31),
            [one] => self.digits() < 7 || is_year(one),
            _ => false,
        }
    }

    /// Thousands grouped by spaces, book numbers, and numbers that only stand beside each other.
    fn is_series(&self) -> bool {
        let round = self.groups.iter().skip(1).all(|group| *group == "000");
        let book = self.digits() == 13 && self.groups.concat().starts_with("97");
        let single = self.groups.iter().filter(|group| group.len() == 1).count();
        let same = self.groups.iter().all(|group| Some(group) == self.groups.first()) && self.groups.len() > 1;
        (round && self.groups.len() > 1) || book || (single > 1 && !self.international) || same
    }
}

fn is_year(group: &str) -> bool {
    group.len() == 4 && (group.starts_with("19") || group.starts_with("20"))
}

fn is_in(group: &str, most: u32) -> bool {
    group.len() <= 2 && group.parse().is_ok_and(|number: u32| (1..=most).contains(&number))
}
