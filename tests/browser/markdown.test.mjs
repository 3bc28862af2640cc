// Discord's Markdown as a table: what is written, and the tree in a short notation.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseMarkdown } from "../../crates/discord-double/playground/app/markdown/blocks.js";

const SHORT = { bold: "b", italic: "i", underline: "u", strike: "s", spoiler: "spoiler" };

/** b(…) bold, i(…) italic, code`…`, a[href](…), @user:1, / for a line break. */
function inline(nodes) {
  return nodes
    .map((node) => {
      switch (node.type) {
        case "text": return node.text;
        case "break": return " / ";
        case "code": return `code\`${node.text}\``;
        case "link": return `a[${node.href}](${inline(node.children)})`;
        case "mention": return `@${node.kind}:${node.id}`;
        case "command": return `/${node.name}:${node.id}`;
        case "time": return `t:${node.seconds}:${node.style}`;
        case "emoji": return `:${node.name}:`;
        default: return `${SHORT[node.type]}(${inline(node.children)})`;
      }
    })
    .join("");
}

function blocks(nodes) {
  return nodes
    .map((node) => {
      switch (node.type) {
        case "paragraph": return inline(node.children);
        case "heading": return `h${node.level}(${inline(node.children)})`;
        case "small": return `small(${inline(node.children)})`;
        case "fence": return `fence:${node.language}(${node.text})`;
        case "quote": return `quote(${blocks(node.children)})`;
        default: {
          const items = node.items.map((item) => inline(item.children) + (item.nested.length ? `{${blocks(item.nested)}}` : ""));
          return `${node.ordered ? `ol${node.start}` : "ul"}(${items.join(", ")})`;
        }
      }
    })
    .join(" | ");
}

const TABLE = [
  ["plain words", "plain words"],
  ["", ""],
  ["**bold** and *it* and _it_ and __under__ and ~~gone~~", "b(bold) and i(it) and i(it) and u(under) and s(gone)"],
  ["***both***", "b(i(both))"],
  ["**bold *it* more**", "b(bold i(it) more)"],
  ["***it* then bold**", "b(i(it) then bold)"],
  ["__**u and b**__", "u(b(u and b))"],
  ["||a spoiler||", "spoiler(a spoiler)"],
  ["||**a** `b`||", "spoiler(b(a) code`b`)"],
  ["two * three * four", "two * three * four"],
  ["snake_case_name stays", "snake_case_name stays"],
  ["_it_s", "_it_s"],
  ["**open", "**open"],
  ["**a *b** c*", "b(a *b) c*"],
  ["****", "****"],
  ["a\nb", "a / b"],
  ["**a\nb**", "b(a / b)"],
  ["\\*not\\* \\_it\\_ \\`code\\` \\|\\|x\\|\\|", "*not* _it_ `code` ||x||"],
  ["\\a stays, \\\\ is one", "\\a stays, \\ is one"],
  ["`a * b` * c", "code`a * b` * c"],
  ["*a `*` b*", "i(a code`*` b)"],
  ["``a ` b``", "code`a ` b`"],
  ["`open", "`open"],
  ["```rust\nfn main() {}\n```", "fence:rust(fn main() {})"],
  ["before ```code``` after", "before  | fence:(code) |  after"],
  ["```\n**as is** <@1>\n```", "fence:(**as is** <@1>)"],
  ["> quoted\n> more\nnot", "quote(quoted / more) | not"],
  ["a\n>>> all\nthe rest", "a | quote(all / the rest)"],
  [">no space", ">no space"],
  ["> > nested", "quote(nested)"],
  ["# One\n## Two\n### Three\n#### four", "h1(One) | h2(Two) | h3(Three) | #### four"],
  ["#no heading", "#no heading"],
  ["-# small **print**", "small(small b(print))"],
  ["- a\n- b\n  - c\n- d", "ul(a, b{ul(c)}, d)"],
  ["3. a\n4. b", "ol3(a, b)"],
  ["* a\n* b", "ul(a, b)"],
  ["-no list", "-no list"],
  ["[words](https://example.org/a)", "a[https://example.org/a](words)"],
  ["[**b**](<https://example.org/a b>)", "[b(b)](<a[https://example.org/a](https://example.org/a) b>)"],
  ["[w](https://example.org/a_(b))", "a[https://example.org/a_(b)](w)"],
  ["[w](javascript:alert(1))", "[w](javascript:alert(1))"],
  ["[w](data:text/html,x)", "[w](data:text/html,x)"],
  ["[https://safe.example](https://evil.example)", "a[https://evil.example](https://safe.example)"],
  ["see https://example.org/a?b=1&c=2, and", "see a[https://example.org/a?b=1&c=2](https://example.org/a?b=1&c=2), and"],
  ["(https://example.org/x)", "(a[https://example.org/x](https://example.org/x))"],
  ["https://example.org/a_b_c", "a[https://example.org/a_b_c](https://example.org/a_b_c)"],
  ["**https://example.org/**", "b(a[https://example.org/](https://example.org/))"],
  ["<https://example.org>", "a[https://example.org](https://example.org)"],
  ["https:// alone", "https:// alone"],
  ["<@123> <@!123> <@&45> <#67> </digest:89> </newsdesk setup:9>", "@user:123 @user:123 @role:45 @channel:67 /digest:89 /newsdesk setup:9"],
  ["@everyone and @here", "@everyone:everyone and @everyone:here"],
  ["<t:1623024000> <t:1623024000:R>", "t:1623024000:f t:1623024000:R"],
  ["<t:1:Q>", "<t:1:Q>"],
  ["<:news:123> <a:wave:456> :smile:", ":news: :wave: :smile:"],
  ["<script>alert(1)</script>", "<script>alert(1)</script>"],
  ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
];

for (const [written, expected] of TABLE) {
  test(`Markdown: ${JSON.stringify(written)}`, () => assert.equal(blocks(parseMarkdown(written)), expected));
}

const BOMBS = {
  "unclosed marks": "**__~~||*_".repeat(2000),
  "open brackets": "[".repeat(20000),
  "brackets and targets": "[a](".repeat(5000),
  "backticks of many lengths": Array.from({ length: 200 }, (_, n) => "`".repeat(1 + (n % 3)) + " ").join("").repeat(20),
  "quotes in quotes": "> ".repeat(10000),
  "deep lists": Array.from({ length: 2000 }, (_, n) => `${" ".repeat(n)}- x`).join("\n"),
  "open tags": "<t:1</a b c".repeat(3000),
  "fences": "```\n".repeat(5000),
  "addresses": "https://a.example/(((".repeat(1500),
  "spaces": " ".repeat(50000) + "x",
  "backslashes": "\\".repeat(40001),
};

for (const [name, text] of Object.entries(BOMBS)) {
  test(`a Markdown bomb of ${name} is read in little time and depth`, () => {
    // The processor's time, because a busy machine says nothing of the page.
    const before = process.cpuUsage();
    const tree = parseMarkdown(text);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 250_000, `took ${(user + system) / 1000} ms`);
    const depth = (node) => 1 + Math.max(0, ...[...(node.children ?? []), ...(node.items ?? [])].map(depth));
    assert.ok(Math.max(0, ...tree.map(depth)) < 20);
  });
}
