import { currentSnapshotOf } from "../../store/state.ts";
import { HelpNote } from "../parts/help-note.tsx";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";
import "./profile-picker.css";

/** Which set of stacks of the shown file is in view; nothing for a file with one. */
export function ProfilePicker() {
  const panel = useWholePanel();
  const snapshot = usePanelState(currentSnapshotOf);
  if (snapshot === null || snapshot.derived.profiles.length === 0) return null;
  const { profiles, profile } = snapshot.derived;
  return (
    <div class="profile-picker">
      <label>
        Profile
        <select
          class="input"
          value={profile}
          onChange={({ currentTarget }) => {
            const chosen = Number(currentTarget.value);
            /* What is shown stays chosen until its frames are there. */
            currentTarget.value = String(profile);
            void panel.chooseProfile(snapshot.number, chosen);
          }}
        >
          {profiles.map(({ name, isShowable }, index) => (
            <option key={index} value={index} disabled={!isShowable}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <HelpNote about="profiles">
        <p>The file has several profiles. Those that do not count bytes cannot be shown.</p>
      </HelpNote>
    </div>
  );
}
