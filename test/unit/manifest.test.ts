import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('the manifest asks for the debugger and storage and nothing more', async () => {
  const manifest: Record<string, unknown> = JSON.parse(await readFile('manifest.json', 'utf8'));
  expect(manifest.permissions).toEqual(['debugger', 'storage']);
  const others = ['host_permissions', 'optional_permissions', 'optional_host_permissions', 'content_scripts'];
  for (const key of [...others, 'web_accessible_resources', 'externally_connectable']) {
    expect(manifest, key).not.toHaveProperty(key);
  }
});
