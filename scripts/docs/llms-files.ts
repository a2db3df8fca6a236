import { DOC_SECTIONS } from "./doc-pages.ts";
import type { DocPage } from "./render-page.ts";
import { linkOnSite } from "./render-page.ts";

/** `llms.txt`: the pages with a sentence about each, as https://llmstxt.org/ describes it. */
export function writeLlmsIndex(pages: readonly DocPage[]): string {
  const front = frontOf(pages);
  const sections = DOC_SECTIONS.map(({ title, files, about }) => {
    const items = pagesOf(files, pages)
      .filter((page) => page !== front)
      .map((page) => `- [${page.title}](${markdownPathOf(page)}): ${firstSentence(page.summary)}`);
    return `## ${about === "making" ? `Optional: ${title}` : title}\n\n${items.join("\n")}\n`;
  });
  return [`# ${front.title}\n\n> ${front.summary}\n`, ...sections].join("\n");
}

/** `llms-full.txt`: the pages for people who use Allocative, one after the other. */
export function writeLlmsFull(pages: readonly DocPage[]): string {
  return DOC_SECTIONS.filter(({ about }) => about === "use")
    .flatMap(({ files }) => pagesOf(files, pages))
    .map((page) => `<!-- ${markdownPathOf(page)} -->\n\n${markdownOnSite(page, pages)}`)
    .join("\n");
}

/** The Markdown of a page as the site has it beside the page: its links lead to the Markdown of other pages. */
export function markdownOnSite(page: DocPage, pages: readonly DocPage[]): string {
  return page.markdown.replace(/(?<=\]\()[^)\s]+(?=\))/g, (href) => {
    const link = linkOnSite(page, pages, href);
    return link === undefined || /^[a-z]+:/.test(link) ? href : link.replace(/\.html(?=#|$)/, ".md");
  });
}

export function markdownPathOf({ path }: DocPage): string {
  return path.replace(/\.html$/, ".md");
}

function frontOf(pages: readonly DocPage[]): DocPage {
  const front = pages.find(({ path }) => path === "index.html");
  if (front === undefined) throw new Error("The site has no front page.");
  return front;
}

function pagesOf(files: readonly string[], pages: readonly DocPage[]): DocPage[] {
  return pages.filter(({ file }) => files.includes(file));
}

function firstSentence(words: string): string {
  return /^.*?[.!?](?= |$)/.exec(words)?.[0] ?? words;
}
