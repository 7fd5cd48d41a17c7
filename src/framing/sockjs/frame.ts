import { pathOf } from '../address.ts';

/** The letter that a frame begins with. */
export const Letter = { Open: 0x6f, Heartbeat: 0x68, Messages: 0x61, Message: 0x6d, Close: 0x63 } as const;

const NAMES: Readonly<Record<number, string>> = {
  [Letter.Open]: 'open',
  [Letter.Heartbeat]: 'heartbeat',
  [Letter.Messages]: 'messages',
  [Letter.Message]: 'message',
  [Letter.Close]: 'close',
};

/** `/<server>/<session>/<transport>`, as sockjs-client makes it: three digits, eight characters or more. */
const ADDRESS = /\/\d{3}\/[\w-]{8,}\/([a-z_]+)$/;

/** A frame by its first characters: nothing follows “o” or “h”, JSON the others. */
const BEGIN = /^(?:[oh]$|[ac]\[|m(?!$))/;

/** What a frame of this letter is called; '' where there is none. */
export const frameName = (letter: number): string => NAMES[letter] ?? '';

/** What a text is as a frame of SockJS, by its begin; null where it is none. */
export const sockJsFrame = (text: string): string | null =>
  BEGIN.test(text) ? frameName(text.charCodeAt(0)) : null;

/** The transport in an address of SockJS; null for another address. */
export const sockJsTransport = (url: string | undefined): string | null =>
  ADDRESS.exec(pathOf(url))?.[1] ?? null;
