// The 360° scene: a picture all around, drawn by three.js, and real buttons over it for its hotspots.
// The page holds every text already, in the list of places; the viewer shows copies of it.

const NARROWEST = 30;
const WIDEST = 95; // degrees from top to bottom of the view
const STEP = 6; // degrees an arrow key turns
const TURN = 350; // ms of a turn to a place
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
const around = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180;

function element(name, properties = {}, parent = null) {
  const made = Object.assign(document.createElement(name), properties);
  parent?.append(made);
  return made;
}

/** Opens the scene of `root` in the place of its still picture. Fails with "no drawing" where the browser has no WebGL. */
export async function open(root) {
  if (!document.createElement("canvas").getContext("webgl2")) throw new Error("no drawing");
  const three = await import(root.dataset.library);
  const picture = new Image();
  picture.src = root.dataset.picture;
  await picture.decode();
  return new Scene(three, root, picture);
}

class Scene {
  constructor(three, root, picture) {
    this.three = three;
    this.root = root;
    this.yaw = Number(root.dataset.yaw);
    this.pitch = Number(root.dataset.pitch);
    this.wide = 70;
    this.pointers = new Map();
    this.opener = root.querySelector("[data-open]");
    this.build();
    this.draw(picture);
    this.listen();
    this.resize();
    this.stage.focus({ preventScroll: true });
    this.frame.scrollIntoView({ block: "nearest" });
  }

  text(name) {
    return this.root.dataset[`text${name}`] ?? "";
  }

  // What stands on the page

  build() {
    const { root } = this;
    const frame = element("div", { className: "scene-frame no-print" });
    const help = element("p", { className: "scene-help small", textContent: this.text("Help") });
    help.id = `help-${Math.random().toString(36).slice(2)}`;
    this.stage = element("div", { className: "scene-stage", tabIndex: 0 }, frame);
    this.stage.setAttribute("role", "group");
    this.stage.setAttribute("aria-label", root.dataset.title);
    this.stage.setAttribute("aria-describedby", help.id);
    this.canvas = element("canvas", {}, this.stage);
    this.canvas.setAttribute("aria-hidden", "true");
    this.tools = element("div", { className: "scene-tools row" }, frame);
    this.tool("−", this.text("ZoomOut"), () => this.zoom(10), true);
    this.tool("+", this.text("ZoomIn"), () => this.zoom(-10), true);
    if ("DeviceOrientationEvent" in window && window.matchMedia("(pointer: coarse)").matches) {
      this.tilter = this.tool(this.text("Tilt"), "", () => this.tilt());
    }
    this.offerHeadset();
    this.tool(this.text("Close"), "", () => this.close());
    frame.append(help);
    this.frame = frame;
    this.stillPicture = root.querySelector("[data-still]");
    root.prepend(frame);
    root.classList.add("is-open");
    this.opener.hidden = true;
    this.buildSpots();
    this.dialog = element("dialog", { className: "scene-dialog" }, root);
    this.dialog.addEventListener("close", () => this.dialog.querySelector("audio")?.pause());
  }

  tool(content, label, act, square = false) {
    const button = element("button", { type: "button", className: "btn btn-secondary", textContent: content }, this.tools);
    if (square) button.classList.add("scene-zoom");
    if (label) button.setAttribute("aria-label", label);
    button.addEventListener("click", act);
    return button;
  }

  buildSpots() {
    const list = (this.root.closest(".scene-inside, .scene-page") ?? document).querySelectorAll("[data-spot][data-yaw]");
    this.spots = [...list].map((row) => {
      const { spot: number, title, yaw, pitch } = row.dataset;
      const button = element("button", { type: "button", className: "stop scene-spot", textContent: number }, this.stage);
      button.setAttribute("aria-label", `${number}. ${title}`);
      button.setAttribute("aria-haspopup", "dialog");
      const spot = { number, title, button, yaw: Number(yaw), pitch: Number(pitch), told: row.querySelector("[data-told]") };
      button.addEventListener("focus", () => button.matches(":focus-visible") && this.turnTo(spot.yaw, spot.pitch));
      button.addEventListener("click", () => this.tell(spot));
      return spot;
    });
  }

  /** The text of a place, in a dialog that gives the focus back. */
  tell(spot) {
    const { dialog } = this;
    const heading = element("h2", { className: "h3", textContent: `${spot.number}. ${spot.title}`, id: `${this.stage.getAttribute("aria-describedby")}-told` });
    const told = spot.told.cloneNode(true);
    for (const named of told.querySelectorAll("[id]")) named.removeAttribute("id");
    const shut = element("button", { type: "button", className: "btn btn-secondary", textContent: this.text("Shut") });
    shut.addEventListener("click", () => dialog.close());
    dialog.setAttribute("aria-labelledby", heading.id);
    dialog.replaceChildren(heading, told, shut);
    dialog.showModal();
  }

  // What is drawn

  draw(picture) {
    const { three } = this;
    this.renderer = new three.WebGLRenderer({ canvas: this.canvas, antialias: true });
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
    this.camera = new three.PerspectiveCamera(this.wide, 1, 0.1, 100);
    this.world = new three.Scene();
    const globe = new three.SphereGeometry(50, 64, 40);
    globe.scale(-1, 1, 1); // seen from inside
    this.texture = new three.Texture(this.fitting(picture));
    this.texture.colorSpace = three.SRGBColorSpace;
    this.texture.anisotropy = this.renderer.capabilities.getMaxAnisotropy();
    this.texture.needsUpdate = true;
    const ball = new three.Mesh(globe, new three.MeshBasicMaterial({ map: this.texture }));
    ball.rotation.y = -Math.PI / 2; // the middle of the picture lies ahead
    this.world.add(ball);
  }

  /** The picture, made smaller where the device cannot hold it. */
  fitting(picture) {
    const most = this.renderer.capabilities.maxTextureSize;
    if (picture.naturalWidth <= most) return picture;
    const canvas = element("canvas", { width: most, height: most / 2 });
    canvas.getContext("2d").drawImage(picture, 0, 0, most, most / 2);
    return canvas;
  }

  /** Where yaw and pitch (degrees) point to, at a distance. */
  point(yaw, pitch, distance = 1) {
    const [turn, tilt] = [yaw, pitch].map((degrees) => (degrees * Math.PI) / 180);
    const level = Math.cos(tilt) * distance;
    return new this.three.Vector3(Math.sin(turn) * level, Math.sin(tilt) * distance, -Math.cos(turn) * level);
  }

  /** Draws once, at the next frame. */
  show() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = null;
      if (this.closed || this.renderer.xr.isPresenting) return;
      this.yaw = around(this.yaw);
      this.pitch = clamp(this.pitch, -85, 85);
      this.camera.fov = this.wide;
      this.camera.updateProjectionMatrix();
      this.camera.position.set(0, 0, 0);
      this.camera.lookAt(this.point(this.yaw, this.pitch));
      this.camera.updateMatrixWorld();
      this.renderer.render(this.world, this.camera);
      this.placeSpots();
      Object.assign(this.stage.dataset, { yaw: Math.round(this.yaw), pitch: Math.round(this.pitch), wide: Math.round(this.wide) });
    });
  }

  placeSpots() {
    const { clientWidth, clientHeight } = this.stage;
    for (const { button, yaw, pitch } of this.spots) {
      const { x, y, z } = this.point(yaw, pitch, 40).project(this.camera);
      const seen = z < 1 && Math.abs(x) < 1 && Math.abs(y) < 1;
      button.classList.toggle("is-away", !seen);
      const [left, top] = seen ? [((x + 1) / 2) * clientWidth, ((1 - y) / 2) * clientHeight] : [clientWidth / 2, clientHeight / 2];
      button.style.transform = `translate(${left}px, ${top}px) translate(-50%, -50%)`;
    }
  }

  resize() {
    const { clientWidth, clientHeight } = this.stage;
    if (!clientWidth || this.renderer.xr.isPresenting) return;
    this.renderer.setSize(clientWidth, clientHeight, false);
    this.camera.aspect = clientWidth / clientHeight;
    this.show();
  }

  // What turns it

  listen() {
    this.watcher = new ResizeObserver(() => this.resize());
    this.watcher.observe(this.stage);
    const on = (name, act, options) => this.stage.addEventListener(name, act, options);
    on("keydown", (event) => this.key(event));
    on("pointerdown", (event) => this.grasp(event));
    on("pointermove", (event) => this.drag(event));
    for (const name of ["pointerup", "pointercancel"]) on(name, (event) => this.pointers.delete(event.pointerId));
    on("wheel", (event) => this.wheel(event), { passive: false });
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const direction = ARROWS[event.key];
    if (direction) this.turn(direction[0] * STEP, direction[1] * STEP);
    else if (event.key === "+" || event.key === "=") this.zoom(-10);
    else if (event.key === "-") this.zoom(10);
    else return;
    event.preventDefault();
  }

  grasp(event) {
    if (event.target.closest("button")) return;
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    this.stage.setPointerCapture(event.pointerId);
  }

  drag(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const spread = this.spread();
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    if (this.pointers.size > 1) this.zoom((spread - this.spread()) / 4);
    else {
      const perPixel = this.wide / this.stage.clientHeight;
      this.turn((before[0] - event.clientX) * perPixel, (event.clientY - before[1]) * perPixel);
    }
  }

  /** How far two fingers are apart, in pixels. */
  spread() {
    const [one, other] = [...this.pointers.values()];
    return other ? Math.hypot(one[0] - other[0], one[1] - other[1]) : 0;
  }

  /** The wheel scrolls the page until the scene has the focus. */
  wheel(event) {
    if (!this.stage.contains(document.activeElement)) return;
    event.preventDefault();
    this.zoom(Math.sign(event.deltaY) * 5);
  }

  turn(right, up) {
    this.turning = null;
    this.yaw += right;
    this.pitch += up;
    this.show();
  }

  turnTo(yaw, pitch) {
    if (still.matches) {
      [this.yaw, this.pitch] = [yaw, pitch];
      this.show();
      return;
    }
    const from = [this.yaw, this.pitch];
    const way = [around(yaw - from[0]), pitch - from[1]];
    const begun = performance.now();
    const turning = (this.turning = (now) => {
      if (this.turning !== turning || this.closed) return;
      const part = clamp((now - begun) / TURN, 0, 1);
      const eased = part * (2 - part);
      [this.yaw, this.pitch] = [from[0] + way[0] * eased, from[1] + way[1] * eased];
      this.show();
      if (part < 1) requestAnimationFrame(turning);
    });
    requestAnimationFrame(turning);
  }

  zoom(degrees) {
    this.wide = clamp(this.wide + degrees, NARROWEST, WIDEST);
    this.show();
  }

  // Device orientation

  async tilt() {
    const status = this.root.querySelector("[data-status]");
    if (this.tilted) return this.untilt();
    const asks = window.DeviceOrientationEvent.requestPermission;
    const answer = asks ? await asks.call(window.DeviceOrientationEvent).catch(() => "denied") : "granted";
    if (answer !== "granted") {
      status.textContent = this.text("NoTilt");
      return undefined;
    }
    this.offset = null;
    this.tilted = (event) => this.follow(event);
    window.addEventListener("deviceorientation", this.tilted);
    this.tilter.setAttribute("aria-pressed", "true");
    setTimeout(() => {
      if (this.tilted && this.offset === null) {
        this.untilt();
        status.textContent = this.text("NoTilt");
      }
    }, 2000);
    return undefined;
  }

  untilt() {
    window.removeEventListener("deviceorientation", this.tilted);
    this.tilted = null;
    this.tilter.setAttribute("aria-pressed", "false");
  }

  /** Looks where the back of the device points to; what it pointed to at first is what was in view. */
  follow({ alpha, beta, gamma }) {
    if (alpha === null || beta === null || gamma === null) return;
    const { Euler, Quaternion, Vector3, MathUtils } = this.three;
    const held = new Quaternion().setFromEuler(
      new Euler(...[beta, alpha, -gamma].map((degrees) => MathUtils.degToRad(degrees)), "YXZ"),
    );
    held.multiply(new Quaternion(-Math.SQRT1_2, 0, 0, Math.SQRT1_2));
    const ahead = new Vector3(0, 0, -1).applyQuaternion(held);
    const yaw = MathUtils.radToDeg(Math.atan2(ahead.x, -ahead.z));
    this.offset ??= this.yaw - yaw;
    this.yaw = yaw + this.offset;
    this.pitch = MathUtils.radToDeg(Math.asin(clamp(ahead.y, -1, 1)));
    this.show();
  }

  // Headset

  async offerHeadset() {
    const supported = await navigator.xr?.isSessionSupported("immersive-vr").catch(() => false);
    if (supported && !this.closed) {
      this.tool(this.text("Headset"), "", () => this.putOn());
    }
  }

  async putOn() {
    const { three, renderer } = this;
    try {
      const session = await navigator.xr.requestSession("immersive-vr");
      renderer.xr.enabled = true;
      renderer.xr.setReferenceSpaceType("local");
      await renderer.xr.setSession(session);
      const plates = this.spots.map((spot) => this.plate(spot, `${spot.number}. ${spot.title}`, "", 8));
      let open = null;
      const shut = () => {
        if (open) this.world.remove(open.drawn);
      };
      session.addEventListener("select", (event) => {
        const spot = this.aimedAt(event);
        const again = open?.spot === spot;
        shut();
        open = null;
        if (!spot || again) return;
        const drawn = this.plate(spot, `${spot.number}. ${spot.title}`, spot.told.textContent.replace(/\s+/g, " ").trim(), 26);
        open = { spot, drawn };
      });
      session.addEventListener("end", () => {
        shut();
        for (const plate of plates) this.world.remove(plate);
        renderer.setAnimationLoop(null);
        renderer.xr.enabled = false;
        this.resize();
      });
      renderer.setAnimationLoop(() => renderer.render(this.world, this.camera));
    } catch (fault) {
      this.root.querySelector("[data-status]").textContent = this.text("Failed");
      console.info(three.REVISION, fault);
    }
  }

  /** The place nearest to where the controller, or the head, points when it selects; `null` beyond twelve degrees. */
  aimedAt(event) {
    const pose = event.frame.getPose(event.inputSource.targetRaySpace, this.renderer.xr.getReferenceSpace());
    if (!pose) return null;
    const { x, y, z, w } = pose.transform.orientation;
    const ray = new this.three.Vector3(0, 0, -1).applyQuaternion(new this.three.Quaternion(x, y, z, w));
    const off = (spot) => ray.angleTo(this.point(spot.yaw, spot.pitch));
    const nearest = [...this.spots].sort((one, other) => off(one) - off(other))[0];
    return nearest && off(nearest) < 0.21 ? nearest : null;
  }

  /** A plate with a title and a text, `width` metres wide, thirty metres away: the page itself is not seen in a headset. */
  plate(spot, title, text, width) {
    const { three } = this;
    const canvas = element("canvas", { width: 1024, height: 160 });
    const pen = canvas.getContext("2d");
    const font = (weight, size) => `${weight} ${size}px Signika, sans-serif`;
    pen.font = font(400, 44);
    const lines = [];
    for (const word of text.split(" ")) {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      if (lines.length && pen.measureText(longer).width < 944) lines[lines.length - 1] = longer;
      else if (word) lines.push(word);
    }
    canvas.height = 130 + lines.length * 58;
    pen.fillStyle = "#0e3b42";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = "#fff";
    pen.font = font(600, 64);
    pen.fillText(title, 40, 88, 944);
    pen.font = font(400, 44);
    lines.forEach((line, at) => pen.fillText(line, 40, 160 + at * 58));
    const map = new three.CanvasTexture(canvas);
    map.colorSpace = three.SRGBColorSpace;
    const sprite = new three.Sprite(new three.SpriteMaterial({ map, depthTest: false }));
    sprite.scale.set(width, (width * canvas.height) / canvas.width, 1);
    sprite.position.copy(this.point(spot.yaw, spot.pitch, text ? 28 : 30));
    sprite.renderOrder = text ? 2 : 1;
    this.world.add(sprite);
    return sprite;
  }

  /** Back to the still picture. */
  close() {
    this.closed = true;
    this.renderer.xr.getSession()?.end();
    if (this.tilted) this.untilt();
    this.watcher.disconnect();
    this.texture.dispose();
    this.renderer.dispose();
    this.frame.remove();
    this.dialog.remove();
    this.root.classList.remove("is-open");
    this.opener.hidden = false;
    this.opener.focus();
  }
}
