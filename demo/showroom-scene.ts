import {
  BoxGeometry,
  type BufferGeometry,
  DataTexture,
  DirectionalLight,
  HemisphereLight,
  Mesh,
  MeshStandardMaterial,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  SphereGeometry,
  TorusKnotGeometry,
  WebGLRenderer,
} from "three";
import { seededRandom } from "./seeded-random.ts";

const COLORS = [0x1f6fb2, 0x2b9e8f, 0xe09f3e, 0xd14d41];
const TEXTURE_SIZE = 256;

/** Each call makes a geometry of its own, as a loader does for every model. */
const SHAPES: readonly (() => BufferGeometry)[] = [
  () => new BoxGeometry(1, 1, 1, 8, 8, 8),
  () => new SphereGeometry(0.6, 48, 32),
  () => new TorusKnotGeometry(0.45, 0.16, 128, 16),
];

/** A three.js scene. It exists, with all its geometries, also where there is no WebGL to draw it. */
export function createShowroomScene(canvas: HTMLCanvasElement, showMessage: (message: string) => void) {
  const random = seededRandom(2);
  const scene = new Scene();
  const camera = new PerspectiveCamera(45, 2, 0.1, 100);
  camera.position.set(0, 5, 11);
  camera.lookAt(0, 0, 0);
  const sun = new DirectionalLight(0xffffff, 2.5);
  sun.position.set(4, 8, 6);
  const floor = new Mesh(
    new PlaneGeometry(16, 10, 64, 64).rotateX(-Math.PI / 2),
    new MeshStandardMaterial({ map: createCheckerTexture(), roughness: 0.9 }),
  );
  floor.name = "floor";
  scene.add(new HemisphereLight(0xffffff, 0x445566, 1.5), sun, floor);

  const exhibits: Mesh<BufferGeometry, MeshStandardMaterial>[] = [];
  const renderer = createRenderer(canvas, showMessage);

  function draw() {
    if (!renderer) return;
    const { clientWidth, clientHeight } = canvas;
    camera.aspect = clientWidth / Math.max(clientHeight, 1);
    camera.updateProjectionMatrix();
    renderer.setSize(clientWidth, clientHeight, false);
    renderer.render(scene, camera);
  }

  return {
    scene,
    exhibitCount: () => exhibits.length,
    grow(count: number) {
      for (let i = 0; i < count; i++) {
        const number = exhibits.length;
        const mesh = new Mesh(
          SHAPES[number % SHAPES.length](),
          new MeshStandardMaterial({ color: COLORS[number % COLORS.length], roughness: 0.4 }),
        );
        mesh.name = `exhibit ${number}`;
        mesh.position.set(random() * 12 - 6, 0.7, random() * 7 - 3.5);
        exhibits.push(mesh);
        scene.add(mesh);
      }
      draw();
    },
    dropHalf() {
      for (const mesh of exhibits.splice(Math.floor(exhibits.length / 2))) {
        scene.remove(mesh);
        mesh.geometry.dispose();
        mesh.material.dispose();
      }
      draw();
    },
  };
}

function createRenderer(canvas: HTMLCanvasElement, showMessage: (message: string) => void): WebGLRenderer | undefined {
  try {
    return new WebGLRenderer({ canvas, antialias: true, alpha: true });
  } catch {
    canvas.hidden = true;
    showMessage("This browser has no WebGL, so the scene is in memory but not drawn.");
    return undefined;
  }
}

function createCheckerTexture(): DataTexture {
  const pixels = new Uint8Array(TEXTURE_SIZE * TEXTURE_SIZE * 4);
  for (let i = 0; i < TEXTURE_SIZE * TEXTURE_SIZE; i++) {
    const isDark = ((i >> 4) ^ (i >> 12)) & 1;
    pixels.fill(isDark ? 0x8c : 0xc4, i * 4, i * 4 + 3);
    pixels[i * 4 + 3] = 0xff;
  }
  const texture = new DataTexture(pixels, TEXTURE_SIZE, TEXTURE_SIZE);
  texture.needsUpdate = true;
  return texture;
}
