interface PickerProps<Value extends string> {
  readonly id: string;
  readonly name: string;
  /** What the choice is about, as a tooltip. */
  readonly meaning: string;
  /** Values and their names, in the order of the list. */
  readonly options: ReadonlyMap<Value, string>;
  readonly value: Value;
  readonly isDisabled?: boolean;
  /** Of the list itself, which a screen reader reads. */
  readonly description?: string;
  isOptionDisabled?(value: Value): boolean;
  /** Whether a value of the list is one of these: it comes from the document as a string. */
  isValue(value: string): value is Value;
  onChoose(value: Value): void;
}

/** A list with its name before it, of which one value is chosen. */
export function Picker<Value extends string>(props: PickerProps<Value>) {
  const { id, name, meaning, options, value, isDisabled, description, isOptionDisabled, isValue, onChoose } = props;
  return (
    <span class="picking" title={meaning}>
      <label for={id}>{name}</label>
      <select
        id={id}
        class="picker"
        title={description}
        disabled={isDisabled}
        value={value}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          if (isValue(chosen)) onChoose(chosen);
        }}
      >
        {[...options].map(([one, called]) => (
          <option key={one} value={one} disabled={isOptionDisabled?.(one)}>
            {called}
          </option>
        ))}
      </select>
    </span>
  );
}
