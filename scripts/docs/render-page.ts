import path from "node:path";
import { Marked } from "marked";
import { DOC_SECTIONS, pageOf } from "./doc-pages.ts";
import { escapeHtml } from "./escape-html.ts";
import { type MarkdownFile, plainWords, readMarkdown, resolveTarget } from "./read-markdown.ts";

export interface DocPage {
  readonly file: string;
  /** Its path on the site. */
  readonly path: string;
  readonly title: string;
  /** Its first paragraph. */
  readonly summary: string;
  readonly markdown: string;
  readonly read: MarkdownFile;
}

export function readDocPage(file: string, markdown: string): DocPage {
  const read = readMarkdown(markdown);
  const [title] = read.headings;
  const paragraph = read.tokens.find(({ type }) => type === "paragraph");
  if (title?.depth !== 1 || paragraph === undefined) throw new Error(`${file} has no title with a paragraph below.`);
  return { file, path: pageOf(file), title: title.words, summary: plainWords([paragraph]), markdown, read };
}

/** The document of a page among all pages of the site. */
export function renderPage(page: DocPage, pages: readonly DocPage[]): string {
  const toTop = "../".repeat(page.path.split("/").length - 1);
  const index = pages.indexOf(page);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(page.summary)}">
<title>${escapeHtml(page.path === "index.html" ? page.title : `${page.title} · Allocative`)}</title>
<link rel="icon" href="${toTop}icon.png">
<link rel="stylesheet" href="${toTop}site.css">
<script defer src="${toTop}search.js" data-top="${toTop}"></script>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header>
<a class="home" href="${toTop}index.html"><img src="${toTop}icon.png" alt="" width="24" height="24">Allocative</a>
<search><input type="search" placeholder="Search" aria-label="Search" aria-controls="found" autocomplete="off" hidden><div id="found" hidden></div></search>
</header>
<div class="page">
<nav aria-label="Pages"><details open><summary>Pages</summary>${navigationOf(page, pages, toTop)}</details></nav>
<main id="content">
<article>
${bodyOf(page, pages)}</article>
<footer>${neighbour("prev", pages[index - 1], toTop)}${neighbour("next", pages[index + 1], toTop)}</footer>
</main>
${outlineOf(page)}
</div>
</body>
</html>
`;
}

function navigationOf(page: DocPage, pages: readonly DocPage[], toTop: string): string {
  return DOC_SECTIONS.map(({ title, files }) => {
    const links = files.map((file) => {
      const target = pages.find((candidate) => candidate.file === file);
      if (target === undefined) throw new Error(`${file} is not among the pages.`);
      const current = target === page ? ' aria-current="page"' : "";
      return `<li><a href="${toTop}${target.path}"${current}>${escapeHtml(target.title)}</a></li>`;
    });
    return `<h2>${escapeHtml(title)}</h2><ul>${links.join("")}</ul>`;
  }).join("");
}

function neighbour(relation: "prev" | "next", page: DocPage | undefined, toTop: string): string {
  if (page === undefined) return "<span></span>";
  const label = relation === "prev" ? "Previous" : "Next";
  return `<a rel="${relation}" href="${toTop}${page.path}"><span>${label}</span> ${escapeHtml(page.title)}</a>`;
}

function outlineOf({ read }: DocPage): string {
  const headings = read.headings.filter(({ depth }) => depth === 2 || depth === 3);
  if (headings.length < 2) return "";
  const items = headings.map(
    ({ depth, id, words }) => `<li class="depth-${depth}"><a href="#${id}">${escapeHtml(words)}</a></li>`,
  );
  return `<nav class="outline" aria-label="On this page"><h2>On this page</h2><ul>${items.join("")}</ul></nav>`;
}

function bodyOf(page: DocPage, pages: readonly DocPage[]): string {
  let heading = 0;
  const renderer = new Marked({
    renderer: {
      heading({ depth, tokens }) {
        const { id, words } = page.read.headings[heading++];
        const link =
          depth === 1 ? "" : ` <a class="anchor" href="#${id}" aria-label="Link to ${escapeHtml(words)}">#</a>`;
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}${link}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        const link = linkOnSite(page, pages, href);
        if (link === undefined)
          return `<span class="source" title="${escapeHtml(sourceOf(page, href))}">${words}</span>`;
        return `<a href="${escapeHtml(link)}">${words}</a>`;
      },
      image({ href, text }) {
        return `<img src="${escapeHtml(href)}" alt="${escapeHtml(text)}" loading="lazy">`;
      },
      code({ text, lang }) {
        const language = (lang ?? "").split(/\s/)[0];
        return `<pre tabindex="0" data-language="${escapeHtml(language)}"><code>${escapeHtml(text)}\n</code></pre>\n`;
      },
      table({ header, rows }) {
        const row = (tag: "th" | "td", cells: typeof header) =>
          `<tr>${cells.map(({ tokens, align }) => `<${tag}${align ? ` class="${align}"` : ""}>${this.parser.parseInline(tokens)}</${tag}>`).join("")}</tr>`;
        const body = rows.map((cells) => row("td", cells)).join("\n");
        return `<div class="table" tabindex="0"><table><thead>${row("th", header)}</thead>\n<tbody>${body}</tbody></table></div>\n`;
      },
    },
  });
  return renderer.parse(page.markdown, { async: false });
}

/** The link from one page of the site to another; `undefined` for a file that has no page. */
export function linkOnSite(page: DocPage, pages: readonly DocPage[], href: string): string | undefined {
  const target = resolveTarget(page.file, href);
  if (target.kind === "web") return target.url;
  const found = pages.find(({ file }) => file === target.path);
  if (found === undefined) return undefined;
  const anchor = target.anchor === "" ? "" : `#${target.anchor}`;
  if (found === page) return anchor === "" ? path.posix.basename(page.path) : anchor;
  return `${path.posix.relative(path.posix.dirname(page.path), found.path)}${anchor}`;
}

function sourceOf(page: DocPage, href: string): string {
  const target = resolveTarget(page.file, href);
  return target.kind === "file" ? target.path : href;
}
