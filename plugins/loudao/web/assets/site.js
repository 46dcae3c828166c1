// Days left, large type, a code typed in, floors, the way on. Every page reads without it.
(() => {
  const root = document.documentElement;
  const remembered = () => {
    try { return localStorage.getItem("loudao-large"); } catch { return null; }
  };
  if (remembered() || location.hash === "#big") root.classList.add("big");

  const day = (iso) => Math.round((new Date(`${iso}T00:00`) - new Date().setHours(0, 0, 0, 0)) / 864e5);

  // 今天, 明天, 后天, 还有 9 天; nothing of what is past
  for (const spot of document.querySelectorAll("[data-day]")) {
    const left = day(spot.dataset.day);
    const ends = spot.dataset.last ? day(spot.dataset.last) : left;
    if (left > 0) spot.textContent = ["", "明天", "后天"][left] || `还有 ${left} 天`;
    else if (ends >= 0) spot.textContent = left === ends ? "今天" : "这几天";
  }

  // of turns only the next is told
  const turns = [...document.querySelectorAll(".duty .badge")].filter((spot) => spot.textContent);
  for (const spot of turns.slice(1)) spot.textContent = "";

  // 还剩 3 天, counted on the day on which the page is opened
  for (const spot of document.querySelectorAll("[data-ends]")) {
    const { starts, ends } = spot.dataset;
    const before = starts ? day(starts) : 0;
    const left = ends ? day(ends) : NaN;
    const number = document.createElement("b");
    number.textContent = before > 0 ? before : left;
    spot.classList.add(left < 0 ? "past" : "counted");
    if (before > 0) spot.replaceChildren(number, " 天后开始");
    else if (left > 0) spot.replaceChildren("还剩 ", number, " 天");
    else if (left === 0) spot.textContent = "今天\n最后一天";
    else if (left < 0) spot.textContent = "已结束";
    const boxes = spot.parentNode.querySelectorAll(".days i");
    const all = Number(boxes[0]?.parentNode.dataset.days);
    boxes.forEach((box, number) => box.classList.toggle("been", (number + 1) * all <= (all - left) * boxes.length));
  }

  // what was over after the page was made
  for (const item of document.querySelectorAll("[data-until]")) {
    const left = item.dataset.until ? day(item.dataset.until) : 0;
    if (left >= 0) continue;
    item.classList.add("gone");
    const badge = item.querySelector(".badge");
    if (badge) badge.textContent = left > -31 ? `${-left} 天前结束` : "已经结束";
  }

  for (const spot of document.querySelectorAll("[data-today]")) {
    const now = new Date();
    spot.textContent = `${now.getMonth() + 1}月${now.getDate()}日 星期${"日一二三四五六"[now.getDay()]}`;
  }

  // of a scroll in slices what comes next is fetched before it is seen: browsers look ahead down a
  // page, not along it
  for (const strip of document.querySelectorAll(".pan.x .strip")) {
    const pan = strip.parentNode;
    pan.addEventListener("scroll", () => {
      const ahead = new IntersectionObserver((seen) => {
        for (const { isIntersecting, target } of seen) if (isIntersecting) target.loading = "eager";
      }, { root: pan, rootMargin: "0px 150%" });
      for (const image of strip.querySelectorAll("img")) ahead.observe(image);
    }, { once: true });
  }

  // what stood there until a picture came shines through none
  const here = (image) => image.classList.add("arrived");
  document.addEventListener("load", ({ target }) => target.tagName === "IMG" && here(target), true);
  for (const image of document.images) if (image.complete && image.naturalWidth) here(image);

  // what large type leaves for a tap
  const key = document.querySelector("[data-whole]");
  const folded = "main :is(.second, .small, .wide, .own, .ld-fold, .ld-facts, .year)";
  const whole = (open) => {
    root.classList.toggle("whole", open);
    key.setAttribute("aria-expanded", String(open));
    key.textContent = open ? "少看一点" : "看全部内容";
  };
  if (key) {
    key.hidden = !document.querySelector(folded);
    key.addEventListener("click", () => whole(!root.classList.contains("whole")));
    const asked = location.hash && document.getElementById(location.hash.slice(1));
    if (asked && asked.closest(folded)) { whole(true); asked.scrollIntoView(); }
  }

  const remember = (big) => {
    try { localStorage.setItem("loudao-large", big ? "1" : ""); } catch { /* not this time */ }
  };
  for (const button of document.querySelectorAll("[data-large]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const big = root.classList.toggle("big");
      if (location.hash === "#big") history.replaceState(null, "", location.pathname + location.search);
      button.setAttribute("aria-pressed", String(big));
      remember(big);
    });
    button.setAttribute("role", "button");
    button.setAttribute("aria-pressed", String(root.classList.contains("big")));
  }

  for (const form of document.querySelectorAll("form[data-codes]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const code = form.elements.code.value.replace(/[^0-9a-z]/gi, "").toUpperCase();
      const plain = code.replace(/O/g, "0").replace(/[IL]/g, "1");
      if (plain) location.href = `${form.dataset.codes}${plain}/index.html`;
    });
  }

  // the floor that is seen
  const strip = document.querySelector(".strip-of-floors");
  if (strip) {
    const links = [...strip.querySelectorAll("a")];
    const headings = links.map((link) => document.getElementById(link.hash.slice(1)));
    const tell = () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 140).length;
      const here = Math.max(0, passed - 1);
      links.forEach((link, number) => {
        if (number === here) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
      const box = links[here].getBoundingClientRect();
      if (box.left < 0 || box.right > innerWidth) strip.scrollLeft += box.left - innerWidth / 2;
    };
    let waiting = false;
    const soon = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; tell(); });
    };
    addEventListener("scroll", soon, { passive: true });
    tell();
  }

  // to the work before and after: keys, and a swipe on what does not move itself
  const go = (rel) => {
    const link = document.querySelector(`.steps a[rel=${rel}]`);
    if (link) location.href = link.href;
  };
  if (document.querySelector(".steps")) {
    addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input,.pan,.words-full")) return;
      if (event.key === "ArrowRight") go("next");
      if (event.key === "ArrowLeft") go("prev");
    });
    const wall = document.querySelector(".wall figure");
    let start = null;
    wall?.addEventListener("touchstart", (event) => {
      const one = event.touches.length === 1 && (visualViewport?.scale ?? 1) < 1.05;
      start = one ? [event.touches[0].clientX, event.touches[0].clientY] : null;
    }, { passive: true });
    wall?.addEventListener("touchend", (event) => {
      if (!start) return;
      const { clientX, clientY } = event.changedTouches[0];
      const [dx, dy] = [clientX - start[0], clientY - start[1]];
      if (Math.abs(dx) > 70 && Math.abs(dy) < 50) go(dx < 0 ? "next" : "prev");
    }, { passive: true });
  }

  // a picture alone: its script comes when it is asked for
  for (const link of document.querySelectorAll("[data-view]")) {
    link.addEventListener("click", (event) => {
      if (!window.HTMLDialogElement) return;
      event.preventDefault();
      if (window.loudaoView) { window.loudaoView(link); return; }
      const script = document.createElement("script");
      script.src = link.dataset.view;
      script.onload = () => window.loudaoView(link);
      script.onerror = () => { location.href = link.href; };
      document.head.append(script);
    });
  }

  // a walk without signal: this unit's pages are kept, where the phone allows it and is not sparing
  const { walk, root: way } = document.body.dataset;
  const safe = location.protocol === "https:" || /^(localhost|127\.0\.0\.1)$/.test(location.hostname);
  if (walk && safe && "serviceWorker" in navigator && !navigator.connection?.saveData) {
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      const spot = document.querySelector("[data-kept]");
      if (!data?.kept || !spot) return;
      spot.textContent = `${data.kept.name}已经存在手机里（约 ${(data.kept.bytes / 1e6).toFixed(1)} MB），没有信号也能看。`;
      spot.hidden = false;
    });
    addEventListener("load", () => setTimeout(async () => {
      try {
        await navigator.serviceWorker.register(`${way}sw.js`, { scope: way });
        const ready = await navigator.serviceWorker.ready;
        ready.active.postMessage({ walk });
      } catch { /* a private window keeps nothing */ }
    }, 1500));
  }
})();
