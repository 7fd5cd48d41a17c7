import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ProtocolError } from '../protocol/transport.ts';
import { type AttachmentState, type ChromeAttachment, ChromeDebugger } from './chrome-transport.ts';

/** Chrome's event objects, as far as they are used. */
class FakeEvent {
  readonly listeners = new Set<(...values: unknown[]) => void>();
  readonly addListener = (listener: (...values: unknown[]) => void) => void this.listeners.add(listener);
  readonly removeListener = (listener: (...values: unknown[]) => void) =>
    void this.listeners.delete(listener);
  emit(...values: unknown[]): void {
    for (const listener of this.listeners) listener(...values);
  }
}

const TAB = { tabId: 7 };
const WORKER = { targetId: 'w' };

const onEvent = new FakeEvent();
const onDetach = new FakeEvent();
const attach = vi.fn<(to: object) => Promise<void>>();
const detach = vi.fn<(from: object) => Promise<void>>();
const sendCommand = vi.fn<(to: object, method: string) => Promise<unknown>>();

let states: AttachmentState[];
let tab: ChromeDebugger;
let attached: ChromeAttachment;
let events: { method: string; params: unknown; session: string }[];

const send = (session: string) => attached.transport.send('Network.enable', {}, session);
const attachChild = (source: object, sessionId: string) =>
  onEvent.emit(source, 'Target.attachedToTarget', { sessionId });

beforeEach(async () => {
  vi.clearAllMocks();
  attach.mockResolvedValue();
  detach.mockResolvedValue();
  sendCommand.mockResolvedValue({});
  vi.stubGlobal('chrome', { debugger: { attach, detach, sendCommand, onEvent, onDetach } });
  states = [];
  events = [];
  tab = new ChromeDebugger(TAB.tabId, (now) => states.push(now));
  attached = await tab.attach();
  attached.transport.on((method, params, session) => events.push({ method, params, session }));
});
afterEach(async () => {
  await tab.detach();
  vi.unstubAllGlobals();
});

it('reaches a child session until its target is gone, and then says that there is none', async () => {
  attachChild(TAB, 'child');
  await send('child');
  expect(sendCommand).toHaveBeenLastCalledWith({ tabId: 7, sessionId: 'child' }, 'Network.enable', {});
  onEvent.emit(TAB, 'Target.detachedFromTarget', { sessionId: 'child' });
  expect(events.at(-1)?.method).toBe('Target.detachedFromTarget');
  await expect(send('child')).rejects.toThrow('no session child');
});

it('forgets a target that goes, and the child sessions it had, and says so of each', async () => {
  const session = await attached.discovery.attach(WORKER.targetId);
  attachChild(WORKER, 'nested');
  await send('nested');
  expect(sendCommand).toHaveBeenLastCalledWith({ targetId: 'w', sessionId: 'nested' }, 'Network.enable', {});
  onDetach.emit(WORKER, 'target_closed');
  const gone = events.filter(({ method }) => method === 'Target.detachedFromTarget');
  expect(gone.map(({ params }) => params)).toEqual([{ sessionId: session }, { sessionId: 'nested' }]);
  await expect(send(session)).rejects.toThrow(ProtocolError);
  await expect(send('nested')).rejects.toThrow(ProtocolError);
  expect(states.at(-1)).toEqual({ tab: true, targets: [] });
});

it('leaves nothing of an attachment that failed', async () => {
  attach.mockRejectedValueOnce(new Error('Cannot attach to this target.'));
  await expect(attached.discovery.attach(WORKER.targetId)).rejects.toThrow('Cannot attach');
  await expect(send('target:w')).rejects.toThrow('no session target:w');
  expect(states.at(-1)).toEqual({ tab: true, targets: [] });
});

it('says why it was lost, and detaches what was attached beside the tab', async () => {
  await attached.discovery.attach(WORKER.targetId);
  const lost = vi.fn();
  attached.transport.onLost(lost);
  onDetach.emit(TAB, 'canceled_by_user');
  expect(lost).toHaveBeenCalledWith('canceled_by_user');
  expect(detach).toHaveBeenCalledWith(WORKER);
  expect(states.at(-1)).toEqual({ tab: false, targets: [] });
});

it('hears nothing of other tabs', () => {
  onEvent.emit({ tabId: 8 }, 'Network.dataReceived', {});
  expect(events).toEqual([]);
});
