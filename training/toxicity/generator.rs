//! Sentences of our own: templates with slots, drawn anew for each epoch.

use super::Random;
use std::collections::HashMap;

/// A sentence with its label.
pub(crate) type Labelled = (String, bool);

/// The tables of templates and slots.
pub(crate) struct Generator {
    slots: HashMap<String, Vec<String>>,
    templates: Vec<(String, bool, usize)>,
}

impl Generator {
    pub(crate) fn new(folder: &str) -> anyhow::Result<Self> {
        let mut generator = Self { slots: HashMap::new(), templates: Vec::new() };
        for line in std::fs::read_to_string(format!("{folder}/slots.txt"))?.lines().filter(|l| !l.starts_with('#')) {
            if let Some((name, choices)) = line.split_once(": ") {
                generator.slots.insert(name.to_owned(), choices.split(" | ").map(str::to_owned).collect());
            }
        }
        for file in ["toxic.txt", "benign.txt", "talk.txt", "more.txt"] {
            let (mut toxic, mut times, mut twins) = (false, 1, false);
            for line in std::fs::read_to_string(format!("{folder}/{file}"))?.lines().filter(|l| !l.starts_with("# ")) {
                if let Some(head) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    twins = head.contains("with twins");
                    let mut words = head.rsplit(' ');
                    times = words.next().and_then(|n| n.parse().ok()).unwrap_or(1);
                    toxic = words.next() == Some("1");
                } else if !line.is_empty() {
                    generator.templates.push((line.to_owned(), toxic, times));
                    generator.templates.extend(twin(line).filter(|_| twins).map(|line| (line, true, times)));
                }
            }
        }
        Ok(generator)
    }

    /// One epoch's sentences.
    pub(crate) fn draw(&self, random: &mut Random) -> Vec<Labelled> {
        let mut drawn = Vec::new();
        for (template, toxic, times) in &self.templates {
            let times = if template.contains('{') { *times } else { times.div_ceil(3) };
            for _ in 0..times {
                drawn.push((varied(&self.filled(template, random, 0), random), *toxic));
            }
        }
        drawn
    }

    fn filled(&self, template: &str, random: &mut Random, depth: usize) -> String {
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(before);
            match self.slots.get(slot) {
                Some(choices) if depth < 4 => {
                    let choice = random.pick(choices);
                    out.push_str(&self.filled(choice, random, depth + 1));
                }
                _ => eprintln!("no slot {slot}"),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// What is said of a thing, said of a group of people: harmless of the one, abuse of the other.
fn twin(line: &str) -> Option<String> {
    let twin = line.replace("{OBJS}", "{GROUPS}").replace("{OBJ1}", "that {GROUP1}");
    (twin != line).then_some(twin)
}

/// Case and stops vary: neither may decide.
fn varied(sentence: &str, random: &mut Random) -> String {
    let mut sentence = sentence.to_owned();
    if random.chance(0.3) {
        sentence = sentence.trim_end_matches('.').to_owned();
    } else if random.chance(0.1) {
        sentence =
            format!("{}{}", sentence.trim_end_matches('.'), random.pick(&["!", "!!", "...", "!!!", " lol", "?"]));
    }
    if random.chance(0.05) {
        sentence = sentence.to_uppercase();
    }
    if random.chance(0.15) {
        let lead = random.pick(&[
            "well, ",
            "and ",
            "so ",
            "but ",
            "look, ",
            "sorry but ",
            "wow. ",
            "yeah, ",
            "also ",
            "remember: ",
        ]);
        sentence.insert_str(0, lead);
    }
    sentence
}

/// Misspells or disguises one of the longer words, as people do by accident or on purpose.
pub(crate) fn disguised(sentence: &str, random: &mut Random) -> String {
    let words: Vec<&str> = sentence.split(' ').collect();
    let long: Vec<usize> = words
        .iter()
        .enumerate()
        .filter(|(_, w)| w.len() > 3 && w.bytes().all(|b| b.is_ascii_alphabetic()))
        .map(|(i, _)| i)
        .collect();
    if long.is_empty() {
        return sentence.to_owned();
    }
    let at = *random.pick(&long);
    let word: Vec<char> = words[at].chars().collect();
    let mut new = word.clone();
    let place = 1 + random.below(word.len() - 2);
    match random.below(6) {
        0 => new.swap(place, place - usize::from(place > 1)),
        1 => {
            new.remove(place);
        }
        2 => new.insert(place, word[place]),
        3 => new.iter_mut().for_each(|c| {
            *c = match *c {
                'a' => '4',
                'e' => '3',
                'i' => '1',
                'o' => '0',
                other => other,
            }
        }),
        4 => new[place] = '*',
        _ => new = word.iter().flat_map(|c| [*c, ' ']).take(word.len() * 2 - 1).collect(),
    }
    let new: String = new.into_iter().collect();
    words.iter().enumerate().map(|(i, w)| if i == at { new.as_str() } else { w }).collect::<Vec<_>>().join(" ")
}
