import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { listMove } from './keyboard.ts';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly title: ComponentChildren;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly open: Id;
  readonly onOpen: (id: Id) => void;
  /** After the tabs, on their line. */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Tabs and the panel that is open. Arrow keys move between them, as in DevTools. */
export function Tabs<Id extends string>({ label, tabs, open, onOpen, tools, children }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const at = tabs.findIndex((tab) => tab.id === open);

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>) {
    const keys: Record<string, string> = {
      ArrowLeft: 'ArrowUp',
      ArrowRight: 'ArrowDown',
      Home: 'Home',
      End: 'End',
    };
    const key = keys[event.key];
    const to = key === undefined ? null : listMove(key, at, tabs.length, 1);
    const tab = to === null ? undefined : tabs[to];
    if (!tab) return;
    event.preventDefault();
    onOpen(tab.id);
    list.current?.querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus();
  }

  return (
    <section class="tabbed" aria-label={label}>
      <div class="tab-line">
        <div ref={list} class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              id={`tab-${tab.id}`}
              class="tab"
              role="tab"
              aria-selected={tab.id === open}
              aria-controls={tab.id === open ? `tabpanel-${tab.id}` : undefined}
              tabIndex={tab.id === open ? 0 : -1}
              onClick={() => onOpen(tab.id)}
            >
              {tab.title}
            </button>
          ))}
        </div>
        {tools && <div class="tab-tools">{tools}</div>}
      </div>
      <div
        key={open}
        class="tabpanel"
        id={`tabpanel-${open}`}
        role="tabpanel"
        aria-labelledby={`tab-${open}`}
      >
        {children}
      </div>
    </section>
  );
}
