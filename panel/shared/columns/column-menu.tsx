import { Menu, type MenuItem } from '../parts/menu.tsx';

interface Props<Id extends string> {
  readonly x: number;
  readonly y: number;
  readonly columns: readonly { readonly id: Id; readonly title: string }[];
  readonly isHidden: (id: Id) => boolean;
  /** The column that stays: a grid without columns cannot be brought back. */
  readonly fixed: Id;
  /** Shows a column that is hidden, and hides one that is shown. */
  readonly onToggle: (id: Id) => void;
  readonly onReset: () => void;
  /** What else is chosen of the grid as a whole. */
  readonly more?: readonly MenuItem[];
  readonly onClose: () => void;
}

/** Chooses the columns of a grid. */
export function ColumnMenu<Id extends string>(props: Props<Id>) {
  const { columns, isHidden, fixed, onToggle, onReset, more = [], onClose, x, y } = props;
  const items = columns.map(({ id, title }) => ({
    text: title,
    isChecked: !isHidden(id),
    isDisabled: id === fixed,
    run: () => onToggle(id),
  }));
  return (
    <Menu
      label="Columns"
      x={x}
      y={y}
      onClose={onClose}
      items={[...items, { text: 'Reset columns', run: onReset }, ...more]}
    />
  );
}
