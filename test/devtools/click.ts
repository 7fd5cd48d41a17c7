import type { CDPSession, ElementHandle, Frame } from 'puppeteer';
import { panelSession } from './file-chooser.ts';

const sessions = new WeakMap<Frame, Promise<CDPSession>>();

/** Keys that are held during a click, as the protocol counts them (`Input.dispatchMouseEvent`). */
const MODIFIERS = { none: 0, Control: 2, Shift: 8 } as const;
export type Modifier = keyof typeof MODIFIERS;

/** Frames to wait at most for an element to stand still: in a grid that follows its last row none ever does. */
const STILL = 30;

/**
 * Clicks an element of the panel with the mouse, once it stands still. The panel is a frame in a process of its own, and a click sent to
 * DevTools' page now and then ends at the frame's border (seen on Chromium 156); sent to the panel's own target it
 * arrives.
 */
export async function clickIn(
  frame: Frame,
  element: ElementHandle<Element>,
  held: Modifier = 'none',
): Promise<void> {
  // No function with a name in here: `npm start` runs without a bundler, and its loader would mark it by a helper that a
  // page does not have.
  const { x, y } = await element.evaluate(async (target, frames) => {
    let at = { x: Number.NaN, y: Number.NaN };
    for (let frame = 0; frame <= frames; frame++) {
      let now = at;
      // The nearest place may be under a header that stays in view; then the middle is not.
      for (const block of ['nearest', 'center'] as const) {
        target.scrollIntoView({ block, inline: 'nearest' });
        const box = target.getBoundingClientRect();
        now = { x: box.x + Math.min(box.width / 2, 200), y: box.y + box.height / 2 };
        if (target.contains(document.elementFromPoint(now.x, now.y))) break;
      }
      // What moves is clicked where it comes to rest, as by a hand that looks first.
      if (now.x === at.x && now.y === at.y) break;
      at = now;
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
        // A panel that is not in front draws no frames.
        setTimeout(resolve, 100);
      });
    }
    return at;
  }, STILL);
  const session = await sessionOf(frame);
  const at = { x, y, button: 'left', clickCount: 1, modifiers: MODIFIERS[held] } as const;
  await session.send('Input.dispatchMouseEvent', {
    ...at,
    type: 'mouseMoved',
    button: 'none',
    clickCount: 0,
  });
  await session.send('Input.dispatchMouseEvent', { ...at, type: 'mousePressed' });
  await session.send('Input.dispatchMouseEvent', { ...at, type: 'mouseReleased' });
}

/** Moves the mouse over the middle of an element. */
export async function hoverIn(frame: Frame, element: ElementHandle<Element>): Promise<void> {
  const at = await element.evaluate((target) => {
    const box = target.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  const session = await sessionOf(frame);
  await session.send('Input.dispatchMouseEvent', { ...at, type: 'mouseMoved' });
}

/** Drags over an element with the mouse, from one share of its width to another, along its middle. */
export async function dragIn(
  frame: Frame,
  element: ElementHandle<Element>,
  from: number,
  to: number,
): Promise<void> {
  const { left, width, y } = await element.evaluate((target) => {
    const box = target.getBoundingClientRect();
    return { left: box.left, width: box.width, y: box.top + box.height / 2 };
  });
  await dragTo(frame, { x: left + from * width, y }, { x: left + to * width, y });
}

/** A place in the panel, in px. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** Drags with the mouse from one place to another. */
export async function dragTo(frame: Frame, from: Place, to: Place): Promise<void> {
  const session = await sessionOf(frame);
  const press = { button: 'left', clickCount: 1 } as const;
  await session.send('Input.dispatchMouseEvent', { ...from, type: 'mouseMoved' });
  await session.send('Input.dispatchMouseEvent', { ...from, ...press, type: 'mousePressed' });
  for (const at of [{ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, to]) {
    await session.send('Input.dispatchMouseEvent', { ...at, type: 'mouseMoved', button: 'left', buttons: 1 });
  }
  await session.send('Input.dispatchMouseEvent', { ...to, ...press, type: 'mouseReleased' });
}

/** Double-clicks an element in its middle. */
export async function doubleClickIn(frame: Frame, element: ElementHandle<Element>): Promise<void> {
  const at = await element.evaluate((target) => {
    const box = target.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  });
  const session = await sessionOf(frame);
  for (const clickCount of [1, 2]) {
    const press = { ...at, button: 'left', clickCount } as const;
    await session.send('Input.dispatchMouseEvent', { ...press, type: 'mousePressed' });
    await session.send('Input.dispatchMouseEvent', { ...press, type: 'mouseReleased' });
  }
}

/**
 * Types a text where the focus is in the panel. Keys go to the panel's own target: those sent to DevTools' page reach
 * the panel only while DevTools thinks that the panel has the focus.
 */
export async function typeIn(frame: Frame, text: string): Promise<void> {
  const session = await sessionOf(frame);
  for (const key of text) {
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key });
  }
}

function sessionOf(frame: Frame): Promise<CDPSession> {
  let session = sessions.get(frame);
  if (!session) {
    session = panelSession(frame);
    sessions.set(frame, session);
  }
  return session;
}
