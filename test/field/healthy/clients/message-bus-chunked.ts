import { messageBus, messageBusClient } from '../message-bus.ts';
import type { HealthyPage } from '../page.ts';

export default {
  source: 'https://github.com/discourse/message_bus#transport-codecs',
  does: 'message_bus with chunks: what is published while a poll is held is written into its one response.',
  ...messageBusClient(true),
  serve: messageBus,
  seconds: 13,
  rows: [
    {
      kind: 'message_bus',
      transport: ['poll', 'pieces'],
      url: /\/message-bus\/.*\/poll/,
      notes: ['poll-headers'],
    },
  ],
} satisfies HealthyPage;
