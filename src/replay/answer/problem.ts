/** Why an answer of the replay server did not reach the page. */
import type { Protocol } from 'devtools-protocol';

const WITHOUT = 'Or answer without the replay server: the whole body at once.';

/** What `Network.loadingFailed` says of a request that went to the replay server; null for an end that is the page's or the recording's. */
export function problemOf(event: Protocol.Network.LoadingFailedEvent): string | null {
  const cors = event.corsErrorStatus?.corsError;
  if (cors === 'LocalNetworkAccessPermissionDenied') {
    return `The browser did not let this page reach the replay server on this machine: a page of a public address needs the site's permission for the local network (the site settings, behind the icon before the address). Allow it and try again. ${WITHOUT}`;
  }
  if (cors === 'InsecureLocalNetwork' || event.blockedReason === 'mixed-content') {
    return `The browser lets no page of a public http address reach this machine, whatever is allowed. ${WITHOUT}`;
  }
  if (event.errorText === 'net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS') {
    return `The browser's checks for local networks held back what this page asked of the replay server. ${WITHOUT}`;
  }
  if (event.errorText === 'net::ERR_CONNECTION_REFUSED') {
    return 'The replay server does not answer: was it ended? Start it again with the same command.';
  }
  return null;
}
