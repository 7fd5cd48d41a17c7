import { groups, type Scenario } from '../scenario.ts';
import { documentOf, escapeHtml, type Origins } from './html.ts';

function renderItem(scenario: Scenario, origins: Origins): string {
  const origin = scenario.home === 'h2' ? origins.h2 : '';
  return `<li><a href="${escapeHtml(`${origin}/s/${scenario.id}/`)}">${escapeHtml(scenario.name)}</a>
<span>${escapeHtml(scenario.teaches)}</span></li>`;
}

/** The first page that a new user sees. */
export function renderIndex(scenarios: readonly Scenario[], origins: Origins): string {
  const sections = groups.map((group) => {
    const items = scenarios.filter((scenario) => scenario.group === group);
    return `<section><h2>${escapeHtml(group)}</h2>
<ul class="lessons">
${items.map((item) => renderItem(item, origins)).join('\n')}
</ul></section>`;
  });
  return documentOf(
    'Streamscope lessons',
    `<main>
<h1>Streamscope lessons</h1>
<p class="teaches">Each lesson is a small page that opens an event stream or a WebSocket, served from this machine by a server that
writes exactly the bytes the lesson says. Watch them arrive.</p>
<ol class="steps">
<li><strong>Open DevTools</strong> (F12, or ⌥⌘I on a Mac) and choose the <strong>Streams</strong> panel; it may hide behind <strong>»</strong>.</li>
<li><strong>Click a lesson</strong>. It runs at once.</li>
<li><strong>Click an event</strong> in the panel, then <strong>Merge</strong>, to see which bytes made it.</li>
</ol>
<p>New to this? Start with <a href="/s/clock/">A clock</a>, then <a href="/s/split-message/">One message in two writes</a>.</p>
${sections.join('\n')}
</main>`,
  );
}
