import type { StreamRule } from '../../rule.ts';
import { connectionReport, headerReport } from '../../toolkit/once.ts';
import { headerOf } from '../../toolkit/words.ts';

export default {
  id: 'connection-close',
  of: 'stream',
  needs: ['event-stream', 'response'],
  title: 'HTTP/1.0 or Connection: close',
  severity: 'note',
  why: 'The end of such an answer cannot be distinguished from a broken connection, unless its length is known, and each reconnect costs a new connection. HTTP/1.0 towards the browser often means a proxy that buffers.',
  fix: 'On the proxy, speak HTTP/1.1 to the server and to the browser (nginx: proxy_http_version 1.1 and an empty Connection header), or HTTP/2.',
  source: 'RFC 9112, sections 6.3 and 9.6; nginx ngx_http_proxy_module, proxy_http_version',
  begin(stream) {
    return {
      report() {
        const { response } = stream.facts;
        if (response?.status !== 200) return null;
        if (response.protocol === 'http/1.0')
          return connectionReport(stream, response.at, 'The answer came over HTTP/1.0.', {
            severity: 'warning',
          });
        const connection = headerOf(stream, 'connection');
        if (!connection || !/\bclose\b/i.test(connection)) return null;
        return headerReport(stream, response.at, 'connection', 'The answer says Connection: close.');
      },
    };
  },
} satisfies StreamRule;
