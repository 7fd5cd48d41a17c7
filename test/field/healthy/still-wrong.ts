/**
 * The healthy pages of which something wrong is said today, and what. `healthy.test.ts` demands that it is wrong: who mends it takes
 * the line out.
 */
export const STILL_WRONG: Readonly<Record<string, string>> = {
  'media/hls-player':
    'A playlist with max-age=1, asked for each 2 s, is called an answer from the cache (warning poll-cacheable).',
  'media/video-ranges': 'Ranges of a video are a row of Streams.',
  'questions/infinite-scroll-cursor': 'A list with an opaque cursor is a row of Streams.',
  'sends/eight-blobs': 'Uploads of a Blob and of a form are rows of Streams.',
};
