import { useStore } from '../state/context.ts';
import { copyText } from './copy.ts';

/** Copies a text, and says so where the browser refuses. */
export function useCopy(): (text: string) => void {
  const { message } = useStore();
  return (text) => {
    void copyText(text).then((done) => {
      if (!done) message.value = 'The browser refused to copy. Select the text and copy it by keyboard.';
    });
  };
}
