// A picture alone: pinch, wheel, keys and two buttons. Asked for by the first tap on 看大图.
// Where there is more to see than the file shows, tiles of what is looked at come over it.
(() => {
  const most = 8;
  const kept = 60; // tiles: some 180 MB of pixels, which a phone of 3 GB holds

  // tiles of `near`, a level each [width, height, how its files begin], finest first, on `whole`
  const tiling = (near, whole) => {
    const shown = new Map();
    const levels = near.levels.map(([wide, tall, way]) => ({ wide, tall, way })).reverse();

    const put = (level, row, column, count) => {
      const way = `${level.way}${row * count + column}.jpg`;
      const known = shown.get(way);
      shown.delete(way); // what was looked at last goes last
      const tile = known || new Image();
      if (!known) {
        const percent = (part, of) => `${(100 * part) / of}%`;
        const [left, top] = [column * near.side, row * near.side];
        tile.alt = "";
        tile.decoding = "async";
        tile.style.left = percent(left, level.wide);
        tile.style.top = percent(top, level.tall);
        tile.style.width = percent(Math.min(near.side, level.wide - left), level.wide);
        tile.style.height = percent(Math.min(near.side, level.tall - top), level.tall);
        tile.addEventListener("error", () => { tile.remove(); shown.delete(way); });
        tile.src = way;
        whole.append(tile);
      }
      shown.set(way, tile);
    };

    // `view` is what is seen of it, from 0 to 1; `across` how many pixels of the screen it all takes
    return (view, across, own) => {
      if (across <= own) return;
      const level = levels.find(({ wide }) => wide >= across * 0.8) || levels.at(-1);
      const [columns, rows] = [level.wide, level.tall].map((long) => Math.ceil(long / near.side));
      const first = (at, long) => Math.max(0, Math.floor((at * long) / near.side));
      for (let row = first(view.top, level.tall); row < rows && row * near.side < view.bottom * level.tall; row++) {
        for (let column = first(view.left, level.wide);
          column < columns && column * near.side < view.right * level.wide; column++) {
          put(level, row, column, columns);
        }
      }
      for (const [way, tile] of [...shown].slice(0, Math.max(0, shown.size - kept))) {
        tile.remove();
        shown.delete(way);
      }
    };
  };

  window.loudaoView = (link) => {
    const dialog = document.createElement("dialog");
    dialog.className = "viewer";
    dialog.setAttribute("aria-label", "大图");
    const image = new Image();
    image.alt = document.querySelector(".wall img")?.alt || "";
    const whole = document.createElement("div");
    whole.className = "whole";
    whole.append(image);
    const near = link.dataset.near && tiling(JSON.parse(link.dataset.near), whole);
    const keys = document.createElement("div");
    keys.className = "keys";
    let [scale, x, y, least] = [1, 0, 0, 1];
    let waits = 0;

    const draw = () => {
      const [wide, tall] = [image.naturalWidth * scale, image.naturalHeight * scale];
      const keep = (at, size, room) => (size <= room ? (room - size) / 2 : Math.min(0, Math.max(room - size, at)));
      x = keep(x, wide, dialog.clientWidth);
      y = keep(y, tall, dialog.clientHeight);
      whole.style.transform = `translate(${x}px,${y}px) scale(${scale})`;
      if (!near || !wide) return;
      clearTimeout(waits); // what is passed over is not fetched
      waits = setTimeout(() => near(
        {
          left: -x / wide, top: -y / tall,
          right: (dialog.clientWidth - x) / wide, bottom: (dialog.clientHeight - y) / tall,
        },
        wide * devicePixelRatio, image.naturalWidth,
      ), 120);
    };
    const zoom = (factor, px = dialog.clientWidth / 2, py = dialog.clientHeight / 2) => {
      const next = Math.min(Math.max(scale * factor, least), least * most);
      x = px - ((px - x) * next) / scale;
      y = py - ((py - y) * next) / scale;
      scale = next;
      draw();
    };
    const fit = () => {
      if (!image.naturalWidth) return;
      least = Math.min(dialog.clientWidth / image.naturalWidth, dialog.clientHeight / image.naturalHeight);
      scale = least;
      draw();
    };
    const button = (text, name, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = text;
      made.setAttribute("aria-label", name);
      made.addEventListener("click", act);
      keys.append(made);
      return made;
    };
    button("＋", "放大", () => zoom(1.6));
    button("－", "缩小", () => zoom(1 / 1.6));
    button("关闭", "关闭", () => dialog.close()).autofocus = true;

    const fingers = new Map();
    whole.addEventListener("pointerdown", (event) => {
      whole.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
    });
    whole.addEventListener("pointermove", (event) => {
      const was = fingers.get(event.pointerId);
      if (!was) return;
      const now = [event.clientX, event.clientY];
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const apart = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]) || 1;
        zoom(apart(now) / apart(was), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      } else {
        x += now[0] - was[0];
        y += now[1] - was[1];
        draw();
      }
      fingers.set(event.pointerId, now);
    });
    for (const name of ["pointerup", "pointercancel"]) {
      whole.addEventListener(name, (event) => fingers.delete(event.pointerId));
    }
    whole.addEventListener("dblclick", ({ clientX, clientY }) => {
      zoom(scale > least * 1.1 ? 1 / most : 2.5, clientX, clientY);
    });
    dialog.addEventListener("wheel", (event) => {
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.clientX, event.clientY);
    }, { passive: false });
    dialog.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
      if (event.key === "+" || event.key === "=") zoom(1.3);
      else if (event.key === "-") zoom(1 / 1.3);
      else if (step) { x += step[0]; y += step[1]; draw(); event.preventDefault(); }
      event.stopPropagation();
    });
    dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
    image.draggable = false;
    image.addEventListener("load", fit);
    addEventListener("resize", fit);
    image.src = link.href;
    dialog.append(whole, keys);
    document.body.append(dialog);
    dialog.showModal();
    fit();
  };
})();
