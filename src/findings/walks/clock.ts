/** Lines, rows, chunks or frames between two looks at the clock: reading it costs more than they do. */
export const CLOCK_EVERY = 4096;
