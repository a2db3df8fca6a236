import { MenuChoice, MenuGroup } from "../menu/menu.tsx";

/** One of several choices, as it is shown. */
export interface Choice {
  readonly name: string;
  readonly hint: string;
}

interface MenuChoicesProps<Value extends string> {
  readonly name: string;
  readonly choices: ReadonlyMap<Value, Choice>;
  readonly chosen: Value;
  /** Why nothing can be chosen; left out where something can. */
  readonly refusal?: string | undefined;
  /** Why one of them cannot be chosen, in place of its hint. */
  readonly refusalOf?: (value: Value) => string | undefined;
  onChoose(value: Value): void;
  onClose(): void;
}

/** A part of a menu in which one choice holds. */
export function MenuChoices<Value extends string>(props: MenuChoicesProps<Value>) {
  const { name, choices, chosen, refusal, refusalOf, onChoose, onClose } = props;
  return (
    <MenuGroup name={name} {...(refusal !== undefined && { note: refusal })}>
      {[...choices].map(([value, choice]) => {
        const refused = refusalOf?.(value);
        const choose = (): void => {
          onChoose(value);
          onClose();
        };
        return (
          <MenuChoice
            key={value}
            role="menuitemradio"
            name={choice.name}
            hint={refused ?? choice.hint}
            isChosen={value === chosen}
            onChoose={refusal === undefined && refused === undefined ? choose : null}
          />
        );
      })}
    </MenuGroup>
  );
}
