//! The environment as a value, so that tests need not change the process's own.

use super::{ConfigError, NO_DOTENV};
use secrecy::SecretString;
use std::collections::HashMap;
use std::ffi::OsString;
use std::ops::RangeInclusive;

/// Variables by name; what the process was given wins over the file `.env`.
#[derive(Default)]
pub struct Environment {
    variables: HashMap<String, OsString>,
}

impl std::fmt::Debug for Environment {
    /// Names only: values may be secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.variables.keys()).finish()
    }
}

impl Environment {
    /// The process's variables of this program, and those of `.env` in the working folder or
    /// above it.
    pub fn load() -> Result<Self, ConfigError> {
        let mut environment = Self::default();
        let own = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
        environment.variables.extend(own.filter(|(name, _)| name.starts_with("NEWSDESK_")));
        if environment.text(NO_DOTENV)?.is_none() {
            environment.add_file()?;
        }
        Ok(environment)
    }

    /// An environment of these variables alone.
    pub fn of<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let variables = variables.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        Self { variables }
    }

    /// Variables that look like this program's and are not: misspelt ones.
    pub fn unknown(&self) -> Vec<&str> {
        let known = |name: &str| super::VARIABLES.iter().any(|(variable, _)| *variable == name);
        let mut names: Vec<&str> = self.variables.keys().map(String::as_str).collect();
        names.retain(|name| name.starts_with("NEWSDESK_") && !known(name));
        names.sort_unstable();
        names
    }

    fn add_file(&mut self) -> Result<(), ConfigError> {
        let lines = match dotenvy::dotenv_iter() {
            Ok(lines) => lines,
            Err(e) if e.not_found() => return Ok(()),
            Err(e) => return Err(ConfigError::DotEnv(told(&e))),
        };
        for line in lines {
            let (name, value) = line.map_err(|e| ConfigError::DotEnv(told(&e)))?;
            self.variables.entry(name).or_insert_with(|| value.into());
        }
        Ok(())
    }

    /// A variable's text; `None` where it is not set or empty.
    pub(super) fn text(&self, variable: &'static str) -> Result<Option<String>, ConfigError> {
        let Some(value) = self.variables.get(variable) else { return Ok(None) };
        let text = value.to_str().map(str::trim);
        match text {
            Some("") => Ok(None),
            Some(text) => Ok(Some(text.to_owned())),
            None => Err(super::unreadable(variable, "it is not UTF-8")),
        }
    }

    pub(super) fn secret(&self, variable: &'static str) -> Result<Option<SecretString>, ConfigError> {
        Ok(self.text(variable)?.map(SecretString::from))
    }

    pub(super) fn number(
        &self,
        variable: &'static str,
        range: RangeInclusive<u64>,
        expected: &'static str,
    ) -> Result<Option<u64>, ConfigError> {
        let Some(text) = self.text(variable)? else { return Ok(None) };
        let number = text.parse().ok().filter(|n| range.contains(n));
        number.map(Some).ok_or(super::unreadable(variable, expected))
    }
}

/// What is wrong with the file, without its lines: they may hold secrets.
fn told(error: &dotenvy::Error) -> String {
    if let dotenvy::Error::LineParse(_, at) = error {
        return format!("a line has an error at its character {at}");
    }
    if let dotenvy::Error::Io(error) = error { error.to_string() } else { "it holds something unexpected".to_owned() }
}
