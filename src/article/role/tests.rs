use crate::article::{Article, Metadata, Role};

/// Articles with a role before each line.
const ARTICLES: &str = include_str!("tests/articles.txt");

const fn name(role: Role) -> &'static str {
    match role {
        Role::Body => "body",
        Role::Title => "title",
        Role::Heading => "heading",
        Role::Byline => "byline",
        Role::Dateline => "dateline",
        Role::Caption => "caption",
        Role::Furniture => "furniture",
    }
}

#[test]
fn each_line_plays_the_part_the_table_says() {
    for article in ARTICLES.split("===\n") {
        let lines: Vec<(&str, &str)> =
            article.lines().filter(|l| !l.starts_with('#')).map(|l| l.split_once(" | ").unwrap_or(("", ""))).collect();
        let text = lines.iter().map(|l| l.1).collect::<Vec<_>>().join("\n");
        let read = Article::new(text, Metadata::default());
        let mut rest = lines.iter().peekable();
        for sentence in read.sentences() {
            let words = read.slice(sentence.span);
            while rest.peek().is_some_and(|line| !line.1.contains(words)) {
                rest.next();
            }
            assert_eq!(name(sentence.role), rest.peek().map_or("no line", |line| line.0), "{words}");
            // What stands last in its line was its last sentence.
            rest.next_if(|line| line.1.ends_with(words));
        }
    }
}

#[test]
fn the_given_title_is_found_where_it_stands() {
    let text = "Home\n\nFlood plan approved\n\nThe council approved a plan against floods on Friday evening.";
    let about = Metadata { title: Some("Flood plan approved | The Daily Flood".into()), ..Metadata::default() };
    let article = Article::new(text.into(), about);
    let titles: Vec<_> = article.sentences().iter().filter(|s| s.role == Role::Title).collect();
    assert_eq!(titles.iter().map(|s| article.slice(s.span)).collect::<Vec<_>>(), ["Flood plan approved"]);
}

#[test]
fn a_missing_title_is_taken_from_the_first_line() {
    let text = include_str!("../../../tests/fixtures/harris.txt");
    let article = Article::new(text.into(), Metadata::default());
    let title = article.about().title.as_deref().unwrap_or_default();
    assert!(title.starts_with("Kamala Harris will hold talks") && title.ends_with("Guatemala and Mexico"));
}

#[test]
fn the_first_articles_furniture_is_never_body() {
    let text = include_str!("../../../tests/fixtures/harris.txt");
    let article = Article::new(text.into(), Metadata::default());
    let form: Vec<Role> = article.sentences().iter().rev().take(3).map(|s| s.role).collect();
    assert_eq!(form, [Role::Furniture; 3]);
    assert_eq!(article.sentences().iter().filter(|s| s.role == Role::Furniture).count(), 3);
}

#[test]
fn a_link_to_the_comments_at_the_top_does_not_take_the_article_with_it() {
    let body = "The council approved a plan against floods on Friday, after two years of talks.\n\n".repeat(6);
    let article = Article::new(format!("Leave a Reply\n\n{body}"), Metadata::default());
    assert_eq!(article.sentences().iter().filter(|s| s.role == Role::Body).count(), 6);
}
