import { messageBus, messageBusClient } from '../message-bus.ts';
import type { HealthyPage } from '../page.ts';

export default {
  source: 'https://github.com/discourse/message_bus#long-polling',
  does: 'message_bus without chunks: a poll is held until something is published, and answered with JSON.',
  ...messageBusClient(false),
  serve: messageBus,
  seconds: 13,
  rows: [
    { kind: 'message_bus', transport: ['poll'], url: /\/message-bus\/.*\/poll/, notes: ['poll-headers'] },
  ],
} satisfies HealthyPage;
