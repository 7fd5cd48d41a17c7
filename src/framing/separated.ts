import { DelimitedReader } from './delimited.ts';
import type { Framing } from './framing.ts';
import { looksDelimited } from './json/looks.ts';

/** ASCII's record separator. */
export const RS = 0x1e;

/** JSON values, each ended by 0x1e: the hub protocol of SignalR. */
export const separatedRecords: Framing = {
  id: 'separated',
  label: 'Records ended by 0x1e',
  noun: { one: 'record', many: 'records' },
  source: 'ASP.NET Core SignalR, HubProtocol.md, JSON Encoding',
  isJson: true,
  isLikely: (_response, head) => looksDelimited(head, RS),
  open: (_response, begins) =>
    new DelimitedReader(
      {
        byte: RS,
        name: 'separator (0x1e)',
        isOptional: false,
        expected: 'JSON',
        whyQuiet: 'Nothing stands before the separator (0x1e).',
      },
      begins,
    ),
};
