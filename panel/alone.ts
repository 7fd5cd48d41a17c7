import { createSession, memorySettings, type Session, type SessionParts } from '../src/session/session.ts';

/**
 * Mounts the panel alone, in any page: on a session of its own, without an extension. Tapes come by Import, by dropping
 * files, or from the capture it is given.
 * @param parts the capture, and what else differs from a session in memory.
 */
export async function openAlone(
  parts: Pick<SessionParts, 'capture'> & Partial<SessionParts>,
): Promise<Session> {
  const session = createSession({ settings: memorySettings(), ...parts });
  window.streamscopeHost = session.host;
  await import('./main.tsx');
  return session;
}
