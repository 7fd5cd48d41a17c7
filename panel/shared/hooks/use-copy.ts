import { useStore } from '../state/context.ts';

/** Copies a text, and says that it did, or that the browser refused. */
export function useCopy(): (text: string) => void {
  const { copies, message } = useStore();
  return (text) => {
    void copyText(text).then((done) => {
      if (done) copies.value++;
      else message.value = 'The browser refused to copy. Select the text and copy it by keyboard.';
    });
  };
}

/** Puts a text into the clipboard. @returns false where the browser refuses both ways. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A DevTools panel is an iframe that may lack the permission; the old way needs none.
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
