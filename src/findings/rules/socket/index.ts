import type { SocketRule } from '../../rule.ts';

/** Rules on WebSockets. */
export const SOCKET_RULES: readonly SocketRule[] = [];
