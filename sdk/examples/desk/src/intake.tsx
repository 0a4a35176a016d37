import type { RequestTypesQuery } from '@tierline/sdk';
import { useSession } from './hooks.ts';
import { wordFor } from './words.ts';

type IntakeField = RequestTypesQuery['requestTypes'][number]['intakeForm']['fields'][number];

/** One question of the intake form, as its kind says. */
export function IntakeAnswer(props: {
  field: IntakeField;
  value: string;
  onChange: (value: string) => void;
}) {
  const { field, value, onChange } = props;
  const { words } = useSession();
  const { label, kind, required } = field;
  const options =
    kind === 'YES_NO'
      ? ['YES', 'NO'].map((one) => ({ value: one, label: wordFor(words, one) }))
      : field.options;
  return (
    <label>
      {label}
      {options && options.length > 0 ? (
        <select required={required} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{words.choosing}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          required={required}
          type={kind === 'DATE' ? 'date' : kind === 'NUMBER' ? 'number' : 'text'}
          step="any"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </label>
  );
}
