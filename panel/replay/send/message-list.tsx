import { Grid } from '../../shared/parts/grid.tsx';
import { Visible } from '../../shared/parts/visible.tsx';
import type { Edited } from './use-chosen.ts';

interface Props {
  readonly edited: Edited;
  readonly active: number;
  readonly onActive: (index: number) => void;
}

const TITLES = ['', 'ID', 'Type', 'Data'] as const;
const SHOWN = 300;

/** The messages that are to be sent, to choose which to change. */
export function MessageList({ edited, active, onActive }: Props) {
  return (
    <Grid
      class="send-list"
      label="Messages"
      prefix="send"
      count={edited.messages.length}
      active={active}
      activeKey={active}
      template={(width) => `4em ${Math.max(60, width * 0.2)}px ${Math.max(60, width * 0.2)}px 1fr`}
      header={() =>
        TITLES.map((title) => (
          <div key={title} role="columnheader" class="cell">
            {title === '' ? <span class="for-readers">Changed</span> : title}
          </div>
        ))
      }
      rows={(start, end, place) =>
        edited.messages.slice(start, end).map(({ id, type, data }, i) => {
          const index = start + i;
          return (
            <div
              key={place + i}
              role="row"
              id={`send-${index}`}
              class="grid-row event-row"
              aria-rowindex={index + 1}
              aria-selected={index === active}
            >
              <div role="gridcell" class="cell quiet-text">
                {edited.isEdited(index) ? 'edited' : index + 1}
              </div>
              {[id, type, data.slice(0, SHOWN)].map((text, column) => (
                <div key={TITLES[column + 1]} role="gridcell" class="cell code">
                  <Visible text={text} />
                </div>
              ))}
            </div>
          );
        })
      }
      onMove={onActive}
      onPick={onActive}
    />
  );
}
