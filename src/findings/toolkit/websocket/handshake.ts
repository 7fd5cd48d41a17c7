const UPGRADE =
  'On the proxy, pass the Upgrade and Connection headers on (nginx: proxy_http_version 1.1, proxy_set_header Upgrade $http_upgrade and Connection "upgrade").';

/** What helps against a status that a WebSocket's handshake was answered with (RFC 6455, 4.1 and 4.2.2), in a few sentences. */
export function handshakeRemedy(status: number): string {
  if (status >= 200 && status < 300)
    return `What answered is no WebSocket server: the request reached a page, a file or a login as an ordinary one. Look at the path. ${UPGRADE}`;
  if (status >= 300 && status < 400)
    return 'On the page, open the address that the redirect leads to: browsers follow no redirect of a handshake. Often it adds a slash, goes to HTTPS (then use wss:), or to a login.';
  switch (status) {
    case 400:
      return `The server got no handshake that it understands, or knows no such session (Socket.IO and SockJS behind a load balancer without sticky sessions). ${UPGRADE}`;
    case 401:
    case 407:
      return 'Send who you are in a way that a page can: a cookie, a token in the query or as a subprotocol, or the first message. It cannot set headers of a handshake. Renew a token that has run out before the next try, and do not try again without one.';
    case 403:
      return 'On the server, look whether it allows the page’s Origin: most check that first. Else whether the cookie or token is there and valid. A firewall in front may refuse it as well.';
    case 405:
    case 426:
      return `The server took it for an ordinary GET, because the upgrade did not reach it. ${UPGRADE}`;
    case 429:
      return 'On the page, wait longer after each failure. On the server or the proxy, look at the limit of WebSockets for one client.';
    case 500:
    case 501:
      return 'Look at the server’s log at that time: it failed while it answered the handshake.';
    case 502:
    case 503:
    case 504:
      return `Look at the server behind the proxy: it is down, restarts, or closes the connection instead of answering. ${UPGRADE}`;
    case 404:
    case 410:
      return 'Look at the address, and at what the proxy makes of its path: no WebSocket server answers there.';
    default:
      return status >= 500
        ? 'Look at the server’s log at that time: it failed while it answered the handshake.'
        : 'Look at the server’s log at that time, and at what it expects of a handshake.';
  }
}
