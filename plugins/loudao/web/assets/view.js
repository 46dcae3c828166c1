// A picture alone: pinch, wheel, keys and two buttons. Asked for by the first tap on 看大图.
(() => {
  const most = 8;

  window.loudaoView = (link) => {
    const dialog = document.createElement("dialog");
    dialog.className = "viewer";
    dialog.setAttribute("aria-label", "大图");
    const image = new Image();
    image.alt = document.querySelector(".wall img")?.alt || "";
    const keys = document.createElement("div");
    let [scale, x, y, least] = [1, 0, 0, 1];

    const draw = () => {
      const [wide, tall] = [image.naturalWidth * scale, image.naturalHeight * scale];
      const keep = (at, size, room) => (size <= room ? (room - size) / 2 : Math.min(0, Math.max(room - size, at)));
      x = keep(x, wide, dialog.clientWidth);
      y = keep(y, tall, dialog.clientHeight);
      image.style.transform = `translate(${x}px,${y}px) scale(${scale})`;
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
    image.addEventListener("pointerdown", (event) => {
      image.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
    });
    image.addEventListener("pointermove", (event) => {
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
      image.addEventListener(name, (event) => fingers.delete(event.pointerId));
    }
    image.addEventListener("dblclick", ({ clientX, clientY }) => {
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
    dialog.append(image, keys);
    document.body.append(dialog);
    dialog.showModal();
    fit();
  };
})();
