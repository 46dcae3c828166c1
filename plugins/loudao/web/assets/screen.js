// A display in a lobby: works in turn, what concerns this place and is not over, the hour. All
// that it shows is in the page: it goes on when the network is gone, and asks for news by itself.
(() => {
  const each = 12e3;
  const news = 15 * 60e3;
  const here = () => decodeURIComponent(location.hash.slice(1));
  const pad = (number) => String(number).padStart(2, "0");
  const day = (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

  // what hangs inside a place or around it concerns it
  const near = (at, place) => !at || !place || at === place
    || at.startsWith(`${place}/`) || place.startsWith(`${at}/`);
  const concerns = (item) => {
    const at = item.dataset.at.split(" ").filter(Boolean);
    return !at.length || at.some((one) => near(one, here()));
  };

  const every = (what) => [...document.querySelectorAll(what)];
  let shown = [];
  let turn = 0;
  const show = () => {
    shown[turn]?.removeAttribute("hidden");
    const turns = document.querySelector(".turns");
    every(".art figure").forEach((slide) => slide.classList.toggle("on", slide === shown[turn]));
    [...turns.children].forEach((mark, number) => mark.classList.toggle("on", number === turn));
  };
  const choose = () => {
    const slides = every(".art figure");
    const mine = slides.filter(concerns);
    shown = mine.length ? mine : slides;
    turn = 0;
    document.querySelector(".turns").replaceChildren(...shown.slice(0, 12).map(() => document.createElement("i")));
    show();
  };
  // a picture that has not come is no turn: the next that has
  const next = () => {
    const others = shown.map((_, number) => (turn + 1 + number) % shown.length);
    const wanted = others.find((number) => {
      const image = shown[number].querySelector("img");
      return image.complete && image.naturalWidth;
    });
    if (wanted === undefined) return;
    turn = wanted;
    show();
  };

  // of times as 2026-11-25T480/2026-11-26T720, each day between those hours: whether one is on
  // now, whether that of today is over, and whether all are
  const hours = (card, today, minutes) => {
    const times = (card.dataset.times || "").split(" ").filter(Boolean).map((time) => {
      const [[first, from], [last, to]] = time.split("/").map((end) => end.split("T"));
      return { first, last, from: Number(from || 0), to: Number(to || 1440), timed: Boolean(from) };
    });
    const mine = times.filter(({ first, last }) => first <= today && today <= last);
    const left = mine.filter(({ to }) => minutes < to);
    return {
      on: left.some(({ from, timed }) => timed && from <= minutes),
      done: mine.length > 0 && !left.length,
      over: times.length > 0 && !left.length && times.every(({ last }) => last <= today),
    };
  };

  const tick = () => {
    const now = new Date();
    document.querySelector("[data-clock]").textContent = `${now.getHours()}:${pad(now.getMinutes())}`;
    document.querySelector("[data-date]").textContent =
      `${now.getMonth() + 1}月${now.getDate()}日\u2002星期${"日一二三四五六"[now.getDay()]}`;
    document.documentElement.classList.toggle("night", now.getHours() < 6 || now.getHours() >= 22);
    const today = day(now);
    // what is on comes first, what is over leaves; the others keep their order
    const cards = every(".told article").map((card, number) => {
      card.dataset.number ??= number;
      const { on, done, over } = hours(card, today, now.getHours() * 60 + now.getMinutes());
      const mark = card.querySelector(".done");
      if (mark) mark.hidden = !done;
      const gone = over || (card.dataset.until && card.dataset.until < today) || !concerns(card);
      return { card, gone, rank: gone ? 2 : on ? 0 : 1 };
    });
    const order = [...cards].sort((a, b) => a.rank - b.rank || a.card.dataset.number - b.card.dataset.number);
    if (order.some((one, number) => one !== cards[number])) {
      document.querySelector(".told").prepend(...order.map(({ card }) => card));
    }
    for (const spot of every(".left")) {
      const left = Math.round((new Date(`${spot.dataset.ends}T00:00`) - new Date(`${today}T00:00`)) / 864e5);
      spot.innerHTML = left > 0 ? `还剩 <b>${left}</b> 天` : "今天最后一天";
    }
    let told = 0;
    for (const { card, gone } of order) {
      card.hidden = gone || told >= 4;
      if (!card.hidden) told += 1;
      const week = card.querySelector(".leaf .week");
      if (week && card.dataset.on) {
        const left = Math.round((new Date(`${card.dataset.on}T00:00`) - new Date(`${today}T00:00`)) / 864e5);
        week.dataset.name ??= week.textContent;
        week.textContent = `${["今天 ", "明天 ", "后天 "][left] ?? ""}${week.dataset.name}`;
      }
    }
    document.querySelector(".none").hidden = told > 0;
    // what has no room would be cut: the first of them is always there
    const box = document.querySelector(".told");
    box.classList.add("chosen");
    const seen = every(".told article:not([hidden])");
    while (seen.length > 1 && box.scrollHeight > box.clientHeight) seen.pop().hidden = true;
  };

  // what comes later is fetched when the first is there, all of it: a network may go
  const fetchOthers = () => setTimeout(() => {
    every(".art figure").forEach((slide) => { slide.hidden = false; });
    every(".art img").forEach((image) => { image.loading = "eager"; });
  }, 200);
  const begin = () => {
    choose();
    tick();
    if (document.readyState === "complete") fetchOthers();
    else addEventListener("load", fetchOthers, { once: true });
  };

  // the new page takes the place of the old one in the page that stands: a reload that the network
  // does not finish would leave an error on the wall
  let last = "";
  const ask = async () => {
    try {
      const answer = await fetch(location.pathname, { cache: "no-store" });
      const text = await answer.text();
      const main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
      if (!answer.ok || !main || text === last) return;
      last = text;
      document.querySelector("main").replaceWith(main);
      begin();
    } catch { /* no network: what is here is shown */ }
  };

  addEventListener("hashchange", begin);
  begin();
  setInterval(next, each);
  setInterval(tick, 10e3);
  setInterval(ask, news);
})();
