import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };

export default defineConfig({
  plugins: [crx({ manifest })],
  build: {
    outDir: 'dist/chrome',
    emptyOutDir: true,
    target: 'chrome120',
    // A stack trace in a bug report should name our functions; the size of a local file hardly matters.
    minify: false,
    rolldownOptions: { input: { panel: 'panel/panel.html' } },
  },
});
