/** Sending what is shown to the page's own listeners: only while the debugger records, and kept on the live tape. */
import type { CaptureControl } from '../../capture/status.ts';
import type { Channels } from '../../channels/index.ts';
import type { ProtocolSessions } from '../../protocol/transport.ts';
import { MessageSender, type SentMessage } from '../../replay/send/message-sender.ts';
import type { Pace, Target, Timed } from '../../replay/send/model.ts';
import type { Wait } from '../../replay/wait.ts';
import { isBase64, type TapeWriter } from '../../tape/index.ts';
import type { SendingHost } from '../host/sending.ts';
import { chooseFrom } from './sendable.ts';
import { connectionOf, originOf } from './sent-on.ts';

export interface SendingParts {
  readonly capture: () => CaptureControl;
  /** What messages are chosen from. */
  readonly shown: () => Channels;
  /** The live capture: what is sent is kept there, whatever is shown. */
  readonly live: () => Channels;
  readonly tape: TapeWriter;
  readonly changed: () => void;
  readonly wait: Wait;
}

const NO_DEBUGGER =
  'Sending into the page needs the debugger: choose “Exact bytes” in the settings and record. Then try again.';

export class Sending {
  readonly #parts: SendingParts;
  #active: { readonly sender: MessageSender; readonly attached: ProtocolSessions } | null = null;
  readonly host: SendingHost;

  constructor(parts: SendingParts) {
    this.#parts = parts;
    this.host = {
      choose: (stream, keys) => chooseFrom(parts.shown().channel(stream), keys),
      look: () => this.#look(),
      status: () => this.#active?.sender.status() ?? null,
      send: (target, messages, pace) => this.#send(target, messages, pace),
      cancel: () => this.#active?.sender.cancel(),
      leave: () => this.#leave(),
      dismiss: () => this.close(),
    };
  }

  /** The debugger may have been detached: nothing can be sent any more. */
  follow(): void {
    if (this.#active && this.#parts.capture().protocolSessions() !== this.#active.attached)
      this.#active.sender.close('detached');
  }

  close(): void {
    this.#active?.sender.close();
    this.#active = null;
    this.#parts.changed();
  }

  #leave(): void {
    const run = this.#active?.sender.status().run;
    if (run && !run.end) this.#active?.sender.leave();
    else this.close();
  }

  #look(): string | null {
    const attached = this.#parts.capture().protocolSessions();
    if (!attached) return NO_DEBUGGER;
    if (this.#active?.attached !== attached || this.#active.sender.isClosed) {
      this.#active?.sender.close();
      this.#active = { attached, sender: this.#begin(attached) };
    }
    this.#active.sender.stay();
    void this.#active.sender.find();
    return null;
  }

  #begin(protocolSessions: ProtocolSessions): MessageSender {
    const { wait, changed, live } = this.#parts;
    return new MessageSender({
      protocolSessions,
      wait,
      now: () => performance.now(),
      originOf: (target) => originOf(live(), target),
      sent: (sent) => this.#record(sent),
      changed,
    });
  }

  #send(id: string, messages: readonly Timed[], pace: Pace): string | null {
    const sender = this.#active?.sender;
    const status = sender?.status();
    const target = status?.targets?.find((one) => one.id === id);
    if (!sender || !target) return 'The object is gone. Look again.';
    if (status?.run && !status.run.end) return 'Something is being sent already.';
    if (messages.length === 0) return 'There is nothing to send.';
    const wrong = problemOf(target, messages);
    if (wrong !== null) return wrong;
    void sender.send(target, messages, pace);
    return null;
  }

  #record({ target, message, origin, heard }: SentMessage): void {
    const { live, tape } = this.#parts;
    const on = connectionOf(live(), target)?.id;
    const { type, data, binary, id } = message;
    const clock = live().tape;
    tape.append({
      kind: 'injected',
      // Never before what it follows, though the clocks differ by a little.
      at: Math.max(clock.timeAt(Date.now()), clock.lastAt),
      ...(on !== undefined && { on }),
      to: target.to,
      url: target.url,
      type,
      data,
      id,
      origin,
      ...(heard !== null && { heard }),
      ...(binary && { binary }),
    });
  }
}

function problemOf({ to }: Target, messages: readonly Timed[]): string | null {
  const binary = messages.filter((message) => message.binary);
  if (to === 'eventsource' && binary.length > 0)
    return 'An EventSource receives text only: leave the binary messages out, or choose a WebSocket.';
  const damaged = binary.some(({ data }) => !isBase64(data));
  return damaged ? 'Binary data must be base64, with its padding.' : null;
}
