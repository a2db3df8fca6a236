// Sounds are decoded for each playing, and the decoded ones are kept.
import { onPress } from "../button.js";

const player = { decoded: [], volume: 0.8 };

function play(seconds) {
  const sound = { seconds, channels: [new Float32Array(seconds * 8000), new Float32Array(seconds * 8000)] };
  player.decoded.push(sound);
}

onPress("Play and stop a sound", () => play(2));
