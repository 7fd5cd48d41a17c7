import { Menu } from '../parts/menu.tsx';
import { COLUMNS, type ColumnSettings, isHidden, withToggled } from '../../events/columns.ts';

interface Props {
  readonly x: number;
  readonly y: number;
  readonly settings: ColumnSettings;
  readonly onChange: (settings: ColumnSettings) => void;
  readonly onClose: () => void;
}

/** Chooses the columns of the Events grid. */
export function ColumnMenu({ settings, onChange, ...place }: Props) {
  const columns = COLUMNS.map(({ id, title }) => ({
    text: title,
    isChecked: !isHidden(settings, id),
    isDisabled: id === 'data',
    run: () => onChange(withToggled(settings, id)),
  }));
  return (
    <Menu
      label="Columns"
      {...place}
      items={[...columns, { text: 'Reset columns', run: () => onChange({}) }]}
    />
  );
}
