/**
 * A server of MCP (streamable HTTP) by its SDK: tools that report progress,
 * tell something on the other stream, or are closed and resumed.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  type EventStore,
  StreamableHTTPServerTransport,
} from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { bodyOf } from './site.ts';

export interface McpOptions {
  /** Answers by JSON, not by an event stream. */
  readonly json?: boolean;
  /** Keeps events, so that a client that comes back gets what it missed. */
  readonly resumable?: boolean;
  /** Refuses the stream that a client asks for by GET, as the specification allows. */
  readonly withoutGet?: boolean;
}

type Message = Parameters<EventStore['storeEvent']>[1];

function eventStore(): EventStore {
  const events: { stream: string; id: string; message: Message }[] = [];
  return {
    async storeEvent(stream, message) {
      const id = `${stream}_${events.length}`;
      events.push({ stream, id, message });
      return id;
    },
    async getStreamIdForEventId(id) {
      return events.find((event) => event.id === id)?.stream;
    },
    async replayEventsAfter(last, { send }) {
      const at = events.findIndex(({ id }) => id === last);
      const stream = events[at]?.stream ?? '';
      for (const event of events.slice(at + 1))
        if (event.stream === stream) await send(event.id, event.message);
      return stream;
    },
  };
}

export function mcp({ json = false, resumable = false, withoutGet = false }: McpOptions) {
  const server = new Server(
    { name: 'tools', version: '1.0.0' },
    { capabilities: { tools: {}, logging: {} } },
  );
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: () => randomUUID(),
    enableJsonResponse: json,
    ...(resumable ? { eventStore: eventStore(), retryInterval: 60 } : {}),
  });
  const tool = (name: string) => ({ name, inputSchema: { type: 'object' as const } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: ['add', 'count', 'tell', 'long'].map(tool),
  }));
  server.setRequestHandler(
    CallToolRequestSchema,
    async ({ params }, { requestId, sendNotification, closeSSEStream }) => {
      if (params.name === 'count')
        for (let progress = 1; progress <= 5; progress++) {
          const progressToken = params._meta?.progressToken ?? requestId;
          await sendNotification({
            method: 'notifications/progress',
            params: { progressToken, progress, total: 5 },
          });
        }
      if (params.name === 'tell')
        for (let n = 0; n < 5; n++) await server.sendLoggingMessage({ level: 'info', data: `message ${n}` });
      if (params.name === 'long') {
        closeSSEStream?.();
        await pause(150);
      }
      return { content: [{ type: 'text', text: `${params.name} is done` }] };
    },
  );
  // The SDK's own types disagree under exactOptionalPropertyTypes.
  const connected = server.connect(transport as Parameters<Server['connect']>[0]);
  return {
    async answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
      if (url.pathname !== '/mcp') return;
      await connected;
      if (request.method === 'GET' && withoutGet) {
        response.writeHead(405, { allow: 'POST' }).end();
        return;
      }
      const body = request.method === 'POST' ? JSON.parse(await bodyOf(request)) : undefined;
      await transport.handleRequest(request, response, body);
    },
  };
}
