import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventStreamReader, Field, Outcome, parseEventStream, Terminator } from '../../src/sse/index.ts';
import { byteStream, cutAt, cutStream } from './arbitrary.ts';
import { modelOf } from './model.ts';

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

const TERMINATORS: Record<string, Terminator> = {
  '\n': Terminator.Lf,
  '\r': Terminator.Cr,
  '\r\n': Terminator.CrLf,
  '': Terminator.None,
};

/** The lines of a stream by a regular expression over one character a byte, with the blank ones that get no row left out. */
function splitLines(bytes: Uint8Array): { start: number; end: number; terminator: Terminator }[] {
  let latin1 = '';
  for (const byte of bytes) latin1 += String.fromCharCode(byte);
  const bom = latin1.startsWith('\xef\xbb\xbf') ? 3 : 0;
  const rows: { start: number; end: number; terminator: Terminator }[] = [];
  let blockIsOpen = false;
  for (const match of latin1.slice(bom).matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const [all, text = '', end = ''] = match;
    if (all === '') continue;
    const start = bom + match.index;
    const terminator = TERMINATORS[end] ?? Terminator.None;
    if (text !== '' || blockIsOpen) rows.push({ start, end: start + text.length, terminator });
    blockIsOpen = text !== '';
  }
  return rows;
}

describe('against the standard written down in strings', () => {
  it('parseEventStream gives the same for any bytes', () => {
    fc.assert(
      fc.property(cutStream, ({ bytes, positions }) => {
        expect(parseEventStream(cutAt(bytes, positions))).toEqual(modelOf(bytes));
      }),
      { numRuns: 5000 },
    );
  });

  it('also for wholly random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(parseEventStream([bytes])).toEqual(modelOf(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  it('the line table is the stream split at its line ends, in order', () => {
    fc.assert(
      fc.property(byteStream, (bytes) => {
        const reader = new EventStreamReader();
        reader.push(bytes);
        reader.finish();
        const rows = Array.from({ length: reader.lineCount }, (_, i) => ({
          start: reader.lineStart(i),
          end: reader.lineEnd(i),
          terminator: reader.lineTerminator(i),
        }));
        expect(rows).toEqual(splitLines(bytes));
      }),
      { numRuns: 3000 },
    );
  });

  it('every line has the field that its text says', () => {
    const names: Record<string, Field> = {
      data: Field.Data,
      event: Field.Event,
      id: Field.Id,
      retry: Field.Retry,
    };
    fc.assert(
      fc.property(cutStream, ({ bytes, positions }) => {
        const reader = new EventStreamReader();
        for (const chunk of cutAt(bytes, positions)) reader.push(chunk);
        reader.finish();
        for (let i = 0; i < reader.lineCount; i++) {
          const text = decode(bytes.subarray(reader.lineStart(i), reader.lineEnd(i)));
          const name = text.split(':', 1)[0] ?? '';
          const field = text === '' ? Field.Blank : text.startsWith(':') ? Field.Comment : names[name];
          expect(reader.lineField(i), JSON.stringify(text)).toBe(field ?? Field.Unknown);
          const value = text.slice(name.length + 1).replace(/^ /, '');
          if (field === Field.Id) expect(reader.lineCounts(i)).toBe(!value.includes('\0'));
          else if (field === Field.Retry) expect(reader.lineCounts(i)).toBe(/^[0-9]+$/.test(value));
          else expect(reader.lineCounts(i)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('blocks follow one another, each ending with its blank line, and name the lines that took effect', () => {
    fc.assert(
      fc.property(byteStream, (bytes) => {
        const reader = new EventStreamReader();
        reader.push(bytes);
        reader.finish();
        let line = 0;
        let idLine = -1;
        const events: number[] = [];
        for (let block = 0; block < reader.blockCount; block++) {
          expect(reader.blockFirstLine(block)).toBe(line);
          const last = reader.blockLastLine(block);
          const fields: Field[] = [];
          let typeLine = -1;
          let blockIdLine = idLine;
          for (; line < last; line++) {
            fields.push(reader.lineField(line));
            expect(reader.blockOfLine(line)).toBe(block);
            if (reader.lineField(line) === Field.Event) typeLine = line;
            if (reader.lineField(line) === Field.Id && reader.lineCounts(line)) blockIdLine = line;
          }
          const lost = reader.blockOutcome(block) === Outcome.Lost;
          expect(fields.indexOf(Field.Blank)).toBe(lost ? -1 : fields.length - 1);
          expect(fields.length).toBeGreaterThan(lost ? 0 : 1);
          if (!lost) idLine = blockIdLine;
          expect(reader.blockIdLine(block)).toBe(idLine);
          expect(reader.blockTypeLine(block)).toBe(typeLine);
          const hasData = fields.includes(Field.Data);
          if (!lost) expect(reader.blockOutcome(block)).toBe(hasData ? Outcome.Dispatched : Outcome.NoData);
          if (!lost && hasData) events.push(block);
        }
        expect(line).toBe(reader.lineCount);
        expect(Array.from({ length: reader.eventCount }, (_, i) => reader.eventBlock(i))).toEqual(events);
      }),
      { numRuns: 1000 },
    );
  });
});
