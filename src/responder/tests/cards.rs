//! What each reply looks like.

use super::*;
use crate::desk::{ArticlePage, ArticleSummary, DraftId, FetchError, ModelTrouble};
use crate::summarizer::Tally;
use insta::assert_snapshot;

#[test]
fn a_digest_groups_its_points_and_says_where_it_is_from() {
    assert_snapshot!(shown(&digest(english(), &digested(), Length::Medium, 0, HERE)), @r"
    [The Example · Jo Doe · 2 June 2021]
    # Minister to visit Guatemala
    (https://news.example/visit)
    **When and where**
    > The minister will arrive in Guatemala on Sunday, her office said.
    > The minister leaves on June 8.

    **Money**
    > She announced an additional $310 million in assistance for Central America.

    **Quotes**
    > “We will focus on food security,” said Ana Ruiz.
    [Read 37 of 37 words · article 12]
    <Facts: nd1:facts:12:-:0:a> <Ask: nd1:ask:12> <Evidence: nd1:evidence:12:m:0:a> <Comment: nd1:c:write:12:0> <Calendar: nd1:calendar:12>
    ");
}

#[test]
fn a_digest_in_spanish_keeps_the_quotations() {
    assert_snapshot!(shown(&digest(spanish(), &digested(), Length::Medium, 0, HERE)), @r"
    [The Example · Jo Doe · 2 de junio de 2021]
    # Minister to visit Guatemala
    (https://news.example/visit)
    **Cuándo y dónde**
    > The minister will arrive in Guatemala on Sunday, her office said.
    > The minister leaves on June 8.

    **Dinero**
    > She announced an additional $310 million in assistance for Central America.

    **Citas**
    > “We will focus on food security,” said Ana Ruiz.
    [Leídas 37 de 37 palabras · artículo 12]
    <Datos: nd1:facts:12:-:0:a> <Preguntar: nd1:ask:12> <Pruebas: nd1:evidence:12:m:0:a> <Comentar: nd1:c:write:12:0> <Calendario: nd1:calendar:12>
    ");
}

#[test]
fn a_private_digest_takes_no_comments() {
    let place = Place { guild: None, ..HERE };
    let digest = digest(english(), &digested(), Length::Medium, 0, place);
    assert!(matches!(&digest.rows[0], Row::Buttons(buttons) if buttons.len() == 4), "{}", shown(&digest));
}

#[test]
fn a_digest_says_what_the_reader_must_know() {
    let mut digested = digested();
    digested.opened.freshness = Freshness::Changed { since: Timestamp::from_second(1_600_000_000).unwrap() };
    let changed = digest(english(), &digested, Length::Short, 0, HERE);
    assert!(
        changed.cards[0]
            .body
            .ends_with("-# The page has changed since it was read on <t:1600000000:D>; this is what it says now.")
    );
    digested.opened.freshness = Freshness::Unchecked { why: FetchError::ServerFailure(502) };
    let unchecked = digest(english(), &digested, Length::Short, 0, HERE);
    assert!(unchecked.cards[0].body.ends_with(
        "-# The page could not be checked again; this is what it said on <t:1622635200:D>. The site failed (status 502)."
    ));
}

#[test]
fn a_long_digest_has_pages() {
    let text = format!("{}.\n", "word ".repeat(150).trim()).repeat(12);
    let length = text.len() / 12;
    let points: Vec<KeyPoint> = (0..12)
        .map(|n| Span::new(n * length, (n + 1) * length - 1))
        .map(|span| KeyPoint { kind: PointKind::News, span, evidence: vec![span], salience: 0.1, drafted: None })
        .collect();
    let digested = Digested {
        opened: opened_from(&text, Metadata::default(), Reading::default()),
        digest: Digest { points },
        writer: Writer::Embedded,
    };
    let first = digest(english(), &digested, Length::Long, 0, HERE);
    assert!(first.cards[0].footer.as_deref().unwrap().contains("page 1 of 3"));
    assert!(matches!(&first.rows[1], Row::Buttons(buttons) if buttons.len() == 1 && buttons[0].label == "Next"));
    let last = digest(english(), &digested, Length::Long, 2, HERE);
    assert!(matches!(&last.rows[1], Row::Buttons(buttons) if buttons.len() == 1 && buttons[0].label == "Back"));
    let quotes: usize = (0..3)
        .map(|n| digest(english(), &digested, Length::Long, n, HERE))
        .map(|r| r.cards[0].body.matches("> ").count())
        .sum();
    assert_eq!(quotes, 12);
}

#[test]
fn evidence_shows_each_point_in_its_place() {
    assert_snapshot!(shown(&evidence(english(), &digested(), Length::Medium, 0)), @r"
    (private)
    # Minister to visit Guatemala
    (https://news.example/visit)
    **1. When and where** · sentence 1 of 4 · [see it on the page](<https://news.example/visit#:~:text=The%20minister%20will%20arrive%20in,on%20Sunday%2C%20her%20office%20said%2E>)
    > **The minister will arrive in Guatemala on Sunday, her office said.**
    > -# She announced an additional $310 million in assistance for Central America.

    **2. When and where** · sentence 4 of 4 · [see it on the page](<https://news.example/visit#:~:text=The%20minister%20leaves%20on%20June>)
    > -# “We will focus on food security,” said Ana Ruiz.
    > **The minister leaves on June 8.**

    **3. Money** · sentence 2 of 4 · [see it on the page](<https://news.example/visit#:~:text=She%20announced%20an%20additional%20%24310,in%20assistance%20for%20Central%20America%2E>)
    > -# The minister will arrive in Guatemala on Sunday, her office said.
    > **She announced an additional $310 million in assistance for Central America.**
    > -# “We will focus on food security,” said Ana Ruiz.

    **4. Quotes** · sentence 3 of 4 · [see it on the page](<https://news.example/visit#:~:text=%E2%80%9CWe%20will%20focus%20on%20food>)
    > -# She announced an additional $310 million in assistance for Central America.
    > **“We will focus on food security,” said Ana Ruiz.**
    > -# The minister leaves on June 8.

    [Each point where it stands, with the sentences around it]
    ");
}

#[test]
fn facts_are_browsed_by_kind() {
    assert_snapshot!(shown(&facts(english(), &opened(), None, 0)), @r"
    (private)
    # Events (2)
    when: **6 June 2021** · who: **The minister** · where: **Guatemala**
    > **The minister will arrive in Guatemala on Sunday**, her office said.

    when: **8 June, year unknown**
    > **The minister leaves on June 8**.

    [Minister to visit Guatemala · article 12]
    <Another kind of fact: Events (2) | Dates (2) | Focus areas (1) | Funding (1) | Sums of money (1) | Quotes (1) | People (1) | Places (1)>
    ");
    assert_snapshot!(shown(&facts(english(), &opened(), Some(FactKind::Date), 0)), @r"
    (private)
    # Dates (2)
    **Sunday** → 6 June 2021 (counted from the publication on 2 June 2021)
    > The minister will arrive in Guatemala on **Sunday**, her office said.

    **June 8** → 8 June, year unknown (cannot be settled: no publication date)
    > The minister leaves on **June 8**.

    [Minister to visit Guatemala · article 12]
    <Another kind of fact: Events (2) | Dates (2) | Focus areas (1) | Funding (1) | Sums of money (1) | Quotes (1) | People (1) | Places (1)>
    ");
}

#[test]
fn facts_of_a_kind_the_article_lacks_are_not_in_it() {
    let found = FoundFacts { opened: opened(), kind: FactKind::Percent };
    assert_snapshot!(shown(&fact_kind(english(), &found, 0)), @r"
    # Percentages
    Not in this article.
    [Minister to visit Guatemala · article 12]
    ");
}

#[test]
fn funding_names_who_gets_it() {
    let found = FoundFacts { opened: opened(), kind: FactKind::Funding };
    assert_snapshot!(shown(&fact_kind(spanish(), &found, 0)), @r"
    # Financiación (1)
    **an additional $310 million** → USD 310,000,000 · para **Central America** · con el fin de **assistance**
    > She announced **an additional $310 million** in assistance for Central America.

    [Minister to visit Guatemala · artículo 12]
    ");
}

#[test]
fn names_that_come_again_are_listed_once() {
    let mut opened = opened();
    let mut reading = reading();
    reading.facts.push(fact("Guatemala", Value::Place));
    opened.reading = Arc::new(reading);
    let found = FoundFacts { opened, kind: FactKind::Place };
    assert_snapshot!(shown(&fact_kind(english(), &found, 0)), @r"
    # Places (1)
    **Guatemala** · 2 times
    > The minister will arrive in **Guatemala** on Sunday, her office said.

    [Minister to visit Guatemala · article 12]
    ");
}

#[test]
fn an_answer_stands_in_bold_in_its_sentence() {
    let answer_at = |confidence| Some(Answer { span: find(TEXT, "Sunday"), sentence: line("Sunday"), confidence });
    let answered = |found: Option<Answer>, closest: Option<Span>| {
        let response = Response { answer: found, closest, confidence: 0.5 };
        Answered { opened: opened(), response, finder: Finder::Embedded }
    };
    assert_snapshot!(shown(&answer(english(), &answered(answer_at(0.9), None), "When does she *arrive*?")), @r"
    # When does she \*arrive\*?
    > The minister will arrive in Guatemala on **Sunday**, her office said.
    [Confidence: high · sentence 1 of 4 · Minister to visit Guatemala · article 12]
    ");
    let unsure = answered(answer_at(0.2), None);
    assert!(shown(&answer(english(), &unsure, "When?")).contains("Confidence: low, check the sentence"));
    let none = answered(None, None);
    assert_snapshot!(shown(&answer(english(), &none, "Who is Bob?")), @r"
    # Who is Bob?
    Not in this article.
    [Minister to visit Guatemala · article 12]
    ");
    let near = answered(None, Some(line("Sunday")));
    assert_snapshot!(shown(&answer(english(), &near, "When does she leave?")), @r"
    # When does she leave?
    Not in this article.

    This comes closest, but is no answer:
    > The minister will arrive in Guatemala on Sunday, her office said.
    [Minister to visit Guatemala · article 12]
    ");
}

#[test]
fn a_calendar_has_the_events_whose_day_is_known() {
    let reply = calendar(english(), &opened());
    assert_snapshot!(shown(&reply), @r"
    (private)
    One dated event of “Minister to visit Guatemala”. One more has no date that can be settled and is left out.
    file article-12.ics
    ");
    assert_snapshot!(String::from_utf8(reply.files[0].bytes.clone()).unwrap().replace("\r\n", "\n"), @r"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Newsdesk//Newsdesk//EN
    CALSCALE:GREGORIAN
    BEGIN:VEVENT
    DESCRIPTION:The minister will arrive in Guatemala on Sunday\, her office sa
     id.\nMinister to visit Guatemala\nhttps://news.example/visit
    DTSTAMP:20210602T120000Z
    DTSTART;VALUE=DATE:20210606
    LOCATION:Guatemala
    SUMMARY:The minister will arrive in Guatemala on Sunday
    UID:2d629b924cff6faf5d85b8b276ce2d41@newsdesk
    END:VEVENT
    END:VCALENDAR
    ");
}

#[test]
fn a_calendar_without_dates_says_so() {
    let without = |facts: Vec<Fact>| OpenedArticle { reading: Arc::new(Reading { facts }), ..opened() };
    assert_snapshot!(shown(&calendar(english(), &without(Vec::new()))), @r"
    (private)
    No event was found in “Minister to visit Guatemala”.
    ");
    let undated = reading().facts.into_iter().filter(article_says_june).collect();
    assert_snapshot!(shown(&calendar(english(), &without(undated))), @r"
    (private)
    “Minister to visit Guatemala” has events, but none with a date that can be settled. The option `published` of `/digest` may settle them.
    ");
}

fn article_says_june(fact: &Fact) -> bool {
    fact.span == find(TEXT, "The minister leaves on June 8")
}

#[test]
fn a_list_of_articles_has_their_numbers() {
    let item = |id, title: Option<&str>| ArticleSummary {
        id: ArticleId(id),
        origin: Origin::Page("https://news.example/a".to_owned()),
        title: title.map(str::to_owned),
        site_name: Some("The Example".to_owned()),
        read_at: Timestamp::UNIX_EPOCH,
        asked_at: Timestamp::UNIX_EPOCH,
    };
    let items = vec![item(3, Some("A *bold* title")), item(2, None)];
    let page = ArticlePage { items: items.clone(), page: 1, pages: 3 };
    assert_snapshot!(shown(&articles(english(), &page)), @r"
    (private)
    # Articles asked for here
    `3` **A \*bold\* title** · The Example · <t:0:D>
    `2` **https\://news.example/a** · The Example · <t:0:D>
    [page 2 of 3]
    <Back: nd1:articles:0> <Next: nd1:articles:2>
    ");
    let names: Vec<String> =
        choices(english(), &items).into_iter().map(|c| format!("{} = {}", c.label, c.value)).collect();
    assert_eq!(names, ["3 · A *bold* title = #3", "2 · https://news.example/a = #2"]);
    let empty = ArticlePage { items: Vec::new(), page: 0, pages: 1 };
    assert_snapshot!(shown(&articles(english(), &empty)), @r"
    (private)
    No article has been asked for here yet. Try `/digest`.
    ");
}

#[test]
fn help_lists_every_command() {
    assert_snapshot!(shown(&help(english(), Audience::Administrators)), @r"
    (private)
    # Newsdesk
    I read an article and show what it says, each point with the words that say it.

    `/digest url text file length published` – Key points of an article, each a quotation of it
    **Digest this article** (a message's menu) – Key points of the link, text or file in a message (right-click it, then Apps)
    `/fact kind article` – One kind of fact in an article, each with its sentence
    `/ask question article` – A question answered from the article alone
    `/articles` – Articles that were asked for here
    `/comment article` – Write a comment on an article, for the moderators to read first
    `/comments article order` – The comments on an article that moderators have let through
    `/mycomments` – Your own comments: their state, the reasons, edit and delete
    `/appeal` – Ask another moderator to look again at a rejection or a ban
    `/privacy export` – A copy of everything I hold on you
    `/privacy delete` – Erase everything I hold on you
    `/queue article verdict member` – Work through the comments that wait, one by one
    `/modlog member number` – Who decided what, and when
    `/modstats days` – Figures on comments and decisions
    `/bans` – Who may not comment here, and until when
    `/unban member` – Let a member comment again
    `/newsdesk setup` – Set up comments on this server, step by step
    `/newsdesk status` – The settings, what waits, and what is wrong
    `/newsdesk words step words file` – This server's own word list: show, add, remove, import, export
    `/newsdesk domains step domains file` – Blocked and allowed domains: show, add, remove, import, export
    `/newsdesk reasons` – The reasons moderators choose from, with the rule the author is told
    `/help` – What can be asked for, and how

    You can also mention me, or write to me privately, with a link, a text, a file or a question about the last article.
    -# Every point, fact and answer is a quotation. What the article does not say, I do not say.
    ");
    assert_snapshot!(shown(&help(spanish(), Audience::Everybody)), @r"
    (private)
    # Newsdesk
    Leo un artículo y muestro lo que dice, cada punto con las palabras que lo dicen.

    `/resumen url texto archivo extensión publicado` – Los puntos clave de un artículo, cada uno una cita textual
    **Resumir este artículo** (menú de un mensaje) – Los puntos clave del enlace, texto o archivo de un mensaje (clic derecho, Aplicaciones)
    `/dato tipo artículo` – Un tipo de dato de un artículo, cada uno con su frase
    `/preguntar pregunta artículo` – Una pregunta, respondida solo con el artículo
    `/artículos` – Los artículos que se han pedido aquí
    `/comentar artículo` – Escribe un comentario sobre un artículo; primero lo leen los moderadores
    `/comentarios artículo orden` – Los comentarios de un artículo que los moderadores han admitido
    `/miscomentarios` – Tus comentarios: su estado, los motivos, editar y borrar
    `/recurrir` – Pide que otro moderador revise un rechazo o una prohibición
    `/privacidad exportar` – Una copia de todo lo que guardo sobre ti
    `/privacidad borrar` – Borra todo lo que guardo sobre ti
    `/ayuda` – Qué se puede pedir, y cómo

    También puedes mencionarme, o escribirme en privado, con un enlace, un texto, un archivo o una pregunta sobre el último artículo.
    -# Cada punto, dato y respuesta es una cita textual. Lo que el artículo no dice, no lo digo.
    ");
}

/// The digest with one point in a model's words.
fn drafted() -> Digested {
    let mut digested = digested();
    let sentence = line("Sunday");
    if let Some(point) = digested.digest.points.iter_mut().find(|point| point.span == sentence) {
        point.drafted = Some("The *minister* will be in Guatemala from Sunday on.".to_owned());
    }
    let tally = Tally { drafted: 7, verified: 6, replaced: 1 };
    let (model, engine) = ("small <@1>".to_owned(), "llm:small@0".to_owned());
    digested.writer = Writer::Model { model, engine, draft: DraftId(5), tally };
    digested
}

#[test]
fn a_models_words_are_marked_and_no_quotation_and_their_evidence_is_a_button_away() {
    let card = digest(english(), &drafted(), Length::Medium, 0, HERE);
    let body = &card.cards[0].body;
    assert!(body.contains("\n- ✎ The \\*minister\\* will be in Guatemala from Sunday on."), "{body}");
    let footer = card.cards[0].footer.as_deref().unwrap();
    let told = "Points with ✎ are in the words of small <@1>: 6 of 7 verified, each against the sentences shown under Evidence";
    assert!(footer.starts_with("Read ") && footer.contains(told), "{footer}");
    let buttons = card.rows.iter().flat_map(|row| if let Row::Buttons(all) = row { all.clone() } else { Vec::new() });
    let carries_the_draft = |button: Button| matches!(button.action, Action::Evidence { draft: Some(DraftId(5)), .. });
    assert!(buttons.into_iter().any(carries_the_draft));
    let shown = shown(&evidence(english(), &drafted(), Length::Medium, 0));
    let point = "- ✎ The \\*minister\\* will be in Guatemala from Sunday on.\n> The minister will arrive in Guatemala on Sunday, her office said.";
    assert!(shown.contains(point), "{shown}");
}

#[test]
fn the_card_says_why_the_embedded_engine_stood_in() {
    let troubles = [
        (ModelTrouble::Away, "The language model cannot be reached; the embedded engine answered."),
        (ModelTrouble::Refused, "The language model did not take this request; the embedded engine answered."),
        (ModelTrouble::Slow, "The language model took too long; the embedded engine answered."),
        (
            ModelTrouble::Unusable,
            "What the language model wrote has no evidence in the article; the embedded engine answered.",
        ),
        (ModelTrouble::TooLong, "The article is too long for the language model; the embedded engine answered."),
        (
            ModelTrouble::Spent,
            "The language model has been used as much as it may be today; the embedded engine answered.",
        ),
    ];
    for (trouble, told) in troubles {
        let digested = Digested { writer: Writer::StoodIn(trouble), ..digested() };
        let card = digest(english(), &digested, Length::Medium, 0, HERE);
        assert!(card.cards[0].footer.as_deref().unwrap().contains(told), "{trouble:?}");
        let finder = Finder::StoodIn(trouble);
        let answered = Answered { opened: opened(), response: Response::default(), finder };
        assert!(shown(&answer(english(), &answered, "When?")).contains(told), "{trouble:?}");
    }
    let found =
        Answered { opened: opened(), response: Response::default(), finder: Finder::Model { model: "small".into() } };
    assert!(shown(&answer(english(), &found, "When?")).contains("Found by small, word for word in the article"));
}
