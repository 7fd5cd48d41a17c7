import { AnswerDialog } from './answer/answer-dialog.tsx';
import type { ReplayItem } from './item.ts';

/** The page sends requests, and the recording answers them. */
export const answerItem: ReplayItem = {
  text: 'Answer the page’s requests with this recording…',
  isAvailable: (host, stream) =>
    host.channels
      .list()
      .some((row) => row.kind === 'stream' && row.id === stream && row.transport !== 'websocket'),
  dialog: 'answer',
  Dialog: AnswerDialog,
};
