import type { BareDocument, Scenario } from '../scenario.ts';
import { documentOf, escapeHtml, jsonIsland, type Origins } from './html.ts';

/** An iframe of a lesson, or a place to navigate to. */
export function renderDocument(document: BareDocument, scenario: Scenario, origins: Origins): string {
  return documentOf(
    document.title,
    `<main class="bare">
<p>${escapeHtml(document.text)}</p>
</main>
${jsonIsland('config', { id: scenario.id, origins, page: scenario.page })}
<script type="module" src="/page/${escapeHtml(document.script)}.js"></script>`,
  );
}
