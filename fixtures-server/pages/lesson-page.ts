import type { Scenario } from '../scenario.ts';
import { documentOf, escapeHtml, jsonIsland, type Origins } from './html.ts';

function renderParams(scenario: Scenario): string {
  const params = Object.entries(scenario.params ?? {});
  if (params.length === 0) return '';
  const items = params.map(
    ([name, does]) => `<li><code>?${escapeHtml(name)}=</code> ${escapeHtml(does)}</li>`,
  );
  return `<details><summary>Parameters of this page</summary><ul>${items.join('')}</ul></details>`;
}

/** The page of a lesson: its texts, what the page received, and what the server wrote. */
export function renderLesson(scenario: Scenario, origins: Origins): string {
  const config = { id: scenario.id, origins, page: scenario.page };
  return documentOf(
    `${scenario.name} · Streamscope lessons`,
    `<main>
<nav><a href="${escapeHtml(origins.main)}/">← All lessons</a></nav>
<h1>${escapeHtml(scenario.name)}</h1>
<p class="teaches">${escapeHtml(scenario.teaches)}</p>
<p class="look"><strong>In the Streams panel:</strong> ${escapeHtml(scenario.lookFor)}</p>
${renderParams(scenario)}
<p class="bar"><span id="state" role="status">Running…</span>
<button type="button" id="again">Run again</button>
<span id="controls"></span>
<small>Opened DevTools after the page? Press <em>Run again</em>, so that the panel sees it from the start.</small></p>
<div class="sides">
<section aria-labelledby="written-title">
<h2 id="written-title">What the server wrote</h2>
<p class="hint">One row a write. Line ends are shown as <code class="control">\\n</code> (LF) and <code class="control">\\r</code> (CR).</p>
<button type="button" id="show-written">Show what was written so far</button>
<div class="scroll"><table id="written" hidden><thead><tr><th scope="col" class="number">Time</th><th scope="col" class="number">Bytes</th><th scope="col">Written</th></tr></thead><tbody></tbody></table></div>
</section>
<section aria-labelledby="received-title">
<h2 id="received-title">What the page received</h2>
<p class="hint">What the page’s own script was given, and by the way: open and error.</p>
<div class="scroll"><table id="received"><thead><tr><th scope="col">Type</th><th scope="col">Last event ID</th><th scope="col">Data</th></tr></thead><tbody></tbody></table></div>
</section>
</div>
<noscript><p>The lessons need JavaScript: the page’s script is what opens the stream.</p></noscript>
</main>
${jsonIsland('config', config)}
<script type="module" src="/page/${escapeHtml(scenario.page.script)}.js"></script>`,
    ` data-state="running" data-lesson="${escapeHtml(scenario.id)}"`,
  );
}
