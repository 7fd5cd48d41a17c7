/** HTML from text. Everything that is put into a page goes through `escapeHtml`. */

/** The origins that pages may name. */
export interface Origins {
  readonly main: string;
  readonly h2: string;
  readonly six: string;
  readonly other: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A JSON island; `<` is escaped so that no string in it can close the element. */
export function jsonIsland(id: string, value: unknown): string {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="${escapeHtml(id)}">${json}</script>`;
}

/** A whole document. The empty icon spares the Network panel a request that belongs to no lesson. */
export function documentOf(title: string, body: string, attributes = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page/style.css">
</head>
<body${attributes}>
${body}
</body>
</html>
`;
}
