import { bodyOf, type FieldCase, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/grpc/grpc-web/issues/281',
  reported:
    'A call of gRPC-Web has a stream for an answer. The page’s handler gets all elements at once, when the stream has ended.',
  needed:
    'When each chunk came: every half second. So the server streams, the proxy passes it on, and the library in the page waits.',
  async answer({ request, response, pause }) {
    await bodyOf(request);
    response.writeHead(200, { 'content-type': 'application/grpc-web-text+proto' });
    for (let n = 1; n <= 5; n++) {
      const message = Buffer.from([0, 0, 0, 0, 3, 10, 1, 64 + n]);
      response.write(message.toString('base64'));
      await pause(650);
    }
    response.end(Buffer.from('\u0080\u0000\u0000\u0000\u000fgrpc-status:0\r\n', 'latin1').toString('base64'));
  },
  async page() {
    const headers = { 'content-type': 'application/grpc-web-text', 'x-grpc-web': '1' };
    const body = 'AAAAAAA=';
    await (await fetch('/echo.Echo/ServerStreaming', { method: 'POST', headers, body })).text();
    document.title = 'done';
  },
  until: untilDone,
  rows: [{ is: { transport: 'pieces', framing: 'Chunks', events: 6 }, state: 'over', findings: [] }],
  requests: [],
} satisfies FieldCase;
