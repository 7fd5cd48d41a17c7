import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEventStream } from '../../../sse/index.ts';
import { Tape } from '../../../tape/index.ts';
import { chunk, request, response, streamTape } from '../../../tape/testing.ts';
import type { EventStream, EventsSpec } from '../../index.ts';
import { blockDetail, describeRow, EventStreamRows, PENDING, payloadOf, RowsView } from '../../index.ts';
import { derive, never, streamOf } from '../../testing/derive.ts';

const spec = (change: Partial<EventsSpec> = {}): EventsSpec => ({
  stream: 'sse',
  filter: '',
  comments: true,
  sort: null,
  ...change,
});

function view(stream: EventStream, change: Partial<EventsSpec> = {}): RowsView {
  const made = new RowsView(new EventStreamRows(stream), spec(change));
  while (made.work(never));
  return made;
}

const shape = (stream: EventStream, change: Partial<EventsSpec> = {}): string[] =>
  view(stream, change)
    .rows(0, 100)
    .map((row) => `${row.kind}:${row.data}`);

describe('rows', () => {
  it('explain events, comments, discarded and pending blocks, in order', () => {
    const stream = streamOf([
      ': open\n\ndata: 1\n: in the middle\n\n',
      'id: 7\n\nretry: 9\n\n',
      'event: x\ndata: 2',
    ]);
    expect(shape(stream)).toEqual([
      'comment:open',
      'comment:in the middle',
      'event:1',
      'discarded:',
      'discarded:',
      'pending:2',
    ]);
    expect(shape(stream, { comments: false })).toEqual(['event:1', 'discarded:', 'discarded:', 'pending:2']);
    expect(describeRow(stream, 3).why).toBe('No data line, so no event; last event ID set to “7”');
    expect(describeRow(stream, 4).why).toContain('retry set to 9 ms');
    expect(describeRow(stream, PENDING)).toMatchObject({
      type: 'x',
      id: '7',
      why: expect.stringContaining('has not ended'),
    });
  });

  it('have no type but that of the server: a filter for “comment” finds its events of that name', () => {
    const stream = streamOf([': beat\n\nevent: comment\ndata: 1\n\nid: 7\n\nevent: x\n']);
    expect(shape(stream, { filter: 'type:comment' })).toEqual(['event:1']);
    expect(shape(stream, { filter: 'type:discarded OR type:pending' })).toEqual([]);
    expect(shape(stream, { filter: 'is:comment' })).toEqual(['comment:beat']);
  });

  it('say of what an EventSource refused that the page never got it', () => {
    const tape = new Tape();
    for (const record of [
      request('a'),
      response('a', { mimeType: 'application/json' }),
      chunk('a', 3, 'data: x\n\n'),
    ])
      tape.append(record);
    const stream = derive(tape).stream('a');
    if (!stream) throw new Error('no stream');
    expect(describeRow(stream, 0)).toMatchObject({
      kind: 'event',
      data: 'x',
      why: expect.stringContaining('Never reached the page'),
    });
    expect(blockDetail(stream, 0)?.summary).toContain('the page got no event');
    expect(describeRow(streamOf(['data: x\n\n']), 0).why).toBeNull();
  });

  it('tell a heartbeat from a pending block', () => {
    expect(shape(streamOf([': beat\n']))).toEqual(['comment:beat']);
    expect(shape(streamOf([': bea']))).toEqual(['pending:']);
  });

  it('know time, delta, size, id and its inheritance', () => {
    const stream = streamOf(['id: 1\ndata: a\n\n', 'data: b\n\n']);
    expect(describeRow(stream, 0)).toMatchObject({
      at: 10,
      delta: null,
      size: 15,
      id: '1',
      idInherited: false,
      range: [0, 15],
    });
    expect(describeRow(stream, 1)).toMatchObject({
      at: 20,
      delta: 10,
      size: 9,
      id: '1',
      idInherited: true,
      range: [15, 24],
    });
  });

  it('mark what was lost at the end, and are not torn by a gap', () => {
    const tape = streamTape(['data: 1\n\ndata: torn']);
    tape.append({ kind: 'gap', at: 20, on: 'sse', why: 'test', bytes: 5 });
    tape.append(chunk('sse', 30, 'ata: 2\n\ndata: 3\n\n'));
    tape.append({ kind: 'end', at: 40, on: 'sse', how: 'complete' });
    const stream = derive(tape).stream('sse') as EventStream;
    expect(shape(stream)).toEqual([
      'event:1',
      'discarded:torn',
      'note:Gap: test (5 bytes missing)',
      'discarded:ata: 2',
      'event:3',
    ]);
    expect(stream.eventsRead).toBe(2);
    expect(payloadOf(stream, 4)?.data).toBe('3');
  });

  it('show what was lost: its data, or without any the lines that no field takes', () => {
    const lost = (text: string) => {
      const tape = streamTape([text]);
      tape.append({ kind: 'end', at: 40, on: 'sse', how: 'complete' });
      const stream = derive(tape).stream('sse') as EventStream;
      const { kind, data, why } = describeRow(stream, 0);
      return { kind, data, why, payload: payloadOf(stream, 0)?.data };
    };
    const why = 'Lost: the stream ended before its blank line';
    const kind = 'discarded';
    expect(lost('data: ha\ndata: lf')).toEqual({ kind, why, data: 'ha\nlf', payload: 'ha\nlf' });
    const error = '{"error":\n"over"}';
    expect(lost(`id: 3\n${error}`)).toEqual({ kind, why, data: error, payload: error });
    expect(lost('data:\nWord').data).toBe('');
    expect(lost('id: 3\n').data).toBe('');
    expect(lost(`${'x'.repeat(5000)}`).payload).toHaveLength(5000);
  });

  it('show messages where there are no bytes', () => {
    const tape = streamTape([]);
    tape.append({ kind: 'message', at: 9, on: 'sse', type: 't', data: 'dä', id: 'i' });
    const stream = derive(tape).stream('sse') as EventStream;
    expect(describeRow(stream, 0)).toMatchObject({
      kind: 'message',
      type: 't',
      data: 'dä',
      id: 'i',
      size: 3,
      range: null,
    });
  });

  it('are the same events as the batch form gives, for any bytes cut anyhow', () => {
    const line = fc.constantFrom(
      'data: x',
      'data',
      'id: 1',
      'id',
      'event: e',
      ': c',
      'retry: 5',
      '',
      '',
      'foo',
      'data: ü',
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 30 }),
        fc.array(fc.nat(200), { maxLength: 6 }),
        (lines, cuts) => {
          const bytes = new TextEncoder().encode(lines.join('\n'));
          const edges = [
            0,
            ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
            bytes.length,
          ];
          const chunks = edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge));
          const stream = streamOf(chunks);
          const batch = parseEventStream(chunks);
          const rows = view(stream).rows(0, 1000);
          expect(
            rows.filter((row) => row.kind === 'event').map((row) => [row.type, row.data, row.id]),
          ).toEqual(batch.events.map((event) => [event.type, event.data, event.lastEventId]));
          expect(rows.filter((row) => row.kind === 'comment').map((row) => row.data)).toEqual(batch.comments);
          if (batch.pending) expect(rows.at(-1)?.kind).toBe('pending');
          expect(stream.lastEventId).toBe(batch.lastEventId);
          expect(stream.retry).toBe(batch.retry);
        },
      ),
    );
  });
});
