/** What a tape is, for whoever meets the word for the first time. */
export const TAPE =
  'A tape is the record of a whole capture: every request, every byte and when it came. Export saves it as a file, Import shows such a file again.';

/** What is said of an end that was concluded from what happened. */
export const NOT_REPORTED = 'the browser does not report this end';
