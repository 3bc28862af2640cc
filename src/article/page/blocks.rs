//! Tree → blocks: the runs of text that a reader would see as paragraphs, headings and items.

use super::clean;
use super::tree::{Id, Tree};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    Item,
    Cell,
    Quote,
    Code,
}

/// A run of text between two block boundaries.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) text: String,
    pub(super) kind: Kind,
    /// The nearest block element around it.
    pub(super) node: Id,
    /// Characters of the text.
    pub(super) chars: usize,
    /// Characters of it that stand in links.
    pub(super) linked: usize,
}

impl Block {
    /// Share of the text that is links.
    #[expect(clippy::cast_precision_loss, reason = "a share; texts are far below 2^52 characters")]
    pub(super) fn link_density(&self) -> f64 {
        self.linked as f64 / self.chars.max(1) as f64
    }
}

/// Whether an element of that name starts and ends a block.
pub(super) fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "caption"
            | "option"
    )
}

/// Whether an element of that name never holds words of an article.
pub(super) fn is_void_of_words(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "embed"
            | "applet"
            | "button"
            | "select"
            | "input"
            | "textarea"
            | "datalist"
            | "meter"
            | "progress"
            | "canvas"
            | "audio"
            | "video"
            | "map"
            | "head"
            | "title"
            | "link"
            | "meta"
            | "base"
            | "frameset"
            | "noframes"
            | "dialog"
            | "nav"
            | "menu"
            | "rp"
            | "rt"
    )
}

/// The blocks below `top`, without the subtrees that `skip` names.
pub(super) fn of(tree: &Tree, top: Id, skip: &dyn Fn(Id) -> bool) -> Vec<Block> {
    let mut reader =
        Reader { tree, found: Vec::new(), open: vec![], text: String::new(), linked: 0, inline: Inline::default() };
    reader.enter(top);
    let mut at = top;
    loop {
        let down = if at != top && skip(at) { None } else { tree.first_child(at) };
        if let Some(child) = down {
            at = child;
            if !skip(at) {
                reader.enter(at);
            }
            continue;
        }
        loop {
            if at == top || !skip(at) {
                reader.leave(at);
            }
            if at == top {
                reader.flush();
                return reader.found;
            }
            if let Some(next) = tree.next_sibling(at) {
                at = next;
                if !skip(at) {
                    reader.enter(at);
                }
                break;
            }
            match tree.parent(at) {
                Some(parent) => at = parent,
                None => return reader.found,
            }
        }
    }
}

/// How deep the reader stands in inline elements that matter.
#[derive(Debug, Default, Clone, Copy)]
struct Inline {
    links: usize,
    pre: usize,
}

struct Reader<'a> {
    tree: &'a Tree,
    found: Vec<Block>,
    open: Vec<Id>,
    text: String,
    linked: usize,
    inline: Inline,
}

impl Reader<'_> {
    fn enter(&mut self, id: Id) {
        if let Some(text) = self.tree.text(id) {
            self.read(text);
            return;
        }
        let Some(tag) = self.tree.tag(id) else { return };
        match &**tag {
            "a" => self.inline.links += 1,
            "br" => self.line_break(),
            tag if is_block(tag) => {
                self.flush();
                self.open.push(id);
                self.inline.pre += usize::from(tag == "pre");
            }
            _ => {}
        }
    }

    fn leave(&mut self, id: Id) {
        let Some(tag) = self.tree.tag(id) else { return };
        match &**tag {
            "a" => self.inline.links = self.inline.links.saturating_sub(1),
            tag if is_block(tag) => {
                self.flush();
                self.open.pop();
                self.inline.pre = self.inline.pre.saturating_sub(usize::from(tag == "pre"));
            }
            _ => {}
        }
    }

    fn read(&mut self, text: &str) {
        if self.inline.links > 0 {
            self.linked += clean::shown(text);
        }
        if self.inline.pre == 0 {
            clean::push_str(&mut self.text, text);
            return;
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                clean::push_break(&mut self.text);
            }
            clean::push_str(&mut self.text, line);
        }
    }

    /// One `<br>` breaks the line, two end the paragraph.
    fn line_break(&mut self) {
        if self.text.ends_with('\n') {
            self.flush();
        } else {
            clean::push_break(&mut self.text);
        }
    }

    fn flush(&mut self) {
        let text = self.text.trim().to_owned();
        self.text.clear();
        let linked = std::mem::take(&mut self.linked);
        let Some(&node) = self.open.last() else { return };
        let chars = clean::shown(&text);
        if chars > 0 {
            self.found.push(Block { text, kind: kind(self.tree, node), node, chars, linked });
        }
    }
}

/// The kind of a block, from the nearest telling element around it.
fn kind(tree: &Tree, node: Id) -> Kind {
    for at in std::iter::once(node).chain(tree.ancestors(node)) {
        match tree.tag(at).map(|t| &**t) {
            Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => return Kind::Heading,
            Some("li" | "dd" | "dt") => return Kind::Item,
            Some("td" | "th" | "caption") => return Kind::Cell,
            Some("blockquote") => return Kind::Quote,
            Some("pre") => return Kind::Code,
            Some("article" | "main" | "section" | "body") | None => break,
            Some(_) => {}
        }
    }
    Kind::Paragraph
}
