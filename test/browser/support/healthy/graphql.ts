/** GraphQL over WebSocket and over event streams, by graphql-ws and graphql-sse. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type * as GraphQL from 'graphql';
import type * as GraphQLSse from 'graphql-sse/lib/use/http';
import { useServer } from 'graphql-ws/use/ws';
import { acceptSockets } from './sockets.ts';

// The instance of graphql that both have: a test's own import is another.
const require = createRequire(import.meta.url);
const { GraphQLObjectType, GraphQLSchema, GraphQLString } = require('graphql') as typeof GraphQL;
const { createHandler } = require('graphql-sse/lib/use/http') as typeof GraphQLSse;

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: { hello: { type: GraphQLString, resolve: () => 'world' } },
  }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      greetings: {
        type: GraphQLString,
        async *subscribe() {
          for (const greetings of ['Hi', 'Bonjour', 'Hola', 'Ciao', 'Zdravo']) yield { greetings };
        },
      },
    },
  }),
});

export function graphqlSockets(server: Server): () => void {
  const { sockets, end } = acceptSockets(server, '/graphql');
  useServer({ schema }, sockets);
  return end;
}

export function graphqlStreams(): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return createHandler({ schema });
}
